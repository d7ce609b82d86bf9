"""Axes: round values with thin lines across, and the keys below; text that fits, or less text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from factbook.chart import svg
from factbook.chart.label import power_of, scaled_label
from factbook.chart.layer import Frame
from factbook.chart.scale import Scale, every, nice_ticks
from factbook.model.look import Look
from factbook.model.unit import Measure
from factbook.prose.amount import format_value

SHORT = 44.0  # as wide as "100%"


@dataclass(frozen=True, slots=True)
class Plot:
    """The part of a drawing that marks stand in: right of the tick labels, left of other words."""

    frame: Frame
    margin: float
    right: float


def value_scale(
    values: Sequence[Decimal], top: float, bottom: float, count: int = 5
) -> tuple[Scale, tuple[Decimal, ...]]:
    """A vertical scale between round values that cover all others, and these round values."""
    ticks = nice_ticks(min(values), max(values), count)
    return Scale(ticks[0], ticks[-1], bottom, top), ticks


def tick_margin(ticks: Sequence[Decimal], measure: Measure, frame: Frame, power: int | None = None) -> float:
    """The room that tick labels need at the left; a long topmost one stands above its line."""
    power = power_of(ticks) if power is None else power
    words = [scaled_label(tick, measure, power) for tick in ticks[:-1]]
    top = svg.width_of(_top_label(ticks[-1], measure, power), frame.size)
    return max([svg.width_of(word, frame.size) for word in words] + [top] * (top <= SHORT)) + 8


def draw_ticks(
    scale: Scale, ticks: Sequence[Decimal], measure: Measure, plot: Plot, power: int | None = None
) -> list[str]:
    """Lines across at round values, counted in a power of ten; the topmost label says the unit."""
    power, frame = power_of(ticks) if power is None else power, plot.frame
    elements = []
    for tick in ticks:
        y = scale.place(tick)
        if tick == ticks[-1]:
            words = _top_label(tick, measure, power)
            above = svg.width_of(words, frame.size) > SHORT
            elements.append(svg.text(0, y - 5 if above else y + frame.size * 0.35, words, "tick"))
            elements.append(
                svg.line(0 if above and tick else plot.margin, y, plot.right, y, "grid" if tick else "axis")
            )
        else:
            elements.append(svg.text(0, y + frame.size * 0.35, scaled_label(tick, measure, power), "tick"))
            elements.append(svg.line(plot.margin, y, plot.right, y, "grid" if tick else "axis"))
    return elements


def draw_keys(labels: Sequence[str], centres: Sequence[float], y: float, frame: Frame, right: float) -> list[str]:
    """Labels below their positions, as many as fit, kept inside the drawing."""
    widest = max(svg.width_of(label, frame.size) for label in labels)
    steps = [b - a for a, b in pairwise(centres)]
    step = min(steps) if steps else right
    most = len(labels) if widest + 4 <= step else max(int((centres[-1] - centres[0]) / (widest + 8)) + 1, 1)
    elements: list[str] = []
    edge = right + 4
    for index in reversed(every(len(labels), most)):
        half = svg.width_of(labels[index], frame.size) / 2
        centre = min(max(centres[index], half), right - half)
        if centre + half + 4 <= edge:  # one that was moved inside can meet its neighbour
            edge = centre - half
            elements.insert(0, svg.text(centre, y, labels[index], "tick", "middle"))
    return elements


def _top_label(tick: Decimal, measure: Measure, power: int) -> str:
    """The topmost value; money keeps its symbol and a share its per cent sign, people need no unit here."""
    look = Look(options=frozenset() if measure.head.symbol or measure.head.kind == "ratio" else frozenset({"plain"}))
    if power == power_of([tick]):
        return format_value(tick, measure, look)
    one = format_value(Decimal(10) ** power, measure, look)  # "$1 million", of which a thousand are also a billion
    return one.replace("1", scaled_label(tick, measure, power), 1)
