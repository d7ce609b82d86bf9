"""A formula or a condition in words and signs, for those who do not read code: names as titles, numbers with units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from html import escape
from typing import TypeAlias

from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import Call, Day, Literal, Operation, Reference, Tree
from factbook.model.look import MAX_DIGITS, Look
from factbook.model.period import parse_period
from factbook.model.quantity import ONE, SAYING, measured
from factbook.model.unit import DATE
from factbook.prose.amount import format_value, in_unit
from factbook.prose.dates import format_period

Name: TypeAlias = Callable[[Reference], str]
"""A figure as HTML."""
SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "^": "^"}
RANKS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}
ONE_SIDED = {
    "<": "is less than",
    ">": "is more than",
    "<=": "is at most",
    ">=": "is at least",
    "=": "is",
    "!=": "is not",
}
OF_DAYS = {"<": "is before", ">": "is after", "<=": "is not after", ">=": "is not before"}
FUNCTIONS: Mapping[str, str] = {
    "abs": "the size of",
    "annual": "the yearly sums of",
    "count": "the number of values of",
    "count_up_to": "the number of values of",
    "first": "the first value of",
    "growth": "the growth of",
    "last": "the last value of",
    "max": "the largest of",
    "mean": "the mean of",
    "min": "the smallest of",
    "sqrt": "the square root of",
    "sum": "the sum of",
    "when_last": "the time of the last value of",
    "when_max": "the time of the largest value of",
    "when_min": "the time of the smallest value of",
}


def name_of(entry: Entry) -> str:
    """An entry's title, with its date where that tells it from its neighbours."""
    if entry.period and entry.figure.measure.dimension != DATE and entry.key:
        return f"{entry.title} ({format_period(entry.period)})"
    return entry.title


def quote_name(factbook: Factbook) -> Name:
    """Names of figures in quotation marks."""
    return lambda reference: f"“{escape(title_of(reference, factbook), quote=False)}”"


def title_of(reference: Reference, factbook: Factbook) -> str:
    """What a formula names, by its title and the time that is meant."""
    entry = factbook.entries.get(str(reference))
    if entry:
        return name_of(entry)
    figure = factbook.figures.get(reference.figure)
    title = figure.title if figure else reference.figure
    if reference.span:
        return f"{title} (from {reference.span[0]} to {reference.span[1]})"
    return f"{title} ({reference.key})" if reference.key else title


def call_it(tree: Tree, name: Name) -> Name:
    """Names, but "it" for the figure with which a comparison that was said before begins."""
    side = tree.operands[0] if isinstance(tree, Operation) else tree
    first = str(side) if isinstance(side, Reference) else ""
    return lambda reference: "it" if str(reference) == first else name(reference)


def say_condition(tree: Tree, factbook: Factbook, name: Name, *, above: str = "") -> str:
    """A settled condition as a clause; its parts are joined by their own words, "or" inside "and" in brackets."""
    if not isinstance(tree, Operation):
        return say_formula(tree, factbook, name)
    if tree.operator in ("and", "or"):
        again = call_it(tree.operands[0], name)
        names = (name, *(again for _ in tree.operands[1:]))
        parts = [
            say_condition(part, factbook, own, above=tree.operator)
            for part, own in zip(tree.operands, names, strict=True)
        ]
        said = f" {tree.operator} ".join(parts)
        return f"({said})" if above and above != tree.operator else said
    if tree.operator == "not":
        return _say_comparison(tree.operands[0], factbook, name, negation=" not")
    return _say_comparison(tree, factbook, name)


def say_formula(tree: Tree, factbook: Factbook, name: Name, rank: int = 0) -> str:
    """A formula in signs, with brackets only where they count."""
    if isinstance(tree, Operation):
        return _say_operation(tree, factbook, name, rank)
    if isinstance(tree, Reference):
        return name(tree)
    if isinstance(tree, Call):
        said = [say_formula(part, factbook, name) for part in tree.arguments]
        if tree.function == "count_up_to":
            return f"{FUNCTIONS[tree.function]} {said[0]} that are at most {said[-1]}"
        return f"{FUNCTIONS[tree.function]} {' and '.join(said)}"
    words = _say_literal(tree, factbook) if isinstance(tree, Literal) else format_period(parse_period(tree.text))
    return escape(words, quote=False)


def _say_operation(tree: Operation, factbook: Factbook, name: Name, rank: int) -> str:
    if tree.operator not in RANKS:
        return say_condition(tree, factbook, name)
    own = RANKS[tree.operator]
    if tree.operator == "neg":
        return f"−{say_formula(tree.operands[0], factbook, name, own)}"
    left, right = tree.operands
    if tree.operator in ("*", "/") and _is_step(right):
        return say_formula(left, factbook, name, rank)
    before = say_formula(left, factbook, name, own)
    after = say_formula(right, factbook, name, own + 1 if tree.operator in ("-", "/") else own)
    said = f"{before} {SIGNS[tree.operator]} {after}"
    return f"({said})" if own < rank else said


def _say_comparison(tree: Tree, factbook: Factbook, name: Name, negation: str = "") -> str:
    if not isinstance(tree, Operation):
        return say_formula(tree, factbook, name)
    said = [say_formula(part, factbook, name) for part in tree.operands]
    verb = f"is{negation}"
    if " every " in tree.operator:
        direction, _, every = tree.operator.split()
        whole = "did not grow" if direction == "grew" else "did not fall"
        return f"{said[0]} {whole if negation else direction} every {every if every != 'member' else 'time'}"
    if tree.operator in ("largest", "smallest"):
        return f"{said[0]} {verb} the {tree.operator} of {' and '.join(said[1:])}"
    if tree.operator == "between":
        return f"{said[0]} {verb} between {said[1]} and {said[2]}"
    if tree.operator == "within":
        return f"{said[0]} {verb} within {said[2]} of {said[1]}"
    verbs = ONE_SIDED | OF_DAYS if _is_date(tree, factbook) else ONE_SIDED
    return f"{said[0]} {verbs[tree.operator]} {said[1]}"


def _say_literal(tree: Literal, factbook: Factbook) -> str:
    """A number with as many digits as it was written with."""
    if not tree.unit:
        return f"{tree.value:,f}"
    measure = factbook.measure(tree.unit)
    value = measured(tree.value, measure).value
    shown = SAYING.normalize(in_unit(value, measure))
    is_large = bool(measure.multiplier not in ("", "%")) or abs(shown) >= 1_000_000
    digits, exponent = len(shown.as_tuple().digits), int(shown.as_tuple().exponent)
    look = Look(significant=max(digits, 3)) if is_large else Look(digits=min(max(-exponent, 0), MAX_DIGITS))
    return format_value(value, measure, look)


def _is_step(tree: Tree) -> bool:
    """Whether a factor changes only the unit, as one fiscal year does."""
    return isinstance(tree, Literal) and bool(tree.unit) and tree.value == Decimal(ONE) and tree.unit != "%"


def _is_date(tree: Operation, factbook: Factbook) -> bool:
    def is_day(part: Tree) -> bool:
        if isinstance(part, Reference):
            figure = factbook.figures.get(part.figure)
            return figure is not None and figure.measure.dimension == DATE
        return isinstance(part, Day)

    return any(is_day(part) for part in tree.operands)
