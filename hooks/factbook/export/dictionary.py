"""What each column of the downloads means: one list for the tables, their description and the words beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factbook.model.records import BOUNDS, BY, CONFIDENCE, VERDICTS


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a key of a record: its type in the terms of Table Schema, and what it means."""

    type: str
    about: str
    constraints: Mapping[str, Any] = field(default_factory=dict)
    format: str = "default"


Columns = Mapping[str, Column]

REQUIRED: Mapping[str, Any] = {"required": True}
UNIQUE: Mapping[str, Any] = {"required": True, "unique": True}
VALUES: Columns = {
    "value": Column("any", "The number in base_unit, to fifteen digits; for a date the day, month or year", REQUIRED),
    "lower": Column("any", "The lowest it can be, in base_unit, or the first day; empty if there is no limit"),
    "upper": Column("any", "The highest it can be, in base_unit, or the last day; empty if there is no limit"),
    "base_unit": Column("string", "What one of value is: 1 for a share, 'date' for a date", REQUIRED),
    "number": Column("number", "The same value in unit, as the source gives it; empty for a date"),
    "unit": Column("string", "What one of number is", REQUIRED),
}
TIME: Columns = {
    "date": Column("string", "The time the value is true for: 2018-12-31, 2018-12, 2018Q4 or 2018"),
    "first_day": Column("date", "The first day of that time"),
    "last_day": Column("date", "The last day of that time"),
}
FIGURES: Columns = {
    "id": Column("string", "The figure's name, with the key if it is a member of a series", UNIQUE),
    "figure": Column("string", "The name without the key", REQUIRED),
    "key": Column("string", "The year, quarter, month or category of a member; empty for a single number"),
    "title": Column("string", "What the number is", REQUIRED),
    "text": Column("string", "How the site prints it", REQUIRED),
    **VALUES,
    "bound": Column("string", "If it is not known exactly", {"enum": list(BOUNDS)}),
    **TIME,
    "confidence": Column(
        "string",
        "; ".join(f"{name}: {words.format(noun='text that is checked')}" for name, words in CONFIDENCE.items()),
        {"enum": list(CONFIDENCE)},
    ),
    "source": Column("array", "Names of the sources, listed under 'sources' in datapackage.json"),
    "printed": Column("string", "The number in the characters of the source; empty where it is not located"),
    "printed_in": Column("string", "The scale and unit that its table states"),
    "place": Column("string", "Where it stands in the first source: section, table, row and column"),
    "formula": Column("string", "How a derived number is worked out, over names of figures; empty for a given one"),
    "inputs": Column("array", "The ids that the formula was worked out from"),
    "note": Column("string", "What a reader must know of it"),
    "address": Column("string", "Its permanent address", format="uri"),
    "used": Column("array", "The places of the site that show it, or words that rest on it"),
}
SERIES: Columns = {
    "figure": Column("string", "The name of the series", REQUIRED),
    "by": Column("string", "What its keys are", {"required": True, "enum": list(BY)}),
    "key": Column("string", "The year, quarter, month or category", REQUIRED),
    "title": Column("string", "What the number is", REQUIRED),
    **TIME,
    **VALUES,
}
LEDGER: Columns = {
    "id": Column("string", "A letter for the section and a number", UNIQUE),
    "section": Column("string", "The section", REQUIRED),
    "claim": Column("string", "What is claimed, in our words", REQUIRED),
    "verdict": Column("string", "Our verdict", {"required": True, "enum": list(VERDICTS)}),
    "reason": Column("string", "Why", REQUIRED),
    "stated": Column("string", "The id of the figure with the number as it was stated"),
    "record": Column("string", "The id of the figure on record"),
    "holds": Column("string", "The claim is supported while this is true"),
    "close": Column("string", "Else it is imprecise while this is true, and wrong otherwise"),
    "source": Column("array", "Names of the sources, listed under 'sources' in datapackage.json"),
    "told": Column("string", "The chapter that tells it", format="uri"),
    "address": Column("string", "Its permanent address", format="uri"),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the package, its columns, and the ones that tell its rows apart."""

    path: str
    title: str
    columns: Columns
    key: tuple[str, ...]
    text: str

    @property
    def is_table(self) -> bool:
        """CSV has no lists."""
        return self.path.endswith(".csv")
