"""From a quantity to the words a reader sees: "$16.9 billion", "at least 86.5%", "6 March 2019".

Ordinals, dates and the words million and billion come from Babel (Unicode CLDR). We choose the
power of a thousand after rounding, since Babel chooses it before and prints 999,999 as "1000K".
Halves round up, as readers expect, and not to even.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal

from factbook.model.evaluate import MINUTES_A_DAY
from factbook.model.factbook import Entry
from factbook.model.look import MAX_DIGITS, Look, LookError, combine, parse_look
from factbook.model.period import Period
from factbook.model.quantity import INFINITY, SAYING, Quantity
from factbook.model.unit import DATE, Measure

LOCALE = Locale("en", "GB")
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
ROUNDING = Decimal("1e-40")
SHORTER = Context(prec=40)  # rounds away what arithmetic to fifty digits adds or takes in the last of them
PER_CENT = Decimal("0.01")
WIDE = Context(prec=1000)  # for any number that a quantity can be
CENT = Decimal("0.01")
COMPACT_FROM = Decimal(10**6)
MINUS, NO_BREAK = "\u2212", "\u00a0"


def format_entry(entry: Entry, own: Look) -> str:
    """The words for one entry. Raises LookError where an option makes no sense for it."""
    words = entry.words.get(own)
    if words is None:
        words = entry.words[own] = _entry_words(entry, own)
    return words


def _entry_words(entry: Entry, own: Look) -> str:
    look = _look(entry.figure.show, own)
    if entry.figure.measure.dimension == DATE:
        return _date_words(entry, look)
    if "date" in look or "year" in look or "month" in look:
        return _period_words(entry, look)
    return format_quantity(entry.quantity, entry.figure.measure, look, entry.bound)


@lru_cache(maxsize=4096)
def _look(show: str, own: Look) -> Look:
    default = parse_look(show)
    look = combine(default, own)
    return look if own.options else replace(look, options=default.options)


def format_quantity(quantity: Quantity, measure: Measure, look: Look, bound: str = "") -> str:
    """A value with its bound in words, in its unit."""
    endless = INFINITY in (quantity.upper, -quantity.lower)
    if "range" in look and not quantity.exact and not endless:
        whole = replace(look, options=look.options - {"range"})
        # the unit is said once, but not where it stands before the number or changes with it
        bare = whole if measure.head.symbol or measure.head.name == "minute" else replace(
            whole, options=whole.options | {"plain"}
        )  # fmt: skip
        low, high = format_value(quantity.lower, measure, bare), format_value(quantity.upper, measure, whole)
        if low != format_value(quantity.upper, measure, bare):
            return f"{low} to {high}"
    prefix, value = bound_words(quantity, bound), quantity.value
    if prefix == "about" and endless:  # one end is known and nothing of the other
        prefix, value = ("at most", quantity.upper) if quantity.upper != INFINITY else ("at least", quantity.lower)
    rounding = _direction(prefix, value)
    words = format_value(value, measure, look if rounding == look.rounding else replace(look, rounding=rounding))
    if prefix and not bound and not endless:
        ends = {format_value(end, measure, look) for end in (quantity.lower, quantity.upper)}
        if ends == {words}:  # the doubt is smaller than the last digit shown
            prefix = ""
    return f"{prefix} {words}" if prefix else words


def bound_words(quantity: Quantity, given: str = "") -> str:
    """What the bounds say of the value: "at least", "at most", "about" or nothing."""
    if given or quantity.exact:
        return given
    if _touches(quantity.value, quantity.lower):
        return "more than" if quantity.lower_open else "at least"
    if _touches(quantity.value, quantity.upper):
        return "less than" if quantity.upper_open else "at most"
    return "about"


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


def format_value(value: Decimal, measure: Measure, look: Look) -> str:
    """A bare value in its unit."""
    magnitude = SHORTER.plus(value).copy_abs()
    shown = _unsigned(magnitude, measure, look)
    if not any(digit in shown for digit in "123456789") and re.search(r"\d|^zero\b", shown):
        return shown  # zero has no sign, nor has what is shown as zero
    return (MINUS if value < 0 else "+" if "signed" in look else "") + shown


def in_unit(value: Decimal, measure: Measure) -> Decimal:
    """A value in base units, in that unit which a reader sees: a share in per cent, a time in years."""
    return SAYING.divide(value, PER_CENT if "%" in (measure.multiplier, measure.head.name) else measure.head.scale)


def _unsigned(magnitude: Decimal, measure: Measure, look: Look) -> str:
    head = measure.head
    if head.symbol:
        return _money(magnitude, measure, look)
    magnitude = in_unit(magnitude, measure)
    if measure.multiplier == "%" or head.name == "%":
        number = _fixed(magnitude, look, at_most=1)
        return number if "plain" in look else f"{number}%"
    if head.name == "minute" and magnitude >= 60 and look.digits is None and "plain" not in look:
        return _hours_and_minutes(magnitude, look.rounding)
    number = _number(magnitude, look)
    if "plain" in look or "ordinal" in look:
        return number
    noun = head.title if number in ("1", "one") and head.name != "time" else head.plural
    gap = NO_BREAK if number[-1].isdigit() else " "
    return f"{number}{gap}{noun}"


@lru_cache(maxsize=4096)
def format_period(period: Period) -> str:
    """A period in words: "31 December 2018", "the fourth quarter of 2018"."""
    if period.precision == "day":
        return _day(period.start)
    if period.precision == "month":
        return format_date(period.start, "MMMM y", LOCALE)
    if period.precision == "quarter":
        return f"the {ORDINALS[(period.start.month + 2) // 3]} quarter of {period.start.year}"
    return str(period.start.year)


def _money(magnitude: Decimal, measure: Measure, look: Look) -> str:
    if "full" in look:
        return f"{_fixed(magnitude, look, at_most=2)}{NO_BREAK}{measure.head.name}"
    if magnitude >= COMPACT_FROM or ("compact" in look and magnitude >= 1000):
        number = _compact(magnitude, look)
    elif magnitude == magnitude.to_integral_value() or magnitude >= 1000:
        number = _fixed(magnitude, look, at_most=0)
    else:
        cents = look.digits is None and magnitude >= CENT
        number = _fixed(magnitude, replace(look, digits=2) if cents else look, at_most=2)
    return f"{'' if 'plain' in look else measure.head.symbol.replace(' ', NO_BREAK)}{number}"


def _number(magnitude: Decimal, look: Look) -> str:
    whole = magnitude.quantize(Decimal(1), look.rounding, context=WIDE)
    if "ordinal" in look:
        if "words" in look and whole < len(ORDINALS):
            return ORDINALS[int(whole)]
        forms = {"one": "st", "two": "nd", "few": "rd"}
        return f"{_fixed(whole, look, at_most=0)}{forms.get(LOCALE.ordinal_form(int(whole)), 'th')}"
    if "words" in look:
        rounded = magnitude.quantize(Decimal(1).scaleb(-(look.digits or 0)), look.rounding, context=WIDE)
        if rounded == rounded.to_integral_value() and rounded < len(SMALL):
            return SMALL[int(rounded)]
    if "full" in look:
        return _fixed(magnitude, look, at_most=MAX_DIGITS)
    if magnitude >= COMPACT_FROM or ("compact" in look and magnitude >= 1000):
        return _compact(magnitude, look)
    return _fixed(magnitude, look, at_most=1 if magnitude < 1000 else 0)


def _compact(magnitude: Decimal, look: Look) -> str:
    """A few significant digits and a word for the power of a thousand; rounded first, so never "1000K"."""
    power = min(max(magnitude.adjusted() // 3 * 3, 0), 12)
    while True:
        scaled = magnitude.scaleb(-power, context=WIDE)
        places = max(look.significant - 1 - scaled.adjusted(), 0) if look.digits is None else look.digits
        rounded = scaled.quantize(Decimal(1).scaleb(-places), look.rounding, context=WIDE)
        if rounded < 1000 or power == 12:
            break
        power += 3
    if rounded >= 1000:  # beyond thousands of trillions CLDR has no word
        return f"{_fixed(rounded, look, at_most=0)} trillion"
    # 1 of that power in CLDR's own words ("1 million"), with our digits in place of the 1
    number = _fixed(rounded, look, at_most=places)
    return _one_of_power(power).replace("1", number, 1).replace(" ", NO_BREAK) if power else number


def power_words(power: int) -> str:
    """What numbers in a power of ten are counted in: "million"."""
    return _one_of_power(power).removeprefix("1").strip()


@lru_cache(maxsize=16)
def _one_of_power(power: int) -> str:
    return str(format_compact_decimal(Decimal(10) ** power, format_type="long", locale=LOCALE))


def _fixed(magnitude: Decimal, look: Look, at_most: int) -> str:
    """Grouped digits: as many after the point as the look says, or up to `at_most` without trailing zeros.

    Without a word on digits, what is there is never shown as zero.
    """
    places = at_most if look.digits is None else look.digits
    if look.digits is None and 0 < magnitude < Decimal(5).scaleb(-at_most - 1):
        places = min(-magnitude.adjusted(), MAX_DIGITS)
    magnitude = magnitude.quantize(Decimal(1).scaleb(-places), look.rounding, context=WIDE)
    words = f"{magnitude:,f}"
    return words.rstrip("0").rstrip(".") if look.digits is None and "." in words else words


def _hours_and_minutes(minutes: Decimal, rounding: str) -> str:
    hours, rest = divmod(int(minutes.to_integral_value(rounding)), 60)
    words = f"{hours:,}{NO_BREAK}{'hour' if hours == 1 else 'hours'}"
    return f"{words} {rest}{NO_BREAK}{'minute' if rest == 1 else 'minutes'}" if rest else words


def _date_words(entry: Entry, look: Look) -> str:
    start, end = (date.fromordinal(int(x) // MINUTES_A_DAY) for x in (entry.quantity.lower, entry.quantity.upper))
    if "year" in look and start.year == end.year:
        return str(start.year)
    if "month" in look and (start.year, start.month) == (end.year, end.month):
        return str(format_date(start, "MMMM y", LOCALE))
    if entry.period and (start, end) == (entry.period.start, entry.period.end):
        return format_period(entry.period)
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return str(format_date(start, "MMMM y", LOCALE))
    return str(start.year) if start.year == end.year else f"{_day(start)} to {_day(end)}"


def _period_words(entry: Entry, look: Look) -> str:
    if entry.period is None:
        raise LookError(f"'{entry.id}' has no date of its own", "its inputs have different dates; name one of them")
    if "year" in look:
        return str(entry.period.end.year)
    if "month" in look:
        return str(format_date(entry.period.end, "MMMM y", LOCALE))
    return format_period(entry.period)


@lru_cache(maxsize=4096)
def _day(day: date) -> str:
    return str(format_date(day, "d MMMM y", LOCALE)).replace(" ", NO_BREAK, 1)
