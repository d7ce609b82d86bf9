"""What others take along from a site: charts and claims on pages without a frame, pictures, texts, and citations."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.export.bare import write_bare, write_styles
from factbook.export.claim_card import draw_claim_card
from factbook.export.embed import embed_chart, show_claim
from factbook.export.llms import LLMS, write_llms
from factbook.page.cite import write_citations
from factbook.page.place import LEDGER
from factbook.page.reuse import CITE, CLAIM_CARDS, CLAIM_PAGES, EMBED
from factbook.review.edition import Edition, find_drawn, paint_stored


def add_bare_pages(edition: Edition, sheet: str) -> tuple[Edition, dict[str, str | bytes]]:
    """With each chart and each claim of the ledger on a page without a frame; `sheet` has the styles of charts."""
    if not edition.reference.pictures:
        return edition, {}
    factbook, site = edition.factbook, edition.site
    path, styles = write_styles(sheet)
    found: dict[str, str | bytes] = {path: styles}
    style = f"../../{path}"
    for name, chart in find_drawn(edition.project.bound.items(), factbook):
        address, drawn = site.address(name, f"chart-{chart.name}"), edition.project.drawn[chart.name]
        found[f"{EMBED}{chart.name}/index.html"] = write_bare(
            embed_chart(chart, drawn, factbook, address), style, site.name
        )
    for claim in factbook.ledger if LEDGER in site.pages else ():
        address, picture = f"{site.url}{CLAIM_PAGES}{claim.id}/", f"{CLAIM_CARDS}{claim.id}.png"
        page = show_claim(claim, factbook, site, address, f"{site.url}{picture}")
        found[f"{CLAIM_PAGES}{claim.id}/index.html"] = write_bare(page, style, site.name)
        edition.cards[picture] = draw_claim_card(claim, factbook, site.name, address, edition.drawings)
    return edition, found


def write_last(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The files that can be made only when all pages are: their pictures, texts and citations, by path."""
    for path, picture in edition.cards.items():
        yield path, paint_stored(picture, 1, edition.store)
    for page in edition.texts.values():
        yield page.path, page.text.encode()
        for path, text in write_citations(page.work, f"{CITE}{page.work.name}").items():
            yield path, text.encode()
    if edition.texts:
        yield LLMS, write_llms(edition.texts, edition.sections, edition.downloads, edition.site).encode()
