"""The page of claims says of each word how far its numbers are from breaking it, nearest first."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, bind, load
from factbook.lists.claims import draw_claims, find_standings, say_break_even
from factbook.model.breakeven import find_break_evens
from factbook.model.parse import parse_formula
from factbook.page.reference import Reference

FACTBOOK = load(SHOP)
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


def test_the_claim_nearest_to_breaking_stands_first_and_equalities_last():
    far = '{{ "far" if shop.revenue[2018] > 10 million USD a year }}'
    near = '{{ "near" if shop.revenue[2018] > 150 million USD a year }}'
    same = '{{ "same" if shop.revenue[2018] = 160 million USD a year }}'
    found = standings(one=f"{far} {same}", two=near)
    html = draw_claims(found, REFERENCE).html
    order = [html.index(f"“{word}”") for word in ("near", "far")]
    assert order == sorted(order)
    assert html.index("<em>Second</em>") < html.index("<em>First</em>")
    assert "“same”" not in html
    assert "“same”" in draw_claims(found, REFERENCE, exact=True).html
    assert draw_claims([], REFERENCE, exact=True).html == "<p>There are none.</p>"


def test_a_claim_leads_to_its_words_and_shows_its_condition_as_text():
    html = draw_claims(standings(one='It {{ "rose" if shop.revenue[2018] > shop.revenue[2017] }}.'), REFERENCE).html
    assert '<a href="../one/#claim-1">“rose”</a> <em>First</em>' in html
    code = LexborHTMLParser(html).css_first("details code")
    assert code.text() == "shop.revenue[2018] > shop.revenue[2017]"
