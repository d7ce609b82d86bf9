"""All of data/, loaded, checked and computed: what prose and charts are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from factbook.model.evaluate import Series
from factbook.model.formula import references
from factbook.model.look import Look
from factbook.model.period import Period
from factbook.model.quantity import Quantity
from factbook.model.records import Chart, Check, Event, Figure, Formula, LedgerClaim, Source, Term, Text
from factbook.model.unit import Measure, Units

MENTION = re.compile(r"[a-z]\w*\.[a-z]\w*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of the factbook with all that is known of it.

    `id` is "topic.name" or "topic.name[key]"; `inputs` are ids of entries; `sources` of a derived
    entry are those of its inputs, and its `confidence` the weakest of theirs.
    """

    id: str
    key: str
    figure: Figure
    quantity: Quantity
    title: str
    period: Period | None
    sources: tuple[str, ...]
    locator: str
    confidence: str
    bound: str
    note: Text | None
    formula: Formula | None
    inputs: tuple[str, ...]
    words: dict[Look, str] = field(init=False, default_factory=dict, compare=False, repr=False)
    """How it reads in each look that was asked for; a copy with another quantity starts without."""


@dataclass(frozen=True)
class Factbook:
    """Look-ups by name over everything in data/. A Scope for formulas."""

    units: Units
    sources: Mapping[str, Source]
    figures: Mapping[str, Figure]
    values: Mapping[str, Quantity | Series]
    entries: Mapping[str, Entry]
    checks: tuple[Check, ...] = ()
    events: tuple[Event, ...] = ()
    ledger: tuple[LedgerClaim, ...] = ()
    glossary: tuple[Term, ...] = ()
    charts: Mapping[str, Chart] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def used_by(self) -> Mapping[str, frozenset[str]]:
        """For each figure, the figures whose formulas name it."""
        users: dict[str, set[str]] = {}
        for name, figure in self.figures.items():
            for formula in (figure.formula, *(member.formula for member in figure.members.values())):
                for reference in references(formula.tree) if formula else ():
                    users.setdefault(reference.figure, set()).add(name)
        return {name: frozenset(found) for name, found in users.items()}

    def value_of(self, figure: str) -> Quantity | Series:
        """A number or a series. Raises LookupError."""
        return self.values[figure]

    def measure(self, text: str) -> Measure:
        """A unit by its text. Raises LookupError with the unknown word."""
        return self.units.parse(text)

    def figure_names(self) -> list[str]:
        """All names, for hints."""
        return list(self.figures)

    def entry(self, figure: str, key: str | None) -> Entry:
        """One number. Raises LookupError if the name or the key is unknown, or a series has no key."""
        return self.entries[figure if key is None else f"{figure}[{key}]"]

    def members(self, figure: str) -> list[Entry]:
        """The numbers of a series in order, or the one number of a figure."""
        value = self.values[figure]
        if isinstance(value, Series):
            return [self.entries[f"{figure}[{key}]"] for key in value.members]
        return [self.entries[figure]]

    def mentioned(self, text: str) -> set[str]:
        """The figures whose names occur anywhere in a text, so at least those that it needs."""
        return {name for name in _names_in(text) if name in self.values}

    @cached_property
    def explained(self) -> set[str]:
        """The figures that the glossary names."""
        return self.mentioned(" ".join(term.meaning.text for term in self.glossary))

    def excerpt(self, names: Iterable[str], *, deep: bool = False) -> tuple[object, ...]:
        """All that is known of these figures, to compare; `deep`: and of those that their formulas and notes name."""
        wanted = sorted(self._needed(names) if deep else names)
        return tuple((name, self.values[name], *self.members(name)) for name in wanted)

    def _needed(self, names: Iterable[str]) -> set[str]:
        waiting, found = list(names), set[str]()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                for entry in self.members(name):
                    waiting += [self.entries[one].figure.id for one in entry.inputs if one in self.entries]
                    waiting += self.mentioned(entry.note.text) if entry.note else ()
        return found


@lru_cache(maxsize=8192)
def _names_in(text: str) -> frozenset[str]:
    """Whatever looks like the name of a figure; a page is asked for again and again."""
    return frozenset(MENTION.findall(text))
