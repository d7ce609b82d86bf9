"""Proof that text and numbers are in step: nudge every given number and see that all that rests on it moves.

Each given number in turn gets another value. All figures are computed again from the records, without
help of the dependency graph, and compared with what the graph foretells. Pages and charts that show a
number which changed are rendered again: what shows it must move (or be the same words after rounding,
with another exact value behind them), and what does not show it must stay. What should have moved and
did not is a number typed by hand or a stale copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError
from factbook.load.compute import Computation
from factbook.model.breakeven import move
from factbook.model.evaluate import MINUTES_A_DAY
from factbook.model.factbook import Entry, Factbook
from factbook.model.unit import DATE
from factbook.present.chart import draw_chart
from factbook.prose.bind import plain_value
from factbook.review.project import Page, Project, read_pages

# Shares of the value: first a small nudge, then larger ones where a formula has no answer or hides it.
NUDGES = (Decimal("0.07"), Decimal("-0.4"), Decimal(2))
SHOWN = re.compile(r'data-figure="([^"]+)"')
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
            f"({counts['insensitive']:,} rest on one of several inputs and stayed), {counts['moved']:,} numbers on "
            f"pages moved, {counts['stable']:,} are the same words after rounding, {counts['charts']:,} charts moved"
        )


def perturb(project: Project, root: Path, docs: Path) -> Report:
    """Nudge every given number of a project that has no problems."""
    return _Perturbation(project, list(read_pages(root, docs))).run()


class _Perturbation:
    def __init__(self, project: Project, pages: list[Page]) -> None:
        self.factbook = project.factbook
        self.pages = pages
        self.bound = {page.name: page.bind(self.factbook) for page in pages}
        self.pages_of = _index((use.entry.id, name) for name, bound in self.bound.items() for use in bound.uses)
        self.drawn = {name: draw_chart(chart, self.factbook) for name, chart in self.factbook.charts.items()}
        self.charts_of = _index((name, chart) for chart, html in self.drawn.items() for name in SHOWN.findall(html))
        self.dependents = _entry_dependents(self.factbook)
        self.report = Report()

    def run(self) -> Report:
        for entry in self.factbook.entries.values():
            if entry.formula is None:
                self.nudge(entry)
        return self.report

    def nudge(self, entry: Entry) -> None:
        """One number, by the first nudge that every formula over it has an answer to."""
        for offset in _offsets(entry):
            changed = _with(self.factbook, entry, offset)
            if changed is not None:
                self.report.nudged += 1
                self.compare(entry, changed)
                return
        self.problem(entry, "no nudge of it leaves every formula with an answer", "give its formulas wider bounds")

    def compare(self, nudged: Entry, changed: Factbook) -> None:
        foretold = self.dependents[nudged.id]
        moved = {
            name for name, entry in changed.entries.items() if entry.quantity != self.factbook.entries[name].quantity
        }
        for name in sorted(moved - foretold):
            self.problem(self.factbook.entries[name], f"it moves with {nudged.id} and does not name it", "")
        self.report.counts["figures"] += len(moved & foretold)
        self.report.counts["insensitive"] += len(foretold - moved)
        for page in sorted({page for name in moved for page in self.pages_of.get(name, ())}):
            self.compare_page(page, moved, changed)
        for name in sorted({chart for entry in moved for chart in self.charts_of.get(entry, ())}):
            self.compare_chart(name, nudged, changed)

    def compare_page(self, name: str, moved: set[str], changed: Factbook) -> None:
        page = next(page for page in self.pages if page.name == name)
        before, after = self.bound[name].uses, page.bind(changed).uses
        for old, new in zip(before, after, strict=True):
            if old.entry.id not in moved:
                if old.words != new.words:
                    self.report.problems.append(_problem(new.location, f"'{old.words}' moved, and its figure did not"))
            elif old.words != new.words:
                self.report.counts["moved"] += 1
            elif plain_value(old.entry) != plain_value(new.entry) or old.entry.quantity != new.entry.quantity:
                self.report.counts["stable"] += 1
            else:
                self.report.problems.append(_problem(new.location, f"'{old.words}' should have moved and did not"))

    def compare_chart(self, name: str, nudged: Entry, changed: Factbook) -> None:
        chart = self.factbook.charts[name]
        try:
            drawn = draw_chart(chart, changed)
        except ProblemError:  # a value that can't be drawn is a move, too
            drawn = ""
        if drawn == self.drawn[name]:
            self.report.problems.append(
                _problem(chart.location, f"the chart '{name}' shows {nudged.id} and did not move")
            )
        else:
            self.report.counts["charts"] += 1

    def problem(self, entry: Entry, message: str, hint: str) -> None:
        self.report.problems.append(Problem(entry.figure.location, "not-in-step", f"{entry.id}: {message}", hint))


def _offsets(entry: Entry) -> Iterator[Decimal]:
    if entry.quantity.dimension == DATE:
        yield from (Decimal(days * MINUTES_A_DAY) for days in NUDGE_DAYS)
    else:
        yield from (share * (entry.quantity.value or 1) for share in NUDGES)


def _with(factbook: Factbook, entry: Entry, offset: Decimal) -> Factbook | None:
    """The factbook computed anew with one number moved; None if a formula has no answer then."""
    figure = entry.figure
    member = replace(figure.members[entry.key], given=move(entry.quantity, offset))
    figures = {**factbook.figures, figure.id: replace(figure, members={**figure.members, entry.key: member})}
    computation = Computation(factbook.units, figures)
    computation.run()
    if computation.problems:
        return None
    return replace(factbook, figures=figures, values=computation.values, entries=computation.entries)


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


def _index(pairs: Iterator[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return found


def _problem(at: Location, message: str) -> Problem:
    return Problem(at, "not-in-step", message, "bind it to its figure; look for a typed number or a stale copy")
