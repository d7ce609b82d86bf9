"""How many digits a number has where a reader may check it, or do a sum again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factbook.model.factbook import Entry
from factbook.model.look import MAX_DIGITS, Look, parse_look
from factbook.model.unit import DATE
from factbook.prose.amount import in_unit
from factbook.prose.digits import COMPACT_FROM, WIDE
from factbook.prose.number import bound_words, format_entry

COMPUTED, RECORDED_INPUT, COMPUTED_INPUT = 6, 7, 5  # digits that count
FULL = Look(options=frozenset({"full"}))


def say_value(entry: Entry) -> str:
    """A number in full: "16,914,000,000 USD"; what was computed has no more digits than mean something: "98.3789%"."""
    if entry.formula and bound_words(entry.quantity, entry.bound) == "about":
        return format_entry(entry, Look())
    return format_entry(entry, replace(FULL, digits=_places(entry, COMPUTED if entry.formula else None)))


def say_input(entry: Entry) -> str:
    """A number as it stands in a formula: "$16.914 billion", "98.38%"."""
    significant = COMPUTED_INPUT if entry.formula else RECORDED_INPUT
    is_long = _magnitude(entry) >= COMPACT_FROM and "full" not in parse_look(entry.figure.show)
    is_free = is_long or not entry.quantity.exact
    return format_entry(entry, Look(None if is_free else _places(entry, significant), significant=significant))


def _places(entry: Entry, significant: int | None) -> int | None:
    """The fewest digits after the point that show so many that count, or all; None for dates and hours."""
    measure = entry.figure.measure
    if measure.dimension == DATE or measure.head.name == "minute":
        return None
    value = _magnitude(entry)
    most = None if significant is None else min(max(significant - 1 - value.adjusted(), 0), MAX_DIGITS)
    rounded = (value if most is None else value.quantize(Decimal(1).scaleb(-most), context=WIDE)).normalize(WIDE)
    places = max(-int(rounded.as_tuple().exponent), 0)
    return 2 if places == 1 and measure.head.symbol else places  # of money also the cents


def _magnitude(entry: Entry) -> Decimal:
    return in_unit(entry.quantity.value, entry.figure.measure).copy_abs()
