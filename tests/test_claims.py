"""The page of claims says of each word how far its numbers are from breaking it, nearest first."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, bind, load
from factbook.lists.claims import draw_claims, say_break_even
from factbook.lists.standing import find_standings
from factbook.model.breakeven import find_break_evens
from factbook.model.parse import parse_formula
from factbook.page.reference import Reference
from factbook.prose.sentence import cut_sentence

FACTBOOK = load(SHOP)
CHART = """
revenue:
  kind: columns
  title: The revenue {{ "grew" if shop.revenue grew every year }}, always
  marks: [{figure: shop.revenue, label: Revenue, colour: first}]
"""
REFERENCE = Reference(
    urls={f"{name}.md": f"{name}/" for name in ("one", "two", "claims")},
    titles={"one.md": "First", "two.md": "Second"},
    here="claims.md",
)


def said(predicate):
    """What is said of each number that a predicate rests on, nearest to breaking first."""
    found = find_break_evens(parse_formula(predicate), FACTBOOK)
    return [say_break_even(one).replace("\u00a0", " ") for one in found]


def standings(**pages):
    bound = {f"{name}.md": bind(text, FACTBOOK, f"{name}.md") for name, text in pages.items()}
    assert not [problem for page in bound.values() for problem in page.problems]
    return find_standings(bound, FACTBOOK)


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ("shop.revenue[2018] > 100 million USD a year", "“The shop’s revenue (2018)” stays above $100 million; it is $160 million"),
        ("shop.revenue[2018] < 200 million USD a year", "“The shop’s revenue (2018)” stays below $200 million; it is $160 million"),
        (
            "shop.revenue[2018] between 150 million USD a year and 170 million USD a year",
            "“The shop’s revenue (2018)” stays between $150 million and $170 million; it is $160 million",
        ),
        ("shop.revenue[2018] = 160 million USD a year", "“The shop’s revenue (2018)” stays exactly 160,000,000 USD"),
        ("shop.closed > 2019-01-01", "“The day the shop closed” stays after 1 January 2019; it is 6 March 2019"),
        ("shop.founders > 0 people or shop.founders <= 0 people", "no value of “Founders” breaks it; it is 4 people"),
    ],
)  # fmt: skip
def test_a_break_even_is_said_as_where_the_number_must_stay(predicate, words):
    assert said(predicate) == [words]


def test_a_limit_near_the_value_has_the_digits_that_tell_the_two_apart():
    assert said("shop.revenue[2018] > 159.9 million USD a year")[0].startswith(
        "“The shop’s revenue (2018)” stays above $159.9 million"
    )


def drawn(found, *, exact=False):
    return draw_claims(found, FACTBOOK, REFERENCE, exact=exact)


def items(found, *, exact=False):
    return LexborHTMLParser(drawn(found, exact=exact).html).css(".claim-item")


def test_claims_stand_by_page_nearest_to_breaking_first_and_equalities_apart():
    far = '{{ "far" if shop.revenue[2018] > 10 million USD a year }}'
    near = '{{ "near" if shop.revenue[2018] > 150 million USD a year }}'
    same = '{{ "same" if shop.revenue[2018] = 160 million USD a year }}'
    found = standings(two=near, one=f"{far} {near} {same}")
    assert [item.css_first(".claim-words").text() for item in items(found)] == ["near", "far", "near"]
    assert [(one.level, one.anchor, one.words) for one in drawn(found).headings] == [
        (2, "in-one", "First"),
        (2, "in-two", "Second"),
    ]
    assert [item.css_first(".claim-words").text() for item in items(found, exact=True)] == ["same"]
    assert drawn(found, exact=True).headings[0].anchor == "exact-one"
    assert drawn([], exact=True).html == "<p>There are none.</p>"


def test_a_claim_stands_in_its_whole_sentence_and_leads_to_its_words():
    text = 'Before. In {{ shop.revenue[2018] | date }} it {{ "rose" if shop.revenue[2018] > shop.revenue[2017] }} [@report], they say. After.'
    (item,) = items(standings(one=text))
    assert item.css_first("p").text() == "In 2018 it rose, they say."
    assert item.css_first("a").attributes["href"] == "../one/#claim-1"
    assert item.css_first("details code").text() == "shop.revenue[2018] > shop.revenue[2017]"


def test_the_margin_of_a_claim_is_drawn_and_its_condition_said():
    (item,) = items(standings(one='It {{ "rose" if shop.revenue[2018] > shop.revenue[2017] }}.'))
    assert (
        item.css("p")[1].text() == "Stands while “The shop’s revenue (2018)” is more than “The shop’s revenue (2017)”."
    )
    said = item.css_first("svg").attributes["aria-label"].replace("\u00a0", " ")
    assert said == "Now $160 million; the limit is $100 million"


def test_the_name_of_a_claim_is_that_of_its_first_words_whatever_stands_now():
    text = '{{ "Most" if shop.share_of_food[2018] > 96 % else "part" }}, {{ "most" if shop.founders > 1 person }}'
    assert sorted(item.attributes["id"] for item in items(standings(one=text))) == ["one-most", "one-most.2"]


def test_the_claims_of_a_chart_stand_in_its_title():
    factbook = load(SHOP, charts=CHART)
    found = find_standings({"one.md": bind("{{ chart revenue }}", factbook, "one.md")}, factbook)
    html = draw_claims(found, factbook, REFERENCE).html
    (item,) = LexborHTMLParser(html).css(".claim-item")
    assert (item.attributes["id"], item.css_first("p").text()) == ("one-chart-revenue", "The revenue grew, always")
    assert item.css_first("a").attributes["href"] == "../one/#chart-revenue"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A b. It \x02rose\x03 here. C d.", ("It ", "rose", " here.")),
        ("It \x02rose\x03", ("It ", "rose", "")),
        ("The U.S. Senate \x02rose\x03 at 2 p.m. on Monday. So.", ("The U.S. Senate ", "rose", " at 2 p.m. on Monday.")),
        ("“Why?” \x02Most\x03 of it! Then.", ("", "Most", " of it!")),
        ("It made 1.5 and Facebook, Inc. \x02rose\x03.", ("It made 1.5 and Facebook, Inc. ", "rose", ".")),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_out_of_its_line(line, sentence):
    found = cut_sentence(line)
    assert (found.before, found.words, found.after) == sentence
