"""data/tables.yml: the tables of documents in which series stand, cell by cell as they are printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from factbook.ground.location import Location
from factbook.ground.problem import suggest
from factbook.load import yaml_file
from factbook.load.schema import TABLE, Reader
from factbook.load.yaml_file import Node, Scalar, Sequence

BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a source: where it stands, the scale and unit that its head states, and its cells by row and column."""

    name: str
    source: str
    place: str
    stated: str
    columns: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]
    location: Location


def read_tables(reader: Reader, node: Node, sources: Collection[str]) -> Iterator[Table]:
    """Every table that can be read."""
    for key, record in reader.entries(node, "data/tables.yml"):
        before = len(reader.problems)
        found = reader.record(record, TABLE, f"the table '{key.text}'")
        source = _text(found.get("source"))
        if source and source not in sources:
            hint = suggest(source, sources, "add it to data/sources.yml")
            reader.report(found["source"].location, "unknown-source", f"there is no source '{source}'", hint)
        columns = _columns(found.get("columns"))
        rows = dict(_rows(reader, found.get("rows"), columns))
        if reader.name(key, "a table") and len(reader.problems) == before:
            stated, place = _text(found.get("printed_in")), _text(found.get("place"))
            yield Table(key.text, source, place, stated, columns, rows, key.location)


def _columns(node: Node | None) -> tuple[str, ...]:
    return tuple(_text(item) for item in (node.items if isinstance(node, Sequence) else (node,)) if item)


def _rows(reader: Reader, node: Node | None, columns: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for label, cells in node.entries if isinstance(node, yaml_file.Mapping) else ():
        printed = [cell.strip() for cell in _text(cells).split(BETWEEN)]
        if len(printed) != len(columns):
            said = f"the row '{label.text}' has {len(printed)} cells, and the table {len(columns)} columns"
            reader.report(cells.location, "wrong-type", said, f"write a '{BETWEEN}' between two cells")
            continue
        yield label.text, dict(zip(columns, printed, strict=True))


def _text(node: Node | None) -> str:
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""
