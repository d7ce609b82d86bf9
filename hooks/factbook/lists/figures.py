"""The list of all figures, and a page for each topic: what each is, where it is from and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from factbook.lists.entry import draw_entry, headline, kind_of
from factbook.lists.topic import figures_by_topic, topic_title
from factbook.model.factbook import Factbook
from factbook.model.records import Figure
from factbook.page.place import FIGURES, topic_page
from factbook.page.reference import Reference

LIST = """---
title: Figures
description: Every number of this site with its unit, its date, its source or formula, and the places that use it.
search: {{boost: 0.5}}
---
# Every figure

{count} figures hold the {numbers} numbers of this site. {recorded} were recorded from sources and {derived} are derived from these by formulas.
{{ .answer }}

Each leads to its entry: what one of it is, when it is true, where it comes from, and every place that uses it. The last value stands for a series.

"""
TOPIC = """---
title: "Figures: {title}"
description: "{title}: each number of this site on it, with its unit, its date, its source or formula, and the places that use it."
search: {{boost: 0.5}}
---
# Figures: {title}

A line opens to show what one of the number is, when it is true, where it comes from, and every place that uses it. Its address is permanent. The last value stands for a series. To correct one, change it in {file}.

"""


def write_figures(factbook: Factbook, reference: Reference) -> str:
    """The Markdown of the list; its lines are HTML."""
    derived = sum(kind_of(figure) == "derived" for figure in factbook.figures.values())
    head = LIST.format(
        count=f"{len(factbook.figures):,}",
        numbers=f"{len(factbook.entries):,}",
        recorded=f"{len(factbook.figures) - derived:,}",
        derived=f"{derived:,}",
    )
    return head + "\n".join(_list(factbook, reference))


def write_topic(topic: str, factbook: Factbook, reference: Reference) -> str:
    """The Markdown of the page of a topic; its entries are HTML."""
    figures = figures_by_topic(factbook)[topic]
    entries = "".join(draw_entry(figure, factbook, reference) for figure in figures)
    head = TOPIC.format(title=topic_title(topic), file=_file(figures[0].location.path, reference))
    return f'{head}{_topics(topic, factbook, reference)}\n{_kinds()}\n<div class="entries">{entries}</div>\n'


def _list(factbook: Factbook, reference: Reference) -> Iterator[str]:
    yield _topics("", factbook, reference)
    for topic, figures in figures_by_topic(factbook).items():
        yield f"## {topic_title(topic)} {{#{topic}}}\n"
        yield f'<ul class="figure-list" data-search-exclude>{"".join(_lines(figures, factbook, reference))}</ul>\n'


def _lines(figures: Iterable[Figure], factbook: Factbook, reference: Reference) -> Iterator[str]:
    for figure in figures:
        title = escape(figure.title, quote=False)
        value = headline(factbook.members(figure.id))
        yield f'<li><a href="{reference.figure(figure.id)}">{title}</a> <span class="entry-value">{value}</span></li>'


def _topics(here: str, factbook: Factbook, reference: Reference) -> str:
    """The way to each topic; on the list it is a part of the page."""
    items = [_pill(reference.page(FIGURES, "all"), "All topics")] if here else []
    for topic, figures in figures_by_topic(factbook).items():
        address = reference.page(topic_page(topic)) if here else f"#{topic}"
        mark = ' aria-current="page"' if topic == here else ""
        items.append(_pill(address, f"{topic_title(topic)} <small>{len(figures)}</small>", mark))
    return _filter("" if here else ' id="all"', "Topics", items)


def _file(path: str, reference: Reference) -> str:
    """The name of a file, which leads to where it can be changed."""
    address = reference.edit(path)
    return f'<a href="{escape(address)}"><code>{path}</code></a>' if address else f"<code>{path}</code>"


def _kinds() -> str:
    """What leaves out the recorded or the derived, by the target of the address."""
    kinds = (_pill(f"#only-{kind}", kind.capitalize(), f' id="only-{kind}"') for kind in ("recorded", "derived"))
    return _filter(' id="both"', "Filter", [_pill("#both", "Recorded and derived"), *kinds])


def _filter(attributes: str, label: str, items: Iterable[str]) -> str:
    return f'<nav class="filter"{attributes} aria-label="{label}" data-search-exclude><ul>{"".join(items)}</ul></nav>\n'


def _pill(address: str, words: str, attributes: str = "") -> str:
    return f'<li><a href="{address}"{attributes}>{words}</a></li>'
