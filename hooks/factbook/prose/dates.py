"""Dates and periods in words: "6 March 2019", "the fourth quarter of 2018"."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from factbook.model.factbook import Entry
from factbook.model.look import Look, LookError
from factbook.model.period import Period
from factbook.model.quantity import MINUTES_A_DAY
from factbook.prose.spelling import LOCALE, ORDINALS

NO_BREAK = "\u00a0"


@lru_cache(maxsize=4096)
def format_period(period: Period) -> str:
    """A period in words: "31 December 2018", "the fourth quarter of 2018"."""
    if period.precision == "day":
        return _day(period.start)
    if period.precision == "month":
        return _month(period.start)
    if period.precision == "quarter":
        return f"the {ORDINALS[(period.start.month + 2) // 3]} quarter of {period.start.year}"
    return str(period.start.year)


def format_date_of(entry: Entry, look: Look) -> str:
    """The words for an entry that is a date, as precise as it is known."""
    start, end = (date.fromordinal(int(x) // MINUTES_A_DAY) for x in (entry.quantity.lower, entry.quantity.upper))
    same_month = (start.year, start.month) == (end.year, end.month)
    if "year" in look and start.year == end.year:
        return str(start.year)
    if "month" in look and same_month:
        return _month(start)
    if entry.period and (start, end) == (entry.period.start, entry.period.end):
        return format_period(entry.period)
    if start == end:
        return _day(start)
    if same_month:
        return _month(start)
    return str(start.year) if start.year == end.year else f"{_day(start)} to {_day(end)}"


def format_time_of(entry: Entry, look: Look) -> str:
    """When a number is true. Raises LookError if that is no one time."""
    if entry.period is None:
        raise LookError(f"'{entry.id}' has no date of its own", "its inputs have different dates; name one of them")
    if "year" in look:
        return str(entry.period.end.year)
    return _month(entry.period.end) if "month" in look else format_period(entry.period)


@lru_cache(maxsize=4096)
def _day(day: date) -> str:
    return str(format_date(day, "d MMMM y", LOCALE)).replace(" ", NO_BREAK, 1)


@lru_cache(maxsize=4096)
def _month(day: date) -> str:
    return str(format_date(day, "MMMM y", LOCALE))
