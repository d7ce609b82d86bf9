"""A value in its unit: "$16.9 billion", "98.4%", "three years", "9 hours 58 minutes", "4th"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Context, Decimal

from factbook.model.look import MAX_DIGITS, Look, LookError
from factbook.model.quantity import SAYING, Quantity
from factbook.model.unit import MULTIPLIERS, Measure
from factbook.prose.digits import NO_BREAK, compact, fixed, full, reaches_compact
from factbook.prose.spelling import format_rank, spell, spell_rank

SHORTER = Context(prec=40)  # rounds away what arithmetic to fifty digits adds or takes in the last of them
PER_CENT = Decimal("0.01")
HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)
CENTS, DIME = 2, Decimal("0.1")  # less than a dime keeps two digits that count
MINUS = "\u2212"
SOMETHING = re.compile(r"[1-9]")
NOTHING = re.compile(r"\d|^zero\b")
LEAST = Decimal(1).scaleb(-MAX_DIGITS)


def format_value(value: Decimal, measure: Measure, look: Look, *, several: bool = False) -> str:
    """A bare value in its unit; `several`: the unit is that of more than this one number."""
    if "ordinal" in look and value < 0:
        raise _no_rank(value)
    magnitude = SHORTER.plus(value).copy_abs()
    shown = _unsigned(magnitude, measure, look, several=several)
    if not SOMETHING.search(shown) and NOTHING.search(shown):
        if not magnitude:
            return shown  # zero has no sign
        least = _unsigned(LEAST * measured_in(measure), measure, replace(look, digits=None), several=True)
        return f"less than {least}" if value > 0 else f"more than {MINUS}{least}"
    return (MINUS if value < 0 and "unsigned" not in look else "+" if "signed" in look else "") + shown


def in_unit(value: Decimal, measure: Measure) -> Decimal:
    """A value in base units, in that unit which a reader sees: a share in per cent, a time in years."""
    return SAYING.divide(value, measured_in(measure))


def measured_in(measure: Measure) -> Decimal:
    """How many base units one of the unit is that a reader sees."""
    return PER_CENT if is_share(measure) else measure.head.scale


def require_fit(measure: Measure, look: Look) -> None:
    """Raise LookError if an option means nothing for a unit."""
    if measure.head.symbol or is_share(measure):
        for option in ("ordinal", "words"):
            if option in look:
                said = f"'{option}' does not fit {measure.head.plural}"
                raise LookError(said, "it is for what is counted: 4 people, the 4th place")


def is_rank(quantity: Quantity, measure: Measure) -> bool:
    """Whether a number can be a place in an order."""
    number = in_unit(quantity.value, measure)
    return quantity.exact and number >= 1 and number == number.to_integral_value()


def is_share(measure: Measure) -> bool:
    """Whether it is said in per cent."""
    return "%" in (measure.multiplier, measure.head.name)


def _unsigned(magnitude: Decimal, measure: Measure, look: Look, *, several: bool) -> str:
    head = measure.head
    if head.symbol:
        return _money(magnitude, measure, look)
    magnitude = in_unit(magnitude, measure)
    if is_share(measure):
        number = full(magnitude, look) if "full" in look else fixed(magnitude, look, at_most=1, whole=HUNDRED)
        return number if "plain" in look else f"{number}%"
    return _count(magnitude, measure, look, several=several)


def _count(magnitude: Decimal, measure: Measure, look: Look, *, several: bool) -> str:
    head = measure.head
    if head.name == "minute" and magnitude >= 60 and look.digits is None and not {"plain", "compound"} & look.options:
        return _hours_and_minutes(magnitude, look.rounding)
    if "ordinal" in look:
        return _rank(magnitude, look)
    number = _number(magnitude, measure, look)
    if "plain" in look:
        return number
    head, is_one = measure.head, number in ("1", "one") and not several
    if "compound" in look:
        return f"{number}-{'fold' if head.name == 'time' else head.title.replace(' ', '-')}"
    if is_one and magnitude == 1 and head.name == "time" and look.digits is None and "signed" not in look:
        return "once"
    gap = NO_BREAK if number[-1].isdigit() else " "
    return f"{number}{gap}{head.title if is_one else head.plural}"


def _money(magnitude: Decimal, measure: Measure, look: Look) -> str:
    if "full" in look:
        return f"{full(magnitude, look)}{NO_BREAK}{measure.head.name}"
    power = own_power(measure)
    if reaches_compact(magnitude) or ("compact" in look and magnitude >= THOUSAND):
        number = compact(magnitude, look, power)
    else:
        own = replace(look, digits=None) if power else look
        if magnitude == magnitude.to_integral_value() or magnitude >= THOUSAND:
            number = fixed(magnitude, own, at_most=0)
        else:
            in_cents = own.digits is None and magnitude >= DIME
            number = fixed(magnitude, replace(own, digits=CENTS) if in_cents else own, at_most=CENTS)
    return f"{'' if 'plain' in look else measure.head.symbol.replace(' ', NO_BREAK)}{number}"


def _number(magnitude: Decimal, measure: Measure, look: Look) -> str:
    if "words" in look and magnitude == magnitude.to_integral_value() and (words := spell(int(magnitude))):
        return words
    if "full" in look:
        return full(magnitude, look)
    power = own_power(measure)
    if reaches_compact(magnitude) or ("compact" in look and magnitude >= THOUSAND):
        return compact(magnitude, look, power)
    own = replace(look, digits=None) if power else look
    return fixed(magnitude, own, at_most=1 if magnitude < THOUSAND else 0)


def _rank(magnitude: Decimal, look: Look) -> str:
    if magnitude != magnitude.to_integral_value() or magnitude < 1:
        raise _no_rank(magnitude)
    return ("words" in look and spell_rank(int(magnitude))) or format_rank(int(magnitude))


def _no_rank(number: Decimal) -> LookError:
    return LookError(f"{number.normalize():f} is no rank", "'ordinal' is for whole numbers from 1")


def own_power(measure: Measure) -> int:
    """The power of ten that a record counts in: six for "million USD"."""
    return MULTIPLIERS[measure.multiplier].adjusted() if measure.multiplier else 0


def _hours_and_minutes(minutes: Decimal, rounding: str) -> str:
    hours, rest = divmod(int(minutes.to_integral_value(rounding)), 60)
    words = f"{hours:,}{NO_BREAK}{'hour' if hours == 1 else 'hours'}"
    return f"{words} {rest}{NO_BREAK}{'minute' if rest == 1 else 'minutes'}" if rest else words
