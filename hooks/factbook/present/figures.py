"""The page of all figures, by topic: what each is, where it is from and where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.model.factbook import Factbook
from factbook.present.entry import draw_entry, kind_of
from factbook.present.reference import Reference
from factbook.present.topic import figures_by_topic, topic_title

HEAD = """---
title: Figures
description: Every number of this site with its unit, its date, its source or formula, and the places that use it.
search: {{boost: 0.5}}
---
# Every figure

{count} figures hold the {numbers} numbers of this site. {recorded} were recorded from sources and {derived} are derived from these by formulas.
{{ .answer }}

A line opens to show what one of the number is, when it is true, where it comes from, and every place that uses it. Its address is permanent. The last value stands for a series.

"""


def write_figures(factbook: Factbook, reference: Reference) -> str:
    """The Markdown of the page; its entries are HTML."""
    derived = sum(kind_of(figure) == "derived" for figure in factbook.figures.values())
    head = HEAD.format(
        count=f"{len(factbook.figures):,}",
        numbers=f"{len(factbook.entries):,}",
        recorded=f"{len(factbook.figures) - derived:,}",
        derived=f"{derived:,}",
    )
    return head + "\n".join(_lines(factbook, reference))


def _lines(factbook: Factbook, reference: Reference) -> Iterator[str]:
    topics = figures_by_topic(factbook)
    yield '<nav class="filter" id="all" aria-label="Filter" data-search-exclude><ul>'
    yield '<li><a href="#all">All</a></li>'
    for kind in ("recorded", "derived"):
        yield f'<li><a href="#only-{kind}" id="only-{kind}">{kind.capitalize()}</a></li>'
    for topic, figures in topics.items():
        yield f'<li><a href="#{topic}">{topic_title(topic)} <small>{len(figures)}</small></a></li>'
    yield "</ul></nav>\n"
    for topic, figures in topics.items():
        yield f"## {topic_title(topic)} {{#{topic} .topic}}\n"
        entries = "".join(draw_entry(figure, factbook, reference) for figure in figures)
        yield f'<div class="entries"><p class="all"><a href="#all">Show all topics</a></p>{entries}</div>\n'
