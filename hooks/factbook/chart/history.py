"""One line of time: events above it, the spans between them on it, and series below it on the same scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factbook.chart import svg
from factbook.chart.flags import Flag, raise_flags
from factbook.chart.label import full_label, key_label, spoken_label, value_label
from factbook.chart.layer import Anchor, Drawing, Frame, Layer, Stop, wrong
from factbook.chart.lines import day_of, highest
from factbook.chart.scale import Scale
from factbook.chart.timeline import happenings_of
from factbook.model.factbook import Entry, Factbook
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.unit import DATE, DURATION

EDGE = 8.0
TIME = ("year", "quarter", "month")


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time and the two dates that it lies between."""

    length: Entry
    start: Entry
    end: Entry
    layer: Layer


@dataclass(frozen=True, slots=True)
class Parts:
    """What the marks of a history are."""

    events: tuple[Layer, ...]
    spans: tuple[Span, ...]
    series: tuple[Layer, ...]


def parts_of(layers: Sequence[Layer], factbook: Factbook) -> Parts:
    """Dates are events, a time between two dates is a span, what has keys of time is a series. Raises ProblemError."""
    events, spans, series = [], [], []
    for layer in layers:
        first = layer.entries[0]
        if layer.by in TIME:
            series.append(layer)
        elif first.figure.measure.dimension == DATE:
            events.append(layer)
        elif first.figure.measure.dimension == DURATION and len(layer.entries) == 1:
            spans.append(_span(layer, factbook))
        else:
            said = f"'{layer.mark.figure}' is no date, no time between two dates and no series over time"
            raise wrong(layer.mark.location, said, "a history is made of these", "formula-value")
    return Parts(tuple(events), tuple(spans), tuple(series))


def _span(layer: Layer, factbook: Factbook) -> Span:
    length = layer.entries[0]
    dates = [factbook.entries[name] for name in length.inputs]
    dates = [entry for entry in dates if entry.figure.measure.dimension == DATE]
    if len(dates) != 2:
        said = f"'{length.id}' is not the time between two dates"
        raise wrong(layer.mark.location, said, "its formula must be one date minus another", "formula-value")
    start, end = sorted(dates, key=lambda entry: entry.quantity.value)
    return Span(length, start, end, layer)


def draw_history(layers: Sequence[Layer], factbook: Factbook, frame: Frame) -> Drawing:
    """Flags on poles, a line with the spans, and each series as an area that begins at nothing."""
    parts = parts_of(layers, factbook)
    happenings = happenings_of(parts.events, factbook)
    scale = _scale(parts, [_day(happening.date) for happening in happenings], frame)
    flags = [Flag(scale.place(_day(one.date)), full_label(one.date), one.words, one.colour) for one in happenings]
    raised = raise_flags(flags, frame) if not frame.small else []
    above = (frame.size * 1.9 if parts.spans else 0.0) if not frame.small else 12.0
    top = max((-one.box.top for one in raised), default=0.0)
    axis = top + above + 6
    elements = [element for one in raised for element in _draw_flag(one.draw(top, frame), one.flag, (top, axis))]
    elements += [element for span in parts.spans for element in _draw_span(span, scale, axis - above / 2, frame)]
    anchors = {one.date.id: Anchor(scale.place(_day(one.date)), axis - 8, axis + 8) for one in happenings}
    stops = [
        Stop(min(one.box.left, one.flag.x), top + one.box.top, one.box.right - one.box.left + 8,
             one.box.bottom - one.box.top, one.flag.head, (one.flag.words,))
        for one in raised
    ]  # fmt: skip
    bottom = axis + 10
    poles = []
    for layer in parts.series:
        drawn = _draw_series(layer, scale, bottom, frame)
        elements += drawn.elements
        stops += drawn.stops
        anchors |= drawn.anchors
        bottom = drawn.height
    poles += [svg.line(flag.x, axis, flag.x, bottom, "grid") for flag in flags if parts.series]
    line = [svg.line(scale.start - EDGE, axis, scale.end + EDGE, axis, "axis")]
    dots = [svg.dot(flag.x, axis, 5, f"mark {flag.colour}") for flag in flags]
    years = _draw_years(scale, bottom, frame)
    elements = [*poles, *line, *elements, *dots, *years]
    return Drawing(bottom + frame.size * 1.4 + 4, tuple(elements), tuple(stops), anchors)


def _draw_flag(elements: list[str], flag: Flag, ends: tuple[float, float]) -> list[str]:
    """The flag, whose pole reaches down to the axis."""
    top, axis = ends
    return [*elements, svg.line(flag.x, top, flag.x, axis, "pole")] if axis > top else elements


