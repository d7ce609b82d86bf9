"""A chart, and a claim of the ledger, as pages of their own that others can show or link to."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from factbook.chart.chart import say_chart
from factbook.chart.layer import layers_of
from factbook.export.bare import Bare
from factbook.export.claim_card import say, say_numbers
from factbook.model.factbook import Factbook
from factbook.model.records import Chart, LedgerClaim
from factbook.page.place import LEDGER
from factbook.page.site import Site
from factbook.prose.cite import format_source

CARD_SIZE = {"og:image:width": "1200", "og:image:height": "630"}


def embed_chart(chart: Chart, drawn: str, factbook: Factbook, address: str) -> Bare:
    """A chart as its page draws it, and the way to that page."""
    title = say_chart(chart, layers_of(chart, factbook), factbook)[0]
    return Bare(title, drawn, address, is_listed=False)


def show_claim(claim: LedgerClaim, factbook: Factbook, site: Site, address: str, picture: str) -> Bare:
    """A claim with what is known of it; whoever shares its address shows its picture."""
    words = f"{say(claim.claim, factbook)}."
    said = f"{claim.verdict.capitalize()}. {say(claim.reason, factbook)}"
    meta = {
        "og:type": "article",
        "og:site_name": site.name,
        "og:title": f"The {factbook.about.noun}: {words}",
        "og:description": said,
        "og:url": address,
        "og:image": picture,
        **CARD_SIZE,
        "og:image:alt": f"{words} {said}",
        "twitter:card": "summary_large_image",
    }
    body = '<div class="claim">\n' + "\n".join(_body(claim, words, factbook)) + "\n</div>"
    return Bare(f"{claim.id}: {words}", body, site.address(LEDGER, claim.id), meta, is_listed=False)


def _body(claim: LedgerClaim, words: str, factbook: Factbook) -> Iterator[str]:
    noun = escape(factbook.about.noun, quote=False)
    yield f"<p>The {noun} says:</p>\n<h1>{escape(words, quote=False)}</h1>"
    yield f'<p class="verdict {claim.verdict}">{claim.verdict.capitalize()}</p>'
    numbers = (
        f"<span>{escape(label, quote=False)} <b>{escape(value, quote=False)}</b></span>"
        for label, value in say_numbers(claim, factbook)
    )
    if shown := " ".join(numbers):
        yield f'<p class="numbers">{shown}</p>'
    yield f"<p>{escape(say(claim.reason, factbook), quote=False)}</p>"
    sources = "".join(
        f"<li>{format_source(factbook.sources[name])}</li>" for name in claim.sources if name in factbook.sources
    )
    if sources:
        yield f'<ul class="sources">{sources}</ul>'
