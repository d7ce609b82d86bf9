"""A chart as HTML: its message, one drawing for wide and one for narrow pages, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from factbook.chart import svg
from factbook.chart.describe import describe
from factbook.chart.kinds import draw_kind
from factbook.chart.label import unit_label
from factbook.chart.layer import NARROW, Drawing, Frame, Layer, frame_of, layers_of, wrong
from factbook.chart.matrix import require_rows
from factbook.chart.stop import draw_stops
from factbook.chart.table import table_html, tabulate
from factbook.ground.problem import ProblemError, suggest
from factbook.model.factbook import Entry, Factbook
from factbook.model.records import CHART_KINDS, COLOURS, Chart, Source, Text
from factbook.model.unit import DATE, DURATION
from factbook.prose.bind import bind_words
from factbook.prose.dates import format_period

MAX_SOURCES = 3
UNMARKED = ("verdicts", "matrix")  # which draw no figures
END = "</figure>"


def draw_chart(chart: Chart, factbook: Factbook) -> str:
    """The whole figure. Raises ProblemError if a mark can't be drawn or the message does not hold."""
    if chart.kind == "table":
        return draw_table(chart, factbook)
    name = f"chart-{chart.name}"
    layers = _layers(chart, factbook)
    title, desc = _said(chart.title, factbook), describe(chart, layers, factbook)
    drawings = "".join(
        _svg(f"{name}-{frame.name}", draw_kind(chart, layers, factbook, frame), frame, title, desc)
        for frame in (frame_of(chart), NARROW)
    )
    first, more = _sources(chart, layers, factbook)
    caption = _caption(chart, layers, factbook, name, first)
    table = table_html(tabulate(chart, layers, factbook), title) + more
    return f'<figure class="{_classes(chart)}" id="{name}">{caption}{drawings}<details><summary>Table</summary>{table}</details>{END}'


def _classes(chart: Chart) -> str:
    return {"wide": "chart broad", "full": "chart broad full"}.get(chart.width, "chart")


def add_foot(drawn: str, foot: str) -> str:
    """A figure with more HTML at its foot, which depends on the page that shows it."""
    return drawn.removesuffix(END) + foot + END


def draw_table(chart: Chart, factbook: Factbook) -> str:
    """The numbers of a chart under its message, without a drawing."""
    name = f"table-{chart.name}"
    layers, title = _layers(chart, factbook), _said(chart.title, factbook)
    first, more = _sources(chart, layers, factbook)
    caption = _caption(chart, layers, factbook, name, first)
    table = table_html(tabulate(chart, layers, factbook), title)
    return f'<figure class="chart table" id="{name}">{caption}{table}{more}</figure>'


def entries_of(chart: Chart, factbook: Factbook) -> list[Entry]:
    """The numbers that the words of a chart show with a way to their cards."""
    return [use.entry for text in chart.texts for use in bind_words(text, factbook).uses]


def _layers(chart: Chart, factbook: Factbook) -> tuple[Layer, ...]:
    if chart.kind not in CHART_KINDS:
        hint = suggest(chart.kind, CHART_KINDS, "the kinds are " + ", ".join(CHART_KINDS))
        raise wrong(chart.location, f"there is no kind of chart '{chart.kind}'", hint, "unknown-option")
    coloured = [(mark.colour, mark.location) for mark in chart.marks]
    for colour, at in (*coloured, *((column.colour, column.location) for column in chart.compared)):
        if colour and colour not in COLOURS:
            hint = suggest(colour, COLOURS, "the colours are " + ", ".join(COLOURS))
            raise wrong(at, f"there is no colour '{colour}'", hint, "unknown-option")
    if chart.kind == "matrix":
        require_rows(chart)
    layers = layers_of(chart, factbook)
    if not layers and chart.kind not in UNMARKED:
        raise wrong(chart.location, f"the chart '{chart.name}' has no marks", "name the figures to draw", "missing-key")
    return layers


