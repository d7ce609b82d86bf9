"""The numbers of a chart as a table: what cannot be seen in a drawing can be read there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from factbook.chart.column import Column, Power, find_powers, is_bounded
from factbook.chart.dumbbell import pairs_of
from factbook.chart.history import parts_of
from factbook.chart.label import full_label, key_label
from factbook.chart.layer import Layer, keys_of
from factbook.chart.lines import day_of
from factbook.chart.timeline import happenings_of
from factbook.chart.verdicts import count_verdicts, section_label
from factbook.model.factbook import Entry, Factbook
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.records import VERDICTS, Cell, Chart
from factbook.prose.figure import figure_html


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows of cells as HTML; the first cell of a row names it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def tabulate(chart: Chart, layers: Sequence[Layer], factbook: Factbook) -> Table:
    """The table that belongs to a kind of chart."""
    own: Mapping[str, Callable[[], Table]] = {
        "verdicts": lambda: _of_verdicts(chart, factbook),
        "matrix": lambda: _of_features(chart, factbook),
        "dumbbell": lambda: _of_pairs(layers, factbook),
        "slopes": lambda: _of_pairs(layers, factbook),
        "history": lambda: _of_history(layers, factbook),
        "timeline": lambda: _of_events(layers, factbook),
    }
    if chart.kind in own:
        return own[chart.kind]()
    if any(layer.by in ("year", "quarter", "month") for layer in layers):
        return _of_series(layers)
    return _of_parts(layers)


def table_html(table: Table, title: str) -> str:
    """A table that scrolls by itself, also by keyboard, where it is wider than the page."""
    head = "".join(_head(column) for column in table.columns)
    rows = "".join(_row(row, table.columns) for row in table.rows)
    # Its cells would run together in the words that a search shows.
    box = f'<div class="chart-table" tabindex="0" role="group" aria-label="Table: {escape(title)}" data-search-exclude>'
    return f"{box}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


def _head(column: Column) -> str:
    unit = f" <small>{escape(column.unit, quote=False)}</small>" if column.unit else ""
    return f'<th scope="col"{_class(column.colour, column.is_number)}>{escape(column.head, quote=False)}{unit}</th>'


def _row(row: Sequence[str], columns: Sequence[Column]) -> str:
    first, *rest = row
    cells = zip(rest, columns[1:], strict=True)
    shown = "".join(f"<td{_class('', column.is_number)}>{cell}</td>" for cell, column in cells)
    head = f'<th scope="row">{first}</th>' if first else "<td></td>"  # nothing names no row
    return f"<tr>{head}{shown}</tr>"


def _class(colour: str, is_number: bool) -> str:
    names = " ".join(filter(None, [colour, "number" if is_number else ""]))
    return f' class="{names}"' if names else ""


def _of_series(layers: Sequence[Layer]) -> Table:
    """A row for each year, quarter or month; single numbers stand in rows of their own below."""
    series = [layer for layer in layers if layer.by]
    powers = find_powers([layer.entries for layer in series])
    rows = []
    for key in keys_of(series):
        found = [next((entry for entry in layer.entries if entry.key == key), None) for layer in series]
        named = next(entry for entry in found if entry)
        cells = (_cell(entry, power) if entry else "" for entry, power in zip(found, powers, strict=True))
        rows.append((escape(key_label(named)), *cells))
    for layer in layers:
        if not layer.by:
            entry, first = layer.entries[0], series[0].entries[0]
            fits = entry.figure.measure.dimension == first.figure.measure.dimension
            cell = _cell(entry, powers[0] if fits else None)
            rows.append((escape(layer.label), cell, *[""] * (len(series) - 1)))
    columns = [
        Column(layer.label, power.unit(layer.entries[0]) if power else "", layer.mark.colour, is_number=True)
        for layer, power in zip(series, powers, strict=True)
    ]
    return Table((Column(series[0].by.capitalize()), *columns), tuple(rows))


def _of_parts(layers: Sequence[Layer]) -> Table:
    """A row for each part; if there are several wholes, they are named first."""
    whole = sum(len(layer.entries) > 1 for layer in layers) > 1
    rows = []
    for layer in layers:
        for entry in layer.entries:
            part = entry.title if len(layer.entries) > 1 else layer.mark.label or entry.title
            names = (part,) if not whole else (layer.label, part) if len(layer.entries) > 1 else (part, "")
            rows.append((*(escape(name, quote=False) for name in names), _cell(entry)))
    columns = [Column("Of"), Column("Part"), Column("Share", is_number=True)]
    return Table(tuple(columns if whole else columns[1:]), tuple(rows))


def _of_pairs(layers: Sequence[Layer], factbook: Factbook) -> Table:
    rows = [
        (escape(pair.lag.title), _cell(pair.start), _cell(pair.end), _cell(pair.lag))
        for layer in layers
        for pair in pairs_of(layer, factbook)
    ]
    return Table((Column("Pair"), Column("First"), Column("Followed"), Column("Later by", is_number=True)), tuple(rows))


def _of_events(layers: Sequence[Layer], factbook: Factbook) -> Table:
    rows = [
        (_cell(event.date), escape(event.words), _cell(event.size) if event.size else "")
        for event in happenings_of(layers, factbook)
    ]
    return Table((Column("Date"), Column("Event"), Column("How large")), tuple(rows))


def _of_history(layers: Sequence[Layer], factbook: Factbook) -> Table:
    """Events and the members of series in order of time, then the spans."""
    parts = parts_of(layers, factbook)
    rows = [
        (each.date.quantity.value, (_cell(each.date), escape(each.words), ""))
        for each in happenings_of(parts.events, factbook)
    ]
    for layer in parts.series:
        for entry in layer.entries:
            time = day_of(entry.key) * MINUTES_A_DAY
            rows.append((time, (escape(key_label(entry)), escape(layer.label), _cell(entry))))
    spans = (("", escape(span.layer.label), _cell(span.length)) for span in parts.spans)
    in_order = sorted(rows, key=lambda row: row[0])
    columns = (Column("Time"), Column("What"), Column("How many"))
    return Table(columns, (*(row for _, row in in_order), *spans))


def _of_features(chart: Chart, factbook: Factbook) -> Table:
    """A row for each feature; a cell says who tells of it."""
    rows = [(escape(row.label), *(_feature(cell, factbook) for cell in row.cells)) for row in chart.features]
    return Table((Column("Feature"), *(Column(one.label, colour=one.colour) for one in chart.compared)), tuple(rows))


def _feature(cell: Cell, factbook: Factbook) -> str:
    source = factbook.sources[cell.source]
    title = escape(source.title, quote=False)
    link = f'<a href="{escape(source.url)}" rel="external noopener">{title}</a>' if source.url else title
    return f"{escape(cell.words, quote=False)} <small>({link})</small>"


def _of_verdicts(chart: Chart, factbook: Factbook) -> Table:
    rows = []
    for section, found in count_verdicts(factbook).items():
        counts = [found[verdict] for verdict in VERDICTS]
        cells = [f'<data value="{count}">{count}</data>' for count in (*counts, sum(counts))]
        rows.append((escape(section_label(section, chart)), *cells))
    counted = (Column(name, is_number=True) for name in (*(verdict.capitalize() for verdict in VERDICTS), "Claims"))
    return Table((Column("Section"), *counted), tuple(rows))


def _cell(entry: Entry, power: Power | None = None) -> str:
    words = power.label(entry) if power and not is_bounded(entry) else full_label(entry)
    return figure_html(entry, words)
