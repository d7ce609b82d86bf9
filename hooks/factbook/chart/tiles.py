"""A hundred squares for a hundred per cent, filled column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR

from factbook.chart import svg
from factbook.chart.whole import require_whole
from factbook.model.factbook import Entry
from factbook.model.records import Chart

SIDE = 10


def tiles(numbers: Iterable[int], left: float, top: float, pitch: float, class_: str) -> str:
    """Some of the hundred squares, as one path."""
    side = svg.fixed(pitch - max(pitch * 0.08, 1.5))
    corners = [(left + number // SIDE * pitch, top + number % SIDE * pitch) for number in numbers]
    return svg.tag(
        "path", d="".join(f"M{svg.fixed(x)} {svg.fixed(y)}h{side}v{side}h-{side}z" for x, y in corners), class_=class_
    )


def count_squares(chart: Chart, entries: Sequence[Entry]) -> list[int]:
    """Whole squares for shares, a hundred in all: the largest remainders get those that rounding leaves."""
    require_whole(entries, "the parts of this chart", chart.location)
    shares = [entry.quantity.value * 100 for entry in entries]
    counts = [int(share.to_integral_value(ROUND_FLOOR)) for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda index: counts[index] - shares[index])
    for index in by_rest[: 100 - sum(counts)]:
        counts[index] += 1
    return counts
