"""Events down an axis of time, each with its date, what happened and how large it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.chart import svg
from factbook.chart.label import full_label
from factbook.chart.layer import Drawing, Frame, Layer, Stop, wrong
from factbook.chart.scale import Scale, spread
from factbook.model.factbook import Entry, Factbook
from factbook.model.unit import DATE
from factbook.prose.bind import bind_words

AXIS = 8.0


@dataclass(frozen=True, slots=True)
class Happening:
    """A date, what happened then, and a number that says how large it was, if there is one."""

    date: Entry
    words: str
    size: Entry | None
    colour: str


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


def draw_timeline(layers: Sequence[Layer], factbook: Factbook, frame: Frame) -> Drawing:
    """Dots at the true distance in time, with their words beside them as near as there is room."""
    happenings = happenings_of(layers, factbook)
    left = 52.0 if frame.wide else 36.0
    blocks = [_block(happening, left, frame) for happening in happenings]
    sizes = [block.height for block in blocks]
    bottom = sum(sizes) + (40 if frame.wide else 24)
    middle = frame.size * 0.9
    times = [happening.date.quantity.value for happening in happenings]
    scale = Scale(min(times), max(times), middle + 4, bottom - sizes[-1] + middle)
    starts = spread([scale.place(time) - middle for time in times], sizes, 0, bottom)
    elements = [svg.line(AXIS, scale.start, AXIS, scale.end, "axis")]
    for happening, block, start, time in zip(happenings, blocks, starts, times, strict=True):
        y, label = scale.place(time), start + middle - frame.size * 0.1
        elements.append(svg.line(AXIS + 6, y, left - 5, label, "leader"))
        elements.append(svg.dot(AXIS, y, 5, f"mark {happening.colour}"))
        elements.append(f'<g transform="translate({svg.fixed(left)} {svg.fixed(start)})">{"".join(block.elements)}</g>')
    stops = [
        Stop(0, start, frame.width, block.height - 9, full_label(happening.date), _said(happening))
        for happening, block, start in zip(happenings, blocks, starts, strict=True)
    ]
    return Drawing(bottom, tuple(elements), tuple(stops))


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
        elements.append(svg.text(width, first + step, size, "value", "end"))
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
