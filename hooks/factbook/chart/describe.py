"""What a chart shows, in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.chart.dumbbell import pairs_of
from factbook.chart.history import parts_of
from factbook.chart.label import full_label, key_label, time_label
from factbook.chart.layer import Layer, by_of
from factbook.chart.notes import say_notes
from factbook.chart.timeline import happenings_of
from factbook.chart.verdicts import count_verdicts, section_label
from factbook.model.factbook import Entry, Factbook
from factbook.model.records import VERDICTS, Chart
from factbook.model.unit import DATE

DRAWN = {
    "columns": "Columns over time.",
    "lines": "Lines over time.",
    "amounts": "Bars from one edge.",
    "bars": "Bars of a hundred per cent.",
    "squares": "A hundred squares, one for each per cent.",
    "slip": "Two bars of a hundred per cent, and a number of the first that was put into the second.",
    "dumbbell": "Pairs of dates on an axis of time.",
    "slopes": "Arrows between two sides, down an axis of time.",
    "history": "Events above an axis of time, and what grew below it.",
    "matrix": "A matrix of features.",
    "timeline": "Events on an axis of time.",
    "verdicts": "Bars of claims by section and verdict.",
}


def describe(chart: Chart, layers: Sequence[Layer], factbook: Factbook) -> str:
    """What is drawn, and its first, last, lowest and highest values."""
    if chart.kind == "verdicts":
        said = _verdicts(chart, factbook)
    elif chart.kind == "matrix":
        said = _features(chart)
    elif chart.kind in ("dumbbell", "slopes"):
        said = [_pairs(layer, factbook) for layer in layers]
    elif chart.kind == "timeline":
        said = _events(layers, factbook)
    elif chart.kind == "history":
        parts = parts_of(layers, factbook)
        said = [
            *_events(parts.events, factbook),
            *(_parts(span.layer) for span in parts.spans),
            *map(_series, parts.series),
        ]
    else:
        said = [_series(layer) if layer.by in ("year", "quarter", "month") else _parts(layer) for layer in layers]
    return " ".join([DRAWN.get(chart.kind, ""), *said, *_notes(chart, factbook)]).strip()


def _notes(chart: Chart, factbook: Factbook) -> list[str]:
    said = zip(chart.notes, say_notes(chart, factbook), strict=True)
    return [f"A note at {_place(note.at, factbook)}: {words}" for note, words in said]


def _place(at: str, factbook: Factbook) -> str:
    """A key or a date in words; of a member its key."""
    entry = factbook.entries.get(at)
    if entry and entry.figure.measure.dimension == DATE:
        return full_label(entry)
    key = entry.key if entry else at
    return time_label(key) if by_of(key) in ("year", "quarter", "month") else entry.title if entry else key


def _events(layers: Sequence[Layer], factbook: Factbook) -> list[str]:
    found = happenings_of(layers, factbook)
    return [f"{full_label(each.date)}: {each.words}{_size(each.size)}." for each in found]


def _features(chart: Chart) -> list[str]:
    return [
        f"{row.label}: "
        + ", ".join(f"{column.label} {cell.words}" for column, cell in zip(chart.compared, row.cells, strict=True))
        + "."
        for row in chart.features
    ]


def _series(layer: Layer) -> str:
    """First and last, and between them what is lower or higher than both."""
    first, last = layer.entries[0], layer.entries[-1]
    if first is last:
        return f"{layer.label}: {_dated(first)}."
    words = f"{layer.label}: from {_dated(first)} to {_dated(last)}"
    ranked = sorted(layer.entries, key=lambda entry: entry.quantity.value)
    if ranked[0] not in (first, last):
        words += f"; lowest {_dated(ranked[0])}"
    if ranked[-1] not in (first, last):
        words += f"; highest {_dated(ranked[-1])}"
    return f"{words}."


def _parts(layer: Layer) -> str:
    if len(layer.entries) == 1:
        return f"{layer.mark.label or layer.entries[0].title}: {full_label(layer.entries[0])}."
    return f"{layer.label}: " + ", ".join(f"{entry.title} {full_label(entry)}" for entry in layer.entries) + "."


def _pairs(layer: Layer, factbook: Factbook) -> str:
    lags = [pair.lag for pair in pairs_of(layer, factbook)]
    ranked = sorted(lags, key=lambda entry: entry.quantity.value)
    named = [f"{entry.title}, {full_label(entry)}" for entry in (ranked[0], ranked[-1])]
    return f"{layer.label}, {len(lags)}: the shortest {named[0]}; the longest {named[1]}."


def _verdicts(chart: Chart, factbook: Factbook) -> list[str]:
    return [
        f"{section_label(section, chart)}: " + ", ".join(f"{found[v]} {v}" for v in VERDICTS if found[v]) + "."
        for section, found in count_verdicts(factbook).items()
    ]


def _dated(entry: Entry) -> str:
    return f"{full_label(entry)} in {key_label(entry)}"


def _size(entry: Entry | None) -> str:
    return f", {full_label(entry)}" if entry else ""
