"""A claim of the ledger beside the paragraph that tells it: its verdict, what was stated, what is on record.

In the margin, where a page has one, all of it is in sight; elsewhere it is folded below the paragraph. It has one stop
for the keyboard in either place: the claim, which leads to its entry in the ledger, or the line that unfolds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from textwrap import shorten

from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.model.records import LedgerClaim
from factbook.page.place import LEDGER
from factbook.page.reference import Reference
from factbook.prose.bind import bind_words
from factbook.prose.figure import figure_html
from factbook.prose.number import format_entry

FEW = 36  # characters of a claim that name it


def draw_verdicts(names: Iterable[str], factbook: Factbook, reference: Reference | None) -> str:
    """The claims of these names, which the ledger has, in the order of the names."""
    claims = {claim.id: claim for claim in factbook.ledger}
    chips = "".join(_draw(claims[name], factbook, reference) for name in names)
    return f'<div class="verdicts" data-search-exclude>{chips}</div>'


def draw_sign(verdict: str) -> str:
    """A verdict as a square of its own shape and colour, for the eye; its word stands beside it."""
    return f'<i class="sign {verdict}" aria-hidden="true"></i>'


def link_claim(claim: LedgerClaim, words: str, reference: Reference | None) -> str:
    """Words, as HTML, that lead to a claim in the ledger, if the site has one."""
    address = reference.page(LEDGER, claim.id) if reference else ""
    return f'<a href="{address}">{words}</a>' if address else words


def name_claim(claim: LedgerClaim, factbook: Factbook) -> str:
    """The first words of a claim, as plain text."""
    return shorten(bind_words(claim.claim, factbook, markup=False).text, FEW, placeholder=" …")


def _draw(claim: LedgerClaim, factbook: Factbook, reference: Reference | None) -> str:
    values = list(_values(claim, factbook))
    verdict = f"<b>{draw_sign(claim.verdict)} {claim.verdict.capitalize()}</b>"
    brief = ", ".join(f"{name.lower()} {value}" for name, value in values)
    brief = f"<span>{brief or escape(name_claim(claim, factbook), quote=False)}</span>"
    words = link_claim(claim, bind_words(claim.claim, factbook).text, reference)
    pairs = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in values)
    return (
        f'<details class="verdict-chip {claim.verdict}"><summary>{verdict} {brief}</summary>'
        f'<p class="chip-verdict">{verdict}</p><p>{words}.</p>{f"<dl>{pairs}</dl>" if pairs else ""}</details>'
    )


def _values(claim: LedgerClaim, factbook: Factbook) -> Iterator[tuple[str, str]]:
    """What was stated and what is on record, each with its name; a record alone compares with nothing."""
    named = (f"The {factbook.about.noun}", claim.stated), ("The record", claim.record)
    for words, name in named if claim.stated else ():
        entry: Entry | None = factbook.entries.get(name)
        if entry:
            yield escape(words, quote=False), figure_html(entry, format_entry(entry, Look()))
