"""Arithmetic that keeps every possible value within the bounds, and an exact value exact.

Interval arithmetic after Moore, "Interval Analysis" (1966), with open ends for "less than" and
"more than". Bounds are rounded outwards.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from factbook.model import calendar
from factbook.model.quantity import (
    DOWN,
    EXACTLY,
    INFINITY,
    NEAREST,
    ONE,
    UP,
    ZERO,
    Months,
    Quantity,
    QuantityError,
    Span,
    from_fraction,
    in_calendar,
    point,
    require_same,
    run,
)
from factbook.model.unit import DATE, DURATION, RATIO, Dimension, multiply
from factbook.model.unknown import Quotient, join, narrowed, share_unknowns

BY_ZERO = "the formula divides by zero, or by a value whose bounds include zero"
FRACTIONS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "*": operator.mul,
    "/": operator.truediv,
}
DECIMALS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACTLY.add,
    "*": EXACTLY.multiply,
    "/": EXACTLY.divide,
}


def add(a: Quantity, b: Quantity) -> Quantity:
    """A + b; a date plus a duration is a date, and a year further on is the same day of the calendar."""
    dimension = a.dimension
    if {a.dimension, b.dimension} == {DATE, DURATION}:
        day, length = (a, b) if a.dimension == DATE else (b, a)
        if isinstance(length.calendar, Months):
            return calendar.move(day, length)
        dimension = DATE
    elif a.dimension == b.dimension == DATE:
        raise QuantityError("two dates can't be added", "unit-mismatch", "subtract them to get a duration")
    else:
        require_same(a, b, "added")
    for span, months in ((a, b), (b, a)):
        if isinstance(span.calendar, Span) and isinstance(months.calendar, Months) and calendar.is_whole(months):
            return subtract(span.calendar.end, calendar.move(span.calendar.start, negate(months)))
    return in_calendar(_with_months(_sum(a, b, dimension), a, b))


def subtract(a: Quantity, b: Quantity) -> Quantity:
    """A - b; a date minus a date is a duration."""
    if a.dimension == b.dimension == DATE:
        span = Span(b, a)
        a, b = (replace(day, dimension=DURATION, calendar=None) for day in (a, b))
        return replace(_sum(a, _turned(b), DURATION), calendar=span)
    if {a.dimension, b.dimension} != {DATE, DURATION}:
        require_same(a, b, "subtracted")
    return add(a, negate(b))


def negate(a: Quantity) -> Quantity:
    """-a."""
    _refuse_dates(a)
    return _turned(a)


def times(a: Quantity, b: Quantity) -> Quantity:
    """A * b."""
    dimension = _joined(a, b)
    if a.exact and b.exact:
        return _with_months(_exactly("*", a, b, dimension), a, b)
    corners = [(x, y) for x in _ends(a) for y in _ends(b)]
    lows = [_corner(DOWN, x, y) for x, y in corners]
    highs = [_corner(UP, x, y) for x, y in corners]
    lower, lower_open = min(lows)
    upper, upper_shut = max((value, not is_open) for value, is_open in highs)
    value = run(NEAREST.multiply, a.value, b.value)
    found = Quantity(value, lower, upper, dimension, lower_open, not upper_shut)
    return _with_months(_made("*", a, b, found), a, b)


def divide(a: Quantity, b: Quantity) -> Quantity:
    """A / b; a divisor that may be zero is refused."""
    touches_zero = (b.lower == 0 and not b.lower_open) or (b.upper == 0 and not b.upper_open)
    if b.value == 0 or b.lower < 0 < b.upper or touches_zero:
        raise QuantityError(BY_ZERO)
    dimension = _joined(a, b, -1)
    if a.exact and b.exact:
        found = _exactly("/", a, b, dimension)
    else:
        found = _made("/", a, b, replace(times(_alone(a), _reciprocal(b)), dimension=dimension))
    return _with_months(found, a, b) if b.dimension == RATIO else found


def absolute(a: Quantity) -> Quantity:
    """The magnitude of a."""
    _refuse_dates(a)
    if a.lower >= 0:
        return a
    if a.upper <= 0:
        return negate(a)
    upper, shut = max((-a.lower, not a.lower_open), (a.upper, not a.upper_open))
    return Quantity(abs(a.value), ZERO, upper, a.dimension, False, not shut)


def extreme(quantities: list[Quantity], *, largest: bool) -> Quantity:
    """The largest or smallest of some quantities of one dimension."""
    for other in quantities[1:]:
        require_same(quantities[0], other, "compared")
    if len(quantities) == 1:
        return quantities[0]
    if all(quantity.exact for quantity in quantities):
        return (max if largest else min)(quantities, key=lambda quantity: quantity.fraction)
    if not largest:
        return _turned(extreme([_turned(quantity) for quantity in quantities], largest=True))
    lower, lower_open = max((quantity.lower, quantity.lower_open) for quantity in quantities)
    upper, shut = max((quantity.upper, not quantity.upper_open) for quantity in quantities)
    value = max(quantity.value for quantity in quantities)
    return Quantity(value, lower, upper, quantities[0].dimension, lower_open, not shut)


def _sum(a: Quantity, b: Quantity, dimension: Dimension) -> Quantity:
    if a.exact and b.exact:
        return _exactly("+", a, b, dimension)
    found = Quantity(
        run(NEAREST.add, a.value, b.value),
        run(DOWN.add, a.lower, b.lower),
        run(UP.add, a.upper, b.upper),
        dimension,
        a.lower_open or b.lower_open,
        a.upper_open or b.upper_open,
    )
    return _made("+", a, b, found)


def _turned(a: Quantity) -> Quantity:
    made, turned = a.made, a.calendar
    if isinstance(made, Quotient):
        made = join("*", a, point(-ONE))
    elif made is not None:
        made = -made
    if isinstance(turned, Span):
        turned = Span(turned.end, turned.start)
    lower, upper = run(NEAREST.minus, a.upper), run(NEAREST.minus, a.lower)
    value = run(NEAREST.minus, a.value)
    return Quantity(value, lower, upper, a.dimension, a.upper_open, a.lower_open, made, turned)


def _exactly(sign: str, a: Quantity, b: Quantity, dimension: Dimension) -> Quantity:
    """The result for exact operands: in decimals if it has an end there, else as a fraction."""
    if a.made is None and b.made is None:
        try:
            return point(run(DECIMALS[sign], a.value, b.value), dimension)
        except Inexact:
            pass
    return from_fraction(FRACTIONS[sign](a.fraction, b.fraction), dimension)


def _made(sign: str, a: Quantity, b: Quantity, found: Quantity) -> Quantity:
    """The result with how it is made of unknowns, and between the ends that it can reach with them."""
    made = join(sign, a, b)
    if isinstance(made, Fraction):
        return from_fraction(made, found.dimension)
    found = replace(found, made=made)
    return narrowed(found) if share_unknowns(a, b) else found


def _with_months(found: Quantity, a: Quantity, b: Quantity) -> Quantity:
    """The sum or product of lengths that were said in years, or of one and a plain number, is one, too."""
    if found.dimension != DURATION or (a.calendar is None and b.calendar is None):
        return found
    said = all(isinstance(one.calendar, Months) or one.dimension == RATIO for one in (a, b))
    return replace(found, calendar=Months()) if said else found


def _refuse_dates(*quantities: Quantity) -> None:
    if DATE in [quantity.dimension for quantity in quantities]:
        raise QuantityError("a date can only be subtracted, compared or moved by a duration", "unit-mismatch")


def _joined(a: Quantity, b: Quantity, power: int = 1) -> Dimension:
    """The dimension of a product or quotient."""
    _refuse_dates(a, b)
    dimension = multiply(a.dimension, b.dimension, power)
    if dimension == DATE:
        raise QuantityError("a product or quotient is no date", "unit-mismatch")
    return dimension


def _ends(a: Quantity) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
    return (a.lower, a.lower_open), (a.upper, a.upper_open)


def _corner(context: Context, x: tuple[Decimal, bool], y: tuple[Decimal, bool]) -> tuple[Decimal, bool]:
    """The product of two ends and whether it is excluded; zero times anything, even infinity, is zero."""
    (a, a_open), (b, b_open) = x, y
    if a == 0 or b == 0:
        return ZERO, not ((a == 0 and not a_open) or (b == 0 and not b_open))
    return run(context.multiply, a, b), a_open or b_open


def _alone(a: Quantity) -> Quantity:
    """The quantity between its bounds, whatever it is made of."""
    return Quantity(a.value, a.lower, a.upper, RATIO, a.lower_open, a.upper_open)


def _reciprocal(b: Quantity) -> Quantity:
    lower = -INFINITY if b.upper == 0 else run(DOWN.divide, ONE, b.upper)
    upper = INFINITY if b.lower == 0 else run(UP.divide, ONE, b.lower)
    return Quantity(run(NEAREST.divide, ONE, b.value), lower, upper, RATIO, b.upper_open, b.lower_open)
