"""Strict YAML: every node keeps its place, and everything that could surprise is refused.

Scalars stay text; a record's field decides how to read them. So `no`, `1:30` and `0123` never
turn into something else, and anchors, aliases, merge keys and tags (which can run code or hang
a loader) are problems rather than features.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from factbook.ground.location import Location, locate
from factbook.ground.problem import Problem, ProblemError

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 20
# C0 and C1 controls but tab and line breaks, zero-width and bidirectional controls, and the BOM:
# invisible in a review, so a number could read one way and mean another.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text, the place it starts, and the file's text to find places inside it."""

    text: str
    location: Location
    plain: bool = True
    file_text: str = ""
    start: int = 0

    def locate(self, offset: int) -> Location:
        """The place of a character of `text`; folding changes white space only, so count the rest."""
        wanted = sum(not character.isspace() for character in self.text[:offset])
        for position in range(self.start, len(self.file_text)):
            if self.file_text[position].isspace():
                continue
            if not wanted:
                lines = self.file_text.count("\n", self.start, position)
                if not lines:
                    return self.location.shift(position - self.start)
                column = position - self.file_text.rfind("\n", 0, position)
                return Location(self.location.path, self.location.line + lines, column)
            wanted -= 1
        return self.location


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


def find_hidden(text: str, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Characters that can't be seen but change what a text says."""
    for match in HIDDEN.finditer(text):
        yield Problem(
            locate(path, text, match.start(), first_line),
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
        self.text, self.path, self.first_line = text, path, first_line
        self.events = yaml.parse(text, Loader=Loader)

    def compose(self) -> Node:
        try:
            next(self.events)  # stream start
            if isinstance(next(self.events), yaml.StreamEndEvent):
                return Mapping((), Location(self.path, self.first_line))
            node = self._node(next(self.events), 0)
            next(self.events)  # document end
            after = next(self.events)
        except yaml.YAMLError as error:
            raise ProblemError(self._syntax(error)) from None
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse(after, "a second document in one file", "delete the line '---'")
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._refuse(event, f"nesting deeper than {MAX_DEPTH} levels", "flatten it")
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"the alias '*{event.anchor}'", "write the value out")
        if getattr(event, "anchor", None):
            self._refuse(event, f"the anchor '&{event.anchor}'", "write the value out where it is needed")
        if getattr(event, "tag", None):
            self._refuse(event, f"the tag '{event.tag}'", "delete it; the key decides the type")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return Sequence(tuple(items), self._at(event))
        return self._mapping(event, depth)

    def _mapping(self, event: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(inner, "a key that is not text", "write a simple name before the colon")
                raise AssertionError  # _refuse raises
            if key.text == "<<":
                self._refuse(inner, "the merge key '<<'", "write the keys out")
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
            entries[key.text] = (key, self._node(next(self.events), depth + 1))
        return Mapping(tuple(entries.values()), self._at(event))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start = event.start_mark.index
        at = self._at(event)
        if event.style in ("'", '"'):
            start, at = start + 1, at.shift(1)
        elif event.style in ("|", ">"):
            start = self.text.find("\n", start) + 1
            at = Location(self.path, at.line + 1, 1)
        return Scalar(event.value, at, event.style is None, self.text, start)

    def _at(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.path, self.first_line + mark.line, mark.column + 1)

    def _refuse(self, event: yaml.Event, what: str, hint: str) -> None:
        raise ProblemError(Problem(self._at(event), "yaml-feature", f"{what} is not allowed here", hint))

    def _syntax(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None)
        at = Location(self.path, self.first_line + mark.line, mark.column + 1) if mark else Location(self.path)
        said = getattr(error, "problem", None) or str(error).splitlines()[0]
        return Problem(at, "yaml-syntax", f"this is not valid YAML: {said}", "look for a missing quote, colon or indent")
