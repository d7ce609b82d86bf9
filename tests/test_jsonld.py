"""What search engines read: the words of schema.org, used as it defines them."""

import json
from pathlib import Path

import pytest

from example import UNITS, load
from factbook.export.jsonld import (
    RATINGS,
    describe_article,
    describe_dataset,
    describe_publisher,
    describe_reviews,
    describe_source,
    write_jsonld,
)
from factbook.load.factbook import load_factbook
from factbook.model.records import VERDICTS, About
from factbook.page.site import Site

ROOT = Path(__file__).parent.parent
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PAGES = {"ledger.md": "ledger/", "figures.md": "figures/", "a.md": "a/"}
SITE = Site("Shop", "Where the shop's numbers come from.", "https://example.org/", PAGES, About(licence_url=LICENCE))
CLAIMS = """
- {id: A1, section: strategy, claim: "</script> <b> & {{ shop.founders }}", verdict: wrong, reason: No.}
- {id: A2, section: strategy, claim: It rains, verdict: unverifiable, reason: Nobody looked.}
"""

# From the definitions at schema.org, as far as this site could need them: the properties of each type
# beside those of its parents, and the types that a property may hold; "" stands for text, numbers, dates and addresses.
PARENTS = {
    "Thing": (),
    "CreativeWork": ("Thing",),
    "Article": ("CreativeWork",),
    "Dataset": ("CreativeWork",),
    "MediaObject": ("CreativeWork",),
    "DataDownload": ("MediaObject",),
    "Claim": ("CreativeWork",),
    "Review": ("CreativeWork",),
    "ClaimReview": ("Review",),
    "Organization": ("Thing",),
    "Rating": ("Thing",),
}
PROPERTIES = {
    "Thing": {
        "alternateName": "",
        "description": "",
        "disambiguatingDescription": "",
        "identifier": "",
        "image": "",
        "mainEntityOfPage": "",
        "name": "",
        "sameAs": "",
        "url": "",
    },
    "CreativeWork": {
        "abstract": "",
        "author": "Organization",
        "citation": "CreativeWork",
        "contributor": "Organization",
        "copyrightYear": "",
        "creator": "Organization",
        "dateCreated": "",
        "dateModified": "",
        "datePublished": "",
        "encodingFormat": "",
        "hasPart": "CreativeWork",
        "headline": "",
        "inLanguage": "",
        "isAccessibleForFree": "",
        "isBasedOn": "CreativeWork",
        "isPartOf": "CreativeWork",
        "keywords": "",
        "license": "",
        "publisher": "Organization",
        "temporalCoverage": "",
        "text": "",
        "version": "",
    },
    "Article": {"articleBody": "", "articleSection": "", "wordCount": ""},
    "Dataset": {"distribution": "DataDownload", "measurementTechnique": "", "variableMeasured": ""},
    "MediaObject": {"contentSize": "", "contentUrl": "", "sha256": "", "uploadDate": ""},
    "DataDownload": {"measurementTechnique": ""},
    "Claim": {"appearance": "CreativeWork", "claimInterpreter": "Organization", "firstAppearance": "CreativeWork"},
    "Review": {"itemReviewed": "Thing", "reviewAspect": "", "reviewBody": "", "reviewRating": "Rating"},
    "ClaimReview": {"claimReviewed": ""},
    "Organization": {"address": "", "email": "", "legalName": "", "logo": "", "publishingPrinciples": "CreativeWork"},
    "Rating": {
        "author": "Organization",
        "bestRating": "",
        "ratingExplanation": "",
        "ratingValue": "",
        "worstRating": "",
    },
}
# What search engines ask for, by their own guides.
NEEDED = {
    "Article": {"headline", "author", "url"},
    "Dataset": {"name", "description", "license", "creator", "url", "distribution"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "ClaimReview": {"claimReviewed", "reviewRating", "url", "author", "itemReviewed"},
    "Rating": {"alternateName", "bestRating", "worstRating"},
    "Claim": {"name"},
    "CreativeWork": {"name"},
    "Organization": {"name"},
}


def line_of(kind):
    """A type and all its parents."""
    return {kind}.union(*(line_of(parent) for parent in PARENTS[kind]))


def properties_of(kind):
    return {name: held for one in line_of(kind) for name, held in PROPERTIES[one].items()}


def find_faults(thing, place="page"):
    """What schema.org would not understand."""
    kind = thing["@type"]
    if kind not in PARENTS:
        yield f"{place}: no type {kind}"
        return
    known = properties_of(kind)
    for name, value in thing.items():
        if name not in ("@type", *known):
            yield f"{place}: {kind} has no {name}"
        for part in value if isinstance(value, list) else [value]:
            held = known.get(name, "")
            if isinstance(part, dict):
                yield from [] if held in line_of(part["@type"]) else [f"{place}: {name} can't be {part['@type']}"]
                yield from find_faults(part, f"{place}/{name}")
            elif part in ("", None):
                yield f"{place}: {name} says nothing"
    yield from (f"{place}: {kind} lacks {name}" for name in sorted(NEEDED.get(kind, set()) - thing.keys()))


@pytest.fixture(scope="module")
def factbook():
    return load(units=UNITS + "claim: {title: claim, definition: What is said.}\n", ledger=CLAIMS)


@pytest.fixture(scope="module")
def real():
    return load_factbook(ROOT)[0]


def article(factbook, **changes):
    words = {"title": "A", "description": "What A is.", "address": "https://example.org/a/"} | changes
    return describe_article(**words, cited=factbook.sources.values(), site=SITE)


# The vocabulary


def test_the_check_itself_finds_faults():
    wrong = {"@type": "Article", "headline": "A", "url": "", "rating": 3, "author": {"@type": "Rating"}}
    assert list(find_faults(wrong)) == [
        "page: url says nothing",
        "page: Article has no rating",
        "page: author can't be Rating",
        "page/author: Rating lacks alternateName",
        "page/author: Rating lacks bestRating",
        "page/author: Rating lacks worstRating",
    ]


def test_an_article_is_well_formed(factbook):
    assert list(find_faults(article(factbook))) == []


def test_a_data_set_is_well_formed(factbook):
    assert list(find_faults(describe_dataset(["data/a.csv"], factbook, SITE))) == []


def test_every_review_of_the_real_ledger_is_well_formed(real):
    reviews = describe_reviews(real, SITE)
    assert len(reviews) == len(real.ledger)
    assert [fault for review in reviews for fault in find_faults(review)] == []


def test_every_source_is_well_formed(real):
    assert [fault for source in real.sources.values() for fault in find_faults(describe_source(source))] == []


# What they say


def test_an_article_names_what_it_cites(factbook):
    assert article(factbook)["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Annual Report",
            "url": "https://example.org/report",
            "datePublished": "2019-01-30",
        },
        {"@type": "CreativeWork", "name": "A Paper Writes"},
    ]


