"""Reads data/ and makes the factbook of it, with every problem at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from factbook.ground.decode import decode_text
from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.load import lists, yaml_file
from factbook.load.braces import find_unbound_braces
from factbook.load.charts import read_charts
from factbook.load.compute import Computation, names_failed
from factbook.load.counts import COUNTED, count_verdicts
from factbook.load.evidence import EvidenceReader
from factbook.load.figures import FigureReader
from factbook.load.guess import find_guess_problems, read_guesses
from factbook.load.schema import NAME, Reader
from factbook.load.sense import find_impossible
from factbook.load.sources import read_sources
from factbook.load.tables import read_tables
from factbook.load.verdict import find_verdict_problems
from factbook.load.whatif import find_whatif_problems, read_whatifs
from factbook.load.yaml_file import Node, parse_yaml
from factbook.model.factbook import Factbook
from factbook.model.records import Figure, LedgerClaim
from factbook.model.unit import DATE, Units

FIGURES = "data/figures/"
FOUNDATIONS = ("data/units.yml", "data/sources.yml", "data/tables.yml")
OTHERS = (
    "units",
    "sources",
    "tables",
    "checks",
    "events",
    "ledger",
    "glossary",
    "names",
    "charts",
    "whatif",
    "guess",
    "site",
)


def load_factbook(root: Path) -> tuple[Factbook, list[Problem]]:
    """The factbook of a project folder and every problem in its data/."""
    texts, problems = read_data(root)
    factbook, found = parse_factbook(texts, [problem.location.path for problem in problems])
    return factbook, sorted({*problems, *found})


def read_data(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The text of every data file by its path from the root; links are not followed."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    inside, folders = root.resolve(), dict[Path, bool]()
    for path in sorted((root / "data").rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix not in (".yml", ".yaml") or path.is_dir():
            continue
        if path.parent not in folders:
            folders[path.parent] = path.parent.resolve().is_relative_to(inside)
        if path.is_symlink() or not folders[path.parent]:
            problems.append(Problem(Location(name), "symlink", "a link is not followed", "put the file here"))
            continue
        if not path.is_file():  # such as a pipe, which nobody may ever write into
            continue
        try:
            texts[name] = decode_text(path.read_bytes(), name)
        except ProblemError as error:
            problems.append(error.problem)
    return texts, problems


def parse_factbook(
    texts: Mapping[str, str], lost: Collection[str] = (), today: date | None = None
) -> tuple[Factbook, list[Problem]]:
    """The factbook of texts by path. What can't be read is left out and reported; `lost` files have been."""
    reader = Reader()
    nodes = _parse_all(texts, reader)
    lost = {*lost, *(texts.keys() - nodes.keys())}
    if lost.intersection(FOUNDATIONS):  # nothing else could be read right
        return Factbook(Units(()), {}, {}, {}, {}), reader.problems
    for path in texts:
        if not path.startswith(FIGURES) and path not in [f"data/{name}.yml" for name in OTHERS]:
            hint = suggest(path, [f"data/{name}.yml" for name in OTHERS], "a file of figures lies in data/figures/")
            reader.report(Location(path), "bad-name", f"nothing is read from a file named '{path}'", hint)
    empty: Node = yaml_file.Mapping((), Location("data"))
    other = {name: nodes.get(f"data/{name}.yml", empty) for name in OTHERS}
    units = Units(lists.read_units(reader, other["units"]))
    sources = {source.id: source for source in read_sources(reader, other["sources"])}
    about = lists.read_about(reader, other["site"], sources)
    ledger = tuple(lists.read_ledger(reader, other["ledger"], sources, about.sections))
    unread = {path.removeprefix(FIGURES).removesuffix(".yml") for path in lost}
    tables = {one.name: one for one in read_tables(reader, other["tables"], sources)}
    evidence = EvidenceReader(reader, sources, tables)
    figures = _read_figures(nodes, FigureReader(reader, units, evidence, unread))
    if ledger:
        figures |= _count_ledger(ledger, reader, units, about.noun)
    computation = Computation(units, figures, failed=unread)
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
        events=tuple(lists.read_events(reader, other["events"], sources, about.lanes)),
        ledger=ledger,
        glossary=tuple(lists.read_glossary(reader, other["glossary"])),
        charts={
            chart.name: chart
            for chart in read_charts(reader, other["charts"], (about.colours, about.sections, sources))
        },
        names={one.name: one for one in lists.read_names(reader, other["names"])},
        whatifs={one.name: one for one in read_whatifs(reader, other["whatif"])},
        guesses={one.name: one for one in read_guesses(reader, other["guess"])},
        about=about,
    )
    _check_names(reader, factbook, computation.failed)
    reader.problems += find_unbound_braces(nodes)
    reader.problems += find_whatif_problems(factbook, computation.failed)
    reader.problems += find_guess_problems(factbook, computation.failed)
    reader.problems += find_impossible(factbook, today or datetime.now(UTC).date())
    reader.problems += find_verdict_problems(factbook, computation.failed)
    return factbook, sorted({*reader.problems, *computation.problems})


def _parse_all(texts: Mapping[str, str], reader: Reader) -> dict[str, Node]:
    nodes = {}
    for path in sorted(texts):
        try:
            nodes[path] = _parse(texts[path], path)
        except ProblemError as error:
            reader.problems.append(error.problem)
    return nodes


@lru_cache(maxsize=64)  # of one commit to the next, as of one save to the next, few files differ
def _parse(text: str, path: str) -> Node:
    return parse_yaml(text, path)


def _read_figures(nodes: Mapping[str, Node], reader: FigureReader) -> dict[str, Figure]:
    """Every figure that can be read; names of the others, or of their whole topic, go to `unread`."""
    figures: dict[str, Figure] = {}
    for path, node in nodes.items():
        if path.startswith(FIGURES):
            figures |= _read_topic(path, node, reader)
    return figures


def _read_topic(path: str, node: Node, reader: FigureReader) -> dict[str, Figure]:
    topic = path.removeprefix(FIGURES).removesuffix(".yml")
    if not NAME.fullmatch(topic):
        reader.reader.report(Location(path), "bad-name", f"'{topic}' can't be a topic", "lower-case letters and _")
        reader.unread.add(topic)
        return {}
    if not isinstance(node, yaml_file.Mapping):
        reader.unread.add(topic)
    return {figure.id: figure for figure in reader.figures(topic, node)}


def _count_ledger(ledger: Sequence[LedgerClaim], reader: Reader, units: Units, noun: str) -> dict[str, Figure]:
    try:
        return {COUNTED: count_verdicts(ledger, units, noun)}
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
        if name and name not in factbook.entries and not names_failed(name, failed):
            hint = suggest(name, factbook.entries, "a member is named topic.name[key]")
            reader.report(location, "unknown-figure", f"there is no figure '{name}'", hint)
    for event in factbook.events:
        entry = factbook.entries.get(event.date)
        if entry and entry.figure.measure.dimension != DATE:
            said = f"'{event.date}' counts {entry.figure.measure.head.plural}, and is no date"
            reader.report(event.location, "wrong-type", said, "an event names a figure whose unit is date")
