"""From a formula's tree to a quantity, a series of quantities, or a truth value.

Truth is True, False or None: None where the predicate holds for some values within the bounds and
not for others. A formula over series works member by member on the keys the series share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Protocol, TypeAlias, TypeVar

from factbook.ground.problem import suggest
from factbook.model import quantity as q
from factbook.model.formula import Call, Day, FormulaError, Literal, Operation, Reference, Tree
from factbook.model.period import Period, parse_period
from factbook.model.quantity import Quantity, QuantityError
from factbook.model.unit import DATE, Measure, multiply

MINUTES_A_DAY = 1440
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Series:
    """Quantities of one kind by year, quarter, month or category, in order."""

    by: str
    members: Mapping[str, Quantity]


Value: TypeAlias = "Quantity | Series | bool | None"


class Scope(Protocol):
    """Where a formula looks up what it names."""

    def value_of(self, figure: str) -> Quantity | Series:
        """Raises LookupError if there is no such figure."""

    def measure(self, text: str) -> Measure:
        """Raises LookupError with the word that is no unit."""

    def figure_names(self) -> list[str]:
        """For hints."""


def evaluate(tree: Tree, scope: Scope) -> Value:
    """The value of a tree. Raises FormulaError with the column of the part that has no value."""
    try:
        return _Evaluator(scope).value(tree)
    except QuantityError as error:  # pragma: no cover - every step below adds its column
        raise FormulaError(str(error), 0, error.code, error.hint) from None


def evaluate_quantity(tree: Tree, scope: Scope) -> Quantity | Series:
    """The value of a formula, which is a number or a series of numbers."""
    value = evaluate(tree, scope)
    if value is None or isinstance(value, bool):
        raise FormulaError("this is a comparison where a number is needed", tree.column)
    return value


def evaluate_truth(tree: Tree, scope: Scope) -> bool | None:
    """The truth of a predicate."""
    value = evaluate(tree, scope)
    if isinstance(value, Quantity | Series):
        raise FormulaError("this is a number where a comparison is needed", tree.column, hint="as in: x > 95 %")
    return value


def quantity_of_period(period: Period) -> Quantity:
    """A date as a quantity; one known to the month or year only lies between its first and last day."""
    low, high = (Decimal(day.toordinal() * MINUTES_A_DAY) for day in (period.start, period.end))
    middle = Decimal((period.start.toordinal() + period.end.toordinal()) // 2 * MINUTES_A_DAY)
    return Quantity(middle, low, high, DATE)


class _Evaluator:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def value(self, tree: Tree) -> Value:
        if isinstance(tree, Literal):
            return self.literal(tree)
        if isinstance(tree, Day):
            return self.day(tree)
        if isinstance(tree, Reference):
            return self.reference(tree)
        try:
            if isinstance(tree, Call):
                return self.call(tree)
            return self.operation(tree)
        except QuantityError as error:
            raise FormulaError(str(error), tree.column, error.code, error.hint) from None

    def number(self, tree: Tree) -> Quantity | Series:
        value = self.value(tree)
        if value is None or isinstance(value, bool):
            raise FormulaError("a comparison can't be calculated with", tree.column)
        return value

    def truth(self, tree: Tree) -> bool | None:
        value = self.value(tree)
        if isinstance(value, Quantity | Series):
            raise FormulaError("'and', 'or' and 'not' join comparisons and not numbers", tree.column)
        return value

    def literal(self, tree: Literal) -> Quantity:
        if not tree.unit:
            return q.point(tree.value)
        try:
            measure = self.scope.measure(tree.unit)
        except LookupError as error:
            raise FormulaError(
                f"'{error.args[0]}' is no unit", tree.column, "unknown-unit", "data/units.yml lists the units"
            ) from None
        if measure.dimension == DATE:
            raise FormulaError("a number is no date", tree.column, "bad-date", "write a day as in 2018-12-31")
        return q.point(q.NEAREST.multiply(tree.value, measure.factor), measure.dimension)

    def day(self, tree: Day) -> Quantity:
        try:
            return quantity_of_period(parse_period(tree.text))
        except ValueError as error:
            raise FormulaError(str(error), tree.column, "bad-date") from None

    def reference(self, tree: Reference) -> Quantity | Series:
        try:
            value = self.scope.value_of(tree.figure)
        except LookupError:
            raise FormulaError(
                f"there is no figure '{tree.figure}'",
                tree.column,
                "unknown-figure",
                suggest(tree.figure, self.scope.figure_names(), "the names are in data/figures/"),
            ) from None
        if tree.key is None:
            return value
        if not isinstance(value, Series):
            raise FormulaError(
                f"'{tree.figure}' is one number and has no members",
                tree.column,
                "unknown-member",
                f"write {tree.figure}",
            )
        first, last = tree.span or (tree.key, tree.key)
        for key in (first, last):
            if key not in value.members:
                raise FormulaError(
                    f"'{tree.figure}' has no member '{key}'",
                    tree.column,
                    "unknown-member",
                    f"it has {', '.join(value.members)}",
                )
        if tree.span is None:
            return value.members[tree.key]
        part = tree.part_of(list(value.members))
        if not part:
            raise FormulaError(f"'{first}' does not come before '{last}'", tree.column, "unknown-member")
        return Series(value.by, {key: value.members[key] for key in part})

    def call(self, tree: Call) -> Value:
        if tree.function in ("abs", "sqrt"):
            (argument,) = self.exactly(tree, 1)
            half = q.point(Decimal("0.5"))
            return _each(q.absolute if tree.function == "abs" else lambda x: q.power(x, half), argument)
        if tree.function in ("min", "max"):
            found: list[Quantity] = []
            for part in tree.arguments:
                number = self.number(part)
                found += number.members.values() if isinstance(number, Series) else [number]
            return q.extreme(found, largest=tree.function == "max")
        (series,) = self.exactly(tree, 1)
        if not isinstance(series, Series):
            raise FormulaError(f"{tree.function}() needs a series", tree.arguments[0].column, "formula-value")
        return SERIES_FUNCTIONS[tree.function](series)

    def exactly(self, tree: Call, count: int) -> list[Quantity | Series]:
        if len(tree.arguments) != count:
            raise FormulaError(f"{tree.function}() takes one argument", tree.column)
        return [self.number(argument) for argument in tree.arguments]

    def operation(self, tree: Operation) -> Value:
        if tree.operator in ("and", "or", "not"):
            return self.logic(tree)
        numbers = [self.number(operand) for operand in tree.operands]
        if tree.operator == "neg":
            return _each(q.negate, numbers[0])
        if tree.operator in ARITHMETIC:
            return _pairwise(ARITHMETIC[tree.operator], *numbers)
        if " every " in tree.operator:
            return self.moved_always(numbers[0], tree)
        if tree.operator in ("largest", "smallest"):
            return self.ranks_first(numbers, tree.operator)
        verdicts = _combine(COMPARISONS[tree.operator], numbers)
        return _all(list(verdicts.values()))

    def logic(self, tree: Operation) -> bool | None:
        truths = [self.truth(operand) for operand in tree.operands]
        if tree.operator == "and":
            return _all(truths)
        if tree.operator == "or":
            return _not(_all([_not(truth) for truth in truths]))
        return _not(truths[0])

    def moved_always(self, series: Quantity | Series, tree: Operation) -> bool | None:
        """Whether a series grew or fell from each member to the next; `every year` knows no missing year."""
        direction, _, every = tree.operator.split()
        if not isinstance(series, Series) or len(series.members) < 2:
            raise FormulaError(f"'{tree.operator}' needs a series", tree.column, "formula-value")
        if every != "member":
            if every != series.by:
                raise FormulaError(
                    f"this is a series by {series.by}",
                    tree.column,
                    "formula-value",
                    f"write {direction} every {series.by}",
                )
            periods = [parse_period(key) for key in series.members]
            for before, after in pairwise(periods):
                if before.end + timedelta(days=1) != after.start:
                    raise FormulaError(
                        f"the series has nothing between {before.text} and {after.text}",
                        tree.column,
                        "formula-value",
                        f"write '{direction} every member', or add what is missing",
                    )
        values = list(series.members.values())
        if direction == "fell":
            values.reverse()
        return _all([q.less(a, b) for a, b in pairwise(values)])

    def ranks_first(self, numbers: list[Quantity | Series], operator: str) -> bool | None:
        """Whether the first number is the largest of the others; it may itself stand among them."""
        first, *listed = numbers
        others: list[Quantity] = []
        for number in listed:
            others += number.members.values() if isinstance(number, Series) else [number]
        if not isinstance(first, Quantity):
            raise QuantityError(f"'is the {operator} of' compares one number with others")
        rivals = [other for other in others if other is not first]
        if operator == "smallest":
            return _all([q.less(first, rival) for rival in rivals])
        return _all([q.less(rival, first) for rival in rivals])


def _sum(series: Series) -> Quantity:
    total, *rest = series.members.values()
    for member in rest:
        total = q.add(total, member)
    return total


def _mean(series: Series) -> Quantity:
    return q.divide(_sum(series), q.point(Decimal(len(series.members))))


def _growth(series: Series) -> Series:
    keys = list(series.members)
    one = q.point(q.ONE)
    changes = {
        key: q.subtract(q.divide(series.members[key], series.members[before]), one) for before, key in pairwise(keys)
    }
    if not changes:
        raise QuantityError("growth() needs two members or more")
    return Series(series.by, changes)


def _annual(series: Series) -> Series:
    """The sum of each year whose four quarters are known, as money (or anything) a year."""
    if series.by != "quarter":
        raise QuantityError("annual() needs a series by quarter")
    years = dict.fromkeys(key[:4] for key in series.members)
    totals = {}
    for year in years:
        quarters = {key: value for key, value in series.members.items() if key.startswith(year)}
        if len(quarters) == 4:
            total = _sum(Series("quarter", quarters))
            a_year = multiply(total.dimension, (("fiscal quarter", 1), ("fiscal year", -1)))
            if dict(total.dimension).get("fiscal quarter") != -1:
                raise QuantityError("annual() needs values 'a quarter'", "unit-mismatch")
            totals[year] = q.as_dimension(total, tuple(sorted(a_year)))
    if not totals:
        raise QuantityError("annual() found no year with all four quarters")
    return Series("year", totals)


def _when(series: Series, *, largest: bool) -> Quantity:
    """The last day of the time for which the largest or smallest member is true, the first of equal ones."""
    items = list(series.members.items())
    found = items[0]
    for item in items[1:]:
        further = q.less(found[1], item[1]) if largest else q.less(item[1], found[1])
        if further is None:
            raise QuantityError(f"which member is the {'largest' if largest else 'smallest'} can't be decided")
        found = item if further else found
    return _last_day(series, found[0])


def _last_day(series: Series, key: str) -> Quantity:
    if series.by == "category":
        raise QuantityError("the members of a series by category have no dates")
    return quantity_of_period(parse_period(key).last_day())


SERIES_FUNCTIONS: Mapping[str, Callable[[Series], Quantity | Series]] = {
    "sum": _sum,
    "mean": _mean,
    "count": lambda series: q.point(Decimal(len(series.members))),
    "first": lambda series: next(iter(series.members.values())),
    "last": lambda series: list(series.members.values())[-1],
    "growth": _growth,
    "annual": _annual,
    "when_last": lambda series: _last_day(series, list(series.members)[-1]),
    "when_max": lambda series: _when(series, largest=True),
    "when_min": lambda series: _when(series, largest=False),
}
ARITHMETIC: Mapping[str, Callable[[Quantity, Quantity], Quantity]] = {
    "+": q.add,
    "-": q.subtract,
    "*": q.times,
    "/": q.divide,
    "^": q.power,
}
COMPARISONS: Mapping[str, Callable[..., bool | None]] = {
    "<": q.less,
    ">": lambda a, b: q.less(b, a),
    "<=": lambda a, b: q.less(a, b, or_equal=True),
    ">=": lambda a, b: q.less(b, a, or_equal=True),
    "=": q.equal,
    "!=": lambda a, b: _not(q.equal(a, b)),
    "within": q.equal,
    "between": lambda x, a, b: _all([q.less(a, x, or_equal=True), q.less(x, b, or_equal=True)]),
}


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def _each(function: Callable[[Quantity], Quantity], number: Quantity | Series) -> Quantity | Series:
    if isinstance(number, Quantity):
        return function(number)
    return Series(number.by, {key: function(member) for key, member in number.members.items()})


def _pairwise(
    function: Callable[[Quantity, Quantity], Quantity], a: Quantity | Series, b: Quantity | Series
) -> Quantity | Series:
    if isinstance(a, Quantity) and isinstance(b, Quantity):  # nearly always
        return function(a, b)
    results: dict[str, Quantity] = _combine(function, [a, b])
    return Series(next(number.by for number in (a, b) if isinstance(number, Series)), results)


def _combine(function: Callable[..., T], numbers: list[Quantity | Series]) -> dict[str, T]:
    """The function's result for each key the series share, or under "" where there is no series."""
    series = [number for number in numbers if isinstance(number, Series)]
    if not series:
        return {"": function(*numbers)}
    if len({number.by for number in series}) > 1:
        raise QuantityError(f"a series by {series[0].by} can't be combined with one by {series[-1].by}")
    keys = [key for key in series[0].members if all(key in other.members for other in series)]
    if not keys:
        raise QuantityError("the series have no member in common")
    return {key: function(*(n.members[key] if isinstance(n, Series) else n for n in numbers)) for key in keys}
