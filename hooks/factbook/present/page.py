"""What is added to a page's HTML: its charts in their places, then its cards and its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from factbook.ground.problem import Problem, ProblemError
from factbook.model.factbook import Factbook
from factbook.present.card import draw_cards, draw_sources
from factbook.present.chart import draw_chart, draw_table
from factbook.prose.bind import Bound

INSERT = re.compile(r'<div class="insert" id="insert-(\d+)"></div>')


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures and claims a page shows, and where the claims are listed; and the same of the whole site."""

    figures: int
    claims: int
    claims_url: str
    site: tuple[int, int, int] | None = None
    """Pages, figures and claims of the site, for the page that tells of it."""


def finish_page(
    html: str, bound: Bound, factbook: Factbook, tally: Tally | None = None, problems: Sequence[Problem] = ()
) -> str:
    """The page with everything that its text names, under a banner if something is wrong."""
    body = INSERT.sub(lambda match: _block(int(match[1]), bound, factbook), html)
    entries = [use.entry for use in bound.uses]
    cards = draw_cards(entries, factbook)
    sources = draw_sources(bound.cited, entries, factbook)
    result = draw_result(tally) if tally and not problems else ""
    return draw_banner(problems) + body + sources + result + cards


def draw_result(tally: Tally) -> str:
    """What the build found on the page: it stops where this would not be true."""
    if not tally.figures and not tally.claims:
        return ""
    figures = f"{tally.figures:,} {'number' if tally.figures == 1 else 'numbers'}"
    claims = f"{tally.claims:,} {'claim' if tally.claims == 1 else 'claims'}"
    site = ""
    if tally.site:
        pages, all_figures, all_claims = tally.site
        site = f" The whole site shows {all_figures:,} numbers and {all_claims:,} claims on {pages} pages."
    return (
        f'<p class="build-result" data-search-exclude>Built with {figures} on this page, all bound to data, and '
        f'<a href="{tally.claims_url}">{claims}</a> in words, all of which hold.{site}</p>'
    )


def draw_banner(problems: Sequence[Problem]) -> str:
    """What is wrong, for the person who is editing; nothing in a good build."""
    if not problems:
        return ""
    items = "".join(
        f"<li><code>{problem.location}</code> {escape(problem.message)}<br><small>{escape(problem.hint)}</small></li>"
        for problem in problems
    )
    return (
        '<div class="problems" role="alert"><p>This page shows the last good numbers. To mend:</p>'
        f"<ul>{items}</ul></div>"
    )


def _block(number: int, bound: Bound, factbook: Factbook) -> str:
    block, _ = bound.blocks[number]
    draw = draw_chart if block.what == "chart" else draw_table
    try:
        return draw(factbook.charts[block.name], factbook)
    except ProblemError as error:
        return draw_banner([error.problem])
