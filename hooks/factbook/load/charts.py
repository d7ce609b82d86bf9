"""From the nodes of data/charts.yml to charts: marks, words on drawings, and the features of a matrix."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from factbook.ground.problem import suggest
from factbook.load import schema, yaml_file
from factbook.load.chart_form import find_useless_keys, find_useless_options
from factbook.load.figures import phrase, text, words
from factbook.load.schema import Reader
from factbook.load.yaml_file import Node, Sequence
from factbook.model.records import SIDES, Annotation, Cell, Chart, Compared, Feature, Mark, Text


def read_charts(
    reader: Reader, node: Node, known: tuple[Mapping[str, str], Collection[str], Collection[str]]
) -> Iterator[Chart]:
    """data/charts.yml. It may name what is known: classes of colours by their names, sections of the ledger, sources."""
    colours, sections, sources = known
    for key, record in reader.entries(node, "data/charts.yml"):
        found = reader.record(record, schema.CHART, f"the chart '{key.text}'")
        marks = found.get("marks")
        if not reader.name(key, "a chart") or not isinstance(marks, Sequence) or "title" not in found:
            continue
        options, kind = found.get("options"), text(found.get("kind"))
        reader.problems += find_useless_options(kind, options, sections)
        pairs = options.entries if isinstance(options, yaml_file.Mapping) else ()
        yield Chart(
            name=key.text,
            kind=kind,
            title=words(found["title"]) or Text("", found["title"].location),
            note=words(found.get("note")),
            marks=tuple(_marks(reader, marks, colours, kind)),
            options={name.text: phrase(value) for name, value in pairs},
            location=key.location,
            width=text(found.get("width")),
            notes=tuple(_notes(reader, found.get("notes"))),
            compared=tuple(_compared(reader, found.get("compared"), colours)),
            features=tuple(_features(reader, found.get("features"), sources)),
        )


def _marks(reader: Reader, node: Node, colours: Mapping[str, str], kind: str) -> Iterator[Mark]:
    for item in _items(node):
        found = reader.record(item, schema.MARK, "a mark")
        if "figure" in found:
            reader.problems += find_useless_keys(kind, found)
            colour = text(found.get("colour"))
            yield Mark(
                figure=text(found["figure"]),
                label=phrase(found.get("label")),
                colour=colours.get(colour, colour),
                shape=text(found.get("shape")),
                location=found["figure"].location,
                value=text(found.get("value")),
                label_text=words(found.get("label")),
            )


def _notes(reader: Reader, node: Node | None) -> Iterator[Annotation]:
    for item in _items(node):
        found = reader.record(item, schema.ANNOTATION, "a note")
        said = words(found.get("text"))
        if said and "at" in found:
            side = text(found.get("side")) or SIDES[0]
            yield Annotation(text(found["at"]), said, side, found["at"].location)


def _compared(reader: Reader, node: Node | None, colours: Mapping[str, str]) -> Iterator[Compared]:
    for item in _items(node):
        found = reader.record(item, schema.COMPARED, "what is compared")
        if "label" in found:
            colour = text(found.get("colour"))
            label = found["label"]
            yield Compared(phrase(label), colours.get(colour, colour), item.location, words(label))


def _features(reader: Reader, node: Node | None, sources: Collection[str]) -> Iterator[Feature]:
    for item in _items(node):
        found = reader.record(item, schema.FEATURE, "a feature")
        if {"label", "cells"} <= found.keys():
            label = found["label"]
            yield Feature(phrase(label), tuple(_cells(reader, found["cells"], sources)), item.location, words(label))


def _cells(reader: Reader, node: Node, sources: Collection[str]) -> Iterator[Cell]:
    for item in _items(node):
        found = reader.record(item, schema.CELL, "a cell")
        source = text(found.get("source"))
        if source and source not in sources:
            hint = suggest(source, sources, "add it to data/sources.yml")
            reader.report(found["source"].location, "unknown-source", f"there is no source '{source}'", hint)
        state = text(found.get("state"))
        yield Cell(state, phrase(found.get("words")) or state, source, item.location, words(found.get("words")))


def _items(node: Node | None) -> tuple[Node, ...]:
    return tuple(node.items) if isinstance(node, Sequence) else ()
