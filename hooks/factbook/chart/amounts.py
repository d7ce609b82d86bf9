"""Numbers of one unit as bars from one edge, the longest as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factbook.chart import svg
from factbook.chart.label import full_label, key_label, signed_label
from factbook.chart.layer import Drawing, Frame, Layer, Stop, wrong
from factbook.chart.scale import Scale
from factbook.model.factbook import Entry

THICK, THIN = 22.0, 14.0
LEAST = 2.0  # of a bar, so that it is seen


def draw_amounts(layers: Sequence[Layer], frame: Frame) -> Drawing:
    """A row for each number: its name before its bar, or above it on narrow pages, and the number at the bar's end."""
    rows = [(layer, entry) for layer in layers for entry in layer.entries]
    _require_one_unit(rows)
    size, step, thick = frame.size, frame.size * 1.25, THIN if frame.small else THICK
    names = [_name(layer, entry) for layer, entry in rows]
    left = min(max(svg.width_of(name, size) for name in names) + 12, frame.width * 0.36) if frame.wide else 0.0
    room = max(svg.width_of(signed_label(entry), size, bold=True) for _, entry in rows) + 8
    longest = max(entry.quantity.value for _, entry in rows) or Decimal(1)
    scale = Scale(Decimal(0), longest, 0, frame.width - left - room)
    elements: list[str] = []
    stops = []
    top = 0.0
    for (layer, entry), words in zip(rows, names, strict=True):
        lines = svg.wrap(words, left - 12 if frame.wide else frame.width, size)
        start = top
        height = max(thick, len(lines) * step) if frame.wide else thick
        first = top + height / 2 + size * 0.35 - (len(lines) - 1) * step / 2 if frame.wide else top + size
        elements += [svg.text(0, first + step * number, line) for number, line in enumerate(lines)]
        top += 0.0 if frame.wide else len(lines) * step + (0 if frame.small else 4)
        width = max(scale.place(entry.quantity.value), LEAST)
        y = top + (height - thick) / 2
        elements.append(svg.rect(left, y, width, thick, f"mark {layer.colour}"))
        elements.append(svg.text(left + width + 8, y + thick / 2 + size * 0.35, signed_label(entry), "value"))
        top += height
        stops.append(Stop(0, start, frame.width, top - start, words, (full_label(entry),)))
        top += 10
    return Drawing(top - 8, tuple(elements), tuple(stops))


def _name(layer: Layer, entry: Entry) -> str:
    return layer.mark.label if len(layer.entries) == 1 and layer.mark.label else key_label(entry)


def _require_one_unit(rows: Sequence[tuple[Layer, Entry]]) -> None:
    first = rows[0][1]
    for layer, entry in rows:
        if entry.figure.measure.dimension != first.figure.measure.dimension:
            said = f"'{entry.id}' has another unit than '{first.id}'"
            raise wrong(layer.mark.location, said, "amounts are compared in one unit", "unit-mismatch")
        if entry.quantity.value < 0:
            raise wrong(layer.mark.location, f"'{entry.id}' is negative", "amounts begin at nothing", "formula-value")
