"""A panel of its own for a share, above columns that have another unit."""

from __future__ import annotations

from collections.abc import Mapping

from factbook.chart import svg
from factbook.chart.axis import Plot, draw_ticks, tick_margin, value_scale
from factbook.chart.label import value_label
from factbook.chart.layer import Drawing, Frame, Layer, wrong

STEPS = 2


def panel_margin(layer: Layer, frame: Frame) -> float:
    """The room that its tick labels need."""
    _, ticks = value_scale([entry.quantity.value for entry in layer.entries], 0, 1, STEPS)
    return tick_margin(ticks, layer.entries[0].figure.measure, frame)


def draw_panel(layer: Layer, centres: Mapping[str, float], top: float, plot: Plot) -> Drawing:
    """One line with its name above, and its first, lowest and last value on it; returns where it ends."""
    entries = [entry for entry in layer.entries if entry.key in centres]
    if not entries:
        raise wrong(layer.mark.location, f"'{layer.mark.figure}' shares no key with the columns")
    size = plot.frame.size
    elements = [svg.text(0, top + size, layer.label, "heading")]
    top += size * 2 + 14
    bottom = top + (80 if plot.frame.wide else 70)
    values = [entry.quantity.value for entry in entries]
    scale, ticks = value_scale(values, top, bottom, STEPS)
    elements += draw_ticks(scale, ticks, entries[0].figure.measure, plot)
    points = [(centres[entry.key], scale.place(entry.quantity.value)) for entry in entries]
    elements.append(svg.path(points, f"line {layer.colour}"))
    lowest = values.index(min(values))
    for index in sorted({0, lowest, len(values) - 1}):
        x, y = points[index]
        words = value_label(entries[index])
        half = svg.width_of(words, size, bold=True) / 2
        at = min(max(x, plot.margin + half), plot.right - half)
        elements.append(svg.dot(x, y, 3.5, f"mark {layer.colour}"))
        y = y + size + 6 if 0 < index < len(values) - 1 else y - 8
        clear = bottom + size + 3 if bottom < y < bottom + size else y  # of the line at the bottom
        elements.append(svg.text(at, clear, words, "value", "middle"))
    return Drawing(bottom + 22, tuple(elements))
