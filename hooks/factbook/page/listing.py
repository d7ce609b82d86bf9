"""What a list made from data brings to its page: HTML, headings for the contents, records for the search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from factbook.prose.bound import Bound


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its anchor, and its words as HTML without elements."""

    level: int
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a search can find by itself: plain words, and the anchor of the part of the page that has them."""

    title: str
    anchor: str
    text: str = ""


@dataclass(frozen=True)
class Listing:
    """A list as its page shows it. Nothing of it goes through Markdown."""

    html: str
    headings: tuple[Heading, ...] = ()
    records: tuple[Record, ...] = ()
    used: Bound = field(default_factory=Bound)
    """The figures, claims and sources in it, with those of the page before it."""

    @property
    def anchors(self) -> frozenset[str]:
        """The parts that a link can lead to."""
        return frozenset([*(one.anchor for one in self.headings), *(one.anchor for one in self.records)])


def draw_heading(heading: Heading, classes: str = "") -> str:
    """A heading with the link to itself, as those of Markdown have it."""
    style = f' class="{classes}"' if classes else ""
    link = f'<a class="headerlink" href="#{heading.anchor}" title="Permanent link">&para;</a>'
    return f'<h{heading.level}{style} id="{heading.anchor}">{heading.words}{link}</h{heading.level}>'


def go_on_from(page: Bound) -> Bound:
    """Where the numbering of a page's cards and sources goes on."""
    return Bound(opened=dict(page.opened), answers=dict(page.answers), cited=dict(page.cited))


def add_lists(page: Bound, lists: Iterable[tuple[int, Listing]]) -> None:
    """Add to a page what its lists use, and their headings, each behind so many of its own."""
    own, done = list(page.headings), 0
    page.headings.clear()
    for at, listing in lists:
        page.headings += [*own[done:at], *((one.level, one.anchor, one.words) for one in listing.headings)]
        done = at
        page.uses += listing.used.uses
        page.claims += listing.used.claims
        page.opened |= listing.used.opened
        page.answers |= listing.used.answers
        page.cited |= listing.used.cited
    page.headings += own[done:]


def write_records(records: Iterable[Record]) -> str:
    """Records as the search reads them: each a heading with its words."""
    return "".join(
        f'<h2 id="{escape(one.anchor)}">{escape(one.title, quote=False)}</h2><p>{escape(one.text, quote=False)}</p>'
        for one in records
    )
