"""What a formula is made of: the tree of its parts, each with its column in the text.

Nothing in the tree can be executed; `parse` reads it and `evaluate` computes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias


class FormulaError(Exception):
    """Raised while parsing or evaluating; `column` counts characters from 0 in the formula's text."""

    def __init__(self, message: str, column: int, code: str = "formula-syntax", hint: str = "") -> None:
        super().__init__(message)
        self.column, self.code, self.hint = column, code, hint


@dataclass(frozen=True, slots=True)
class Literal:
    """A number with its unit text ("" for a plain number), or a date."""

    value: Decimal
    unit: str
    column: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date written 2019-03-06."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure, one member of a series, or those from one member to another (`2013..2018`)."""

    figure: str
    key: str | None
    column: int

    @property
    def span(self) -> tuple[str, str] | None:
        """The first and last of several members."""
        first, dots, last = (self.key or "").partition("..")
        return (first.strip(), last.strip()) if dots else None

    def part_of(self, keys: list[str]) -> list[str]:
        """Of the keys of a series those that it names; none if an end is missing or they stand the other way round."""
        if self.span is None:
            return keys
        first, last = self.span
        return keys[keys.index(first) : keys.index(last) + 1] if {first, last} <= set(keys) else []

    def __str__(self) -> str:
        return self.figure if self.key is None else f"{self.figure}[{self.key}]"


@dataclass(frozen=True, slots=True)
class Call:
    """A function over one argument or more."""

    function: str
    arguments: tuple[Tree, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator over its operands.

    Arithmetic: + - * / ^ neg. Comparison: < > <= >= = != between within (A = B within C) largest
    smallest, grew or fell every year (quarter, month, member). Logic: and or not.
    """

    operator: str
    operands: tuple[Tree, ...]
    column: int


Tree: TypeAlias = "Literal | Day | Reference | Call | Operation"


def references(tree: Tree) -> Iterator[Reference]:
    """Every figure that the tree names, from left to right."""
    stack: list[Tree] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Reference):
            yield node
        elif isinstance(node, Call):
            stack.extend(reversed(node.arguments))
        elif isinstance(node, Operation):
            stack.extend(reversed(node.operands))


def says_nothing(tree: Tree) -> bool:
    """Whether a condition holds whatever the numbers are."""
    if next(references(tree), None) is None:
        return True
    if not isinstance(tree, Operation):
        return False
    if tree.operator == "and":
        return any(says_nothing(part) for part in tree.operands)
    sides = [_without_columns(part) for part in tree.operands[:2]]
    return tree.operator in ("=", "<=", ">=", "within", "<", ">", "!=") and sides[0] == sides[1]


def _without_columns(tree: Tree) -> object:
    """A tree to compare: its parts without their places in the text."""
    if isinstance(tree, Operation):
        return tree.operator, *(_without_columns(part) for part in tree.operands)
    if isinstance(tree, Literal):
        return tree.value, tree.unit
    if isinstance(tree, Reference):
        return tree.figure, tree.key
    if isinstance(tree, Call):
        return tree.function, *(_without_columns(part) for part in tree.arguments)
    return tree.text
