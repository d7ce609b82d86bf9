"""From an entry to the words a reader sees: "$16.9 billion", "at least 86.5%", "6 March 2019"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import lru_cache

from factbook.model.arithmetic import negate
from factbook.model.factbook import Entry
from factbook.model.look import Look, LookError, combine, parse_look
from factbook.model.quantity import INFINITY, Quantity
from factbook.model.unit import DATE, Measure
from factbook.prose.amount import format_value, is_rank, require_fit
from factbook.prose.dates import format_date_of, format_time_of
from factbook.prose.spoken import require_spoken, say_spoken

ROUNDING = Decimal("1e-40")
OPPOSITE = {"at least": "at most", "more than": "less than", "at most": "at least", "less than": "more than"}


def format_entry(entry: Entry, own: Look) -> str:
    """The words for one entry. Raises LookError where an option makes no sense for it."""
    words = entry.words.get(own)
    if words is None:
        words = _entry_words(entry, own)
        if "capital" in own:
            words = words[:1].upper() + words[1:]
        entry.words[own] = words
    return words


def format_quantity(quantity: Quantity, measure: Measure, look: Look, bound: str = "") -> str:
    """A value with its bound in words, in its unit."""
    if "unsigned" in look and quantity.value < 0:
        quantity, bound = negate(quantity), OPPOSITE.get(bound, bound)
    endless = INFINITY in (quantity.upper, -quantity.lower)
    if "range" in look and not quantity.exact and not endless and (words := _range(quantity, measure, look)):
        return words
    prefix, value = bound_words(quantity, bound), quantity.value
    if prefix == "about" and endless:  # one end is known and nothing of the other
        prefix, value = ("at most", quantity.upper) if quantity.upper != INFINITY else ("at least", quantity.lower)
    rounding = _direction(prefix, value)
    words = format_value(value, measure, look if rounding == look.rounding else replace(look, rounding=rounding))
    if prefix and not bound and not endless:
        least = most = look
        if quantity.upper_open and not quantity.lower_open:  # rounded: to be read as it was printed, the end left out
            least = replace(look, digits=_places_of(words) if look.digits is None else look.digits)
            most = replace(least, rounding=ROUND_HALF_DOWN)
        ends = {format_value(quantity.lower, measure, least), format_value(quantity.upper, measure, most)}
        if ends == {words}:  # the doubt is smaller than the last digit shown
            prefix = ""
    if words.startswith(("less than", "more than")):  # too small for any digits
        return words
    return f"{prefix} {words}" if prefix else words


def _places_of(words: str) -> int:
    """How many digits are shown after the point."""
    found = re.search(r"\d\.(\d+)", words)
    return len(found[1]) if found else 0


def bound_words(quantity: Quantity, given: str = "") -> str:
    """What the bounds say of the value: "at least", "at most", "about" or nothing."""
    if given or quantity.exact:
        return given
    low, high = (_touches(quantity.value, end) for end in (quantity.lower, quantity.upper))
    if low and high:
        return ""
    if low:
        return "more than" if quantity.lower_open else "at least"
    if high:
        return "less than" if quantity.upper_open else "at most"
    return "about"


def _entry_words(entry: Entry, own: Look) -> str:
    measure, look = entry.figure.measure, look_of(entry.figure.show, own)
    if "spoken" in own:
        require_spoken(own, measure)
    if measure.dimension == DATE:
        return format_date_of(entry, look)
    if "date" in look or "year" in look or "month" in look:
        return format_time_of(entry, look)
    if "spoken" in look and (words := _spoken(entry, measure, look)):
        return words
    require_fit(measure, own)
    if "ordinal" in own and not entry.quantity.exact:
        raise LookError(f"'{entry.id}' is known within bounds only, and is no rank", "leave 'ordinal' out")
    if "ordinal" in look and "ordinal" not in own and not is_rank(entry.quantity, measure):
        look = replace(look, options=look.options - {"ordinal"})  # the record could not know
    return format_quantity(entry.quantity, measure, look, entry.bound)


def _spoken(entry: Entry, measure: Measure, look: Look) -> str:
    """As people say it, or "" if they would read it out."""
    quantity, bound = entry.quantity, entry.bound
    if "unsigned" in look and quantity.value < 0:
        quantity, bound = negate(quantity), OPPOSITE.get(bound, bound)
    return say_spoken(quantity, measure, look, bound)


@lru_cache(maxsize=4096)
def look_of(show: str, own: Look) -> Look:
    """What the record says, changed by what the placeholder says."""
    default = parse_look(show)
    look = combine(default, own)
    return look if own.options - {"capital"} else replace(look, options=default.options)


def _range(quantity: Quantity, measure: Measure, look: Look) -> str:
    """From the lowest to the highest, or "" if both read the same."""
    whole = replace(look, options=look.options - {"range"})
    # the unit is said once, but not where it stands before the number or changes with it
    changes = measure.head.symbol or measure.head.name == "minute"
    bare = whole if changes else replace(whole, options=whole.options | {"plain"})
    low, high = (format_value(end, measure, bare) for end in (quantity.lower, quantity.upper))
    return f"{low} to {format_value(quantity.upper, measure, whole, several=True)}" if low != high else ""


def _direction(prefix: str, value: Decimal) -> str:
    """How to round the magnitude, so that what is said of a bound stays true."""
    if prefix in ("at least", "more than"):
        return ROUND_DOWN if value > 0 else ROUND_UP
    if prefix in ("at most", "less than", "up to"):
        return ROUND_UP if value > 0 else ROUND_DOWN
    return ROUND_HALF_UP


def _touches(value: Decimal, bound: Decimal) -> bool:
    """Whether a bound is the value itself but for its outward rounding."""
    return abs(value - bound) <= abs(value) * ROUNDING
