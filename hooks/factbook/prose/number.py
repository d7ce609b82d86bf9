"""From a quantity to the words a reader sees: "$16.9 billion", "at least 86.5%", "6 March 2019".

Digits, groups and the words million and billion come from Babel (Unicode CLDR). We choose the
power of a thousand after rounding, since Babel chooses it before and prints 999,999 as "1000K".
Halves round up, as readers expect, and not to even.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

from factbook.model.evaluate import MINUTES_A_DAY
from factbook.model.factbook import Entry
from factbook.model.look import MAX_DIGITS, Look, LookError, combine, parse_look
from factbook.model.period import Period
from factbook.model.quantity import INFINITY, NEAREST, Quantity
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
COMPACT_FROM = Decimal(10**6)
MINUS, NO_BREAK = "\u2212", "\u00a0"


def format_entry(entry: Entry, own: Look) -> str:
    """The words for one entry. Raises LookError where an option makes no sense for it."""
    look = combine(parse_look(entry.figure.show), own)
    if not own.options:
        look = replace(look, options=parse_look(entry.figure.show).options)
    if entry.figure.measure.dimension == DATE:
        return _date_words(entry, look)
    if "date" in look or "year" in look or "month" in look:
        return _period_words(entry, look)
    return format_quantity(entry.quantity, entry.figure.measure, look, entry.bound)


def format_quantity(quantity: Quantity, measure: Measure, look: Look, bound: str = "") -> str:
    """A value with its bound in words, in its unit."""
    if "range" in look and not quantity.exact and INFINITY not in (quantity.upper, -quantity.lower):
        inner = replace(look, options=look.options - {"range"} | {"plain"})
        low, high = (format_value(end, measure, inner) for end in (quantity.lower, quantity.upper))
        if low != high:
            full = format_value(quantity.upper, measure, replace(look, options=look.options - {"range"}))
            return f"{low} to {full}"
    words = format_value(quantity.value, measure, look)
    prefix = bound_words(quantity, bound)
    if prefix and not bound and INFINITY not in (quantity.upper, -quantity.lower):
        ends = {format_value(end, measure, look) for end in (quantity.lower, quantity.upper)}
        if ends == {words}:  # the doubt is smaller than the last digit shown
            prefix = ""
    return f"{prefix} {words}" if prefix else words


def bound_words(quantity: Quantity, given: str = "") -> str:
    """What the bounds say of the value: "at least", "at most", "about" or nothing."""
    if given or quantity.exact:
        return given
    if _touches(quantity.value, quantity.lower):
        return "at least"
    return "at most" if _touches(quantity.value, quantity.upper) else "about"


def _touches(value: Decimal, bound: Decimal) -> bool:
    """Whether a bound is the value itself but for its outward rounding."""
    return abs(value - bound) <= abs(value) * ROUNDING


def format_value(value: Decimal, measure: Measure, look: Look) -> str:
    """A bare value in its unit."""
    head = measure.head
    sign = (MINUS if value < 0 else "+" if value > 0 else "") if "signed" in look or value < 0 else ""
    magnitude = abs(value)
    if head.symbol:
        return _money(magnitude, measure, look, sign)
    if measure.multiplier == "%" or head.name == "%":
        number = _fixed(NEAREST.multiply(magnitude, Decimal(100)), look.digits, at_most=1)
        return f"{sign}{number}" if "plain" in look else f"{sign}{number}%"
    in_unit = NEAREST.divide(magnitude, head.scale)
    if head.name == "minute" and in_unit >= 60 and look.digits is None and "plain" not in look:
        return sign + _hours_and_minutes(in_unit)
    number = _number(in_unit, look)
    if "plain" in look or "ordinal" in look:
        return sign + number
    noun = head.title if number in ("1", "one") and measure.head.kind != "ratio" else head.plural
    gap = NO_BREAK if number[-1].isdigit() else " "
    return f"{sign}{number}{gap}{noun}"


def format_period(period: Period) -> str:
    """A period in words: "31 December 2018", "the fourth quarter of 2018"."""
    if period.precision == "day":
        return _day(period.start)
    if period.precision == "month":
        return format_date(period.start, "MMMM y", LOCALE)
    if period.precision == "quarter":
        return f"the {ORDINALS[(period.start.month + 2) // 3]} quarter of {period.start.year}"
    return str(period.start.year)


def _money(magnitude: Decimal, measure: Measure, look: Look, sign: str) -> str:
    if "full" in look:
        return f"{sign}{_fixed(magnitude, look.digits, at_most=2)}{NO_BREAK}{measure.head.name}"
    if magnitude >= COMPACT_FROM or ("compact" in look and magnitude >= 1000):
        number = _compact(magnitude, look)
    elif magnitude == magnitude.to_integral_value() or magnitude >= 1000:
        number = _fixed(magnitude, look.digits, at_most=0)
    else:
        number = _fixed(magnitude, 2 if look.digits is None else look.digits, at_most=2)
    return f"{sign}{'' if 'plain' in look else measure.head.symbol.replace(' ', NO_BREAK)}{number}"


def _number(magnitude: Decimal, look: Look) -> str:
    whole = magnitude.quantize(Decimal(1), ROUND_HALF_UP) if magnitude < 10**30 else magnitude
    if "ordinal" in look:
        if "words" in look and whole < len(ORDINALS):
            return ORDINALS[int(whole)]
        forms = {"one": "st", "two": "nd", "few": "rd"}
        return f"{_fixed(whole, 0, at_most=0)}{forms.get(LOCALE.ordinal_form(int(whole)), 'th')}"
    if "words" in look:
        rounded = magnitude.quantize(Decimal(1).scaleb(-(look.digits or 0)), ROUND_HALF_UP)
        if rounded == rounded.to_integral_value() and rounded < len(SMALL):
            return SMALL[int(rounded)]
    if "full" in look:
        return _fixed(magnitude, look.digits, at_most=MAX_DIGITS)
    if magnitude >= COMPACT_FROM or ("compact" in look and magnitude >= 1000):
        return _compact(magnitude, look)
    return _fixed(magnitude, look.digits, at_most=1 if magnitude < 1000 else 0)


def _compact(magnitude: Decimal, look: Look) -> str:
    """A few significant digits and a word for the power of a thousand; rounded first, so never "1000K"."""
    power = min(max(magnitude.adjusted() // 3 * 3, 0), 12)
    while True:
        scaled = magnitude.scaleb(-power)
        places = max(look.significant - 1 - scaled.adjusted(), 0) if look.digits is None else look.digits
        rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if rounded < 1000 or power == 12:
            break
        power += 3
    if rounded >= 1000:  # beyond thousands of trillions CLDR has no word
        return f"{_fixed(rounded, look.digits, at_most=0)} trillion"
    # 1 of that power in CLDR's own words ("1 million"), with our digits in place of the 1
    pattern = str(format_compact_decimal(Decimal(10) ** power, format_type="long", locale=LOCALE))
    number = _fixed(rounded, look.digits, at_most=places)
    return pattern.replace("1", number, 1).replace(" ", NO_BREAK) if power else number


def _fixed(magnitude: Decimal, digits: int | None, at_most: int) -> str:
    """Grouped digits: exactly `digits` after the point, or up to `at_most` without trailing zeros."""
    places = at_most if digits is None else digits
    if magnitude.adjusted() < 30:
        magnitude = magnitude.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + ("#" if digits is None else "0") * places if places else "")
    return str(format_decimal(magnitude, format=pattern, locale=LOCALE))


def _hours_and_minutes(minutes: Decimal) -> str:
    hours, rest = divmod(int(minutes.to_integral_value(ROUND_HALF_UP)), 60)
    words = f"{hours:,}{NO_BREAK}{'hour' if hours == 1 else 'hours'}"
    return f"{words} {rest}{NO_BREAK}{'minute' if rest == 1 else 'minutes'}" if rest else words


def _date_words(entry: Entry, look: Look) -> str:
    start, end = (date.fromordinal(int(x) // MINUTES_A_DAY) for x in (entry.quantity.lower, entry.quantity.upper))
    if "year" in look and start.year == end.year:
        return str(start.year)
    if "month" in look and (start.year, start.month) == (end.year, end.month):
        return str(format_date(start, "MMMM y", LOCALE))
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


def _day(day: date) -> str:
    return str(format_date(day, "d MMMM y", LOCALE)).replace(" ", NO_BREAK, 1)
