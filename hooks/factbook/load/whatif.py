"""From the nodes of data/whatif.yml to records, and what no reader could move."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from factbook.ground.problem import Problem, suggest
from factbook.load import schema, yaml_file
from factbook.load.compute import names_failed
from factbook.load.figures import phrase, read_formula, text, words
from factbook.load.schema import NUMBER, Reader
from factbook.load.yaml_file import Node, Scalar, Sequence
from factbook.model.evaluate import evaluate_quantity
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import FormulaError, references
from factbook.model.quantity import Quantity, measured
from factbook.model.records import Dial, Formula, Shown, Text, WhatIf
from factbook.model.unit import DATE

MAX_STEPS = 10_000
TYPED = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,9})?")  # what the script takes from a field or an address


def read_whatifs(reader: Reader, node: Node) -> Iterator[WhatIf]:
    """data/whatif.yml."""
    for key, record in reader.entries(node, "data/whatif.yml"):
        found = reader.record(record, schema.WHATIF, f"the what-if '{key.text}'")
        if not reader.name(key, "a what-if") or not {"question", "inputs", "outputs"} <= found.keys():
            continue
        for part in ("inputs", "outputs"):
            if not list(reader.items(found[part], part)):
                said = f"'{part}' of the what-if '{key.text}' must name a figure"
                reader.report(found[part].location, "missing-key", said, schema.WHATIF[part].about)
        given = found.get("says")
        sentences = given.items if isinstance(given, Sequence) else (given,) if given else ()
        yield WhatIf(
            name=key.text,
            question=words(found["question"]) or Text("", key.location),
            dials=tuple(_dials(reader, found["inputs"])),
            shown=tuple(_shown(reader, found["outputs"])),
            says=tuple(sentence for one in sentences if (sentence := words(one))),
            location=key.location,
        )


def _dials(reader: Reader, node: Node) -> Iterator[Dial]:
    for item in node.items if isinstance(node, Sequence) else ():
        found = reader.record(item, schema.DIAL, "an input")
        if not {"figure", "from", "to", "step"} <= found.keys():
            continue
        low, high, step = (reader.number(found[key]) for key in ("from", "to", "step"))
        if low is None or high is None or step is None or not _fits(reader, found["step"], low, high, step):
            continue
        named = found.get("stops")
        entries = named.entries if isinstance(named, yaml_file.Mapping) else ()
        stops = [(key, _stop(reader, value)) for key, value in entries]
        shown = [found.get("label"), *(key for key, _ in stops)]
        yield Dial(
            figure=text(found["figure"]),
            label=phrase(found.get("label")),
            low=low,
            high=high,
            step=step,
            stops=tuple((phrase(key), value) for key, value in stops if value is not None),
            texts=tuple(said for one in shown if (said := words(one))),
            location=found["figure"].location,
        )


def _fits(reader: Reader, at: Node, low: Decimal, high: Decimal, step: Decimal) -> bool:
    """Whether a range has a whole number of steps, and not too many."""
    if not all(TYPED.fullmatch(format(number, "f")) for number in (low, high, step)):
        said = f"an end or the step of the range from {low} to {high} has too many digits for a reader to type"
        reader.report(at.location, "bad-number", said, "at most 13 digits before the point and 9 after it")
        return False
    steps = (high - low) / step if step > 0 else Decimal(0)
    fits = 0 < steps <= MAX_STEPS and steps == steps.to_integral_value()
    if not fits:
        said = f"from {low} to {high} there is no whole number of steps of {step}, from 1 to {MAX_STEPS:,}"
        reader.report(at.location, "bad-number", said, "choose a step that divides the range")
    return fits


def _stop(reader: Reader, node: Node) -> Decimal | Formula | None:
    if not isinstance(node, Scalar):
        reader.report(node.location, "wrong-type", "a stop must be text", schema.DIAL["stops"].about)
        return None
    return reader.number(node) if NUMBER.fullmatch(node.text) else read_formula(reader, node)


def _shown(reader: Reader, node: Node) -> Iterator[Shown]:
    for item in node.items if isinstance(node, Sequence) else ():
        found = reader.record(item, schema.SHOWN, "an output")
        if "figure" in found:
            yield Shown(
                figure=text(found["figure"]),
                label=phrase(found.get("label")),
                location=found["figure"].location,
                label_text=words(found.get("label")),
                bar="chart" in found,
            )


def find_whatif_problems(factbook: Factbook, failed: Collection[str]) -> Iterator[Problem]:
    """What names no figure, what a reader can't move, and ranges that leave out what is recorded."""
    for whatif in factbook.whatifs.values():
        seen: set[str] = set()
        for dial in whatif.dials:
            if dial.figure in seen:
                yield Problem(dial.location, "duplicate-key", f"'{dial.figure}' is an input twice", "keep one of them")
            seen.add(dial.figure)
            if not names_failed(dial.figure, failed):
                yield from _dial_problems(dial, factbook)
            yield from _stop_problems(dial, factbook, failed)
        for shown in whatif.shown:
            if shown.figure not in factbook.entries and not names_failed(shown.figure, failed):
                yield _unknown(shown, factbook)


def _dial_problems(dial: Dial, factbook: Factbook) -> Iterator[Problem]:
    entry = factbook.entries.get(dial.figure)
    if entry is None:
        yield _unknown(dial, factbook)
        return
    measure = entry.figure.measure
    if entry.formula is not None:
        names = ", ".join(entry.inputs)
        said = f"'{dial.figure}' is computed and can't be set"
        yield Problem(dial.location, "whatif-input", said, f"let readers set what it is made of: {names}")
    elif measure.dimension == DATE or not entry.quantity.exact:
        said = f"'{dial.figure}' is {'a date' if measure.dimension == DATE else 'known within bounds only'}"
        yield Problem(dial.location, "whatif-input", said, "an input is one number that is known exactly")
    elif not measured(dial.low, measure).value <= entry.quantity.value <= measured(dial.high, measure).value:
        said = f"the range from {dial.low} to {dial.high} leaves out what '{dial.figure}' is"
        yield Problem(dial.location, "whatif-input", said, "widen it, so that readers can come back to the record")
    for name, value in dial.stops:
        number = _number(value, entry, factbook)
        ends = [measured(end, measure).value for end in (dial.low, dial.high)]
        if number is not None and not ends[0] <= number <= ends[1]:
            said = f"the stop '{name}' lies outside the range"
            yield Problem(dial.location, "whatif-input", said, "widen the range, or take the stop out")


def _number(value: Decimal | Formula, entry: Entry, factbook: Factbook) -> Decimal | None:
    """A stop in base units; None for a formula without an answer, which is said where it is used."""
    if isinstance(value, Decimal):
        return measured(value, entry.figure.measure).value
    try:
        found = evaluate_quantity(value.tree, factbook)
    except FormulaError:
        return None
    return found.value if isinstance(found, Quantity) else None


def _stop_problems(dial: Dial, factbook: Factbook, failed: Collection[str]) -> Iterator[Problem]:
    for formula in (value for _, value in dial.stops if isinstance(value, Formula)):
        for name in references(formula.tree):
            if name.figure not in factbook.figures and not names_failed(name.figure, failed):
                hint = suggest(name.figure, factbook.figures, "the names are in data/figures/")
                said = f"there is no figure '{name.figure}'"
                yield Problem(formula.locate(name.column), "unknown-figure", said, hint)


def _unknown(named: Dial | Shown, factbook: Factbook) -> Problem:
    hint = suggest(named.figure, factbook.entries, "a member is named topic.name[key]")
    return Problem(named.location, "unknown-figure", f"there is no figure '{named.figure}'", hint)