def _scale(parts: Parts, events: Sequence[Decimal], frame: Frame) -> Scale:
    days = [*events, *(_day(entry) for span in parts.spans for entry in (span.start, span.end))]
    days += [day_of(entry.key) for layer in parts.series for entry in layer.entries]
    return Scale(min(days), max(days), EDGE, frame.width - EDGE)


def _draw_span(span: Span, scale: Scale, y: float, frame: Frame) -> list[str]:
    """A line between both dates with its length in the middle."""
    start, end = scale.place(_day(span.start)), scale.place(_day(span.end))
    colour = span.layer.colour
    words = spoken_label(span.length)
    half = svg.width_of(words, frame.size, bold=True) / 2 + (0 if frame.small else 6)
    middle = (start + end) / 2
    lines = [(start + 4, middle - half), (middle + half, end - 4)] if end - start > 2 * half + 16 else []
    return [
        *(svg.line(one, y, other, y, f"span {colour}") for one, other in lines),
        *(svg.line(x, y - 5, x, y + 5, f"span {colour}") for x in (start + 4, end - 4) if lines),
        svg.text(middle, y + frame.size * 0.35, words, "value", "middle"),
    ]


def _draw_series(layer: Layer, scale: Scale, top: float, frame: Frame) -> Drawing:
    """An area under a name, its values above its points where they fit."""
    size = frame.size
    heading = svg.wrap(layer.label, frame.width, size)
    elements = [
        svg.text(0, top + size * (1 + 1.25 * number), words, f"label {layer.colour}")
        for number, words in enumerate(heading)
    ]
    top += size * (1.25 * len(heading) + 2)
    bottom = top + frame.high(150, 110, 50)
    values = [entry.quantity.value for entry in layer.entries]
    level = Scale(Decimal(0), max(values), bottom, top)
    points = [(scale.place(day_of(entry.key)), level.place(entry.quantity.value)) for entry in layer.entries]
    area = [(points[0][0], bottom), *points, (points[-1][0], bottom)]
    elements.insert(0, svg.path(area, f"area {layer.colour}"))
    elements += [svg.path(points, f"line {layer.colour}"), svg.line(0, bottom, frame.width, bottom, "axis")]
    elements += [svg.dot(x, y, 3.5, f"mark {layer.colour}") for x, y in points]
    elements += list(_draw_values(layer, points, frame))
    stops = [
        Stop(x - 12, top - size, 24, bottom - top + size, key_label(entry), (f"{layer.label}: {full_label(entry)}",))
        for entry, (x, _) in zip(layer.entries, points, strict=True)
    ]
    anchors = {entry.id: Anchor(x, y - size - 8, y + 6) for entry, (x, y) in zip(layer.entries, points, strict=True)}
    return Drawing(bottom, tuple(elements), tuple(stops), anchors)


def _draw_values(layer: Layer, points: Sequence[tuple[float, float]], frame: Frame) -> Iterator[str]:
    """The last value, the first, then those between that have room."""
    taken: list[tuple[float, float]] = []
    order = [len(points) - 1, 0, *range(len(points) - 2, 0, -1)]
    for index in dict.fromkeys(order):
        words = value_label(layer.entries[index])
        half = svg.width_of(words, frame.size, bold=True) / 2
        x, y = points[index]
        at = min(max(x, half), frame.width - half)
        if all(at + half + 6 < left or right + 6 < at - half for left, right in taken):
            taken.append((at - half, at + half))
            y = highest(points[index:], at + half) if at > x else y
            yield svg.text(at, y - 9, words, "value", "middle")


def _draw_years(scale: Scale, y: float, frame: Frame) -> list[str]:
    """A mark at each new year, and the year's number between two of them where it fits."""
    first, last = (date.fromordinal(int(day)).year for day in (scale.low, scale.high))
    elements = []
    for year in range(first, last + 1):
        days = [Decimal(date(one, 1, 1).toordinal()) for one in (year, year + 1)]
        left, right = (scale.place(min(max(day, scale.low), scale.high)) for day in days)
        if days[0] > scale.low:
            elements.append(svg.line(left, y, left, y + 5, "axis"))
        if svg.width_of(str(year), frame.size) + 4 <= right - left:
            elements.append(svg.text((left + right) / 2, y + frame.size * 1.25, str(year), "tick", "middle"))
    return elements


def _day(entry: Entry) -> Decimal:
    return Decimal(int(entry.quantity.value) // MINUTES_A_DAY)
