"""How far the stated number is from the one on record, in words."""

from __future__ import annotations

from factbook.model.arithmetic import subtract
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import parse_look
from factbook.model.quantity import MINUTES_A_DAY, Quantity, QuantityError
from factbook.model.unit import DATE, DURATION, RATIO, Measure
from factbook.prose.number import format_quantity

POINTS, YEARS, DAYS = "percentage point", "year", "day"
SHORT, LONG = 90 * MINUTES_A_DAY, 2 * 365 * MINUTES_A_DAY


def say_difference(stated: Entry, record: Entry, factbook: Factbook) -> str:
    """What must be added to the stated number; "" where the two can't be compared.

    It is "none" where they agree, or where one time lies within the other.
    """
    if stated.quantity.dimension != record.quantity.dimension:
        return ""
    try:
        gap = subtract(record.quantity, stated.quantity)
        measure = _measure(gap, stated, factbook)
    except (QuantityError, LookupError):
        return ""
    if not gap.value or (gap.dimension == DURATION and gap.lower <= 0 <= gap.upper):
        return "none"
    looks = (parse_look(f"{digits} signed") for digits in ("", "2 digits", "4 digits", "8 digits"))
    return next((words for look in looks if _tells(words := format_quantity(gap, measure, look))), "next to nothing")


def _tells(words: str) -> bool:
    """Whether a digit is left after rounding."""
    return any(digit in words for digit in "123456789")


def _measure(gap: Quantity, stated: Entry, factbook: Factbook) -> Measure:
    """The unit to say it in: that of the stated number, points between shares, days or years between dates."""
    if stated.quantity.dimension == DATE:
        return factbook.measure(YEARS if abs(gap.value) > LONG else DAYS)
    own = stated.figure.measure
    if gap.dimension == DURATION and own.head.name == YEARS and abs(gap.value) < SHORT:
        return factbook.measure(DAYS)
    percent = own.dimension == RATIO and "%" in (own.head.name, own.multiplier)
    return factbook.measure(POINTS) if percent else own