def _svg(name: str, drawing: Drawing, frame: Frame, title: str, desc: str) -> str:
    head = svg.tag("title", escape(title, quote=False), id=f"{name}-title")
    head += svg.tag("desc", escape(desc, quote=False), id=f"{name}-desc")
    return svg.tag(
        "svg",
        head + svg.tag("g", "".join(drawing.elements), aria_hidden="true") + draw_stops(drawing.stops, frame),
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart-{frame.name}",
        viewBox=f"0 0 {svg.fixed(frame.width)} {svg.fixed(drawing.height)}",
        width=frame.width,
        height=drawing.height,
        font_size=frame.size,
        role="group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        data_search_exclude="",
    )


def say_chart(chart: Chart, layers: Sequence[Layer], factbook: Factbook) -> tuple[str, str, str]:
    """Its message, its units and its note in plain words. Raises ProblemError if the message does not hold."""
    note = _said(chart.note, factbook) if chart.note else ""
    return _said(chart.title, factbook), _say_units(chart, layers), note


def find_sources(chart: Chart, layers: Sequence[Layer], factbook: Factbook) -> list[Source]:
    """Where all that it shows and says comes from, in order."""
    entries = [entry for layer in layers for entry in layer.entries]
    entries += [factbook.entries[layer.mark.value] for layer in layers if layer.mark.value]
    entries += [use.entry for text in chart.texts for use in bind_words(text, factbook).uses]
    names = dict.fromkeys(name for entry in entries for name in entry.sources)
    names |= dict.fromkeys(cell.source for one in chart.features for cell in one.cells)
    return [factbook.sources[name] for name in names if name in factbook.sources]


def _caption(chart: Chart, layers: Sequence[Layer], factbook: Factbook, name: str, sources: str) -> str:
    """The message, the units, a note and where the numbers come from."""
    title = f'<p class="chart-title">{_said(chart.title, factbook, name)}</p>'
    said = _say_units(chart, layers)
    unit = f'<p class="chart-unit">{escape(said, quote=False)}</p>' if said else ""
    note_name = f"{name}-note"
    note = f'<p class="chart-note">{_said(chart.note, factbook, note_name)}</p>' if chart.note else ""
    return f"<figcaption>{title}{unit}{note}{sources}</figcaption>"


def _say_units(chart: Chart, layers: Sequence[Layer]) -> str:
    """What one of the numbers is, and the time that they share."""
    units = dict.fromkeys(
        unit_label(entry.figure.measure)
        for layer in layers
        for entry in layer.entries[:1]
        if entry.figure.measure.dimension not in (DATE, *([DURATION] if chart.kind in ("slopes", "history") else []))
    )
    said = [*units, *_period(chart, layers)]
    return "; ".join([said[0][:1].upper() + said[0][1:], *said[1:]]) if said else ""


def _period(chart: Chart, layers: Sequence[Layer]) -> list[str]:
    """The time that all numbers share, where no axis tells it."""
    periods = {entry.period for layer in layers for entry in layer.entries}
    period = periods.pop() if chart.kind in ("bars", "squares", "slip") and len(periods) == 1 else None
    return [format_period(period)] if period else []


def _sources(chart: Chart, layers: Sequence[Layer], factbook: Factbook) -> tuple[str, str]:
    """Links to the first sources, and to the rest of them, which stand with the table."""
    links = []
    for source in find_sources(chart, layers, factbook):
        title = escape(source.title, quote=False)
        links.append(f'<a href="{escape(source.url)}" rel="external noopener">{title}</a>' if source.url else title)
    first, rest = (links, []) if len(links) <= MAX_SOURCES + 1 else (links[:MAX_SOURCES], links[MAX_SOURCES:])
    head = "Source" if len(links) == 1 else "Sources"
    return _listed(head, first, f"; {len(rest)} more under Table" if rest else ""), _listed("Further sources", rest)


def _listed(head: str, links: Sequence[str], more: str = "") -> str:
    return f'<p class="chart-source">{head}: {"; ".join(links)}{more}.</p>' if links else ""


def _said(text: Text, factbook: Factbook, anchor: str = "") -> str:
    """Words as HTML whose claims have ids that begin with the anchor; without an anchor as plain words."""
    bound = bind_words(text, factbook, markup=bool(anchor), anchor=f"{anchor}-")
    if bound.problems:
        raise ProblemError(bound.problems[0])
    return bound.text
