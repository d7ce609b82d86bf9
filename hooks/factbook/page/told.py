"""The end of a chapter: which claims of what is checked it tells, by verdict, with the way to each in the ledger."""

from __future__ import annotations

from html import escape

from factbook.chart.label import say_count
from factbook.model.factbook import Factbook
from factbook.model.records import VERDICTS, LedgerClaim
from factbook.page.place import LEDGER
from factbook.page.reference import Reference
from factbook.prose.bind import bind_words


def draw_told(factbook: Factbook, reference: Reference) -> str:
    """The claims told on the page that points; "" where it tells none, or where there is no ledger to lead to."""
    told = [claim for claim in factbook.ledger if claim.told == reference.here]
    if not told or not reference.page(LEDGER):
        return ""
    noun = escape(factbook.about.noun, quote=False)
    rows = [
        _row(verdict, [claim for claim in told if claim.verdict == verdict], factbook, reference)
        for verdict in VERDICTS
    ]
    return (
        f'<section class="told" data-search-exclude><h2 id="told">How the {noun} fares here</h2>'
        f"<p>This page tells {say_count(len(told), 'claim')} of the {noun}.</p><dl>{''.join(rows)}</dl></section>"
    )


def _row(verdict: str, claims: list[LedgerClaim], factbook: Factbook, reference: Reference) -> str:
    if not claims:
        return ""
    links = " ".join(
        f'<a href="{reference.page(LEDGER, claim.id)}" title="{_words(claim, factbook)}">{claim.id}</a>'
        for claim in claims
    )
    return f'<div class="{verdict}"><dt>{len(claims)} {verdict}</dt><dd>{links}</dd></div>'


def _words(claim: LedgerClaim, factbook: Factbook) -> str:
    return escape(" ".join(bind_words(claim.claim, factbook, markup=False).text.split()))
