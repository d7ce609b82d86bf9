"""What of a drawing can be pointed at or reached by keyboard, and the box in which it then says its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factbook.chart import svg
from factbook.chart.label import full_label
from factbook.chart.layer import Frame, Layer, Stop
from factbook.model.factbook import Entry

PADDING, TALL = 8.0, 110.0


def draw_stops(stops: Sequence[Stop], frame: Frame) -> str:
    """Their areas, each with its words, which the style sheet hides until the area is pointed at or has the focus."""
    return "".join(_draw(stop, frame) for stop in stops)


def say_entries(layers: Iterable[Layer], key: str) -> tuple[str, ...]:
    """The numbers that layers have for a key, each with the name of its layer."""
    found = ((layer.label, entry) for layer in layers for entry in layer.entries if entry.key == key)
    return tuple(f"{label}: {full_label(entry)}" for label, entry in found)


def say_parts(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The numbers of parts of a whole, each with its own name."""
    return tuple(f"{entry.title}: {full_label(entry)}" for entry in entries)


def _draw(stop: Stop, frame: Frame) -> str:
    if stop.corners:
        area = svg.path([*stop.corners, stop.corners[0]], "hit")
    else:
        area = svg.rect(stop.left, stop.top, stop.width, stop.height, "hit")
    name = f"{stop.head}: {'; '.join(stop.lines)}"
    content, classes = area + _box(stop, frame), f"stop {stop.classes}".rstrip()
    if stop.address:
        return svg.tag("a", content, href=stop.address, class_=classes, aria_label=name)
    return svg.tag("g", content, class_=classes, tabindex="0", role="img", aria_label=name)


def _box(stop: Stop, frame: Frame) -> str:
    """The words in a box beside a tall area, else above it, or below where there is no room."""
    room = frame.width * 0.75
    heads = svg.wrap(stop.head, room, frame.size)
    lines = [*heads, *(words for line in stop.lines for words in svg.wrap(line, room, frame.size))]
    step = frame.size * 1.3
    width = max(svg.width_of(line, frame.size, bold=number < len(heads)) for number, line in enumerate(lines))
    width += 2 * PADDING
    height = len(lines) * step + PADDING
    right = stop.left + stop.width
    if stop.height > TALL:
        left = right + 4 if right + 4 + width <= frame.width else stop.left - 4 - width
        top = stop.top + (stop.height - height) / 2
    else:
        left = stop.left + (stop.width - width) / 2
        top = stop.top - height - 4 if stop.top >= height + 4 else stop.top + stop.height + 4
    left = min(max(left, 0.0), max(frame.width - width, 0.0))
    words = "".join(
        svg.text(left + PADDING, top + step * (number + 0.9), line, "heading" if number < len(heads) else "label")
        for number, line in enumerate(lines)
    )
    return svg.tag("g", svg.rect(left, top, width, height, "box") + words, class_="said")
