"""What search engines read of a page, in the words of schema.org: an article, a data set, or reviews of claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from factbook.model.factbook import Factbook
from factbook.model.records import LedgerClaim, Source, Text
from factbook.page.place import FIGURES, LEDGER
from factbook.page.site import Site
from factbook.prose.bind import bind_words

Thing = Mapping[str, Any]

CONTEXT = "https://schema.org"
# From wrong to supported; what can't be checked has a name and no number.
RATINGS: Mapping[str, int] = {"wrong": 1, "imprecise": 2, "supported": 3}
KINDS: Mapping[str, str] = {".csv": "text/csv", ".json": "application/json", ".txt": "text/plain"}
MAX_HEADLINE = 110  # what Google prints of it


def write_jsonld(*things: Thing) -> str:
    """Text for a script element: nothing in it can close the element."""
    body = things[0] if len(things) == 1 else {"@graph": list(things)}
    text = json.dumps({"@context": CONTEXT, **body}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def describe_article(title: str, description: str, address: str, cited: Iterable[Source], site: Site) -> Thing:
    """A chapter."""
    return {
        "@type": "Article",
        "headline": title[:MAX_HEADLINE],
        "description": description,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": "en",
        "author": describe_publisher(site),
        "publisher": describe_publisher(site),
        **_license(site),
        "isPartOf": {"@type": "CreativeWork", "name": site.name, "url": site.url},
        "citation": [describe_source(source) for source in cited],
    }


def describe_dataset(paths: Iterable[str], factbook: Factbook, site: Site) -> Thing:
    """The downloads; `paths` are theirs from the site's root."""
    days = [entry.period for entry in factbook.entries.values() if entry.period]
    first, last = min((day.start for day in days), default=None), max((day.end for day in days), default=None)
    covered = {"temporalCoverage": f"{first.isoformat()}/{last.isoformat()}"} if first and last else {}
    return {
        "@type": "Dataset",
        "name": f"{site.name}: the numbers",
        "description": f"Every number of the site with its unit, date, source or formula. {site.description}",
        "url": site.address(FIGURES),
        **_license(site),
        "creator": describe_publisher(site),
        "isAccessibleForFree": True,
        **covered,
        "distribution": [_describe_download(path, site) for path in paths],
    }


def describe_reviews(factbook: Factbook, site: Site) -> Sequence[Thing]:
    """One review for each claim of the ledger."""
    return [_describe_review(claim, factbook, site) for claim in factbook.ledger]


def describe_publisher(site: Site) -> Thing:
    """Who answers for the site."""
    return {"@type": "Organization", "name": site.publisher, "url": site.url}


def _license(site: Site) -> Thing:
    return {"license": site.about.licence_url} if site.about.licence_url else {}


def describe_source(source: Source) -> Thing:
    """A work that is cited."""
    return {
        "@type": "CreativeWork",
        "name": source.title,
        **({"url": source.url} if source.url else {}),
        **({"datePublished": source.issued.text} if source.issued and source.issued.precision != "quarter" else {}),
    }


def _describe_review(claim: LedgerClaim, factbook: Factbook, site: Site) -> Thing:
    words = _plain(claim.claim, factbook)
    checked = factbook.sources.get(factbook.about.checks)
    return {
        "@type": "ClaimReview",
        "url": site.address(LEDGER, claim.id),
        "claimReviewed": words,
        "reviewBody": _plain(claim.reason, factbook),
        "reviewRating": _describe_rating(claim.verdict),
        "itemReviewed": {
            "@type": "Claim",
            "name": words,
            **({"appearance": describe_source(checked)} if checked else {}),
        },
        "author": describe_publisher(site),
        **_license(site),
    }


def _describe_rating(verdict: str) -> Thing:
    value = {"ratingValue": RATINGS[verdict]} if verdict in RATINGS else {}
    best, worst = max(RATINGS.values()), min(RATINGS.values())
    return {"@type": "Rating", **value, "bestRating": best, "worstRating": worst, "alternateName": verdict.capitalize()}


def _describe_download(path: str, site: Site) -> Thing:
    kind = path[path.rindex(".") :]
    return {"@type": "DataDownload", "name": path, "encodingFormat": KINDS[kind], "contentUrl": site.url + path}


def _plain(words: Text, factbook: Factbook) -> str:
    return " ".join(bind_words(words, factbook, markup=False).text.split())
