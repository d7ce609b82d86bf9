"""The words of a claim and its condition say the same, and the condition says something."""

import pytest

from example import GIVEN, load, template
from factbook.model.formula import says_nothing
from factbook.model.parse import parse_formula
from factbook.prose.fit import find_misfits_on_page
from factbook.prose.meaning import find_disagreement

FACTBOOK = load(
    f"""
share: {{title: Share, value: 60, unit: "%", {GIVEN}, date: 2018}}
other: {{title: Other share, value: 30, unit: "%", {GIVEN}, date: 2018}}
sales: {{title: Sales, by: year, unit: USD, {GIVEN}, values: {{2016: 9, 2017: 10, 2018: 12}}}}
lines: {{title: Lines, by: category, unit: USD, {GIVEN}, date: 2018, values: {{games: 7, chat: 5}}}}
multiple: {{title: Multiple, value: 3, unit: time, {GIVEN}, date: 2018}}
fall: {{title: Fall of the price in a day, value: 19, unit: "%", {GIVEN}, date: 2018}}
growth: {{title: Growth, formula: growth(x.sales), unit: "%"}}
staff: {{title: Staff, value: 9, unit: person, {GIVEN}, date: 2018}}
""",
    topic="x",
)
TITLES = {name: figure.title for name, figure in FACTBOOK.figures.items()}


def fault(words, condition):
    return find_disagreement(words, parse_formula(condition), FACTBOOK, TITLES)


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("fell", "x.sales[2018] > x.sales[2017]"),
        ("grew", "x.sales[2018] < x.sales[2017]"),
        ("grew", "x.sales[2017] > x.sales[2018]"),
        ("rose sharply", "x.sales[2018] <= 0.9 * x.sales[2016]"),
        ("shrank every year", "x.sales grew every year"),
        ("fell", "x.growth[2018] > 0 %"),
        ("grew", "x.multiple < 1"),
        ("rose", "x.fall > 0 %"),
        ("more", "x.share < x.other"),
        ("larger", "x.lines[games] < x.lines[chat]"),
        ("below", "x.share > x.other"),
        ("fewer than a dozen", "x.staff > 12 people"),
        ("over ten", "x.staff < 10 people"),
        ("most", "x.share > 10 %"),
        ("almost all", "x.share > 50 %"),
        ("almost all", "x.share < 95 %"),
        ("tiny", "x.share > 0 %"),
        ("hardly any", "x.share < 40 %"),
        ("a minority", "x.share < 60 %"),
        ("less than a third", "x.share < 50 %"),
        ("about half", "x.share between 20 % and 80 %"),
        ("the majority", "x.share > 0.2 times"),
    ],
)
def test_words_that_say_something_else_are_found(words, condition):
    assert fault(words, condition)


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("fell", "x.sales[2018] < x.sales[2017]"),
        ("grew", "x.sales[2018] > x.sales[2017]"),
        ("grew", "x.sales[2018] > 2 * x.sales[2016]"),
        ("grew", "x.sales[2017] < x.sales[2018]"),
        ("grew every year", "x.sales grew every year"),
        ("fell", "x.fall > 0 %"),
        ("fell by less than a point", "x.fall between 0 % and 1 %"),
        ("grew", "x.multiple > 1"),
        ("slowed", "x.growth[2018] < x.growth[2017]"),
        ("larger", "x.share > x.other"),
        ("no more", "x.share < x.other"),
        ("not larger", "x.share < x.other"),
        ("almost all", "x.share > 95 %"),
        ("almost all", "x.share > 0.95 times"),
        ("most", "x.share > 50 %"),
        ("hardly at all", "x.share < 5 %"),
        ("about half", "x.share between 45 % and 55 %"),
        ("much lower", "x.staff > 10 people"),
        ("less", "x.share = x.other"),
        ("far more because one rose than because the other fell", "x.share > x.other"),
        ("right", "x.share = x.other"),
        ("the largest", "x.share is the largest of (x.share, x.other)"),
        ("higher", "x.share > 20 % or x.other > 20 %"),
    ],
)
def test_words_that_fit_or_that_say_several_things_are_left_alone(words, condition):
    assert not fault(words, condition)


@pytest.mark.parametrize(
    "condition",
    ["1 = 1", "2 % < 3 %", "2018-01-01 < 2019-01-01", "x.share = x.share", "x.share >= x.share", "x.share > 5 % and 1 < 2",
     "1 * x.share = 1 * x.share"],
)  # fmt: skip
def test_a_condition_that_always_holds_says_nothing(condition):
    assert says_nothing(parse_formula(condition))


@pytest.mark.parametrize(
    "condition",
    ["x.share > 5 %", "x.sales[2018] > x.sales[2017]", "x.sales grew every year", "x.share > x.other or 1 = 1"],
)
def test_a_condition_that_may_fail_says_something(condition):
    assert not says_nothing(parse_formula(condition))


def test_both_are_reported_at_the_condition():
    text = 'It {{ "was" if 1 = 1 }} so.\nIt {{ "grew" if x.sales[2018] > 0 USD else "fell" if x.sales[2018] > x.sales[2017] }}.'
    found = [str(one).split(" ")[0] for one in find_misfits_on_page(template(text), FACTBOOK)]
    assert found == ["page.md:1:16:", "page.md:2:54:"]
