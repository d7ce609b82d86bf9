"""The timeline as a drawing: a row for each lane, a dot for each event at its true place in time.

Dots of one lane that would meet are stacked, so that a dense year stands out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from factbook.chart import svg
from factbook.chart.label import full_label, say_count
from factbook.chart.layer import Drawing, Frame, Stop
from factbook.chart.scale import Scale
from factbook.chart.stop import draw_stops
from factbook.ground.typeset import set_quotes
from factbook.model.factbook import Entry, Factbook
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.records import Lane

WIDE, NARROW = Frame("wide", 960, 16), Frame("narrow", 340, 13)
NOTE = "Each dot is an event at its true place in time; where many meet, they are stacked."


@dataclass(frozen=True, slots=True)
class Dot:
    """An event as it is drawn: its lane, its date, what happened in plain words, and the address of its line."""

    lane: str
    date: Entry
    words: str
    address: str
    choice: str
    """The class of the chapter that tells it."""

    @property
    def time(self) -> Decimal:
        """In minutes, as dates count."""
        return self.date.quantity.value

    @property
    def year(self) -> int:
        """Of the calendar."""
        return date.fromordinal(int(self.time) // MINUTES_A_DAY).year


def draw_lanes(dots: Sequence[Dot], factbook: Factbook) -> str:
    """The lanes that have events, for wide and for narrow pages; "" where no event has a lane."""
    lanes = [lane for lane in factbook.about.lanes.values() if any(dot.lane == lane.name for dot in dots)]
    if not lanes:
        return ""
    title, desc = _say(dots), " ".join(_say_lane(lane, dots) for lane in lanes)
    drawings = "".join(_svg(_draw(lanes, dots, frame), frame, title, desc) for frame in (WIDE, NARROW))
    return f'<div class="chart lanes" data-search-exclude>{drawings}<p class="chart-note">{NOTE}</p></div>'


def stack(places: Sequence[float], step: float) -> list[int]:
    """For places from left to right the lowest level on which each keeps its distance from the one before."""
    ends: list[float] = []
    levels: list[int] = []
    for place in places:
        free = (level for level, end in enumerate(ends) if place - end >= step)
        level = next(free, len(ends))
        ends[level : level + 1] = [place]
        levels.append(level)
    return levels


def _draw(lanes: Sequence[Lane], dots: Sequence[Dot], frame: Frame) -> Drawing:
    radius = 6.0 if frame.wide else 2.8
    step = 2 * radius + 1
    names = [set_quotes(lane.title) for lane in lanes]
    left = max(svg.width_of(name, frame.size, bold=True) for name in names) + 18 if frame.wide else radius
    years = range(min(dot.year for dot in dots), max(dot.year for dot in dots) + 2)
    scale = Scale(_start_of(years[0]), _start_of(years[-1]), left, frame.width - radius)
    elements, stops, y = list[str](), list[Stop](), 0.0
    for lane, name in zip(lanes, names, strict=True):
        own = [dot for dot in dots if dot.lane == lane.name]
        places = [scale.place(dot.time) for dot in own]
        levels = stack(places, step)
        y += (0 if frame.wide else frame.size + 4) + (max(levels) + 1) * step + (18 if frame.wide else 12)
        label = y - 2 if frame.wide else y - (max(levels) + 1) * step - 7
        elements.append(svg.line(left - radius, y, frame.width, y, "axis"))
        elements.append(svg.text(0, label, name, "heading"))
        for dot, x, level in zip(own, places, levels, strict=True):
            at = y - radius - 1.5 - level * step
            elements.append(svg.dot(x, at, radius, f"mark {lane.colour} {dot.choice}"))
            box = (x - radius, at - radius, 2 * radius, 2 * radius)
            stops.append(Stop(*box, full_label(dot.date), (dot.words,), address=dot.address, classes=dot.choice))
    return Drawing(y + frame.size + 8, (*_ticks(years, scale, y, frame), *elements), tuple(stops))


def _ticks(years: range, scale: Scale, bottom: float, frame: Frame) -> Iterable[str]:
    """A line at each fifth year, or each tenth where there is little room, with its number below."""
    for year in (year for year in years if year % (5 if frame.wide else 10) == 0):
        x = scale.place(_start_of(year))
        half = svg.width_of(str(year), frame.size) / 2
        yield svg.line(x, 0, x, bottom + 4, "grid")
        yield svg.text(min(x, frame.width - half), bottom + frame.size + 5, str(year), "tick", "middle")


def _start_of(year: int) -> Decimal:
    return Decimal(date(year, 1, 1).toordinal() * MINUTES_A_DAY)


def _svg(drawing: Drawing, frame: Frame, title: str, desc: str) -> str:
    """Where there is room each dot leads to its line; on a narrow page it is too small to be touched."""
    name = f"lanes-{frame.name}"
    said = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(desc)}</desc>'
    marks = svg.tag("g", "".join(drawing.elements), aria_hidden="true")
    return svg.tag(
        "svg",
        said + marks + (draw_stops(drawing.stops, frame) if frame.wide else ""),
        class_=f"chart-{frame.name}",
        viewBox=f"0 0 {svg.fixed(frame.width)} {svg.fixed(drawing.height)}",
        width=frame.width,
        height=drawing.height,
        font_size=frame.size,
        role="group" if frame.wide else "img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def _say(dots: Sequence[Dot]) -> str:
    years = Counter(dot.year for dot in dots)
    first, last = min(years), max(years)
    (most, count), *others = years.most_common(2)
    densest = f", densest in {most}" if others and count > others[0][1] else ""
    return f"{say_count(len(dots), 'event')} from {first} to {last}{densest}"


def _say_lane(lane: Lane, dots: Iterable[Dot]) -> str:
    years = [dot.year for dot in dots if dot.lane == lane.name]
    when = f"from {min(years)} to {max(years)}" if min(years) != max(years) else f"in {min(years)}"
    return f"{set_quotes(lane.title)}: {say_count(len(years), 'event')} {when}."
