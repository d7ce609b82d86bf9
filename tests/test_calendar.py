"""A year, a quarter and a month are steps of the calendar."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from example import GIVEN, UNITS, load, problems_of, value_of, words
from factbook.model.arithmetic import add, negate
from factbook.model.formula import FormulaError
from factbook.model.quantity import MINUTES_A_DAY, measured, point
from factbook.model.unit import DATE

MORE = (
    UNITS
    + """
month: {title: month, measures: duration, scale: 43830, definition: A month of the calendar.}
quarter: {title: quarter, measures: duration, scale: 131490, definition: Three months of the calendar.}
"""
)
FACTBOOK = load(
    f"""
begun: {{title: B, value: 2018-01-01, unit: date, {GIVEN}}}
ended: {{title: E, value: 2019-01-01, unit: date, {GIVEN}}}
leap: {{title: L, value: 2016-02-29, unit: date, {GIVEN}}}
vague: {{title: V, value: 2018-03, unit: date, {GIVEN}}}
held: {{title: H, formula: x.ended - x.begun, unit: day}}
years: {{title: Y, formula: x.ended - x.begun, unit: year}}
half: {{title: Y, formula: 2019-07-02 - 2018-01-01, unit: year}}
term: {{title: T, value: 3, unit: year, {GIVEN}, date: 2018}}
later: {{title: T, formula: x.leap + 1 year, unit: date}}
""",
    topic="x",
    units=MORE,
)
DAYS = [date(2016, 1, 1) + timedelta(days=at) for at in range(5 * 365 + 2)]


def value(text):
    return value_of(text, FACTBOOK)


def day(text):
    return date.fromordinal(int(value(text).value) // MINUTES_A_DAY).isoformat()


def refused(text):
    with pytest.raises(FormulaError) as caught:
        value(text)
    return caught.value


@pytest.mark.parametrize("years", [1, -1, 4])
def test_each_day_some_years_on_keeps_its_day_and_month(years):
    step = measured(Decimal(years), FACTBOOK.measure("years"))
    for one in DAYS:
        minutes = Decimal(one.toordinal() * MINUTES_A_DAY)
        moved = date.fromordinal(int(add(point(minutes, DATE), step).value) // MINUTES_A_DAY)
        last = (one.month, one.day) == (2, 29) and moved.year % 4
        assert (moved.year, moved.month, moved.day) == (one.year + years, one.month, 28 if last else one.day)
        if not last:
            back = add(point(Decimal(moved.toordinal() * MINUTES_A_DAY), DATE), negate(step))
            assert back.value == minutes


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("2016-01-01 + 1 year", "2017-01-01"),
        ("2019-03-01 + 1 year", "2020-03-01"),
        ("2018-12-31 + 2 years", "2020-12-31"),
        ("2020-01-01 - 1 year", "2019-01-01"),
        ("2016-02-29 + 1 year", "2017-02-28"),
        ("2016-02-29 + 4 years", "2020-02-29"),
        ("2018-01-31 + 1 month", "2018-02-28"),
        ("2018-11-30 + 1 quarter", "2019-02-28"),
        ("2018-03-31 - 1 month", "2018-02-28"),
        ("x.begun + x.term", "2021-01-01"),
        ("x.begun + 2 * x.term", "2024-01-01"),
        ("x.begun + 1.5 years", "2019-07-01"),
        ("x.begun + 30 days", "2018-01-31"),
        ("x.begun + x.held", "2019-01-01"),
    ],
)
def test_a_date_and_a_length_is_the_day_that_people_mean(text, result):
    assert day(text) == result


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("2019-01-01 - 2018-01-01 >= 1 year", True),
        ("2017-01-01 - 2016-01-01 >= 1 year", True),
        ("2018-12-31 - 2018-01-01 >= 1 year", False),
        ("2019-01-01 - 2018-01-01 = 1 year", True),
        ("2017-01-01 - 2016-01-01 = 1 year", True),
        ("2017-01-01 - 2016-01-01 = 366 days", True),
        ("2019-01-01 - 2018-01-01 > 1 year", False),
        ("2019-01-01 - 2018-01-01 != 1 year", False),
        ("2020-02-29 - 2019-02-28 = 1 year", False),
        ("2017-02-28 - 2016-02-29 >= 1 year", True),
        ("2018-04-01 - 2018-01-01 = 1 quarter", True),
        ("2018-03-01 - 2018-02-01 = 1 month", True),
        ("x.held >= 1 year", True),
        ("x.years = 1 year", True),
        ("x.years < x.term", True),
        ("1 year > 364 days", True),
        ("1 year > 365 days", None),
        ("1 year <= 366 days", True),
        ("4 years = 1461 days", None),
        ("12 months = 1 year", True),
        ("x.ended - x.begun = 1 year within 1 day", True),
        ("2019-01-03 - 2018-01-01 = 1 year within 1 day", False),
        ("x.vague - 2017-03-31 >= 11 months", True),
        ("x.vague - 2017-03-15 >= 1 year", None),
        ("x.vague + 1 year > 2019-02-28", True),
    ],
)
def test_a_length_is_decided_by_the_calendar(text, truth):
    assert value(text) is truth


def test_a_time_between_dates_reads_in_years_of_the_calendar():
    entries = FACTBOOK.entries
    assert (entries["x.years"].quantity.value, entries["x.held"].quantity.value) == (525_960, 525_600)
    half = entries["x.half"].quantity
    assert half.exact
    assert round(half.value / 525_960, 3) == Decimal("1.499")


def test_a_day_that_its_month_lacks_says_so():
    assert "last day" in FACTBOOK.entries["x.later"].note.text
    assert FACTBOOK.entries["x.begun"].note is None


def test_a_date_does_not_move_by_a_part_of_a_month():
    error = refused("x.begun + 0.3 years")
    assert "whole years, quarters or months" in str(error)
    assert "days" in error.hint


@pytest.mark.parametrize("text", ["2999-01-01 + 7001 years", "2018-01-01 + 9000 years"])
def test_no_date_lies_beyond_the_calendar(text):
    assert "beyond the calendar" in str(refused(text))


def test_a_year_of_another_length_is_refused():
    units = UNITS.replace("scale: 525960", "scale: 525600")
    assert any("[bad-number]" in problem for problem in problems_of("", units=units))


def test_a_length_in_years_reads_as_it_was_given():
    assert words("year", "2.5", "", ", date: 2018") == "2.5 years"
