"""From the nodes of data/figures/<topic>.yml to figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from factbook.ground.location import Location
from factbook.ground.problem import suggest
from factbook.ground.typeset import set_quotes
from factbook.load import yaml_file
from factbook.load.evidence import DOUBTS, KEYS, SHARED, EvidenceReader
from factbook.load.given import GivenReader
from factbook.load.schema import FIGURE, MEMBER, NAME, Reader
from factbook.load.yaml_file import Node, Scalar, Sequence
from factbook.model.calendar import quantity_of_period
from factbook.model.evidence import Evidence, Limits
from factbook.model.formula import FormulaError
from factbook.model.look import TIMES, LookError, parse_look
from factbook.model.parse import parse_formula
from factbook.model.period import Period, parse_period
from factbook.model.quantity import Quantity
from factbook.model.records import Figure, Formula, Member, Text
from factbook.model.unit import DATE, Measure, Units
from factbook.model.unknown import name_unknown

INHERITED = ("source", "confidence", "bound", *SHARED)
# What means nothing beside each of the ways to say a number, and would be lost in silence.
IDLE_KEYS = {
    "value": ("by", "at"),
    "values": ("lower", "upper", *(key for key in KEYS if key not in SHARED)),
    "formula": ("by", "at", "source", "confidence", "bound", "lower", "upper", *KEYS),
}
KEY_PRECISION = {"year": "year", "quarter": "quarter", "month": "month"}


@dataclass(frozen=True)
class FigureReader:
    """Reads figures; `problems` of the reader grow as it goes."""

    reader: Reader
    units: Units
    evidence: EvidenceReader
    unread: set[str]

    def figures(self, topic: str, node: Node) -> list[Figure]:
        """All figures of one file that can be read; names of the others go to `unread`."""
        found = []
        for key, record in self.reader.entries(node, "a file of figures"):
            before = self._unreadable()
            figure = None
            if self.reader.name(key, "a figure"):
                figure = self.figure(f"{topic}.{key.text}", key, record)
            if figure and self._unreadable() == before:
                found.append(figure)
            else:
                self.unread.add(f"{topic}.{key.text}")
        return found

    def _unreadable(self) -> int:
        """How many problems keep a record from being read; a number that is not as printed can still be shown."""
        return sum(problem.code not in DOUBTS for problem in self.reader.problems)

    def figure(self, figure_id: str, key: Scalar, node: Node) -> Figure | None:
        """One figure, or None and problems."""
        before = len(self.reader.problems)
        found = self.reader.record(node, FIGURE, f"the figure '{figure_id}'")
        measure = self.measure(found.get("unit"))
        if measure is None or len(self.reader.problems) > before:
            return None
        ways = [way for way in ("value", "values", "formula") if way in found]
        if len(ways) != 1:
            self.reader.report(
                key.location,
                "missing-key" if not ways else "unknown-key",
                f"the figure '{figure_id}' needs exactly one of value, values and formula",
                "a number with a source has value, a series values, a derived figure formula",
            )
            return None
        for name in IDLE_KEYS[ways[0]]:
            if name in found:
                said = f"a figure with '{ways[0]}' has no use for the key '{name}'"
                self.reader.report(found[name].location, "unknown-key", said, "delete it")
        members = self.members(figure_id, found, measure, key)
        return Figure(
            id=figure_id,
            title=phrase(found.get("title")),
            measure=measure,
            by=text(found.get("by")),
            members=members,
            formula=self.formula(found.get("formula")),
            period=self.period(found.get("date")),
            show=self.look(found.get("show"), measure),
            note=words(found.get("note")),
            location=key.location,
            title_text=words(found.get("title")),
        )

    def members(self, figure_id: str, found: dict[str, Node], measure: Measure, key: Scalar) -> dict[str, Member]:
        """The given numbers: one under "" or a series by key."""
        if "value" in found:
            member = self.member("", found, {}, measure, figure_id)
            return {"": member} if member else {}
        if "values" not in found:
            return {}
        values = found["values"]
        if not isinstance(values, yaml_file.Mapping) or "by" not in found or not values.entries:
            self.reader.report(
                key.location,
                "missing-key",
                f"the series '{figure_id}' needs 'by' and a member or more",
                "write by: year, quarter, month or category",
            )
            return {}
        members: dict[str, Member] = {}
        for member_key, node in values.entries:
            if self.key_fits(member_key, text(found["by"])):
                record: dict[str, Node] = {"value": node}
                if isinstance(node, yaml_file.Mapping):
                    before = len(self.reader.problems)
                    record = self.reader.record(node, MEMBER, f"the member '{member_key.text}'")
                    if len(self.reader.problems) > before:
                        continue
                if ("value" in record) == ("formula" in record):
                    said = f"the member '{member_key.text}' of '{figure_id}' needs either a value or a formula"
                    self.reader.report(member_key.location, "missing-key", said)
                    continue
                member = self.member(member_key.text, record, found, measure, figure_id)
                if member:
                    members[member.key] = member
        if text(found["by"]) in KEY_PRECISION:  # growth and "every year" go by time and not by line
            return dict(sorted(members.items()))
        return members

    def member(
        self, key: str, own: dict[str, Node], series: dict[str, Node], measure: Measure, figure_id: str
    ) -> Member | None:
        """One number; what it does not say itself the series says for all."""
        found: dict[str, Node] = {name: node for name, node in series.items() if name in INHERITED}
        found.update(own)
        if "source" not in own and (source := self.evidence.source_of(found)):
            found["source"] = source
        node = found["value"] if "value" in found else found["formula"]
        period = self.member_period(key, found, series, measure)
        given, evidence, bound = None, Evidence(), text(found.get("bound"))
        if "value" in found:
            evidence = self.evidence.read(found, key, period, measure)
            self.evidence.check(evidence, found, measure, period)
            limits = self.evidence.limits(evidence, found, measure)
            bound = bound or (limits.bound if limits else "")
            given = self.given(found, measure, f"{figure_id}[{key}]" if key else figure_id, limits)
            if given is None:
                return None
            missing = [needed for needed in ("source", "confidence") if needed not in found]
            missing += ["date"] if period is None and "date" not in {**series, **found} else []
            for needed in missing:
                self.reader.report(
                    node.location,
                    "missing-key",
                    f"the given number of '{figure_id}' needs the key '{needed}'",
                    MEMBER[needed].about,
                )
        return Member(
            key=key,
            given=given,
            formula=self.formula(own.get("formula")) if given is None else None,
            period=period,
            sources=self.sources(found.get("source")),
            evidence=evidence,
            confidence=self.evidence.confidence(text(found.get("confidence")), evidence),
            bound=bound,
            note=words(own.get("note")),
            title=phrase(own.get("title")) if series else "",
            location=node.location,
            title_text=words(own.get("title")) if series else None,
        )

    def given(
        self, found: dict[str, Node], measure: Measure, name: str, limits: Limits | None = None
    ) -> Quantity | None:
        """The value with its bounds, in base units."""
        if measure.dimension == DATE:
            period = self.period(found["value"])
            return name_unknown(name, quantity_of_period(period)) if period else None
        return GivenReader(self.reader, found, measure, limits).quantity(name)

    def measure(self, node: Node | None) -> Measure | None:
        """The unit of the record."""
        if not isinstance(node, Scalar):
            return None
        try:
            return self.units.parse(node.text)
        except LookupError as error:
            word = str(error.args[0])
            self.reader.report(
                node.location,
                "unknown-unit",
                f"'{word}' is no unit",
                suggest(word, self.units.known_words(), "data/units.yml lists the units"),
            )
            return None

    def look(self, node: Node | None, measure: Measure) -> str:
        """The default look of the record."""
        if node is None:
            return ""
        try:
            times = sorted(parse_look(text(node)).options & TIMES)
        except LookError as error:
            self.reader.report(node.location, "unknown-option", str(error), error.hint)
            return ""
        if times and measure.dimension != DATE:
            said = f"'{times[0]}' says when a number is true, and can't be how it reads by default"
            self.reader.report(node.location, "unknown-option", said)
        return text(node)

    def formula(self, node: Node | None) -> Formula | None:
        """A formula of the record."""
        return read_formula(self.reader, node) if isinstance(node, Scalar) else None

    def sources(self, node: Node | None) -> tuple[str, ...]:
        """Source ids that exist."""
        items = node.items if isinstance(node, Sequence) else (node,) if node else ()
        names = [item for item in items if isinstance(item, Scalar)]
        for item in names:
            if item.text not in self.evidence.sources:
                self.reader.report(
                    item.location,
                    "unknown-source",
                    f"there is no source '{item.text}'",
                    suggest(item.text, self.evidence.sources, "add it to data/sources.yml"),
                )
        return tuple(item.text for item in names)

    def period(self, node: Node | None) -> Period | None:
        """A date of the record."""
        return read_period(self.reader, node)

    def member_period(
        self, key: str, found: dict[str, Node], series: dict[str, Node], measure: Measure
    ) -> Period | None:
        """When the number is true: its own date, or the period its key names."""
        if "date" in found:
            return self.period(found["date"])
        by = text(series.get("by"))
        if by in KEY_PRECISION:
            period = parse_period(key)
            return period.last_day() if "at" in series else period
        if "date" in series:
            return self.period(series["date"])
        if measure.dimension == DATE and isinstance(found.get("value"), Scalar):
            return self.period(found["value"])
        return None

    def key_fits(self, key: Scalar, by: str) -> bool:
        """Whether a member's key is of the kind that `by` says."""
        if by == "category":
            fits = bool(NAME.fullmatch(key.text))
        else:
            try:
                fits = parse_period(key.text).precision == KEY_PRECISION[by]
            except ValueError:
                fits = False
        if not fits:
            form = {"year": "2018", "quarter": "2018Q4", "month": "2018-12", "category": "a_name"}[by]
            self.reader.report(key.location, "bad-name", f"'{key.text}' is no {by}", f"write it like {form}")
        return fits


