"""Columns by year, quarter or month, one upon the other; lines have a panel of their own above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from factbook.chart import svg
from factbook.chart.axis import Plot, draw_keys, draw_ticks, tick_margin, value_scale
from factbook.chart.boxes import RISE
from factbook.chart.label import (
    full_label,
    key_label,
    power_of,
    quantity_label,
    scaled_label,
    short_time,
    sign_of,
)
from factbook.chart.layer import Anchor, Drawing, Frame, Layer, Stop, keys_of, with_colours, with_gaps, wrong
from factbook.chart.names import draw_names, draw_row, names_of
from factbook.chart.panel import draw_panel, panel_margin
from factbook.chart.scale import Scale
from factbook.chart.stop import say_entries
from factbook.model.arithmetic import add
from factbook.model.factbook import Entry
from factbook.model.quantity import Quantity
from factbook.model.records import Chart
from factbook.model.unit import Measure

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stack:
    """The entries above one key, from the bottom; None where a mark has no number for it."""

    entries: tuple[Entry | None, ...]

    @property
    def first(self) -> Entry:
        """One that is there."""
        return next(entry for entry in self.entries if entry)

    @property
    def whole(self) -> Quantity:
        """All that it is made of."""
        return reduce(add, (entry.quantity for entry in self.entries if entry))

    @property
    def total(self) -> Decimal:
        """The height of the column."""
        return self.whole.value

    @property
    def bound(self) -> str:
        """What is said of its bounds, if it is one number."""
        return self.first.bound if sum(entry is not None for entry in self.entries) == 1 else ""


@dataclass(frozen=True, slots=True)
class Field:
    """Where columns stand: the middle of each key, the room for one, the scale of values, and the edges of the plot."""

    centres: Mapping[str, float]
    step: float
    scale: Scale
    plot: Plot


def draw_columns(chart: Chart, layers: Sequence[Layer], frame: Frame) -> Drawing:
    """Columns for marks of the shape bar, a panel for lines, and a level across for rules."""
    bars = with_colours([layer for layer in layers if layer.mark.shape in ("", "bar")])
    lines = [layer for layer in layers if layer.mark.shape == "line"]
    rules = [layer for layer in layers if layer.mark.shape == "rule"]
    stacks = _stacks(chart, bars, rules)
    measure = bars[0].entries[0].figure.measure
    values = [ZERO, *(stack.total for stack in stacks), *(layer.entries[0].quantity.value for layer in rules)]
    _, ticks = value_scale(values, 0, 1)
    power = power_of(values)
    margin = max([tick_margin(ticks, measure, frame, power), *(panel_margin(layer, frame) for layer in lines)])
    names = names_of(bars, rules, frame)
    plot = Plot(frame, margin, frame.width - max((name.width(frame) for name in names), default=0))
    times = with_gaps([stack.first.key for stack in stacks])
    step = (plot.right - margin) / len(times)
    centres = {key: margin + step * (index + 0.5) for index, key in enumerate(times)}
    elements: list[str] = []
    anchors: dict[str, Anchor] = {}
    top = 0.0
    for layer in lines:
        drawn = draw_panel(layer, centres, top, plot)
        elements += drawn.elements
        anchors |= drawn.anchors
        top = drawn.height
    row = draw_row(bars, top, frame)
    elements += row.elements
    top = row.height + frame.size + 8
    bottom = top + frame.high(220, 170, 44 if lines else 70)
    scale, _ = value_scale(values, top, bottom)
    field = Field(centres, step, scale, plot)
    elements += draw_ticks(scale, ticks, measure, plot, power)
    drawn = _draw_stacks(stacks, bars, measure, field)
    elements += drawn.elements
    anchors = {**drawn.anchors, **anchors}
    stops = list(_stops(stacks, bars, lines, (bottom, field)))
    for layer in rules:
        y = scale.place(layer.entries[0].quantity.value)
        elements.append(svg.line(plot.margin, y, plot.right, y, f"rule {layer.colour}"))
        stops.append(Stop(margin, y - 8, frame.width - margin, 16, layer.label, (full_label(layer.entries[0]),)))
    elements += draw_names(names, _levels(bars, rules, stacks[-1], scale), bottom + 6, plot)
    bottom += frame.size * (2.3 if min(stack.total for stack in stacks) < 0 else 1) + 6
    elements += draw_keys([short_time(key) for key in times], list(centres.values()), bottom, frame, plot.right)
    return Drawing(bottom + 6, tuple(elements), tuple(stops), anchors)


def _draw_stacks(stacks: Sequence[Stack], bars: Sequence[Layer], measure: Measure, field: Field) -> Drawing:
    """Each column with its number, where it has room, and a place for notes above and below."""
    frame, scale, step = field.plot.frame, field.scale, field.step
    width = min(step * 0.7, 64)
    tops = [(field.centres[stack.first.key], scale.place(max(stack.total, ZERO))) for stack in stacks]
    elements: list[str] = []
    anchors: dict[str, Anchor] = {}
    for stack, words in zip(stacks, _totals(stacks, measure, step, frame), strict=True):
        centre, level = field.centres[stack.first.key], ZERO
        for layer, entry in zip(bars, stack.entries, strict=True):
            if entry:
                y, level = scale.place(level), level + entry.quantity.value
                elements.append(svg.rect(centre - width / 2, y, width, scale.place(level) - y, f"mark {layer.colour}"))
        highest = scale.place(max(level, ZERO))
        if words:
            half = svg.width_of(words, frame.size, bold=True) / 2
            clear = min(top for at, top in tops if abs(at - centre) < half + width / 2)
            y = scale.place(level) + frame.size + 2 if level < 0 else clear - 5
            at = min(max(centre, field.plot.margin + half - step * 0.2), field.plot.right + 4 - half)
            elements.append(svg.text(at, y, words, "value", "middle"))
            highest = min(highest, y - frame.size * RISE)
        anchor = Anchor(centre, highest, scale.place(ZERO) + frame.size + 8)
        anchors |= dict.fromkeys([stack.first.key, *(entry.id for entry in stack.entries if entry)], anchor)
    return Drawing(0, tuple(elements), anchors=anchors)


def _stops(
    stacks: Sequence[Stack], bars: Sequence[Layer], lines: Sequence[Layer], extent: tuple[float, Field]
) -> Iterator[Stop]:
    bottom, field = extent
    for stack in stacks:
        said = say_entries([*reversed(bars), *lines], stack.first.key)
        left = field.centres[stack.first.key] - field.step / 2
        yield Stop(left, 0, field.step, bottom, key_label(stack.first), said)


def _levels(bars: Sequence[Layer], rules: Sequence[Layer], last: Stack, scale: Scale) -> dict[str, float]:
    """The height to name each layer at: the middle of its part of the last column, or its level."""
    levels = {layer.label: scale.place(layer.entries[0].quantity.value) for layer in rules}
    level = ZERO
    for layer, entry in zip(bars, last.entries, strict=True):
        below, level = level, level + (entry.quantity.value if entry else ZERO)
        levels[layer.label] = (scale.place(below) + scale.place(level)) / 2
    return levels


def _stacks(chart: Chart, bars: Sequence[Layer], rules: Sequence[Layer]) -> list[Stack]:
    """The columns, if the marks can stand on one scale."""
    if not bars:
        raise wrong(chart.location, "columns need a mark of the shape bar")
    first = bars[0].entries[0].figure
    for layer in (*bars, *rules):
        figure = layer.entries[0].figure
        if layer in bars and layer.by not in ("year", "quarter", "month"):
            raise wrong(layer.mark.location, f"'{figure.id}' is no series over time", "columns need one")
        if layer in rules and len(layer.entries) != 1:
            raise wrong(layer.mark.location, f"'{figure.id}' is a series", "a rule needs one number: topic.name[key]")
        if figure.measure.dimension != first.measure.dimension:
            hint = "draw it with 'shape: line', in a panel of its own"
            raise wrong(layer.mark.location, f"'{figure.id}' has another unit than '{first.id}'", hint, "unit-mismatch")
        if len(bars) > 1 and min(entry.quantity.value for entry in layer.entries) < 0:
            hint = "draw it with 'shape: line'"
            raise wrong(layer.mark.location, f"'{figure.id}' has a negative value to stack", hint, "formula-value")
    found = [{entry.key: entry for entry in layer.entries} for layer in bars]
    return [Stack(tuple(entries.get(key) for entries in found)) for key in keys_of(bars)]


def _totals(stacks: Sequence[Stack], measure: Measure, step: float, frame: Frame) -> list[str]:
    """The words above the columns: with unit if they fit, else counted like the ticks, else at the ends only."""
    totals = [stack.total for stack in stacks]
    power = power_of(totals)
    is_whole = all(total == total.to_integral_value() for total in totals) and not power
    largest = max(abs(total) for total in totals)
    digits: int | None = 0 if is_whole or largest >= Decimal(10) ** (power + 2) else 1
    if largest < 1 and measure.head.kind != "ratio":
        digits = None  # as many as it takes
    full = [quantity_label(stack.whole, stacks[0].first, stack.bound) for stack in stacks]
    short = [sign_of(stack.whole, stack.bound) + scaled_label(stack.total, measure, power, digits) for stack in stacks]
    for words in (full, short):
        if all(svg.width_of(word, frame.size, bold=True) + 6 <= step for word in words):
            return words
    return [word if index in (0, len(short) - 1) else "" for index, word in enumerate(short)]
