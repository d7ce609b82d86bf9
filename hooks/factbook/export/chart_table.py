"""The numbers of a chart as CSV: exact, each with its unit, its sources and the address of the chart."""

from __future__ import annotations

import re
from html import unescape

from factbook.chart.layer import layers_of
from factbook.chart.table import tabulate
from factbook.export.export import Exporter
from factbook.export.tabular import write_csv
from factbook.model.factbook import Factbook
from factbook.model.records import Chart

COLUMNS = ("id", "title", "text", "value", "base_unit", "number", "unit", "date", "bound", "formula", "source", "chart")
TAG = re.compile(r"<[^<>]*>")


def write_chart(chart: Chart, factbook: Factbook, exporter: Exporter, address: str) -> str:
    """A row for each number that it draws; a chart that only counts has the rows of its table."""
    layers = layers_of(chart, factbook)
    entries = {entry.id: entry for layer in layers for entry in layer.entries}
    if entries:
        return write_csv([{**exporter.figure(entry), "chart": address} for entry in entries.values()], COLUMNS)
    table = tabulate(chart, layers, factbook)
    names = [*(column.head for column in table.columns), "chart"]
    rows = [[unescape(TAG.sub("", cell)) for cell in row] for row in table.rows]
    return write_csv([dict(zip(names, [*row, address], strict=True)) for row in rows], names)
