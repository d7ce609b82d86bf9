"""Lines over time, named at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from factbook.chart import svg
from factbook.chart.axis import Plot, draw_keys, draw_ticks, tick_margin, value_scale
from factbook.chart.label import key_label, short_key, value_label
from factbook.chart.layer import Anchor, Drawing, Frame, Layer, Stop, keys_of, with_colours, wrong
from factbook.chart.scale import Scale, spread
from factbook.chart.stop import say_entries
from factbook.model.factbook import Entry
from factbook.model.period import parse_period

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Field:
    """Where values go: the scales of time and value and the edge of the lines."""

    time: Scale
    value: Scale
    right: float


def draw_lines(layers: Sequence[Layer], frame: Frame) -> Drawing:
    """A line for each series, with its first value at its start and its last beside its name."""
    for layer in layers:
        if layer.by not in ("year", "quarter", "month"):
            raise wrong(layer.mark.location, f"'{layer.mark.figure}' is no series over time", "lines need one")
    layers = with_colours(layers)
    values = [entry.quantity.value for layer in layers for entry in layer.entries]
    measure = layers[0].entries[0].figure.measure
    names = [svg.wrap(layer.label, frame.width * 0.28, frame.size) for layer in layers]
    room = max(
        svg.width_of(words, frame.size, bold=True)
        for layer, name in zip(layers, names, strict=True)
        for words in (*name, value_label(layer.entries[-1]))
    )
    right = frame.width - room - 12
    top, height = frame.size + 8, frame.high(260, 210)
    scale, ticks = value_scale([ZERO, *values], top, top + height)
    margin = tick_margin(ticks, measure, frame)
    keys = keys_of(layers)
    time = Scale(day_of(keys[0]), day_of(keys[-1]), margin + 6, right - 5)
    field = Field(time, scale, right)
    elements = draw_ticks(scale, ticks, measure, Plot(frame, margin, right))
    for layer in layers:
        elements += _draw_line(layer, field, frame)
    elements += _name_lines(layers, names, field, frame)
    labels = {entry.key: short_key(entry) for layer in layers for entry in layer.entries}
    below = top + height + frame.size + 6
    elements += draw_keys(
        [labels[key] for key in keys], [time.place(day_of(key)) for key in keys], below, frame, right + 14
    )
    stops = tuple(_stops(layers, keys, time, (top, height)))
    return Drawing(below + 6, tuple(elements), stops, dict(_anchors(layers, field)))


def _anchors(layers: Sequence[Layer], field: Field) -> Iterator[tuple[str, Anchor]]:
    """The points of each line, and of each key the highest and the lowest."""
    points: dict[str, list[tuple[float, float]]] = {}
    for layer in layers:
        for entry in layer.entries:
            x, y = field.time.place(day_of(entry.key)), field.value.place(entry.quantity.value)
            points.setdefault(entry.key, []).append((x, y))
            yield entry.id, Anchor(x, y - 4, y + 4)
    for key, found in points.items():
        yield key, Anchor(found[0][0], min(y for _, y in found) - 4, max(y for _, y in found) + 4)


def _stops(layers: Sequence[Layer], keys: Sequence[str], time: Scale, extent: tuple[float, float]) -> Iterator[Stop]:
    """What each time says, in an area that reaches half way to its neighbours."""
    places = [time.place(day_of(key)) for key in keys]
    edges = [places[0] - 6, *((one + other) / 2 for one, other in pairwise(places)), places[-1] + 5]
    heads = {entry.key: key_label(entry) for layer in layers for entry in layer.entries}
    for key, (left, right) in zip(keys, pairwise(edges), strict=True):
        yield Stop(left, extent[0], right - left, extent[1], heads[key], say_entries(layers, key))


def day_of(key: str) -> Decimal:
    """The last day of a key's period as a number."""
    return Decimal(parse_period(key).end.toordinal())


def _draw_line(layer: Layer, field: Field, frame: Frame) -> list[str]:
    points = [(field.time.place(day_of(entry.key)), field.value.place(entry.quantity.value)) for entry in layer.entries]
    words = value_label(layer.entries[0])
    x = points[0][0] - 4
    above = highest(points, x + svg.width_of(words, frame.size, bold=True))
    return [
        svg.path(points, f"line {layer.colour}"),
        *(svg.dot(*point, 3.5, f"mark {layer.colour}") for point in (points[0], points[-1])),
        svg.text(x, above - 8, words, f"value {layer.colour}"),
    ]


def highest(points: Sequence[tuple[float, float]], until: float) -> float:
    """The y of the highest point of a line from its start to the x `until`."""
    found = points[0][1]
    for (x, y), (next_x, next_y) in pairwise(points):
        if x < until:
            part = min((until - x) / (next_x - x), 1)
            found = min(found, y + (next_y - y) * part)
    return found


def _name_lines(layers: Sequence[Layer], names: Sequence[Sequence[str]], field: Field, frame: Frame) -> list[str]:
    """Name and last value at the end of each line, kept apart."""
    step = frame.size * 1.25
    order = sorted(range(len(layers)), key=lambda index: field.value.place(_last(layers[index]).quantity.value))
    sizes = [(len(names[index]) + 1) * step + 6 for index in order]
    wanted = [field.value.place(_last(layers[index]).quantity.value) - step * 0.9 for index in order]
    bottom = field.value.start + 4
    elements = []
    for index, start in zip(order, spread(wanted, sizes, 0, bottom), strict=True):
        said = [*names[index], value_label(_last(layers[index]))]
        for number, words in enumerate(said):
            class_ = "value" if number == len(said) - 1 else "label"
            y = start + frame.size + step * number
            elements.append(svg.text(field.right + 8, y, words, f"{class_} {layers[index].colour}"))
    return elements


def _last(layer: Layer) -> Entry:
    return layer.entries[-1]
