"""Per cent, percentage points, multiples and bare numbers are not taken for each other."""

import pytest

from example import GIVEN, load, problems_of, value_of
from factbook.model.formula import FormulaError

DATA = f"""
share: {{title: S, value: 98.4, unit: "%", {GIVEN}, date: 2018}}
before: {{title: S, value: 60, unit: "%", {GIVEN}, date: 2017}}
rise: {{title: R, formula: x.share - x.before, unit: percentage point}}
multiple: {{title: M, value: 3, unit: time, {GIVEN}, date: 2018}}
money: {{title: M, value: 3, unit: USD, {GIVEN}, date: 2018}}
more: {{title: M, value: 4, unit: USD, {GIVEN}, date: 2018}}
yearly: {{title: Y, by: year, unit: USD, {GIVEN}, values: {{2017: 10, 2018: 12}}}}
mix: {{title: X, by: category, unit: "%", date: 2018, {GIVEN}, values: {{one: 40, two: 60}}}}
rate: {{title: R, value: 65, unit: "% daily user per monthly user", {GIVEN}, date: 2018}}
"""
FACTBOOK = load(DATA, topic="x")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("x.share < 50", "write 50 %, or 50 times"),
        ("x.share > 0.5", "write 50 %, or 0.5 times"),
        ("0.95 < x.share", "write 95 %, or 0.95 times"),
        ("1 - x.share < 0.05", "write 5 %, or 0.05 times"),
        ("x.share between 0.9 and 1", "write 90 %, or 0.9 times"),
        ("growth(x.yearly) > 0.1", "write 10 %, or 0.1 times"),
        ("x.rise > 5", "write 5 percentage points"),
        ("sum(x.mix) = 1", "write 100 %, or 1 times"),
        ("x.rise > 10 %", "percentage points"),
        ("x.share - x.before > 10 %", "percentage points"),
        ("x.share = 98 % within 1 %", "write 1 percentage points"),
    ],
)
def test_what_reads_alike_and_is_not_is_refused(text, hint):
    with pytest.raises(FormulaError) as caught:
        value_of(text, FACTBOOK)
    assert caught.value.code == "unit-mismatch"
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "x.share > 50 %",
        "x.share > 0.5 times",
        "x.share > x.before",
        "x.rise > 5 percentage points",
        "x.share = 98 % within 1 percentage point",
        "x.multiple > 2",
        "x.multiple > 2 times",
        "x.more / x.money > 1",
        "x.more / x.money > 100 %",
        "x.more / x.money - 1 > 10 %",
        "count(x.mix) = 2",
        "x.rate > 50 % daily user per monthly user",
        "x.share > 0.5 * x.before",
        "sum(x.mix) = 100 %",
        "x.share is the largest of (x.share, x.before)",
    ],
)
def test_what_says_its_unit_can_be_compared(text):
    assert value_of(text, FACTBOOK) is True


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("x.share - x.before", "%"),
        ("x.share - x.before", "time"),
        ("x.share / x.before - 1", "percentage point"),
        ("x.share / x.before", "percentage point"),
        ("growth(x.yearly)", "percentage point"),
    ],
)
def test_the_unit_of_a_figure_says_what_its_formula_gives(formula, unit):
    (problem,) = problems_of(f"{DATA}z: {{title: Z, formula: {formula}, unit: '{unit}'}}", topic="x")
    assert "[unit-mismatch]" in problem


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("1 - x.share", "%"),
        ("x.share / x.before - 1", "%"),
        ("x.share / x.before", "time"),
        ("x.rise", "percentage point"),
        ("x.share + x.before", "%"),
        ("-x.rise", "percentage point"),
        ("0.5 * x.share", "%"),
    ],
)
def test_a_fitting_unit_is_accepted(formula, unit):
    assert not problems_of(f"{DATA}z: {{title: Z, formula: {formula}, unit: '{unit}'}}", topic="x")
