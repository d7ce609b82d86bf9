"""A card shows as many digits as mean something, and a sum that comes out when a reader does it again."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import SHOP, load
from factbook.load.factbook import load_factbook
from factbook.model.quantity import point
from factbook.page.digits import say_input, say_value
from factbook.page.facts import say_formula

PLAIN = str.maketrans({"\u00a0": " "})
MORE = """\
rate: {title: Rate, value: 6.86321, unit: USD, date: 2018, source: report, confidence: checked}
price: {title: Price, value: 12.8, unit: USD, date: 2018, source: report, confidence: checked}
nothing: {title: Nothing, value: 0, unit: thousand people, date: 2018, source: report, confidence: checked}
huge: {title: Huge, value: 123456789012345678901234567890123456789.5, unit: USD, date: 2018, source: report, confidence: checked}
small: {title: Small, value: 0.0000000000000000000000001, unit: time, date: 2018, source: report, confidence: checked}
huger: {title: Huger, formula: shop.huge * 1000.001, unit: USD}
third: {title: A third of the price, formula: shop.price / 3, unit: USD}
many: {title: Much more than the price, formula: shop.price * 123456.789, unit: USD}
share: {title: Part, formula: shop.rate / shop.price, unit: "%"}
split: {title: A third of much more, formula: shop.all / 3, unit: USD}
all: {title: Much more in full, formula: shop.price * 123456.789, unit: USD, show: full 0 digits}
tiny: {title: Small part, formula: shop.rate / shop.price / 1000000, unit: "%"}
grown: {title: Growth, formula: growth(shop.revenue), unit: "%"}
most: {title: Highest, formula: max(shop.revenue), unit: million USD a year}
of_most: {title: Of the highest, formula: shop.revenue / max(shop.revenue), unit: "%"}
"""
FACTBOOK = load(SHOP + MORE)
REAL, _ = load_factbook(Path(__file__).parents[1])
WORTH = {"million": "e6", "billion": "e9", "trillion": "e12", "%": "e-2"}
COUNT = re.compile(r"(?:\$|RMB )?([\d,]+(?:\.\d+)?)(?: (million|billion|trillion))?(%)?")


def sum_of(name, factbook=FACTBOOK):
    """What a card says below the names of a formula."""
    entry = factbook.entries[name]
    _, found, words = unescape(say_formula(entry.formula, entry, factbook)).partition("<br>= ")
    return words.translate(PLAIN) if found else None


# Values


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("shop.revenue[2018]", "160,000,000 USD"),
        ("shop.rate", "6.86321 USD"),
        ("shop.price", "12.80 USD"),
        ("shop.nothing", "0 people"),
        ("shop.huge", "123,456,789,012,345,678,901,234,567,890,123,456,789.50 USD"),
        ("shop.huger", "123,456,912,469,134,691,246,913,469,124,691,346,913,000 USD"),
        ("shop.small", "0.0000000000000000000000001 times"),
        ("shop.third", "4.26667 USD"),
        ("shop.many", "1,580,247 USD"),
        ("shop.share", "53.6188%"),
        ("shop.tiny", "0.0000536188%"),
    ],
)
def test_what_was_recorded_is_whole_and_what_was_computed_has_six_digits(name, words):
    assert say_value(FACTBOOK.entries[name]).translate(PLAIN) == words


def test_a_computed_value_that_is_only_about_right_has_the_digits_of_its_record():
    loose = {name: entry for name, entry in REAL.entries.items() if entry.formula and not entry.quantity.exact}
    said = {name: say_value(entry) for name, entry in loose.items()}
    assert any(words.startswith("about ") for words in said.values())
    assert not [words for words in said.values() if words.startswith("about ") and re.search(r"\.\d{3}", words)]


def test_a_recorded_value_is_never_rounded():
    for entry in REAL.entries.values():
        if not entry.formula and entry.quantity.exact and say_value(entry).endswith("USD"):
            assert Decimal(say_value(entry).split("\u00a0")[0].replace(",", "")) == entry.quantity.value, entry.id


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**90), max_value=10**90), st.data())
def test_any_value_can_be_said(value, data):
    name = data.draw(st.sampled_from(["shop.price", "shop.third", "shop.share", "shop.nothing", "shop.founders"]))
    entry = FACTBOOK.entries[name]
    entry = replace(entry, quantity=point(value, entry.quantity.dimension))
    assert re.search(r"\d", say_value(entry))
    assert re.search(r"\d", say_input(entry))


# Sums


def test_growth_is_spelled_as_the_two_numbers_that_it_compares():
    assert sum_of("shop.grown[2018]") == "$160 million / $100 million − 1"


@pytest.mark.parametrize("name", ["shop.most", "shop.of_most[2018]"])
def test_a_formula_over_a_whole_series_is_no_sum(name):
    assert sum_of(name) is None


def test_a_small_input_has_the_digits_that_the_sum_needs():
    assert sum_of("shop.share") == "$6.86321 / $12.80"
    assert say_input(FACTBOOK.entries["shop.share"]) == "53.619%"
    assert sum_of("shop.split") == "1,580,247 USD / 3"


def test_every_sum_of_plain_numbers_comes_out_as_the_value_that_stands_above_it():
    tried = 0
    for name, entry in REAL.entries.items():
        words = sum_of(name, REAL) if entry.formula and entry.quantity.exact else None
        counted = COUNT.sub(count, words or "x").replace("×", "*").replace("−", "-").replace("^", "**")
        if re.fullmatch(r"[\d.e()+*/ -]+", counted):
            tried += 1
            found = Decimal(eval(counted))  # noqa: S307 (digits and operators, as matched)
            value = entry.quantity.value
            assert abs(found - value) <= abs(value) * Decimal("0.002"), (name, words)
    assert tried > 100


def count(match):
    """A number as Python writes it."""
    return match[1].replace(",", "") + WORTH.get(match[2] or match[3], "")