def text(node: Node | None) -> str:
    """The words of a scalar on one line, or nothing."""
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def phrase(node: Node | None) -> str:
    """The same with its quotation marks set, for words that a reader sees."""
    return set_quotes(text(node))


def words(node: Node | None) -> Text | None:
    """A text that may hold placeholders, with its place."""
    if not isinstance(node, Scalar):
        return None
    lead = len(node.text) - len(node.text.lstrip())
    return Text(set_quotes(node.text.strip()), node.location, partial(_locate, node, lead))


def _locate(node: Scalar, lead: int, offset: int) -> Location:
    return node.locate(lead + offset)


def read_period(reader: Reader, node: Node | None) -> Period | None:
    """A date, or None and a problem."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        reader.report(node.location, "bad-date", "a date is a text and not a list or a mapping")
        return None
    try:
        return parse_period(node.text)
    except ValueError as error:
        reader.report(node.location, "bad-date", f"'{node.text[:40]}' is no date: {error}")
        return None


def read_formula(reader: Reader, node: Scalar) -> Formula | None:
    """A formula, or None and a problem with its place."""
    try:
        return Formula(node.text, parse_formula(node.text), node.location, node.locate)
    except FormulaError as error:
        reader.report(node.locate(error.column), error.code, str(error), error.hint)
        return None
