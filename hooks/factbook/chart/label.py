"""The words of a chart: keys, values on marks, ticks and units."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import format_decimal

from factbook.chart.layer import by_of
from factbook.model.factbook import Entry
from factbook.model.look import Look, combine, parse_look
from factbook.model.period import parse_period
from factbook.model.unit import Measure
from factbook.prose.number import LOCALE, format_entry, format_period, format_value, in_unit

PLAIN = Look(options=frozenset({"plain"}))
POWERS = (12, 9, 6)
PERIODS = {"fiscal year": "a year", "fiscal quarter": "a quarter"}


def key_label(entry: Entry) -> str:
    """The year, quarter or month of a member, or the title of a category."""
    by = by_of(entry.key)
    if by == "quarter":
        return f"Q{entry.key[-1]} {entry.key[:4]}"
    return format_period(parse_period(entry.key)) if by in ("year", "month") else entry.title


def short_key(entry: Entry) -> str:
    """The same with a month's name cut to three letters."""
    words = key_label(entry)
    month, _, year = words.partition(" ")
    return f"{month[:3]} {year}" if by_of(entry.key) == "month" else words


def short_look(entry: Entry) -> Look:
    """The look of a figure without a unit that the caption tells; money and shares keep their sign."""
    look = parse_look(entry.figure.show)
    measure = entry.figure.measure
    return look if measure.head.symbol or measure.head.kind == "ratio" else combine(look, PLAIN)


def value_label(entry: Entry) -> str:
    """The number as it stands on a mark, without its bound."""
    return format_value(entry.quantity.value, entry.figure.measure, short_look(entry))


def full_label(entry: Entry) -> str:
    """The number with its unit, as the prose shows it."""
    return format_entry(entry, Look())


def power_of(values: Sequence[Decimal]) -> int:
    """The power of ten, a multiple of three from a million on, in which to count the largest value."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    return next((power for power in POWERS if largest >= Decimal(10) ** power), 0)


def scaled_label(value: Decimal, measure: Measure, power: int, digits: int | None = None) -> str:
    """A value in millions or billions without saying so, for use below a tick that does."""
    if measure.head.kind == "ratio":
        value = in_unit(value, measure)
    pattern = "#,##0.##" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value.scaleb(-power), format=pattern, locale=LOCALE))


def unit_label(measure: Measure) -> str:
    """A unit in words: "US dollars a year"."""
    head = "per cent" if measure.multiplier == "%" or measure.head.name == "%" else measure.head.plural
    return " ".join([head, *(PERIODS.get(unit.name, f"per {unit.title}") for unit in measure.per)])


def say_count(count: int, what: str) -> str:
    """A number of things, the first word of their name in the plural if need be: "2 claims of the article"."""
    head, *rest = what.split(" ", 1)
    return " ".join([f"{count:,}", head if count == 1 else f"{head}s", *rest])
