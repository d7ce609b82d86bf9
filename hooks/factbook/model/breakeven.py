"""The value of one input at which a claim stops being true.

Truth is asked of the formulas themselves, with the input set to other values and everything that
depends on it computed again: outwards from the present value in widening steps until the claim
fails, then by bisection between the last value at which it holds and the first at which it does not.
Both were evaluated, so a break-even is proven at both sides. Steps widen geometrically and may pass
over a narrow band in which two numbers are equal: where the sign of their difference changes on the
way, the claim is tried at the root, too. A predicate that is monotone in the input, as nearly all
are, needs no such care.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from factbook.model.evaluate import evaluate, evaluate_truth
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import FormulaError, Operation, Tree, references
from factbook.model.inputs import inputs_of
from factbook.model.nudge import Nudged
from factbook.model.quantity import MINUTES_A_DAY, SAYING, Quantity, from_fraction
from factbook.model.unit import DATE
from factbook.model.unknown import name_unknown

# Multiples of the value at which a claim is tried, near ones first.
STEPS = tuple(Decimal(step) for step in ("0.001", "0.01", "0.05", "0.1", "0.2", "0.35", "0.6", "0.9", "1"))
FURTHER = tuple(Decimal(step) for step in (2, 4, 9, 19, 49, 99, 999, 99_999, 9_999_999))
DAYS = (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000)
PRECISION = Decimal("1e-7")
ROOT_PRECISION = Decimal("1e-13")
RANGE_STEPS = 24  # in which a range is searched
EQUALITIES = ("=", "within")


@dataclass(frozen=True, slots=True)
class BreakEven:
    """For one input, the nearest values below and above it at which the claim fails; None: never.

    `below` and `above` are in base units, as the input's own value; `margin` is the distance to the
    nearer one as a share of the value (of a year for a date), or None.
    """

    entry: Entry
    below: Decimal | None
    above: Decimal | None
    margin: Decimal | None


def find_break_evens(tree: Tree, factbook: Factbook) -> list[BreakEven]:
    """For each given number that a true predicate rests on, nearest to breaking first."""
    needed = all_inputs(tree, factbook)
    found = [_break_even(tree, entry, factbook, needed) for entry in needed.values() if entry.formula is None]
    return sorted(found, key=lambda one: (one.margin is None, one.margin or 0, one.entry.id))


def find_limits(tree: Tree, entry: Entry, factbook: Factbook, ends: tuple[Decimal, Decimal]) -> list[Decimal]:
    """The nearest values below and above the present one, within a range, at which a predicate turns over.

    All are in base units. A predicate that does not hold now turns over where it does.
    """
    scope = Nudged(factbook, entry, entry.quantity)
    turned = tree if _holds(tree, scope, Decimal(0)) else Operation("not", (tree,), 0)
    spans = [end - entry.quantity.value for end in ends]
    enough = abs(ends[1] - ends[0]) * PRECISION
    found = [
        _first_failure(turned, scope, (span * step / RANGE_STEPS for step in range(1, RANGE_STEPS + 1)), enough)
        for span in spans
        if span
    ]
    return [value for value in found if value is not None]


def all_inputs(tree: Tree, factbook: Factbook) -> dict[str, Entry]:
    """All numbers that a predicate rests on, in the order in which it and its inputs name them."""
    seen: dict[str, Entry] = {}
    waiting = list(reversed(inputs_of(tree, "", factbook.values)))
    while waiting:
        name = waiting.pop()
        if name not in seen and name in factbook.entries:
            seen[name] = factbook.entries[name]
            waiting.extend(reversed(factbook.entries[name].inputs))
    return seen


def _break_even(tree: Tree, entry: Entry, factbook: Factbook, needed: Container[str]) -> BreakEven:
    value = entry.quantity.value
    scope = Nudged(factbook, entry, entry.quantity, needed)
    tree = _that_moves(tree, scope.moved)
    below, above = (_first_failure(tree, scope, offsets) for offsets in (_downwards(entry), _upwards(entry)))
    scale = Decimal(MINUTES_A_DAY * 365) if entry.quantity.dimension == DATE else abs(value)
    distances = [SAYING.divide(abs(end - value), scale) for end in (below, above) if end is not None and scale]
    return BreakEven(entry, below, above, min(distances, default=None))


def _that_moves(tree: Tree, moved: Container[str]) -> Tree:
    """Of conditions that all hold, those that name something that moves; the others go on holding."""
    if not isinstance(tree, Operation) or tree.operator != "and":
        return tree
    moving = [part for part in tree.operands if any(reference.figure in moved for reference in references(part))]
    parts = tuple(_that_moves(part, moved) for part in moving)
    return parts[0] if len(parts) == 1 else replace(tree, operands=parts)


def _downwards(entry: Entry) -> Iterator[Decimal]:
    """Offsets to smaller values; what can't be negative ends at its minimum."""
    if entry.quantity.dimension == DATE:
        yield from (Decimal(-days * MINUTES_A_DAY) for days in DAYS)
        return
    least = entry.figure.measure.head.minimum
    size = abs(entry.quantity.value)
    for step in STEPS if least is not None else STEPS + FURTHER:
        yield -size * step


