"""A chart as a sign beside words that tell of it: its marks alone, all signs of one size."""

from __future__ import annotations

import re

from factbook.chart import svg
from factbook.chart.kinds import draw_kind
from factbook.chart.layer import SMALL, layers_of
from factbook.model.factbook import Factbook
from factbook.model.records import Chart

HEIGHT = 90.0
WORDS = re.compile(r"<text\b.*?</text>", re.DOTALL)


def draw_small(chart: Chart, factbook: Factbook) -> str:
    """The drawing without words, hidden from those who hear the page. Raises ProblemError."""
    drawing = draw_kind(chart, layers_of(chart, factbook), factbook, SMALL)
    marks = WORDS.sub("", "".join(drawing.elements))
    scale = min(HEIGHT / drawing.height, 1.0)
    left, top = (SMALL.width * (1 - scale)) / 2, (HEIGHT - drawing.height * scale) / 2
    moved = svg.tag("g", marks, transform=f"translate({svg.fixed(left)} {svg.fixed(top)}) scale({scale:.3f})")
    box = f"0 0 {svg.fixed(SMALL.width)} {svg.fixed(HEIGHT)}"
    drawn = svg.tag("svg", moved, xmlns="http://www.w3.org/2000/svg", viewBox=box, width=SMALL.width, height=HEIGHT)
    return f'<div class="chart small" aria-hidden="true">{drawn}</div>'
