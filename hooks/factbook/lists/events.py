"""The page of dated events, year by year, each with the way to the chapter it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import groupby

from factbook.model.evaluate import MINUTES_A_DAY
from factbook.model.factbook import Factbook
from factbook.model.records import Event
from factbook.page.place import SOURCES, Place, event_id
from factbook.page.reference import Reference
from factbook.prose.bind import bind_words

HEAD = """---
title: Timeline
description: Every dated event of the story on one page, with the chapter it belongs to and the source of its date.
---
# What happened when

{count} events, from {first} to {last}, each with the chapter it belongs to.
{{ .answer }}

Dates known only to the month or the year stand where that month or year has its middle.

"""


def write_events(factbook: Factbook, reference: Reference) -> str:
    """The Markdown of the page, with placeholders for the dates; its lists are HTML."""
    events = sorted(
        (event for event in factbook.events if event.date in factbook.entries),
        key=lambda event: (factbook.entries[event.date].quantity.value, event.date),
    )
    years = [_year(event, factbook) for event in events]
    head = HEAD.format(count=len(events), first=min(years, default=""), last=max(years, default=""))
    return head + "\n".join(_lines(events, factbook, reference))


def _lines(events: list[Event], factbook: Factbook, reference: Reference) -> Iterator[str]:
    for year, found in groupby(events, key=lambda event: _year(event, factbook)):
        yield f"## {year} {{#y{year} .year}}\n"
        items = "".join(_event(event, factbook, reference) for event in found)
        yield f'<ul class="events">{items}</ul>\n'


def _event(event: Event, factbook: Factbook, reference: Reference) -> str:
    source = reference.page(SOURCES, event.source) if event.source else ""
    links = [_told(event, reference), f'<a href="{source}">Source</a>' if source else ""]
    told = " ".join(link for link in links if link)
    return (
        f'<li id="{event_id(event)}"><span class="event-date">{{{{ {event.date} }}}}</span> '
        f'<span class="event-title">{bind_words(event.title, factbook).text}</span> <small>{told}</small></li>'
    )


def _told(event: Event, reference: Reference) -> str:
    """The way to the section that names the date, else to the top of the chapter."""
    places = [place for place in reference.places.get(event.date, ()) if place.page == event.page]
    place = next((place for place in places if not place.anchor.startswith("chart-")), Place(event.page))
    address = reference.page(event.page, place.anchor)
    return f'<a href="{address}">{escape(reference.title(event.page), quote=False)}</a>' if address else ""


def _year(event: Event, factbook: Factbook) -> int:
    return date.fromordinal(int(factbook.entries[event.date].quantity.value) // MINUTES_A_DAY).year
