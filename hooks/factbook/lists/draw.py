"""Which list a block on a page stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from factbook.ground.recall import Recall, make_now
from factbook.lists import changes, claims, events, figures, glossary, ledger, names, sources
from factbook.lists.revision import History
from factbook.lists.standing import Standing, find_standings
from factbook.model.factbook import Factbook
from factbook.page.listing import Listing, go_on_from
from factbook.page.reference import Reference
from factbook.prose.bound import Bound
from factbook.prose.placeholder import Block


@dataclass(frozen=True)
class Material:
    """All that lists are made from: the data, the pages by path, what git knows, and the ways to other pages."""

    factbook: Factbook
    reference: Reference
    pages: Mapping[str, Bound] = field(default_factory=dict)
    history: History | None = None
    recall: Recall = make_now
    exempt: Mapping[str, int] = field(default_factory=dict)
    """The names that the guard passes over, with how often each stands on the site."""

    @cached_property
    def standings(self) -> list[Standing]:
        """Every claim with what would break it, which takes long and is shown in more than one list of a page."""
        return find_standings(self.pages, self.factbook, self.recall)


def draw_lists(page: Bound, material: Material) -> dict[Block, Listing]:
    """The lists of a page, by block; cards and sources are numbered on from one to the next."""
    drawn: dict[Block, Listing] = {}
    before = go_on_from(page)
    for block in page.lists:
        drawn[block] = draw_list(block, before, material)
        before.opened |= drawn[block].used.opened
        before.answers |= drawn[block].used.answers
        before.cited |= drawn[block].used.cited
    return drawn


def draw_list(block: Block, page: Bound, material: Material) -> Listing:
    """One list, or a part of it."""
    return (PART if block.name else WHOLE)[block.what](block.name, page, material)


def _draw_claims(part: str, _: Bound, given: Material) -> Listing:
    return claims.draw_claims(given.standings, given.factbook, given.reference, exact=bool(part))


def _draw_part_of_figures(part: str, _: Bound, given: Material) -> Listing:
    if part == "summary":
        return figures.draw_summary(given.factbook)
    return figures.draw_topic(part, given.factbook, given.reference)


Draw: TypeAlias = Callable[[str, Bound, Material], Listing]
WHOLE: Mapping[str, Draw] = {
    "ledger": lambda _, page, given: ledger.draw_ledger(given.factbook, given.reference, page),
    "claims": _draw_claims,
    "figures": lambda _, __, given: figures.draw_figures(given.factbook, given.reference),
    "sources": lambda _, __, given: sources.draw_sources(given.factbook, given.pages, given.reference),
    "timeline": lambda _, page, given: events.draw_timeline(given.factbook, given.reference, page),
    "glossary": lambda _, page, given: glossary.draw_glossary(given.factbook, page),
    "changes": lambda _, __, given: changes.draw_changes(given.history, given.factbook, given.reference),
    "names": lambda _, __, given: names.draw_names(given.exempt),
}
PART: Mapping[str, Draw] = {
    "ledger": lambda verdict, page, given: ledger.draw_verdict(verdict, given.factbook, page),
    "claims": _draw_claims,
    "figures": _draw_part_of_figures,
    "sources": lambda _, __, given: sources.draw_summary(given.factbook),
    "timeline": lambda _, __, given: events.draw_summary(given.factbook),
    "glossary": lambda _, __, given: glossary.draw_mistranslated(given.factbook),
    "changes": lambda _, __, given: changes.draw_summary(given.history, given.reference),
}
