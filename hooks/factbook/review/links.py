"""Links of pages that lead nowhere: to a page or file that is not there, or to a heading that is gone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from factbook.export.datapackage import DOWNLOADS
from factbook.export.feed import KINDS
from factbook.ground.location import Location
from factbook.ground.problem import Problem, suggest
from factbook.lists.draw import Material, draw_list
from factbook.model.factbook import Factbook
from factbook.page.place import topic_page
from factbook.page.reference import Reference
from factbook.prose.bound import Bound
from factbook.prose.figure import use_id
from factbook.prose.page import Page
from factbook.prose.source import Finder
from factbook.prose.unsafe import is_safe_address

ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//")
More: TypeAlias = Callable[[str], set[str]]
OWN = ("sources", "told")  # parts that every page may have


def find_link_problems(
    pages: Mapping[str, Page], bound: Mapping[str, Bound], made: Collection[str], factbook: Factbook
) -> Iterator[Problem]:
    """Links of written pages; `made` are the paths of what is made from data, whose parts are not looked at."""
    known = {*pages, *made}
    ids = {
        name: find_ids(page, bound[name])
        for name, page in pages.items()
        if not any(block.what == "changes" for block in bound[name].lists)  # which only git knows
    }
    find_more = cache(lambda name: find_listed(name, bound[name], factbook))  # drawn only for a link that leads there
    for name, page in pages.items():
        for written in dict.fromkeys(page.template.links):
            if written and not ELSEWHERE.match(written) and is_safe_address(written):
                yield from _check(written, name, page, known, (ids, find_more))


def find_page_problems(factbook: Factbook, known: Collection[str]) -> Iterator[Problem]:
    """Events and claims of the ledger that name a page which is not there."""
    named = [(event.location, event.page, "the event") for event in factbook.events]
    named += [(claim.location, claim.told, f"the claim {claim.id}") for claim in factbook.ledger]
    for at, page, what in named:
        if page and page not in known:
            hint = suggest(page, known, "write the path of a page below docs/, such as other.md")
            yield Problem(at, "broken-link", f"{what} names the page '{page[:60]}', which is not there", hint)


def find_made(factbook: Factbook) -> Iterator[str]:
    """The paths of what a build makes from data: pages, downloads and charts."""
    yield from (topic_page(figure.topic) for figure in factbook.figures.values())
    yield from (*DOWNLOADS, *KINDS)
    yield from (f"data/charts/{name}.{kind}" for name in factbook.charts for kind in ("svg", "png", "csv"))


def find_ids(page: Page, bound: Bound) -> set[str]:
    """The parts of a page that a link can lead to."""
    counts: dict[str, int] = {}
    found = {*page.template.ids, *OWN, *(claim.anchor for claim in bound.claims)}
    for use in bound.uses:
        counts[use.entry.id] = counts.get(use.entry.id, 0) + use.is_shown
        found.add(use_id(use.entry.id, counts[use.entry.id]))
    found.update(f"{block.what}-{block.name}" for block, _ in (*bound.blocks, *bound.whatifs, *bound.guesses))
    return found | {f"source-{name}" for name in bound.cited}


def find_listed(name: str, bound: Bound, factbook: Factbook) -> set[str]:
    """The parts of the lists of a page; those of claims have no names."""
    material = Material(factbook, Reference(urls={name: ""}, titles={}, here=name))
    lists = (block for block in bound.lists if block.what != "claims")
    return {anchor for block in lists for anchor in draw_list(block, Bound(), material).anchors}


def _check(
    written: str, name: str, page: Page, known: Collection[str], parts_of: tuple[Mapping[str, set[str]], More]
) -> Iterator[Problem]:
    ids, find_more = parts_of
    parts = urlsplit(written)

    def at() -> Location:
        return Finder(page.template.source)((written,))

    if parts.path.startswith("/"):
        hint = "write the way from this file to the other, such as other.md"
        yield Problem(at(), "broken-link", f"the link '{written[:80]}' leads out of the project", hint)
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
    if target not in known:
        hint = suggest(target, known, "a link names the file, such as other.md, and a picture lies in docs/assets/")
        yield Problem(at(), "broken-link", f"the link '{written[:80]}' leads to no file", hint)
    elif (
        parts.fragment
        and target in ids
        and unquote(parts.fragment) not in ids[target]
        and unquote(parts.fragment) not in find_more(target)
    ):
        where = "this page" if target == name else f"'{target}'"
        hint = suggest(
            parts.fragment, ids[target] | find_more(target), "give the heading that is meant an id: ## Words {#id}"
        )
        yield Problem(at(), "broken-link", f"{where} has no part '#{parts.fragment[:60]}'", hint)
