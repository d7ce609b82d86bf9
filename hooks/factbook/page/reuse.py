"""What others may take along: a page and its charts to cite, charts as files, and to put into another site."""

from __future__ import annotations

import posixpath
import re
from html import escape

from factbook.chart.chart import say_chart
from factbook.chart.layer import layers_of
from factbook.model.factbook import Factbook
from factbook.model.records import Chart
from factbook.page.cite import Work, draw_citation, find_publisher
from factbook.page.reference import Reference

CITE, EMBED = "data/cite/", "embed/"
CLAIM_PAGES, CLAIM_CARDS = "claim/", "assets/claims/"
HEIGHT = re.compile(r'<svg[^>]* height="(\d+)')
WORDS_HEIGHT = 240  # pixels for the message and the sources above and below a drawing


def draw_chart_reuse(chart: Chart, drawn: str, factbook: Factbook, reference: Reference | None) -> str:
    """Under a chart its files, the words to cite it by, and what puts it into another page; where the site has them."""
    if not reference or not reference.pictures:
        return ""
    kinds = (("svg", "SVG"), ("png", "PNG"), ("csv", "CSV"))
    links = ", ".join(f'<a href="{reference.picture(chart.name, kind)}" download>{words}</a>' for kind, words in kinds)
    work = cite_chart(chart, reference.whole(anchor=f"chart-{chart.name}"), factbook, reference)
    cited = draw_citation(work, reference.picture(chart.name, "bib"), reference.picture(chart.name, "json"))
    code = escape(write_frame(work.title, posixpath.join(reference.site, EMBED, chart.name, ""), drawn), quote=False)
    return (
        f'<details class="chart-reuse" data-search-exclude><summary>Cite or embed</summary>{cited}'
        f"<p>On another page, with its source: <code>{code}</code></p></details>"
        f'<p class="chart-downloads" data-search-exclude>Download this chart: {links}</p>'
    )


def draw_page_reuse(work: Work, reference: Reference) -> str:
    """At the end of a page the words to cite it by."""
    bibtex, csl = (reference.file(f"{CITE}{work.name}.{kind}") for kind in ("bib", "json"))
    cited = draw_citation(work, bibtex, csl)
    return f'<details class="cite" data-search-exclude><summary>Cite this page</summary>{cited}</details>'


def cite_chart(chart: Chart, url: str, factbook: Factbook, reference: Reference) -> Work:
    """A chart by its message."""
    title = say_chart(chart, layers_of(chart, factbook), factbook)[0]
    publisher = find_publisher(factbook, reference)
    return Work(f"chart-{chart.name}", "graphic", title, reference.name, publisher, url)


def write_frame(title: str, address: str, drawn: str) -> str:
    """The element that shows a chart on another page; no number stands for a height that depends on the reader."""
    found = HEIGHT.search(drawn)
    height = (int(found[1]) if found else WORDS_HEIGHT) + WORDS_HEIGHT
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{height}" '
        'style="border: 0" loading="lazy"></iframe>'
    )
