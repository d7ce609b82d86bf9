"""The menu against the pages: what it names is there, and each page stands in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from factbook.ground.address import find_address_fault
from factbook.ground.location import Location
from factbook.ground.problem import Problem, suggest
from factbook.review.nodes import walk_values
from factbook.review.settings import find_nodes, read_value

PAGES = (".md", ".py", ".ipynb")
OTHERWISE = ("not_in_nav", "exclude_docs", "draft_docs")  # settings by which pages may stand elsewhere


def find_nav_problems(root: Path, docs: str, pages: Collection[str], made: Collection[str]) -> Iterator[Problem]:
    """`pages` are those that people wrote, `made` those made from data; both by their paths below the folder `docs`."""
    found = find_nodes(root)
    if "nav" not in found:
        return
    shown, nav = found["nav"]
    listed = set()
    for node in _targets(nav):
        at = Location(shown, node.start_mark.line + 1, node.start_mark.column + 1)
        parts = urlsplit(node.value)
        if parts.scheme or node.value.startswith("/"):
            if (fault := find_address_fault(node.value)) and parts.scheme != "mailto":
                yield Problem(
                    at, "unsafe-address", f"the menu can't lead to '{node.value[:60]}': {fault}", "use https://"
                )
            continue
        path = node.value.removeprefix("./")
        listed.add(path)
        if path.endswith(PAGES) and path not in pages and path not in made:
            hint = suggest(path, pages, f"write the path of a page below {docs}/")
            yield Problem(at, "broken-link", f"the menu names '{path[:80]}', which is not there", hint)
    if _warns(read_value(root, "validation")) and not any(name in found for name in OTHERWISE):
        for page in sorted(set(pages) - listed):
            hint = f"add a line to nav in {shown}: - A title: {page}"
            yield Problem(Location(f"{docs}/{page}"), "unlisted-page", "this page does not stand in the menu", hint)


def _warns(validation: object) -> bool:
    """Whether MkDocs would warn of a page that the menu lacks, which it does if its settings say so."""
    if not isinstance(validation, dict):
        return False
    nav = validation.get("nav")
    return "warn" in (validation.get("omitted_files"), nav.get("omitted_files") if isinstance(nav, dict) else "")


def _targets(nav: yaml.Node) -> Iterator[yaml.ScalarNode]:
    return (node for node in walk_values(nav) if isinstance(node, yaml.ScalarNode) and node.value)
