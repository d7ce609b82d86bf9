"""What is said of a guess: by how much it misses the record, and the words for that.

A script says it, letter for letter as `say_miss` does; both count in whole millionths, so that they round alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.model.factbook import Entry, Factbook
from factbook.model.guess import SCALE, entries_guessed, in_own_unit, range_of
from factbook.model.records import Guess
from factbook.prose.amount import MINUS
from factbook.prose.bind import bind_words

HIT = "You have it exactly."
HIGH, LOW, OFF = "You were # too high.", "You were # too low.", "You were # off on average."
POINTS = "percentage point"


@dataclass(frozen=True, slots=True)
class Target:
    """The numbers of a guess in millionths of its unit, and all words for what a reader does.

    `digits` are those after the point of a guess and of a miss, `units` behind a guess and behind a miss, each for one
    and for several; `bands` are the words for a miss, each with the largest that they are for.
    """

    values: tuple[int, ...]
    low: int
    step: int
    steps: int
    start: int
    digits: tuple[int, int]
    units: tuple[str, str, str, str]
    bands: tuple[tuple[int | None, str], ...]


def find_target(guess: Guess, factbook: Factbook) -> Target:
    """What a guess aims at."""
    entries = entries_guessed(guess, factbook)
    low, high = range_of(guess, factbook)
    return Target(
        values=tuple(round(in_own_unit(one) * SCALE) for one in entries),
        low=round(low * SCALE),
        step=round(guess.step * SCALE),
        steps=int((high - low) / guess.step),
        start=int((guess.start - low) / guess.step),
        digits=_digits(guess, entries),
        units=_units(entries[0], factbook),
        bands=tuple(
            (None if band.within is None else round(band.within * SCALE), bind_words(band.says, factbook, markup=False).text)
            for band in guess.bands
        ),
    )  # fmt: skip


def say_miss(target: Target, places: Sequence[int]) -> tuple[str, str]:
    """By how much guesses miss, each a number of steps, and the words for that."""
    misses = [target.low + place * target.step - value for place, value in zip(places, target.values, strict=True)]
    total, count = sum(map(abs, misses)), len(misses)
    words = next(words for limit, words in target.bands if limit is None or total <= limit * count)
    shown = say_amount(target, total, count)
    if not any(character in "123456789" for character in shown):
        return HIT, words
    said = OFF if count > 1 else HIGH if misses[0] > 0 else LOW
    return said.replace("#", shown), words


def say_amount(target: Target, total: int, count: int = 1) -> str:
    """A miss of so many millionths, divided by a count."""
    return _say(total, count, target.digits[1], target.units[2:])


def say_guess(target: Target, place: int) -> str:
    """A guess that is so many steps from the lowest."""
    return _say(target.low + place * target.step, 1, target.digits[0], target.units[:2])


def _say(total: int, count: int, digits: int, units: tuple[str, ...]) -> str:
    unit = SCALE // 10**digits * count
    parts = (2 * abs(total) + unit) // (2 * unit)
    whole, rest = divmod(parts, 10**digits)
    number = (MINUS if total < 0 and parts else "") + (f"{whole}.{rest:0{digits}d}" if digits and rest else f"{whole}")
    return number + units[number != "1"]


def _digits(guess: Guess, entries: Sequence[Entry]) -> tuple[int, int]:
    """Those of the steps; a miss has at least one where it is a mean, or is no whole number."""
    own = max(-int(guess.step.normalize().as_tuple().exponent), 0)
    return own, max(own, 1) if len(entries) > 1 or _is_share(entries[0]) else own


def _is_share(entry: Entry) -> bool:
    measure = entry.figure.measure
    return "%" in (measure.multiplier, measure.head.name)


def _units(entry: Entry, factbook: Factbook) -> tuple[str, str, str, str]:
    """The unit of a guess and of a miss; that between shares is the percentage point."""
    measure = entry.figure.measure
    if _is_share(entry):
        points = factbook.units.by_name.get(POINTS)
        one, several = (points.title, points.plural) if points else (POINTS, f"{POINTS}s")
        return "%", "%", f" {one}", f" {several}"
    multiplier = f"{measure.multiplier} " if measure.multiplier else ""
    one, several = f" {multiplier}{measure.head.title}", f" {multiplier}{measure.head.plural}"
    return one, several, one, several
