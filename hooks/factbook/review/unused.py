"""Sources that nothing rests on: a list of sources is only worth reading if each is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbook.ground.problem import Problem
from factbook.model.factbook import Factbook
from factbook.prose.bound import Bound


def find_unused_sources(factbook: Factbook, pages: Iterable[Bound]) -> Iterator[Problem]:
    """Sources that no figure, event, claim of the ledger or page names."""
    used = {name for entry in factbook.entries.values() for name in entry.sources}
    used.update(event.source for event in factbook.events)
    used.update(name for claim in factbook.ledger for name in claim.sources)
    used.update(cell.source for chart in factbook.charts.values() for one in chart.features for cell in one.cells)
    used.update(name for page in pages for name in page.cited)
    for name, source in factbook.sources.items():
        if name not in used:
            yield Problem(
                source.location,
                "unused-source",
                f"nothing rests on the source '{name}'",
                "name it where it is the source of a number, an event, a claim or a cell, or take it out",
            )
