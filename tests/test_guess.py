"""A guess asks before it tells, says by how much a reader missed, and needs no script for its answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, bind, load, problems_of
from factbook.lists.standing import find_standings
from factbook.page.page import Frame, finish_page
from factbook.page.place import find_places
from factbook.page.reference import Reference
from factbook.prose.guess import find_target, say_guess, say_miss

GUESSES = """
food:
  question: How large was the share of food in {{ shop.share_of_food[2018] | year }}?
  figure: shop.share_of_food[2018]
  from: 0
  to: 100
  step: 1
  start: 50
  bands:
    - {within: 2, says: Near.}
    - {within: 10, says: 'Not near, since it was {{ "most" if shop.share_of_food[2018] > 50 % else "part" }}.'}
    - {says: Far.}
  answer: It was {{ shop.share_of_food[2018] }}.
revenue:
  question: How did the revenue go?
  figure: shop.revenue
  members: 2016..2018
  from: 0
  to: 200
  step: 20
  start: 100
  bands: [{within: 20, says: Near.}, {says: Far.}]
  answer: It {{ "grew" if shop.revenue grew every year }}.
  chart: revenue
founders:
  question: How many founded it?
  figure: shop.founders
  from: 0
  to: shop.limit
  step: 1
  start: 1
  bands: [{within: 0, says: So it is.}, {says: Other people did.}]
  answer: "{{ shop.founders | words capital }} did."
"""
CHART = """
revenue:
  kind: columns
  title: The revenue {{ "grew" if shop.revenue grew every year }}
  marks: [{figure: shop.revenue, label: Revenue, colour: first}]
