"""What is known of a value that is not known exactly, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factbook.model.factbook import Entry
from factbook.model.look import Look
from factbook.model.period import Period
from factbook.model.quantity import INFINITY, MINUTES_A_DAY
from factbook.model.unit import DATE
from factbook.prose.amount import format_value
from factbook.prose.dates import format_period

PRECISE = Look(significant=5)


def say_bounds(entry: Entry) -> str:
    """Between which values it lies, "" where they read the same: "between 86.5% and 91%", "not less than 4"."""
    quantity = entry.quantity
    if quantity.exact:
        return ""
    least = entry.figure.measure.head.minimum
    low = "" if quantity.lower in (-INFINITY, least) else _end(quantity.lower, entry)
    high = "" if quantity.upper == INFINITY else _end(quantity.upper, entry)
    if low == high:
        return ""
    if low and high:
        return f"between {low} and {high}"
    if low:
        return f"more than {low}" if quantity.lower_open else f"not less than {low}"
    return f"less than {high}" if quantity.upper_open else f"not more than {high}"


def _end(value: Decimal, entry: Entry) -> str:
    if entry.quantity.dimension == DATE:
        day = date.fromordinal(int(value) // MINUTES_A_DAY)
        return format_period(Period(day, day, "day"))
    return format_value(value, entry.figure.measure, PRECISE)
