"""A formula's value: over numbers, dates and series, or a message that says which part has none."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example import load
from factbook.model.calendar import quantity_of_period
from factbook.model.evaluate import evaluate, evaluate_quantity, evaluate_truth
from factbook.model.formula import FormulaError
from factbook.model.inputs import inputs_of
from factbook.model.parse import parse_formula
from factbook.model.period import parse_period
from factbook.model.quantity import Quantity
from factbook.model.series import Series
from factbook.model.unit import DATE, describe

G = "source: report, confidence: checked, date: 2018"
FACTBOOK = load(
    f"""
two: {{title: T, value: 2, unit: time, {G}}}
minus: {{title: T, value: -3, unit: time, {G}}}
money: {{title: T, value: 10, unit: USD, {G}}}
share: {{title: T, value: 98.4, unit: "%", {G}}}
yearly: {{title: T, by: year, unit: USD a year, {G}, values: {{2015: 10, 2016: 20, 2017: 40, 2018: 30}}}}
costs: {{title: T, by: year, unit: USD a year, {G}, values: {{2016: 5, 2017: 8, 2018: 10, 2019: 1}}}}
old: {{title: T, by: year, unit: USD a year, {G}, values: {{1999: 5}}}}
rising: {{title: T, by: year, unit: USD, {G}, values: {{2015: 1, 2016: 2, 2017: 3}}}}
gap: {{title: T, by: year, unit: USD, {G}, values: {{2015: 1, 2017: 3}}}}
flat: {{title: T, by: year, unit: USD, {G}, values: {{2015: 1, 2016: 1}}}}
unsure: {{title: T, by: year, unit: USD, {G}, values: {{2015: 1, 2016: {{value: 2, bound: about, lower: 0.5, upper: 3}}}}}}
months: {{title: T, by: month, unit: person, {G}, values: {{2018-11: 3, 2018-12: 2, 2019-01: 1}}}}
quarterly: {{title: T, by: quarter, unit: USD a quarter, {G}, values: {{2017Q4: 9, 2018Q1: 1, 2018Q2: 2, 2018Q3: 3, 2018Q4: 4, 2019Q1: 5}}}}
stock: {{title: T, by: quarter, unit: person, at: end, {G}, values: {{2018Q1: 1, 2018Q2: 2, 2018Q3: 3, 2018Q4: 4}}}}
part: {{title: T, by: quarter, unit: USD a quarter, {G}, values: {{2018Q1: 1}}}}
lines: {{title: T, by: category, unit: USD, {G}, values: {{games: 7, chat: 5, pay: 3}}}}
floor: {{title: T, value: 86.5, bound: at least, unit: person, {G}}}
twin: {{title: T, value: 86.5, bound: at least, unit: person, {G}}}
about: {{title: T, value: 300, bound: about, lower: 295, upper: 305, unit: person, {G}}}
sure: {{title: T, value: 300, unit: person, {G}}}
day: {{title: T, value: 2019-03-06, unit: date, {G}}}
other_day: {{title: T, value: 2018-03-17, unit: date, {G}}}
month: {{title: T, value: 2005-12, unit: date, {G}}}
length: {{title: T, value: 354, unit: day, {G}}}
""",
    topic="x",
)


def tree(text):
    return parse_formula(text)


def value(text):
    return evaluate(tree(text), FACTBOOK)


def number(text):
    found = value(text)
    assert isinstance(found, Quantity)
    return found.value


def members(text):
    found = value(text)
    assert isinstance(found, Series)
    return {key: member.value for key, member in found.members.items()}


def refused(text):
    with pytest.raises(FormulaError) as caught:
        value(text)
    return caught.value


# Numbers


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("2 ^ 3 ^ 2", "512"),
        ("-2 ^ 2", "-4"),
        ("2 ^ -1", "0.5"),
        ("x.two * x.two", "4"),
        ("x.two ^ 10", "1024"),
        ("abs(x.minus)", "3"),
        ("abs(x.two)", "2"),
        ("sqrt(x.two * 8)", "4"),
        ("95 %", "0.95"),
        ("x.share", "0.984"),
        ("1 - x.share", "0.016"),
        ("10 billion USD / 2 billion USD", "5"),
        ("x.money / 4 USD", "2.5"),
        ("1 hour / 1 minute", "60"),
        ("max(1, x.two, -3)", "2"),
        ("min(1, x.two, x.minus)", "-3"),
        ("x.yearly[2018]", "30"),
        ("x.lines[games]", "7"),
        ("x.yearly[2018] / x.yearly[2015]", "3"),
    ],
)
def test_a_formula_has_a_value(formula, result):
    assert number(formula) == Decimal(result)


@pytest.mark.parametrize(
    ("formula", "dimension"),
    [
        ("x.money", "USD"),
        ("x.money * x.money", "USD^2"),
        ("x.money / x.sure", "USD per person"),
        ("x.yearly[2018]", "USD per fiscal year"),
        ("x.yearly[2018] * 1 fiscal year", "USD"),
        ("x.quarterly[2018Q4]", "USD per fiscal quarter"),
        ("x.share", "a plain ratio"),
        ("count(x.yearly)", "a plain ratio"),
        ("x.day - x.other_day", "duration"),
        ("x.day + 3 days", "date"),
        ("3 days + x.day", "date"),
    ],
)
def test_a_formula_has_a_dimension(formula, dimension):
    assert describe(value(formula).dimension) == dimension


def test_arithmetic_is_decimal():
    assert value("0.1 + 0.2").value == Decimal("0.3")
    assert value("0.1 + 0.2 = 0.3") is True


def test_a_third_is_known_to_fifty_digits():
    assert str(number("1 / 3")) == "0." + "3" * 50


# Dates


def test_days_between_dates_are_counted():
    assert value("x.day - x.other_day = 354 days") is True
    assert value("x.day - x.other_day = x.length") is True
    assert value("x.other_day - x.day < 0 days") is True


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        ("x.day > x.other_day", True),
        ("x.day = 2019-03-06", True),
        ("x.other_day + 354 days = x.day", True),
        ("x.day - 354 days = x.other_day", True),
        ("x.month < 2006-01-01", True),
        ("x.month > 2005-12-31", False),
        ("x.month < 2005-12-15", None),
        ("x.month = 2005-12-15", None),
        ("x.month >= 2005-12-01", True),
        ("x.month = 2005-12-15 within 31 days", True),
    ],
)
def test_dates_are_compared_as_precisely_as_they_are_known(predicate, truth):
    assert value(predicate) is truth


def test_a_month_lies_between_its_first_and_last_day():
    quantity = quantity_of_period(parse_period("2005-12"))
    assert (quantity.upper - quantity.lower) / 1440 == 30
    assert quantity.lower < quantity.value < quantity.upper
    assert quantity.dimension == DATE


def test_a_day_is_exact():
    assert quantity_of_period(parse_period("2019-03-06")).exact


# Series


def test_arithmetic_goes_member_by_member_over_shared_keys():
    assert members("x.yearly - x.costs") == {"2016": 15, "2017": 32, "2018": 20}
    assert members("x.costs - x.yearly") == {"2016": -15, "2017": -32, "2018": -20}


def test_a_number_meets_every_member():
    assert members("x.yearly * 2") == {"2015": 20, "2016": 40, "2017": 80, "2018": 60}
    assert members("2 * x.yearly") == members("x.yearly * 2")
    assert members("-x.costs")["2019"] == -1
    assert members("abs(-x.costs)") == members("x.costs")


def test_a_series_keeps_what_its_keys_are():
    assert value("x.yearly / x.costs").by == "year"
    assert value("x.quarterly * 2").by == "quarter"
    assert value("2 * x.lines").by == "category"


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("sum(x.yearly)", 100),
        ("mean(x.yearly)", 25),
        ("count(x.yearly)", 4),
        ("first(x.yearly)", 10),
        ("last(x.yearly)", 30),
        ("min(x.yearly)", 10),
        ("max(x.yearly)", 40),
        ("max(x.yearly, x.costs)", 40),
        ("sum(x.lines)", 15),
        ("sum(x.yearly - x.costs)", 67),
        ("max(x.yearly) - min(x.yearly)", 30),
        ("sum(x.old)", 5),
        ("mean(x.old)", 5),
    ],
)
def test_a_series_has_an_aggregate(formula, result):
    assert number(formula) == result


def test_several_members_are_a_series_of_their_own():
    assert members("x.yearly[2016..2018]") == {"2016": 20, "2017": 40, "2018": 30}
    assert members("x.yearly[ 2015 .. 2015 ]") == {"2015": 10}
    assert value("x.yearly[2015..2017] grew every year") is True
    assert value("x.yearly[2016..2018] grew every year") is False
    assert number("sum(x.lines[games..chat])") == 12
    assert inputs_of(tree("x.yearly[2016..2017]"), "", FACTBOOK.values) == ("x.yearly[2016]", "x.yearly[2017]")


def test_the_day_on_which_the_time_of_a_member_ends():
    assert value("when_max(x.yearly) = 2017-12-31") is True
    assert value("when_min(x.yearly) = 2015-12-31") is True
    assert value("when_last(x.months) = 2019-01-31") is True
    assert value("when_max(x.flat) = 2015-12-31") is True, "the first of equal ones"
    assert number("when_last(x.yearly) - when_max(x.yearly)") == 365 * 1440
    assert inputs_of(tree("when_last(x.yearly)"), "", FACTBOOK.values) == ("x.yearly[2018]",)


def test_growth_is_the_change_over_the_member_before():
    assert members("growth(x.yearly)") == {"2016": 1, "2017": 1, "2018": Decimal("-0.25")}


def test_a_year_is_the_sum_of_four_quarters_and_only_of_four():
    year = value("annual(x.quarterly)")
    assert year.by == "year"
    assert {key: member.value for key, member in year.members.items()} == {"2018": 10}
    assert describe(year.members["2018"].dimension) == "USD per fiscal year"


def test_a_year_of_quarters_can_be_compared_with_a_year():
    assert value("annual(x.quarterly) < x.yearly") is True
    assert value("sum(annual(x.quarterly)) = 10 USD a year") is True


# Truth


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        ("x.two > 1", True),
        ("x.two < 1", False),
        ("x.two >= 2", True),
        ("x.two <= 2", True),
        ("x.two = 2", True),
        ("x.two != 2", False),
        ("x.two != 3", True),
        ("x.two between 1 and 3", True),
        ("x.two between 2 and 2", True),
        ("x.two between 3 and 4", False),
        ("x.two = 2.1 within 0.1", True),
        ("x.two = 2.2 within 0.1", False),
        ("x.share > 95 %", True),
        ("x.floor > 80 people", True),
        ("x.floor > 90 people", None),
        ("x.floor < 80 people", False),
        ("x.floor >= 86.5 people", True),
        ("x.floor > 86.5 people", None),
        ("x.about = 300 people", None),
        ("x.about != 300 people", None),
        ("x.about = 400 people", False),
        ("x.about != 400 people", True),
        ("x.about = 300 people within 5 people", True),
        ("x.about = 300 people within 4 people", None),
        ("x.about between 290 people and 310 people", True),
        ("x.about between 299 people and 310 people", None),
        ("x.floor / 2 > 43 people", True),
        ("x.floor * 2 > 174 people", None),
        ("10 people / x.floor < 0.2", True),
    ],
)
def test_a_comparison_is_true_false_or_undecided(predicate, truth):
    assert value(predicate) is truth


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        ("1 > 0 and 2 > 0", True),
        ("1 > 0 and 2 < 0", False),
        ("1 > 0 or 2 < 0", True),
        ("1 < 0 or 2 < 0", False),
        ("not 1 < 0", True),
        ("x.floor > 90 people and 1 > 0", None),
        ("x.floor > 90 people and 1 < 0", False),
        ("x.floor > 90 people or 1 > 0", True),
        ("x.floor > 90 people or 1 < 0", None),
        ("not x.floor > 90 people", None),
        ("not not 1 > 0", True),
    ],
)
def test_logic_has_three_values(predicate, truth):
    assert value(predicate) is truth


def test_a_predicate_over_series_must_hold_for_every_shared_member():
    assert value("x.yearly > x.costs") is True
    assert value("x.yearly > 10 USD a year") is False
    assert value("x.yearly >= 10 USD a year") is True


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        ("x.yearly[2017] is the largest of (x.yearly)", True),
        ("x.yearly[2018] is the largest of (x.yearly)", False),
        ("x.yearly[2015] is the smallest of (x.yearly)", True),
        ("x.yearly[2018] is the largest of (x.costs)", True),
        ("x.lines[games] is the largest of (x.lines[chat], x.lines[pay])", True),
        ("x.lines[games] is the largest of (x.lines, 7 USD)", False),
        ("x.two is the largest of (1, -5)", True),
        ("x.two is the largest of (x.two)", True),
        ("x.two is the largest of (2)", False),
        ("x.flat[2015] is the largest of (x.flat)", False),
        ("x.flat[2015] is the smallest of (x.flat)", False),
        ("x.about is the largest of (x.floor)", None),
        ("x.floor is the largest of (x.floor)", True),
        ("x.floor is the largest of (x.floor, x.twin)", None),
    ],
)
def test_the_largest_is_larger_than_every_other(predicate, truth):
    assert value(predicate) is truth


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        ("x.rising grew every year", True),
        ("x.rising grew every member", True),
        ("x.rising fell every year", False),
        ("x.yearly grew every year", False),
        ("x.yearly fell every year", False),
        ("x.flat grew every year", False),
        ("x.flat fell every year", False),
        ("x.unsure grew every year", None),
        ("x.stock grew every quarter", True),
        ("x.months fell every month", True),
        ("x.gap grew every member", True),
        ("x.lines fell every member", True),
    ],
)
def test_a_series_grew_if_each_member_is_above_the_one_before(predicate, truth):
    assert value(predicate) is truth


@pytest.mark.parametrize(
    ("predicate", "said"),
    [
        ("x.gap grew every year", "the series has nothing between 2015 and 2017"),
        ("x.rising grew every quarter", "this is a series by year"),
        ("x.stock grew every year", "this is a series by quarter"),
        ("x.lines grew every year", "this is a series by category"),
        ("x.two grew every year", "'grew every year' needs a series"),
        ("x.old fell every year", "'fell every year' needs a series"),
    ],
)
def test_every_year_means_every_year(predicate, said):
    error = refused(predicate)
    assert (str(error), error.code, error.column) == (said, "formula-value", predicate.index(" ") + 1)


# What has no value


@pytest.mark.parametrize(
    ("formula", "part", "code", "said"),
    [
        ("x.monney", "x.monney", "unknown-figure", "there is no figure 'x.monney'"),
        ("1 + y.z", "y.z", "unknown-figure", "there is no figure 'y.z'"),
        ("x.money[2018]", "x.money[2018]", "unknown-member", "'x.money' is one number and has no members"),
        ("1 / x.yearly[2014]", "x.yearly[2014]", "unknown-member", "'x.yearly' has no member '2014'"),
        ("1 + 5 dollars", "5", "unknown-unit", "'dollars' is no unit"),
        ("1 + 5 million", "5", "unknown-unit", "'million' is no unit"),
        ("x.money + x.two", "+", "unit-mismatch", "USD and a plain ratio can't be added"),
        ("1 + (x.money > 5 people)", ">", "unit-mismatch", "person and USD can't be compared"),
        ("x.yearly > x.quarterly", ">", "formula-value", "a series by year can't be combined with one by quarter"),
        (
            "x.yearly[2018] - x.quarterly[2018Q1]",
            "-",
            "unit-mismatch",
            "USD per fiscal year and USD per fiscal quarter can't be subtracted",
        ),
        ("x.yearly + x.old", "+", "formula-value", "the series have no member in common"),
        ("x.day + x.other_day", "+", "unit-mismatch", "two dates can't be added"),
        ("x.day * 2", "*", "unit-mismatch", "a date can only be subtracted, compared or moved by a duration"),
        ("-x.day", "-x.day", "unit-mismatch", "a date can only be subtracted, compared or moved by a duration"),
        (
            "x.day + 99999999 days",
            "+",
            "formula-value",
            "the date lies beyond the calendar, which has the years 1 to 9999",
        ),
        ("5 dates", "5", "bad-date", "a number is no date"),
        ("2018-13-01 - x.day", "2018-13-01", "bad-date", "there is no month 13"),
        (
            "1 / (x.two - 2)",
            "/",
            "formula-value",
            "the formula divides by zero, or by a value whose bounds include zero",
        ),
        ("sqrt(x.minus)", "sqrt(x.minus)", "unit-mismatch", "a root can be taken of a ratio that is not negative only"),
        ("sqrt(x.money)", "sqrt(x.money)", "unit-mismatch", "a root can be taken of a ratio that is not negative only"),
        ("2 ^ x.money", "^", "unit-mismatch", "an exponent must be a plain, exact number"),
        ("9 ^ 9 ^ 9", "^", "formula-value", "the exponent 387420489 is beyond 100"),
        ("sum(x.two)", "x.two)", "formula-value", "sum() needs a series"),
        ("x.yearly[2015..2020]", "x.yearly[2015..2020]", "unknown-member", "'x.yearly' has no member '2020'"),
        ("x.yearly[2017..2015]", "x.yearly[2017..2015]", "unknown-member", "'2017' does not come before '2015'"),
        (
            "when_min(x.lines)",
            "when_min(x.lines)",
            "formula-value",
            "the members of a series by category have no dates",
        ),
        ("when_max(x.unsure)", "when_max(x.unsure)", "formula-value", "which member is the largest can't be decided"),
        ("growth(x.old)", "growth(x.old)", "formula-value", "growth() needs two members or more"),
        ("annual(x.yearly)", "annual(x.yearly)", "formula-value", "annual() needs a series by quarter"),
        ("annual(x.part)", "annual(x.part)", "formula-value", "annual() found no year with all four quarters"),
        ("annual(x.stock)", "annual(x.stock)", "unit-mismatch", "annual() needs values 'a quarter'"),
        ("abs(1, 2)", "abs(1,", "formula-syntax", "abs() takes one argument"),
        ("sum(x.yearly, x.costs)", "sum(x.yearly,", "formula-syntax", "sum() takes one argument"),
        ("max(x.money, 2)", "max(x.money,", "unit-mismatch", "USD and a plain ratio can't be compared"),
        ("(x.two > 1) + 1", ">", "formula-syntax", "a comparison can't be calculated with"),
        ("abs(x.two > 1)", ">", "formula-syntax", "a comparison can't be calculated with"),
        ("x.two and 1 > 0", "x.two", "formula-syntax", "'and', 'or' and 'not' join comparisons and not numbers"),
        ("not x.two", "x.two", "formula-syntax", "'and', 'or' and 'not' join comparisons and not numbers"),
        (
            "x.yearly is the largest of (x.costs)",
            "is",
            "formula-value",
            "'is the largest of' compares one number with others",
        ),
        ("x.two is the largest of (x.money)", "is", "unit-mismatch", "USD and a plain ratio can't be compared"),
        ("x.two = 2 within 1 USD", "=", "unit-mismatch", "a plain ratio and USD can't be compared"),
    ],
)
def test_what_has_no_value_is_named_at_its_column(formula, part, code, said):
    error = refused(formula)
    assert (str(error), error.code, error.column) == (said, code, formula.index(part))


def test_an_unknown_figure_has_a_near_name_as_hint():
    assert refused("x.monney").hint == "did you mean 'x.money'?"


def test_an_unknown_member_has_the_known_ones_as_hint():
    assert refused("x.old[2000]").hint == "it has 1999"


def test_a_comparison_is_no_number():
    with pytest.raises(FormulaError, match="this is a comparison where a number is needed"):
        evaluate_quantity(tree("x.two > 1"), FACTBOOK)


def test_a_number_is_no_comparison():
    with pytest.raises(FormulaError, match="this is a number where a comparison is needed") as caught:
        evaluate_truth(tree("x.two + 1"), FACTBOOK)
    assert caught.value.hint == "as in: x > 95 %"


# Whatever comes

PIECES = st.sampled_from(
    [
        "x.two",
        "x.money",
        "x.yearly",
        "x.quarterly",
        "x.lines",
        "x.floor",
        "x.about",
        "x.day",
        "x.yearly[2018]",
        "1",
        "0",
        "-2",
        "95%",
        "3",
        "days",
        "(",
        ")",
        "+",
        "-",
        "*",
        "/",
        "^",
        "<",
        ">",
        "=",
        ">=",
        "!=",
        "and",
        "or",
        "not",
        "between",
        "within",
        "is",
        "the",
        "largest",
        "of",
        "grew",
        "every",
        "year",
        "sum(",
        "max(",
        "growth(",
        "annual(",
        "sqrt(",
        "abs(",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=12).map(" ".join))
@settings(max_examples=300)
def test_every_formula_has_a_value_or_an_error_with_a_column(text):
    try:
        value(text)
    except FormulaError as error:
        assert 0 <= error.column <= len(text)
        assert str(error)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("+-*/^"), st.sampled_from(["x.two", "x.minus", "x.share", "3", "0.5", "x.floor / 1 person"])
        ),
        max_size=8,
    )
)
@settings(max_examples=150)
def test_every_arithmetic_over_ratios_lies_within_its_own_bounds(parts):
    text = "x.two" + "".join(f" {operator} {operand}" for operator, operand in parts)
    try:
        found = value(text)
    except FormulaError:
        return
    assert found.lower <= found.value <= found.upper


# Growth


@pytest.mark.parametrize("values", ["2016: -5, 2017: -10", "2016: -10, 2017: 5", "2016: 0, 2017: 5"])
def test_a_change_from_a_number_that_is_not_above_zero_has_no_percentage(values):
    loss = load(f"loss: {{title: L, by: year, unit: USD, {G}, values: {{{values}}}}}", topic="x")
    with pytest.raises(FormulaError, match="no percentage") as caught:
        evaluate(tree("growth(x.loss)"), loss)
    assert "difference" in caught.value.hint


def test_growth_is_refused_across_a_gap():
    error = refused("growth(x.gap)")
    assert "nothing between 2015 and 2017" in str(error)
    assert error.hint


def test_categories_do_not_follow_each_other():
    assert "by category" in str(refused("growth(x.lines)"))


def test_growth_needs_what_comes_before():
    assert members("growth(x.rising)") == {"2016": 1, "2017": Decimal("0.5")}
