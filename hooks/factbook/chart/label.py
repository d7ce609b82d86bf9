"""The words of a chart: keys, values on marks, ticks and units."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import format_decimal

from factbook.chart.layer import by_of
from factbook.model.factbook import Entry
from factbook.model.look import Look, combine, parse_look
from factbook.model.period import parse_period
from factbook.model.quantity import Quantity
from factbook.model.unit import Measure
from factbook.prose.amount import MINUS, in_unit
from factbook.prose.dates import format_period
from factbook.prose.number import bound_words, format_entry, format_quantity
from factbook.prose.spelling import LOCALE

SPOKEN = Look(options=frozenset({"spoken"}))
PLAIN = Look(options=frozenset({"plain"}))
POWERS = (12, 9, 6)
SIGNS = {
    "at least ": "≥\u00a0",
    "more than ": ">\u00a0",
    "at most ": "≤\u00a0",
    "up to ": "≤\u00a0",
    "less than ": "<\u00a0",
    "about ": "≈\u00a0",
}
MOST_DIGITS = 12
PERIODS = {"fiscal year": "a year", "fiscal quarter": "a quarter"}


def key_label(entry: Entry) -> str:
    """The year, quarter or month of a member, or the title of a category."""
    return time_label(entry.key) if by_of(entry.key) in ("year", "quarter", "month") else entry.title


def short_key(entry: Entry) -> str:
    """The same with a month's name cut to three letters."""
    return short_time(entry.key) if by_of(entry.key) == "month" else key_label(entry)


def time_label(key: str) -> str:
    """A year, quarter or month in words."""
    return f"Q{key[-1]} {key[:4]}" if by_of(key) == "quarter" else format_period(parse_period(key))


def short_time(key: str) -> str:
    """The same with a month's name cut to three letters."""
    words = time_label(key)
    month, _, year = words.partition(" ")
    return f"{month[:3]} {year}" if by_of(key) == "month" else words


def short_look(entry: Entry) -> Look:
    """The look of a figure without a unit that the caption tells; money and shares keep their sign."""
    look = parse_look(entry.figure.show)
    measure = entry.figure.measure
    return look if measure.head.symbol or measure.head.kind == "ratio" else combine(look, PLAIN)


def value_label(entry: Entry) -> str:
    """The number as it stands on a mark, with a sign for its bound."""
    return quantity_label(entry.quantity, entry, entry.bound)


def quantity_label(quantity: Quantity, entry: Entry, bound: str = "") -> str:
    """A quantity that reads as an entry's does."""
    words = format_quantity(quantity, entry.figure.measure, short_look(entry), bound)
    return _signed(words)


def sign_of(quantity: Quantity, bound: str = "") -> str:
    """The sign for a bound, before a number that is written elsewhere."""
    return SIGNS.get(f"{bound_words(quantity, bound)} ", "")


def full_label(entry: Entry) -> str:
    """The number with its unit, as the prose shows it."""
    return format_entry(entry, Look())


def spoken_label(entry: Entry) -> str:
    """The same as people say it."""
    return format_entry(entry, SPOKEN)


def signed_label(entry: Entry) -> str:
    """The same with a sign for its bound."""
    return _signed(full_label(entry))


def _signed(words: str) -> str:
    return next((sign + words[len(said) :] for said, sign in SIGNS.items() if words.startswith(said)), words)


def power_of(values: Sequence[Decimal]) -> int:
    """The power of ten, a multiple of three from a million on, in which to count the largest value."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    return next((power for power in POWERS if largest >= Decimal(10) ** power), 0)


def scaled_label(value: Decimal, measure: Measure, power: int, digits: int | None = None) -> str:
    """A value in millions or billions without saying so, for use below a tick that does."""
    if measure.head.kind == "ratio":
        value = in_unit(value, measure)
    scaled = value.scaleb(-power)
    needed = min(max(2, 1 - scaled.adjusted()), MOST_DIGITS) if scaled else 2
    pattern = "#,##0." + "#" * needed if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(scaled, format=pattern, locale=LOCALE)).replace("-", MINUS)


def unit_label(measure: Measure) -> str:
    """A unit in words: "US dollars a year"."""
    head = "per cent" if measure.multiplier == "%" or measure.head.name == "%" else measure.head.plural
    return " ".join([head, *(PERIODS.get(unit.name, f"per {unit.title}") for unit in measure.per)])


def say_count(count: int, what: str) -> str:
    """A number of things, the first word of their name in the plural if need be: "2 claims of the speech"."""
    head, *rest = what.split(" ", 1)
    return " ".join([f"{count:,}", head if count == 1 else f"{head}s", *rest])
