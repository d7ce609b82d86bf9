"""The timeline: dated events, year by year, each with the way to the chapter it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import groupby

from factbook.chart.label import say_count
from factbook.ground.typeset import set_quotes
from factbook.lists.filter import Pill, draw_choice, item_of, number_of
from factbook.lists.lanes import Dot, draw_lanes
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
    used, headings, events = go_on_from(page), list[Heading](), _sorted(factbook)
    chapters = _chapters(events, reference)
    parts = [_filter(events, reference), draw_lanes(_placed(events, factbook, reference), factbook)]
    for year, found in groupby(events, key=lambda event: _year(event, factbook)):
        heading = Heading(2, f"y{year}", str(year))
        headings.append(heading)
        items = "".join(_event(event, chapters, factbook, reference, used) for event in found)
        year_of = draw_heading(heading, "year")
        parts.append(f'<section class="group">{year_of}<ul class="events">{items}</ul></section>')
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


def _filter(events: Sequence[Event], reference: Reference) -> str:
    """What leaves the events of one chapter in sight."""
    counts = Counter(event.page for event in events)
    choices = {
        page.removesuffix(".md").replace("/", "-"): (escape(reference.title(page), quote=False), counts[page])
        for page in _chapters(events, reference)
    }
    return draw_choice("Events by chapter", Pill("#events", "All chapters", len(events)), choices)


def _chapters(events: Iterable[Event], reference: Reference) -> list[str]:
    """The pages that tell events, in the order of the navigation."""
    told = dict.fromkeys(event.page for event in events)
    known = list(reference.titles)
    return sorted(told, key=lambda page: known.index(page) if page in known else len(known))


def _placed(events: Sequence[Event], factbook: Factbook, reference: Reference) -> list[Dot]:
    chapters = _chapters(events, reference)
    return [
        Dot(
            event.lane,
            factbook.entries[event.date],
            bind_words(event.title, factbook, markup=False).text,
            f"#{event_id(event)}",
            number_of(event.page, chapters),
        )
        for event in events
        if event.lane in factbook.about.lanes
    ]


def _event(event: Event, chapters: Sequence[str], factbook: Factbook, reference: Reference, used: Bound) -> str:
    source = reference.page(SOURCES, event.source) if event.source else ""
    lane = factbook.about.lanes.get(event.lane)
    who = escape(set_quotes(lane.title), quote=False) if lane else ""
    links = [who, _told(event, reference), f'<a href="{source}">source</a>' if source else ""]
    told = " · ".join(link for link in links if link)
    day = bind_running(Text(f"{{{{ {event.date} }}}}", event.location), factbook, used)
    title = bind_words(event.title, factbook, anchor=f"{event_id(event)}-").text
    classes = f"{item_of(event.page, chapters)} {lane.colour if lane else ''}".rstrip()
    return (
        f'<li class="{classes}" id="{event_id(event)}"><span class="event-date">{day}</span> '
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
