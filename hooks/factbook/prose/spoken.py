"""A number as people say it: "almost four years", "about a third", "just over twice", "almost $17 billion".

It is said as a round number near it and a hedge. The hedge follows from where the value, or all that it can be, lies
to the round number, and is never false: nothing where it is that number and no other, "almost" where all of it lies
below, "just over" where all of it lies above, else "about". What lies near no round number is said in digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from factbook.model.look import MAX_DIGITS, Look, LookError
from factbook.model.quantity import INFINITY, Quantity
from factbook.model.unit import DATE, DURATION, Measure
from factbook.prose.amount import format_value, in_unit, is_share, measured_in
from factbook.prose.digits import WIDE
from factbook.prose.spelling import spell
from factbook.prose.timespan import SPANS, TO_HALVES, count_minutes

NEAR, ABOUT = Fraction(5, 100), Fraction(8, 100)  # of the round number: "almost" and "just over", "about"
BESIDE_HALF = Fraction(1, 10)  # from a half, which is no round number for what lies further off
HALF = Fraction(1, 2)
IN_WORDS = 12  # the last number that is spelled out
FITS = frozenset({"spoken", "plain", "words", "capital", "unsigned"})
FRACTIONS = {
    "a tenth": Fraction(1, 10),
    "a fifth": Fraction(1, 5),
    "a quarter": Fraction(1, 4),
    "a third": Fraction(1, 3),
    "two fifths": Fraction(2, 5),
    "half": Fraction(1, 2),
    "three fifths": Fraction(3, 5),
    "two thirds": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
    "four fifths": Fraction(4, 5),
    "nine tenths": Fraction(9, 10),
}


@dataclass(frozen=True, slots=True)
class Round:
    """A round number in base units and its words. It says what is at most so many shares of it away."""

    value: Fraction
    words: str
    within: Fraction = ABOUT
    calendar: tuple[Fraction, Fraction] | None = None
    """The least and the most that the words can mean exactly, of what the calendar counts."""


def require_spoken(own: Look, measure: Measure) -> None:
    """Raise LookError for what can't be said so, or not together with another option."""
    if measure.dimension == DATE:
        raise LookError("'spoken' does not fit a date", "it is for spans of time, shares, multiples and amounts")
    others = sorted(own.options - FITS) + (["digits"] if own.digits is not None else [])
    if others:
        raise LookError(f"'spoken' does not go with '{others[0]}'", "a round number has no other look")


def say_spoken(quantity: Quantity, measure: Measure, look: Look, bound: str = "") -> str:
    """A value as people say it; "" where it is near no round number, or less than nothing."""
    if quantity.value <= 0 or quantity.lower < 0 or not quantity.value.is_finite():
        return ""
    endless = quantity.upper == INFINITY or bound in ("at least", "more than")
    if endless or bound in ("at most", "less than", "up to"):
        is_open = bound in ("more than", "less than")
        return _say_limit(quantity.lower if endless else quantity.upper, endless, is_open, measure, look)
    for found in _rounds(quantity.value, measure, look):
        if hedge := _hedge(quantity, found):
            return hedge.format(found.words)
    return ""


def _hedge(quantity: Quantity, found: Round) -> str:
    """How a round number says a value, with its place in it; "" where it is too far off."""
    ends = [quantity.fraction] if quantity.exact else [Fraction(quantity.lower), Fraction(quantity.upper)]
    far = max(abs(end / found.value - 1) for end in ends)
    if far > found.within:
        return ""
    if not far:
        return "{}"
    least, most = found.calendar or (found.value, found.value)
    below = ends[-1] < least or (ends[-1] == least and quantity.upper_open)
    above = ends[0] > most or (ends[0] == most and quantity.lower_open)
    if far > NEAR or not (below or above):
        return "about {}"
    return "almost {}" if below else "just over {}"


