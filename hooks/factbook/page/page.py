"""What is added to a page's HTML: its charts in their places, then its cards and its sources; what is wrong, before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from textwrap import shorten

from factbook.chart.chart import draw_chart, draw_table
from factbook.chart.label import say_count
from factbook.ground.problem import Problem, ProblemError
from factbook.ground.visible import make_visible
from factbook.model.factbook import Factbook
from factbook.page.card import draw_cards, draw_sources, find_opened, number_cards
from factbook.page.margin import add_notes
from factbook.page.place import CHANGES, CLAIMS, FIGURES, GLOSSARY, SOURCES, TOPICS, use_id
from factbook.page.reference import Reference
from factbook.page.told import draw_told
from factbook.page.tooltip import draw_term_cards, mark_terms
from factbook.prose.bind import Bound
from factbook.prose.placeholder import Block
from factbook.prose.shield import READY

MAX_LEAD = 300  # characters, more of which nobody shows
# Lists of titles and words that explain themselves.
UNEXPLAINED = (CHANGES, CLAIMS, FIGURES, TOPICS, GLOSSARY, SOURCES)
FIGURE = re.compile(r'(?P<tag><data class="figure" data-figure="(?P<id>[^"]+)" value="[^"]*")>')
OWN_ANCHOR = re.compile(r' id="([^"]+)"')  # in HTML of which we know that it holds no such text
ANCHOR = re.compile(r'<[^<>]*\sid="([^"]+)"')
PARAGRAPH = re.compile(r"<p\b[^<>]*>")
UNSPOKEN = re.compile(r'[ \xa0]?<sup class="citation">.{0,500}?</sup>|<[^<>]*>')
INSERT = re.compile(r'<div class="insert" id="(chart|table)-(\w+)"></div>')


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures and claims a page shows, and where the claims are listed; and the same of the whole site."""

    figures: int
    claims: int
    claims_url: str
    site: tuple[int, int, int] | None = None
    """Pages, figures and claims of the site, for the page that tells of it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page is told of the site around it."""

    tally: Tally | None = None
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A page's HTML, the part of it that a search should read, and the ids in it."""

    html: str
    words: str
    anchors: frozenset[str]


def finish_page(html: str, bound: Bound, factbook: Factbook, frame: Frame = Frame()) -> Finished:
    """The page with everything that its text names: charts in their places, sources and cards at the end."""
    reference = frame.reference
    explained = reference is not None and not reference.here.startswith(UNEXPLAINED)
    body, terms = mark_terms(html, factbook) if explained else (html, [])
    entries = [use.entry for use in bound.uses]
    opened = find_opened(body, entries)
    body = add_notes(name_uses(number_cards(body, opened)), factbook.sources)
    body = INSERT.sub(lambda match: _block(match, bound, factbook, reference), body)
    cards = draw_cards(opened, factbook, reference)
    cards += draw_term_cards(terms, factbook, reference) if reference else ""
    told = draw_told(factbook, reference) if reference else ""
    sources = draw_sources(bound.cited, entries, factbook)
    result = draw_result(frame.tally) if frame.tally else ""
    end = told + sources + result + cards
    anchors = frozenset([*ANCHOR.findall(body), *OWN_ANCHOR.findall(end)])
    return Finished(body + end, READY.sub(lambda match: match["words"], body), anchors)


def name_uses(html: str) -> str:
    """A page whose figures can be reached, each by the anchor of its use."""
    counts: Counter[str] = Counter()

    def name(match: re.Match[str]) -> str:
        counts[match["id"]] += 1
        return f'{match["tag"]} id="{use_id(match["id"], counts[match["id"]])}">'

    return FIGURE.sub(name, html)


def find_lead(html: str) -> str:
    """The words of the first paragraph, which stand for a page that has no description."""
    first = PARAGRAPH.search(html)
    inside = html[first.end() : html.find("</p>", first.end())] if first else ""
    return shorten(unescape(UNSPOKEN.sub("", inside)), MAX_LEAD, placeholder=" …")


def draw_result(tally: Tally) -> str:
    """What the build found on the page: it stops where this would not be true."""
    if not tally.figures and not tally.claims:
        return ""
    figures, claims = say_count(tally.figures, "number"), say_count(tally.claims, "claim")
    site = ""
    if tally.site:
        pages, all_figures, all_claims = tally.site
        site = f" The whole site shows {all_figures:,} numbers and {all_claims:,} claims on {pages} pages."
    in_words = f' and <a href="{tally.claims_url}">{claims}</a> in words, all of which hold' if tally.claims else ""
    bound = f"Built with {figures} on this page, all bound to data{',' if in_words else ''}{in_words}."
    return f'<p class="build-result" data-search-exclude>{bound}{site}</p>'


def draw_banner(problems: Sequence[Problem]) -> str:
    """What is wrong, for the person who is editing; nothing in a good build."""
    if not problems:
        return ""
    items = "".join(
        f"<li><code>{escape(str(problem.location))}</code> {escape(make_visible(problem.message))}"
        f"<br><small>{escape(make_visible(problem.hint))}</small></li>"
        for problem in problems
    )
    return (
        '<div class="problems" role="alert"><p>This page shows the last good numbers. To mend:</p>'
        f"<ul>{items}</ul></div>"
    )


def draw_downloads(name: str, reference: Reference | None) -> str:
    """The chart as files, where the site has them."""
    if not reference or not reference.pictures:
        return ""
    kinds = (("svg", "SVG"), ("png", "PNG"), ("csv", "CSV"))
    links = ", ".join(f'<a href="{reference.picture(name, kind)}" download>{words}</a>' for kind, words in kinds)
    return f'<p class="chart-downloads" data-search-exclude>Download this chart: {links}</p>'


def _block(match: re.Match[str], bound: Bound, factbook: Factbook, reference: Reference | None) -> str:
    """The chart or table in its place; what the page's text did not name stays as it is."""
    if Block(match[1], match[2]) not in [block for block, _ in bound.blocks]:
        return match[0]
    chart = factbook.charts[match[2]]
    try:
        if match[1] == "table" or chart.kind == "table":
            return draw_table(chart, factbook)
        return draw_chart(chart, factbook, draw_downloads(chart.name, reference))
    except ProblemError as error:
        return draw_banner([error.problem])
