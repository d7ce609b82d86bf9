"""Proof that text and numbers are in step: nudge every given number and see that all that rests on it moves.

Each given number in turn gets another value. All figures are computed again from the records, without
help of the dependency graph, and compared with what the graph foretells. Each surface that rests on a
number which changed is rendered again: its pieces that show it must move (or be the same words after
rounding, with another exact value behind them), and its other pieces must stay. Then each surface is
rendered with all those given numbers moved at once on which it does not rest: it must stay to the letter.
What should have moved and did not is a number typed by hand or a stale copy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.load.compute import Computation
from factbook.model.breakeven import move
from factbook.model.factbook import Entry, Factbook
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.unit import DATE
from factbook.review.project import Project
from factbook.review.rehearse import Rehearsal
from factbook.review.surface import Piece, Surface, find_surfaces

# Shares of the value: first a small nudge, then larger ones where a formula has no answer or rounding hides it.
NUDGES = (Decimal("0.07"), Decimal("-0.4"), Decimal(2))
NUDGE_DAYS = (40, -400, 4000)


@dataclass
class Report:
    """What was nudged, what moved, and what should have."""

    nudged: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        counts = self.counts
        return (
            f"{self.nudged:,} given numbers nudged: {counts['figures']:,} figures moved as the graph foretells "
            f"({counts['insensitive']:,} rest on one of several inputs and stayed). {counts['page']:,} numbers on pages, "
            f"{counts['words']:,} in the words of the data, {counts['chart']:,} drawings and tables of charts, {counts['whatif']:,} what-ifs and "
            f"{counts['record']:,} records, cards and entries moved with them; {counts['stable']:,} are the same words "
            f"after rounding. {counts['notebook']:,} numbers printed by notebooks move. Of {counts['surfaces']:,} surfaces none moves with what it does not rest on"
        )


def perturb(project: Project, root: Path) -> Report:
    """Nudge every given number of a project that has no problems."""
    pages = list(project.pages.values())
    report = _Perturbation(project.factbook, find_surfaces(pages, project.factbook)).run()
    for page in (page for page in pages if page.is_notebook):
        rehearsal = Rehearsal(page, root, project.factbook, _entry_dependents(project.factbook))
        report.problems += rehearsal.find_stale()
        report.counts["notebook"] += len(rehearsal.printed)
    return report


class _Perturbation:
    def __init__(self, factbook: Factbook, surfaces: Sequence[Surface]) -> None:
        self.factbook = factbook
        self.surfaces = surfaces
        self.before = [surface.render(factbook) for surface in surfaces]
        self.given = [entry for entry in factbook.entries.values() if entry.formula is None]
        self.resting: dict[str, set[int]] = {}
        for number, pieces in enumerate(self.before):
            for name in _rests_on(pieces):
                self.resting.setdefault(name, set()).add(number)
        self.dependents = _entry_dependents(factbook)
        self.report = Report()

    def run(self) -> Report:
        for entry in self.given:
            self.nudge(entry)
        for number in range(len(self.surfaces)):
            self.move_all_else(number)
        return self.report

    def nudge(self, entry: Entry) -> None:
        """One number, by each nudge that every formula over it has an answer to, until all that shows it has moved."""
        waiting: set[int] | None = None
        for changed in _changes(self.factbook, [entry]):
            moved = _moved(self.factbook, changed)
            if waiting is None:
                self.report.nudged += 1
                self.compare_graph(entry, moved)
                waiting = {number for name in moved for number in self.resting.get(name, ())}
            waiting = {number for number in waiting if not self.has_moved(number, moved, changed)}
            if not waiting:
                return
        if waiting is None:
            self.problem(entry, "no nudge of it leaves every formula with an answer", "give its formulas wider bounds")
        for number in sorted(waiting or ()):
            self.report_stale(number, entry)

    def compare_graph(self, nudged: Entry, moved: set[str]) -> None:
        foretold = self.dependents[nudged.id]
        for name in sorted(moved - foretold):
            self.problem(self.factbook.entries[name], f"it moves with {nudged.id} and does not name it", "")
        self.report.counts["figures"] += len(moved & foretold)
        self.report.counts["insensitive"] += len(foretold - moved)

    def has_moved(self, number: int, moved: set[str], changed: Factbook) -> bool:
        """Whether each piece that shows what moved has moved; what moved without reason is a problem."""
        surface, before = self.surfaces[number], self.before[number]
        after = surface.render(changed)
        for old, new in zip(before, after, strict=True):
            if old.text != new.text and moved.isdisjoint(old.rests_on):
                self.report.problems.append(
                    _problem(old.location, f"{old.what} moved, and nothing that it rests on did")
                )
        shown = [(old, new) for old, new in zip(before, after, strict=True) if not moved.isdisjoint(old.shows)]
        if any(old.text == new.text for old, new in shown):
            return False
        for old, new in shown:
            self.report.counts["stable" if old.words and old.words == new.words else surface.kind] += 1
        return True

    def report_stale(self, number: int, nudged: Entry) -> None:
        """The pieces of a surface that no nudge has moved."""
        changed = next(_changes(self.factbook, [nudged]))
        moved = _moved(self.factbook, changed)
        for old, new in zip(self.before[number], self.surfaces[number].render(changed), strict=True):
            if old.text == new.text and not moved.isdisjoint(old.shows):
                self.report.problems.append(_problem(old.location, f"{old.what} should have moved with {nudged.id}"))

    def move_all_else(self, number: int) -> None:
        """A surface while every given number moves on which it does not rest."""
        rests_on = _rests_on(self.before[number])
        others = [entry for entry in self.given if rests_on.isdisjoint(self.dependents[entry.id])]
        changed = next(_changes(self.factbook, others), None)
        self.report.counts["surfaces"] += 1
        if changed is None:
            return
        for old, new in zip(self.before[number], self.surfaces[number].render(changed), strict=True):
            if old.text != new.text:
                self.report.problems.append(
                    _problem(old.location, f"{old.what} moved, and nothing that it rests on did")
                )

    def problem(self, entry: Entry, message: str, hint: str) -> None:
        self.report.problems.append(Problem(entry.figure.location, "not-in-step", f"{entry.id}: {message}", hint))


def _rests_on(pieces: Iterable[Piece]) -> frozenset[str]:
    return frozenset().union(*(piece.shows | piece.rests_on for piece in pieces))


def _moved(before: Factbook, after: Factbook) -> set[str]:
    return {name for name, entry in after.entries.items() if entry is not before.entries[name]}


def _changes(factbook: Factbook, entries: Sequence[Entry]) -> Iterator[Factbook]:
    """The factbook computed anew with these numbers moved, for each step under which all formulas have an answer."""
    for share, days in zip(NUDGES, NUDGE_DAYS, strict=True):
        figures = dict(factbook.figures)
        for entry in entries:
            is_date = entry.quantity.dimension == DATE
            offset = Decimal(days * MINUTES_A_DAY) if is_date else share * (entry.quantity.value or 1)
            figure = figures[entry.figure.id]
            member = replace(figure.members[entry.key], given=move(entry.quantity, offset))
            figures[figure.id] = replace(figure, members={**figure.members, entry.key: member})
        computation = Computation(factbook.units, figures)
        computation.run()
        if not computation.problems:
            yield replace(factbook, figures=figures, values=computation.values, entries=_kept(factbook, computation))


def _kept(factbook: Factbook, computation: Computation) -> dict[str, Entry]:
    """The new entries, and the old ones where the number is the same: they know already how they read."""
    return {
        name: old if (old := factbook.entries[name]).quantity == entry.quantity else entry
        for name, entry in computation.entries.items()
    }


def _entry_dependents(factbook: Factbook) -> Mapping[str, set[str]]:
    """For each entry, itself and all entries made of it, by the inputs that each names."""
    made_of: dict[str, set[str]] = {name: {name} for name in factbook.entries}
    for entry in factbook.entries.values():  # inputs come before what is made of them
        waiting = list(entry.inputs)
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                made_of[name].add(entry.id)
                waiting.extend(factbook.entries[name].inputs)
    return made_of


def _problem(at: Location, message: str) -> Problem:
    return Problem(at, "not-in-step", message, "bind it to its figure; look for a typed number or a stale copy")
