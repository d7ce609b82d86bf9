"""The text that somebody wrote, and the search for the place of words in it."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from factbook.ground.location import Lines, Location
from factbook.prose.entity import ENTITY

SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@dataclass(frozen=True, slots=True)
class Source:
    """A text, where it starts in its file, and by how much its lines are indented there."""

    path: str
    text: str
    first_line: int = 1
    indent: int = 0

    def lines(self) -> Lines:
        """For the place of each character."""
        return Lines(self.path, self.text, self.first_line, self.indent)


class Finder:
    """Finds words that were read as HTML: whatever their case, also where entities hide them, each time the next."""

    def __init__(self, source: Source) -> None:
        self.path, self.lines = source.path, source.lines()
        self.flat, self.offsets = _read_entities(source.text)
        self.done: dict[tuple[str, ...], tuple[int, int]] = {}

    def __call__(self, *ways: tuple[str, ...]) -> Location:
        """The place of the last of the words in the first of these ways to follow each other that is found."""
        for way in ways:
            at = self._seek(tuple(word.translate(SMALL) for word in way))
            if at >= 0:
                return self.lines.locate(self.offsets[at])
        return Location(self.path)

    def _seek(self, words: tuple[str, ...]) -> int:
        last, end = self.done.get(words, (-1, 0))
        at, start = -1, end
        for word in words:
            at = self.flat.find(word, start)
            if at < 0:
                return last  # the next is the same, as far as can be told
            start = at + len(word)
        self.done[words] = at, start
        return at


def _read_entities(text: str) -> tuple[str, Sequence[int]]:
    """The text with entities read and in small letters, and of each character its offset."""
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in ENTITY.finditer(text):
        read = unescape(match[0])
        pieces += [text[done : match.start()], read]
        offsets += [*range(done, match.start()), *[match.start()] * len(read)]
        done = match.end()
    return "".join([*pieces, text[done:]]).translate(SMALL), [*offsets, *range(done, len(text))]
