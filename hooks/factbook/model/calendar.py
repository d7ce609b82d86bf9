"""Years, quarters and months are steps of the calendar, and not a number of days.

A date and a year later is the same day of the year; 29 February, which most years lack, becomes
the 28th. The time between two dates is a year or more if that step does not lead beyond the later.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from factbook.model.period import Period
from factbook.model.quantity import (
    FIRST_MINUTE,
    MINUTES_A_DAY,
    Months,
    Quantity,
    QuantityError,
    Span,
    from_fraction,
    in_calendar,
)
from factbook.model.unit import DATE, DURATION, MINUTES_A_MONTH, Unit

YEAR = 12
BEYOND = "the date lies beyond the calendar, which has the years 1 to 9999"


def quantity_of_period(period: Period) -> Quantity:
    """A date as a quantity; one known to the month or year only lies between its first and last day."""
    low, high = (Decimal(day.toordinal() * MINUTES_A_DAY) for day in (period.start, period.end))
    middle = Decimal((period.start.toordinal() + period.end.toordinal()) // 2 * MINUTES_A_DAY)
    return Quantity(middle, low, high, DATE)


def is_whole(length: Quantity) -> bool:
    """Whether a length is a whole number of months at each of its ends."""
    return all(end.is_finite() and end % MINUTES_A_MONTH == 0 for end in (length.value, length.lower, length.upper))


def move(day: Quantity, length: Quantity) -> Quantity:
    """A date some years, quarters or months further on."""
    if not is_whole(length):
        raise QuantityError(
            "a date moves by whole years, quarters or months", "formula-value", "say the length in days, as in 30 days"
        )
    months = [int(end / MINUTES_A_MONTH) for end in (length.value, length.lower, length.upper)]
    ends = zip((day.value, day.lower, day.upper), months, strict=True)
    value, lower, upper = (_moved(end, by) for end, by in ends)
    clipped = day.exact and _day_of(day.value) > _day_of(value)
    opens = (day.lower_open or length.lower_open, day.upper_open or length.upper_open)
    return in_calendar(Quantity(value, lower, upper, DATE, *opens, calendar=Months(clipped)))


def in_steps(length: Quantity, unit: Unit) -> Quantity:
    """The time between two dates in a unit of the calendar: whole steps, and the part that is passed of the next."""
    span, size = length.calendar, int(unit.scale / MINUTES_A_MONTH)
    if not isinstance(span, Span):
        return length
    if length.exact:
        found = from_fraction(_steps(span.start.value, span.end.value, size) * MINUTES_A_MONTH, DURATION)
        return replace(found, calendar=Months())
    pairs = ((span.start.value, span.end.value), (span.start.upper, span.end.lower), (span.start.lower, span.end.upper))
    middle, low, high = (from_fraction(_steps(*pair, size) * MINUTES_A_MONTH) for pair in pairs)
    opens = (length.lower_open, length.upper_open)
    return Quantity(middle.value, low.lower, high.upper, DURATION, *opens, calendar=Months())


def in_days(length: Quantity) -> Quantity:
    """A length that was said in months or years, between the fewest and the most days that it can have."""
    low, high = (end / MINUTES_A_MONTH for end in (length.lower, length.upper))
    fewest = length.lower if low.is_infinite() else Decimal(_days(floor(low))[0] * MINUTES_A_DAY)
    most = length.upper if high.is_infinite() else Decimal(_days(ceil(high))[1] * MINUTES_A_DAY)
    return Quantity(length.value, fewest, most, DURATION)


def comparable(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity]:
    """The same two lengths so that their numbers can be compared."""
    if isinstance(b.calendar, Months) and not isinstance(a.calendar, Months):
        b, a = comparable(b, a)
        return a, b
    if not isinstance(a.calendar, Months) or isinstance(b.calendar, Months):
        return a, b
    if not isinstance(b.calendar, Span):
        return in_days(a), b
    if is_whole(a):  # by the days of the calendar
        start, end = b.calendar.start, b.calendar.end
        return move(start, a), end
    unit = Unit("year", "year", "years", "duration", Decimal(MINUTES_A_MONTH * YEAR), "")
    return a, in_steps(b, unit)


def _moved(minutes: Decimal, months: int) -> Decimal:
    """A minute of the calendar some months later."""
    if not minutes.is_finite():
        return minutes
    days, rest = divmod(minutes, MINUTES_A_DAY)
    if minutes < FIRST_MINUTE:
        raise QuantityError(BEYOND)
    day = date.fromordinal(int(days))
    years, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    if not date.min.year <= years <= date.max.year:
        raise QuantityError(BEYOND)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last)).toordinal() * MINUTES_A_DAY + rest


def _day_of(minutes: Decimal) -> int:
    return date.fromordinal(int(minutes // MINUTES_A_DAY)).day


def _steps(start: Decimal, end: Decimal, size: int) -> Fraction:
    """The months from one minute to another, in whole steps of some months and the part of the last one."""
    if end < start:
        return -_steps(end, start, size)
    first, last = (date.fromordinal(int(minutes // MINUTES_A_DAY)) for minutes in (start, end))
    count = ((last.year - first.year) * YEAR + last.month - first.month) // size
    while _moved(start, count * size) > end:
        count -= 1
    before = _moved(start, count * size)
    if before == end:
        return Fraction(count * size)
    after = _moved(start, (count + 1) * size)
    return size * (count + Fraction(end - before) / Fraction(after - before))


@lru_cache(maxsize=256)
def _days(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many months can have, in the four hundred years of the calendar."""
    if months < 0:
        fewest, most = _days(-months)
        return -most, -fewest
    cycles, rest = divmod(months, 400 * YEAR)
    firsts = [date(2000 + at // YEAR, at % YEAR + 1, 1).toordinal() for at in range(400 * YEAR + rest + 1)]
    found = [firsts[at + rest] - firsts[at] for at in range(400 * YEAR)]
    return cycles * 146_097 + min(found), cycles * 146_097 + max(found)
