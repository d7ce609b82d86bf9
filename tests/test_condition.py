"""A predicate is taken apart into its comparisons, and each tells how far it is from turning."""

from decimal import Decimal

import pytest

from example import SHOP, load
from factbook.model.condition import DOWN, INSIDE, OUTSIDE, UP, comparisons, measure_distances, settle_not
from factbook.model.evaluate import evaluate_truth
from factbook.model.parse import parse_formula

FACTBOOK = load(SHOP)


def distances(predicate):
    return measure_distances(settle_not(parse_formula(predicate)), FACTBOOK)


@pytest.mark.parametrize(
    "predicate",
    [
        "not shop.founders > 3 people",
        "not (shop.founders > 3 people and shop.founders < 3 people)",
        "not (shop.founders = 4 people or not shop.founders >= 5 people)",
        "not (not shop.founders between 1 person and 5 people)",
        "not (shop.founders = 3 people within 1 person) and not shop.founders != 4 people",
        "not shop.revenue grew every year",
    ],
)
def test_a_condition_is_as_true_when_its_denials_are_settled_as_before(predicate):
    tree = parse_formula(predicate)
    settled = settle_not(tree)
    assert evaluate_truth(settled, FACTBOOK) is evaluate_truth(tree, FACTBOOK)
    kept = [one for one in comparisons(settled) if one.operator == "not"]
    assert all(one.operands[0].operator in ("between", "within", "grew every year") for one in kept)


@pytest.mark.parametrize(
    ("predicate", "side", "value", "limits"),
    [
        ("shop.founders > 3 people", UP, "4", ["3"]),
        ("not shop.founders > 5 people", DOWN, "4", ["5"]),
        ("shop.founders between 1 person and 6 people", INSIDE, "4", ["1", "6"]),
        ("not shop.founders between 5 people and 6 people", OUTSIDE, "4", ["5", "6"]),
        ("shop.founders = 5 people within 2 people", INSIDE, "4", ["3", "7"]),
        ("shop.revenue[2018] is the largest of (shop.revenue)", UP, "160000000", ["100000000"]),
        ("shop.revenue[2016] is the smallest of (shop.revenue)", DOWN, "80000000", ["100000000"]),
        ("shop.revenue grew every year", UP, "20000000", ["0"]),
        ("shop.share_of_food > 50 %", UP, "0.95", ["0.5"]),
    ],
)
def test_a_comparison_tells_its_value_its_limits_and_where_it_holds(predicate, side, value, limits):
    (found,) = distances(predicate)
    assert (found.side, found.value, list(found.limits)) == (side, Decimal(value), [Decimal(one) for one in limits])


def test_the_gap_is_that_to_the_nearer_limit_and_its_share_compares_units():
    (near,) = distances("shop.founders between 1 person and 6 people")
    assert (near.gap, round(near.share, 3)) == (2, Decimal("0.333"))
    assert len(distances("shop.founders > 3 people and shop.revenue[2018] > 10 million USD a year")) == 2


@pytest.mark.parametrize(
    "predicate",
    [
        "shop.founders = 4 people",
        "shop.founders != 5 people",
        "shop.founders / (shop.founders - 4 people) > 1",
        "shop.founders is the largest of (shop.founders)",
    ],
)
def test_what_turns_at_any_other_value_or_has_none_has_no_distance(predicate):
    assert distances(predicate) == []
