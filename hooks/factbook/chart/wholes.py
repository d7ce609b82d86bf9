"""Wholes side by side, a hundred squares each: the part that is compared, and what the rest is made of."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.chart import svg
from factbook.chart.bars import lead
from factbook.chart.label import value_label
from factbook.chart.layer import Drawing, Frame, Layer, Stop
from factbook.chart.stop import say_parts
from factbook.chart.tiles import SIDE, count_squares, tiles
from factbook.model.factbook import Entry
from factbook.model.records import Chart

LARGE = 2.0  # the leading share, as a multiple of other words
GAP = 22.0


def draw_wholes(chart: Chart, layers: Sequence[Layer], frame: Frame) -> Drawing:
    """A grid for each mark, its leading share set large; the words stand beside the grid, or below where it is narrow."""
    across = frame.width / len(layers)
    pitch = 20.0 if frame.wide else (across - GAP / 2) / SIDE
    elements: list[str] = []
    stops = []
    bottom = 0.0
    headings = [svg.wrap(layer.label, (across - GAP / 2) / 1.1, frame.size) for layer in layers]
    for number, layer in enumerate(layers):
        left = number * (across + (0 if frame.wide else GAP / 2 / max(len(layers) - 1, 1)))
        entries = lead(chart, layer)
        counts = count_squares(chart, entries)
        top = frame.size * (1.25 * max(map(len, headings)) - 0.25) + 10
        for line_number, line in enumerate(headings[number]):
            elements.append(svg.text(left, frame.size * (1 + 1.25 * line_number), line, "heading"))
        elements.append(tiles(range(counts[0]), left, top, pitch, f"mark {layer.colour}"))
        elements.append(tiles(range(counts[0], SIDE * SIDE), left, top, pitch, f"mark {layer.colour}-soft"))
        stops.append(Stop(left, top, SIDE * pitch, SIDE * pitch, layer.label, say_parts(entries)))
        x, y = (left + SIDE * pitch + 12, top - 6) if frame.wide else (left, top + SIDE * pitch + 4)
        right = frame.width if layer is layers[-1] else left + across - GAP / 2
        words = _draw_words(entries, layer.colour, (x, y), right - x, frame)
        elements += words.elements
        bottom = max(bottom, words.height, top + SIDE * pitch)
    return Drawing(bottom + 2, tuple(elements), tuple(stops))


def _draw_words(entries: Sequence[Entry], colour: str, at: tuple[float, float], room: float, frame: Frame) -> Drawing:
    """The leading share, large, and the others below it."""
    x, y = at
    step = frame.size * 1.25
    y += frame.size * LARGE
    elements = [svg.text(x, y, value_label(entries[0]), f"large {colour}")]
    for words in svg.wrap(entries[0].title, room, frame.size):
        y += step
        elements.append(svg.text(x, y, words, f"label {colour}"))
    for entry in entries[1:]:
        y += step * 0.3
        for words in svg.wrap(f"{value_label(entry)} {entry.title}", room, frame.size):
            y += step
            elements.append(svg.text(x, y, words, "tick"))
    return Drawing(y + 4, tuple(elements))
