"""From the nodes of data/guess.yml to records, and what no reader could guess."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from factbook.ground.problem import Problem, suggest
from factbook.load import schema
from factbook.load.compute import names_failed
from factbook.load.figures import text, words
from factbook.load.schema import NUMBER, Reader
from factbook.load.yaml_file import Node, Scalar, Sequence
from factbook.model.factbook import Factbook
from factbook.model.guess import SCALE, entries_guessed, in_own_unit, range_of
from factbook.model.quantity import SAYING
from factbook.model.records import Band, Guess, Text
from factbook.model.unit import DATE

MAX_STEPS = 1_000
MAX_MEMBERS = 24
MOST = 10**8  # of this many times as many millionths a script in a page still knows each


def read_guesses(reader: Reader, node: Node) -> Iterator[Guess]:
    """data/guess.yml."""
    for key, record in reader.entries(node, "data/guess.yml"):
        found = reader.record(record, schema.GUESS, f"the guess '{key.text}'")
        needed = {name for name, field in schema.GUESS.items() if field.required}
        if not reader.name(key, "a guess") or not needed <= found.keys():
            continue
        step, start = reader.number(found["step"]), reader.number(found["start"])
        low, high = _end(reader, found["from"]), _end(reader, found["to"])
        if step is None or start is None or low is None or high is None:
            continue
        yield Guess(
            name=key.text,
            question=words(found["question"]) or Text("", key.location),
            figure=text(found["figure"]),
            members=text(found["members"]) if "members" in found else "",
            low=low,
            high=high,
            step=step,
            start=start,
            bands=tuple(_bands(reader, found["bands"])),
            answer=words(found["answer"]) or Text("", key.location),
            chart=text(found["chart"]) if "chart" in found else "",
            location=found["figure"].location,
        )


def _end(reader: Reader, node: Node) -> Decimal | str | None:
    """A number as it is written, or the name of one."""
    if isinstance(node, Scalar) and NUMBER.fullmatch(node.text):
        return reader.number(node)
    return text(node)


def _bands(reader: Reader, node: Node) -> Iterator[Band]:
    for item in node.items if isinstance(node, Sequence) else ():
        found = reader.record(item, schema.BAND, "a band")
        said = words(found.get("says"))
        if said:
            within = reader.number(found["within"]) if "within" in found else None
            yield Band(within, said, item.location)


def find_guess_problems(factbook: Factbook, failed: Collection[str]) -> Iterator[Problem]:
    """What names no figure or chart, can't be guessed within its range, or says nothing of some misses."""
    for guess in factbook.guesses.values():
        if not any(names_failed(one, failed) for one in (guess.figure, guess.low, guess.high) if isinstance(one, str)):
            yield from _range_problems(guess, factbook)
        yield from _band_problems(guess)
        if guess.chart and guess.chart not in factbook.charts:
            hint = suggest(guess.chart, factbook.charts, "charts are named in data/charts.yml")
            yield Problem(guess.location, "unknown-chart", f"there is no chart '{guess.chart}'", hint)


def _range_problems(guess: Guess, factbook: Factbook) -> Iterator[Problem]:
    at, entries = guess.location, entries_guessed(guess, factbook)
    if not entries:
        hint = "name a number, or a series and two of its members"
        hint = hint if guess.figure in factbook.figures else suggest(guess.figure, factbook.figures, hint)
        yield Problem(at, "unknown-figure", f"'{guess.figure}' has no such numbers to guess", hint)
        return
    try:
        low, high = range_of(guess, factbook)
    except LookupError as error:
        hint = suggest(str(error.args[0]), factbook.entries, "write a number, or topic.name")
        yield Problem(at, "unknown-figure", f"there is no figure '{error.args[0]}'", hint)
        return
    if entries[0].figure.measure.dimension == DATE or len(entries) > MAX_MEMBERS:
        said = f"'{guess.figure}' is a date, or more than {MAX_MEMBERS} numbers"
        yield Problem(at, "guess-range", said, "let readers guess a number, or few of them")
        return
    if max(abs(low), abs(high), guess.step) > MOST or guess.step * SCALE % 1:
        said = f"from {low} to {high} by {guess.step} goes beyond {MOST:,}, or is finer than a millionth"
        yield Problem(at, "guess-range", said, "choose a coarser step, or a figure in a larger unit")
        return
    steps = SAYING.divide(high - low, guess.step) if guess.step > 0 else Decimal(0)
    offset = SAYING.divide(guess.start - low, guess.step) if guess.step > 0 else Decimal(0)
    if not 0 < steps <= MAX_STEPS or steps != steps.to_integral_value() or offset != offset.to_integral_value():
        said = f"from {low} by {guess.step} no whole number of steps, at most {MAX_STEPS:,}, leads to {guess.start} and {high}"
        yield Problem(at, "guess-range", said, "choose a step that divides the range and leads to the start")
    elif not low <= guess.start <= high or not all(low <= in_own_unit(one) <= high for one in entries):
        said = f"the range from {low} to {high} leaves out the start or what is recorded"
        yield Problem(at, "guess-range", said, "widen it, so that readers can be right")


def _band_problems(guess: Guess) -> Iterator[Problem]:
    limits = [band.within for band in guess.bands]
    inner = [limit for limit in limits[:-1] if limit is not None]
    if (
        not limits
        or limits[-1] is not None
        or len(inner) < len(limits) - 1
        or inner != sorted(set(inner))
        or min(inner, default=0) < 0
    ):
        said = f"the bands of '{guess.name}' do not say one thing of each miss"
        yield Problem(
            guess.location, "guess-bands", said, "let 'within' grow from band to band, and leave it out in the last"
        )
