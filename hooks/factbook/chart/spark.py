"""A small line beside a series: its shape at a glance, without a scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factbook.chart import svg
from factbook.chart.layer import by_of
from factbook.chart.scale import Scale
from factbook.model.factbook import Entry

WIDTH, HEIGHT, EDGE = 60.0, 16.0, 2.0
FEW = 3


def draw_spark(entries: Sequence[Entry]) -> str:
    """The line from first to last, true to scale in time; "" for what is no series over time, or too short a one."""
    points = [
        (Decimal(entry.period.end.toordinal()), entry.quantity.value)
        for entry in entries
        if entry.key and by_of(entry.key) != "category" and entry.period
    ]
    if len(points) < FEW:
        return ""
    times, values = zip(*points, strict=True)
    across = Scale(min(times), max(times), EDGE, WIDTH - EDGE)
    up = Scale(min(values), max(values), HEIGHT - EDGE, EDGE)
    places = [(across.place(time), up.place(value)) for time, value in points]
    drawn = svg.path(places, "line") + svg.dot(*places[-1], 1.6, "mark")
    return f'<svg class="spark" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" aria-hidden="true">{drawn}</svg>'
