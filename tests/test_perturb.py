"""The proof that text and numbers are in step, on the real site and on a small one that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.present import chart as chart_module
from factbook.review import perturb as perturb_module
from factbook.review.perturb import perturb
from factbook.review.project import Page, check_project, find_root

ROOT = find_root()


def test_every_given_number_of_the_real_site_moves_all_that_rests_on_it():
    project = check_project(ROOT)
    report = perturb(project, ROOT, ROOT / "docs")
    given = [entry for entry in project.factbook.entries.values() if entry.formula is None]
    assert report.problems == []
    assert report.nudged == len(given)
    assert report.counts["moved"] > 0
    assert report.counts["charts"] > 0


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one page over one given and one derived number."""
    for name, text in {
        "data/units.yml": "USD: {title: US dollar, symbol: $, definition: Money.}\n",
        "data/sources.yml": "- {id: a, type: report, title: A report}\n",
        "data/figures/shop.yml": (
            "sales: {title: Sales, value: 900, unit: USD, date: 2018, source: a, confidence: checked}\n"
            "profit: {title: Profit, formula: shop.sales / 3, unit: USD}\n"
        ),
        "docs/index.md": "# Shop\n\nSales of {{ shop.sales }} left {{ shop.profit }}.\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_page_that_is_bound_has_no_problem(small):
    report = perturb(check_project(small), small, small / "docs")
    assert report.problems == []
    assert report.counts["moved"] == 2


def test_a_number_that_stays_is_reported_at_its_place(small, monkeypatch):
    bind = Page.bind
    stale = {}

    def bind_once(page, factbook):
        """A cache that forgets to look at the data."""
        return stale.setdefault(page.name, bind(page, factbook))

    monkeypatch.setattr(Page, "bind", bind_once)
    report = perturb(check_project(small), small, small / "docs")
    assert [str(problem.location) for problem in report.problems] == ["docs/index.md:3:10", "docs/index.md:3:32"]
    assert {problem.code for problem in report.problems} == {"not-in-step"}


def test_a_chart_that_stays_is_reported(small, monkeypatch):
    (small / "data/charts.yml").write_text(
        "sales:\n  kind: columns\n  title: Sales\n  marks:\n"
        "    - {figure: shop.by_year, label: Sales, colour: facebook, shape: bar}\n",
        encoding="utf-8",
    )
    with (small / "data/figures/shop.yml").open("a", encoding="utf-8") as file:
        file.write(
            "by_year: {title: Sales, unit: USD, by: year, source: a, confidence: checked, "
            "values: {2017: 700, 2018: 900}}\n"
        )
    project = check_project(small)
    assert project.problems == []
    assert perturb(project, small, small / "docs").counts["charts"] == 2
    monkeypatch.setattr(perturb_module, "draw_chart", lambda chart, _: chart_module.draw_chart(chart, project.factbook))
    report = perturb(project, small, small / "docs")
    assert len(report.problems) == 2
    assert all("the chart 'sales'" in problem.message for problem in report.problems)
