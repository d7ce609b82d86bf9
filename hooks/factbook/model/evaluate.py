"""From a formula's tree to a quantity, a series of quantities, or a truth value.

Truth is True, False or None: None where the predicate holds for some values within the bounds and
not for others. A formula over series works member by member on the keys the series share.
"""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal
from typing import Protocol, TypeAlias

from factbook.ground.problem import suggest
from factbook.model import arithmetic, compare
from factbook.model.calendar import in_steps, quantity_of_period
from factbook.model.formula import Call, Day, FormulaError, Literal, Operation, Reference, Tree
from factbook.model.operators import ARITHMETIC, COMPARISONS, all_of, is_not
from factbook.model.period import parse_period
from factbook.model.power import power
from factbook.model.quantity import Quantity, QuantityError, measured, point
from factbook.model.ratio import Measures, require_comparable
from factbook.model.series import SERIES_FUNCTIONS, Series, combine, count_up_to, each, moved_always, numbers_of, pair
from factbook.model.unit import DATE, RATIO, Measure

Value: TypeAlias = "Quantity | Series | bool | None"


class Scope(Measures, Protocol):
    """Where a formula looks up what it names."""

    def value_of(self, figure: str) -> Quantity | Series:
        """Raises LookupError if there is no such figure."""

    def figure_names(self) -> list[str]:
        """For hints."""


def evaluate(tree: Tree, scope: Scope, among: Container[str] | None = None) -> Value:
    """The value of a tree. Raises FormulaError with the column of the part that has no value.

    `among`: entry ids; of each series no other members are looked at.
    """
    try:
        return _Evaluator(scope, among).value(tree)
    except QuantityError as error:  # pragma: no cover - every step below adds its column
        raise FormulaError(str(error), 0, error.code, error.hint) from None


def evaluate_quantity(tree: Tree, scope: Scope, among: Container[str] | None = None) -> Quantity | Series:
    """The value of a formula, which is a number or a series of numbers."""
    value = evaluate(tree, scope, among)
    if value is None or isinstance(value, bool):
        raise FormulaError("this is a comparison where a number is needed", tree.column)
    return value


def in_unit_of(value: Quantity | Series, measure: Measure) -> Quantity | Series:
    """The value of a formula as its figure says it: a time between two dates in years of the calendar."""
    return each(lambda number: in_steps(number, measure.head), value) if measure.head.is_calendar else value


def evaluate_truth(tree: Tree, scope: Scope) -> bool | None:
    """The truth of a predicate."""
    value = evaluate(tree, scope)
    if isinstance(value, Quantity | Series):
        raise FormulaError("this is a number where a comparison is needed", tree.column, hint="as in: x > 95 %")
    return value


class _Evaluator:
    def __init__(self, scope: Scope, among: Container[str] | None) -> None:
        self.scope, self.among = scope, among

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
            return point(tree.value)
        try:
            measure = self.scope.measure(tree.unit)
        except LookupError as error:
            raise FormulaError(
                f"'{error.args[0]}' is no unit", tree.column, "unknown-unit", "data/units.yml lists the units"
            ) from None
        if measure.dimension == DATE:
            raise FormulaError("a number is no date", tree.column, "bad-date", "write a day as in 2018-12-31")
        return measured(tree.value, measure)

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
            return self.part(tree, value, list(value.members)) if isinstance(value, Series) else value
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
        return self.part(tree, value, part)

    def part(self, tree: Reference, series: Series, keys: list[str]) -> Series:
        if self.among is not None:
            keys = [key for key in keys if f"{tree.figure}[{key}]" in self.among]
        return Series(series.by, {key: series.members[key] for key in keys})

    def call(self, tree: Call) -> Value:
        if tree.function in ("abs", "sqrt"):
            (argument,) = self.exactly(tree, 1)
            half = point(Decimal("0.5"))
            return each(arithmetic.absolute if tree.function == "abs" else lambda x: power(x, half), argument)
        if tree.function in ("min", "max"):
            found = numbers_of(self.number(part) for part in tree.arguments)
            return arithmetic.extreme(found, largest=tree.function == "max")
        if tree.function == "count_up_to":
            return self.count_up_to(tree)
        (series,) = self.exactly(tree, 1)
        if not isinstance(series, Series):
            raise FormulaError(f"{tree.function}() needs a series", tree.arguments[0].column, "formula-value")
        return SERIES_FUNCTIONS[tree.function](series)

    def count_up_to(self, tree: Call) -> Quantity:
        series, limit = self.exactly(tree, 2)
        if not isinstance(series, Series) or not isinstance(limit, Quantity):
            raise FormulaError("count_up_to() needs a series and one number", tree.arguments[0].column, "formula-value")
        return count_up_to(series, limit)

    def exactly(self, tree: Call, count: int) -> list[Quantity | Series]:
        if len(tree.arguments) != count:
            said = f"{tree.function}() takes {'one argument' if count == 1 else 'two arguments'}"
            raise FormulaError(said, tree.column)
        return [self.number(argument) for argument in tree.arguments]

    def operation(self, tree: Operation) -> Value:
        if tree.operator in ("and", "or", "not"):
            return self.logic(tree)
        numbers = [self.number(operand) for operand in tree.operands]
        if tree.operator == "neg":
            return each(arithmetic.negate, numbers[0])
        if tree.operator in ARITHMETIC:
            return pair(ARITHMETIC[tree.operator], *numbers)
        if " every " in tree.operator:
            direction, _, every = tree.operator.split()
            return all_of(moved_always(numbers[0], direction, every))
        if tree.operator in ("largest", "smallest"):
            return self.ranks_first(numbers, tree.operator)
        if numbers_of(numbers[:1])[0].dimension == RATIO:
            require_comparable(tree, self.scope)
        verdicts = combine(COMPARISONS[tree.operator], numbers)
        return all_of(list(verdicts.values()))

    def logic(self, tree: Operation) -> bool | None:
        truths = [self.truth(operand) for operand in tree.operands]
        if tree.operator == "and":
            return all_of(truths)
        if tree.operator == "or":
            return is_not(all_of([is_not(truth) for truth in truths]))
        return is_not(truths[0])

    def ranks_first(self, numbers: list[Quantity | Series], operator: str) -> bool | None:
        """Whether the first number is the largest of the others; it may itself stand among them."""
        first, *listed = numbers
        others = numbers_of(listed)
        if not isinstance(first, Quantity):
            raise QuantityError(f"'is the {operator} of' compares one number with others")
        rivals = [other for other in others if other is not first]
        if operator == "smallest":
            return all_of([compare.less(first, rival) for rival in rivals])
        return all_of([compare.less(rival, first) for rival in rivals])
