"""The units in which people say a span of time, and how long so many of them are in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import product

from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.unit import MINUTES_A_MONTH

TO_HALVES = 10  # the first number that has no half
FOUR_YEARS, MAX_MONTHS = (2001, 2002, 2003, 2004), 12 * 7000  # one of them is a leap year; years of the calendar


@dataclass(frozen=True, slots=True)
class Span:
    """A unit of time: its minutes, the numbers of it that are said, and up to which with a half."""

    name: str
    minutes: int
    most: int
    halves: int = 0


SPANS = (
    Span("year", 525_960, 10_000, TO_HALVES),
    Span("month", 43_830, 23, 7),
    Span("week", 10_080, 12),
    Span("day", MINUTES_A_DAY, 1_000_000),
    Span("hour", 60, 100, TO_HALVES),
    Span("minute", 1, 1_000),
)


@lru_cache(maxsize=1024)
def count_minutes(unit: str, number: Fraction) -> tuple[Fraction, Fraction] | None:
    """The fewest and the most minutes that so many whole years or months have; None for all else."""
    if unit not in ("year", "month") or number.denominator != 1:
        return None
    months = int(number) * (12 if unit == "year" else 1)
    if months > MAX_MONTHS:
        return None
    days = [months * MINUTES_A_MONTH / Fraction(MINUTES_A_DAY)]  # on average
    for year, month in product(FOUR_YEARS, range(12)):
        years, rest = divmod(month + months, 12)
        days.append(Fraction((date(year + years, rest + 1, 1) - date(year, month + 1, 1)).days))
    return min(days) * MINUTES_A_DAY, max(days) * MINUTES_A_DAY
