"""Which number was changed last, by git, where a check fails that rests on it: most likely that is the slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from factbook.ground.problem import Problem
from factbook.model.factbook import Factbook
from factbook.model.formula import references
from factbook.model.records import Check
from factbook.review.history import RevisionError, read_changed_lines

CODE = "check-broken"


def name_suspects(problems: Sequence[Problem], factbook: Factbook, root: Path) -> list[Problem]:
    """The same problems; of the checks that fail for one changed number only the first, which names it and the others."""
    broken = {problem.location: problem for problem in problems if problem.code == CODE}
    if not broken:
        return list(problems)
    groups: dict[str, list[Problem]] = {}
    changed = [*_find_changed(factbook, root)]
    for check in factbook.checks:
        problem = broken.get(check.predicate.location)
        named = next((name for name in changed if problem and _rests_on(check, name, factbook)), "")
        if problem and named:
            groups.setdefault(named, []).append(problem)
    merged = [problem for problem in problems if not any(problem in group for group in groups.values())]
    return [*merged, *(_merge(name, group, factbook) for name, group in groups.items())]


def _merge(name: str, group: list[Problem], factbook: Factbook) -> Problem:
    first, *others = sorted(group)
    entry = factbook.entries[name]
    member = entry.figure.members.get(entry.key)
    at = member.location if member else entry.figure.location
    hint = f"{name} was changed last: look at {at.path}:{at.line} first"
    if others:
        lines = ", ".join(str(problem.location.line) for problem in others)
        hint += f"; for the same reason the checks on lines {lines} fail"
    return replace(first, hint=f"{hint}. {first.hint}")


def _rests_on(check: Check, name: str, factbook: Factbook) -> bool:
    """Whether a check names the figure of an entry, or one that is computed from it."""
    figure, seen = name.partition("[")[0], set[str]()
    waiting = [reference.figure for reference in references(check.predicate.tree)]
    while waiting:
        one = waiting.pop()
        if one == figure:
            return True
        if one not in seen and one in factbook.figures:
            seen.add(one)
            known = factbook.figures[one]
            for formula in (known.formula, *(member.formula for member in known.members.values())):
                waiting += [reference.figure for reference in references(formula.tree)] if formula else []
    return False


def _find_changed(factbook: Factbook, root: Path) -> Iterator[str]:
    """The entries whose lines differ from the last commit, or were changed by it."""
    try:
        changed = read_changed_lines(root, "data/figures")
    except RevisionError:
        return
    for path, lines in changed.items():
        places = sorted((line, name) for line, name in _places(factbook, path))
        for line in sorted(lines):
            before = [name for start, name in places if start <= line]
            if before and before[-1] in factbook.entries and factbook.entries[before[-1]].formula is None:
                yield before[-1]


def _places(factbook: Factbook, path: str) -> Iterator[tuple[int, str]]:
    for figure in factbook.figures.values():
        if figure.location.path != path:
            continue
        yield figure.location.line, figure.id
        for key, member in figure.members.items():
            yield member.location.line, f"{figure.id}[{key}]" if key else figure.id
