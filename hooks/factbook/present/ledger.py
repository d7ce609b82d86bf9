"""The article's ledger as a page: what it claims, our verdict and the reason, by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factbook.model.factbook import Factbook
from factbook.model.records import VERDICTS, LedgerClaim

SECTION_TITLES: Mapping[str, str] = {
    "strategy": "The strategy shift",
    "revenue": "The revenue dependency",
    "privacy": "Privacy",
    "wechat": "The WeChat model",
    "copying": "The copy direction",
    "innovation": "The limits of innovation",
}
HEAD = """---
title: The article's ledger
description: Each of {{ ledger.claims }} that the article makes, in our words, with the verdict and the reason.
---
# The article's ledger

Of {{ ledger.claims }} that the article makes, {{ ledger.verdicts[supported] | plain }} are supported, {{ ledger.verdicts[imprecise] | plain }} are imprecise, {{ ledger.verdicts[wrong] | plain }} are plainly wrong, and {{ ledger.verdicts[unverifiable] | plain }} cannot be checked.
{ .answer }

The claims are in our words, in the order of the article's subjects. Where a verdict rests on numbers, the build works it out from them and stops if it is no longer the one recorded here.

"""


def write_ledger(factbook: Factbook, titles: Mapping[str, str]) -> str:
    """The Markdown of the page, with placeholders; `titles` are those of the pages by path."""
    return HEAD + "\n".join(_lines(factbook, titles))


def _lines(factbook: Factbook, titles: Mapping[str, str]) -> Iterator[str]:
    yield "{{ chart ledger_verdicts }}\n" if "ledger_verdicts" in factbook.charts else ""
    wrong = [claim for claim in factbook.ledger if claim.verdict == "wrong"]
    if wrong:
        yield "## What is plainly wrong {#wrong}\n"
        for claim in wrong:
            yield f"- {_words(claim.claim.text)}. {_words(claim.reason.text)} ([{claim.id}](#{claim.id}))"
        yield ""
    for section, title in SECTION_TITLES.items():
        claims = [claim for claim in factbook.ledger if claim.section == section]
        if claims:
            yield f"## {title} {{#{section}}}\n"
            yield _tally(claims)
            for claim in claims:
                yield from _claim(claim, titles)


def _tally(claims: list[LedgerClaim]) -> str:
    counts = {verdict: sum(claim.verdict == verdict for claim in claims) for verdict in VERDICTS}
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count) + ".\n"


def _claim(claim: LedgerClaim, titles: Mapping[str, str]) -> Iterator[str]:
    yield f'<div class="ledger-claim {claim.verdict}" id="{claim.id}" markdown>'
    yield ""
    yield f"**{claim.id}** {_words(claim.claim.text)} "
    yield f'<span class="verdict {claim.verdict}">{claim.verdict}</span>'
    yield ""
    cited = "".join(f" [@{source}]" for source in claim.sources)
    told = f" Told in [{titles.get(claim.told, claim.told)}]({claim.told})." if claim.told else ""
    yield f"{_words(claim.reason.text)}{cited}{told}"
    yield ""
    yield "</div>"
    yield ""


def _words(text: str) -> str:
    return " ".join(text.split())
