"""All sources: each as a bibliography has it, and what rests on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from markdown.extensions.toc import slugify

from factbook.chart.label import say_count
from factbook.lists.entry import merge_places
from factbook.lists.filter import draw_field
from factbook.model.factbook import Entry, Factbook
from factbook.model.records import FIRST_HAND, OF_RECORD, OTHER, PRESS, WEIGHTS, Source
from factbook.page.listing import Heading, Listing, Record, draw_heading
from factbook.page.place import LEDGER, TIMELINE, Place, event_id
from factbook.page.reference import Reference, places_html
from factbook.prose.bound import Bound
from factbook.prose.cite import format_source, order_of
from factbook.prose.dates import format_period

TITLES: Mapping[str, str] = {
    FIRST_HAND: "Filings, releases, laws and official counts",
    OF_RECORD: "Newspapers of record and news agencies",
    PRESS: "Other press and broadcasts",
    OTHER: "Web pages, posts and other documents",
}
FEW = 3


def draw_sources(factbook: Factbook, pages: Mapping[str, Bound], reference: Reference) -> Listing:
    """Every source, by its weight; `pages` tell where each is cited."""
    cited, rests, told = _citing(factbook, pages), _resting(factbook), _telling(factbook, reference)
    given = _given(factbook)
    parts, headings, records = [draw_field("sources")], list[Heading](), list[Record]()
    for weight, sources in _by_weight(factbook).items():
        heading = Heading(2, str(slugify(TITLES[weight], "-")), TITLES[weight])
        headings.append(heading)
        items = "".join(
            f'<li class="item" id="{source.id}">{_source(source)}{_located(given.get(source.id, []), source)}{_figures(rests.get(source.id, []), factbook, reference)}'
            f"{_places(cited.get(source.id, []), reference)}{_told(told.get(source.id, []), reference)}</li>"
            for source in sources
        )
        parts += [
            '<section class="group">',
            draw_heading(heading),
            _tally(sources, given),
            f'<ul class="bibliography">{items}</ul></section>',
        ]
        records += [_record(source) for source in sources]
    return Listing("\n".join(parts), tuple(headings), tuple(records))


def draw_summary(factbook: Factbook) -> Listing:
    """How many sources there are."""
    count = len(factbook.sources)
    stand = "document stands" if count == 1 else "documents stand"
    used = "it is used" if count == 1 else "each is used"
    html = f"{count:,} {stand} behind this site, and {used}: the build stops at a source that nothing rests on."
    return Listing(f'<p class="answer">{html}</p>')


def _record(source: Source) -> Record:
    issued = format_period(source.issued) if source.issued else ""
    known = (*source.author, source.publisher, issued, source.note)
    return Record(source.title, source.id, ", ".join(part for part in known if part))


def _source(source: Source) -> str:
    accessed = f" Accessed {format_period(source.accessed)}." if source.accessed else ""
    if source.archive:
        accessed += f' <a href="{escape(source.archive)}" rel="external noopener">Archived copy</a>.'
    note = f"<small>{escape(source.note, quote=False)}</small>" if source.note else ""
    return f"<p>{format_source(source)}{accessed}{note}</p>"


def _located(given: list[Entry], source: Source) -> str:
    """How many of its numbers are known by their place in it, and why the others are not."""
    if not given or all(entry.confidence == "assumed" for entry in given):
        return ""
    count = sum(entry.evidence.is_located for entry in given)
    reason = f" {escape(source.not_located, quote=False)}" if source.not_located and count < len(given) else ""
    said = "none" if count == 0 else "all" if count == len(given) else str(count)
    return (
        f'<p class="rests" data-search-exclude>Of {say_count(len(given), "number")}, {said} located in it.{reason}</p>'
    )


def _figures(names: list[str], factbook: Factbook, reference: Reference) -> str:
    """The figures that were recorded from it; many of them open at a click."""
    links = [
        f'<a href="{reference.figure(name)}">{escape(factbook.figures[name].title, quote=False)}</a>' for name in names
    ]
    if not links:
        return ""
    if len(links) <= FEW:
        return (
            f'<p class="rests" data-search-exclude>{"Figure" if len(links) == 1 else "Figures"}: {"; ".join(links)}</p>'
        )
    items = "".join(f"<li>{link}</li>" for link in links)
    return (
        f'<details class="rests" data-search-exclude><summary>{len(links)} figures</summary><ul>{items}</ul></details>'
    )


def _places(places: list[Place], reference: Reference) -> str:
    return f'<p class="rests" data-search-exclude>Cited in {places_html(places, reference)}</p>' if places else ""


def _told(places: list[Place], reference: Reference) -> str:
    """All that rests on it, also by formulas."""
    if not places:
        return ""
    count = say_count(len(places), "place")
    return (
        f'<details class="rests" data-search-exclude><summary>{count} whose numbers rest on it</summary>'
        f"<p>{places_html(places, reference)}</p></details>"
    )


def _tally(sources: Sequence[Source], given: Mapping[str, list[Entry]]) -> str:
    """How many there are, and how many of their numbers are known by their place in them."""
    entries = [entry for source in sources for entry in given.get(source.id, ())]
    located = sum(entry.evidence.is_located for entry in entries)
    numbers = f"; of {say_count(len(entries), 'number')} from them {located:,} located" if entries else ""
    return f'<p class="tally" data-search-exclude>{say_count(len(sources), "source")}{numbers}.</p>'


def _by_weight(factbook: Factbook) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {weight: [] for weight in WEIGHTS}
    for source in sorted(factbook.sources.values(), key=order_of):
        found[source.weight].append(source)
    return {weight: sources for weight, sources in found.items() if sources}


def _resting(factbook: Factbook) -> Mapping[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for entry in factbook.entries.values():
        for name in () if entry.formula else entry.sources:
            found.setdefault(name, {})[entry.figure.id] = None
    return {name: sorted(figures) for name, figures in found.items()}


def _given(factbook: Factbook) -> Mapping[str, list[Entry]]:
    """The recorded numbers by the first of their sources, in which their place is."""
    found: dict[str, list[Entry]] = {}
    for entry in factbook.entries.values():
        if not entry.formula and entry.sources:
            found.setdefault(entry.sources[0], []).append(entry)
    return found


def _telling(factbook: Factbook, reference: Reference) -> Mapping[str, list[Place]]:
    """For each source the sentences, charts and claims with numbers that come from it, at whatever remove."""
    found: dict[str, list[tuple[Place, ...]]] = {}
    for entry in factbook.entries.values():
        for name in entry.sources:
            found.setdefault(name, []).append(reference.places.get(entry.id, ()))
    return {name: merge_places(groups) for name, groups in found.items()}


def _citing(factbook: Factbook, pages: Mapping[str, Bound]) -> Mapping[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for page, bound in pages.items():
        for name in bound.cited:
            found.setdefault(name, []).append(Place(page, f"source-{name}"))
    for claim in factbook.ledger:
        for name in claim.sources:
            found.setdefault(name, []).append(Place(LEDGER, claim.id, claim.id))
    for event in factbook.events:
        if event.source:
            found.setdefault(event.source, []).append(Place(TIMELINE, event_id(event)))
    return found
