"""The room that elements of a drawing take, as boxes: words, marks, and lines piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

from factbook.chart import svg

PIECE = 6.0  # of a line, so that a box around it is narrow
CLEAR = frozenset({"grid", "axis", "leader", "area", "band"})  # thin lines and pale fields that words may cross
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
RISE = 0.8  # of letters above their line, in sizes


@dataclass(frozen=True, slots=True)
class Box:
    """Its edges, in the pixels of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, room: float = 0.0) -> bool:
        """Whether they overlap, or come nearer than `room`."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > -room and min(self.bottom, other.bottom) - max(self.top, other.top) > -room


def text_box(x: float, y: float, lines: Iterable[str], size: float, anchor: str = "start") -> Box:
    """The room for lines of words, the first with its baseline at y."""
    said = list(lines)
    width = max(svg.width_of(line, size) for line in said)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - size * RISE, left + width, y + size * (1.25 * (len(said) - 1) + 0.25))


def find_boxes(elements: Iterable[str], size: float) -> Iterator[Box]:
    """Of all elements, but for lines that words may cross."""
    root = ET.fromstring(f"<g>{''.join(elements)}</g>")  # noqa: S314 - written here, from escaped words
    for element in root.iter():
        classes = (element.get("class") or "").split()
        if not CLEAR.intersection(classes):
            yield from _boxes_of(element, classes, size)


def _boxes_of(element: ET.Element, classes: list[str], size: float) -> Iterator[Box]:
    def at(name: str) -> float:
        return float(element.get(name) or 0)

    if element.tag == "text" and element.text:
        large = 2 if "large" in classes else 1
        yield text_box(at("x"), at("y"), [element.text], size * large, element.get("text-anchor") or "start")
    elif element.tag == "rect":
        yield Box(at("x"), at("y"), at("x") + at("width"), at("y") + at("height"))
    elif element.tag == "circle":
        yield Box(at("cx") - at("r"), at("cy") - at("r"), at("cx") + at("r"), at("cy") + at("r"))
    elif element.tag == "line":
        yield from _pieces((at("x1"), at("y1")), (at("x2"), at("y2")))
    elif element.tag == "path":
        numbers = [float(number) for number in NUMBER.findall(element.get("d") or "")]
        for one, other in pairwise(zip(numbers[::2], numbers[1::2], strict=False)):
            yield from _pieces(one, other)


def _pieces(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    (x, y), (across, down) = one, (other[0] - one[0], other[1] - one[1])
    count = max(int(max(abs(across), abs(down)) / PIECE), 1)
    for number in range(count):
        ends = [(x + across * part / count, y + down * part / count) for part in (number, number + 1)]
        (left, right), (top, bottom) = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
        yield Box(left, top, right, bottom)
