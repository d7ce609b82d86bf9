"""From the keys of a record to what stands in its source, refused where the value does not follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from factbook.ground.problem import suggest
from factbook.load.schema import NUMBER, SIGNATURE, Reader
from factbook.load.tables import Table
from factbook.load.yaml_file import Node, Scalar, Sequence
from factbook.model.evidence import (
    PERIOD,
    Conflict,
    Evidence,
    Limits,
    Signature,
    find_conflict,
    find_limits,
    find_period_conflict,
)
from factbook.model.period import Period, parse_period
from factbook.model.records import CHECKED, NOT_LOCATED, Source
from factbook.model.stated_time import agree, find_periods, read_date
from factbook.model.unit import DATE, Measure

KEYS = (
    "printed",
    "printed_in",
    "place",
    "table",
    "row",
    "column",
    "counted",
    "rounded",
    "signed",
    "not_located",
)
SHARED = ("printed_in", "place", "table", "row", "column", "rounded", "not_located")
"""What a series can say for all of its members."""
DOUBTS = frozenset({"not-as-printed", "printed-unit", "printed-period", "printed-unreadable", "unknown-table"})
"""Problems of a number that can be read, and only does not follow from what is said of its place."""


@dataclass(frozen=True)
class EvidenceReader:
    """Reads what is said of the place of a value; `problems` of the reader grow as it goes."""

    reader: Reader
    sources: Mapping[str, Source]
    tables: Mapping[str, Table] = field(default_factory=dict)

    def read(self, found: Mapping[str, Node], key: str, period: Period | None, measure: Measure) -> Evidence:
        """The evidence of one record; a cell of a table is looked up by its row and its column."""
        signed = tuple(self._signatures(found.get("signed")))
        reason = _text(found.get("not_located"))
        counted = found.get("counted")
        names = counted.items if isinstance(counted, Sequence) else (counted,) if counted else ()
        own = Evidence(
            printed=_text(found.get("printed")),
            stated=_text(found.get("printed_in")),
            place=_text(found.get("place")),
            row=_text(found.get("row")),
            column=_text(found.get("column")),
            counted=tuple(_text(name) for name in names),
            signed=signed,
            reason=reason or self._reason_of(found.get("source")),
            is_rounded="rounded" not in found,
        )
        if own.printed or own.counted:
            return own
        if "table" not in found:
            return replace(own, row="", column="")
        table = self.tables.get(_text(found["table"]))
        if table is None:
            hint = suggest(_text(found["table"]), self.tables, "add it to data/tables.yml")
            said = f"there is no table '{_text(found['table'])}'"
            self.reader.report(found["table"].location, "unknown-table", said, hint)
            return own
        given = found.get("source")
        named = given.items if isinstance(given, Sequence) else (given,)
        if table.source not in [_text(node) for node in named]:
            said = f"the table '{table.name}' is of the source '{table.source}'"
            self.reader.report(
                found["table"].location, "unknown-table", said, "leave out 'source', or name another table"
            )
        return self._cell(own, table, found, own.column or _column(table, key, period, measure) or key)

    def source_of(self, found: Mapping[str, Node]) -> Scalar | None:
        """The source of the table that a record names, if it names one."""
        node = found.get("table")
        table = self.tables.get(_text(node)) if "printed" not in found else None
        return node._replace(text=table.source) if table and isinstance(node, Scalar) else None

    def confidence(self, said: str, evidence: Evidence) -> str:
        """What is called checked and is not located is shown as that."""
        return NOT_LOCATED if said == CHECKED and not evidence.is_located else said

    def check(self, evidence: Evidence, found: Mapping[str, Node], measure: Measure, period: Period | None) -> None:
        """Report a value that does not follow from what is printed."""
        node, number = found["value"], self._number(found, measure)
        if measure.dimension == DATE:
            conflict = self._date_conflict(period, evidence, found)
        elif number is None:
            return
        else:
            conflict = find_conflict(number, evidence, measure)
            conflict = conflict or find_period_conflict(period, evidence, measure)
        if conflict:
            hint = self._elsewhere(evidence, found, number, measure) or conflict.hint
            self.reader.report(node.location, conflict.code, conflict.message, hint)

    def limits(self, evidence: Evidence, found: Mapping[str, Node], measure: Measure) -> Limits | None:
        """The bounds that come from how a number is printed, unless the record has bounds of its own."""
        number = self._number(found, measure)
        if number is None or "lower" in found or "upper" in found or not evidence.printed:
            return None
        if find_conflict(number, evidence, measure):
            return None
        if _text(found.get("confidence")) == "claimed":
            return None  # a claim is compared as it stands
        limits, own = find_limits(evidence, measure), _text(found.get("bound"))
        if limits and own and limits.bound != own and (limits.bound or own != "about"):
            if not limits.bound:
                return None  # the record knows more than what is printed
            said = f"the record says '{own}', and the document '{evidence.printed}'"
            self.reader.report(found["bound"].location, "not-as-printed", said, f"write bound: {limits.bound}")
        return limits

    def _cell(self, own: Evidence, table: Table, found: Mapping[str, Node], column: str) -> Evidence:
        """What is printed in the row that a record names."""
        row = table.rows.get(own.row)
        if row is None:
            at = found.get("row", found["table"])
            said = f"the table '{table.name}' has no row '{own.row}'"
            self.reader.report(at.location, "unknown-table", said, suggest(own.row, table.rows, "name one in 'row'"))
            return own
        if column not in row:
            at = found.get("column", found["value"])
            said = f"the table '{table.name}' has no column '{column}'"
            self.reader.report(at.location, "unknown-table", said, f"it has {', '.join(table.columns)}")
            return own
        return Evidence(row[column], own.stated or table.stated, table.place, own.row, column, (), own.signed, "",
                        own.is_rounded)  # fmt: skip

    def _number(self, found: Mapping[str, Node], measure: Measure) -> Decimal | None:
        """The value as the record writes it; None for a date, and for what is reported as no number."""
        node = found["value"]
        is_number = measure.dimension != DATE and isinstance(node, Scalar) and NUMBER.fullmatch(node.text)
        return self.reader.number(node) if is_number else None

    def _elsewhere(
        self, evidence: Evidence, found: Mapping[str, Node], number: Decimal | None, measure: Measure
    ) -> str:
        """Which other cell of the table holds the value, if one does: the row above, the year before."""
        table = self.tables.get(_text(found.get("table")))
        for row, cells in table.rows.items() if table and number is not None else ():
            for column, cell in cells.items():
                other = Evidence(cell, evidence.stated)
                if (
                    (row, column) != (evidence.row, evidence.column)
                    and cell
                    and number is not None
                    and not find_conflict(number, other, measure)
                ):
                    return f"this number stands in row “{row}”, column {column}"
        return ""

    def _date_conflict(self, period: Period | None, evidence: Evidence, found: Mapping[str, Node]) -> Conflict | None:
        if not evidence.printed or period is None:
            return None
        source = self.sources.get(_text(_first(found.get("source"))))
        issued = (source.issued if source else None) or next(iter(find_periods(evidence.place)), None)
        printed = read_date(evidence.printed, issued, period)
        if printed is None:
            said = f"'{evidence.printed}' names no date"
            return Conflict("printed-unreadable", said, "write the day as the document does: January 30, 2019")
        if period.start <= printed.start and printed.end <= period.end:
            return None
        said = f"the date is {period.text}, and the document prints '{evidence.printed}'"
        return Conflict(PERIOD if period.start.year != printed.start.year else "not-as-printed", said,
                        "compare day, month and year")  # fmt: skip

    def _reason_of(self, node: Node | None) -> str:
        source = self.sources.get(_text(_first(node)))
        return source.not_located if source else ""

    def _signatures(self, node: Node | None) -> Iterator[Signature]:
        for item in node.items if isinstance(node, Sequence) else ():
            found = self.reader.record(item, SIGNATURE, "a signature")
            if {"by", "on"} <= found.keys():
                try:
                    yield Signature(_text(found["by"]), parse_period(_text(found["on"])))
                except ValueError as error:
                    self.reader.report(found["on"].location, "bad-date", f"'{_text(found['on'])}' is no date: {error}")


def _column(table: Table, key: str, period: Period | None, measure: Measure) -> str:
    """The column whose label is the key of a member, or names the time that it is true for."""
    if key in table.columns or period is None:
        return key
    from_flow = any(unit.kind.startswith("fiscal") for unit in measure.per)
    fitting = [
        label for label in table.columns if any(agree(period, one, is_flow=from_flow) for one in find_periods(label))
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _first(node: Node | None) -> Node | None:
    return node.items[0] if isinstance(node, Sequence) and node.items else node


def _text(node: Node | None) -> str:
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""
