"""Records that cannot be are refused where they stand."""

from datetime import date

import pytest

from example import GIVEN, SOURCES, UNITS, load, problems_of
from factbook.load.factbook import parse_factbook

TODAY = date(2026, 11, 27)


def problems(figures, sources=SOURCES):
    texts = {"data/units.yml": UNITS, "data/sources.yml": sources, "data/figures/x.yml": figures}
    return [str(problem) for problem in parse_factbook(texts, today=TODAY)[1]]


def figure(value="5", unit="person", when="2018", more="", given=GIVEN):
    return f"y: {{title: Y, value: {value}, unit: {unit}, date: {when}, {given}{more}}}"


@pytest.mark.parametrize("when", ["2026-11-28", "2026-12", "2027Q1", "2999"])
def test_nothing_is_true_for_a_day_that_has_not_come(when):
    (problem,) = problems(figure(when=when))
    assert "which has not come yet" in problem
    assert problem.startswith("data/figures/x.yml:1:")


@pytest.mark.parametrize("when", ["2026-11-27", "2026-11", "2026Q4", "2026"])
def test_the_day_itself_has_come(when):
    assert not problems(figure(when=when), SOURCES.replace("issued: 2019-01-30", "issued: 2026-11-27"))


def test_an_assumption_may_be_of_the_future():
    assert not problems(figure(when="2030", given="source: report, confidence: assumed"))


@pytest.mark.parametrize("when", ["2019-01-31", "2019-02", "2019Q2", "2020"])
def test_no_source_knows_what_comes_after_it(when):
    (problem,) = problems(figure(when=when))
    assert "its source was issued before, on 2019-01-30" in problem


@pytest.mark.parametrize(
    ("when", "given"),
    [
        ("2019-01-30", GIVEN),
        ("2019", GIVEN),
        ("2020", "source: paper, confidence: checked"),
        ("2020", "source: [report, paper], confidence: checked"),
    ],
)
def test_a_source_without_a_day_or_of_the_day_is_no_problem(when, given):
    assert not problems(figure(when=when, given=given))


def test_a_date_may_lie_after_the_law_that_sets_it():
    assert not problems(f"y: {{title: Y, value: 2020-05-25, unit: date, {GIVEN}}}")


@pytest.mark.parametrize(
    ("unit", "when"), [("USD a quarter", "2018"), ("USD a year", "2018Q4"), ("million USD a year", "2018-12")]
)
def test_money_of_a_quarter_is_not_dated_by_a_year(unit, when):
    (problem,) = problems(figure(unit=unit, when=when))
    assert "counts what comes in a" in problem


@pytest.mark.parametrize(
    ("unit", "when", "title"),
    [
        ("USD a quarter", "2018Q4", "Y"),
        ("USD a year", "2018", "Y"),
        ("USD a year", "2018-12-31", "Y"),
        ("USD a year", "2018Q4", "Yearly rate of Y"),
        ("USD", "2018Q4", "Y"),
    ],
)
def test_what_fits_its_time_is_accepted(unit, when, title):
    assert not problems(figure(unit=unit, when=when).replace("title: Y", f"title: {title}"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (", bound: less than", "nothing is less than 0 here"),
        (", bound: about, lower: 0, upper: 0", "'about' needs limits that lie apart"),
        (", bound: about", "'about' needs 'lower' or 'upper'"),
    ],
)
def test_a_bound_leaves_something_between(more, said):
    (problem,) = problems(figure(value="0", more=more))
    assert said in problem


def test_a_lower_bound_below_the_unit_is_refused():
    (problem,) = problems(figure(more=", bound: about, lower: -1, upper: 7"))
    assert "can't be below 0" in problem


def test_more_than_nothing_is_something():
    factbook = load(figure(value="0", more=", bound: more than"), topic="x")
    assert factbook.entries["x.y"].quantity.lower_open


def test_a_check_that_names_no_figure_is_refused():
    (problem,) = problems_of("", checks="- {holds: 1 = 1, why: So.}")
    assert problem.endswith("[claim-empty]")
