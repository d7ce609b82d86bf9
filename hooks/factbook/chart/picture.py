"""A chart as a picture that travels: one SVG in light colours with its message, its sources and its address.

The drawing is that of the page, and so are its styles, in words that other programs know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from factbook.chart import svg
from factbook.chart.chart import find_sources, say_chart
from factbook.chart.describe import describe
from factbook.chart.kinds import draw_kind
from factbook.chart.layer import NARROW, Frame, frame_of, layers_of
from factbook.model.factbook import Factbook
from factbook.model.records import Chart, Source

FAMILY = "Inter"
MARGIN = 30.0
TITLE, SMALL, LEADING = 22.0, 12.0, 1.35
LARGER = 1.25  # words of the drawing for phones, so that a card shows it though it leaves more room empty
CARD_WIDTH, CARD_HEIGHT = 1200.0, 630.0  # what most sites show of a page that is shared


@dataclass(frozen=True)
class Picture:
    """SVG text with its size in pixels."""

    text: str
    width: float
    height: float


def draw_picture(chart: Chart, factbook: Factbook, styles: str, address: str) -> Picture:
    """The chart under its message, above its sources and the address of its page. Raises ProblemError."""
    layers = layers_of(chart, factbook)
    title, unit, note = say_chart(chart, layers, factbook)
    frame = frame_of(chart)
    drawing = draw_kind(chart, layers, factbook, frame)
    top = Lines(MARGIN, frame.width)
    top.write(title, TITLE, "title")
    top.write(unit, SMALL + 2, "tick")
    top.skip(14)
    start = top.y
    top.skip(drawing.height + 18)
    for words in (note, _say_sources(find_sources(chart, layers, factbook)), address):
        top.write(words, SMALL, "tick")
    height = top.y + MARGIN
    drawn = _nested("".join(drawing.elements), start, (drawing.height, frame))
    return frame_picture(
        [*top.elements, drawn], (frame.width + 2 * MARGIN, height), styles, title, describe(chart, layers, factbook)
    )


def draw_card(title: str, name: str, chart: Chart | None, factbook: Factbook, styles: str) -> Picture:
    """A page as others show it when it is shared: its title at the left, and beside it its key chart if it has one."""
    column = Lines(60, 460 if chart else CARD_WIDTH - 120)
    column.y = 70
    column.write(name, 22, "tick")
    column.skip(10)
    column.write(title, 46 if chart else 72, "title")
    parts = column.elements
    if chart:
        layers = layers_of(chart, factbook)
        column.skip(14)
        column.write(say_chart(chart, layers, factbook)[0], 25, "tick")
        width, height = CARD_WIDTH - 620, CARD_HEIGHT - 80
        wide, narrow = [(frame, draw_kind(chart, layers, factbook, frame)) for frame in (frame_of(chart), NARROW)]
        sizes = [min(height / drawn.height, width / frame.width) * frame.size for frame, drawn in (wide, narrow)]
        frame, drawing = narrow if sizes[1] > sizes[0] * LARGER else wide
        scale = min(height / drawing.height, width / frame.width)
        left = 570 + (width - scale * frame.width) / 2
        place = (
            f"translate({svg.fixed(left)} {svg.fixed((CARD_HEIGHT - scale * drawing.height) / 2)}) scale({scale:.3f})"
        )
        parts = [*parts, svg.tag("g", "".join(drawing.elements), transform=place, font_size=frame.size)]
    return frame_picture(parts, (CARD_WIDTH, CARD_HEIGHT), styles, title, name)


class Lines:
    """Lines of words one below the other."""

    def __init__(self, x: float, width: float) -> None:
        self.x, self.width, self.y = x, width, MARGIN
        self.elements: list[str] = []

    def write(self, words: str, size: float, class_: str) -> None:
        """Words in as many lines as they need."""
        for line in svg.wrap(words, self.width / 1.06, size) if words else ():
            self.y += size * LEADING
            words_of_line, y = escape(line, quote=False), self.y - size * 0.3
            self.elements.append(svg.tag("text", words_of_line, x=self.x, y=y, class_=class_, font_size=size))

    def skip(self, height: float) -> None:
        """Room between lines."""
        self.y += height


def _nested(elements: str, y: float, size: tuple[float, Frame]) -> str:
    height, frame = size
    box = f"0 0 {svg.fixed(frame.width)} {svg.fixed(height)}"
    return svg.tag(
        "svg",
        elements,
        viewBox=box,
        overflow="visible",
        x=MARGIN,
        y=y,
        width=frame.width,
        height=height,
        font_size=frame.size,
    )


def frame_picture(parts: Sequence[str], size: tuple[float, float], styles: str, title: str, desc: str) -> Picture:
    """A whole picture of what is drawn, on white, with the words for those who do not see it."""
    width, height = size
    styles += "\ntext.title { font-weight: 700 }"
    styles += f"\ntext {{ font-family: {FAMILY}, Arial, sans-serif }}"
    head = f"<title>{escape(title, quote=False)}</title><desc>{escape(desc, quote=False)}</desc>"
    ground = f'<rect width="{svg.fixed(width)}" height="{svg.fixed(height)}" fill="#fff"/>'
    text = svg.tag(
        "svg",
        f"{head}<style>{styles}</style>{ground}{''.join(parts)}",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {svg.fixed(width)} {svg.fixed(height)}",
        width=width,
        height=height,
        role="img",
    )
    return Picture(f"{text}\n", width, height)


def _say_sources(sources: Iterable[Source]) -> str:
    titles = list(dict.fromkeys(source.title for source in sources))
    return f"{'Source' if len(titles) == 1 else 'Sources'}: {'; '.join(titles)}." if titles else ""
