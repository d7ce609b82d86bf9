"""Where a predicate fails: which member, and what both sides are there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from factbook.model.compare import less
from factbook.model.evaluate import Scope, evaluate_quantity
from factbook.model.formula import FormulaError, Operation, Reference, Tree, references
from factbook.model.operators import COMPARISONS
from factbook.model.quantity import Quantity, QuantityError
from factbook.model.series import Series, combine
from factbook.model.unit import DATE, Measure

MAX_TOLD = 3
DIGITS = 6  # of a number that has no end
SAID = {
    "=": "",
    "within": "",
    "!=": "other than ",
    "<": "less than ",
    ">": "more than ",
    "<=": "at most ",
    ">=": "at least ",
}


def find_counterexamples(tree: Tree, scope: Scope) -> list[str]:
    """What a predicate that fails is against: "2018: 54,838 is not 55,838 million USD"; nothing for logic with "or"."""
    try:
        return [*_find(tree, scope)][:MAX_TOLD]
    except (FormulaError, QuantityError, LookupError, ArithmeticError):
        return []


def _find(tree: Tree, scope: Scope) -> Iterator[str]:
    if not isinstance(tree, Operation):
        return
    if tree.operator == "and":
        for part in tree.operands:
            yield from _find(part, scope)
    elif " every " in tree.operator:
        yield from _find_turns(tree, scope)
    elif tree.operator in COMPARISONS:
        yield from _find_unequal(tree, scope)


def _find_turns(tree: Operation, scope: Scope) -> Iterator[str]:
    """Neighbours of a series between which it does not move as it should."""
    series = evaluate_quantity(tree.operands[0], scope)
    grew, measure = tree.operator.startswith("grew"), _measure(tree, scope)
    for (before, old), (after, new) in pairwise(series.members.items()) if isinstance(series, Series) else ():
        if (less(old, new) if grew else less(new, old)) is not True:
            word = "more" if grew else "less"
            yield f"{after}: {_say(new, measure)} is not {word} than {_say(old, measure, unit=True)} in {before}"


def _find_unequal(tree: Operation, scope: Scope) -> Iterator[str]:
    numbers = [evaluate_quantity(operand, scope) for operand in tree.operands]
    measure = _measure(tree, scope)
    for key, truth in combine(COMPARISONS[tree.operator], numbers).items():
        if truth is not True:
            first, *others = (one.members[key] if isinstance(one, Series) else one for one in numbers)
            place = f"{key}: " if key else ""
            yield f"{place}{_say(first, measure)} is not {_say_others(tree.operator, others, measure)}"


def _say_others(operator: str, others: list[Quantity], measure: Measure | None) -> str:
    if operator == "between":
        return f"between {_say(others[0], measure)} and {_say(others[1], measure, unit=True)}"
    return SAID[operator] + _say(others[0], measure, unit=True)


def _measure(tree: Operation, scope: Scope) -> Measure | None:
    """The unit of the figure that is compared, if it stands by itself; else that of the first that is named."""
    named = [one for one in tree.operands if isinstance(one, Reference)] or [*references(tree)]
    return scope.measure_of(named[0].figure) if named else None


def _say(number: Quantity, measure: Measure | None, *, unit: bool = False) -> str:
    if measure is None or measure.dimension == DATE or measure.dimension != number.dimension:
        return f"{_digits(number.value)}" if measure is None or measure.dimension != DATE else "that day"
    words = _digits(number.value / measure.decimal_factor)
    if not number.exact:
        low, high = (_digits(end / measure.decimal_factor) for end in (number.lower, number.upper))
        words = (
            f"{words} ({low} to {high})" if number.lower.is_finite() and number.upper.is_finite() else f"about {words}"
        )
    return f"{words} {measure.text}" if unit else words


def _digits(value: Decimal) -> str:
    """Grouped digits; a number with very many is cut."""
    cut = (
        value
        if len(value.normalize().as_tuple().digits) <= 2 * DIGITS
        else round(value, max(0, DIGITS - value.adjusted()))
    )
    words = f"{cut:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
