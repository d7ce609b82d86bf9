"""The card of a figure: what it is, when, where from, how sure, and how it was worked out.

A card is a popover, so it opens by mouse, touch and keyboard without JavaScript. It stands once on a
page however often its figure does, and in print becomes a numbered source note.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from factbook.model.factbook import Entry, Factbook
from factbook.page.digits import say_value
from factbook.page.facts import draw_facts, find_facts
from factbook.page.reference import Reference, places_html
from factbook.prose.cite import format_source, order_of
from factbook.prose.figure import card_id
from factbook.prose.markup import title_id


def draw_card(entry: Entry, factbook: Factbook, reference: Reference | None = None, name: str = "") -> str:
    """One card as HTML, by its name on the page; the number comes first, for those who hear it."""
    name = name or card_id(entry.id)
    value, title = escape(say_value(entry)), escape(entry.title)
    facts = draw_facts([*find_facts(entry, factbook, reference), ("Also in", _elsewhere(entry, reference))])
    return (
        f'<aside class="card" id="{name}" popover role="note" aria-label="{value}: {title}">'
        f'<p class="card-value">{value}</p><p class="card-title" id="{title_id(name)}">{title}</p>{close_button(name)}'
        f'{facts}<p class="card-foot">{_foot(entry, reference)}</p></aside>'
    )


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


def _foot(entry: Entry, reference: Reference | None) -> str:
    if not reference or not reference.figure(entry.id):
        return f"<code>{entry.id}</code>"
    links = [
        f'<a href="{reference.figure(entry.id)}"><code>{entry.id}</code></a>',
        f'<a href="{reference.citation(entry.figure.id)}">Cite this figure</a>',
    ]
    if address := reference.report(entry.id):
        links.append(f'<a href="{escape(address)}">Report a wrong number</a>')
    return " ".join(links)
