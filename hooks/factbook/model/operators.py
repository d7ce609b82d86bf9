"""What the signs of formulas do with quantities, and truth that may be undecided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factbook.model import arithmetic, compare
from factbook.model.power import power
from factbook.model.quantity import Quantity

ARITHMETIC: Mapping[str, Callable[[Quantity, Quantity], Quantity]] = {
    "+": arithmetic.add,
    "-": arithmetic.subtract,
    "*": arithmetic.times,
    "/": arithmetic.divide,
    "^": power,
}
COMPARISONS: Mapping[str, Callable[..., bool | None]] = {
    "<": compare.less,
    ">": lambda a, b: compare.less(b, a),
    "<=": lambda a, b: compare.less(a, b, or_equal=True),
    ">=": lambda a, b: compare.less(b, a, or_equal=True),
    "=": compare.equal,
    "!=": lambda a, b: is_not(compare.equal(a, b)),
    "within": compare.equal,
    "between": lambda x, a, b: all_of([compare.less(a, x, or_equal=True), compare.less(x, b, or_equal=True)]),
}


def is_not(truth: bool | None) -> bool | None:
    """Whether something does not hold."""
    return None if truth is None else not truth


def all_of(truths: list[bool | None]) -> bool | None:
    """Whether all of some conditions hold."""
    if False in truths:
        return False
    return None if None in truths else True
