"""A column of a table: its head, and how its numbers read so that their digits line up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from factbook.chart.label import power_of, scaled_label
from factbook.model.factbook import Entry
from factbook.model.unit import DATE, DURATION, RATIO
from factbook.prose.dates import NO_BREAK
from factbook.prose.digits import power_words
from factbook.prose.number import bound_words

DIGITS = 3  # that the smallest number of a column shows
LARGE = Decimal(10**6)  # from here on numbers are counted in millions or more


@dataclass(frozen=True, slots=True)
class Power:
    """A power of ten that all numbers of a column are counted in, and their digits after the point."""

    exponent: int
    digits: int

    def label(self, entry: Entry) -> str:
        """A number as it stands below the unit of the column."""
        measure = entry.figure.measure
        return scaled_label(entry.quantity.value / measure.head.scale, measure, self.exponent, self.digits)

    def unit(self, entry: Entry) -> str:
        """The unit that stands at the head: "$ million", "billion monthly users"."""
        head, words = entry.figure.measure.head, power_words(self.exponent)
        return f"{head.symbol.strip()}{NO_BREAK}{words}" if head.symbol else f"{words} {head.plural}"


@dataclass(frozen=True, slots=True)
class Column:
    """What stands at the head of a column, the colour of its marks if they have one, and whether it holds numbers."""

    head: str
    unit: str = ""
    colour: str = ""
    is_number: bool = False


def find_powers(columns: Sequence[Sequence[Entry]]) -> list[Power | None]:
    """For each column of a table how its numbers are counted, all in one power; None where words tell them better.

    Those are shares, times, small and negative numbers, and what is only known to lie within bounds.
    """
    sizes = [_sizes(entries) for entries in columns]
    exponent = power_of([min(min(size) for size in sizes if size)]) if any(sizes) else 0
    return [Power(exponent, _digits(size, exponent)) if size else None for size in sizes]


def _sizes(entries: Sequence[Entry]) -> list[Decimal]:
    """The numbers of a column in its unit; none if they need words."""
    dimensions = {entry.figure.measure.dimension for entry in entries}
    if len(dimensions) > 1 or dimensions & {RATIO, DATE, DURATION} or any(map(is_bounded, entries)):
        return []
    sizes = [entry.quantity.value / entry.figure.measure.head.scale for entry in entries]
    return sizes if min(sizes) >= LARGE else []


def _digits(sizes: Sequence[Decimal], exponent: int) -> int:
    """So many that the smallest number shows `DIGITS`, but none that are noughts in all of them."""
    shown = [size.scaleb(-exponent) for size in sizes]
    digits = max(DIGITS - 1 - min(shown).adjusted(), 0)
    while digits and all(round(size, digits) == round(size, digits - 1) for size in shown):
        digits -= 1
    return digits


def is_bounded(entry: Entry) -> bool:
    """Whether words such as "about" stand before the number."""
    return bool(bound_words(entry.quantity, entry.bound))
