"""A value with its bounds, and arithmetic that keeps every possible value inside them.

Interval arithmetic after Moore, "Interval Analysis" (1966), with open ends for "less than" and
"more than". Bounds are rounded outwards; an exact value stays exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

from factbook.model.unit import DATE, DURATION, RATIO, Dimension, describe, multiply

DIGITS = 50
_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
# Exponents beyond any real quantity are an error and not a number that takes minutes to print.
NEAREST = Context(prec=DIGITS, Emin=-400, Emax=400, traps=_TRAPS)
DOWN = Context(prec=DIGITS, Emin=-400, Emax=400, traps=_TRAPS, rounding=ROUND_FLOOR)
UP = Context(prec=DIGITS, Emin=-400, Emax=400, traps=_TRAPS, rounding=ROUND_CEILING)
SAYING = Context(prec=DIGITS)  # in a smaller unit a number may be larger than any that is computed
ZERO, ONE, INFINITY = Decimal(0), Decimal(1), Decimal("Infinity")
MAX_POWER = 100
FIRST_MINUTE, LAST_MINUTE = Decimal(date.min.toordinal() * 1440), Decimal((date.max.toordinal() + 1) * 1440)


class QuantityError(Exception):
    """Raised by arithmetic that has no answer; the message is for the author of a formula."""

    def __init__(self, message: str, code: str = "formula-value", hint: str = "") -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in base units between two bounds; an open bound is itself excluded.

    A date is the number of minutes since the first day of year one, with dimension DATE.
    """

    value: Decimal
    lower: Decimal
    upper: Decimal
    dimension: Dimension = RATIO
    lower_open: bool = False
    upper_open: bool = False

    @property
    def exact(self) -> bool:
        """Known to the last digit that was given."""
        return self.lower == self.upper

    def __str__(self) -> str:
        return f"{self.value} ({describe(self.dimension)})"


def point(value: Decimal, dimension: Dimension = RATIO) -> Quantity:
    """An exact quantity."""
    return Quantity(value, value, value, dimension)


def add(a: Quantity, b: Quantity) -> Quantity:
    """A + b; a date plus a duration is a date."""
    dimension = a.dimension
    if {a.dimension, b.dimension} == {DATE, DURATION}:
        dimension = DATE
    elif a.dimension == b.dimension == DATE:
        raise QuantityError("two dates can't be added", "unit-mismatch", "subtract them to get a duration")
    else:
        require_same(a, b, "added")
    if a.exact and b.exact:
        return _in_calendar(point(_do(NEAREST.add, a.value, b.value), dimension))
    total = Quantity(
        _do(NEAREST.add, a.value, b.value),
        _do(DOWN.add, a.lower, b.lower),
        _do(UP.add, a.upper, b.upper),
        dimension,
        a.lower_open or b.lower_open,
        a.upper_open or b.upper_open,
    )
    return _in_calendar(total)


def subtract(a: Quantity, b: Quantity) -> Quantity:
    """A - b; a date minus a date is a duration."""
    if a.dimension == b.dimension == DATE:
        a, b = as_dimension(a, DURATION), as_dimension(b, DURATION)
    if {a.dimension, b.dimension} != {DATE, DURATION}:
        require_same(a, b, "subtracted")
    return add(a, negate(b))


def negate(a: Quantity) -> Quantity:
    """-a."""
    _refuse_dates(a)
    return _turned(a)


def _turned(a: Quantity) -> Quantity:
    return Quantity(
        _do(NEAREST.minus, a.value),
        _do(NEAREST.minus, a.upper),
        _do(NEAREST.minus, a.lower),
        a.dimension,
        a.upper_open,
        a.lower_open,
    )


def times(a: Quantity, b: Quantity) -> Quantity:
    """A * b."""
    dimension = _joined(a, b)
    if a.exact and b.exact:
        return point(_do(NEAREST.multiply, a.value, b.value), dimension)
    corners = [(x, y) for x in _ends(a) for y in _ends(b)]
    lows = [_corner(DOWN, x, y) for x, y in corners]
    highs = [_corner(UP, x, y) for x, y in corners]
    lower, lower_open = min(lows)
    upper, upper_shut = max((value, not is_open) for value, is_open in highs)
    return Quantity(_do(NEAREST.multiply, a.value, b.value), lower, upper, dimension, lower_open, not upper_shut)


def divide(a: Quantity, b: Quantity) -> Quantity:
    """A / b; a divisor that may be zero is refused."""
    touches_zero = (b.lower == 0 and not b.lower_open) or (b.upper == 0 and not b.upper_open)
    if b.value == 0 or b.lower < 0 < b.upper or touches_zero:
        raise QuantityError("the formula divides by zero, or by a value whose bounds include zero")
    if a.exact and b.exact:
        return point(_do(NEAREST.divide, a.value, b.value), _joined(a, b, -1))
    return times(a, _reciprocal(b))


