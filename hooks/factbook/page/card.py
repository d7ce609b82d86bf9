"""The card of a figure: what it is, when, where from, how sure, and how it was worked out.

A card is a popover, so it opens by mouse, touch and keyboard without JavaScript. It stands once on a
page however often its figure does, and in print becomes a numbered source note.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from factbook.model.factbook import Entry, Factbook
from factbook.model.records import Source
from factbook.model.unit import DATE, DURATION, RATIO, Measure
from factbook.page.bounds import say_bounds
from factbook.page.computed import say_computed
from factbook.page.digits import say_value
from factbook.page.facts import Facts, draw_facts, say_confidence, say_unit
from factbook.page.place import SOURCES
from factbook.page.proof import say_proof
from factbook.page.reference import Reference, places_html
from factbook.prose.bind import bind_words
from factbook.prose.cite import format_source, order_of, say_origin
from factbook.prose.dates import format_period
from factbook.prose.figure import card_id
from factbook.prose.markup import title_id

MAX_SOURCES = 2


def draw_card(entry: Entry, factbook: Factbook, reference: Reference | None = None, name: str = "") -> str:
    """One card as HTML, by its name on the page: the number, what it is, where it is from, how it was computed.

    What few readers ask for is folded, so that the rest is seen at a glance on a small screen.
    """
    name = name or card_id(entry.id)
    title = escape(say_title(entry), quote=False)
    more = draw_facts(find_more(entry, factbook, reference))
    return (
        f'<aside class="card" id="{name}" popover role="note" aria-labelledby="{title_id(name)}">'
        f'<p class="card-value">{escape(say_value(entry))}</p><p class="card-title" id="{title_id(name)}">{title}</p>'
        f"{close_button(name)}{draw_facts(find_first(entry, factbook, reference))}{_way(entry, reference)}"
        f"<details><summary>More</summary>{more}{_foot(entry, reference)}</details></aside>"
    )


def say_title(entry: Entry) -> str:
    """What a number is, and when it is true."""
    is_date = entry.figure.measure.dimension == DATE
    return entry.title if is_date or not entry.period else f"{entry.title}, {format_period(entry.period)}"


def find_first(entry: Entry, factbook: Factbook, reference: Reference | None = None) -> Facts:
    """What every reader asks of a number: where it is from, how sure it is, how it was computed or where it stands."""
    yield "Source" if len(entry.sources) == 1 else "Sources", _sources(entry, factbook, reference)
    yield "Confidence", say_confidence(entry, factbook)
    yield "Computed", say_computed(entry, factbook, reference)
    yield "In the source", say_proof(entry, factbook)


def find_more(entry: Entry, factbook: Factbook, reference: Reference | None = None) -> Facts:
    """The rest: what is known of it, its unit where that does not show, its name, and where else it stands."""
    if bounds := say_bounds(entry):
        yield "Known", escape(bounds[:1].upper() + bounds[1:])
    if not _is_obvious(entry.figure.measure):
        yield "Unit", say_unit(entry)
    if entry.note:
        yield "Note", bind_words(entry.note, factbook).text
    if entry.formula:
        yield "Formula", f"<code>{escape(' '.join(entry.formula.text.split()))}</code>"
    yield "Name", f"<code>{entry.id}</code>"
    yield "Also in", _elsewhere(entry, reference)


def _is_obvious(measure: Measure) -> bool:
    """Whether a number shows what one of it is: money by its sign, a share, a time, a date."""
    head = measure.head
    return bool(head.symbol) or "%" in (measure.multiplier, head.name) or measure.dimension in (RATIO, DURATION, DATE)


def _sources(entry: Entry, factbook: Factbook, reference: Reference | None) -> str:
    """The first sources by their titles; of a single one also who published it, and when."""
    found = [factbook.sources[name] for name in entry.sources if name in factbook.sources]
    shown = "; ".join(_source(source, reference) for source in found[:MAX_SOURCES])
    if len(found) == 1:
        shown += "".join(f", {escape(word, quote=False)}" for word in say_origin(found[0]) if word)
    if len(found) <= MAX_SOURCES:
        return shown
    more = f"{len(found) - MAX_SOURCES} more"
    return f"{shown}; " + (f'<a href="{reference.figure(entry.id)}">{more}</a>' if reference else more)


def _source(source: Source, reference: Reference | None) -> str:
    title = escape(source.title, quote=False)
    if source.url:
        return f'<a href="{escape(source.url)}" rel="external noopener">{title}</a>'
    address = reference.page(SOURCES, source.id) if reference else ""
    return f'<a href="{address}">{title}</a>' if address else title


def close_button(target: str) -> str:
    """The cross that closes a card, for those who do not know the key."""
    return (
        f'<button type="button" class="card-close" popovertarget="{target}" popovertargetaction="hide" '
        'aria-label="Close">×</button>'
    )


def draw_cards(entries: Iterable[Entry], factbook: Factbook, reference: Reference | None = None) -> str:
    """The cards of a page, each once, in the order of first use."""
    unique = list({entry.id: entry for entry in entries}.values())
    if not unique:
        return ""
    cards = "".join(draw_card(entry, factbook, reference, f"N{number}") for number, entry in enumerate(unique, start=1))
    return f'<div class="cards" data-search-exclude>{cards}</div>'


def draw_sources(cited: Iterable[str], used: Iterable[Entry], factbook: Factbook) -> str:
    """The source list of a page: those cited in the text, by number, then those of its figures."""
    names = list(cited)
    others = {name for entry in used for name in entry.sources} - set(names)
    if not names and not others:
        return ""
    items = [f'<li id="source-{name}">{format_source(factbook.sources[name])}</li>' for name in names]
    rest = sorted((factbook.sources[name] for name in others if name in factbook.sources), key=order_of)
    more = "".join(f"<li>{format_source(source)}</li>" for source in rest)
    cited_list = f"<ol>{''.join(items)}</ol>" if items else ""
    used_list = (
        f"<details><summary>Sources of the figures on this page</summary><ul>{more}</ul></details>" if more else ""
    )
    return (
        f'<section class="sources" data-search-exclude><h2 id="sources">Sources</h2>{cited_list}{used_list}</section>'
    )


def _elsewhere(entry: Entry, reference: Reference | None) -> str:
    """The other pages that use it."""
    if not reference:
        return ""
    return places_html(
        [place for place in reference.places.get(entry.id, ()) if place.page != reference.here], reference
    )


def _way(entry: Entry, reference: Reference | None) -> str:
    address = reference.figure(entry.id) if reference else ""
    return f'<p class="card-way"><a href="{address}">All about it</a></p>' if address else ""


def _foot(entry: Entry, reference: Reference | None) -> str:
    if not reference or not reference.figure(entry.id):
        return ""
    links = [f'<a href="{reference.citation(entry.figure.id)}">Cite this figure</a>']
    if address := reference.report(entry.id):
        links.append(f'<a href="{escape(address)}">Report a wrong number</a>')
    return f'<p class="card-foot">{" ".join(links)}</p>'
