"""A period is read as it is written and knows its first and last day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.model.period import parse_period


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2018-12-31", date(2018, 12, 31), date(2018, 12, 31), "day"),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31), "month"),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28), "month"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2018Q1", date(2018, 1, 1), date(2018, 3, 31), "quarter"),
        ("2018Q2", date(2018, 4, 1), date(2018, 6, 30), "quarter"),
        ("2018Q3", date(2018, 7, 1), date(2018, 9, 30), "quarter"),
        ("2018Q4", date(2018, 10, 1), date(2018, 12, 31), "quarter"),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "year"),
        ("1995", date(1995, 1, 1), date(1995, 12, 31), "year"),
        ("2000-02-29", date(2000, 2, 29), date(2000, 2, 29), "day"),
    ],
)
def test_a_period_has_its_days_and_its_precision(text, start, end, precision):
    period = parse_period(text)
    assert (period.start, period.end, period.precision) == (start, end, precision)


@pytest.mark.parametrize("text", ["2018-12-31", "2018-12", "2018Q4", "2018Q1", "2018"])
def test_a_period_is_written_as_it_was_read(text):
    assert parse_period(text).text == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a date is written"),
        ("31.12.2018", "a date is written"),
        ("2018-1-1", "a date is written"),
        ("18", "a date is written"),
        ("0999", "a date is written"),
        ("3000", "a date is written"),
        ("2018Q5", "a date is written"),
        ("2018q4", "a date is written"),
        ("2018-12-31T00:00", "a date is written"),
        (" 2018", "a date is written"),
        ("2018\n", "a date is written"),
        ("٢٠١٨", "a date is written"),
        ("2٠18", "a date is written"),
        ("2018-13", "there is no month 13"),
        ("2018-00", "there is no month 0"),
        ("2018-02-29", "there is no day 29 in that month"),
        ("1900-02-29", "there is no day 29 in that month"),
        ("2018-04-31", "there is no day 31 in that month"),
        ("2018-04-00", "there is no day 0 in that month"),
        ("2018-13-01", "there is no month 13"),
    ],
)
def test_what_is_no_date_is_refused_in_plain_words(text, said):
    with pytest.raises(ValueError, match=said):
        parse_period(text)


def test_a_stock_is_counted_on_the_last_day():
    assert parse_period("2018Q3").last_day() == parse_period("2018-09-30")
    assert parse_period("2018").last_day().text == "2018-12-31"


def test_periods_sort_by_their_first_day():
    texts = ["2017Q4", "2018", "2018-02", "2018Q2", "2018-04-02"]
    assert [period.text for period in sorted(map(parse_period, reversed(texts)))] == texts


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_reads_back(day):
    period = parse_period(day.isoformat())
    assert (period.start, period.end, period.text) == (day, day, day.isoformat())


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(["year", "quarter", "month"]))
def test_every_day_lies_in_its_year_quarter_and_month_only(day, precision):
    text = {
        "year": f"{day.year}",
        "quarter": f"{day.year}Q{(day.month + 2) // 3}",
        "month": f"{day.year}-{day.month:02}",
    }[precision]
    period = parse_period(text)
    assert period.text == text
    assert period.start <= day <= period.end
    assert period.start.day == 1
    assert (period.end - period.start).days in {"year": (364, 365), "quarter": (89, 90, 91), "month": (27, 28, 29, 30)}[
        precision
    ]


@given(st.text(max_size=12))
def test_arbitrary_text_is_a_period_or_a_value_error(text):
    try:
        assert parse_period(text).text == text
    except ValueError as error:
        assert str(error).startswith(("a date", "there is no"))
