"""The times that documents state are read in their own words."""

import pytest

from factbook.model.period import parse_period
from factbook.model.stated_time import agree, find_periods, read_date


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("three months ended December 31, 2018", "2018-10-01", "2018-12-31"),
        ("Year Ended 31 December 2018", "2018-01-01", "2018-12-31"),
        ("six months ended June 30, 2018", "2018-01-01", "2018-06-30"),
        ("fourth quarter of 2018", "2018-10-01", "2018-12-31"),
        ("4Q18", "2018-10-01", "2018-12-31"),
        ("Q4 2018", "2018-10-01", "2018-12-31"),
        ("2018年第四季度", "2018-10-01", "2018-12-31"),
        ("2018年12月31日", "2018-12-31", "2018-12-31"),
        ("Sept. 2016", "2016-09-01", "2016-09-30"),
        ("as of December 31st, 2018", "2018-12-31", "2018-12-31"),
        ("table of 2018", "2018-01-01", "2018-12-31"),
    ],
)
def test_a_time_is_found_in_words(text, start, end):
    (found,) = find_periods(text)
    assert (str(found.start), str(found.end)) == (start, end)


def test_numbers_that_are_no_years_are_none():
    assert find_periods("page 1,999, row 2018.5, $2018, 0.2018") == []
    assert find_periods("February 31, 2018") == []


@pytest.mark.parametrize(
    ("text", "issued", "day"),
    [
        ("Friday", "2019-03-08", "2019-03-08"),
        ("on Wednesday", "2019-03-08", "2019-03-06"),
        ("March 6", "2019-03-08", "2019-03-06"),
        ("Dec. 30", "2019-01-02", "2018-12-30"),
        ("July 10th", "2020-07-02", "2020-07-10"),
        ("Feb. 19", "2014-10", "2014-02-19"),
        ("March 17", "2018", "2018-03-17"),
        ("31 January", "2022-02", "2022-01-31"),
        ("yesterday", "2019-03-08", "2019-03-07"),
        ("In August", "2013", "2013-08"),
    ],
)
def test_the_time_of_issue_tells_what_a_date_leaves_out(text, issued, day):
    assert read_date(text, parse_period(issued)) == parse_period(day)


def test_a_weekday_in_a_month_is_the_nearest_before():
    month, day = parse_period("2019-03"), parse_period("2019-03-08")
    assert read_date("Friday", month, day) == day
    assert read_date("Monday", month, day) == parse_period("2019-03-04")
    assert read_date("someday", month, day) is None
    assert read_date("Friday") is None


def test_a_flow_is_of_exactly_its_time_and_a_count_of_one_that_holds_it():
    year, quarter, day = parse_period("2018"), parse_period("2018Q4"), parse_period("2018-12-31")
    assert agree(year, year, is_flow=True)
    assert not agree(year, quarter, is_flow=True)
    assert not agree(quarter, year, is_flow=True)
    assert agree(day, quarter, is_flow=False)
    assert agree(quarter, day, is_flow=False)
    assert not agree(day, parse_period("2017"), is_flow=False)
