"""Units say what may be added or compared, and how many base units a number stands for."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import load
from factbook.model.unit import DURATION, RATIO, describe, multiply

UNITS = load().units


def parse(text):
    return UNITS.parse(text)


@pytest.mark.parametrize(
    ("text", "factor", "dimension"),
    [
        ("USD", "1", "USD"),
        ("million USD", "1000000", "USD"),
        ("billion USD", "1000000000", "USD"),
        ("trillion USD", "1000000000000", "USD"),
        ("thousand people", "1000", "person"),
        ("people", "1", "person"),
        ("person", "1", "person"),
        ("%", "0.01", "a plain ratio"),
        ("per cent", "0.01", "a plain ratio"),
        ("percentage points", "0.01", "a plain ratio"),
        ("time", "1", "a plain ratio"),
        ("minutes", "1", "duration"),
        ("hours", "60", "duration"),
        ("day", "1440", "duration"),
        ("weeks", "10080", "duration"),
        ("million USD a year", "1000000", "USD per fiscal year"),
        ("million USD a quarter", "1000000", "USD per fiscal quarter"),
        ("USD per share", "1", "USD per share"),
        ("USD a year per monthly user", "1", "USD per fiscal year per monthly user"),
        ("USD per monthly user a year", "1", "USD per fiscal year per monthly user"),
        ("% daily user per monthly user", "0.01", "daily user per monthly user"),
        ("billion monthly users", "1000000000", "monthly user"),
        ("CNY per USD", "1", "CNY per USD"),
        ("USD per hour", None, "USD per duration"),
        ("fiscal quarters per fiscal year", "1", "fiscal quarter per fiscal year"),
        ("USD per year", None, "USD per duration"),
        ("  million   USD  a   year ", "1000000", "USD per fiscal year"),
    ],
)
def test_a_unit_text_has_a_factor_and_a_dimension(text, factor, dimension):
    measure = parse(text)
    assert describe(measure.dimension) == dimension
    if factor:
        assert measure.factor == Decimal(factor)


def test_time_below_the_line_divides():
    assert parse("USD per hour").factor == Fraction(1, 60)


def test_the_same_unit_above_and_below_is_a_ratio():
    assert parse("USD per USD").dimension == RATIO


def test_a_week_below_the_line_is_a_duration():
    assert parse("USD a week").dimension == parse("USD per week").dimension == (("USD", 1), ("duration", -1))


def test_a_year_of_business_is_no_year_of_the_calendar():
    assert parse("USD a year").dimension != parse("USD per year").dimension


def test_a_quarter_of_money_is_no_year_of_money():
    assert parse("USD a quarter").dimension != parse("USD a year").dimension


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("dollars", "dollars"),
        ("million", "million"),
        ("million dollars", "dollars"),
        ("USD per head", "head"),
        ("USD a fortnight", "fortnight"),
        ("millions USD", "millions USD"),
        ("million million USD", "million USD"),
        ("usd", "usd"),
        ("USD per", "USD per"),
        ("", ""),
        ("per USD", "per USD"),
        ("% USD per head", "head"),
    ],
)
def test_an_unknown_word_is_named(text, word):
    with pytest.raises(LookupError) as caught:
        parse(text)
    assert caught.value.args == (word,)


def test_a_unit_knows_how_it_was_written():
    measure = parse("million USD a year")
    assert (measure.text, measure.multiplier, measure.head.name) == ("million USD a year", "million", "USD")
    assert [unit.name for unit in measure.per] == ["fiscal year"]


def test_hints_list_units_in_order():
    assert UNITS.known_words() == sorted(UNITS.by_name)


@pytest.mark.parametrize(
    ("dimension", "words"),
    [
        ((), "a plain ratio"),
        ((("USD", 1),), "USD"),
        ((("USD", 2),), "USD^2"),
        ((("USD", -1),), "one per USD"),
        ((("USD", 1), ("fiscal year", -1)), "USD per fiscal year"),
        ((("USD", 1), ("person", 1), ("share", -2)), "USD times person per share^2"),
    ],
)
def test_a_dimension_reads_in_words(dimension, words):
    assert describe(dimension) == words


DIMENSIONS = st.dictionaries(st.sampled_from("abcd"), st.integers(-3, 3).filter(bool), max_size=3).map(
    lambda powers: tuple(sorted(powers.items()))
)


@given(DIMENSIONS, DIMENSIONS)
def test_multiplying_dimensions_is_commutative(left, right):
    assert multiply(left, right) == multiply(right, left)


@given(DIMENSIONS, DIMENSIONS)
def test_dividing_undoes_multiplying(left, right):
    assert multiply(multiply(left, right), right, -1) == left


@given(DIMENSIONS)
def test_a_ratio_changes_nothing(dimension):
    assert multiply(dimension, RATIO) == dimension
    assert multiply(dimension, dimension, -1) == RATIO


def test_a_duration_is_a_kind_of_its_own():
    assert parse("days").dimension == DURATION


@given(st.text(max_size=30))
def test_arbitrary_text_is_a_unit_or_a_lookup_error(text):
    try:
        parse(text)
    except LookupError as error:
        assert isinstance(error.args[0], str)