def _upwards(entry: Entry) -> Iterator[Decimal]:
    if entry.quantity.dimension == DATE:
        yield from (Decimal(days * MINUTES_A_DAY) for days in DAYS)
        return
    size = abs(entry.quantity.value)
    for step in STEPS + FURTHER:
        yield size * step


def _first_failure(
    tree: Tree, scope: Nudged, offsets: Iterator[Decimal], enough: Decimal | None = None
) -> Decimal | None:
    holds = Decimal(0)
    differences = list(_differences(tree))
    for offset in offsets:
        roots = (_find_root(one, scope, holds, offset) for one in differences)
        tried = sorted((root for root in roots if root is not None), key=abs)
        for place in (*tried, offset):
            if not _holds(tree, scope, place):
                return scope.entry.quantity.value + _bisect(tree, scope, holds, place, enough)
        holds = offset
    return None


def _differences(tree: Tree) -> Iterator[Tree]:
    """For each two numbers that a predicate takes for equal, the formula of their difference."""
    if isinstance(tree, Operation):
        if tree.operator in EQUALITIES:
            yield Operation("-", tree.operands[:2], tree.column)
        for operand in tree.operands:
            yield from _differences(operand)


def _find_root(difference: Tree, scope: Nudged, near: Decimal, far: Decimal) -> Decimal | None:
    """Between two offsets at which a difference has other signs, one at which it has none, by bisection."""
    sign = _sign(difference, scope, near)
    if not sign or sign * _sign(difference, scope, far) >= 0:
        return None
    return _narrow(lambda offset: _sign(difference, scope, offset) == sign, near, far, abs(far) * ROOT_PRECISION)


def _sign(difference: Tree, scope: Nudged, offset: Decimal) -> int:
    """1, -1, or 0 also where there is no such number."""
    try:
        scope.change(move(scope.entry.quantity, offset))
        value = evaluate(difference, scope)
    except FormulaError:
        return 0
    return int(value.value.compare(0)) if isinstance(value, Quantity) else 0


def _bisect(tree: Tree, scope: Nudged, holds: Decimal, fails: Decimal, enough: Decimal | None = None) -> Decimal:
    """The offset nearest to `holds` at which the claim fails, to a millionth of the value or a day."""
    day = Decimal(MINUTES_A_DAY) if scope.entry.quantity.dimension == DATE else None
    enough = enough or day or abs(scope.entry.quantity.value) * PRECISION
    return _narrow(lambda offset: _holds(tree, scope, offset), holds, fails, enough, day)


def _narrow(
    is_near: Callable[[Decimal], bool], near: Decimal, far: Decimal, enough: Decimal, step: Decimal | None = None
) -> Decimal:
    """The far end of what bisection leaves between two offsets; only multiples of the step are tried."""
    while abs(far - near) > enough:
        middle = (near + far) / 2
        if step:
            middle = middle // step * step
        if is_near(middle):
            near = middle
        else:
            far = middle
    return far


def _holds(tree: Tree, scope: Nudged, offset: Decimal) -> bool:
    """Whether the predicate is true with the input moved; a formula without an answer is not true."""
    try:
        scope.change(move(scope.entry.quantity, offset))
        return evaluate_truth(tree, scope) is True
    except FormulaError:
        return False


def move(quantity: Quantity, offset: Decimal) -> Quantity:
    """The quantity further on by an offset, with bounds as wide as before."""
    if isinstance(quantity.made, Fraction):
        moved = from_fraction(quantity.made + Fraction(offset), quantity.dimension)
        return replace(moved, calendar=quantity.calendar)
    value, lower, upper = (end + offset for end in (quantity.value, quantity.lower, quantity.upper))
    moved = replace(quantity, value=value, lower=lower, upper=upper, made=None)
    return name_unknown(next(iter(quantity.made.unknowns)), moved) if quantity.made else moved
