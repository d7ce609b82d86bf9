"""Values as a program reads them: in base units, computed ones with fifteen digits, dates as in ISO 8601, no limit as None."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from factbook.model.factbook import Entry
from factbook.model.period import Period
from factbook.model.quantity import MINUTES_A_DAY, SAYING
from factbook.model.unit import DATE, Dimension, Units

Record = Mapping[str, Any]

DIGITS = 15
DAY, MONTH, YEAR = 10, 7, 4  # characters of 2018-12-31, 2018-12 and 2018


def find_values(entry: Entry, units: Units) -> Record:
    """The value and its limits in the base unit, and the value in the unit that the record is written in."""
    quantity, measure = entry.quantity, entry.figure.measure
    if measure.dimension == DATE:
        return {**_find_days(quantity.lower, quantity.upper), "base_unit": "date", "number": None, "unit": measure.text}
    number = SAYING.divide(quantity.value, measure.decimal_factor)
    is_given = entry.formula is None and not isinstance(quantity.made, Fraction)
    return {
        **{name: plain_number(getattr(quantity, name), is_given=is_given) for name in ("value", "lower", "upper")},
        "base_unit": base_unit(measure.dimension, units),
        "number": plain_number(number, is_given=is_given),
        "unit": measure.text,
    }


def find_time(period: Period | None) -> Record:
    """When a number is true: as the data says it, and the first and the last day of that."""
    if period is None:
        return {"date": "", "first_day": None, "last_day": None}
    return {"date": period.text, "first_day": period.start.isoformat(), "last_day": period.end.isoformat()}


def plain_number(value: Decimal, *, is_given: bool = False) -> Decimal | None:
    """A number with fifteen digits, or all that were given; None where there is no limit."""
    if not value.is_finite():
        return None
    return SAYING.normalize(value) if is_given else Decimal(f"{value:.{DIGITS}g}").normalize()


def base_unit(dimension: Dimension, units: Units) -> str:
    """What one of a value is, in units that are not made of others: "USD per fiscal year"; 1 for a share."""
    names = {unit.kind: unit.name for unit in reversed(units.by_name.values()) if unit.scale == 1}
    over = [_power(names.get(kind, kind), power) for kind, power in dimension if power > 0]
    under = [_power(names.get(kind, kind), -power) for kind, power in dimension if power < 0]
    return " per ".join([" ".join(over) or "1", *under])


def iso_date(first: date, last: date) -> str:
    """A day, a whole month or year, or an interval between two days."""
    months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    years = months and (first.month, last.month) == (1, 12)
    whole = {DAY: True, MONTH: months, YEAR: years}
    for length, is_whole in whole.items():
        if is_whole and first.isoformat()[:length] == last.isoformat()[:length]:
            return first.isoformat()[:length]
    return f"{first.isoformat()}/{last.isoformat()}"


def _find_days(lower: Decimal, upper: Decimal) -> Record:
    first, last = (date.fromordinal(int(end) // MINUTES_A_DAY) for end in (lower, upper))
    return {"value": iso_date(first, last), "lower": first.isoformat(), "upper": last.isoformat()}


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"
