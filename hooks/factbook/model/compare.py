"""Which of two quantities is larger, and whether they are equal: True, False, or None if only some values are."""

from __future__ import annotations

from factbook.model.arithmetic import absolute, subtract
from factbook.model.calendar import comparable
from factbook.model.quantity import Quantity, point, require_same
from factbook.model.unit import DATE, DURATION
from factbook.model.unknown import share_unknowns


def less(a: Quantity, b: Quantity, *, or_equal: bool = False) -> bool | None:
    """Whether a < b for every value within bounds; None where it holds for some only."""
    a, b = _side_by_side(a, b)
    if a.exact and b.exact and (a.made is not None or b.made is not None):
        return a.fraction <= b.fraction if or_equal else a.fraction < b.fraction
    apart = a.upper_open or b.lower_open
    if a.upper < b.lower or (a.upper == b.lower and (or_equal or apart)):
        return True
    apart = a.lower_open or b.upper_open
    if a.lower > b.upper or (a.lower == b.upper and (not or_equal or apart)):
        return False
    return None


def equal(a: Quantity, b: Quantity, within: Quantity | None = None) -> bool | None:
    """Whether a and b are the same value, or no further apart than `within`."""
    if within is not None:
        return less(absolute(subtract(a, b)), within, or_equal=True)
    a, b = _side_by_side(a, b)
    if a.exact and b.exact:
        return a.value == b.value and a.fraction == b.fraction
    below, above = less(a, b), less(b, a)
    return False if below or above else None


def _side_by_side(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity]:
    """Two quantities of one kind whose bounds can be compared: what rests on one unknown as their difference."""
    require_same(a, b, "compared")
    if a.dimension == DURATION and (a.calendar or b.calendar):
        return comparable(a, b)
    if share_unknowns(a, b):
        difference = subtract(a, b)
        return difference, point(difference.value * 0, DURATION if a.dimension == DATE else a.dimension)
    return a, b
