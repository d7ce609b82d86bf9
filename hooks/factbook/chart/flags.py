"""Events above an axis of time: words on poles, as low as those before leave room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factbook.chart import svg
from factbook.chart.boxes import Box, text_box
from factbook.chart.layer import Frame

STAND = 7.0  # of words from their pole
ROOM = 6.0  # between the words of two flags


@dataclass(frozen=True, slots=True)
class Flag:
    """Where the pole stands, its words with the first line apart, and its colour."""

    x: float
    head: str
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag with its lines, and the box around them above the axis at 0."""

    flag: Flag
    lines: Sequence[str]
    anchor: str
    box: Box

    def draw(self, axis: float, frame: Frame) -> list[str]:
        """Its pole down to the axis, and its words."""
        x = self.flag.x + (STAND if self.anchor == "start" else -STAND)
        top = axis + self.box.top
        elements = [svg.line(self.flag.x, top, self.flag.x, axis, "pole")]
        for number, line in enumerate((self.flag.head, *self.lines)):
            y = top + frame.size * (0.8 + 1.25 * number)
            elements.append(svg.text(x, y, line, "tick" if number == 0 else "label", self.anchor))
        return elements


def raise_flags(flags: Iterable[Flag], frame: Frame) -> list[Raised]:
    """Words stand in the widest gap between poles: those before it have them at their right, the others at their left.

    So no words stand in the way of a pole. Of flags on one side the outer one is the higher.
    """
    ordered = sorted(flags, key=lambda flag: flag.x)
    edges = [0.0, *(flag.x for flag in ordered), frame.width]
    gaps = [after - before for before, after in pairwise(edges)]
    split = gaps.index(max(gaps))
    left, right = ordered[:split], ordered[split:]
    raised: list[Raised] = []
    for flag in reversed(left):
        raised.append(_raise(flag, "start", edges[split + 1] - flag.x, raised, frame))
    for flag in right:
        raised.append(_raise(flag, "end", flag.x - edges[split], raised, frame))
    return raised


def _raise(flag: Flag, anchor: str, gap: float, before: Sequence[Raised], frame: Frame) -> Raised:
    most = min(gap - 2 * STAND, frame.width * (0.5 if frame.wide else 0.66))
    lines = svg.wrap(flag.words, most, frame.size)
    x = flag.x + (STAND if anchor == "start" else -STAND)
    tall = frame.size * (1.25 * len(lines) + 1.05)
    bottom = -4.0
    while True:
        box = text_box(x, bottom - tall + frame.size * 0.8, (flag.head, *lines), frame.size, anchor)
        pole = Box(flag.x, box.top, flag.x, 0)
        clear = not any(one.box.meets(box, ROOM) or one.box.meets(pole, 2) for one in before)
        if clear and not any(Box(one.flag.x, one.box.top, one.flag.x, 0).meets(box, 2) for one in before):
            return Raised(flag, lines, anchor, box)
        bottom -= frame.size * 0.5
