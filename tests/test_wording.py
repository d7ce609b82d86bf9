"""Conditions and formulas are said in words and signs, names in quotation marks, brackets only where they count."""

import pytest

from example import SHOP, load
from factbook.model.condition import settle_not
from factbook.model.parse import FUNCTIONS, parse_formula
from factbook.page.wording import FUNCTIONS as SAID
from factbook.page.wording import quote_name, say_condition, say_formula

FACTBOOK = load(SHOP)
NAME = quote_name(FACTBOOK)


def plain(words):
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ("shop.share_of_food[2018] > 94.5 %", "“Share of food in the revenue (2018)” is more than 94.5%"),
        ("not shop.founders > 5 people", "“Founders” is at most 5 people"),
        ("shop.opened < 2010-01-02", "“The day the shop opened” is before 2 January 2010"),
        ("shop.founders between 1 person and 6 people", "“Founders” is between 1 person and 6 people"),
        ("shop.founders = 5 people within 2 people", "“Founders” is within 2 people of 5 people"),
        ("not shop.founders = 5 people within 0 people", "“Founders” is not within 0 people of 5 people"),
        ("shop.revenue[2016..2018] grew every year", "“The shop’s revenue (from 2016 to 2018)” grew every year"),
        ("not shop.revenue fell every year", "“The shop’s revenue” did not fall every year"),
        (
            "shop.revenue[2018] is the largest of (shop.revenue)",
            "“The shop’s revenue (2018)” is the largest of “The shop’s revenue”",
        ),
        (
            "shop.founders > 1 person and (shop.founders < 9 people or shop.founders = 10 people)",
            "“Founders” is more than 1 person and (it is less than 9 people or it is 10 people)",
        ),
        (
            "not (shop.founders > 5 people or shop.founders > 6 people)",
            "“Founders” is at most 5 people and it is at most 6 people",
        ),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_words(predicate, words):
    assert plain(say_condition(settle_not(parse_formula(predicate)), FACTBOOK, NAME)) == words


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("shop.founders * 2 + 1 person", "“Founders” × 2 + 1 person"),
        ("2 * (shop.founders + 1 person)", "2 × (“Founders” + 1 person)"),
        ("shop.founders - (1 person - 2 people)", "“Founders” − (1 person − 2 people)"),
        ("shop.founders / 2 / 3", "“Founders” ÷ 2 ÷ 3"),
        ("shop.revenue[2018] * 1 fiscal year", "“The shop’s revenue (2018)”"),
        ("-shop.founders", "−“Founders”"),
        ("max(shop.founders, 2 people)", "the largest of “Founders” and 2 people"),
        ("growth(shop.revenue)", "the growth of “The shop’s revenue”"),
        (
            "count_up_to(shop.revenue, 5 USD a year)",
            "the number of values of “The shop’s revenue” that are at most $5",
        ),
        ("160.5 million USD a year", "$160.5 million"),
    ],
)
def test_a_formula_is_said_in_signs_with_the_brackets_that_count(formula, words):
    assert plain(say_formula(parse_formula(formula), FACTBOOK, NAME)) == words


def test_every_function_has_words():
    assert sorted(SAID) == sorted(FUNCTIONS)


def test_names_are_text_and_no_markup():
    factbook = load("y: {title: '<b>&', value: 1, unit: person, date: 2018, source: report, confidence: checked}")
    assert say_condition(parse_formula("shop.y > 0 people"), factbook, quote_name(factbook)) == (
        "“&lt;b&gt;&amp;” is more than 0\u00a0people"
    )
