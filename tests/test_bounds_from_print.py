"""The bounds that follow from how a number is printed are those of one unknown, wherever the number is used."""

import pytest

from example import load, problems_of, words

GIVEN = "date: 2018, source: report, confidence: checked, place: page 3"
SHARES = f"""
mobile: {{title: Mobile, value: 93, unit: "%", printed: approximately 93%, {GIVEN}}}
sales: {{title: Sales, value: 400, unit: million USD a year, printed: "400", printed_in: million USD, {GIVEN}}}
rest: {{title: Rest, formula: 1 - x.mobile, unit: "%"}}
whole: {{title: Whole, formula: x.mobile + x.rest, unit: "%"}}
ratio: {{title: Ratio, formula: x.sales * x.mobile / (x.sales * x.mobile), unit: "%"}}
mobile_sales: {{title: Mobile sales, formula: x.sales * x.mobile, unit: million USD a year}}
"""


def bounds(name, figures=SHARES):
    quantity = load(figures, topic="x").values[name]
    return quantity.lower, quantity.upper


def given(value, unit, printed, more=""):
    return f'y: {{title: Y, value: {value}, unit: "{unit}", printed: "{printed}", {GIVEN}{more}}}'


def test_a_hedged_share_and_what_is_left_make_the_whole_exactly():
    whole = load(SHARES, topic="x").values["x.whole"]
    assert whole.exact
    assert whole.value == 1


def test_a_hedged_number_over_itself_is_one():
    assert load(SHARES, topic="x").values["x.ratio"].exact


def test_the_bounds_of_a_printed_number_travel_through_a_formula():
    assert [float(end) for end in bounds("x.mobile_sales")] == [370_000_000, 374_000_000]


def test_a_check_holds_for_parts_of_a_printed_whole():
    assert (
        problems_of(SHARES, topic="x", checks="- {holds: x.mobile + x.rest = 100 %, why: Parts make the whole.}") == []
    )


def test_no_people_are_fewer_than_none():
    assert bounds("x.y", given(0, "million people", "0.0 million"))[0] == 0


@pytest.mark.parametrize("unit", ["USD per day", "million USD per year", "USD per minute"])
def test_a_unit_whose_base_has_no_end_in_decimals_is_read_as_printed(unit):
    money = "$3 million" if unit.startswith("million") else "$3"
    assert problems_of(given(3, unit, money), topic="x") == []
    assert "not-as-printed" in problems_of(given(4, unit, money), topic="x")[0]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("approximately 93%", "about 93%"),
        ("93%", "93%"),
        ("more than 93%", "more than 93%"),
        ("up to 93%", "up to 93%"),
        ("nearly 93%", "about 93%"),
    ],
)
def test_the_hedge_of_the_document_is_said(printed, said):
    assert words("%", "93", "0 digits", f', date: 2018, printed: "{printed}"') == said
    assert words("%", "93", "", f', date: 2018, printed: "{printed}"') == said


def test_a_bound_of_the_record_needs_a_width_if_the_document_gives_none():
    found = problems_of(given(5501, "person", "5,501", ", bound: about"), topic="x")
    assert found == ["data/figures/x.yml:1:133: 'about' needs 'lower' or 'upper' [missing-key]"]
