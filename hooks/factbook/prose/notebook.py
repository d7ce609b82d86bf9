"""Notebooks in the percent format: their Markdown cells are bound and guarded like any page."""

from __future__ import annotations

import contextlib
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, replace

from factbook.ground.location import Location
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import Bound, bind_markdown

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


def words_of(text: str) -> str:
    """The words of the Markdown cells, each on the line that it has in the file."""
    lines: list[str] = []
    for cell in split_cells(text):
        lines += [""] if cell.marker else []
        lines += cell.words.split("\n") if cell.is_markdown and cell.lines else [""] * len(cell.lines)
    return "\n".join(lines)


def find_comments(text: str, path: str) -> Iterator[Text]:
    """The comments in the code cells, which a reader sees too."""
    for cell in split_cells(text):
        if not cell.is_markdown and cell.marker:
            # what is no Python fails when the notebook runs, with a message of its own
            with contextlib.suppress(tokenize.TokenError, SyntaxError):
                for token in tokenize.generate_tokens(io.StringIO("\n".join(cell.lines)).readline):
                    if token.type == tokenize.COMMENT:
                        row, column = token.start
                        yield Text(token.string[1:], Location(path, cell.first_line + row - 1, column + 2))


def bind_notebook(text: str, path: str, factbook: Factbook) -> Bound:
    """The notebook with every Markdown cell bound; code cells stay as they are."""
    bound = Bound()
    lines: list[str] = []
    for cell in split_cells(text):
        lines += [cell.marker] if cell.marker else []
        lines += _bound_lines(cell, path, factbook, bound) if cell.is_markdown else cell.lines
    bound.text = "\n".join(lines)
    return bound


def _bound_lines(cell: Cell, path: str, factbook: Factbook, bound: Bound) -> list[str]:
    """The lines of one Markdown cell; places count the comment marks."""
    before = len(bound.claims)  # claims are numbered through the page
    shared = Bound(cited=bound.cited, claims=list(bound.claims))
    found = bind_markdown(cell.words, path, factbook, cell.first_line, shared)
    width = len(PREFIX)
    bound.uses += [replace(use, location=use.location.shift(width)) for use in found.uses]
    bound.claims += [replace(claim, location=claim.location.shift(width)) for claim in found.claims[before:]]
    bound.blocks += [(block, location.shift(width)) for block, location in found.blocks]
    bound.problems += [replace(problem, location=problem.location.shift(width)) for problem in found.problems]
    return [f"{PREFIX}{line}".rstrip() for line in found.text.split("\n")]
