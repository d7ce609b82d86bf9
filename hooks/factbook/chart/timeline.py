"""Events down an axis of time, each with its date, what happened and how large it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factbook.chart import svg
from factbook.chart.label import full_label, short_time
from factbook.chart.layer import Drawing, Frame, Layer, Stop, wrong
from factbook.chart.notes import say_notes
from factbook.chart.scale import Scale, spread
from factbook.ground.problem import suggest
from factbook.model.factbook import Entry, Factbook
from factbook.model.period import parse_period
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.records import Annotation, Chart
from factbook.model.unit import DATE
from factbook.prose.bind import bind_words

DOT, TURN = 5.0, 7.0
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Happening:
    """A date, what happened then, and a number that says how large it was, if there is one."""

    date: Entry
    words: str
    size: Entry | None
    colour: str


@dataclass(frozen=True, slots=True)
class Item:
    """Words at a time: of an event, or of a note, which has no mark."""

    time: Decimal
    block: Drawing
    happening: Happening | None


def happenings_of(layers: Sequence[Layer], factbook: Factbook) -> list[Happening]:
    """The dates of the marks in order, with the words of the mark, else of data/events.yml, else their own."""
    titles = {event.date: event.title for event in factbook.events}
    found = []
    for layer in layers:
        for entry in layer.entries:
            if entry.figure.measure.dimension != DATE:
                raise wrong(layer.mark.location, f"'{entry.id}' is no date", "a timeline needs dates", "unit-mismatch")
            title = titles.get(entry.id)
            words = layer.mark.label or (bind_words(title, factbook, markup=False).text if title else entry.title)
            found.append(Happening(entry, words, _size(layer, factbook), layer.colour))
    return sorted(found, key=lambda happening: (happening.date.quantity.value, happening.date.id))


def draw_timeline(chart: Chart, layers: Sequence[Layer], factbook: Factbook, frame: Frame) -> Drawing:
    """Marks at the true distance in time, and a dot beside the words of each, as near as there is room."""
    happenings = happenings_of(layers, factbook)
    if frame.small:
        return _draw_sign(happenings, frame)
    axis = svg.width_of("0000", frame.size) + 10
    left = axis + (70.0 if frame.wide else 46.0)
    items = [Item(each.date.quantity.value, _block(each, left, frame), each) for each in happenings]
    items = sorted([*items, *_notes(chart, factbook, left, frame)], key=lambda item: item.time)
    sizes = [item.block.height for item in items]
    bottom = sum(sizes) + (40 if frame.wide else 24)
    middle = frame.size * 0.9
    scale = Scale(items[0].time, items[-1].time, middle + 4, bottom - sizes[-1] + middle)
    starts = spread([scale.place(item.time) - middle for item in items], sizes, 0, bottom)
    elements = [svg.line(axis, scale.start, axis, scale.end, "axis"), *_draw_ticks(scale, axis, frame)]
    stops = []
    for item, start in zip(items, starts, strict=True):
        y, label = scale.place(item.time), start + middle - frame.size * 0.1
        if item.happening:
            turns = [(axis + 5, y), (axis + 5 + TURN, y), (left - 22 - TURN, label), (left - 20, label)]
            elements.append(svg.path(turns, "leader"))
            elements.append(svg.line(axis - 5, y, axis + 5, y, f"span {item.happening.colour}"))
            elements.append(svg.dot(left - 15, label, DOT, f"mark {item.happening.colour}"))
            head = full_label(item.happening.date)
            stops.append(Stop(0, start, frame.width, item.block.height - 9, head, _said(item.happening)))
        place = f"translate({svg.fixed(left)} {svg.fixed(start)})"
        elements.append(f'<g transform="{place}">{"".join(item.block.elements)}</g>')
    return Drawing(bottom, tuple(elements), tuple(stops))


def _draw_sign(happenings: Sequence[Happening], frame: Frame) -> Drawing:
    """Dots on poles across, at the true distance in time."""
    times = [happening.date.quantity.value for happening in happenings]
    scale = Scale(min(times), max(times), 2 * DOT, frame.width - 2 * DOT)
    ground = 12 * DOT
    elements = [svg.line(0, ground, frame.width, ground, "axis")]
    for time, happening in zip(times, happenings, strict=True):
        x = scale.place(time)
        elements.append(svg.line(x, DOT * 2, x, ground, f"span {happening.colour}"))
        elements.append(svg.dot(x, DOT * 2, DOT - 1, f"mark {happening.colour}"))
    return Drawing(ground + 2, tuple(elements))


def _notes(chart: Chart, factbook: Factbook, left: float, frame: Frame) -> Iterator[Item]:
    """The notes of the chart, each among the events as one of them."""
    for note, words in zip(chart.notes, say_notes(chart, factbook), strict=True):
        lines = svg.wrap(words, frame.width - left, frame.size)
        step = frame.size * 1.25
        elements = tuple(
            svg.text(0, frame.size * 1.2 + step * number, line, "note") for number, line in enumerate(lines)
        )
        yield Item(_time_of(note, factbook), Drawing(len(lines) * step + 9, elements), None)


def _time_of(note: Annotation, factbook: Factbook) -> Decimal:
    """Of a date figure its day, of a period its middle."""
    entry = factbook.entries.get(note.at)
    if entry and entry.figure.measure.dimension == DATE:
        return entry.quantity.value
    try:
        period = parse_period(note.at)
    except ValueError:
        hint = suggest(note.at, factbook.entries, "write a date, a month or the name of a date figure")
        raise wrong(note.location, f"'{note.at}' is no time", hint, "unknown-member") from None
    return Decimal(period.start.toordinal() + period.end.toordinal()) * MINUTES_A_DAY / 2


def _draw_ticks(scale: Scale, axis: float, frame: Frame) -> Iterator[str]:
    """Beginnings of months at the left of the axis, with the year at the first of each."""
    first, last = (date.fromordinal(int(value) // MINUTES_A_DAY) for value in (scale.low, scale.high))
    months = (last.year - first.year) * 12 + last.month - first.month
    most = min((scale.end - scale.start) / (2.8 * frame.size), MOST_TICKS)
    step = next((step for step in MONTHS if months / step <= most), MONTHS[-1])
    said = None
    for number in range(first.year * 12 + first.month, last.year * 12 + last.month):
        day = date(number // 12, number % 12 + 1, 1)
        if number % step:
            continue
        y = scale.place(Decimal(day.toordinal() * MINUTES_A_DAY))
        month, _, year = short_time(f"{day.year}-{day.month:02}").partition(" ")
        yield svg.line(axis - 4, y, axis, y, "axis")
        if step < MONTHS[4]:
            yield svg.text(axis - 8, y + frame.size * 0.35, month, "tick", "end")
        if year != said:
            below = 1.25 if step < MONTHS[4] else 0.0
            yield svg.text(axis - 8, y + frame.size * (0.35 + below), year, "tick", "end")
            said = year


def _said(happening: Happening) -> tuple[str, ...]:
    return (happening.words, full_label(happening.size)) if happening.size else (happening.words,)


def _block(happening: Happening, left: float, frame: Frame) -> Drawing:
    """The words of one event: in one row where it is wide, else the date and size above what happened."""
    day = full_label(happening.date)
    size = full_label(happening.size) if happening.size else ""
    sized = svg.width_of(size, frame.size, bold=True)
    first, step, width = frame.size * 1.2, frame.size * 1.25, frame.width - left
    indent = svg.width_of("00 September 0000", frame.size) + 8 if frame.wide else 0.0
    room = width - indent - (sized + 16 if frame.wide and size else 0)
    lines = svg.wrap(happening.words, room, frame.size)
    elements = [svg.text(0, first, day, "tick")]
    above = 0 if frame.wide else 1
    if size and not frame.wide and svg.width_of(day, frame.size) + 8 + sized > width:
        elements.append(svg.text(0, first + step, size, "value"))
        above = 2
    elif size:
        elements.append(svg.text(width, first, size, "value", "end"))
    for number, words in enumerate(lines, above):
        elements.append(svg.text(indent, first + step * number, words))
    return Drawing((len(lines) + above) * step + 9, tuple(elements))


def _size(layer: Layer, factbook: Factbook) -> Entry | None:
    name = layer.mark.value
    if not name:
        return None
    if name not in factbook.entries:
        raise wrong(
            layer.mark.location, f"there is no figure '{name}'", "the key 'value' names one number", "unknown-figure"
        )
    return factbook.entries[name]
