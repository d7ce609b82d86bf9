"""How far a number is from the limit at which words turn, as a small drawing with a line of words for its place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from factbook.model.condition import DOWN, INSIDE, UP, Distance
from factbook.model.unit import DATE, RATIO, Measure
from factbook.page.apart import Labels

LEFT, RIGHT = 15, 85  # per cent of the width, beyond which words begin or end at their mark
ROOM = Decimal("1.15")


def draw_bar(distance: Distance, measure: Measure | None, labels: Labels) -> str:
    """A line with the part where the words hold, the limits below it, and the value on it."""
    start, end = _range(distance, measure)
    if start == end:
        return ""

    def at(number: Decimal) -> float:
        return round(float((number - start) / (end - start) * 100), 1)

    limits = [at(limit) for limit in distance.limits]
    value = at(distance.value)
    shapes = [_stretch("", 0, 100), *(_stretch("holds", *ends) for ends in _held(distance.side, limits))]
    shapes += [f'<rect class="limit" x="{_percent(limit)}"/>' for limit in limits]
    shapes += [f'<circle cx="{_percent(value)}"/>', _label(labels.value, value, "now")]
    shapes += [
        _label(words, limit, "", side) for words, limit, side in zip(labels.limits, limits, _sides(limits), strict=True)
    ]
    said = escape(f"Now {labels.value}; the limit is {' and '.join(labels.limits)}")
    return f'<svg class="margin" role="img" aria-label="{said}">{"".join(shapes)}</svg>'


def _range(distance: Distance, measure: Measure | None) -> tuple[Decimal, Decimal]:
    """From which number to which the line goes: from nothing, of a share to the whole, of dates and bands around them."""
    numbers = (distance.value, *distance.limits)
    low, high = min(numbers), max(numbers)
    if distance.dimension == DATE or len(distance.limits) > 1:
        return low - (high - low) / 2, high + (high - low) / 2
    whole = Decimal(1)
    if measure and measure.dimension == RATIO and measure.head.name == "%" and low >= 0 and high <= whole:
        return Decimal(0), whole
    return min(low * ROOM, Decimal(0)), max(high * ROOM, Decimal(0))


def _held(side: str, limits: Sequence[float]) -> list[tuple[float, float]]:
    """The parts of the line where the words hold."""
    if side == UP:
        return [(limits[0], 100)]
    if side == DOWN:
        return [(0, limits[0])]
    return [(limits[0], limits[1])] if side == INSIDE else [(0, limits[0]), (limits[1], 100)]


def _stretch(class_: str, start: float, end: float) -> str:
    name = f' class="{class_}"' if class_ else ""
    return f'<rect{name} x="{_percent(start)}" width="{_percent(max(end - start, 0))}"/>'


def _label(words: str, at: float, class_: str, side: str = "") -> str:
    anchor = side or ("start" if at < LEFT else "end" if at > RIGHT else "middle")
    name = f' class="{class_}"' if class_ else ""
    return f'<text{name} x="{_percent(at)}" text-anchor="{anchor}">{escape(words, quote=False)}</text>'


def _sides(limits: Sequence[float]) -> list[str]:
    """Two limits keep out of each other's way."""
    return ["end", "start"] if len(limits) > 1 else [""]


def _percent(number: float) -> str:
    return f"{number:g}%"
