"""Words that depend on numbers open a card: their condition, how far it is from turning, and what they would say then."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, bind, load
from factbook.page.answer import draw_answers
from factbook.page.page import Frame, finish_page
from factbook.page.reference import Reference
from factbook.prose.markup import split_last

FACTBOOK = load(SHOP)
REFERENCE = Reference(urls={"page.md": "page/", "claims.md": "claims/"}, titles={}, here="page.md")
LADDER = '{{ "all" if shop.share_of_food[2018] > 99 % else "most" if shop.share_of_food[2018] > 50 % else "part" }}'


def cards(text, reference=REFERENCE, factbook=FACTBOOK):
    bound = bind(text, factbook)
    assert not bound.problems, bound.problems
    return LexborHTMLParser(draw_answers(bound.claims, factbook, reference)).css("aside")


def said(text, factbook=FACTBOOK):
    """The words of the only card, line by line; of its drawing what is said of it."""
    (card,) = cards(text, factbook=factbook)
    parts = [
        node.attributes["aria-label"] if node.tag == "svg" else node.text()
        for node in card.iter()
        if node.tag in ("p", "svg")
    ]
    return [part.replace("\u00a0", " ") for part in parts]


def test_a_card_says_the_words_their_condition_the_margin_and_the_other_side():
    assert said('It {{ "doubled" if shop.revenue[2018] > 150 million USD a year else "grew" }}.') == [
        "doubled",
        "Stands while “The shop’s revenue (2018)” is more than $150 million.",
        "Now $160 million; the limit is $150 million",
        "$10 million to spare.",
        "Else it would say grew.",
        "All that it rests on",
    ]


def test_without_an_else_the_site_would_not_be_built():
    assert said('{{ "few" if shop.founders < 5 people }}')[4] == "Else the site would refuse to build."


def test_of_several_cases_each_other_one_has_its_condition():
    assert said(LADDER)[1:5] == [
        "Stands while “Share of food in the revenue (2018)” is at most 99% and it is more than 50%.",
        "Now 95%; the limit is 99%",
        "4 percentage points to spare, for “Share of food in the revenue (2018)”.",
        "Else it would say all if it is more than 99%, else part.",
    ]


def test_a_distance_between_shares_is_said_in_percentage_points_where_the_site_knows_them():
    factbook = load(SHOP)
    assert "percentage point" in factbook.units.by_name
    assert said('{{ "most" if shop.share_of_food[2018] > 50 % }}')[3] == "45 percentage points to spare."


def test_what_holds_for_one_value_alone_has_no_drawing():
    assert said('{{ "four" if shop.founders = 4 people }}')[2] == "Any other value would turn it."


def test_dates_are_told_apart_by_days():
    assert said('{{ "late" if shop.closed > 2019-01-01 }}')[2:4] == [
        "Now 6 March 2019; the limit is 1 January 2019",
        "64 days to spare.",
    ]


def test_of_several_comparisons_the_nearest_to_turning_is_drawn():
    text = '{{ "x" if shop.founders > 1 person and shop.revenue[2018] > 159 million USD a year }}'
    assert said(text)[2:4] == ["Now $160 million; the limit is $159 million", "$1 million to spare, for “The shop’s revenue (2018)”."]  # fmt: skip


def test_limits_that_are_near_have_the_digits_that_tell_them_apart():
    text = '{{ "x" if shop.revenue[2018] = 160 million USD a year within 0.001 million USD a year }}'
    assert said(text)[2] == "Now $160 million; the limit is $159.999 million and $160.001 million"


def test_the_drawing_has_the_value_the_limit_and_where_the_words_hold():
    (card,) = cards('{{ "most" if shop.share_of_food[2018] > 50 % }}')
    svg = card.css_first("svg")
    assert svg.css_first("circle").attributes["cx"] == "95%"
    assert svg.css_first(".limit").attributes["x"] == "50%"
    held = svg.css_first(".holds").attributes
    assert (held["x"], held["width"]) == ("50%", "50%")
    assert [node.text() for node in svg.css("text")] == ["95%", "50%"]
    assert svg.attributes["role"] == "img"


def test_the_same_words_under_the_same_condition_share_a_card():
    twice = '{{ "few" if shop.founders < 5 people }} and {{ "few" if shop.founders < 5 people }}'
    assert len(cards(twice)) == 1
    assert len(cards(twice + ' {{ "few" if shop.founders < 6 people }}')) == 2


def test_a_card_leads_to_its_entry_among_all_claims_where_there_is_one():
    text = '{{ "few" if shop.founders < 5 people }}, {{ "few" if shop.founders < 6 people }}'
    links = [card.css_first(".card-foot a").attributes["href"] for card in cards(text)]
    assert links == ["../claims/#page-few", "../claims/#page-few.2"]
    assert not cards(text, Reference(urls={"page.md": "page/"}, titles={}, here="page.md"))[0].css("a")


def test_a_card_opens_and_closes_without_a_script_and_is_named_by_its_condition():
    bound = bind('{{ "few" if shop.founders < 5 people }}', FACTBOOK)
    page = LexborHTMLParser(finish_page(bound, FACTBOOK, Frame(reference=REFERENCE)).html)
    button = page.css_first(".claim button")
    card = page.css_first(f"aside[id='{button.attributes['popovertarget']}']")
    assert "popover" in card.attributes
    assert card.css_first("button").attributes["popovertargetaction"] == "hide"
    for name in (button.attributes["aria-describedby"], card.attributes["aria-labelledby"]):
        assert page.css_first(f"[id='{name}']").text().startswith("Stands while “Founders”")


@pytest.mark.parametrize(
    ("words", "before", "last"),
    [
        ("most", "", "most"),
        ("about two thirds", "", "about two thirds"),
        ("far more because of what it was", "far more because ", "of what it was"),
        ("incomprehensibilities-and-more", "", "incomprehensibilities-and-more"),
    ],
)
def test_of_many_words_the_last_are_the_button(words, before, last):
    assert split_last(words) == (before, last)


def test_long_words_are_read_once():
    text = '{{ "far more than anybody would have thought" if shop.founders < 5 people }}'
    claim = LexborHTMLParser(bind(text, FACTBOOK).text).css_first(".claim")
    assert claim.text() == "far more than anybody would have thought"
    assert claim.css_first("button").attributes["aria-label"] == claim.css_first("button").text() == "have thought"


@pytest.mark.parametrize("text", ["# {}", "[{}](a.md)", "![{}](a.png)", '!!! note "{}"'])
def test_where_no_button_may_stand_words_open_nothing(text):
    bound = bind(text.format('{{ "few" if shop.founders < 5 people }}'), FACTBOOK)
    assert "popovertarget" not in bound.text
    assert draw_answers(bound.claims, FACTBOOK) == ""


def test_data_never_becomes_markup_on_a_card():
    factbook = load(
        "y: {title: '<script>x</script>', value: 1, unit: person, date: 2018, source: report, confidence: checked}"
    )
    html = draw_answers(bind('{{ "<b>a" if shop.y > 0 people else "<i>b" }}', factbook).claims, factbook)
    assert not LexborHTMLParser(html).css("script, i")
    assert "&lt;b&gt;a" in html
