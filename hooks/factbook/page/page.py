"""What is added to a page's HTML: its charts in their places, then its cards and its sources; what is wrong, before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from textwrap import shorten

from factbook.chart.chart import add_foot, draw_chart, draw_table
from factbook.chart.label import say_count
from factbook.chart.small import draw_small
from factbook.ground.problem import Problem, ProblemError
from factbook.ground.visible import make_visible
from factbook.model.factbook import Factbook
from factbook.model.records import Chart
from factbook.page.answer import draw_answers
from factbook.page.card import draw_cards, draw_sources
from factbook.page.guess import draw_guess
from factbook.page.listing import Listing, write_records
from factbook.page.margin import draw_notes
from factbook.page.place import CHANGES, CLAIMS, FIGURES, GLOSSARY, SOURCES, TOPICS
from factbook.page.reference import Reference
from factbook.page.reuse import draw_chart_reuse
from factbook.page.tables import frame_tables
from factbook.page.told import draw_told
from factbook.page.tooltip import draw_term_cards, mark_terms
from factbook.page.verdict import draw_verdicts
from factbook.page.whatif import draw_whatif, draw_words
from factbook.prose.bound import Bound, Note
from factbook.prose.placeholder import GUESS, SMALL, VERDICT, WHATIF, Block

MAX_LEAD = 300  # characters, more of which nobody shows
# Lists of titles and words that explain themselves.
UNEXPLAINED = (CHANGES, CLAIMS, FIGURES, TOPICS, GLOSSARY, SOURCES)


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
    drawn: Mapping[str, str] = field(default_factory=dict)
    """Charts that were drawn before."""
    lists: Mapping[Block, Listing] = field(default_factory=dict)
    """The lists that the page shows."""
    reuse: str = ""
    """How to cite it."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A page's HTML, and the part of it that a search should read."""

    html: str
    words: str


def finish_page(bound: Bound, factbook: Factbook, frame: Frame = Frame()) -> Finished:
    """The page with everything that its text names: charts in their places, sources and cards at the end."""
    reference = frame.reference
    parts = [part if isinstance(part, str) else draw_part(part, factbook, frame) for part in bound.parts]
    words = [
        _searched(part, shown, factbook, frame) if isinstance(part, Block) else shown
        for part, shown in zip(bound.parts, parts, strict=True)
    ]
    body = "".join(parts)
    explained = reference is not None and not reference.here.startswith(UNEXPLAINED)
    body, terms = mark_terms(body, factbook) if explained else (body, [])
    body = frame_tables(body)
    entries = [use.entry for use in bound.uses]
    cards = draw_cards([factbook.entries[name] for name in bound.opened], factbook, reference)
    cards += draw_answers(bound.claims, factbook, reference)
    cards += draw_term_cards(terms, factbook, reference) if reference else ""
    told = draw_told(factbook, reference) if reference else ""
    sources = draw_sources(bound.cited, entries, factbook)
    result = draw_result(frame.tally) if frame.tally else ""
    return Finished(body + told + sources + frame.reuse + result + cards, "".join(words))


def _searched(part: Block, shown: str, factbook: Factbook, frame: Frame) -> str:
    """What a search should read of a block."""
    if part in frame.lists:
        return write_records(frame.lists[part].records)
    return draw_words(factbook.whatifs[part.name], factbook) if part.what == WHATIF else shown


def draw_part(part: Block | Note, factbook: Factbook, frame: Frame) -> str:
    """The chart, table, verdicts, what-if, guess, list or notes in their place."""
    if isinstance(part, Note):
        return draw_notes(part, factbook.sources)
    if part.is_list:
        return frame.lists[part].html if part in frame.lists else ""
    if part.what == VERDICT:
        return draw_verdicts(part.name.split(), factbook, frame.reference)
    try:
        return _draw_block(part, factbook, frame)
    except ProblemError as error:
        return draw_banner([error.problem])


def _draw_block(part: Block, factbook: Factbook, frame: Frame) -> str:
    if part.what == WHATIF:
        return draw_whatif(factbook.whatifs[part.name], factbook, frame.reference)
    if part.what == GUESS:
        guess = factbook.guesses[part.name]
        chart = _draw_chart(factbook.charts[guess.chart], "chart", factbook, frame) if guess.chart else ""
        return draw_guess(guess, factbook, frame.reference, chart)
    return _draw_chart(factbook.charts[part.name], part.what, factbook, frame)


def _draw_chart(chart: Chart, what: str, factbook: Factbook, frame: Frame) -> str:
    if what == SMALL:
        return draw_small(chart, factbook)
    if what == "table" or chart.kind == "table":
        return draw_table(chart, factbook)
    drawn = frame.drawn.get(chart.name) or draw_chart(chart, factbook)
    return add_foot(drawn, draw_chart_reuse(chart, drawn, factbook, frame.reference))


def find_description(bound: Bound) -> str:
    """The words of a page that has no description: its first paragraph."""
    return shorten(bound.lead, MAX_LEAD, placeholder=" …")


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
