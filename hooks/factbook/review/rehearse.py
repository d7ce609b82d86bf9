"""What a notebook prints, on data with numbers moved: it reads the files itself, so the files are what is changed.

It is run here as the Python file that it is, without a kernel: what it prints is compared, and not what it draws.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.load.factbook import load_factbook
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.model.unit import DATE
from factbook.prose.number import format_entry
from factbook.prose.page import Page
from factbook.review.project import ROOT_VARIABLE

NAME = re.compile(r"[a-z]\w*\.[a-z]\w*(?:\[[\w-]+\])?")
NUMBER = re.compile(r"-?\d[\d_]*(?:\.\d+)?")
STEP = Decimal("1.07")
SECONDS = 60
PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Rehearsal:
    """A notebook, the project whose data it reads, and which numbers each given number moves."""

    page: Page
    root: Path
    factbook: Factbook
    dependents: Mapping[str, Collection[str]]
    printed: set[str] = field(default_factory=set)
    """The numbers that were seen to move in what it prints."""

    def find_stale(self) -> Iterator[Problem]:
        """Lines that give a number and stay when it moves, and output that moves with numbers it does not name."""
        before = self._run(self.root)
        given = [entry for entry in self.factbook.entries.values() if self._can_move(entry)]
        for entry in self._cover(self._given_in(before), given):
            yield from self._compare(before, entry)
        named = _named(self.page.text + before, self.factbook)
        others = [entry for entry in given if named.isdisjoint(self.dependents[entry.id])]
        with moved_data(self.root, others) as folder:
            if self._run(folder) != before:
                yield self._problem("its output moved with numbers that it does not name")

    def _run(self, root: Path) -> str:
        """What it prints on the data of a folder. A notebook is code, so it gets a process and a time of its own."""
        source = self.root / self.page.shown
        paths = os.pathsep.join(filter(None, [str(PACKAGE), os.environ.get("PYTHONPATH")]))
        environment = os.environ | {ROOT_VARIABLE: str(root), "PYTHONPATH": paths}
        command = [sys.executable, "-P", str(source)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
        return done.stdout + done.stderr

    def _given_in(self, output: str) -> set[str]:
        """The numbers whose words stand in a line that names them."""
        lines = [(line, _named(line, self.factbook)) for line in output.splitlines()]
        return {name for line, names in lines for name in names if _words(name, self.factbook) in line}

    def _can_move(self, entry: Entry) -> bool:
        return entry.formula is None and entry.quantity.dimension != DATE and bool(entry.quantity.value)

    def _cover(self, named: Collection[str], given: Sequence[Entry]) -> Iterator[Entry]:
        """A few given numbers that together move all that is named."""
        left = {name for name in named if any(name in self.dependents[entry.id] for entry in given)}
        while left:
            best = max(given, key=lambda entry: len(left.intersection(self.dependents[entry.id])))
            left -= set(self.dependents[best.id])
            yield best

    def _compare(self, before: str, entry: Entry) -> Iterator[Problem]:
        with moved_data(self.root, [entry]) as folder:
            changed, _ = load_factbook(folder)
            after = set(self._run(folder).splitlines())
        for line in before.splitlines():
            outdated = {name for name in _named(line, self.factbook) if self._is_outdated(line, name, changed)}
            if outdated and line in after:
                yield self._problem(f"the line '{line}' should have moved with {entry.id}")
            self.printed.update(outdated)

    def _is_outdated(self, line: str, name: str, changed: Factbook) -> bool:
        """Whether a line gives a number in words that it no longer has; they may be the same after rounding."""
        before = _words(name, self.factbook)
        return before in line and before != _words(name, changed)

    def _problem(self, message: str) -> Problem:
        return Problem(Location(self.page.shown), "not-in-step", message, "print what the factbook says, by its name")


class moved_data(tempfile.TemporaryDirectory[str]):  # noqa: N801 (used like a function)
    """A folder with the data of a project in which some given numbers are larger by one step."""

    def __init__(self, root: Path, entries: Iterable[Entry]) -> None:
        super().__init__()
        shutil.copytree(root / "data", Path(self.name, "data"))
        places = [entry.figure.members[entry.key].location for entry in entries]
        for path in {place.path for place in places}:
            file = Path(self.name, path)
            found = {(place.line, place.column) for place in places if place.path == path}
            file.write_text(_moved(file.read_text(encoding="utf-8"), found), encoding="utf-8")

    def __enter__(self) -> Path:  # type: ignore[override]
        return Path(super().__enter__())


def _moved(text: str, places: Collection[tuple[int, int]]) -> str:
    lines = text.splitlines(keepends=True)
    for number, column in sorted(places, reverse=True):
        line = lines[number - 1]
        if match := NUMBER.match(line, column - 1):
            value = Decimal(match[0].replace("_", "")) * STEP
            lines[number - 1] = f"{line[: match.start()]}{value:f}{line[match.end() :]}"
    return "".join(lines)


def _words(name: str, factbook: Factbook) -> str:
    return format_entry(factbook.entries[name], Look())


def _named(text: str, factbook: Factbook) -> set[str]:
    """The numbers that a text names; the name of a series stands for all its members."""
    found: set[str] = set()
    for name in NAME.findall(text):
        if name in factbook.entries:
            found.add(name)
        elif name in factbook.values:
            found |= {entry.id for entry in factbook.members(name)}
    return found
