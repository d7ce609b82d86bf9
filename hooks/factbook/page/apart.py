"""The numbers of a comparison in words, with as many digits as tell one from the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from factbook.model.condition import Distance
from factbook.model.factbook import Factbook
from factbook.model.formula import Call, Literal, Operation, Reference, Tree
from factbook.model.look import Look
from factbook.model.period import Period
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.ratio import SHARE, kind_of
from factbook.model.unit import DATE, DURATION, RATIO, Dimension, Measure
from factbook.prose.amount import format_value
from factbook.prose.dates import format_period
from factbook.prose.number import format_entry

# From few digits to many: as many are shown as tell the numbers apart.
LOOKS = (Look(), *(Look(significant=count) for count in (4, 6, 8)), *(Look(digits=count) for count in (1, 2, 3, 4)))
POINTS = "percentage point"
PLAIN_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The numbers of a comparison in few words: the value, and each limit."""

    value: str
    limits: tuple[str, ...]


def label_numbers(distance: Distance, factbook: Factbook) -> Labels:
    """All with the digits that tell them apart, and without the unit unless that is a sign."""
    measure = measure_of(distance, factbook)
    numbers = (distance.value, *distance.limits)
    value, *limits = say_apart(numbers, measure, distance.dimension, short=True)
    tree = compared(distance)[0]
    entry = factbook.entries.get(str(tree)) if isinstance(tree, Reference) else None
    if entry and distance.dimension == DATE and entry.quantity.value == distance.value:
        value = format_entry(entry, Look())  # as precise as it is known
    return Labels(value, tuple(limits))


def say_apart(
    numbers: Sequence[Decimal], measure: Measure | None, dimension: Dimension, *, short: bool = False
) -> list[str]:
    """Numbers of one kind in words, with as many digits as tell them apart."""
    if dimension == DATE:
        return [_day(number) for number in numbers]
    if measure is None:
        return [plain_number(number) for number in numbers]
    has_sign = measure.head.symbol or "%" in (measure.multiplier, measure.head.name)
    options = frozenset({"plain"} if short and not has_sign else ())
    tried = [[format_value(number, measure, replace(look, options=options)) for number in numbers] for look in LOOKS]
    return next((words for words in tried if len(set(words)) == len(set(numbers))), tried[-1])


def say_gap(distance: Distance, factbook: Factbook) -> str:
    """How far it is to the nearest limit: "3.5 percentage points", "11 days"."""
    measure = measure_of(distance, factbook)
    if distance.dimension == DATE:
        days = int(distance.gap) // MINUTES_A_DAY
        return f"{days:,} day{'' if days == 1 else 's'}"
    if measure is None:
        return plain_number(distance.gap)
    is_share = "%" in (measure.multiplier, measure.head.name)
    if is_share and POINTS in factbook.units.by_name:
        measure = factbook.measure(POINTS)
    return format_value(distance.gap, measure, Look())


def measure_of(distance: Distance, factbook: Factbook) -> Measure | None:
    """The unit in which a comparison is said: that of a side which has one; None for a plain number."""
    sides, dimension = compared(distance), distance.dimension
    leaves: list[Tree] = [leaf for side in sides for leaf in _leaves(side)]
    bare: list[Tree] = [side for side in sides if isinstance(side, Reference | Literal)]
    if dimension == RATIO and not any(isinstance(side, Reference) for side in bare):
        if any(kind_of(side, factbook) == SHARE for side in sides) and "%" in factbook.units.by_name:
            return factbook.measure("%")
        leaves = bare
    for leaf in (*bare, *leaves):
        measure = _measure_of_leaf(leaf, factbook)
        if measure and measure.dimension == dimension:
            return measure
    if dimension == DURATION and "day" in factbook.units.by_name:
        return factbook.measure("day")
    return None


def plain_number(value: Decimal) -> str:
    """A number without a unit, to three digits that count."""
    places = max(PLAIN_DIGITS - 1 - value.adjusted(), 0) if value else 0
    said = f"{value:,.{places}f}"
    said = said.rstrip("0").rstrip(".") if "." in said else said
    return said.replace("-", "−")


def _day(minutes: Decimal) -> str:
    day = date.fromordinal(int(minutes) // MINUTES_A_DAY)
    return format_period(Period(day, day, "day"))


def compared(distance: Distance) -> tuple[Tree, ...]:
    """The sides of a comparison."""
    one = distance.comparison
    inner = one.operands[0] if one.operator == "not" else one
    return inner.operands if isinstance(inner, Operation) else (inner,)


def _leaves(tree: Tree) -> list[Tree]:
    if isinstance(tree, Operation):
        return [leaf for part in tree.operands for leaf in _leaves(part)]
    if isinstance(tree, Call):
        return [leaf for part in tree.arguments for leaf in _leaves(part)]
    return [tree]


def _measure_of_leaf(leaf: Tree, factbook: Factbook) -> Measure | None:
    if isinstance(leaf, Reference) and leaf.figure in factbook.figures:
        return factbook.measure_of(leaf.figure)
    return factbook.measure(leaf.unit) if isinstance(leaf, Literal) and leaf.unit else None
