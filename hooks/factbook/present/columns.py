"""Columns by year, quarter or month, one upon the other; a share has a panel of its own above them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factbook.model import quantity as q
from factbook.model.factbook import Entry
from factbook.model.records import Chart
from factbook.present import svg
from factbook.present.axis import draw_keys, draw_ticks, tick_margin, value_scale
from factbook.present.label import power_of, scaled_label, short_key, value_label
from factbook.present.layer import Drawing, Frame, Layer, keys_of, wrong
from factbook.prose.number import Look, format_value, parse_look

ZERO = Decimal(0)


def draw_columns(chart: Chart, layers: Sequence[Layer], frame: Frame) -> Drawing:
    """Columns for marks of the shape bar, a panel for lines, and a level across for rules."""
    bars = [layer for layer in layers if layer.mark.shape in ("", "bar")]
    lines = [layer for layer in layers if layer.mark.shape == "line"]
    rules = [layer for layer in layers if layer.mark.shape == "rule"]
    _require(chart, bars, rules)
    keys = keys_of(bars)
    stacks = [Stack([_entry(layer, key) for layer in bars], chart) for key in keys]
    rule_words = [_rule_words(layer, frame) for layer in rules]
    room = max((svg.width_of(words, frame.size) for lines_ in rule_words for words in lines_), default=-8) + 8
    right = frame.width - max(room, 0)
    elements: list[str] = []
    top = 0.0
    margin = max(_margin(bars, stacks, rules, frame), *(_line_margin(layer, frame) for layer in lines), 0)
    step = (right - margin) / len(keys)
    centres = [margin + step * (index + 0.5) for index in range(len(keys))]
    for layer in lines:
        drawn = _draw_panel(layer, dict(zip(keys, centres, strict=True)), top, frame, margin, right)
        elements += drawn.elements
        top += drawn.height
    top = _draw_key(bars, elements, top, frame) + frame.size + 8
    bottom = top + (220 if frame.wide else 170)
    values = [ZERO, *(stack.total for stack in stacks), *(layer.entries[0].quantity.value for layer in rules)]
    scale, ticks = value_scale(values, top, bottom)
    measure = bars[0].entries[0].figure.measure
    elements += draw_ticks(scale, ticks, measure, frame, margin, right)
    width = min(step * 0.7, 64)
    for stack, centre in zip(stacks, centres, strict=True):
        level = ZERO
        for layer, entry in zip(bars, stack.entries, strict=True):
            if entry:
                y, level = scale.place(level), level + entry.quantity.value
                elements.append(svg.rect(centre - width / 2, y, width, scale.place(level) - y, f"mark {layer.colour}"))
    for centre, stack, words in zip(centres, stacks, _totals(stacks, step, ticks, frame), strict=True):
        if words:
            elements.append(svg.text(centre, scale.place(max(stack.total, ZERO)) - 5, words, "value", "middle"))
    for layer, said in zip(rules, rule_words, strict=True):
        y = scale.place(layer.entries[0].quantity.value)
        elements += [svg.line(margin, y, right, y, "halo"), svg.line(margin, y, right, y, f"rule {layer.colour}")]
        for number, words in enumerate(said):
            elements.append(
                svg.text(right + 8, y + frame.size * (0.35 + 1.25 * number), words, f"label {layer.colour}")
            )
    bottom += frame.size + 6
    elements += draw_keys([short_key(_any(bars, key)) for key in keys], centres, bottom, frame, right)
    return Drawing(bottom + 6, tuple(elements))


class Stack:
    """The entries above one key, from the bottom, and their sum."""

    def __init__(self, entries: Sequence[Entry | None], chart: Chart) -> None:
        self.entries = entries
        found = [entry.quantity for entry in entries if entry]
        if len(entries) > 1 and any(quantity.value < 0 for quantity in found):
            raise wrong(chart.location, "a negative value can't be stacked", "draw it as a line", "formula-value")
        self.sum = found[0]
        for quantity in found[1:]:
            self.sum = q.add(self.sum, quantity)
        self.total = self.sum.value
        self.first = next(entry for entry in entries if entry)


def _require(chart: Chart, bars: Sequence[Layer], rules: Sequence[Layer]) -> None:
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
            raise wrong(layer.mark.location, f"'{figure.id}' has another unit than '{first.id}'",
                        "draw it with 'shape: line', in a panel of its own", "unit-mismatch")  # fmt: skip


def _draw_key(bars: Sequence[Layer], elements: list[str], top: float, frame: Frame) -> float:
    """Names of the stacked marks beside a patch of their colour, topmost first; returns where they end."""
    if len(bars) == 1:
        return top
    x, y = 0.0, top + frame.size
    for layer in reversed(bars):
        width = 16 + svg.width_of(layer.label, frame.size)
        if x and x + width > frame.width:
            x, y = 0.0, y + frame.size * 1.4
        elements += [svg.rect(x, y - 9.5, 10, 10, f"mark {layer.colour}"), svg.text(x + 16, y, layer.label)]
        x += width + 18
    return y + 8


def _draw_panel(layer: Layer, centres: dict[str, float], top: float, frame: Frame, margin: float, right: float) -> Drawing:
    """One line with its name above and its first, highest, lowest and last value."""
    entries = [entry for entry in layer.entries if entry.key in centres]
    if not entries:
        raise wrong(layer.mark.location, f"'{layer.mark.figure}' shares no key with the columns")
    elements = [svg.text(0, top + frame.size, layer.label, "heading")]
    top += frame.size * 2 + 14
    bottom = top + (80 if frame.wide else 70)
    values = [entry.quantity.value for entry in entries]
    scale, ticks = value_scale(values, top, bottom, 2)
    elements += draw_ticks(scale, ticks, entries[0].figure.measure, frame, margin, right)
    points = [(centres[entry.key], scale.place(entry.quantity.value)) for entry in entries]
    elements.append(svg.path(points, f"line {layer.colour}"))
    lowest = values.index(min(values))
    for index in sorted({0, lowest, len(values) - 1}):
        x, y = points[index]
        below = index == lowest and len(values) > 1
        words = value_label(entries[index])
        half = svg.width_of(words, frame.size, bold=True) / 2
        elements.append(svg.dot(x, y, 3.5, f"mark {layer.colour}"))
        at = min(max(x, half), right - half)
        elements.append(svg.text(at, y + (frame.size + 6 if below else -8), words, "value", "middle"))
    return Drawing(bottom - top + frame.size * 2 + 14 + 22, tuple(elements))


def _totals(stacks: Sequence[Stack], step: float, ticks: Sequence[Decimal], frame: Frame) -> list[str]:
    """The words above the columns: with unit if they fit, else counted like the ticks, else the ends only."""
    measure = stacks[0].first.figure.measure
    look = parse_look(stacks[0].first.figure.show)
    if not measure.head.symbol and measure.head.kind != "ratio":
        look = Look(look.digits, frozenset({"plain"}))
    full = [format_value(stack.total, measure, look) for stack in stacks]
    power = power_of(ticks)
    digits = 1 if max(abs(tick) for tick in ticks) < Decimal(10) ** (power + 2) else 0
    short = [scaled_label(stack.total, measure, power, digits) for stack in stacks]
    for words in (full, short):
        if all(svg.width_of(word, frame.size, bold=True) + 3 <= step for word in words):
            return words
    return [word if index in (0, len(short) - 1) else "" for index, word in enumerate(short)]


def _margin(bars: Sequence[Layer], stacks: Sequence[Stack], rules: Sequence[Layer], frame: Frame) -> float:
    values = [ZERO, *(stack.total for stack in stacks), *(layer.entries[0].quantity.value for layer in rules)]
    return tick_margin(value_scale(values, 0, 1)[1], bars[0].entries[0].figure.measure, frame)


def _line_margin(layer: Layer, frame: Frame) -> float:
    ticks = value_scale([entry.quantity.value for entry in layer.entries], 0, 1, 2)[1]
    return tick_margin(ticks, layer.entries[0].figure.measure, frame)


def _rule_words(layer: Layer, frame: Frame) -> list[str]:
    words = f"{layer.label}: {value_label(layer.entries[0])}"
    return svg.wrap(words, frame.width * 0.24, frame.size)


def _entry(layer: Layer, key: str) -> Entry | None:
    return next((entry for entry in layer.entries if entry.key == key), None)


def _any(layers: Sequence[Layer], key: str) -> Entry:
    return next(entry for layer in layers for entry in layer.entries if entry.key == key)
