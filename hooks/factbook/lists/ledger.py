"""The article's ledger as a page: what it claims, our verdict and the reason, by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factbook.lists.difference import say_difference
from factbook.model.factbook import Factbook
from factbook.model.records import VERDICTS, LedgerClaim

SECTION_TITLES: Mapping[str, str] = {
    "strategy": "The strategy shift",
    "revenue": "The revenue dependency",
    "privacy": "Privacy",
    "wechat": "The WeChat model",
    "copying": "Who copies whom",
    "innovation": "The limits of innovation",
}
HEAD = """---
title: The article’s ledger
description: Each of {{ ledger.claims }} that the article makes, in our words, with the verdict and the reason.
---
# The article’s ledger

Of {{ ledger.claims }} that the article makes, {{ ledger.verdicts[supported] | plain }} are supported, {{ ledger.verdicts[imprecise] | plain }} are imprecise, {{ ledger.verdicts[wrong] | plain }} are plainly wrong, and {{ ledger.verdicts[unverifiable] | plain }} cannot be checked.
{ .answer }

"""
WRONG = "## The {{ ledger.verdicts[wrong] | plain words }} plain errors {#errors}\n"
# Told only where the data has the numbers it is told with.
ORIGIN_NEEDS = ("article.ad_share", "article.ad_share_from_own_numbers", "facebook.mobile_share_of_ads[2018Q4]")
ORIGIN = """## Where the {{ article.ad_share }} came from {#origin}

The first of these errors is the article's central number. The amounts that it prints beside it give {{ article.ad_share_from_own_numbers }}. The {{ article.ad_share }} {{ "stands in the same release of Facebook as another line" if article.ad_share = facebook.mobile_share_of_ads[2018Q4] else "stands in no release that we know" }}: in {{ facebook.mobile_share_of_ads[2018Q4] | date }}, {{ facebook.mobile_share_of_ads[2018Q4] }} of *advertising* revenue came from *mobile* advertising [@fb-2018-q4]. A share of a part was taken for a share of the whole. [The chapter on revenue](revenue.md#the-wrong-share) works it out.

"""
FELL = """## How the verdicts fell {#verdicts}

The claims are in our words, in the order of the article's subjects. Where a verdict rests on numbers, the build works it out from them and stops if it is no longer the one recorded here.

"""


def write_ledger(factbook: Factbook, titles: Mapping[str, str]) -> str:
    """The Markdown of the page, with placeholders; `titles` are those of the pages by path."""
    return HEAD + "\n".join(_lines(factbook, titles))


def _lines(factbook: Factbook, titles: Mapping[str, str]) -> Iterator[str]:
    wrong = [claim for claim in factbook.ledger if claim.verdict == "wrong"]
    if wrong:
        yield WRONG
        for claim in wrong:
            yield f"- {_words(claim.claim.text)}. {_words(claim.reason.text)} ([{claim.id}](#{claim.id}))"
        yield ""
    if all(name in factbook.entries for name in ORIGIN_NEEDS):
        yield ORIGIN
    yield FELL
    yield "{{ chart ledger_verdicts }}\n" if "ledger_verdicts" in factbook.charts else ""
    yield _filter(factbook)
    for section, title in SECTION_TITLES.items():
        claims = [claim for claim in factbook.ledger if claim.section == section]
        if claims:
            yield '<section class="ledger-section" markdown>\n'
            yield f"## {title} {{#{section}}}\n"
            yield _tally(claims)
            for claim in claims:
                yield from _claim(claim, factbook, titles)
            yield "</section>\n"


def _filter(factbook: Factbook) -> str:
    """Links that leave only the claims of one verdict in sight, by style alone."""
    items = [f'<li><a href="#claims" id="claims">All <small>{len(factbook.ledger)}</small></a></li>']
    for verdict in VERDICTS:
        count = sum(claim.verdict == verdict for claim in factbook.ledger)
        name = f"only-{verdict}"
        items.append(f'<li><a href="#{name}" id="{name}">{verdict.capitalize()} <small>{count}</small></a></li>')
    return f'<nav class="filter" aria-label="Claims by verdict" data-search-exclude><ul>{"".join(items)}</ul></nav>\n'


def _tally(claims: list[LedgerClaim]) -> str:
    counts = {verdict: sum(claim.verdict == verdict for claim in claims) for verdict in VERDICTS}
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count) + ".\n{ .tally }\n"


def _claim(claim: LedgerClaim, factbook: Factbook, titles: Mapping[str, str]) -> Iterator[str]:
    yield f'<div class="ledger-claim {claim.verdict}" id="{claim.id}" markdown>'
    yield ""
    yield f'<span class="verdict {claim.verdict}">{claim.verdict}</span> [{claim.id}](#{claim.id}){{ .claim-id }}'
    yield ""
    yield f"**{_words(claim.claim.text)}.**"
    yield ""
    if numbers := _numbers(claim, factbook):
        yield numbers + "\n{ .claim-numbers }\n"
    cited = "".join(f"\N{NO-BREAK SPACE}[@{source}]" for source in claim.sources)
    told = f" Told in [{titles.get(claim.told, claim.told)}]({claim.told})." if claim.told else ""
    yield f"{_words(claim.reason.text)}{cited}{told}"
    yield ""
    yield "</div>"
    yield ""


def _numbers(claim: LedgerClaim, factbook: Factbook) -> str:
    """The value that the article gave, the one on record, and the difference."""
    stated, record = (factbook.entries.get(name) for name in (claim.stated, claim.record))
    said = [f"The article: {{{{ {claim.stated} }}}}"] if stated else []
    said += [f"On record: {{{{ {claim.record} }}}}"] if record else []
    gap = say_difference(stated, record, factbook) if stated and record else ""
    said += [f"Difference: {gap}"] if gap else []
    return " ".join(f"<span>{part}</span>" for part in said)


def _words(text: str) -> str:
    return " ".join(text.split())
