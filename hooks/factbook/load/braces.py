"""Finds braces in words of data/ that are shown as they are, where they would bind nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factbook.ground.problem import Problem
from factbook.load.yaml_file import Mapping as Record
from factbook.load.yaml_file import Node, Scalar, Sequence

# Of each file the keys whose words are bound, and "figures" for all topics; a file that is not here is left alone.
BOUND: Mapping[str, frozenset[str]] = {
    "figures": frozenset({"note"}),
    "units": frozenset(),
    "sources": frozenset(),
    "tables": frozenset(),
    "names": frozenset(),
    "site": frozenset(),
    "events": frozenset({"title"}),
    "ledger": frozenset({"claim", "reason"}),
    "glossary": frozenset({"meaning"}),
    "charts": frozenset({"title", "note", "text"}),
}
BRACES = re.compile(r"\{\{|\}\}")


def find_unbound_braces(nodes: Mapping[str, Node]) -> Iterator[Problem]:
    """Those in titles of figures and sources, in labels and the like."""
    for path, node in nodes.items():
        first, *rest = path.removeprefix("data/").removesuffix(".yml").split("/")
        if first in BOUND and (first == "figures") == bool(rest):
            yield from _find(node, BOUND[first], "")


def _find(node: Node, bound: frozenset[str], key: str) -> Iterator[Problem]:
    if isinstance(node, Scalar):
        if key not in bound and BRACES.search(node.text):
            said = (
                f"'{key}' is shown as it is written, and braces in it bind nothing" if key else "a list binds nothing"
            )
            yield Problem(
                node.location, "placeholder-syntax", said, "say it without, or in a key whose words are bound"
            )
        return
    items = ((key, item) for item in node.items) if isinstance(node, Sequence) else _entries(node)
    for name, item in items:
        yield from _find(item, bound, name)


def _entries(node: Record) -> Iterator[tuple[str, Node]]:
    return ((name.text, item) for name, item in node.entries)
