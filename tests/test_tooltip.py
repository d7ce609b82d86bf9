"""Words of the glossary are explained where they first appear, and nowhere that markup forbids."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, load
from factbook.page.reference import Reference
from factbook.page.tooltip import draw_term_cards, mark_terms

TERMS = """
- {term: Mini program, chinese: 小程序, meaning: "A program for {{ shop.founders }} & \\"more\\"."}
- {term: Didi, meaning: A service for rides.}
- {term: WeChat Pay, meaning: Payment in WeChat.}
- {term: Chat, meaning: Talk.}
- {term: "A&B", meaning: Two letters.}
- {term: Shared, meaning: Showed in public., tooltip: none}
"""
FACTBOOK = load(SHOP, glossary=TERMS)
REFERENCE = Reference({"page.md": "page/", "glossary.md": "glossary/"}, {}, "page.md")


def marked(html):
    return [node.text() for node in LexborHTMLParser(mark_terms(html, FACTBOOK)[0]).css("abbr.term")]


def test_the_first_use_alone_is_marked():
    html, found = mark_terms("<p>A mini program. Mini programs are mini.</p>", FACTBOOK)
    assert html.count("<abbr") == 1
    assert [term.term for term in found] == ["Mini program"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mini programs start", ["Mini programs"]),
        ("mini program", ["mini program"]),
        ("the didi", []),
        ("Didi's rides", ["Didi"]),
        ("Didimo", []),
        ("non-Didi", []),
        ("WeChat Pay", ["WeChat Pay"]),
        ("A&amp;B", ["A&B"]),
        ("Shared", []),
    ],
)
def test_a_term_is_found_in_the_forms_of_a_sentence(words, expected):
    assert marked(f"<p>{words}</p>") == expected


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Didi</h2>",
        "<a href='x'>Didi</a>",
        "<code>Didi</code>",
        "<pre><span>Didi</span></pre>",
        '<p title="Didi > x">x</p>',
        "<!-- Didi -->",
        '<data class="figure">Didi</data>',
        "<svg><text>Didi</text></svg>",
        "<th>Didi</th>",
    ],
)
def test_links_code_headings_and_numbers_stay_as_they_are(html):
    assert mark_terms(html, FACTBOOK) == (html, [])


def test_a_use_after_a_heading_is_marked():
    assert marked("<h2>Didi</h2><p>Didi</p>") == ["Didi"]


def test_a_meaning_is_bound_and_escaped():
    html, found = mark_terms("<p>mini program</p>", FACTBOOK)
    title = LexborHTMLParser(html).css_first("abbr").attributes["title"]
    assert title.replace("\u00a0", " ") == "A program for 4 people & “more”."
    card = LexborHTMLParser(draw_term_cards(found, FACTBOOK, REFERENCE))
    assert card.css_first("data").attributes["data-figure"] == "shop.founders"
    assert card.css_first('[lang="zh-Hans"]').text() == "小程序"


def test_a_word_opens_its_card_without_a_script():
    html, found = mark_terms("<p>mini program</p>", FACTBOOK)
    target = LexborHTMLParser(html).css_first("abbr button").attributes["popovertarget"]
    card = LexborHTMLParser(draw_term_cards(found, FACTBOOK, REFERENCE)).css_first("aside")
    assert card.attributes["id"] == target
    assert "popover" in card.attributes
    assert card.css_first("a").attributes["href"] == "../glossary/#mini-program"


def test_a_page_without_terms_has_no_cards():
    assert draw_term_cards([], FACTBOOK, REFERENCE) == ""


def test_a_page_keeps_every_character():
    html = "<p>a &lt; b <br> Didi</p>\n<div\nclass='x'>mini program &amp; more</div>"
    assert LexborHTMLParser(mark_terms(html, FACTBOOK)[0]).text() == LexborHTMLParser(html).text()
