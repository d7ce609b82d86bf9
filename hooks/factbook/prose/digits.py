"""From a magnitude to digits: "16.9 billion", "0.049", "1,235".

The words million and billion come from Babel (Unicode CLDR). We choose the power of a thousand
after rounding, since Babel chooses it before and prints 999,999 as "1000K". Halves round up, as
readers expect, and not to even. What is there is never shown as nothing.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Context, Decimal
from functools import lru_cache

from babel.numbers import format_compact_decimal

from factbook.model.look import MAX_DIGITS, Look
from factbook.prose.spelling import LOCALE

WIDE = Context(prec=1000)  # for any number that a quantity can be
CUT = 32  # digits: a number that has as many has no end that somebody wrote
COMPACT_FROM = Decimal(10**6)
HIGHEST = 12  # beyond thousands of trillions CLDR has no word
NO_BREAK = "\u00a0"


def to_places(magnitude: Decimal, places: int, rounding: str) -> Decimal:
    """A number with so many digits after the point."""
    return magnitude.quantize(Decimal(1).scaleb(-places), rounding, context=WIDE)


def fixed(magnitude: Decimal, look: Look, at_most: int, whole: Decimal | None = None) -> str:
    """Grouped digits: as many after the point as the look says, or up to `at_most` without trailing zeros.

    Two digits that count are left of what is smaller than one, and what is less than the `whole` does not reach it.
    """
    free = look.digits is None
    places = at_most if look.digits is None else look.digits
    if free and 0 < magnitude < 1:
        places = min(max(places, 1 - magnitude.adjusted()), MAX_DIGITS)
    rounded = to_places(magnitude, places, look.rounding)
    if magnitude and not rounded:
        free = True
        rounded = to_places(magnitude, min(1 - magnitude.adjusted(), MAX_DIGITS), look.rounding)
    if free and whole is not None and magnitude < whole <= rounded:
        rest = WIDE.subtract(whole, magnitude)
        rounded = to_places(magnitude, min(-rest.adjusted(), MAX_DIGITS), ROUND_DOWN)
    return _grouped(rounded, bare=free)


def full(magnitude: Decimal, look: Look) -> str:
    """Every digit of what was given; of what has no end a dozen after the point, or that count."""
    if look.digits is not None:
        return fixed(magnitude, look, at_most=MAX_DIGITS)
    exact = magnitude.normalize(WIDE)
    if len(exact.as_tuple().digits) >= CUT:
        exact = to_places(magnitude, max(MAX_DIGITS, MAX_DIGITS - 1 - magnitude.adjusted()), "ROUND_HALF_UP")
    return _grouped(exact, bare=True)


def compact(magnitude: Decimal, look: Look, own_power: int = 0) -> str:
    """A few significant digits and a word for the power of a thousand; rounded first, so never "1000K".

    Digits after the point are those of the record's own power: a smaller number does not have them, and
    a larger one keeps two that count.
    """
    power = min(max(magnitude.adjusted() // 3 * 3, 0), HIGHEST)
    while True:
        scaled = magnitude.scaleb(-power, context=WIDE)
        places = _places(scaled, look, power - own_power)
        rounded = to_places(scaled, places, look.rounding)
        if rounded < 1000 or power == HIGHEST:
            break
        power += 3
    if rounded >= 1000:
        return f"{fixed(rounded, look, at_most=0)} trillion"
    # 1 of that power in CLDR's own words ("1 million"), with our digits in place of the 1
    number = _grouped(rounded, bare=look.digits is None or places != look.digits)
    return _one_of_power(power).replace("1", number, 1).replace(" ", NO_BREAK) if power else number


def reaches_compact(magnitude: Decimal) -> bool:
    """Whether a number is said in millions or more, also after rounding to whole ones."""
    return magnitude >= COMPACT_FROM or to_places(magnitude, 0, "ROUND_HALF_UP") >= COMPACT_FROM


def power_words(power: int) -> str:
    """What numbers in a power of ten are counted in: "million"."""
    return _one_of_power(power).removeprefix("1").strip()


def _places(scaled: Decimal, look: Look, further: int) -> int:
    """How many digits after the point; `further`: by how many powers of ten a number exceeds its record's scale."""
    if look.digits is None or further < 0:
        return max(look.significant - 1 - scaled.adjusted(), 0)
    return max(look.digits, 1 - scaled.adjusted()) if further else look.digits


def _grouped(number: Decimal, *, bare: bool) -> str:
    """Digits in groups of three; `bare`: without zeros that end them."""
    words = f"{number:,f}"
    return words.rstrip("0").rstrip(".") if bare and "." in words else words


@lru_cache(maxsize=16)
def _one_of_power(power: int) -> str:
    return str(format_compact_decimal(Decimal(10) ** power, format_type="long", locale=LOCALE))