def _say_limit(end: Decimal, is_least: bool, is_open: bool, measure: Measure, look: Look) -> str:
    """The least or the most that a number can be, by a round number on its far side."""
    for found in _rounds(end, measure, look):
        least, most = found.calendar or (found.value, found.value)
        if Fraction(end) == found.value:
            words = ("more than" if is_open else "at least") if is_least else ("less than" if is_open else "at most")
            return f"{words} {found.words}"
        if (end > most if is_least else end < least) and abs(Fraction(end) / found.value - 1) <= found.within:
            return f"{'more' if is_least else 'less'} than {found.words}"
    return ""


def _rounds(value: Decimal, measure: Measure, look: Look) -> Iterator[Round]:
    """Round numbers near a value, those first that are said first."""
    if measure.per or measure.head.symbol:
        yield from _amounts(value, measure, look)
    elif measure.dimension == DURATION:
        yield from _spans(value, measure, look)
    elif is_share(measure):
        yield from () if "plain" in look else _fractions(value)
    elif measure.head.name != "time" or abs(value - 1) > NEAR:  # nobody says "about once as much"
        if measure.head.name == "time" and value < 1:
            yield from _fractions(value)
        yield from _counts(value, measure, look)
        yield from _amounts(value, measure, look)


def _spans(value: Decimal, measure: Measure, look: Look) -> Iterator[Round]:
    """Spans of time, the longest unit first; without its name only in the unit of the record."""
    for span in SPANS:
        if "plain" in look and span.name != measure.head.name:
            continue
        for number in _near(value / span.minutes, span.most, span.halves):
            words = _number(number, look) if "plain" in look else _span_words(number, span.name, look)
            yield Round(number * span.minutes, words, calendar=count_minutes(span.name, number))


def _near(value: Decimal, most: int, halves: int) -> Iterator[Fraction]:
    """The whole number next to a value, then the half."""
    whole = int(value.to_integral_value())
    if 1 <= whole <= most:
        yield Fraction(whole)
    half = int(value) + HALF
    if 1 <= int(value) < halves and abs(Fraction(value) - half) <= BESIDE_HALF:
        yield half


def _span_words(number: Fraction, unit: str, look: Look) -> str:
    one = f"{'an' if unit == 'hour' else 'a'} {unit}"
    if number == 1:
        return one
    return f"{one} and a half" if number == 1 + HALF else f"{_number(number, look)} {unit}s"


def _number(number: Fraction, look: Look) -> str:
    """Small numbers in letters, also with a half."""
    whole = int(number)
    words = spell(whole) if whole <= IN_WORDS or "words" in look else ""
    return f"{words or f'{whole:,}'}{' and a half' if number > whole else ''}"


def _fractions(value: Decimal) -> Iterator[Round]:
    for words, share in FRACTIONS.items():
        if abs(Fraction(value) / share - 1) <= ABOUT:
            yield Round(share, words)
    yield Round(Fraction(1), "all", NEAR)


def _counts(value: Decimal, measure: Measure, look: Look) -> Iterator[Round]:
    """Small numbers of what is counted, in letters, and multiples: "twice", "two and a half times"."""
    is_multiple = measure.head.name == "time"
    for near in _near(in_unit(value, measure), IN_WORDS, TO_HALVES if is_multiple else 0):
        if is_multiple and near == 1:
            continue
        words, named = _number(near, look), measure.head.title if near == 1 else measure.head.plural
        words = words if "plain" in look else "twice" if is_multiple and near == 2 else f"{words} {named}"
        yield Round(near * Fraction(measured_in(measure)), words, NEAR)


def _amounts(value: Decimal, measure: Measure, look: Look) -> Iterator[Round]:
    """The value to one digit that counts, then to two; whole numbers below a hundred as they are."""
    own = Look(options=look.options & ({"plain"} if measure.head.symbol else {"plain", "words"}))
    number = in_unit(value, measure)
    for digits in (1, 2):
        places = digits - 1 - number.adjusted()
        if places > MAX_DIGITS or (digits == 1 and number < 100 and number == number.to_integral_value()):
            continue
        rounded = number.quantize(Decimal(1).scaleb(-places), context=WIDE)
        found = rounded * measured_in(measure)
        yield Round(Fraction(found), format_value(found, measure, own), NEAR)
