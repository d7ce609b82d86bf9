"""Features of several things in rows of discs: filled for yes, open for part, a cross for no."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.chart import svg
from factbook.chart.layer import Drawing, Frame, Stop, wrong
from factbook.model.factbook import Factbook
from factbook.model.records import Cell, Chart, Compared, Feature

DISC = 8.0
LACK = "accent"
MOST_COLUMNS, MOST_ROWS = 6, 60  # more have no room for their words


def require_rows(chart: Chart) -> None:
    """Raise ProblemError if there is nothing to compare, or if a feature has not one cell for each of them."""
    if not chart.compared or not chart.features:
        said = f"the chart '{chart.name}' compares nothing"
        raise wrong(chart.location, said, "a matrix needs the keys 'compared' and 'features'", "missing-key")
    if len(chart.compared) > MOST_COLUMNS or len(chart.features) > MOST_ROWS:
        said = (
            f"the chart '{chart.name}' has more than {MOST_COLUMNS} things compared or more than {MOST_ROWS} features"
        )
        raise wrong(chart.location, said, "make several charts of it", "too-large")
    for row in chart.features:
        if len(row.cells) != len(chart.compared):
            said = f"this feature has {len(row.cells)} cells for {len(chart.compared)} things compared"
            raise wrong(row.location, said, "give it a cell for each of them")


def draw_matrix(chart: Chart, factbook: Factbook, frame: Frame) -> Drawing:
    """A row for each feature: its name, then what each column has of it."""
    size, step = frame.size, frame.size * 1.25
    left = frame.width * (0.4 if frame.wide else 0.0 if not frame.small else 0.2)
    across = (frame.width - left) / len(chart.compared)
    elements: list[str] = []
    heads = [svg.wrap(column.label, across / 1.1 - 8, size) for column in chart.compared]
    for number, (column, lines) in enumerate(zip(chart.compared, heads, strict=True)):
        for count, words in enumerate(lines):
            y = size + step * (count + max(map(len, heads)) - len(lines))
            elements.append(svg.text(left + across * number, y, words, f"heading {column.colour or 'neutral'}"))
    top = step * max(map(len, heads)) + 6
    stops = []
    for row in chart.features:
        drawn = _draw_row(row, chart.compared, (left, across, top), frame)
        elements += drawn.elements
        said = tuple(
            f"{column.label}: {cell.words} ({factbook.sources[cell.source].title})"
            for column, cell in zip(chart.compared, row.cells, strict=True)
        )
        stops.append(Stop(0, top, frame.width, drawn.height, row.label, said))
        top += drawn.height
    return Drawing(top + 2, tuple(elements), tuple(stops))


def _draw_row(row: Feature, columns: Sequence[Compared], at: tuple[float, float, float], frame: Frame) -> Drawing:
    left, across, top = at
    size, step = frame.size, frame.size * 1.25
    lacks = any(cell.state == "no" for cell in row.cells)
    room = left - 12 if frame.wide else frame.width
    names = svg.wrap(row.label, room / (1.06 if lacks else 1), size)
    inside = 2 * DISC + 8
    words = [svg.wrap(cell.words, across - inside - 8, size) for cell in row.cells]
    most = max(map(len, [*words, *([names] if frame.wide else [])]))
    padding = 3.0 if frame.small else 9.0
    below = 0.0 if frame.wide else len(names) * step
    height = below + max(most * step, 2 * DISC) + 2 * padding
    elements = [svg.rect(0, top, frame.width, height, "band accent")] if lacks else []
    elements.append(svg.line(0, top, frame.width, top, "grid"))
    middle = top + below + (height - below) / 2
    first = middle - (len(names) - 1) * step / 2 if frame.wide else top + padding + size * 0.5
    inset = 6.0
    for number, line in enumerate(names):
        y = first + size * 0.35 + step * number
        elements.append(svg.text(inset, y, line, "value bare" if lacks else "label"))
    for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        x = left + across * number + (0 if frame.wide else inset)
        elements += _draw_cell(cell, column.colour or "neutral", x + DISC, middle)
        class_ = f"value bare {LACK}" if cell.state == "no" else "label bare" if lacks else "label"
        for count, line in enumerate(words[number]):
            y = middle + size * 0.35 + step * (count - (len(words[number]) - 1) / 2)
            elements.append(svg.text(x + inside, y, line, class_))
    return Drawing(height, tuple(elements))


def _draw_cell(cell: Cell, colour: str, x: float, y: float) -> list[str]:
    if cell.state == "yes":
        return [svg.dot(x, y, DISC, f"mark {colour}")]
    if cell.state == "part":
        return [svg.dot(x, y, DISC - 1, f"ring {colour}"), svg.dot(x, y, DISC / 2, f"mark {colour}")]
    reach = DISC * 0.8
    return [
        svg.line(x - reach, y - reach, x + reach, y + reach, f"cross {LACK}"),
        svg.line(x - reach, y + reach, x + reach, y - reach, f"cross {LACK}"),
    ]
