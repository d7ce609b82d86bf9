"""A chapter ends with the article's claims that it tells, by verdict, each with the way to its place in the ledger."""

from selectolax.lexbor import LexborHTMLParser

from example import SHOP, UNITS, load
from factbook.page.place import LEDGER
from factbook.page.reference import Reference
from factbook.page.told import draw_told

CLAIM = "{{id: {id}, section: revenue, claim: '{words}', verdict: {verdict}, reason: So it is, told: {told}, source: report}}"
FACTBOOK = load(
    SHOP,
    units=UNITS + "claim: {title: claim, definition: What is said.}\n",
    ledger="\n".join(
        "- " + CLAIM.format(id=name, words=words, verdict=verdict, told=told)
        for name, words, verdict, told in [
            ("R1", "It sold for {{ shop.revenue[2018] }}", "wrong", "shop.md"),
            ("R2", 'It is "the best" <b>shop</b>', "supported", "shop.md"),
            ("R3", "It closed", "wrong", "shop.md"),
            ("R4", "It rains", "unverifiable", "weather.md"),
        ]
    ),
)
URLS = {"shop.md": "shop/", "weather.md": "weather/", "about.md": "about/", LEDGER: "ledger/"}


def told(here, urls=URLS):
    return draw_told(FACTBOOK, Reference(urls=urls, titles={}, here=here))


def test_the_claims_of_the_page_stand_by_verdict_in_the_order_of_the_ledger():
    rows = LexborHTMLParser(told("shop.md")).css("dl > div")
    assert [(row.css_first("dt").text(), [link.text() for link in row.css("li a")]) for row in rows] == [
        ("1 supported", ["It is “the best” <b>shop</b>"]),
        ("2 wrong", ["It sold for $160 million", "It closed"]),
    ]


def test_each_claim_has_the_square_of_its_verdict_for_the_eye_alone():
    for row in LexborHTMLParser(told("shop.md")).css("dl > div"):
        signs = row.css("li > .sign")
        assert [sign.attributes["aria-hidden"] for sign in signs] == ["true"] * len(row.css("a"))
        assert all(row.attributes["class"] in sign.attributes["class"] for sign in signs)


def test_each_leads_to_its_place_in_the_ledger():
    links = LexborHTMLParser(told("shop.md")).css("a")
    assert [link.attributes["href"] for link in links] == ["../ledger/#R2", "../ledger/#R1", "../ledger/#R3"]


def test_the_number_of_claims_is_said_in_words_that_fit_it():
    assert "This page tells 3 claims of the text." in told("shop.md")
    assert "This page tells 1 claim of the text." in told("weather.md")


def test_a_page_that_tells_none_and_a_site_without_a_ledger_say_nothing():
    assert told("about.md") == ""
    assert told("shop.md", {"shop.md": "shop/"}) == ""