def power(a: Quantity, exponent: Quantity) -> Quantity:
    """A to the exponent, a plain and exact number; a fractional one needs a ratio."""
    if exponent.dimension != RATIO or not exponent.exact:
        raise QuantityError("an exponent must be a plain, exact number", "unit-mismatch")
    n = exponent.value
    whole = n == n.to_integral_value()
    if abs(n) > MAX_POWER:
        raise QuantityError(f"the exponent {n} is beyond {MAX_POWER}")
    if whole and n >= 0:
        return _whole_power(a, int(n))
    if whole:
        return divide(point(ONE), _whole_power(a, -int(n)))
    if a.dimension != RATIO or a.lower < 0:
        raise QuantityError("a root can be taken of a ratio that is not negative only", "unit-mismatch")
    if n < 0 and a.lower == 0 and not a.lower_open:
        raise QuantityError("the formula divides by zero, or by a value whose bounds include zero")
    if a.exact:
        return point(_do(NEAREST.power, a.value, n))
    ends = [_do(NEAREST.power, a.lower, n), _do(NEAREST.power, a.upper, n)]
    # Decimal's power is correct to one unit in the last place only, so step outwards.
    return Quantity(
        _do(NEAREST.power, a.value, n),
        NEAREST.next_minus(min(ends)),
        NEAREST.next_plus(max(ends)),
        RATIO,
        a.lower_open if n > 0 else a.upper_open,
        a.upper_open if n > 0 else a.lower_open,
    )


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
    if not largest:
        return _turned(extreme([_turned(quantity) for quantity in quantities], largest=True))
    lower, lower_open = max((quantity.lower, quantity.lower_open) for quantity in quantities)
    upper, shut = max((quantity.upper, not quantity.upper_open) for quantity in quantities)
    value = max(quantity.value for quantity in quantities)
    return Quantity(value, lower, upper, quantities[0].dimension, lower_open, not shut)


def less(a: Quantity, b: Quantity, *, or_equal: bool = False) -> bool | None:
    """Whether a < b for every value within bounds; None where it holds for some only."""
    require_same(a, b, "compared")
    apart = a.upper_open or b.lower_open
    if a.upper < b.lower or (a.upper == b.lower and (or_equal or apart)):
        return True
    apart = a.lower_open or b.upper_open
    if a.lower > b.upper or (a.lower == b.upper and (not or_equal or apart)):
        return False
    return None


def equal(a: Quantity, b: Quantity, within: Quantity | None = None) -> bool | None:
    """Whether a and b are the same value, or no further apart than `within`."""
    if within is None:
        if a.exact and b.exact:
            require_same(a, b, "compared")
            return a.value == b.value
        below, above = less(a, b), less(b, a)
        return False if below or above else None
    return less(absolute(subtract(a, b)), within, or_equal=True)


def as_dimension(a: Quantity, dimension: Dimension) -> Quantity:
    """The same numbers read as another dimension."""
    return Quantity(a.value, a.lower, a.upper, dimension, a.lower_open, a.upper_open)


def require_same(a: Quantity, b: Quantity, verb: str) -> None:
    """Raise if the two measure different things."""
    if a.dimension != b.dimension:
        raise QuantityError(
            f"{describe(a.dimension)} and {describe(b.dimension)} can't be {verb}",
            "unit-mismatch",
            "they count different things; convert one with a figure that is a rate between them",
        )


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


def _in_calendar(a: Quantity) -> Quantity:
    if a.dimension == DATE and not (a.lower >= FIRST_MINUTE and a.upper < LAST_MINUTE):
        raise QuantityError("the date lies beyond the calendar, which has the years 1 to 9999")
    return a


def _ends(a: Quantity) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
    return (a.lower, a.lower_open), (a.upper, a.upper_open)


def _corner(context: Context, x: tuple[Decimal, bool], y: tuple[Decimal, bool]) -> tuple[Decimal, bool]:
    """The product of two ends and whether it is excluded; zero times anything, even infinity, is zero."""
    (a, a_open), (b, b_open) = x, y
    if a == 0 or b == 0:
        return ZERO, not ((a == 0 and not a_open) or (b == 0 and not b_open))
    return _do(context.multiply, a, b), a_open or b_open


def _reciprocal(b: Quantity) -> Quantity:
    lower = -INFINITY if b.upper == 0 else _do(DOWN.divide, ONE, b.upper)
    upper = INFINITY if b.lower == 0 else _do(UP.divide, ONE, b.lower)
    return Quantity(
        _do(NEAREST.divide, ONE, b.value), lower, upper, multiply(RATIO, b.dimension, -1), b.upper_open, b.lower_open
    )


def _whole_power(a: Quantity, n: int) -> Quantity:
    result = point(ONE)
    for _ in range(n):
        result = times(result, a)
    if n % 2 == 0 and a.lower < 0 < a.upper:  # an even power is never negative
        return Quantity(result.value, ZERO, result.upper, result.dimension, False, result.upper_open)
    return result


def _do(operation: Callable[..., Decimal], *operands: Decimal) -> Decimal:
    try:
        return operation(*operands)
    except DecimalException as error:
        reason = "is too large" if isinstance(error, Overflow) else "has no value"
        raise QuantityError(f"a result of the formula {reason}") from None
