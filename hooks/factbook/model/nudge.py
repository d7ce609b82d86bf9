"""A factbook with one number changed, recomputed only where somebody asks."""

from __future__ import annotations

from collections.abc import Container

from factbook.model.evaluate import evaluate_quantity, in_unit_of
from factbook.model.factbook import Entry, Factbook
from factbook.model.quantity import Quantity
from factbook.model.records import Figure
from factbook.model.series import Series
from factbook.model.unit import Measure


class Nudged:
    """A Scope in which one given number has another value. Raises FormulaError where that has no answer."""

    def __init__(
        self, factbook: Factbook, entry: Entry, quantity: Quantity, needed: Container[str] | None = None
    ) -> None:
        """`needed`: the entries that will be asked for, if they are known; no others are recomputed."""
        self.factbook, self.entry, self.quantity, self.needed = factbook, entry, quantity, needed
        self.moved = dependents(factbook, entry.figure.id)
        self.values: dict[str, Quantity | Series] = {}

    def change(self, quantity: Quantity) -> None:
        """Another value of the same number."""
        self.quantity = quantity
        self.values.clear()

    def value_of(self, figure: str) -> Quantity | Series:
        """The value after the change. Raises LookupError if there is no such figure."""
        if figure not in self.moved:
            return self.factbook.value_of(figure)
        if figure not in self.values:
            self.values[figure] = self._recomputed(self.factbook.figures[figure])
        return self.values[figure]

    def measure(self, text: str) -> Measure:
        """A unit by its text."""
        return self.factbook.measure(text)

    def measure_of(self, figure: str) -> Measure:
        """The unit of a figure."""
        return self.factbook.measure_of(figure)

    def figure_names(self) -> list[str]:
        """For hints."""
        return self.factbook.figure_names()

    def _recomputed(self, figure: Figure) -> Quantity | Series:
        if figure.formula:
            return in_unit_of(evaluate_quantity(figure.formula.tree, self), figure.measure)
        found: dict[str, Quantity] = {}
        for key, member in figure.members.items():
            if self.needed is not None and figure.by and f"{figure.id}[{key}]" not in self.needed:
                continue
            if figure.id == self.entry.figure.id and key == self.entry.key:
                found[key] = self.quantity
            elif member.formula:
                value = in_unit_of(evaluate_quantity(member.formula.tree, self), figure.measure)
                if isinstance(value, Quantity):
                    found[key] = value
            elif member.given:
                found[key] = member.given
        return Series(figure.by, found) if figure.by else found[""]


def dependents(factbook: Factbook, figure: str) -> frozenset[str]:
    """The figure and all that are made of it, at any remove."""
    found, waiting = {figure}, [figure]
    while waiting:
        for user in factbook.used_by.get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return frozenset(found)
