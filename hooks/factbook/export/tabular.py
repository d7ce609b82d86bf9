"""Records as text: JSON with one record to a line, and CSV that a spreadsheet can open without running any of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from factbook.export.exact import Record

ACTIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # a spreadsheet may run a cell that starts so
QUOTE = "'"  # the mark by which spreadsheets know a text


def write_json(records: Sequence[Record]) -> str:
    """A list with one record to a line, so that two versions can be compared line by line."""
    lines = ",\n".join(map(to_json, records))
    return f"[\n{lines}\n]\n" if records else "[]\n"


def write_csv(records: Iterable[Record], names: Sequence[str]) -> str:
    """A table with a head."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([to_cell(record[name]) for name in names] for record in records)
    return stream.getvalue()


def to_json(value: Any) -> str:
    """JSON on one line, with numbers digit by digit as they are."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{to_json(key)}: {to_json(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(to_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def to_cell(value: Any) -> str:
    """One cell: the parts of a list have a space between them, and only a number starts with a sign."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        value = " ".join(part["address"] if isinstance(part, Mapping) else part for part in value)
    return f"{QUOTE}{value}" if value.startswith(ACTIVE) else str(value)
