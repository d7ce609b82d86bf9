"""Bars of a hundred per cent: what each of several wholes is made of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factbook.chart import svg
from factbook.chart.label import value_label
from factbook.chart.layer import Drawing, Frame, Layer, Stop, wrong
from factbook.chart.scale import Scale
from factbook.chart.stop import say_parts
from factbook.chart.whole import require_whole
from factbook.ground.problem import suggest
from factbook.model.factbook import Entry
from factbook.model.records import Chart

ONE = Decimal(1)
THICK, THIN = 36.0, 12.0
BOLD = 1.1  # as many times as wide as other words


def draw_bars(chart: Chart, layers: Sequence[Layer], frame: Frame) -> Drawing:
    """One bar in parts for each mark; where names would not fit, a bar for each part."""
    top = 0.0
    elements: list[str] = []
    stops: list[Stop] = []
    for layer in layers:
        entries = lead(chart, layer)
        for line in svg.wrap(layer.label, frame.width / BOLD, frame.size):
            elements.append(svg.text(0, top + frame.size, line, "heading"))
            top += frame.size * 1.25
        top -= frame.size * 1.25
        draw = _draw_whole if frame.small or (frame.wide and _fits(entries, frame)) else _draw_parts
        drawn = draw(layer, entries, top + frame.size + 8, frame)
        elements += drawn.elements
        stops += drawn.stops
        top = drawn.height + 20
    return Drawing(top - 14, tuple(elements), tuple(stops))


def lead(chart: Chart, layer: Layer) -> list[Entry]:
    """The parts of a whole, beginning with the one that the option `lead` names, so that it can be compared."""
    if layer.by != "category":
        said = f"'{layer.mark.figure}' is no series by category"
        raise wrong(layer.mark.location, said, "bars need one whose members are parts of one whole", "formula-value")
    require_whole(layer.entries, f"the members of '{layer.mark.figure}'", layer.mark.location)
    first = chart.options.get("lead", "")
    if first and first not in {entry.key for entry in layer.entries}:
        keys = [entry.key for entry in layer.entries]
        hint = suggest(first, keys, f"the members are {', '.join(keys)}")
        raise wrong(
            chart.location, f"no member is called '{first[:40]}', as the option 'lead' says", hint, "unknown-member"
        )
    return sorted(layer.entries, key=lambda entry: entry.key != chart.options.get("lead", ""))


def _fits(entries: Sequence[Entry], frame: Frame) -> bool:
    """Whether every name fits below its part; a small last part is named from the right edge."""
    scale = Scale(Decimal(0), ONE, 0, frame.width)
    rooms = [scale.place(entry.quantity.value) - 10 for entry in entries]
    needs = [max(svg.width_of(word, frame.size) for word in entry.title.split()) for entry in entries]
    rooms[-1] = max(rooms[-1], rooms[-2] + rooms[-1] - needs[-2]) if len(rooms) > 1 else rooms[-1]
    return all(need <= room for need, room in zip(needs, rooms, strict=True))


def _draw_whole(layer: Layer, entries: Sequence[Entry], top: float, frame: Frame) -> Drawing:
    """A bar in parts; each part has its name below, and its share inside or, if small, before the name."""
    scale = Scale(Decimal(0), ONE, 0, frame.width + 2)
    level, bottom = Decimal(0), top
    elements, stops = [], []
    for entry in entries:
        x, level = scale.place(level), level + entry.quantity.value
        width = scale.place(level) - x - 2
        first = entry is entries[0]
        stops.append(_stop(layer, entry, (x, top, width, THICK)))
        elements.append(svg.rect(x, top, width, THICK, f"mark {layer.colour}{'' if first else ' soft'}"))
        share = value_label(entry)
        small = svg.width_of(share, frame.size, bold=True) + 14 > width
        if small:
            elements.append(
                svg.text(x + width, top + THICK + frame.size * 1.3, f"{entry.title} {share}", "label", "end")
            )
            bottom = max(bottom, top + THICK + frame.size * 1.3)
            continue
        elements.append(
            svg.text(x + 8, top + THICK / 2 + frame.size * 0.35, share, "value on" if first else "value on-soft")
        )
        for number, words in enumerate(svg.wrap(entry.title, width - 8, frame.size)):
            y = top + THICK + frame.size * (1.3 + 1.25 * number)
            elements.append(svg.text(x, y, words))
            bottom = max(bottom, y)
    return Drawing(bottom, tuple(elements), tuple(stops))


def _draw_parts(layer: Layer, entries: Sequence[Entry], top: float, frame: Frame) -> Drawing:
    """A bar for each part from the same edge, its name above and its share at its end."""
    room = max(svg.width_of(value_label(entry), frame.size, bold=True) for entry in entries) + 8
    scale = Scale(Decimal(0), ONE, 0, frame.width - room)
    elements, stops = [], []
    for entry in entries:
        width = scale.place(entry.quantity.value)
        start = top
        soft = "" if entry is entries[0] else " soft"
        for line in svg.wrap(entry.title, frame.width, frame.size):
            elements.append(svg.text(0, top + frame.size, line))
            top += frame.size * 1.25
        top -= frame.size * 1.25
        elements.append(svg.rect(0, top + frame.size + 6, width, THIN, f"mark {layer.colour}{soft}"))
        elements.append(svg.text(width + 6, top + frame.size + 17, value_label(entry), "value"))
        stops.append(_stop(layer, entry, (0, start, frame.width, top - start + frame.size + THIN + 10)))
        top += frame.size + THIN + 16
    return Drawing(top - 8, tuple(elements), tuple(stops))


def _stop(layer: Layer, entry: Entry, area: tuple[float, float, float, float]) -> Stop:
    return Stop(*area, layer.label, say_parts([entry]))
