"""Notebooks in the percent format: their Markdown cells are bound and guarded like any page."""

from __future__ import annotations

import contextlib
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from factbook.ground.location import Location
from factbook.model.records import Text
from factbook.prose.mark import Token, mark
from factbook.prose.source import Source
from factbook.prose.template import shift_tokens

MARKER = re.compile(r"# %%(?P<kind>.*)")
PREFIX = "# "


@dataclass(frozen=True, slots=True)
class Cell:
    """A marker line, the lines after it, and the number of the first of these; the head has no marker."""

    marker: str
    lines: tuple[str, ...]
    first_line: int

    @property
    def is_markdown(self) -> bool:
        """Whether it holds words and not code."""
        return "[markdown]" in self.marker or "[md]" in self.marker

    @property
    def words(self) -> str:
        """The text of a Markdown cell without its comment marks."""
        return "\n".join(line.removeprefix("#").removeprefix(" ") for line in self.lines)

    @property
    def code(self) -> str:
        """The text of a cell of code without empty lines around it."""
        return "\n".join(self.lines).strip("\n").rstrip()


def is_notebook(text: str) -> bool:
    """Whether a Python file is a notebook in the percent format."""
    return any(MARKER.match(line) for line in text.splitlines())


def split_cells(text: str) -> list[Cell]:
    """The cells in order; joined by their lines they are the text again."""
    cells: list[Cell] = []
    marker, first = "", 1
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if MARKER.match(line):
            cells.append(Cell(marker, tuple(lines), first))
            marker, lines, first = line, [], number + 1
        else:
            lines.append(line)
    return [*cells, Cell(marker, tuple(lines), first)]


def find_comments(text: str, path: str) -> Iterator[Text]:
    """The comments in the code cells, which a reader sees too."""
    for cell in split_cells(text):
        if not cell.is_markdown:
            # what is no Python fails when the notebook runs, with a message of its own
            with contextlib.suppress(tokenize.TokenError, SyntaxError):
                for token in tokenize.generate_tokens(io.StringIO("\n".join(cell.lines)).readline):
                    if token.type == tokenize.COMMENT:
                        row, column = token.start
                        yield Text(token.string[1:], Location(path, cell.first_line + row - 1, column + 2))


@dataclass(frozen=True, slots=True)
class MarkedNotebook:
    """A notebook whose Markdown cells have tokens: its source as the places of tokens count it, and its texts."""

    source: Source
    tokens: tuple[Token, ...]
    cells: tuple[str, ...]
    """The words of the Markdown cells, with tokens."""
    text: str
    """The whole notebook, with tokens."""


def mark_notebook(text: str, path: str) -> MarkedNotebook:
    """Code cells stay as they are."""
    words: list[str] = []  # with an empty line for each line of code, so that lines are those of the file
    cells: list[str] = []
    lines: list[str] = []
    tokens: list[Token] = []
    offset = 0
    for cell in split_cells(text):
        lines += [cell.marker] if cell.marker else []
        own = ([""] if cell.marker else []) + ([] if cell.is_markdown else [""] * len(cell.lines))
        if cell.is_markdown:
            marked = mark(cell.words, first=len(tokens))
            start = offset + sum(len(line) + 1 for line in own)
            tokens += shift_tokens(marked.tokens, start)
            cells.append(marked.text)
            own += cell.words.split("\n")
            lines += [f"{PREFIX}{line}".rstrip() for line in marked.text.split("\n")]
        else:
            lines += cell.lines
        words += own
        offset += sum(len(line) + 1 for line in own)
    source = Source(path, "\n".join(words), indent=len(PREFIX))
    return MarkedNotebook(source, tuple(tokens), tuple(cells), "\n".join(lines))
