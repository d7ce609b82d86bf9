"""The ledger in bars: how many of the claims stand, section by section."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from factbook.chart import svg
from factbook.chart.layer import Drawing, Frame, Stop
from factbook.chart.scale import Scale
from factbook.model.factbook import Factbook
from factbook.model.records import VERDICTS, Chart

BAR, THIN = 20.0, 8.0


def count_verdicts(factbook: Factbook) -> dict[str, Counter[str]]:
    """Claims by section and verdict, in their order; sections without claims are left out."""
    return {
        section: Counter(claim.verdict for claim in factbook.ledger if claim.section == section)
        for section in factbook.sections
    }


def section_label(section: str, chart: Chart) -> str:
    """The words for a section, which the chart's options give."""
    return chart.options.get(section) or section.capitalize()


def draw_verdicts(chart: Chart, factbook: Factbook, frame: Frame) -> Drawing:
    """A column of bars for each verdict under its name, and a row for each section."""
    counts = count_verdicts(factbook)
    names = [svg.width_of(section_label(section, chart), frame.size) for section in counts]
    left = max(names, default=0.0) + 16 if frame.wide else 0.0
    step = (frame.width - left) / len(VERDICTS)
    longest = max((count for found in counts.values() for count in found.values()), default=1)
    scale = Scale(Decimal(0), Decimal(longest), 0, step - frame.size * 2.4)
    starts = [left + step * number for number in range(len(VERDICTS))]
    elements = [
        svg.text(x, frame.size, verdict.capitalize(), "heading") for x, verdict in zip(starts, VERDICTS, strict=True)
    ]
    stops, top, bar = [], frame.size + 12, THIN if frame.small else BAR
    for section, found in counts.items():
        words = section_label(section, chart)
        start = top
        if frame.wide:
            elements.append(svg.text(0, top + bar / 2 + frame.size * 0.35, words))
        else:
            elements.append(svg.text(0, top + frame.size, words))
            top += frame.size + 6
        for x, verdict in zip(starts, VERDICTS, strict=True):
            elements += _draw_count(found[verdict], verdict, (x, top), (bar, scale), frame.size)
        said = tuple(f"{found[verdict]} {verdict}" for verdict in VERDICTS if found[verdict])
        stops.append(Stop(0, start, frame.width, top + bar - start, words, said))
        top += bar + (4 if frame.small else 10 if frame.wide else 14)
    return Drawing(top - 8, tuple(elements), tuple(stops))


def _draw_count(count: int, verdict: str, at: tuple[float, float], bar: tuple[float, Scale], size: float) -> list[str]:
    """A bar with its number at its end; without a bar the number stands alone."""
    (x, top), (height, scale) = at, bar
    width = scale.place(Decimal(count))
    y = top + height / 2 + size * 0.35
    if not count:
        return [svg.text(x, y, "0", "tick")]
    return [svg.rect(x, top, width, height, f"mark {verdict}"), svg.text(x + width + 6, y, str(count), "value")]
