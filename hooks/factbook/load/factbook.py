"""Reads data/ and makes the factbook of it, with every problem at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.load import lists, yaml_file
from factbook.load.compute import Computation
from factbook.load.counts import COUNTED, count_verdicts
from factbook.load.figures import FigureReader
from factbook.load.schema import NAME, Reader
from factbook.load.verdict import find_verdict_problems
from factbook.load.yaml_file import Node, parse_yaml
from factbook.model.factbook import Factbook
from factbook.model.records import Figure, LedgerClaim
from factbook.model.unit import Units

FIGURES = "data/figures/"
OTHERS = ("units", "sources", "checks", "events", "ledger", "glossary", "names", "charts")


def load_factbook(root: Path) -> tuple[Factbook, list[Problem]]:
    """The factbook of a project folder and every problem in its data/."""
    texts, problems = read_data(root)
    factbook, found = parse_factbook(texts)
    return factbook, sorted({*problems, *found})


def read_data(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The text of every data file by its path from the root; links are not followed."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted((root / "data").rglob("*.yml")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink() or not path.resolve().is_relative_to(root.resolve()):
            problems.append(Problem(Location(name), "symlink", "a link is not followed", "put the file here"))
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            problems.append(
                Problem(
                    Location(name), "yaml-syntax", f"this is not UTF-8 text: {error.reason}", "save the file as UTF-8"
                )
            )
    return texts, problems


def parse_factbook(texts: Mapping[str, str]) -> tuple[Factbook, list[Problem]]:
    """The factbook of texts by path. What can't be read is left out and reported."""
    reader = Reader()
    nodes = _parse_all(texts, reader)
    empty: Node = yaml_file.Mapping((), Location("data"))
    other = {name: nodes.get(f"data/{name}.yml", empty) for name in OTHERS}
    units = Units(lists.read_units(reader, other["units"]))
    sources = {source.id: source for source in lists.read_sources(reader, other["sources"])}
    ledger = tuple(lists.read_ledger(reader, other["ledger"], sources))
    figures = _read_figures(nodes, reader, units, sources)
    if ledger:
        figures |= _count_ledger(ledger, reader, units)
    computation = Computation(units, figures)
    computation.run()
    checks = tuple(lists.read_checks(reader, other["checks"]))
    for check in checks:
        computation.check(check)
    factbook = Factbook(
        units=units,
        sources=sources,
        figures={name: figure for name, figure in figures.items() if name in computation.values},
        values=computation.values,
        entries=computation.entries,
        checks=checks,
        events=tuple(lists.read_events(reader, other["events"], sources)),
        ledger=ledger,
        glossary=tuple(lists.read_glossary(reader, other["glossary"])),
        charts={chart.name: chart for chart in lists.read_charts(reader, other["charts"])},
        names=dict(lists.read_names(reader, other["names"])),
    )
    _check_names(reader, factbook, computation.failed)
    reader.problems += find_verdict_problems(factbook, computation.failed)
    return factbook, [*reader.problems, *computation.problems]


def _parse_all(texts: Mapping[str, str], reader: Reader) -> dict[str, Node]:
    nodes = {}
    for path in sorted(texts):
        try:
            nodes[path] = parse_yaml(texts[path], path)
        except ProblemError as error:
            reader.problems.append(error.problem)
    return nodes


def _read_figures(
    nodes: Mapping[str, Node], reader: Reader, units: Units, sources: Collection[str]
) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for path, node in nodes.items():
        if path.startswith(FIGURES):
            topic = path.removeprefix(FIGURES).removesuffix(".yml")
            if not NAME.fullmatch(topic):
                reader.report(Location(path), "bad-name", f"'{topic}' can't be a topic", "lower-case letters and _")
                continue
            found = FigureReader(reader, units, sources).figures(topic, node)
            figures.update({figure.id: figure for figure in found})
    return figures


def _count_ledger(ledger: Sequence[LedgerClaim], reader: Reader, units: Units) -> dict[str, Figure]:
    try:
        return {COUNTED: count_verdicts(ledger, units)}
    except LookupError as error:
        reader.report(
            ledger[0].location, "unknown-unit", f"'{error.args[0]}' is no unit", "the count of verdicts needs it"
        )
        return {}


def _check_names(reader: Reader, factbook: Factbook, failed: Collection[str]) -> None:
    """Figures that other files name must exist; those that failed were reported where they stand."""
    named = [(event.location, event.date) for event in factbook.events]
    named += [(claim.location, name) for claim in factbook.ledger for name in (claim.stated, claim.record)]
    marks = [mark for chart in factbook.charts.values() for mark in chart.marks]
    named += [(mark.location, mark.value) for mark in marks]
    named += [(mark.location, mark.figure) for mark in marks if mark.figure not in factbook.figures]
    for location, name in named:
        if name and name not in factbook.entries and name.partition("[")[0] not in failed:
            hint = suggest(name, factbook.entries, "a member is named topic.name[key]")
            reader.report(location, "unknown-figure", f"there is no figure '{name}'", hint)
