"""The list of all figures, and a page for each topic: what each is, where it is from and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from factbook.chart.label import say_count
from factbook.lists.entry import draw_entry, headline, kind_of, say_last
from factbook.lists.topic import figures_by_topic, topic_title
from factbook.model.factbook import Factbook
from factbook.model.records import Figure
from factbook.page.listing import Heading, Listing, Record, draw_heading
from factbook.page.place import FIGURES, topic_page
from factbook.page.reference import Reference


def draw_figures(factbook: Factbook, reference: Reference) -> Listing:
    """A line for each figure, topic by topic; a search finds them on the pages of their topics."""
    parts, headings = [_topics("", factbook, reference)], list[Heading]()
    for topic, figures in figures_by_topic(factbook).items():
        heading = Heading(2, topic, escape(topic_title(topic, factbook), quote=False))
        headings.append(heading)
        lines = "".join(_lines(figures, factbook, reference))
        parts += [draw_heading(heading), f'<ul class="figure-list" data-search-exclude>{lines}</ul>']
    return Listing("\n".join(parts), tuple(headings))


def draw_topic(topic: str, factbook: Factbook, reference: Reference) -> Listing:
    """The entries of a topic."""
    figures = figures_by_topic(factbook)[topic]
    entries = "".join(draw_entry(figure, factbook, reference) for figure in figures)
    html = f'{_topics(topic, factbook, reference)}\n{_kinds()}\n<div class="entries">{entries}</div>'
    records = tuple(Record(figure.title, figure.id, say_last(factbook.members(figure.id))) for figure in figures)
    return Listing(html, records=records)


def draw_summary(factbook: Factbook) -> Listing:
    """How many figures and numbers there are, and where they come from."""
    derived = sum(kind_of(figure) == "derived" for figure in factbook.figures.values())
    count, recorded = len(factbook.figures), len(factbook.figures) - derived
    hold = f"{say_count(count, 'figure')} {'holds' if count == 1 else 'hold'}"
    return Listing(
        f'<p class="answer">{hold} the {say_count(len(factbook.entries), "number")} of this site: '
        f"{recorded:,} recorded from sources, and {derived:,} derived from these by formulas.</p>"
    )


def _lines(figures: Iterable[Figure], factbook: Factbook, reference: Reference) -> Iterator[str]:
    for figure in figures:
        title = escape(figure.title, quote=False)
        value = headline(factbook.members(figure.id))
        yield f'<li><a href="{reference.figure(figure.id)}">{title}</a> <span class="entry-value">{value}</span></li>'


def _topics(here: str, factbook: Factbook, reference: Reference) -> str:
    """The way to each topic; on the list it is a part of the page."""
    all_topics = reference.page(FIGURES, "all")
    items = [_pill(all_topics, "All topics")] if here and all_topics else []
    for topic, figures in figures_by_topic(factbook).items():
        address = reference.page(topic_page(topic)) if here else f"#{topic}"
        mark = ' aria-current="page"' if topic == here else ""
        items.append(
            _pill(address, f"{escape(topic_title(topic, factbook), quote=False)} <small>{len(figures)}</small>", mark)
        )
    return _filter("" if here else ' id="all"', "Topics", items)


def _kinds() -> str:
    """What leaves out the recorded or the derived, by the target of the address."""
    kinds = (_pill(f"#only-{kind}", kind.capitalize(), f' id="only-{kind}"') for kind in ("recorded", "derived"))
    return _filter(' id="both"', "Filter", [_pill("#both", "Recorded and derived"), *kinds])


def _filter(attributes: str, label: str, items: Iterable[str]) -> str:
    return f'<nav class="filter"{attributes} aria-label="{label}" data-search-exclude><ul>{"".join(items)}</ul></nav>'


def _pill(address: str, words: str, attributes: str = "") -> str:
    return f'<li><a href="{address}"{attributes}>{words}</a></li>'
