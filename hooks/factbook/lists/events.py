"""The timeline: dated events, year by year, each with the way to the chapter it belongs to."""

from __future__ import annotations

from datetime import date
from html import escape
from itertools import groupby

from factbook.chart.label import say_count
from factbook.model.factbook import Factbook
from factbook.model.look import Look
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.records import Event, Text
from factbook.page.listing import Heading, Listing, Record, draw_heading, go_on_from
from factbook.page.place import SOURCES, Place, event_id
from factbook.page.reference import Reference
from factbook.prose.bind import bind_running, bind_words
from factbook.prose.bound import Bound
from factbook.prose.number import format_entry


def draw_timeline(factbook: Factbook, reference: Reference, page: Bound) -> Listing:
    """All events, year by year."""
    used, parts, headings = go_on_from(page), list[str](), list[Heading]()
    events = _sorted(factbook)
    for year, found in groupby(events, key=lambda event: _year(event, factbook)):
        heading = Heading(2, f"y{year}", str(year))
        headings.append(heading)
        items = "".join(_event(event, factbook, reference, used) for event in found)
        parts += [draw_heading(heading, "year"), f'<ul class="events">{items}</ul>']
    records = tuple(
        Record(
            bind_words(event.title, factbook, markup=False).text,
            event_id(event),
            format_entry(factbook.entries[event.date], Look()),
        )
        for event in events
    )
    return Listing("\n".join(parts), tuple(headings), records, used)


def draw_summary(factbook: Factbook) -> Listing:
    """How many events there are, and from when to when."""
    years = [_year(event, factbook) for event in _sorted(factbook)]
    if not years:
        return Listing('<p class="answer">No event is on record yet.</p>')
    when = f"from {years[0]} to {years[-1]}" if years[0] != years[-1] else f"all in {years[0]}"
    told = f"{say_count(len(years), 'event')}, {when}, each with the chapter that tells it."
    return Listing(f'<p class="answer">{told}</p>')


def _sorted(factbook: Factbook) -> list[Event]:
    return sorted(
        (event for event in factbook.events if event.date in factbook.entries),
        key=lambda event: (factbook.entries[event.date].quantity.value, event.date),
    )


def _event(event: Event, factbook: Factbook, reference: Reference, used: Bound) -> str:
    source = reference.page(SOURCES, event.source) if event.source else ""
    links = [_told(event, reference), f'<a href="{source}">Source</a>' if source else ""]
    told = " ".join(link for link in links if link)
    day = bind_running(Text(f"{{{{ {event.date} }}}}", event.location), factbook, used)
    title = bind_words(event.title, factbook, anchor=f"{event_id(event)}-").text
    return (
        f'<li id="{event_id(event)}"><span class="event-date">{day}</span> '
        f'<span class="event-title">{title}</span> <small>{told}</small></li>'
    )


def _told(event: Event, reference: Reference) -> str:
    """The way to the section that names the date, else to the top of the chapter."""
    places = [place for place in reference.places.get(event.date, ()) if place.page == event.page]
    place = next((place for place in places if not place.anchor.startswith("chart-")), Place(event.page))
    address = reference.page(event.page, place.anchor)
    return f'<a href="{address}">{escape(reference.title(event.page), quote=False)}</a>' if address else ""


def _year(event: Event, factbook: Factbook) -> int:
    return date.fromordinal(int(factbook.entries[event.date].quantity.value) // MINUTES_A_DAY).year
