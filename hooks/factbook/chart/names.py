"""The names of stacked columns: beside the last of them where it is wide, else in a row above them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factbook.chart import svg
from factbook.chart.axis import Plot
from factbook.chart.label import value_label
from factbook.chart.layer import Drawing, Frame, Layer
from factbook.chart.scale import spread

PATCH, SIDE = 15.0, 10  # of colour before a name


@dataclass(frozen=True, slots=True)
class Name:
    """The words for a layer at the right of the columns, and the room before them for a patch of its colour."""

    layer: Layer
    lines: Sequence[str]
    patch: float = 0.0

    def width(self, frame: Frame) -> float:
        """The room that they need."""
        return max(svg.width_of(line, frame.size) for line in self.lines) + self.patch + 8


def names_of(bars: Sequence[Layer], rules: Sequence[Layer], frame: Frame) -> list[Name]:
    """What stands at the right: each rule, and where it is wide each of several bars with a patch of its colour."""
    if frame.small:
        return []
    patched = [Name(layer, svg.wrap(layer.label, frame.width * 0.17, frame.size), PATCH) for layer in reversed(bars)]
    said = [(layer, f"{layer.label}: {value_label(layer.entries[0])}") for layer in rules]
    plain = [Name(layer, svg.wrap(words, frame.width * 0.24, frame.size)) for layer, words in said]
    return [*(patched if len(bars) > 1 and frame.wide else []), *plain]


def draw_row(bars: Sequence[Layer], top: float, frame: Frame) -> Drawing:
    """The names of several bars in rows from the left, where they don't stand at the right."""
    if len(bars) < 2 or frame.wide or frame.small:
        return Drawing(top, ())
    elements: list[str] = []
    x, y = 0.0, top + frame.size
    for layer in bars:
        width = PATCH + svg.width_of(layer.label, frame.size)
        if x and x + width > frame.width:
            x, y = 0.0, y + frame.size * 1.35
        elements.append(svg.rect(x, y - SIDE, SIDE, SIDE, f"mark {layer.colour}"))
        elements.append(svg.text(x + PATCH, y, layer.label))
        x += width + 12
    return Drawing(y + 10, tuple(elements))


def draw_names(names: Sequence[Name], levels: Mapping[str, float], bottom: float, plot: Plot) -> list[str]:
    """Names beside their levels, kept apart and above the bottom."""
    size, step = plot.frame.size, plot.frame.size * 1.25
    ordered = sorted(names, key=lambda name: levels[name.layer.label])
    sizes = [len(name.lines) * step + 6 for name in ordered]
    wanted = [levels[name.layer.label] - height / 2 for name, height in zip(ordered, sizes, strict=True)]
    elements = []
    for name, start in zip(ordered, spread(wanted, sizes, 0, bottom), strict=True):
        left, colour = plot.right + 8, "" if name.patch else f" {name.layer.colour}"
        if name.patch:
            elements.append(svg.rect(left, start + size * 0.35, SIDE, SIDE, f"mark {name.layer.colour}"))
        for number, line in enumerate(name.lines):
            elements.append(svg.text(left + name.patch, start + size * 1.05 + step * number, line, f"label{colour}"))
    return elements
