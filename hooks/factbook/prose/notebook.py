"""Notebooks in the percent format: their Markdown cells are bound like any page."""

from __future__ import annotations

import re
from dataclasses import replace

from factbook.model.factbook import Factbook
from factbook.prose.bind import Bound, bind_markdown

CELL = re.compile(r"^# %%(?P<kind>.*)$", re.MULTILINE)
PREFIX = "# "


def is_notebook(text: str) -> bool:
    """Whether a Python file is a notebook in the percent format."""
    return CELL.search(text) is not None


def bind_notebook(text: str, path: str, factbook: Factbook) -> Bound:
    """The notebook with every Markdown cell bound; code cells stay as they are."""
    bound = Bound()
    starts = list(CELL.finditer(text))
    pieces = [text[: starts[0].start()] if starts else text]
    for cell, following in zip(starts, [*starts[1:], None], strict=True):
        body = text[cell.end() : following.start() if following else len(text)]
        pieces.append(cell[0])
        is_markdown = "[markdown]" in cell["kind"] or "[md]" in cell["kind"]
        pieces.append(_bind_cell(body, path, text.count("\n", 0, cell.end()) + 1, factbook, bound) if is_markdown else body)
    bound.text = "".join(pieces)
    return bound


def _bind_cell(body: str, path: str, first_line: int, factbook: Factbook, bound: Bound) -> str:
    lines = [line.removeprefix("#").removeprefix(" ") for line in body.split("\n")]
    cell = bind_markdown("\n".join(lines), path, factbook, first_line, Bound(cited=bound.cited))
    width = len(PREFIX)
    bound.uses += [replace(use, location=use.location.shift(width)) for use in cell.uses]
    bound.claims += [replace(claim, location=claim.location.shift(width)) for claim in cell.claims]
    bound.problems += [replace(problem, location=problem.location.shift(width)) for problem in cell.problems]
    head, *rest = cell.text.split("\n")
    return "\n".join([head, *(f"{PREFIX}{line}".rstrip() if line or number < len(rest) - 1 else line
                              for number, line in enumerate(rest))])  # fmt: skip
