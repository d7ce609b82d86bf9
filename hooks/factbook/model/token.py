"""The words of a formula: figures, numbers, dates, signs, each with its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factbook.model.formula import FormulaError

TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<date>\d{4}-\d\d-\d\d(?![\w-]))
    |(?P<number>\d(?:[\d_]|,(?=\d{3}(?!\d)))*(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_]\w*\.[A-Za-z_]\w*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<key>\[[^\[\]\n]*\])
    |(?P<op><=|>=|!=|[-+*/^()<>=,%])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula, its kind and its column."""

    kind: str
    text: str
    column: int


def tokens_of(text: str) -> Iterator[Token]:
    """A formula word for word. Raises FormulaError at a character that means nothing."""
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise FormulaError(f"the character '{text[position]}' has no meaning in a formula", position)
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match[0], position)
        position = match.end()
