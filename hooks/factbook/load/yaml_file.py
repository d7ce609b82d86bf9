"""Strict YAML: every node keeps its place, and everything that could surprise is refused.

Scalars stay text; a record's field decides how to read them. So `no`, `1:30` and `0123` never
turn into something else, and anchors, aliases, merge keys and tags (which can run code or hang
a loader) are problems rather than features.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias, cast

import yaml

from factbook.ground.location import Lines, Location
from factbook.ground.problem import Problem, ProblemError

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 20
# C0 and C1 controls but tab and line breaks, zero-width, filling and bidirectional characters, line
# separators (YAML breaks a line there and an editor does not), the empty Braille pattern, the BOM, tags, halves of
# characters, those for private use, and code points that are none, as the last two of each plane and all behind the
# last Chinese ones: invisible in a review, so a number could read one way and mean another.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U00033480-\U0010ffff]"
)
# What a quoted scalar writes for one character of its text; `\S` elsewhere.
WRITTEN = {"'": re.compile(r"''|\S"), '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|\S", re.DOTALL)}
SEEN = re.compile(r"\S")
BLANK_ESCAPE = re.compile(r"\\(?:[\s_ntr]|(?:x|u00|U000000)(?:09|0[aAdD]|20|[aA]0)|(?:u|U0000)(?:20[012]\w|3000))")

Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A piece of text, the place it starts, and the file's lines to find places inside it."""

    text: str
    location: Location
    style: str
    lines: Lines
    start: int

    def locate(self, offset: int) -> Location:
        """The place of a character of `text`."""
        return self.lines.locate(_positions(self)[offset])


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and nodes in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Sequence:
    """Nodes in the order of the file."""

    items: tuple[Node, ...]
    location: Location


Node: TypeAlias = "Scalar | Mapping | Sequence"


@lru_cache(maxsize=16)
def _positions(scalar: Scalar) -> list[int]:
    """Where each character is written, and the end; folding changes white space only, so count the rest."""
    pattern = WRITTEN.get(scalar.style, SEEN)
    written = (
        match.start()
        for match in pattern.finditer(scalar.lines.text, scalar.start)
        if scalar.style != '"' or not BLANK_ESCAPE.match(match[0])
    )
    found: list[int] = []
    following = next(written, scalar.start)
    for character in scalar.text:
        found.append(following)
        if not character.isspace():
            following = next(written, following + 1)
    return [*found, found[-1] + 1 if found else scalar.start]


def find_hidden(text: str, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Characters that can't be seen but change what a text says."""
    if not HIDDEN.search(text):
        return
    lines = Lines(path, text, first_line)
    for match in HIDDEN.finditer(text):
        yield Problem(
            lines.locate(match.start()),
            "hidden-character",
            f"invisible character U+{ord(match[0]):04X}",
            "delete it; retype the words around it if you can't see it",
        )


def parse_yaml(text: str, path: str, first_line: int = 1) -> Node:
    """The one document in `text` as nodes with places. Raises ProblemError at the first fault."""
    if len(text) > MAX_CHARACTERS:
        raise ProblemError(
            Problem(Location(path), "too-large", f"the file is longer than {MAX_CHARACTERS:,} characters", "split it")
        )
    for problem in find_hidden(text, path, first_line):
        raise ProblemError(problem)
    return _Composer(text, path, first_line).compose()


class _Composer:
    """Builds nodes from PyYAML's events, one pass, no recursion on the input's depth beyond MAX_DEPTH."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.lines = Lines(path, text, first_line)
        self.following: Callable[[], yaml.Event]

    def compose(self) -> Node:
        try:
            self.following = Loader(self.lines.text).get_event
            self.following()  # stream start
            document = self.following()
            if isinstance(document, yaml.StreamEndEvent):
                return Mapping((), Location(self.path, self.first_line))
            if getattr(document, "version", None) or getattr(document, "tags", None):
                raise self._refused(document, "a directive, '%' at the start of a line,", "delete it")
            node = self._node(self.following(), 0)
            self.following()  # document end
            after = self.following()
        except yaml.YAMLError as error:
            raise ProblemError(self._syntax(error)) from None
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._refused(after, "a second document in one file", "delete the line '---'")
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._refused(event, f"nesting deeper than {MAX_DEPTH} levels", "flatten it")
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(event, f"the alias '*{event.anchor}'", "write the value out")
        if anchor := getattr(event, "anchor", None):
            raise self._refused(event, f"the anchor '&{anchor}'", "write the value out where it is needed")
        if tag := getattr(event, "tag", None):
            raise self._refused(event, f"the tag '{tag}'", "delete it; the key decides the type")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self.following(), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return Sequence(tuple(items), self._at(event))
        return self._mapping(event, depth)

    def _mapping(self, event: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := self.following(), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            if not isinstance(key, Scalar):
                raise self._refused(
                    inner,
                    "a key that is not text",
                    "write a simple name before the colon; put {{ … }} into quotation marks",
                )
            if key.text == "<<":
                raise self._refused(inner, "the merge key '<<'", "write the keys out")
            if key.text in entries:
                first = entries[key.text][0].location.line
                raise ProblemError(
                    Problem(
                        key.location,
                        "duplicate-key",
                        f"the key '{key.text}' is already there on line {first}",
                        "keep one of the two",
                    )
                )
            entries[key.text] = (key, self._node(self.following(), depth + 1))
        return Mapping(tuple(entries.values()), self._at(event))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        mark = _mark(event)
        start, at = mark.index, Location(self.path, self.first_line + mark.line, mark.column + 1)
        if event.style in ("'", '"'):
            start, at = start + 1, at.shift(1)
        elif event.style in ("|", ">"):
            first = SEEN.search(self.lines.text, self.lines.text.find("\n", start))
            start = first.start() if first and event.value.strip() else start
            at = self.lines.locate(start)
        for problem in find_hidden(event.value, self.path) if event.style == '"' else ():  # written as an escape
            raise ProblemError(replace(problem, location=at))
        return Scalar(event.value, at, event.style or "", self.lines, start)

    def _at(self, event: yaml.Event) -> Location:
        mark = _mark(event)
        return Location(self.path, self.first_line + mark.line, mark.column + 1)

    def _refused(self, event: yaml.Event, what: str, hint: str) -> ProblemError:
        return ProblemError(Problem(self._at(event), "yaml-feature", f"{what} is not allowed here", hint))

    def _syntax(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None)
        at = Location(self.path, self.first_line + mark.line, mark.column + 1) if mark else Location(self.path)
        said = getattr(error, "problem", None) or str(error).splitlines()[0]
        return Problem(
            at, "yaml-syntax", f"this is not valid YAML: {said}", "look for a missing quote, colon or indent"
        )


def _mark(event: yaml.Event) -> yaml.Mark:
    """Where an event starts; the parser marks every event, though its type says it may not."""
    return cast("yaml.Mark", event.start_mark)
