"""A panel of its own for a share, above columns that have another unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from factbook.chart import svg
from factbook.chart.axis import Plot, draw_ticks, tick_margin, value_scale
from factbook.chart.label import value_label
from factbook.chart.layer import Anchor, Drawing, Frame, Layer, wrong
from factbook.chart.scale import Scale
from factbook.model.look import Look
from factbook.prose.amount import format_value

STEPS = 2


def panel_margin(layer: Layer, frame: Frame) -> float:
    """The room that its tick labels need."""
    _, ticks = value_scale([entry.quantity.value for entry in layer.entries], 0, 1, STEPS)
    return tick_margin(ticks, layer.entries[0].figure.measure, frame)


def _draw_heading(layer: Layer, ticks: Sequence[Decimal], top: float, plot: Plot) -> Drawing:
    """The name, and beside or below it where the axis begins, if that is not at nothing."""
    size = plot.frame.size
    elements = [svg.text(0, top + size, layer.label, "heading")]
    if not _is_cut(ticks):
        return Drawing(top + size, tuple(elements))
    words = f"axis begins at {format_value(ticks[0], layer.entries[0].figure.measure, Look())}"
    x = svg.width_of(layer.label, size, bold=True) + 10
    beside = x + svg.width_of(words, size) <= plot.frame.width
    y = top + size * (1 if beside else 2.25)
    return Drawing(y, (*elements, svg.text(x if beside else 0, y, words, "tick")))


def _is_cut(ticks: Sequence[Decimal]) -> bool:
    return ticks[0] > 0 or ticks[-1] < 0


def _draw_cut(ticks: Sequence[Decimal], bottom: float, plot: Plot) -> list[str]:
    """A jag at the foot of an axis that does not begin at nothing."""
    if not _is_cut(ticks) or plot.frame.small:
        return []
    x = plot.margin
    turns = [(x, bottom - 8), (x - 4, bottom - 4), (x + 4, bottom), (x - 4, bottom + 4), (x, bottom + 8)]
    return [svg.path(turns, "cut")]


def draw_panel(layer: Layer, centres: Mapping[str, float], top: float, plot: Plot) -> Drawing:
    """One line with its name above, and its first, lowest and last value on it; returns where it ends."""
    entries = [entry for entry in layer.entries if entry.key in centres]
    if not entries:
        raise wrong(layer.mark.location, f"'{layer.mark.figure}' shares no key with the columns")
    size = plot.frame.size
    values = [entry.quantity.value for entry in entries]
    _, ticks = value_scale(values, 0, 1, STEPS)
    heading = _draw_heading(layer, ticks, top, plot)
    elements = list(heading.elements)
    top = heading.height + size + (4 if plot.frame.small else 14)
    bottom = top + plot.frame.high(90, 90, 24)
    scale = Scale(ticks[0], ticks[-1], bottom, top)
    elements += draw_ticks(scale, ticks, entries[0].figure.measure, plot)
    points = [(centres[entry.key], scale.place(entry.quantity.value)) for entry in entries]
    elements.append(svg.path(points, f"line {layer.colour}"))
    elements += _draw_cut(ticks, bottom, plot)
    lowest = values.index(min(values))
    anchors = {entry.id: Anchor(x, y - 4, y + 4) for entry, (x, y) in zip(entries, points, strict=True)}
    for index in sorted({0, lowest, len(values) - 1}):
        x, y = points[index]
        words = value_label(entries[index])
        half = svg.width_of(words, size, bold=True) / 2
        at = min(max(x, plot.margin + half), plot.right - half)
        elements.append(svg.dot(x, y, 3.5, f"mark {layer.colour}"))
        y = y + size + 6 if 0 < index < len(values) - 1 else y - 8
        clear = bottom + size + 3 if bottom < y < bottom + size else y  # of the line at the bottom
        elements.append(svg.text(at, clear, words, "value", "middle"))
        is_below = clear > points[index][1]
        anchors[entries[index].id] = Anchor(
            x, points[index][1] - 4 if is_below else clear - size, clear + 4 if is_below else y + 12
        )
    return Drawing(bottom + (4 if plot.frame.small else 22), tuple(elements), anchors=anchors)
