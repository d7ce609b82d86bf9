"""Finds in the source of a page the place of a word that a reader sees.

The words of a page come in the order of its source, with the tokens between them, whose places are known. So each run
of plain words is looked for behind the one before it: the first that is found there can't be behind the right one.
Footnotes, which the page shows at its end, are read from where they are written, and titles may stand anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import unescape

from factbook.ground.location import Lines, Location
from factbook.prose.entity import ENTITY
from factbook.prose.reading import Reading, fold
from factbook.prose.slot import CONTENTS, FOOTNOTE, RUNNING, Raw
from factbook.prose.source import Source
from factbook.prose.template import Template

NONE = "\x01"
# What Markdown leaves as it is.
WORD = rf"[^\s\\`*_{{}}\[\]<>&#|~=^\"'“”‘’{NONE}]+"
RUN = re.compile(f"{WORD}(?: {WORD})*")
DEFINITION = re.compile(r"^[ \t>*+-]*\*?\[(?!\^)[^\[\]\n]+\]:[^\n]*", re.MULTILINE)


def locate_in(reading: Reading, index: int, template: Template) -> Location:
    """The place of a character of a reading."""
    return _lines(template.source).locate(offset_in(reading, index, template))


def offset_in(reading: Reading, index: int, template: Template) -> int:
    """The same as an offset in the source."""
    origins = _origins(template)
    origin = reading.origins[index]
    return origins[origin] if origin < len(origins) else 0


@lru_cache(maxsize=8)  # all problems of a page are asked for one after the other
def _origins(template: Template) -> Sequence[int]:
    """For each character of the raw words of a page, its offset in the source."""
    starts, length = [], 0
    for raw in template.raw:
        starts.append(length)
        length += len(raw)
    found = [0] * length
    search = _Search(template)
    parts = dict.fromkeys(raw.part for raw in template.raw if raw.part.startswith(FOOTNOTE))
    for part in (*parts, RUNNING):
        search.begin(part)
        for start, raw in zip(starts, template.raw, strict=True):
            if raw.part == part or (raw.part == CONTENTS and part == RUNNING):
                found[start : start + len(raw)] = search.place(raw)
    return found


@lru_cache(maxsize=8)  # for the same reason
def _lines(source: Source) -> Lines:
    return source.lines()


class _Search:
    """Goes through the source of a page once for each of its parts."""

    def __init__(self, template: Template) -> None:
        self.tokens = template.tokens
        self.whole, self.offsets = _flatten(template.source.text)
        self.definitions = [match.span() for match in DEFINITION.finditer(self.whole)]
        self.text_of_definitions = _only(self.whole, self.definitions)
        self.titles: dict[str, int] = {}
        self.flat = _without(self.whole, self.definitions)
        self.used: list[tuple[int, int]] = []
        self.missing: dict[str, int] = {}
        """Where words stand that are not behind the cursor; it only goes on, so they never will be."""
        self.cursor = 0

    def begin(self, part: str) -> None:
        """Begin with a footnote where it is defined, or with all that is neither a footnote nor another definition."""
        self.missing = {}
        if part:
            self.cursor = max(self.whole.find(f"[^{part.removeprefix(FOOTNOTE)}]:"), 0)
            return
        self.cursor = 0
        self.flat = _without(self.flat, self.used)

    def place(self, raw: Raw) -> list[int]:
        """The offset of each character of words, or of a token."""
        if isinstance(raw.words, int):
            return [self.token(raw.words, raw)]
        places = [-1] * len(raw.words)
        seen = _fold_all(raw.words)
        start = self.cursor
        for match in RUN.finditer(seen):
            if (at := self.find(match[0], raw)) >= 0:
                places[match.start() : match.end()] = range(at, at + len(match[0]))
                continue
            for word in re.finditer(r"\S+", match[0]):
                if (at := self.find(word[0], raw)) >= 0:
                    first = match.start() + word.start()
                    places[first : first + len(word[0])] = range(at, at + len(word[0]))
        self.join(places, seen, start)
        return [self.offsets[at] if at < len(self.offsets) else len(self.offsets) for at in places]

    def join(self, places: list[int], seen: str, start: int) -> None:
        """Place the marks beside the runs: next to them where they stand so in the source, or else before the next."""
        before = start - 1
        for index, at in enumerate(places):
            if at < 0 and self.whole[before + 1 : before + 2] == seen[index]:
                places[index] = before + 1
            before = places[index] if places[index] >= 0 else before
        following = self.cursor
        for index in range(len(places) - 1, -1, -1):
            if places[index] < 0:
                places[index] = following - (following > 0 and self.whole[following - 1 : following] == seen[index])
            following = places[index]

    def token(self, number: int, raw: Raw) -> int:
        """The place of a token, behind which the search goes on."""
        if number >= len(self.tokens):
            return 0
        token = self.tokens[number]
        end = bisect_left(self.offsets, token.end)
        if end >= self.cursor and raw.part != CONTENTS:
            self.cursor = end
        return token.start

    def find(self, words: str, raw: Raw) -> int:
        """Where words stand, or -1."""
        if raw.is_title and (defined := self.defined(words)) >= 0:
            return defined
        if words in self.missing:
            return self.missing[words]
        at = _find(words, self.flat, self.cursor)
        if at < 0:
            self.missing[words] = _find(words, self.whole, 0)
            return self.missing[words]
        if raw.part != CONTENTS:
            self.cursor = at + len(words)
            self.used += [(at, self.cursor)] if raw.part else []
        return at

    def defined(self, words: str) -> int:
        """Where words stand in a definition, or -1."""
        if words not in self.titles:
            self.titles[words] = _find(words, self.text_of_definitions, 0)
        return self.titles[words]


def _find(words: str, flat: str, start: int) -> int:
    """Where words stand that are no part of longer ones."""
    at = flat.find(words, start)
    while at >= 0 and (
        (words[0].isalnum() and flat[at - 1 : at].isalnum())
        or (words[-1].isalnum() and flat[at + len(words) : at + len(words) + 1].isalnum())
    ):
        at = flat.find(words, at + 1)
    return at


def _without(flat: str, spans: Iterable[tuple[int, int]]) -> str:
    """The same with nothing to be found in some places."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            pieces += [flat[done:start], NONE * (end - max(start, done))]
            done = end
    return "".join([*pieces, flat[done:]])


def _only(flat: str, spans: Iterable[tuple[int, int]]) -> str:
    """The same with nothing to be found but in some places."""
    pieces, done = [], 0
    for start, end in spans:
        pieces += [NONE * (start - done), flat[start:end]]
        done = end
    return "".join(pieces)


def _fold_all(words: str) -> str:
    """Words of the same length without disguises; a line break stays."""
    return words if words.isascii() else "".join(one if one.isascii() else (fold(one) or NONE)[:1] for one in words)


def _flatten(text: str) -> tuple[str, list[int]]:
    """The source with entities read and disguises dropped, and of each character its offset."""
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in [*ENTITY.finditer(text), None]:
        end = match.start() if match else len(text)
        pieces.append(_fold_all(text[done:end]))
        offsets += range(done, end)
        if match:
            read = _fold_all(unescape(match[0]))
            pieces.append(read)
            offsets += [match.start()] * len(read)
            done = match.end()
    return "".join(pieces), offsets