def test_a_long_headline_is_cut(factbook):
    assert len(article(factbook, title="a" * 300)["headline"]) == 110


def test_a_data_set_tells_its_time_its_licence_and_its_files(factbook):
    found = describe_dataset(["data/figures.csv", "data/README.txt"], factbook, SITE)
    assert found["temporalCoverage"] == "1995-01-01/2019-03-06"
    assert found["license"] == LICENCE
    assert found["url"] == "https://example.org/figures/"
    assert found["creator"] == describe_publisher(SITE)
    assert [(part["contentUrl"], part["encodingFormat"]) for part in found["distribution"]] == [
        ("https://example.org/data/figures.csv", "text/csv"),
        ("https://example.org/data/README.txt", "text/plain"),
    ]
    assert 50 <= len(found["description"]) <= 5000


def test_a_review_points_to_its_claim(factbook):
    review, _ = describe_reviews(factbook, SITE)
    assert review["url"] == "https://example.org/ledger/#A1"
    assert review["claimReviewed"] == "</script> <b> & 4 people"
    assert review["reviewBody"] == "No."


def test_a_review_of_the_real_ledger_names_the_article(real):
    appearances = {json.dumps(review["itemReviewed"]["appearance"]) for review in describe_reviews(real, SITE)}
    assert [json.loads(one)["name"] for one in appearances] == [real.sources["article-2019"].title]


def test_a_verdict_is_a_number_unless_nobody_can_tell(factbook):
    wrong, unknown = (review["reviewRating"] for review in describe_reviews(factbook, SITE))
    assert wrong == {
        "@type": "Rating",
        "ratingValue": 1,
        "bestRating": 3,
        "worstRating": 1,
        "alternateName": "Wrong",
    }
    assert "ratingValue" not in unknown
    assert unknown["alternateName"] == "Unverifiable"


def test_every_verdict_but_one_has_a_number():
    assert set(VERDICTS) - set(RATINGS) == {"unverifiable"}
    assert RATINGS["wrong"] < RATINGS["imprecise"] < RATINGS["supported"]


# The text


def test_no_words_can_close_the_script_element(factbook):
    text = write_jsonld(*describe_reviews(factbook, SITE))
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"] == json.loads(json.dumps(describe_reviews(factbook, SITE)))


def test_one_thing_stands_alone_and_several_in_a_graph(factbook):
    assert json.loads(write_jsonld({"@type": "Thing"})) == {"@context": "https://schema.org", "@type": "Thing"}
    assert list(json.loads(write_jsonld({"@type": "Thing"}, {"@type": "Thing"}))) == ["@context", "@graph"]


def test_it_is_the_same_text_each_time(factbook):
    assert write_jsonld(article(factbook)) == write_jsonld(article(factbook))
