"""A factbook with some given numbers changed, recomputed only where somebody asks."""

from __future__ import annotations

from collections.abc import Container, Mapping

from factbook.model.evaluate import evaluate_quantity, in_unit_of
from factbook.model.factbook import Entry, Factbook
from factbook.model.quantity import Quantity
from factbook.model.series import Series
from factbook.model.unit import Measure


class Moved:
    """A Scope in which some given numbers have other values. Raises FormulaError where that has no answer."""

    def __init__(self, factbook: Factbook, given: Mapping[str, Quantity], needed: Container[str] | None = None) -> None:
        """`given`: the values by entry; `needed`: the entries that will be asked for, if known; no others are recomputed."""
        self.factbook, self.given, self.needed = factbook, dict(given), needed
        figures = {factbook.entries[name].figure.id for name in given}
        self.moved = frozenset().union(*(dependents(factbook, figure) for figure in figures))
        self.follows = dict.fromkeys(given, True)
        self.values: dict[str, Quantity | Series] = {}

    def move(self, given: Mapping[str, Quantity]) -> None:
        """Other values of the same numbers."""
        self.given.update(given)
        self.values.clear()

    def value_of(self, figure: str) -> Quantity | Series:
        """The value after the change. Raises LookupError if there is no such figure."""
        if figure not in self.moved:
            return self.factbook.value_of(figure)
        if figure not in self.values:
            self.values[figure] = self._recomputed(figure, self.factbook.value_of(figure))
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

    def _recomputed(self, figure: str, before: Quantity | Series) -> Quantity | Series:
        if isinstance(before, Quantity):
            return self._number(self.factbook.entries[figure])
        entries = {key: self.factbook.entries[f"{figure}[{key}]"] for key in before.members}
        return Series(before.by, {key: self._number(entry) for key, entry in entries.items()})

    def _number(self, entry: Entry) -> Quantity:
        """A member is computed from its own inputs alone, and only if one of them moves."""
        if entry.id in self.given:
            return self.given[entry.id]
        if entry.formula is None or not self._follows(entry) or (self.needed and entry.id not in self.needed):
            return entry.quantity
        value = evaluate_quantity(entry.formula.tree, self, frozenset(entry.inputs))
        value = in_unit_of(value, entry.figure.measure)
        return value.members[entry.key] if isinstance(value, Series) else value

    def _follows(self, entry: Entry) -> bool:
        if entry.id not in self.follows:
            self.follows[entry.id] = any(self._follows(self.factbook.entries[name]) for name in entry.inputs)
        return self.follows[entry.id]


class Nudged(Moved):
    """The same with one number changed."""

    def __init__(
        self, factbook: Factbook, entry: Entry, quantity: Quantity, needed: Container[str] | None = None
    ) -> None:
        super().__init__(factbook, {entry.id: quantity}, needed)
        self.entry = entry

    def change(self, quantity: Quantity) -> None:
        """Another value of the same number."""
        self.move({self.entry.id: quantity})


def dependents(factbook: Factbook, figure: str) -> frozenset[str]:
    """The figure and all that are made of it, at any remove."""
    found, waiting = {figure}, [figure]
    while waiting:
        for user in factbook.used_by.get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return frozenset(found)
