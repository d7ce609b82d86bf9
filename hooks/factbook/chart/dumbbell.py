"""Pairs of dates on an axis of time: what came first, what followed, and how much later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factbook.chart import svg
from factbook.chart.label import full_label
from factbook.chart.layer import Drawing, Frame, Layer, Stop, wrong
from factbook.chart.scale import Scale, nice_step
from factbook.model.factbook import Entry, Factbook
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.unit import DATE


@dataclass(frozen=True, slots=True)
class Pair:
    """A lag and the two dates that it lies between."""

    lag: Entry
    start: Entry
    end: Entry


def pairs_of(layer: Layer, factbook: Factbook) -> list[Pair]:
    """The pairs of a mark in the order of what followed; each lag must be one date minus another."""
    pairs = []
    for lag in layer.entries:
        dates = [factbook.entries[name] for name in lag.inputs]
        if len(dates) != 2 or any(entry.figure.measure.dimension != DATE for entry in dates):
            raise wrong(layer.mark.location, f"'{lag.id}' is not the time between two dates",
                        "its formula must be one date minus another", "formula-value")  # fmt: skip
        start, end = sorted(dates, key=lambda entry: (entry.quantity.value, entry.id))
        pairs.append(Pair(lag, start, end))
    return sorted(pairs, key=lambda pair: (pair.end.quantity.value, pair.lag.id))


def draw_dumbbell(layers: Sequence[Layer], factbook: Factbook, frame: Frame) -> Drawing:
    """A row for each pair, under a heading for each mark; the name stands before the row or above it."""
    groups = [(layer, pairs_of(layer, factbook)) for layer in layers]
    every = [pair for _, pairs in groups for pair in pairs]
    left = frame.width * 0.36 if frame.wide else 6.0
    right = frame.width - max(svg.width_of(full_label(pair.lag), frame.size, bold=True) for pair in every) - 14
    ends = [year_of(entry.quantity.value) for pair in every for entry in (pair.start, pair.end)]
    scale = Scale(new_year(min(ends)), new_year(max(ends) + 1), left, right)
    years = _years(scale, frame)
    top = frame.size + 8
    elements: list[str] = []
    stops = []
    for layer, pairs in groups:
        elements.append(svg.text(0, top + frame.size + 4, layer.label, f"heading {layer.colour}"))
        top += frame.size + 14
        for pair in pairs:
            drawn = _draw_row(pair, layer.colour, scale, top, frame)
            elements += drawn.elements
            dates = f"{full_label(pair.start)}, then {full_label(pair.end)}"
            stops.append(
                Stop(0, top, frame.width, drawn.height, pair.lag.title, (dates, f"{full_label(pair.lag)} later"))
            )
            top += drawn.height
        top += 10
    grid = []
    for year in years:
        x = scale.place(new_year(year))
        half = svg.width_of(str(year), frame.size) / 2
        grid.append(svg.line(x, frame.size + 6, x, top - 6, "grid"))
        grid.append(svg.text(max(x, half), frame.size, str(year), "tick", "middle"))
    return Drawing(top, (*grid, *elements), tuple(stops))


def _draw_row(pair: Pair, colour: str, scale: Scale, top: float, frame: Frame) -> Drawing:
    start, end = scale.place(pair.start.quantity.value), scale.place(pair.end.quantity.value)
    room = scale.start - 18 if frame.wide else frame.width
    names = svg.wrap(pair.lag.title, room, frame.size)
    step = frame.size * 1.25
    y = top + 12 + (len(names) - 1) * step / 2 if frame.wide else top + len(names) * step + 9
    first = y + frame.size * 0.35 - (len(names) - 1) * step / 2 if frame.wide else top + frame.size
    elements = [svg.text(0, first + step * number, words) for number, words in enumerate(names)]
    elements += [
        svg.line(start, y, end, y, f"span {colour}"),
        svg.dot(start, y, 2 if frame.small else 4.5, f"ring {colour}"),
        svg.dot(end, y, 2.5 if frame.small else 5, f"mark {colour}"),
        svg.text(end + 10, y + frame.size * 0.35, full_label(pair.lag), "value"),
    ]
    if frame.small:
        return Drawing(7.0, tuple(elements))
    height = max(24.0, len(names) * step + 8) if frame.wide else len(names) * step + 22
    return Drawing(height, tuple(elements))


def _years(scale: Scale, frame: Frame) -> list[int]:
    """Round years within the scale, as many as fit side by side."""
    first, last = year_of(scale.low), year_of(scale.high)
    room = int((scale.end - scale.start) / (svg.width_of("0000", frame.size) + 14))
    step = max(int(nice_step(Decimal(first), Decimal(last), room)), 1)
    return [year for year in range(first - first % step, last + 1, step) if year >= first]


def year_of(minutes: Decimal) -> int:
    return date.fromordinal(int(minutes) // MINUTES_A_DAY).year


def new_year(year: int) -> Decimal:
    return Decimal(date(year, 1, 1).toordinal() * MINUTES_A_DAY)
