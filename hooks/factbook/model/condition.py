"""What a predicate compares: its comparisons, and how far each number is from where the comparison turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from factbook.model import arithmetic
from factbook.model.evaluate import Scope, evaluate
from factbook.model.formula import FormulaError, Operation, Tree
from factbook.model.quantity import SAYING, Quantity, QuantityError
from factbook.model.series import Series, combine, numbers_of
from factbook.model.unit import Dimension

OPPOSITE = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "!=": "="}
JOINED = {"and": "or", "or": "and"}
UP, DOWN, INSIDE, OUTSIDE, EXACT = "up", "down", "inside", "outside", "exact"
SIDES = {"<": DOWN, "<=": DOWN, ">": UP, ">=": UP, "between": INSIDE, "within": INSIDE, "largest": UP, "smallest": DOWN}
TURNED = {UP: DOWN, DOWN: UP, INSIDE: OUTSIDE}


@dataclass(frozen=True, slots=True)
class Distance:
    """Where the first number of a comparison lies, and the limits at which it turns, in base units.

    `side` says where it holds: UP or DOWN from its one limit, INSIDE or OUTSIDE of its two.
    """

    comparison: Operation
    side: str
    value: Decimal
    limits: tuple[Decimal, ...]
    dimension: Dimension

    @property
    def gap(self) -> Decimal:
        """To the nearest limit."""
        return min(abs(self.value - limit) for limit in self.limits)

    @property
    def share(self) -> Decimal:
        """The gap as a share of the larger of value and limits, by which distances of all units compare."""
        largest = max(abs(self.value), *(abs(limit) for limit in self.limits))
        return SAYING.divide(self.gap, largest) if largest else Decimal(0)


def settle_not(tree: Tree, *, negate: bool = False) -> Tree:
    """The same condition, in which `not` stands only before what has no opposite of its own."""
    if not isinstance(tree, Operation):
        return tree
    if tree.operator == "not":
        return settle_not(tree.operands[0], negate=not negate)
    if tree.operator in JOINED:
        operator = JOINED[tree.operator] if negate else tree.operator
        return replace(
            tree, operator=operator, operands=tuple(settle_not(part, negate=negate) for part in tree.operands)
        )
    if not negate:
        return tree
    if tree.operator in OPPOSITE:
        return replace(tree, operator=OPPOSITE[tree.operator])
    return Operation("not", (tree,), tree.column)


def comparisons(tree: Tree) -> Iterator[Operation]:
    """What a settled condition joins with `and` and `or`."""
    if isinstance(tree, Operation):
        if tree.operator in JOINED:
            for part in tree.operands:
                yield from comparisons(part)
        else:
            yield tree


def measure_distances(tree: Tree, scope: Scope) -> list[Distance]:
    """For each comparison of a settled condition that can turn by degrees; of what must be equal there is none."""
    found = (_distance(one, scope) for one in comparisons(tree))
    return [one for one in found if one is not None]


def _distance(comparison: Operation, scope: Scope) -> Distance | None:
    inner = comparison.operands[0] if comparison.operator == "not" else comparison
    if not isinstance(inner, Operation):
        return None
    try:
        numbers = [evaluate(operand, scope) for operand in inner.operands]
        found = _measure(inner, [one for one in numbers if isinstance(one, Quantity | Series)])
    except (FormulaError, QuantityError):  # said where the words are bound
        return None
    if found is None or not all(number.is_finite() for number in (found.value, *found.limits)):
        return None
    return found if inner is comparison else replace(found, comparison=comparison, side=TURNED[found.side])


def _measure(one: Operation, numbers: list[Quantity | Series]) -> Distance | None:
    if " every " in one.operator:
        return _of_steps(one, numbers[0])
    side = SIDES.get(one.operator)
    if side is None:
        return None
    if one.operator in ("largest", "smallest"):
        return _of_rivals(one, side, numbers)
    found = combine(lambda *sides: _of_numbers(one, side, sides), numbers).values()
    return min(found, key=lambda distance: distance.share)


def _of_numbers(one: Operation, side: str, sides: tuple[Quantity, ...]) -> Distance:
    value, *limits = sides
    ends = tuple(limit.value for limit in limits)
    if one.operator == "within":
        ends = (ends[0] - ends[1], ends[0] + ends[1])
    return Distance(one, side, value.value, ends, value.dimension)


def _of_rivals(one: Operation, side: str, numbers: list[Quantity | Series]) -> Distance | None:
    """From the next largest or smallest."""
    first, *listed = numbers
    if not isinstance(first, Quantity):
        return None
    rivals = [other.value for other in numbers_of(listed) if other is not first]
    if not rivals:
        return None
    return Distance(one, side, first.value, (max(rivals) if side == UP else min(rivals),), first.dimension)


def _of_steps(one: Operation, series: Quantity | Series) -> Distance | None:
    """From no change, for the smallest change from one member to the next."""
    if not isinstance(series, Series):
        return None
    steps = [arithmetic.subtract(after, before) for before, after in pairwise(series.members.values())]
    grew = one.operator.startswith("grew")
    smallest = (min if grew else max)(steps, key=lambda step: step.value)
    return Distance(one, UP if grew else DOWN, smallest.value, (Decimal(0),), smallest.dimension)
