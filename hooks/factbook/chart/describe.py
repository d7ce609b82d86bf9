"""What a chart shows, in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.chart.dumbbell import pairs_of
from factbook.chart.label import full_label, key_label
from factbook.chart.layer import Layer
from factbook.chart.timeline import happenings_of
from factbook.chart.verdicts import count_verdicts, section_label
from factbook.model.factbook import Entry, Factbook
from factbook.model.records import VERDICTS, Chart

DRAWN = {
    "columns": "Columns over time.",
    "lines": "Lines over time.",
    "bars": "Bars of a hundred per cent.",
    "squares": "A hundred squares, one for each per cent.",
    "dumbbell": "Pairs of dates on an axis of time.",
    "timeline": "Events on an axis of time.",
    "verdicts": "Bars of claims by section and verdict.",
}


def describe(chart: Chart, layers: Sequence[Layer], factbook: Factbook) -> str:
    """What is drawn, and its first, last, lowest and highest values."""
    if chart.kind == "verdicts":
        said = _verdicts(chart, factbook)
    elif chart.kind == "dumbbell":
        said = [_pairs(layer, factbook) for layer in layers]
    elif chart.kind == "timeline":
        found = happenings_of(layers, factbook)
        said = [f"{full_label(each.date)}: {each.words}{_size(each.size)}." for each in found]
    else:
        said = [_series(layer) if layer.by in ("year", "quarter", "month") else _parts(layer) for layer in layers]
    return " ".join([DRAWN.get(chart.kind, ""), *said]).strip()


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
