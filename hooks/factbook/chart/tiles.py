"""A hundred squares for a hundred per cent, filled column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal

from factbook.chart import svg
from factbook.chart.layer import wrong
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
    shares = [entry.quantity.value * 100 for entry in entries]
    if abs(sum(shares, Decimal(0)) - 100) > Decimal("0.5") or min(shares, default=Decimal(0)) < 0:
        raise wrong(
            chart.location, "the shares do not sum to the whole", "squares need every part of it", "formula-value"
        )
    counts = [int(share.to_integral_value(ROUND_FLOOR)) for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda index: counts[index] - shares[index])
    for index in by_rest[: 100 - sum(counts)]:
        counts[index] += 1
    return counts
