"""The numbers of a chart as a table: what cannot be seen in a drawing can be read there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from factbook.model.factbook import Entry, Factbook
from factbook.model.records import VERDICTS, Chart
from factbook.present.dumbbell import pairs_of
from factbook.present.label import full_label, key_label
from factbook.present.layer import Layer, keys_of
from factbook.present.timeline import happenings_of
from factbook.present.verdicts import count_verdicts, section_label
from factbook.prose.bind import figure_html


@dataclass(frozen=True, slots=True)
class Table:
    """Column heads as words, and rows of cells as HTML; the first cell of a row names it.

    `colours` are those of the columns' marks, as far as they have any.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    colours: tuple[str, ...] = ()


def tabulate(chart: Chart, layers: Sequence[Layer], factbook: Factbook) -> Table:
    """The table that belongs to a kind of chart."""
    if chart.kind == "verdicts":
        return _of_verdicts(chart, factbook)
    if chart.kind == "dumbbell":
        return _of_pairs(layers, factbook)
    if chart.kind == "timeline":
        return _of_events(layers, factbook)
    if any(layer.by in ("year", "quarter", "month") for layer in layers):
        return _of_series(layers)
    return _of_parts(layers)


def table_html(table: Table, title: str) -> str:
    """A table that scrolls by itself, also by keyboard, where it is wider than the page."""
    head = "".join(
        f'<th scope="col"{_class(colour)}>{escape(words, quote=False)}</th>'
        for words, colour in zip_longest(table.head, table.colours)
    )
    rows = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    box = f'<div class="chart-table" tabindex="0" role="group" aria-label="Table: {escape(title)}">'
    return f"{box}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


def _of_series(layers: Sequence[Layer]) -> Table:
    """A row for each year, quarter or month; single numbers stand in rows of their own below."""
    series = [layer for layer in layers if layer.by]
    rows = []
    for key in keys_of(series):
        found = [next((entry for entry in layer.entries if entry.key == key), None) for layer in series]
        named = next(entry for entry in found if entry)
        rows.append((escape(key_label(named)), *(_cell(entry) if entry else "" for entry in found)))
    for layer in layers:
        if not layer.by:
            blanks = [""] * (len(series) - 1)
            rows.append((escape(layer.label), _cell(layer.entries[0]), *blanks))
    head = (series[0].by.capitalize(), *(layer.label for layer in series))
    return Table(head, tuple(rows), ("", *(layer.mark.colour for layer in series)))


def _of_parts(layers: Sequence[Layer]) -> Table:
    """A row for each part; if there are several wholes, they are named first."""
    whole = len(layers) > 1 and all(len(layer.entries) > 1 for layer in layers)
    rows = []
    for layer in layers:
        for entry in layer.entries:
            part = entry.title if len(layer.entries) > 1 else layer.mark.label or entry.title
            names = (layer.label, part) if whole else (part,)
            rows.append((*(escape(name, quote=False) for name in names), _cell(entry)))
    return Table(("Of", "Part", "Share") if whole else ("Part", "Share"), tuple(rows))


def _of_pairs(layers: Sequence[Layer], factbook: Factbook) -> Table:
    rows = [
        (escape(pair.lag.title), _cell(pair.start), _cell(pair.end), _cell(pair.lag))
        for layer in layers
        for pair in pairs_of(layer, factbook)
    ]
    return Table(("Pair", "First", "Followed", "Later by"), tuple(rows))


def _of_events(layers: Sequence[Layer], factbook: Factbook) -> Table:
    rows = [
        (_cell(event.date), escape(event.words), _cell(event.size) if event.size else "")
        for event in happenings_of(layers, factbook)
    ]
    return Table(("Date", "Event", "How large"), tuple(rows))


def _of_verdicts(chart: Chart, factbook: Factbook) -> Table:
    rows = []
    for section, found in count_verdicts(factbook).items():
        counts = [found[verdict] for verdict in VERDICTS]
        cells = [f'<data value="{count}">{count}</data>' for count in (*counts, sum(counts))]
        rows.append((escape(section_label(section, chart)), *cells))
    return Table(("Section", *(verdict.capitalize() for verdict in VERDICTS), "Claims"), tuple(rows))


def _class(colour: str | None) -> str:
    return f' class="{colour}"' if colour else ""


def _cell(entry: Entry) -> str:
    return figure_html(entry, full_label(entry), button=False)
