"""From values to positions: scales, round ticks, and labels that keep their distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from low to high on a line from start to end; an end before the start turns it round."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def place(self, value: Decimal) -> float:
        """The position of a value; of all values the middle, if there is but one."""
        if self.low == self.high:
            return (self.start + self.end) / 2
        return self.start + (self.end - self.start) * float((value - self.low) / (self.high - self.low))


def nice_step(low: Decimal, high: Decimal, count: int) -> Decimal:
    """The smallest round step (1, 2 or 5 times a power of ten) that needs at most `count` steps."""
    span = abs(high - low) or abs(high) or Decimal(1)
    rough = span / max(count, 1)
    power = Decimal(1).scaleb(rough.adjusted())
    return next(step * power for step in STEPS if step * power >= rough)


def nice_ticks(low: Decimal, high: Decimal, count: int = 4) -> tuple[Decimal, ...]:
    """Round values in equal steps, the first at or below `low`, the last at or above `high`."""
    step = nice_step(low, high, count)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    if first == last:
        last += 1
    return tuple(step * (first + number) for number in range(int(last - first) + 1))


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Starts of labels in their order, as near to the wanted ones as can be without overlap.

    They stay between low and high if there is room, else they run over at the end. Labels that
    would overlap are pooled, and each pool stands where its members want it on average.
    """
    offsets = [sum(sizes[:index]) for index in range(len(sizes))]
    pools: list[list[float]] = []  # wishes, less what the labels before take up
    for wish, offset in zip(wanted, offsets, strict=True):
        pools.append([wish - offset])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    last = max(high - sum(sizes), low)
    settled = [min(max(_mean(pool), low), last) for pool in pools for _ in pool]
    return [start + offset for start, offset in zip(settled, offsets, strict=True)]


def every(count: int, most: int) -> list[int]:
    """Which of `count` labels to print if `most` fit: evenly, with the last, and the first if that works."""
    if count <= 1 or most >= count:
        return list(range(count))
    step = -(-count // max(most, 1))
    even = next((wider for wider in range(step, step + 2) if (count - 1) % wider == 0), step)
    return sorted(range(count - 1, -1, -even))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
