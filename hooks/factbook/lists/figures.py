"""The list of all figures, and a page for each topic: what each is, where it is from and where it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from factbook.chart.label import say_count
from factbook.chart.spark import draw_spark
from factbook.lists.entry import KINDS, draw_entry, headline, kind_of, say_last
from factbook.lists.filter import Pill, draw_choice, draw_field, draw_pills
from factbook.lists.topic import figures_by_topic, topic_title
from factbook.model.factbook import Factbook
from factbook.model.records import Figure
from factbook.page.confidence import draw_dots, draw_key, weakest
from factbook.page.listing import Heading, Listing, Record, draw_heading
from factbook.page.place import FIGURES, topic_page
from factbook.page.reference import Reference


def draw_figures(factbook: Factbook, reference: Reference) -> Listing:
    """A line for each figure, topic by topic; a search finds them on the pages of their topics."""
    sure = {entry.confidence for entry in factbook.entries.values()}
    parts, headings = (
        [_topics("", factbook, reference), draw_field("figures"), draw_key(factbook, sure)],
        list[Heading](),
    )
    for topic, figures in figures_by_topic(factbook).items():
        heading = Heading(2, topic, escape(topic_title(topic, factbook), quote=False))
        headings.append(heading)
        lines = "".join(_lines(figures, factbook, reference))
        parts += ['<section class="group">', draw_heading(heading), f'<ul class="figure-list">{lines}</ul></section>']
    return Listing("\n".join(parts), tuple(headings))


def draw_topic(topic: str, factbook: Factbook, reference: Reference) -> Listing:
    """The entries of a topic."""
    figures = figures_by_topic(factbook)[topic]
    entries = "".join(draw_entry(figure, factbook, reference) for figure in figures)
    choices = [_topics(topic, factbook, reference), _kinds(figures), draw_field("figures")]
    html = "\n".join([*choices, f'<div class="entries">{entries}</div>'])
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
        title, entries = escape(figure.title, quote=False), factbook.members(figure.id)
        yield (
            f'<li class="item"><a href="{reference.figure(figure.id)}">{title}</a> {draw_spark(entries)} '
            f'<span class="entry-value">{headline(entries)}</span> {draw_dots(weakest(entries), factbook)}</li>'
        )


def _topics(here: str, factbook: Factbook, reference: Reference) -> str:
    """The way to each topic; on the list it is a part of the page."""
    all_topics = reference.page(FIGURES, "all")
    pills = [Pill(all_topics, "All topics")] if here and all_topics else []
    for topic, figures in figures_by_topic(factbook).items():
        address = reference.page(topic_page(topic)) if here else f"#{topic}"
        mark = ' aria-current="page"' if topic == here else ""
        pills.append(Pill(address, escape(topic_title(topic, factbook), quote=False), len(figures), mark))
    return draw_pills("Topics", pills, "" if here else "all")


def _kinds(figures: Iterable[Figure]) -> str:
    """What leaves out the recorded or the derived."""
    counts = Counter(kind_of(figure) for figure in figures)
    choices = {kind: (kind.capitalize(), counts[kind]) for kind in KINDS}
    return draw_choice("Filter", Pill("#both", "Recorded and derived"), choices)
