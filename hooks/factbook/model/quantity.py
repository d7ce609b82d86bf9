"""A value between two bounds, in base units, and what is known of it beside them.

Numbers are decimals of fifty digits. What has no end in decimals, as a third has none, keeps its
fraction, and what rests on values that are known only within bounds keeps how it is made of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction
from typing import TYPE_CHECKING

from factbook.model.unit import DATE, DURATION, RATIO, Dimension, Measure, describe

if TYPE_CHECKING:
    from factbook.model.unknown import Quotient

DIGITS = 50
_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
# Exponents beyond any real quantity are an error and not a number that takes minutes to print.
NEAREST = Context(prec=DIGITS, Emin=-400, Emax=400, traps=_TRAPS)
EXACTLY = Context(prec=DIGITS, Emin=-400, Emax=400, traps=[*_TRAPS, Inexact])
DOWN = Context(prec=DIGITS, Emin=-400, Emax=400, traps=_TRAPS, rounding=ROUND_FLOOR)
UP = Context(prec=DIGITS, Emin=-400, Emax=400, traps=_TRAPS, rounding=ROUND_CEILING)
SAYING = Context(prec=DIGITS)  # in a smaller unit a number may be larger than any that is computed
ZERO, ONE, INFINITY = Decimal(0), Decimal(1), Decimal("Infinity")
MINUTES_A_DAY = 1440
FIRST_MINUTE = Decimal(date.min.toordinal() * MINUTES_A_DAY)
LAST_MINUTE = Decimal((date.max.toordinal() + 1) * MINUTES_A_DAY)
MAX_BITS = 4096  # of a fraction; a longer one is cut, and then known between two bounds


class QuantityError(Exception):
    """Raised by arithmetic that has no answer; the message is for the author of a formula."""

    def __init__(self, message: str, code: str = "formula-value", hint: str = "") -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


@dataclass(frozen=True, slots=True)
class Span:
    """The time from one date to another, which has so many days and so many years of the calendar."""

    start: Quantity
    end: Quantity


@dataclass(frozen=True, slots=True)
class Months:
    """Of a duration, that it was said in years, quarters or months; of a date, that it was moved by some.

    `clipped`: the month it came to is too short for its day.
    """

    clipped: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in base units between two bounds; an open bound is itself excluded.

    A date is the number of minutes since the first day of year one, with dimension DATE. `made` is
    the fraction that it is, or the quotient of unknowns; `calendar` what it means in the calendar.
    """

    value: Decimal
    lower: Decimal
    upper: Decimal
    dimension: Dimension = RATIO
    lower_open: bool = False
    upper_open: bool = False
    made: Fraction | Quotient | None = field(default=None, compare=False, repr=False)
    calendar: Span | Months | None = field(default=None, compare=False, repr=False)

    @property
    def exact(self) -> bool:
        """Known to the last digit, if it has one."""
        return isinstance(self.made, Fraction) or (self.lower == self.upper and self.value.is_finite())

    @property
    def fraction(self) -> Fraction:
        """What an exact quantity is."""
        return self.made if isinstance(self.made, Fraction) else Fraction(self.value)

    def __str__(self) -> str:
        return f"{self.value} ({describe(self.dimension)})"


def point(value: Decimal, dimension: Dimension = RATIO) -> Quantity:
    """An exact quantity."""
    return Quantity(value, value, value, dimension)


def from_fraction(fraction: Fraction, dimension: Dimension = RATIO) -> Quantity:
    """An exact quantity, with decimals around it if it has no end in them."""
    above, below = Decimal(fraction.numerator), Decimal(fraction.denominator)
    lower, upper = run(DOWN.divide, above, below), run(UP.divide, above, below)
    if lower == upper:
        return Quantity(lower, lower, lower, dimension)
    fits = fraction.numerator.bit_length() + fraction.denominator.bit_length() <= MAX_BITS
    return Quantity(run(NEAREST.divide, above, below), lower, upper, dimension, made=fraction if fits else None)


def measured(number: Decimal, measure: Measure) -> Quantity:
    """A number as it was written, in base units."""
    factor = measure.factor
    if isinstance(factor, Decimal):
        found = point(run(NEAREST.multiply, number, factor), measure.dimension)
    else:
        found = from_fraction(Fraction(number) * factor, measure.dimension)
    is_calendar = measure.dimension == DURATION and measure.head.is_calendar
    return replace(found, calendar=Months()) if is_calendar else found


def as_dimension(a: Quantity, dimension: Dimension) -> Quantity:
    """The same numbers read as another dimension."""
    return replace(a, dimension=dimension, calendar=None)


def require_same(a: Quantity, b: Quantity, verb: str) -> None:
    """Raise if the two measure different things."""
    if a.dimension != b.dimension:
        raise QuantityError(
            f"{describe(a.dimension)} and {describe(b.dimension)} can't be {verb}",
            "unit-mismatch",
            "they count different things; convert one with a figure that is a rate between them",
        )


def in_calendar(a: Quantity) -> Quantity:
    """The quantity itself. Raises QuantityError for a date that no calendar has."""
    if a.dimension == DATE and not (a.lower >= FIRST_MINUTE and a.upper < LAST_MINUTE):
        raise QuantityError("the date lies beyond the calendar, which has the years 1 to 9999")
    return a


def run(operation: Callable[..., Decimal], *operands: Decimal) -> Decimal:
    """The result of a decimal operation. Raises QuantityError if it has none."""
    try:
        return operation(*operands)
    except Overflow:
        raise QuantityError("a result of the formula is too large") from None
    except Inexact:
        raise
    except DecimalException:
        raise QuantityError("a result of the formula has no value") from None
