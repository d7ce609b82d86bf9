"""Pairs of dates between two sides: what was on one of them first, and what followed on the other, down one axis of time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factbook.chart import svg
from factbook.chart.dumbbell import Pair, new_year, pairs_of, year_of
from factbook.chart.label import full_label, signed_label
from factbook.chart.layer import Drawing, Frame, Layer, Stop, wrong
from factbook.chart.scale import Scale, spread
from factbook.model.factbook import Entry, Factbook
from factbook.model.records import Chart

SIDES = ("left", "right")
LEAD, HEAD, BAND = 16.0, 9.0, 6.0  # from a name to its end of the line; of an arrow; around a line that is pointed at
FOLLOWS = " to "  # between the names in the title of a lag


@dataclass(frozen=True, slots=True)
class Node:
    """One end of one or several lines: a name, its date, its colour, and how much later it came than each other end."""

    name: str
    date: Entry
    colour: str
    lags: tuple[Entry, ...] = ()

    def say_lags(self, frame: Frame) -> str:
        """The lags in words, of which a narrow page has fewer."""
        lags = " and ".join(map(signed_label, self.lags))
        return f"{lags} later" if lags and frame.wide else lags


@dataclass(frozen=True, slots=True)
class Slope:
    """A pair with the names of its ends, and the side that it starts from."""

    pair: Pair
    names: tuple[str, str]
    side: int


@dataclass(frozen=True, slots=True)
class Column:
    """The names at one side, with the places of their ends."""

    x: float
    ends: Mapping[tuple[str, str], float]
    elements: Sequence[str]
    bottom: float


def slopes_of(layers: Sequence[Layer], factbook: Factbook) -> list[Slope]:
    """The pairs of both marks in the order of what followed; the first mark goes from left to right. Raises ProblemError."""
    found = []
    for side, layer in enumerate(layers[:2]):
        for pair in pairs_of(layer, factbook):
            first, follows, second = pair.lag.title.partition(FOLLOWS)
            if not follows:
                said = f"the title of '{pair.lag.id}' does not name both ends"
                raise wrong(layer.mark.location, said, "write it as 'What was first to what followed'", "formula-value")
            found.append(Slope(pair, (first, second), side))
    if len(layers) > len(SIDES):
        said = "slopes have two sides"
        raise wrong(layers[2].mark.location, said, "draw one mark from the left and one from the right")
    return sorted(found, key=lambda slope: (slope.pair.end.quantity.value, slope.pair.lag.id))


def draw_slopes(chart: Chart, layers: Sequence[Layer], factbook: Factbook, frame: Frame) -> Drawing:
    """Names at both sides as near to their years as there is room, and arrows from what was first to what followed."""
    slopes = slopes_of(layers, factbook)
    size = frame.size
    dates = [entry.quantity.value for slope in slopes for entry in (slope.pair.start, slope.pair.end)]
    top, height = size * 2.6, frame.high(500, 560, 76)
    scale = Scale(min(dates), max(dates), top, top + height)
    years = _years(scale, frame)
    margin = max(svg.width_of(str(year), size) for year in years) + 12
    columns = [_draw_column(_nodes(slopes, side, factbook), side, scale, (margin, frame)) for side in range(len(SIDES))]
    elements = [
        svg.text(columns[side].x, size, chart.options[name], "heading", ("end", "start")[side])
        for side, name in enumerate(SIDES)
        if name in chart.options
    ]
    grid = []
    for year in years:
        y = scale.place(new_year(year))
        grid.append(svg.text(0, y + size * 0.35, str(year), "tick"))
        grid += [svg.line(margin, y, columns[1].x, y, "grid")]
    stops = []
    for slope in slopes:
        start, end = _ends(slope, columns)
        colour = _colour(slope.names[0], factbook)
        elements += [*_draw_arrow(start, end, colour)]
        stops.append(_stop(slope, start, end))
    for column in columns:
        elements += column.elements
    return Drawing(max(column.bottom for column in columns) + 4, (*grid, *elements), tuple(stops))


def _nodes(slopes: Iterable[Slope], side: int, factbook: Factbook) -> list[Node]:
    """Each end at one side once, in order of time."""
    found: dict[tuple[str, str], Node] = {}
    for slope in slopes:
        is_start = slope.side == side
        name, date = (slope.names[0], slope.pair.start) if is_start else (slope.names[1], slope.pair.end)
        before = found.get((name, date.id), Node(name, date, _colour(name, factbook)))
        lags = before.lags if is_start else (*before.lags, slope.pair.lag)
        found[name, date.id] = Node(name, date, before.colour, lags)
    return sorted(found.values(), key=lambda node: (node.date.quantity.value, node.name))


def _colour(name: str, factbook: Factbook) -> str:
    """That of the party whose name it begins with."""
    named = (colour for party, colour in factbook.about.colours.items() if name.lower().startswith(party))
    return next(named, "neutral")


def _room(nodes: Sequence[Node], most: float, frame: Frame) -> float:
    """The room for names and lags in one line each, or less."""
    if frame.small:
        return 8.0
    widths = (svg.width_of(f"{node.name} {node.say_lags(frame)}", frame.size, bold=True) for node in nodes)
    return min(max(widths) + LEAD + 8, most)


def _draw_column(nodes: Sequence[Node], side: int, scale: Scale, within: tuple[float, Frame]) -> Column:
    """Names and lags, each with a line to its true place."""
    margin, frame = within
    room = _room(nodes, (frame.width - margin) * (0.34 if frame.wide else 0.385), frame)
    size, step = frame.size, frame.size * 1.25
    x = margin + room if side == 0 else frame.width - room
    turned, anchor = (-1, "end") if side == 0 else (1, "start")
    said = [_lines(node, room - LEAD - 4, frame) for node in nodes]
    sizes = [len(lines) * step + 5 for lines in said]
    wanted = [scale.place(node.date.quantity.value) - size * 0.6 for node in nodes]
    starts = spread(wanted, sizes, size * 1.6, max(scale.end + size * 8, sum(sizes) + size * 1.6))
    elements, ends = [], {}
    for node, lines, start in zip(nodes, said, starts, strict=True):
        y = scale.place(node.date.quantity.value)
        ends[node.name, node.date.id] = y
        label = start + size * 0.6
        if not frame.small:
            elements.append(svg.path([(x + turned * 4, y), (x + turned * (LEAD - 3), label)], "leader"))
        elements.append(svg.dot(x, y, 2 if frame.small else 4, f"mark {node.colour}"))
        for number, line in enumerate(lines):
            at = x + turned * LEAD
            for words, is_lag in line if side else reversed(line):
                class_ = "value" if is_lag else f"label {node.colour}"
                elements.append(svg.text(at, start + size * 0.95 + step * number, words, class_, anchor))
                at += turned * (svg.width_of(words, size, bold=is_lag) + 6)
    bottom = max(scale.end + 8, *(start + taken for start, taken in zip(starts, sizes, strict=True)))
    return Column(x, ends, elements, bottom)


def _lines(node: Node, room: float, frame: Frame) -> list[list[tuple[str, bool]]]:
    """The name, and in its last line the lag, or below it where it does not fit; each with whether it is a lag."""
    lag, size = node.say_lags(frame), frame.size
    lines = [[(words, False)] for words in svg.wrap(node.name, room, size)]
    if lag and svg.width_of(lines[-1][0][0], size) + svg.width_of(lag, size, bold=True) + 6 <= room:
        lines[-1].append((lag, True))
        return lines
    return [*lines, *([(words, True)] for words in (svg.wrap(lag, room / 1.06, size) if lag else ()))]


def _ends(slope: Slope, columns: Sequence[Column]) -> tuple[tuple[float, float], tuple[float, float]]:
    start, end = columns[slope.side], columns[1 - slope.side]
    return (
        (start.x, start.ends[slope.names[0], slope.pair.start.id]),
        (end.x, end.ends[slope.names[1], slope.pair.end.id]),
    )


def _draw_arrow(start: tuple[float, float], end: tuple[float, float], colour: str) -> list[str]:
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    along, aside = (across / length, down / length), (-down / length, across / length)
    tip = (end[0] - along[0] * 5, end[1] - along[1] * 5)
    back = (tip[0] - along[0] * HEAD, tip[1] - along[1] * HEAD)
    wings = [(back[0] + aside[0] * part, back[1] + aside[1] * part) for part in (HEAD * 0.45, -HEAD * 0.45)]
    return [
        svg.line(start[0], start[1], back[0], back[1], f"span {colour}"),
        svg.path([wings[0], tip, wings[1], wings[0]], f"mark {colour}"),
    ]


def _stop(slope: Slope, start: tuple[float, float], end: tuple[float, float]) -> Stop:
    dates = f"{full_label(slope.pair.start)}, then {full_label(slope.pair.end)}"
    said = slope.pair.lag.title, (dates, f"{full_label(slope.pair.lag)} later")
    (left, upper), (right, lower) = sorted([start, end])
    corners = ((left, upper - BAND), (right, lower - BAND), (right, lower + BAND), (left, upper + BAND))
    top, bottom = min(upper, lower) - BAND, max(upper, lower) + BAND
    return Stop(left, top, right - left, bottom - top, *said, corners)


def _years(scale: Scale, frame: Frame) -> list[int]:
    """Years that are round, about one for each sixty pixels."""
    first, last = year_of(scale.low), year_of(scale.high)
    step = next(
        step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step <= abs(scale.end - scale.start) / 60
    )
    return [year for year in range(first + -first % step, last + 1, step) if new_year(year) >= scale.low]
