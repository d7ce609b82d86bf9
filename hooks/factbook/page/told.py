"""The end of a chapter: the claims of what is checked that it tells, as squares of their verdicts with the way to each."""

from __future__ import annotations

from html import escape

from factbook.chart.label import say_count
from factbook.model.factbook import Factbook
from factbook.model.records import VERDICTS, LedgerClaim
from factbook.page.place import LEDGER
from factbook.page.reference import Reference
from factbook.page.verdict import draw_sign, link_claim, name_claim


def draw_told(factbook: Factbook, reference: Reference) -> str:
    """The claims told on the page that points; "" where it tells none, or where there is no ledger to lead to."""
    told = [claim for claim in factbook.ledger if claim.told == reference.here]
    if not told or not reference.page(LEDGER):
        return ""
    noun = escape(factbook.about.noun, quote=False)
    groups = [
        _group(verdict, [claim for claim in told if claim.verdict == verdict], factbook, reference)
        for verdict in VERDICTS
    ]
    return (
        f'<section class="told" data-search-exclude><h2 id="told">How the {noun} fares here</h2>'
        f"<p>This page tells {say_count(len(told), 'claim')} of the {noun}.</p><dl>{''.join(groups)}</dl></section>"
    )


def _group(verdict: str, claims: list[LedgerClaim], factbook: Factbook, reference: Reference) -> str:
    if not claims:
        return ""
    sign = draw_sign(verdict)
    items = "".join(
        f"<li>{sign}{link_claim(claim, escape(name_claim(claim, factbook), quote=False), reference)}</li>"
        for claim in claims
    )
    return f'<div class="{verdict}"><dt>{len(claims)} {verdict}</dt><dd><ul>{items}</ul></dd></div>'
