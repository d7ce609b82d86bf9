"""The ledger: each claim that is checked, our verdict and the reason, by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from factbook.lists.difference import say_difference
from factbook.lists.filter import Pill, draw_choice, draw_field, item_of
from factbook.model.factbook import Factbook
from factbook.model.records import VERDICTS, LedgerClaim, Text
from factbook.page.listing import Heading, Listing, Record, draw_heading, go_on_from
from factbook.page.margin import draw_notes
from factbook.page.reference import Reference
from factbook.page.reuse import CLAIM_CARDS, CLAIM_PAGES
from factbook.prose.bind import Binder, bind_running, bind_words
from factbook.prose.bound import Bound, Note
from factbook.prose.mark import Token
from factbook.prose.slot import TEXT


def draw_ledger(factbook: Factbook, reference: Reference, page: Bound) -> Listing:
    """All claims, section by section, below links that leave only those of one verdict in sight."""
    used, parts, headings = go_on_from(page), [_filter(factbook), draw_field("claims")], list[Heading]()
    for section, title in factbook.sections.items():
        claims = [claim for claim in factbook.ledger if claim.section == section]
        heading = Heading(2, section, escape(title, quote=False))
        headings.append(heading)
        parts += ['<section class="group">', draw_heading(heading), _tally(claims)]
        parts += [*(_claim(claim, factbook, reference, used) for claim in claims), "</section>"]
    records = tuple(_record(claim, factbook) for claim in factbook.ledger)
    return Listing("\n".join(parts), tuple(headings), records, used)


def draw_verdict(verdict: str, factbook: Factbook, page: Bound) -> Listing:
    """The claims of one verdict in short, each with the way to it in the whole ledger."""
    used, items = go_on_from(page), list[str]()
    for claim in factbook.ledger:
        if claim.verdict == verdict:
            words, reason = (
                bind_running(text, factbook, used, f"{verdict}-{claim.id}-") for text in (claim.claim, claim.reason)
            )
            items.append(f'<li>{words}. {reason} (<a href="#{claim.id}">{claim.id}</a>)</li>')
    return Listing(f"<ul>{''.join(items)}</ul>" if items else "", used=used)


def _record(claim: LedgerClaim, factbook: Factbook) -> Record:
    words, reason = (bind_words(text, factbook, markup=False).text for text in (claim.claim, claim.reason))
    return Record(f"{claim.id}: {words}", claim.id, f"{claim.verdict.capitalize()}. {reason}")


def _filter(factbook: Factbook) -> str:
    """Links that leave only the claims of one verdict in sight, by style alone."""
    counts = Counter(claim.verdict for claim in factbook.ledger)
    choices = {verdict: (verdict.capitalize(), counts[verdict]) for verdict in VERDICTS}
    return draw_choice("Claims by verdict", Pill("#claims", "All", len(factbook.ledger)), choices)


def _tally(claims: Iterable[LedgerClaim]) -> str:
    found = [claim.verdict for claim in claims]
    counts = ", ".join(f"{found.count(verdict)} {verdict}" for verdict in VERDICTS if verdict in found)
    return f'<p class="tally">{counts}.</p>'


def _claim(claim: LedgerClaim, factbook: Factbook, reference: Reference, used: Bound) -> str:
    words = bind_running(claim.claim, factbook, used, f"{claim.id}-words-")
    numbers = _numbers(claim, factbook, used)
    reason = bind_running(claim.reason, factbook, used, f"{claim.id}-")
    cited = "".join(_cite(source, claim, factbook, used) for source in claim.sources)
    told = ""
    if claim.told:
        title, address = escape(reference.title(claim.told), quote=False), reference.page(claim.told)
        told = f' Told in <a href="{address}">{title}</a>.' if address else ""
    return (
        f'<div class="ledger-claim {claim.verdict} {item_of(claim.verdict, VERDICTS)}" id="{claim.id}">'
        f'<p><span class="verdict {claim.verdict}">{claim.verdict}</span> '
        f'<a class="claim-id" href="#{claim.id}">{claim.id}</a></p>'
        f"<p><strong>{words}.</strong></p>{numbers}<p>{reason}{cited}{told}</p>{_share(claim, reference)}</div>"
    )


def _numbers(claim: LedgerClaim, factbook: Factbook, used: Bound) -> str:
    """The value that was claimed, the one on record, and the difference."""
    stated, record = (factbook.entries.get(name) for name in (claim.stated, claim.record))
    named = [(f"The {factbook.about.noun}", stated), ("On record", record)]
    said = [
        f"{escape(words)}: {bind_running(Text(f'{{{{ {entry.id} }}}}', claim.location), factbook, used)}"
        for words, entry in named
        if entry
    ]
    gap = say_difference(stated, record, factbook) if stated and record else ""
    said += [f"Difference: {gap}"] if gap else []
    spans = " ".join(f"<span>{part}</span>" for part in said)
    return f'<p class="claim-numbers">{spans}</p>' if spans else ""


def _share(claim: LedgerClaim, reference: Reference) -> str:
    """A link to copy, and the picture of it to save, where the site has them."""
    if not reference.pictures:
        return ""
    # Without a server no folder has a first page.
    first = "index.html" if reference.urls[reference.here].endswith(".html") else ""
    page = reference.file(f"{CLAIM_PAGES}{claim.id}/{first}")
    picture = reference.file(f"{CLAIM_CARDS}{claim.id}.png")
    return (
        f'<p class="claim-share" data-search-exclude><a href="{page}">Link to share</a> '
        f'<a href="{picture}" download>Picture</a></p>'
    )


def _cite(source: str, claim: LedgerClaim, factbook: Factbook, used: Bound) -> str:
    """The number of a source, and where it is cited first the note on it."""
    known, written = set(used.cited), f"[@{source}]"
    token = Token("citation", 0, len(written), written)
    html = Binder(factbook, used, has_cards=True).bind(token, claim.location.shift, TEXT)
    new = tuple((name, number) for name, number in used.cited.items() if name not in known)
    return f"\N{NO-BREAK SPACE}{html}{draw_notes(Note(new), factbook.sources) if new else ''}"
