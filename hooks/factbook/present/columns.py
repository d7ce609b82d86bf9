"""Columns by year, quarter or month, one upon the other; lines have a panel of their own above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from factbook.model import quantity as q
from factbook.model.factbook import Entry
from factbook.model.records import Chart
from factbook.model.unit import Measure
from factbook.present import svg
from factbook.present.axis import Plot, draw_keys, draw_ticks, tick_margin, value_scale
from factbook.present.label import power_of, scaled_label, short_key, short_look, value_label
from factbook.present.layer import Drawing, Frame, Layer, keys_of, wrong
from factbook.present.panel import draw_panel, panel_margin
from factbook.prose.number import format_value

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
    def total(self) -> Decimal:
        """The height of the column."""
        return reduce(q.add, (entry.quantity for entry in self.entries if entry)).value


def draw_columns(chart: Chart, layers: Sequence[Layer], frame: Frame) -> Drawing:
    """Columns for marks of the shape bar, a panel for lines, and a level across for rules."""
    bars = [layer for layer in layers if layer.mark.shape in ("", "bar")]
    lines = [layer for layer in layers if layer.mark.shape == "line"]
    rules = [layer for layer in layers if layer.mark.shape == "rule"]
    stacks = _stacks(chart, bars, rules)
    measure = bars[0].entries[0].figure.measure
    values = [ZERO, *(stack.total for stack in stacks), *(layer.entries[0].quantity.value for layer in rules)]
    _, ticks = value_scale(values, 0, 1)
    margin = max([tick_margin(ticks, measure, frame), *(panel_margin(layer, frame) for layer in lines)])
    plot = Plot(frame, margin, frame.width - _room(rules, frame))
    step = (plot.right - margin) / len(stacks)
    centres = {stack.first.key: margin + step * (index + 0.5) for index, stack in enumerate(stacks)}
    elements: list[str] = []
    top = 0.0
    for layer in lines:
        drawn = draw_panel(layer, centres, top, plot)
        elements += drawn.elements
        top = drawn.height
    key = _draw_key(bars, top, frame)
    top = key.height + frame.size + 8
    bottom = top + (220 if frame.wide else 170)
    scale, _ = value_scale(values, top, bottom)
    elements += [*key.elements, *draw_ticks(scale, ticks, measure, plot)]
    totals = _totals([stack.total for stack in stacks], measure, stacks[0].first, step, frame)
    width = min(step * 0.7, 64)
    for stack, centre, words in zip(stacks, centres.values(), totals, strict=True):
        level = ZERO
        for layer, entry in zip(bars, stack.entries, strict=True):
            if entry:
                y, level = scale.place(level), level + entry.quantity.value
                elements.append(svg.rect(centre - width / 2, y, width, scale.place(level) - y, f"mark {layer.colour}"))
        elements += [svg.text(centre, scale.place(max(level, ZERO)) - 5, words, "value", "middle")] if words else []
    for layer in rules:
        elements += _draw_rule(layer, scale.place(layer.entries[0].quantity.value), plot)
    bottom += frame.size + 6
    names = [short_key(stack.first) for stack in stacks]
    elements += draw_keys(names, list(centres.values()), bottom, frame, plot.right)
    return Drawing(bottom + 6, tuple(elements))


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


def _draw_key(bars: Sequence[Layer], top: float, frame: Frame) -> Drawing:
    """Names of the stacked marks beside a patch of their colour, topmost first; none for a single mark."""
    elements = []
    x, y = 0.0, top + frame.size
    for layer in reversed(bars if len(bars) > 1 else ()):
        width = 16 + svg.width_of(layer.label, frame.size)
        if x and x + width > frame.width:
            x, y = 0.0, y + frame.size * 1.4
        elements += [svg.rect(x, y - 9.5, 10, 10, f"mark {layer.colour}"), svg.text(x + 16, y, layer.label)]
        x += width + 18
    return Drawing(y + 8 if elements else top, tuple(elements))


def _totals(totals: Sequence[Decimal], measure: Measure, first: Entry, step: float, frame: Frame) -> list[str]:
    """The words above the columns: with unit if they fit, else counted like the ticks, else at the ends only."""
    power = power_of(totals)
    digits = 1 if max(abs(total) for total in totals) < Decimal(10) ** (power + 2) else 0
    full = [format_value(total, measure, short_look(first)) for total in totals]
    short = [scaled_label(total, measure, power, digits) for total in totals]
    for words in (full, short):
        if all(svg.width_of(word, frame.size, bold=True) + 6 <= step for word in words):
            return words
    return [word if index in (0, len(short) - 1) else "" for index, word in enumerate(short)]


def _rule_words(layer: Layer, frame: Frame) -> list[str]:
    return svg.wrap(f"{layer.label}: {value_label(layer.entries[0])}", frame.width * 0.24, frame.size)


def _room(rules: Sequence[Layer], frame: Frame) -> float:
    """What the words of the rules need at the right."""
    words = [words for layer in rules for words in _rule_words(layer, frame)]
    return max((svg.width_of(word, frame.size) + 8 for word in words), default=0)


def _draw_rule(layer: Layer, y: float, plot: Plot) -> list[str]:
    """A level across the columns with its words at the right."""
    elements = [svg.line(plot.margin, y, plot.right, y, name) for name in ("halo", f"rule {layer.colour}")]
    for number, words in enumerate(_rule_words(layer, plot.frame)):
        at = y + plot.frame.size * (0.35 + 1.25 * number)
        elements.append(svg.text(plot.right + 8, at, words, f"label {layer.colour}"))
    return elements
