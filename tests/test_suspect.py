"""A check that fails names the member, both values, and the number that was changed last, once."""

import pytest

from committed import begin, change, commit
from example import SOURCES, UNITS, problems_of
from factbook.review.project import check_project

PARTS = """
total: {title: Total, unit: million USD a year, by: year, source: report, confidence: checked, values: {2017: 55838, 2018: 100}}
food: {title: Food, unit: million USD a year, by: year, source: report, confidence: checked, values: {2017: 54838, 2018: 60}}
rest: {title: Rest, unit: million USD a year, by: year, source: report, confidence: checked, values: {2017: 0, 2018: 40}}
share: {title: Share, unit: "%", formula: shop.food / shop.total}
floor: {title: Floor, value: 90, bound: at least, unit: person, date: 2018, source: report, confidence: checked}
day: {title: Day, value: 2018-03-01, unit: date, source: report, confidence: checked}
"""


@pytest.mark.parametrize(
    ("predicate", "against"),
    [
        ("shop.food + shop.rest = shop.total", "2017: 54,838 is not 55,838 million USD a year"),
        ("shop.total grew every year", "2018: 100 is not more than 55,838 million USD a year in 2017"),
        ("shop.rest fell every year", "2018: 40 is not less than 0 million USD a year in 2017"),
        ("shop.food[2018] > shop.total[2018]", "60 is not more than 100 million USD a year"),
        ("shop.share > 70 %", "2018: 60 is not more than 70 %"),
        ("shop.food[2018] between 1 million USD a year and 2 million USD a year", "60 is not between 1 and 2 million USD a year"),
        ("shop.food[2018] = 60 million USD a year and shop.rest[2018] < 40 million USD a year", "40 is not less than 40 million USD a year"),
        ("shop.food[2018] = shop.total[2018] within 1 million USD a year", "60 is not 100 million USD a year"),
        ("shop.day > 2019-01-01", "that day is not more than that day"),
    ],
)  # fmt: skip
def test_a_check_that_fails_names_the_member_and_both_values(predicate, against):
    (said,) = problems_of(PARTS, checks=f"- holds: {predicate}\n  why: So it is.\n")
    assert f"does not hold: {against} [check-broken]" in said


def test_what_bounds_leave_open_is_told_with_them():
    (said,) = problems_of(PARTS, checks="- holds: shop.floor > 95 person\n  why: So it is.\n")
    assert "within the bounds of its figures: about 90 is not more than 95 person [check-broken]" in said


def test_logic_that_fails_in_any_of_many_ways_is_told_as_before():
    (said,) = problems_of(
        PARTS, checks="- holds: shop.day < 2018-01-01 or shop.food[2018] > shop.total[2018]\n  why: X.\n"
    )
    assert said.endswith("does not hold [check-broken]")


FIGURES = """sales:
  title: Sales
  unit: million USD a year
  by: year
  source: report
  confidence: checked
  values:
    2017: 10
    2018: 20
food: {title: Food, value: 12, unit: million USD a year, date: 2018, source: report, confidence: checked}
rest: {title: Rest, value: 8, unit: million USD a year, date: 2018, source: report, confidence: checked}
both: {title: Both, formula: shop.food + shop.rest, unit: million USD a year}
"""
CHECKS = """- holds: shop.both = shop.sales[2018]
  why: A sum.
- holds: shop.food < shop.sales[2018]
  why: A part.
- holds: shop.rest < shop.food
  why: Less.
- holds: shop.sales grew every year
  why: It grew.
"""


@pytest.fixture
def project(tmp_path):
    files = {
        "data/figures/shop.yml": FIGURES,
        "data/checks.yml": CHECKS,
        "data/units.yml": UNITS,
        "data/sources.yml": SOURCES,
    }
    page = "# Shop\n\nIt took {{ shop.food }} [@paper].\n"
    return begin(tmp_path / "shop", files | {"docs/index.md": page, "mkdocs.yml": "site_name: Shop\n"})


def problems(root):
    return [problem for problem in check_project(root).problems if problem.code == "check-broken"]


def test_the_number_that_was_changed_last_is_named_once_for_all_its_checks(project):
    assert problems(project) == []
    change(project, "data/figures/shop.yml", "2018: 20", "2018: 2")
    (problem,) = problems(project)
    assert problem.hint.startswith(
        "shop.sales[2018] was changed last: look at data/figures/shop.yml:9 first; for the same reason the checks on "
        "lines 3, 7 fail. "
    )
    commit(project)
    assert problems(project) == [problem]


def test_a_check_of_other_numbers_is_told_for_itself(project):
    change(project, "data/figures/shop.yml", "value: 12", "value: 7")
    change(project, "data/checks.yml", "shop.sales grew", "shop.sales fell")
    first, other = problems(project)
    assert first.hint.startswith("shop.food was changed last")
    assert other.location.line == 7
    assert other.hint == "It grew. Look at the figures it names"


def test_without_git_the_checks_are_told_each_for_itself(project):
    change(project, "data/figures/shop.yml", "2018: 20", "2018: 2")
    (project / ".git").rename(project / "git")
    assert [problem.location.line for problem in problems(project)] == [1, 3, 7]


def test_texts_are_judged_with_broken_checks_and_typed_numbers_with_any_data(project):
    page = project / "docs/index.md"
    page.write_text('# Shop\n\n{{ "Much" if shop.food > 15 million USD a year }} and 99 more [@paper].\n')
    change(project, "data/figures/shop.yml", "2018: 20", "2018: 2")
    assert {problem.code for problem in check_project(project).problems} == {
        "check-broken",
        "claim-broken",
        "bare-number",
    }
    change(project, "data/figures/shop.yml", "unit: million USD", "unit: million XYZ")
    assert {problem.code for problem in check_project(project).problems} == {"unknown-unit", "bare-number"}
