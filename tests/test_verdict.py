"""Beside a paragraph stands what the ledger says of a claim, folded where there is no margin, with one stop."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, UNITS, bind, load
from factbook.page.page import Frame, finish_page
from factbook.page.place import LEDGER
from factbook.page.reference import Reference

CLAIMS = """
- id: R1
  section: revenue
  claim: It sold for {{ shop.revenue[2018] }} & more
  verdict: wrong
  reason: Not so
  stated: shop.revenue[2018]
  record: shop.revenue[2017]
- id: R2
  section: revenue
  claim: It is <b>the best</b> shop of all the shops in the whole of the country
  verdict: supported
  reason: So it is
"""
FACTBOOK = load(SHOP, units=UNITS + "claim: {title: claim, definition: What is said.}\n", ledger=CLAIMS)
REFERENCE = Reference(urls={"page.md": "page/", LEDGER: "ledger/"}, titles={}, here="page.md")


def drawn(text, reference=REFERENCE):
    html = finish_page(bind(text, FACTBOOK), FACTBOOK, Frame(reference=reference)).html
    return LexborHTMLParser(html.replace("\u00a0", " ")).body


def chips(text, reference=REFERENCE):
    return drawn(text, reference).css("p + .verdicts > details.verdict-chip")


def test_a_chip_says_the_claim_both_values_and_the_verdict_and_leads_to_the_ledger():
    (chip,) = chips("It sold.\n\n{{ verdict R1 }}\n\nMore.")
    assert "wrong" in chip.attributes["class"]
    assert chip.css_first("p a").text() == "It sold for $160 million & more"
    assert chip.css_first("p a").attributes["href"] == "../ledger/#R1"
    assert [pair.text() for pair in chip.css("dl > div")] == ["The text$160 million", "The record$100 million"]
    assert chip.css_first(".chip-verdict").text(strip=True) == "Wrong"


def test_the_folded_line_says_verdict_and_values_or_the_first_words():
    first, second = chips("It sold.\n\n{{ verdict R1 R2 }}\n")
    assert first.css_first("summary").text() == " Wrong the text $160 million, the record $100 million"
    assert second.css_first("summary").text() == " Supported It is <b>the best</b> shop of all …"
    assert not second.css("dl")


def test_the_keyboard_stops_once_at_each_chip_as_the_numbers_in_it_open_no_cards():
    for chip in chips("It sold.\n\n{{ verdict R1 R2 }}\n"):
        assert len(chip.css("a")) == len(chip.css("summary")) == 1
        assert not chip.css("button")


def test_a_verdict_is_told_by_a_word_beside_its_colour_and_shape():
    for sign in drawn("It sold.\n\n{{ verdict R1 R2 }}\n").css(".sign"):
        assert sign.attributes["aria-hidden"] == "true"
        assert sign.parent.text(strip=True).lower() in sign.attributes["class"]


def test_a_site_without_a_ledger_leads_nowhere():
    (chip,) = chips("It sold.\n\n{{ verdict R2 }}\n", Reference(urls={"page.md": "page/"}, titles={}, here="page.md"))
    assert not chip.css("a")
    assert not chip.css("b b"), "words of the data are no markup"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{{ verdict R9 }}", "unknown-claim", "the ledger has no claim 'R9'"),
        ("{{ verdict R1 R1 }}", "unknown-claim", "'R1' is named twice"),
        ("It sold {{ verdict R1 }} so", "placeholder-syntax", "a verdict can't stand inside a line"),
        ("{{ verdict }}", "placeholder-syntax", "'verdict' can't stand between {{ and }}"),
    ],
)
def test_a_claim_that_is_not_there_is_said_at_its_place(text, code, words):
    (problem,) = bind(text, FACTBOOK).problems
    assert (problem.code, problem.message) == (code, words)
