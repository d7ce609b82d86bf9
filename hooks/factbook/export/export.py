"""The records of the downloads: each number with all that is known of it, and each claim of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbook.export.exact import Record, find_time, find_values
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.model.records import LedgerClaim, Text
from factbook.model.series import Series
from factbook.page.place import LEDGER, Place, Places, page_of
from factbook.page.site import Site
from factbook.prose.bind import bind_words
from factbook.prose.figure import entry_anchor
from factbook.prose.number import bound_words, format_entry

PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")


@dataclass(frozen=True)
class Exporter:
    """Makes records of a factbook; `places` says where each number is used."""

    factbook: Factbook
    site: Site
    places: Places

    def figures(self) -> list[Record]:
        """Every number by name, the members of a series in their order."""
        return [self.figure(entry) for name in sorted(self.factbook.figures) for entry in self.factbook.members(name)]

    def series(self) -> Iterator[Record]:
        """Every member of every series, with no more than an analysis needs."""
        for name in sorted(self.factbook.figures):
            value = self.factbook.values[name]
            if isinstance(value, Series):
                yield from (self.member(entry, value.by) for entry in self.factbook.members(name))

    def claims(self) -> list[Record]:
        """The ledger in its order."""
        return [self.claim(claim) for claim in self.factbook.ledger]

    def figure(self, entry: Entry) -> Record:
        """One number."""
        return {
            "id": entry.id,
            "figure": entry.figure.id,
            "key": entry.key,
            "title": entry.title,
            "text": format_entry(entry, Look()).translate(PLAIN_SPACES),
            **find_values(entry, self.factbook.units),
            "bound": bound_words(entry.quantity, entry.bound),
            **find_time(entry.period),
            "confidence": entry.confidence,
            "source": list(entry.sources),
            "printed": entry.evidence.printed,
            "printed_in": entry.evidence.stated,
            "place": entry.evidence.where,
            "formula": " ".join(entry.formula.text.split()) if entry.formula else "",
            "inputs": list(entry.inputs),
            "note": self.plain(entry.note),
            "address": self.site.address(page_of(entry.id), entry_anchor(entry.id)),
            "used": [self.place(place) for place in self.places.get(entry.id, ())],
        }

    def member(self, entry: Entry, by: str) -> Record:
        """One member of a series."""
        name = {"figure": entry.figure.id, "by": by, "key": entry.key, "title": entry.title}
        return {**name, **find_time(entry.period), **find_values(entry, self.factbook.units)}

    def claim(self, claim: LedgerClaim) -> Record:
        """One claim of the ledger with our verdict."""
        return {
            "id": claim.id,
            "section": claim.section,
            "claim": self.plain(claim.claim),
            "verdict": claim.verdict,
            "reason": self.plain(claim.reason),
            "stated": claim.stated,
            "record": claim.record,
            "holds": " ".join(claim.holds.text.split()) if claim.holds else "",
            "close": " ".join(claim.close.text.split()) if claim.close else "",
            "source": list(claim.sources),
            "told": self.site.address(claim.told),
            "address": self.site.address(LEDGER, claim.id),
        }

    def place(self, place: Place) -> Record:
        """A part of a page that uses a number."""
        return {"page": place.page, "words": place.words, "address": self.site.address(place.page, place.anchor)}

    def plain(self, words: Text | None) -> str:
        """Words of a data file with their numbers in them, without markup."""
        return " ".join(bind_words(words, self.factbook, markup=False).text.split()) if words else ""
