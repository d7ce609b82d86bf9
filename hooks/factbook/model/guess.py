"""What a reader guesses: which numbers, and between which ends."""

from __future__ import annotations

from decimal import Decimal

from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import Reference
from factbook.model.quantity import SAYING
from factbook.model.records import Guess
from factbook.model.series import Series

SCALE = 10**6  # a guess is counted in whole millionths of its unit


def entries_guessed(guess: Guess, factbook: Factbook) -> list[Entry]:
    """The numbers that are guessed, in their order; none where the name is unknown."""
    if guess.figure in factbook.entries and not guess.members:
        return [factbook.entries[guess.figure]]
    value = factbook.values.get(guess.figure)
    if not isinstance(value, Series):
        return []
    keys = Reference(guess.figure, guess.members or None, 0).part_of(list(value.members))
    return [factbook.entries[f"{guess.figure}[{key}]"] for key in keys]


def range_of(guess: Guess, factbook: Factbook) -> tuple[Decimal, Decimal]:
    """The lowest and the highest guess in the unit of the figure. Raises LookupError."""
    low, high = (_number(end, factbook) for end in (guess.low, guess.high))
    return low, high


def in_own_unit(entry: Entry) -> Decimal:
    """The value of an entry as its record writes it."""
    return SAYING.divide(entry.quantity.value, entry.figure.measure.decimal_factor)


def _number(end: Decimal | str, factbook: Factbook) -> Decimal:
    if isinstance(end, Decimal):
        return end
    if end not in factbook.entries:
        raise LookupError(end)
    return in_own_unit(factbook.entries[end])
