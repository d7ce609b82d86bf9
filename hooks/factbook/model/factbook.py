"""All of data/, loaded, checked and computed: what prose and charts are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factbook.model.evidence import Evidence
from factbook.model.formula import references
from factbook.model.look import Look
from factbook.model.period import Period
from factbook.model.quantity import Quantity
from factbook.model.records import (
    CONFIDENCE,
    About,
    Chart,
    Check,
    Event,
    Figure,
    Formula,
    Guess,
    LedgerClaim,
    Name,
    Source,
    Term,
    Text,
    WhatIf,
)
from factbook.model.series import Series
from factbook.model.unit import Measure, Units


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
    evidence: Evidence
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
    names: Mapping[str, Name] = field(default_factory=dict)
    whatifs: Mapping[str, WhatIf] = field(default_factory=dict)
    guesses: Mapping[str, Guess] = field(default_factory=dict)
    about: About = field(default_factory=About)

    def say_confidence(self, name: str) -> str:
        """How sure a number is, in words."""
        return CONFIDENCE[name].format(noun=self.about.noun)

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """The parts of the ledger that have claims, with their titles, in the order of data/site.yml."""
        used = dict.fromkeys(claim.section for claim in self.ledger)
        titles = {name: title for name, title in self.about.sections.items() if name in used}
        return titles | {name: name.replace("_", " ").capitalize() for name in used if name not in titles}

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

    def measure_of(self, figure: str) -> Measure:
        """The unit of a figure. Raises LookupError."""
        return self.figures[figure].measure

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
