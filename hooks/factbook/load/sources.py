"""From the nodes of data/sources.yml to sources: CSL items, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factbook.ground.address import find_address_fault
from factbook.ground.problem import suggest
from factbook.load import schema, yaml_file
from factbook.load.figures import phrase, read_period, text
from factbook.load.schema import Reader
from factbook.load.yaml_file import Node, Sequence
from factbook.model.records import FIRST_HAND, OTHER, PRESS, Source

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
OFFICIAL = ("report", "legislation", "regulation", "legal_case")  # CSL types
PRINTED = ("article", "broadcast")
SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_sources(reader: Reader, node: Node) -> Iterator[Source]:
    """data/sources.yml, a list of CSL items."""
    seen: set[str] = set()
    for item in reader.items(node, "data/sources.yml"):
        found = reader.record(item, schema.SOURCE, "a source")
        if "id" not in found:
            continue
        source_id, url = text(found["id"]), read_address(reader, found.get("URL"))
        if not reader.is_new(source_id, found["id"].location, "the source", seen):
            continue
        if not SOURCE_ID.fullmatch(source_id):
            said = f"'{source_id[:60]}' can't be the id of a source"
            reader.report(found["id"].location, "bad-name", said, "lower-case letters, digits and hyphens")
        kind = text(found.get("type"))
        if kind and kind not in schema.SOURCE_TYPES:
            hint = suggest(
                kind, schema.SOURCE_TYPES, "a type of CSL: report, webpage, article-newspaper, book, dataset"
            )
            reader.report(found["type"].location, "wrong-type", f"'type' can't be '{kind[:40]}'", hint)
        yield Source(
            id=source_id,
            type=kind,
            title=phrase(found.get("title")),
            author=tuple(_authors(reader, found.get("author"))),
            publisher=phrase(found.get("publisher")) or phrase(found.get("container-title")),
            issued=read_period(reader, found.get("issued")),
            url=url,
            accessed=read_period(reader, found.get("accessed")),
            note=phrase(found.get("note")),
            location=item.location,
            archive=read_address(reader, found.get("archive")),
            digest=_digest(reader, found.get("digest")),
            not_located=phrase(found.get("not_located")),
            weight=text(found.get("weight")) or _weigh(found),
        )


def _weigh(found: Mapping[str, Node]) -> str:
    """Reports, laws and what a body writes of itself are first-hand, but for articles, which are press."""
    kind, authors = text(found.get("type")), found.get("author")
    if kind.partition("-")[0] in PRINTED:
        return PRESS
    has_body = isinstance(authors, Sequence) and any(_has_key(one, "literal") for one in authors.items)
    return FIRST_HAND if has_body or kind in OFFICIAL else OTHER


def _has_key(node: Node, name: str) -> bool:
    return isinstance(node, yaml_file.Mapping) and any(key.text == name for key, _ in node.entries)


def _authors(reader: Reader, node: Node | None) -> Iterator[str]:
    for item in node.items if isinstance(node, Sequence) else ():
        found = reader.record(item, schema.AUTHOR, "an author")
        yield phrase(found.get("literal")) or ", ".join(
            phrase(found[part]) for part in ("family", "given") if part in found
        )


def read_address(reader: Reader, node: Node | None) -> str:
    """An address of the web, or a problem."""
    url = text(node)
    if node and (fault := find_address_fault(url)):
        reader.report(node.location, "wrong-type", fault, "leave the key out if there is no public address")
        return ""
    return url


def _digest(reader: Reader, node: Node | None) -> str:
    digest = text(node)
    if node and not DIGEST.fullmatch(digest):
        hint = "write sha256: and the 64 digits that sha256sum prints"
        reader.report(node.location, "wrong-type", "a digest is written sha256:0123…", hint)
    return digest