"""
LIMIT = "limit: {title: As many as fit, value: 9, unit: person, date: 1995, source: report, confidence: checked}\n"
FACTBOOK = load(SHOP + LIMIT, guess=GUESSES, charts=CHART)
REFERENCE = Reference(urls={"page.md": "page/"}, titles={}, here="page.md")


def target(name):
    return find_target(FACTBOOK.guesses[name], FACTBOOK)


def drawn(name):
    bound = bind(f"{{{{ guess {name} }}}}", FACTBOOK)
    assert not bound.problems, bound.problems
    return LexborHTMLParser(finish_page(bound, FACTBOOK, Frame(reference=REFERENCE)).html).css_first(".guess")


@pytest.mark.parametrize(
    ("name", "places", "said", "words"),
    [
        ("food", [95], "You have it exactly.", "Near."),
        ("food", [96], "You were 1 percentage point too high.", "Near."),
        ("food", [93], "You were 2 percentage points too low.", "Near."),
        ("food", [92], "You were 3 percentage points too low.", "Not near, since it was most."),
        ("food", [0], "You were 95 percentage points too low.", "Far."),
        ("revenue", [4, 5, 8], "You have it exactly.", "Near."),
        ("revenue", [5, 5, 8], "You were 6.7 million US dollars off on average.", "Near."),
        ("revenue", [10, 5, 0], "You were 93.3 million US dollars off on average.", "Far."),
        ("founders", [4], "You have it exactly.", "So it is."),
        ("founders", [3], "You were 1 person too low.", "Other people did."),
        ("founders", [9], "You were 5 people too high.", "Other people did."),
    ],
)
def test_a_guess_is_told_by_how_much_it_misses_in_the_words_of_its_band(name, places, said, words):
    assert say_miss(target(name), places) == (said, words)


def test_a_guess_is_said_in_the_unit_of_the_figure():
    assert [say_guess(target(name), 1) for name in ("food", "revenue", "founders")] == [
        "1%",
        "20 million US dollars",
        "1 person",
    ]


@given(st.integers(0, 100))
def test_a_miss_is_nothing_only_where_a_guess_is_right(place):
    said, _ = say_miss(target("food"), [place])
    assert (said == "You have it exactly.") == (place == 95)
    assert ("high" in said) == (place > 95)


def test_the_end_of_a_range_may_be_a_number_by_its_name():
    assert target("founders").steps == 9


def test_without_a_script_the_question_and_one_step_to_the_answer_remain():
    block = drawn("food")
    assert block.css_first(".guess-question").text() == "How large was the share of food in 2018?"
    assert "hidden" in block.css_first(".guess-controls").attributes
    answer = block.css_first("details.guess-answer")
    assert "open" not in answer.attributes
    assert "It was 95%." in answer.text().replace("\u00a0", " ")
    assert block.attributes["data-script"] == "../assets/guess.js"


def test_a_series_has_a_slider_for_each_number_with_its_name_and_value():
    block = drawn("revenue")
    sliders = block.css("input[type=range]")
    assert [block.css_first(f"[for='{slider.attributes['id']}']").text() for slider in sliders] == [
        "2016",
        "2017",
        "2018",
    ]
    assert {(one.attributes["max"], one.attributes["value"], one.attributes["aria-valuetext"]) for one in sliders} == {
        ("10", "5", "100 million US dollars")
    }
    assert block.css_first(".guess-drawn").attributes["d"] == "M16.7 50L50 50L83.3 50"


def test_an_answer_names_its_documents_unless_a_chart_below_it_does():
    said = drawn("food").css_first(".guess-answer .guess-source")
    assert FACTBOOK.sources["report"].title in said.text()
    assert drawn("revenue").css(".guess-source") == []


def test_the_chart_of_a_guess_stands_with_its_answer_and_belongs_to_the_page():
    assert drawn("revenue").css_first(".guess-answer figure.chart").attributes["id"] == "chart-revenue"
    bound = bind("{{ guess revenue }}", FACTBOOK)
    assert [block.name for block, _ in bound.blocks] == ["revenue"]


def test_what_the_script_reads_is_data_and_no_code():
    data = json.loads(drawn("food").attributes["data-guess"])
    assert data["values"] == [95_000_000]
    assert data["bands"][0] == [2_000_000, "Near."]


def test_a_figure_leads_to_the_guess_that_asks_for_it_and_claims_in_it_are_listed():
    pages = {"page.md": bind("{{ guess food }}\n\n{{ guess revenue }}", FACTBOOK)}
    places = find_places(pages, FACTBOOK)
    assert "guess-food" in [place.anchor for place in places["shop.share_of_food[2018]"]]
    names = [standing.use.name for standing in find_standings(pages, FACTBOOK)]
    assert "guess-revenue" in names


def test_words_of_a_guess_are_no_markup():
    guesses = GUESSES.replace("says: Near.", "says: '<b>\"Near''s</b>'").replace("How did", "<i>How</i> did")
    factbook = load(SHOP + LIMIT, guess=guesses, charts=CHART)
    html = finish_page(bind("{{ guess revenue }}", factbook), factbook, Frame(reference=REFERENCE)).html
    block = LexborHTMLParser(html).css_first(".guess")
    assert not block.css("b, i")
    assert "<b>" in json.loads(block.attributes["data-guess"])["bands"][0][1]


def test_what_lies_below_zero_has_a_minus_and_its_own_digits():
    more = """
gain:
  question: How much?
  figure: shop.founders
  from: -10
  to: 10
  step: 0.5
  start: 0
  bands: [{says: So it is.}]
  answer: So many.
"""
    factbook = load(guess=more)
    below = find_target(factbook.guesses["gain"], factbook)
    assert [say_guess(below, place) for place in (0, 17, 19, 20)] == [
        "\N{MINUS SIGN}10 people",
        "\N{MINUS SIGN}1.5 people",
        "\N{MINUS SIGN}0.5 people",
        "0 people",
    ]


@pytest.mark.parametrize(
    ("low", "high", "step"), [("3.9999999", "4.0000001", "0.0000001"), ("0", f"1{'0' * 30}", f"1{'0' * 28}")]
)
def test_a_range_that_no_script_could_count_is_refused(low, high, step):
    start = "3.9999999" if "." in low else "0"
    odd = f"x: {{question: Q?, figure: shop.founders, from: {low}, to: {high}, step: {step}, start: {start}, bands: [{{says: A}}], answer: A}}"
    (said,) = problems_of(SHOP, guess=odd)
    assert said.endswith("goes beyond 100,000,000, or is finer than a millionth [guess-range]")
