"""The kinds of charts: which function draws each, and the notes on what it drew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from factbook.chart.amounts import draw_amounts
from factbook.chart.bars import draw_bars
from factbook.chart.columns import draw_columns
from factbook.chart.dumbbell import draw_dumbbell
from factbook.chart.history import draw_history
from factbook.chart.layer import Drawing, Frame, Layer
from factbook.chart.lines import draw_lines
from factbook.chart.matrix import draw_matrix
from factbook.chart.notes import add_notes
from factbook.chart.slip import draw_slip
from factbook.chart.slopes import draw_slopes
from factbook.chart.squares import draw_squares
from factbook.chart.timeline import draw_timeline
from factbook.chart.verdicts import draw_verdicts
from factbook.model.factbook import Factbook
from factbook.model.records import Chart

Draw = Callable[[Chart, Sequence[Layer], Factbook, Frame], Drawing]
DRAW: Mapping[str, Draw] = {
    "columns": lambda chart, layers, _, frame: draw_columns(chart, layers, frame),
    "lines": lambda _, layers, __, frame: draw_lines(layers, frame),
    "amounts": lambda _, layers, __, frame: draw_amounts(layers, frame),
    "bars": lambda chart, layers, _, frame: draw_bars(chart, layers, frame),
    "squares": lambda chart, layers, _, frame: draw_squares(chart, layers, frame),
    "slip": lambda chart, layers, _, frame: draw_slip(chart, layers, frame),
    "dumbbell": lambda _, layers, factbook, frame: draw_dumbbell(layers, factbook, frame),
    "slopes": draw_slopes,
    "history": lambda _, layers, factbook, frame: draw_history(layers, factbook, frame),
    "matrix": lambda chart, _, factbook, frame: draw_matrix(chart, factbook, frame),
    "timeline": draw_timeline,
    "verdicts": lambda chart, _, factbook, frame: draw_verdicts(chart, factbook, frame),
}
NOTED = ("timeline",)  # which find room for notes themselves


def draw_kind(chart: Chart, layers: Sequence[Layer], factbook: Factbook, frame: Frame) -> Drawing:
    """The drawing of a chart with its notes. Raises ProblemError if a mark or note can't be drawn."""
    drawing = DRAW[chart.kind](chart, layers, factbook, frame)
    return drawing if chart.kind in NOTED else add_notes(drawing, chart, factbook, frame)
