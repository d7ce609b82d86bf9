"""The ledger in bars: how many of the article's claims stand, section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from factbook.model.factbook import Factbook
from factbook.model.records import SECTIONS, VERDICTS, Chart
from factbook.present import svg
from factbook.present.layer import Drawing, Frame, Stop
from factbook.present.scale import Scale


def count_verdicts(factbook: Factbook) -> dict[str, Counter[str]]:
    """Claims by section and verdict, in the order of the article; sections without claims are left out."""
    counts = {section: Counter(c.verdict for c in factbook.ledger if c.section == section) for section in SECTIONS}
    return {section: found for section, found in counts.items() if found}


def section_label(section: str, chart: Chart) -> str:
    """The words for a section, which the chart's options give."""
    return chart.options.get(section) or section.capitalize()


def draw_verdicts(chart: Chart, factbook: Factbook, frame: Frame) -> Drawing:
    """A row of counts for each section, longer where the article claims more."""
    counts = count_verdicts(factbook)
    elements, stops = [], []
    x, y = 0.0, frame.size
    for verdict in VERDICTS:
        width = 16 + svg.width_of(verdict, frame.size)
        if x and x + width > frame.width:
            x, y = 0.0, y + frame.size * 1.4
        elements += [svg.rect(x, y - 10, 10, 10, f"mark {verdict}"), svg.text(x + 16, y, verdict)]
        x += width + 16
    top = y + 18
    left = 150.0 if frame.wide else 0.0
    longest = max((total.total() for total in counts.values()), default=1)
    scale = Scale(Decimal(0), Decimal(longest), left, frame.width)
    for section, found in counts.items():
        words = section_label(section, chart)
        if frame.wide:
            elements.append(svg.text(0, top + 12 + frame.size * 0.35, words))
        else:
            elements.append(svg.text(0, top + frame.size, words))
            top += frame.size + 6
        elements += _draw_row(found, scale, top, frame)
        said = tuple(f"{found[verdict]} {verdict}" for verdict in VERDICTS if found[verdict])
        stops.append(Stop(0, top, frame.width, 24, words, said))
        top += 34 if frame.wide else 36
    return Drawing(top - 4, tuple(elements), tuple(stops))


def _draw_row(found: Mapping[str, int], scale: Scale, top: float, frame: Frame) -> list[str]:
    elements = []
    level = 0
    for verdict in VERDICTS:
        if count := found.get(verdict, 0):
            x, level = scale.place(Decimal(level)), level + count
            width = scale.place(Decimal(level)) - x - 1.5
            elements.append(svg.rect(x, top, width, 24, f"mark {verdict}"))
            if svg.width_of(str(count), frame.size, bold=True) <= width:
                y = top + 12 + frame.size * 0.35
                elements.append(svg.text(x + width / 2, y, str(count), f"value on-{verdict}", "middle"))
    return elements
