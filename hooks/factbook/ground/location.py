"""The place of something in a file that a person can edit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from factbook.ground.visible import make_visible


class Location(NamedTuple):
    """A path relative to the project, a line and a column, both counted from 1.

    A named tuple, since a build makes tens of thousands and a frozen dataclass takes three times as long.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{make_visible(self.path)}:{self.line}:{self.column}"

    def shift(self, columns: int) -> Location:
        """The same line, so many columns further."""
        return Location(self.path, self.line, self.column + columns)


Place: TypeAlias = Callable[[int], Location]
"""From the offset of a character in some text to its location."""


def locate(path: str, text: str, offset: int, first_line: int = 1) -> Location:
    """The location of a character offset in a text that starts at `first_line` of the file."""
    line = text.count("\n", 0, offset)
    column = offset - (text.rfind("\n", 0, offset) + 1)
    return Location(path, first_line + line, column + 1)


class Lines:
    """As `locate`, for many offsets in one text: the text is read once."""

    def __init__(self, path: str, text: str, first_line: int = 1, indent: int = 0) -> None:
        self.path, self.text, self.first_line, self.indent = path, text, first_line, indent
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def locate(self, offset: int) -> Location:
        """The location of one character."""
        line = bisect_right(self._starts, offset) - 1
        return Location(self.path, self.first_line + line, offset - self._starts[line] + 1 + self.indent)
