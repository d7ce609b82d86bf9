"""Break-evens: where a claim stops being true, checked at both sides."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.load.factbook import parse_factbook
from factbook.model.breakeven import find_break_evens, find_limits, move
from factbook.model.evaluate import evaluate_truth
from factbook.model.formula import FormulaError
from factbook.model.nudge import Nudged, dependents
from factbook.model.parse import parse_formula
from factbook.review.project import check_project, find_root

DATA = {
    "data/units.yml": (
        "USD: {title: US dollar, symbol: $, definition: Money., minimum: 0}\n"
        "'%': {title: per cent, plural: per cent, measures: ratio, scale: 0.01, definition: A hundredth.}\n"
        "date: {title: date, definition: A day.}\n"
        "staff: {title: member of staff, plural: staff, definition: A person.}\n"
        "day: {title: day, measures: duration, scale: 1440, definition: A day.}\n"
    ),
    "data/sources.yml": "- {id: a, type: report, title: A report}\n",
    "data/figures/shop.yml": (
        "ads: {title: Ads, value: 55013, unit: USD, date: 2018, source: a, confidence: checked}\n"
        "other: {title: Other, value: 825, unit: USD, date: 2018, source: a, confidence: checked}\n"
        "share: {title: Share, formula: shop.ads / (shop.ads + shop.other), unit: '%'}\n"
        "open: {title: Opened, value: 2018-03-17, unit: date, source: a, confidence: checked}\n"
        "shut: {title: Shut, value: 2019-03-06, unit: date, source: a, confidence: checked}\n"
        "staff: {title: Staff, unit: staff, by: year, source: a, confidence: checked,\n"
        "  values: {2015: 10, 2016: 20, 2017: 22, 2018: 44, 2019: 45}}\n"
        "staff_growth: {title: Growth of the staff, unit: '%', formula: growth(shop.staff)}\n"
    ),
}


def factbook():
    found, problems = parse_factbook(DATA)
    assert problems == []
    return found


def break_evens(predicate: str) -> dict:
    return {one.entry.id: one for one in find_break_evens(parse_formula(predicate), factbook())}


def test_the_break_even_of_a_share_is_that_of_algebra():
    found = break_evens("shop.share > 95 %")
    exact = Decimal(55013) / 19  # other = ads * (1 - 0.95) / 0.95
    assert abs(found["shop.other"].above - exact) / exact < Decimal("1e-5")
    assert found["shop.other"].below is None
    assert found["shop.ads"].above is None


def test_what_no_value_breaks_says_never():
    found = break_evens("shop.ads > 0 USD or shop.other >= 0 USD")
    assert all(one.margin is None for one in found.values())


def test_a_change_between_members_far_apart_has_the_break_even_of_algebra():
    found = break_evens("shop.staff_growth[2016] > shop.staff_growth[2019]")
    assert abs(found["shop.staff[2016]"].below - Decimal(450) / 44) < Decimal("1e-5")
    assert abs(found["shop.staff[2019]"].above - 88) < Decimal("1e-4")


def test_a_date_breaks_on_a_whole_day():
    found = break_evens("shop.shut - shop.open < 365 days")
    days = (found["shop.shut"].above - Decimal(factbook().entries["shop.shut"].quantity.value)) / 1440
    assert days == 11  # 354 days apart, so the eleventh later day makes it 365


def test_an_equality_breaks_on_both_sides_at_once():
    found = break_evens("shop.other = 825 USD")["shop.other"]
    assert found.below is not None
    assert found.above is not None
    assert found.margin < Decimal("1e-5")


def test_a_narrow_band_in_which_two_numbers_are_equal_is_not_passed_over():
    found = break_evens("not (shop.ads = 66 * shop.other within 0.01 USD)")
    assert abs(found["shop.ads"].below - 66 * 825) < Decimal("0.02")
    assert found["shop.ads"].above is None
    assert abs(found["shop.other"].above - Decimal(55013) / 66) < Decimal("0.02")


def test_a_root_at_which_a_claim_still_holds_is_no_break_even():
    found = break_evens("shop.ads = 55000 USD within 100 USD")
    assert abs(found["shop.ads"].below - 54900) < 1
    assert abs(found["shop.ads"].above - 55100) < 1


def test_the_nearest_input_comes_first():
    margins = [one.margin for one in find_break_evens(parse_formula("shop.share > 95 %"), factbook())]
    assert margins == sorted(margins)


def test_every_break_even_of_the_real_site_is_proven_at_both_sides():
    project = check_project(find_root())
    book = project.factbook
    proven = 0
    for claim in [claim for page in project.bound.values() for claim in page.claims]:
        for found in find_break_evens(claim.tree, book):
            value = found.entry.quantity.value
            for end in (found.below, found.above):
                if end is None:
                    continue
                inside = (end - value) * Decimal("0.999")
                assert holds(claim.tree, found.entry, book, end - value) is not True
                if found.entry.figure.measure.head.kind != "date" and found.margin > Decimal("1e-3"):
                    assert holds(claim.tree, found.entry, book, inside) is True
                proven += 1
    assert proven > 20


def holds(tree, entry, book, offset):
    """Whether the predicate is true with one number moved; without an answer it is not."""
    try:
        return evaluate_truth(tree, Nudged(book, entry, move(entry.quantity, offset)))
    except FormulaError:
        return None


@given(st.decimals(min_value=1, max_value=10**6, places=2))
@settings(deadline=None, max_examples=50)
def test_a_nudged_factbook_agrees_with_the_data_written_anew(value):
    book = factbook()
    entry = book.entries["shop.other"]
    nudged = Nudged(book, entry, move(entry.quantity, value - entry.quantity.value))
    texts = DATA | {"data/figures/shop.yml": DATA["data/figures/shop.yml"].replace("value: 825", f"value: {value}")}
    anew, problems = parse_factbook(texts)
    assert problems == []
    assert nudged.value_of("shop.share") == anew.value_of("shop.share")


def test_dependents_are_found_at_any_remove():
    assert dependents(factbook(), "shop.ads") == {"shop.ads", "shop.share"}
    assert dependents(factbook(), "shop.share") == {"shop.share"}


def test_within_a_range_the_nearest_turn_on_either_side_is_found_also_of_what_does_not_hold():
    made = factbook()
    entry = made.entries["shop.other"]
    for predicate, expected in (
        ("shop.share > 50 %", [55_013]),
        ("shop.share <= 50 %", [55_013]),
        ("shop.other between 100 USD and 19_000 USD".replace("_", ""), [100, 19_000]),
        ("shop.staff[2018] > 3 staff", []),
    ):
        found = find_limits(parse_formula(predicate), entry, made, (Decimal(0), Decimal(60_000)))
        assert [round(value) for value in found] == expected, predicate
