"""Units: what one of a number is, and which numbers may be added or compared.

A unit names the *kind* it measures. Two values can be added or compared only if the kinds and
their powers agree, so dollars never meet yuan and a daily user never meets a monthly one, unless
a figure that is a rate between them stands in the formula. Dimensional analysis as in Bridgman,
"Dimensional Analysis" (1922), with definitions of counted things as dimensions of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import lru_cache

from factbook.ground.location import Location

Dimension = tuple[tuple[str, int], ...]
"""Kinds and their powers, sorted, without zeros: (("USD", 1), ("fiscal year", -1)). A ratio is ()."""

RATIO: Dimension = ()
DATE: Dimension = (("date", 1),)
DURATION: Dimension = (("duration", 1),)
MINUTES_A_MONTH = 43_830  # on average; what is a multiple of it is counted by the calendar
_EXACTLY = Context(prec=50, traps=[Inexact])

MULTIPLIERS: Mapping[str, Decimal] = {
    "%": Decimal("0.01"),
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
# "16.9 billion USD a quarter": money by the company's own calendar, so that a quarter's revenue
# and a year's are different things and not a rate that could be compared.
PERIODS: Mapping[str, str] = {"year": "fiscal year", "quarter": "fiscal quarter"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of data/units.yml. `scale`: base units in one; `minimum`: 0 where nothing is negative."""

    name: str
    title: str
    plural: str
    kind: str
    scale: Decimal
    definition: str
    symbol: str = ""
    minimum: Decimal | None = None
    location: Location | None = None

    @property
    def dimension(self) -> Dimension:
        """The kind to the power of one; a ratio has none."""
        return RATIO if self.kind == "ratio" else ((self.kind, 1),)

    @property
    def is_calendar(self) -> bool:
        """Whether it is a step of the calendar: a month, a quarter, a year, a decade."""
        return self.dimension == DURATION and self.scale % MINUTES_A_MONTH == 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as a record writes it: "million USD a year". `factor`: base units in one of it."""

    text: str
    multiplier: str
    head: Unit
    per: tuple[Unit, ...]
    factor: Decimal | Fraction
    dimension: Dimension

    @property
    def decimal_factor(self) -> Decimal:
        """The same, to as many digits as decimals have."""
        factor = self.factor
        return factor if isinstance(factor, Decimal) else Decimal(factor.numerator) / factor.denominator


@lru_cache(maxsize=4096)
def multiply(left: Dimension, right: Dimension, power: int = 1) -> Dimension:
    """Left times right to the power."""
    powers = dict(left)
    for kind, exponent in right:
        powers[kind] = powers.get(kind, 0) + exponent * power
    return tuple(sorted((kind, exponent) for kind, exponent in powers.items() if exponent))


def describe(dimension: Dimension) -> str:
    """A dimension in words: "USD per fiscal year"."""
    over = [_power(kind, exponent) for kind, exponent in dimension if exponent > 0]
    under = [_power(kind, -exponent) for kind, exponent in dimension if exponent < 0]
    if not over and not under:
        return "a plain ratio"
    return " per ".join([" times ".join(over) or "one", *under])


def _power(kind: str, exponent: int) -> str:
    return kind if exponent == 1 else f"{kind}^{exponent}"


class Units:
    """All units by name and plural, and the reader of unit texts."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.by_name = {unit.name: unit for unit in units}
        self._by_word = {word: unit for unit in self.by_name.values() for word in (unit.plural, unit.name)}
        self._measures: dict[str, Measure] = {}

    def parse(self, text: str) -> Measure:
        """A measure from its text. Raises LookupError with the word that is no unit."""
        if text not in self._measures:
            self._measures[text] = self._parse(text)
        return self._measures[text]

    def known_words(self) -> list[str]:
        """Unit names, for hints."""
        return sorted(self.by_name)

    def _parse(self, text: str) -> Measure:
        first, *rest = re.split(r"\s+(per|an?)\s+", " ".join(text.split()))
        word, _, tail = first.partition(" ")
        multiplier = word if word in MULTIPLIERS and tail else ""
        head = self._find(tail if multiplier else first)
        per = tuple(
            self._find(PERIODS.get(name, name) if link != "per" else name)
            for link, name in zip(rest[::2], rest[1::2], strict=True)
        )
        factor: Decimal | Fraction = head.scale * MULTIPLIERS.get(multiplier, Decimal(1))
        dimension = head.dimension
        for unit in per:
            factor = _divided(factor, unit.scale)
            dimension = multiply(dimension, unit.dimension, -1)
        return Measure(text, multiplier, head, per, factor, dimension)

    def _find(self, word: str) -> Unit:
        if word not in self._by_word:
            raise LookupError(word)
        return self._by_word[word]


def _divided(factor: Decimal | Fraction, by: Decimal) -> Decimal | Fraction:
    """A quotient in decimals if it has an end there, else as a fraction."""
    if isinstance(factor, Decimal):
        try:
            return _EXACTLY.divide(factor, by)
        except Inexact:
            pass
    return Fraction(factor) / Fraction(by)
