"""Which kind of plain ratio a formula gives: a share, a step between shares, a multiple, or a bare number.

All of them are numbers without a dimension, and a reader takes them for different things: 10 % more
is not 10 percentage points more, and a share of 0.98 is no "less than 50".
"""

from __future__ import annotations

from typing import Protocol

from factbook.model.formula import Call, Day, FormulaError, Literal, Operation, Reference, Tree
from factbook.model.unit import RATIO, Measure

BARE, SHARE, POINTS, MULTIPLE, QUOTIENT, OTHER = "bare", "share", "points", "multiple", "quotient", "other"
SAME_KIND = ("abs", "first", "last", "max", "mean", "min", "sum")
NAMES = {SHARE: "a share", POINTS: "a difference between shares", QUOTIENT: "a quotient", MULTIPLE: "a multiple"}


class Measures(Protocol):
    """What tells the unit of a figure and of a number in a formula."""

    def measure(self, text: str) -> Measure:
        """Raises LookupError with the word that is no unit."""

    def measure_of(self, figure: str) -> Measure:
        """Raises LookupError if there is no such figure."""


def kind_of(tree: Tree, measures: Measures) -> str:
    """The kind of a tree's value; OTHER also where that is no ratio."""
    if isinstance(tree, Literal):
        return kind_of_unit(measures.measure(tree.unit)) if tree.unit else BARE
    if isinstance(tree, Reference):
        return kind_of_unit(measures.measure_of(tree.figure))
    if isinstance(tree, Call):
        if tree.function == "growth":
            return SHARE
        kinds = {kind_of(part, measures) for part in tree.arguments} if tree.function in SAME_KIND else {OTHER}
        return kinds.pop() if len(kinds) == 1 else OTHER
    if isinstance(tree, Day):
        return OTHER
    return _of_operation(tree.operator, [kind_of(part, measures) for part in tree.operands])


def kind_of_unit(measure: Measure) -> str:
    """The kind that a unit stands for."""
    if measure.dimension != RATIO:
        return OTHER
    if measure.per or measure.multiplier not in ("", "%"):
        return QUOTIENT
    return {"%": SHARE, "percentage point": POINTS, "time": MULTIPLE}.get(measure.head.name, QUOTIENT)


def require_comparable(tree: Operation, measures: Measures) -> None:
    """Raise FormulaError if a share is compared with a bare number, or per cent with percentage points."""
    sides = 2 if tree.operator == "within" else len(tree.operands)
    compared, tolerance = tree.operands[:sides], tree.operands[sides:]
    kinds = [kind_of(part, measures) for part in compared]
    for part, kind in zip(compared, kinds, strict=True):
        other = SHARE if SHARE in kinds else POINTS if POINTS in kinds else ""
        if kind == BARE and other:
            raise FormulaError(f"{NAMES[other]} can't be compared with a bare number", part.column, "unit-mismatch",
                               _hint(part, other))  # fmt: skip
    if {SHARE, POINTS} <= set(kinds):
        part = compared[kinds.index(SHARE)]
        said = "percentage points and per cent can't be compared"
        raise FormulaError(said, part.column, "unit-mismatch", "a difference between shares has percentage points")
    for part in tolerance:
        if SHARE in kinds and kind_of(part, measures) in (SHARE, BARE):
            said = "how far apart two shares may be is said in percentage points"
            hint = f"write {part.value} percentage points" if isinstance(part, Literal) else ""
            raise FormulaError(said, part.column, "unit-mismatch", hint)


def misnamed(tree: Tree, measure: Measure, measures: Measures) -> str:
    """What to write instead if a formula's unit says per cent for points or the other way round, or nothing."""
    given, said = kind_of(tree, measures), kind_of_unit(measure)
    if given == POINTS and said in (SHARE, MULTIPLE):
        return "a difference between two shares has the unit 'percentage point'"
    if given in (QUOTIENT, SHARE) and said == POINTS:
        return "a share or a change in per cent has the unit '%'; 'percentage point' is a difference between two shares"
    return ""


def _hint(part: Tree, other: str) -> str:
    if not isinstance(part, Literal):
        return "give its numbers a unit, as in 50 %"
    if other == POINTS:
        return f"write {part.value} percentage points"
    share = f"{part.value} %" if abs(part.value) > 1 else f"{(part.value * 100).normalize():f} %"
    return f"write {share}, or {part.value} times"


def _of_operation(operator: str, kinds: list[str]) -> str:
    first, second = kinds[0], kinds[-1]
    if operator in ("+", "-"):
        return _of_sum(operator, first, second)
    if operator in ("*", "/"):
        return _of_product(operator, first, second)
    if operator == "^":
        return BARE if first == BARE else QUOTIENT
    return first if operator == "neg" else OTHER


def _of_product(operator: str, first: str, second: str) -> str:
    """A share or a step between shares stays one only if it is made larger or smaller by a bare number."""
    if first == second == BARE:
        return BARE
    scaled = first if second == BARE else second if first == BARE and operator == "*" else QUOTIENT
    return scaled if scaled in (SHARE, POINTS) else QUOTIENT


def _of_sum(operator: str, first: str, second: str) -> str:
    kinds = {first, second}
    if kinds == {SHARE}:
        return POINTS if operator == "-" else SHARE
    if kinds in ({SHARE, POINTS}, {SHARE, BARE}):
        return SHARE
    if POINTS in kinds:
        return POINTS
    return kinds.pop() if len(kinds) == 1 else QUOTIENT
