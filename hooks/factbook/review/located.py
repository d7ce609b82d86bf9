"""How many of the recorded numbers are located in their sources, in all and by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factbook.model.factbook import Entry, Factbook
from factbook.prose.bound import Bound

WITHOUT_DOCUMENT = "assumed"


@dataclass(frozen=True, slots=True)
class Located:
    """The recorded numbers that need a place in a source, and those of them that have none."""

    needed: tuple[Entry, ...]
    missing: tuple[Entry, ...]

    def __str__(self) -> str:
        return f"{len(self.needed) - len(self.missing):,} of {len(self.needed):,} recorded numbers are located"


def count_located(entries: Iterable[Entry]) -> Located:
    """Which of some entries are located; derived and assumed ones need no place."""
    needed = tuple(one for one in entries if not one.formula and one.confidence not in ("", WITHOUT_DOCUMENT))
    return Located(needed, tuple(one for one in needed if not one.evidence.is_located))


def locate_by_page(factbook: Factbook, pages: Mapping[str, Bound]) -> dict[str, Located]:
    """For each page the recorded numbers that it prints, in its words or as inputs of what it prints."""
    return {
        page: count_located(_inputs({use.entry.id for use in bound.uses}, factbook)) for page, bound in pages.items()
    }


def _inputs(names: Iterable[str], factbook: Factbook) -> list[Entry]:
    """These entries and what they are worked out from, down to what was recorded."""
    waiting, found = sorted(names), dict[str, Entry]()
    while waiting:
        name = waiting.pop()
        if name in factbook.entries and name not in found:
            found[name] = factbook.entries[name]
            waiting += found[name].inputs
    return list(found.values())
