"""Words on a drawing: each as near to its place as there is room that nothing else takes, with a thin line to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factbook.chart import svg
from factbook.chart.boxes import RISE, Box, find_boxes, text_box
from factbook.chart.layer import Anchor, Drawing, Frame, wrong
from factbook.ground.problem import ProblemError, suggest
from factbook.model.factbook import Factbook
from factbook.model.records import Annotation, Chart
from factbook.prose.bind import bind_words

WIDTHS = (0.34, 0.27, 0.45)  # of a note, as parts of the drawing
NEAR, STEP = 12.0, 8.0  # from its place, and further by so much
WITH_AREAS = ("history",)  # on which an edge of letters would be seen
ROOM = 5.0  # between a note and all else


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the lines of a note stand, and the line to its place."""

    lines: Sequence[str]
    x: float
    y: float
    anchor: str
    box: Box
    leader: Box


def say_notes(chart: Chart, factbook: Factbook) -> list[str]:
    """The notes in plain words. Raises ProblemError if one does not hold."""
    return [_say(note, factbook) for note in chart.notes]


def add_notes(drawing: Drawing, chart: Chart, factbook: Factbook, frame: Frame) -> Drawing:
    """The drawing with its notes. Raises ProblemError for a place that it has not, or that has no room."""
    if not chart.notes or frame.small:
        return drawing
    taken = list(find_boxes(drawing.elements, frame.size))
    elements = list(drawing.elements)
    class_ = "note bare" if chart.kind in WITH_AREAS else "note"
    for note in chart.notes:
        anchor = _anchor_of(note, chart, drawing)
        placed = _place(note, _say(note, factbook), anchor, taken, (frame, drawing.height))
        step = frame.size * 1.25
        elements.append(svg.line(anchor.x, placed.leader.top, anchor.x, placed.leader.bottom, "leader"))
        elements += [
            svg.text(placed.x, placed.y + step * number, line, class_, placed.anchor)
            for number, line in enumerate(placed.lines)
        ]
        taken += [placed.box, placed.leader]
    return replace(drawing, elements=tuple(elements))


def _say(note: Annotation, factbook: Factbook) -> str:
    bound = bind_words(note.text, factbook, markup=False)
    if bound.problems:
        raise ProblemError(bound.problems[0])
    return bound.text


def _anchor_of(note: Annotation, chart: Chart, drawing: Drawing) -> Anchor:
    if note.at not in drawing.anchors:
        hint = suggest(note.at, drawing.anchors, f"its places are {', '.join([*drawing.anchors][:8])}")
        hint = hint if drawing.anchors else f"charts of the kind '{chart.kind}' have no places for notes"
        raise wrong(note.location, f"the chart '{chart.name}' has no place '{note.at}'", hint, "unknown-member")
    return drawing.anchors[note.at]


def _place(note: Annotation, words: str, anchor: Anchor, taken: Sequence[Box], within: tuple[Frame, float]) -> Placed:
    """The nearest free place on the side that the note asks for, else on the other."""
    frame, height = within
    for side in (note.side, "below" if note.side == "above" else "above"):
        for placed in _candidates(words, anchor, side, frame, height):
            if placed.box.left < 0 or placed.box.right > frame.width:
                continue
            if not any(placed.box.meets(box, ROOM) or _trim(placed.leader, anchor).meets(box) for box in taken):
                return placed
    said = f"there is no room for this note on a drawing {svg.fixed(frame.width)} pixels wide"
    raise wrong(note.location, said, "say it in fewer words, or at another place", "no-room")


def _candidates(words: str, anchor: Anchor, side: str, frame: Frame, height: float) -> Iterator[Placed]:
    """From near to far, and the widest first."""
    size = frame.size
    wrapped = [svg.wrap(words, frame.width * width, size) for width in WIDTHS]
    distance = NEAR
    while distance < height:
        for lines in wrapped:
            tall = size * (1.25 * (len(lines) - 1) + RISE + 0.25)
            if side == "above":
                bottom = anchor.top - distance
                top, leader = bottom - tall, _leader(anchor.x, bottom, anchor.top - 3)
            else:
                top = anchor.bottom + distance
                bottom, leader = top + tall, _leader(anchor.x, anchor.bottom + 3, top)
            if top < 0 or bottom > height:
                continue
            for place in ("start", "end", "middle"):
                x, y = anchor.x, top + size * RISE
                yield Placed(lines, x, y, place, text_box(x, y, lines, size, place), leader)
        distance += STEP


def _trim(leader: Box, anchor: Anchor) -> Box:
    """The line without its end, where the mark that it leads to begins."""
    if leader.bottom <= anchor.top:
        return replace(leader, bottom=max(anchor.top - NEAR, leader.top))
    return replace(leader, top=min(anchor.bottom + NEAR, leader.bottom))


def _leader(x: float, top: float, bottom: float) -> Box:
    return Box(x - 1, top, x + 1, bottom)
