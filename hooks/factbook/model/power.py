"""Powers and roots of quantities, within whose bounds every possible value stays."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from factbook.model.arithmetic import BY_ZERO, divide, times
from factbook.model.quantity import NEAREST, ONE, ZERO, Quantity, QuantityError, point, run
from factbook.model.unit import RATIO

MAX_POWER = 100


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
        raise QuantityError(BY_ZERO)
    return _root(a, exponent)


def _whole_power(a: Quantity, n: int) -> Quantity:
    result = point(ONE)
    for _ in range(n):
        result = times(result, a)
    if n % 2 == 0 and a.lower < 0 < a.upper:  # an even power is never negative
        return replace(result, lower=max(result.lower, ZERO), lower_open=result.lower_open and result.lower > 0)
    return result


def _root(a: Quantity, exponent: Quantity) -> Quantity:
    """A to a power that is not whole: exact if the way back leads to a, else between its neighbours."""
    n, back = exponent.value, 1 / exponent.fraction
    value = run(NEAREST.power, a.value, n)
    if a.exact and back.denominator == 1 and value and Fraction(value) ** int(back) == a.fraction:
        return point(value)
    ends = [run(NEAREST.power, a.lower, n), run(NEAREST.power, a.upper, n)]
    # Decimal's power is correct to one unit in the last place only, so step outwards.
    return Quantity(
        value,
        max(NEAREST.next_minus(min(ends)), ZERO),
        NEAREST.next_plus(max(ends)),
        RATIO,
        a.lower_open if n > 0 else a.upper_open,
        a.upper_open if n > 0 else a.lower_open,
    )
