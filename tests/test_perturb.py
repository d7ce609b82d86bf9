"""The proof that text and numbers are in step, on the real site and on a small one that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.chart import chart as chart_module
from factbook.export.export import Exporter
from factbook.prose.page import Page
from factbook.review import surface as surface_module
from factbook.review.perturb import perturb
from factbook.review.project import check_project, find_root

ROOT = find_root()


def test_every_given_number_of_the_real_site_moves_all_that_rests_on_it():
    project = check_project(ROOT)
    report = perturb(project, ROOT)
    given = [entry for entry in project.factbook.entries.values() if entry.formula is None]
    assert report.problems == []
    assert report.nudged == len(given)
    for kind in ("page", "chart", "words", "record", "notebook"):
        assert report.counts[kind] > 0, kind


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
    report = perturb(check_project(small), small)
    assert report.problems == []
    assert report.counts["page"] == 2


def test_a_number_that_stays_is_reported_at_its_place(small, monkeypatch):
    fill = Page.fill
    stale = {}

    def fill_once(page, factbook):
        """A cache that forgets to look at the data."""
        return stale.setdefault(page.name, fill(page, factbook))

    monkeypatch.setattr(Page, "fill", fill_once)
    report = perturb(check_project(small), small)
    assert [str(problem.location) for problem in report.problems] == ["docs/index.md:3:10", "docs/index.md:3:32"]
    assert {problem.code for problem in report.problems} == {"not-in-step"}


def add_chart(project):
    (project / "data/charts.yml").write_text(
        "sales:\n  kind: columns\n  title: Sales\n  marks:\n"
        "    - {figure: shop.by_year, label: Sales, colour: first, shape: bar}\n",
        encoding="utf-8",
    )
    with (project / "data/figures/shop.yml").open("a", encoding="utf-8") as file:
        file.write(
            "by_year: {title: Sales, unit: USD, by: year, source: a, confidence: checked, "
            "values: {2017: 700, 2018: 900}}\n"
        )


def test_a_chart_that_stays_is_reported(small, monkeypatch):
    add_chart(small)
    project = check_project(small)
    assert project.problems == []
    moved = perturb(project, small).counts["chart"]
    assert moved == 6, "drawing, picture and table, for each of two years"
    stale = chart_module.draw_chart(project.factbook.charts["sales"], project.factbook)
    monkeypatch.setattr(surface_module, "draw_chart", lambda *_: stale)
    report = perturb(project, small)
    assert len(report.problems) == 4
    assert all("of the chart 'sales' should have moved" in problem.message for problem in report.problems)


def test_a_drawing_that_stays_beside_its_table_is_reported(small, monkeypatch):
    add_chart(small)
    project = check_project(small)
    assert project.problems == []
    assert perturb(project, small).problems == []
    draw, drawing = surface_module.draw_chart, surface_module.DRAWING
    stale = iter(drawing.findall(draw(project.factbook.charts["sales"], project.factbook)) * 1_000)
    monkeypatch.setattr(surface_module, "draw_chart", lambda *given: drawing.sub(lambda _: next(stale), draw(*given)))
    messages = {problem.message for problem in perturb(project, small).problems}
    assert {message.partition(" should")[0] for message in messages} == {"the drawing of the chart 'sales'"}


def test_a_record_that_stays_is_reported_and_so_is_one_that_moves_with_another_number(small, monkeypatch):
    make = Exporter.figure
    monkeypatch.setattr(Exporter, "figure", lambda self, entry: {"id": entry.id, "value": 900})
    said = [str(problem) for problem in perturb(check_project(small), small).problems]
    assert any("the record of shop.sales should have moved with shop.sales" in line for line in said)
    with (small / "data/figures/shop.yml").open("a", encoding="utf-8") as file:
        file.write("rent: {title: Rent, value: 7, unit: USD, date: 2018, source: a, confidence: checked}\n")
    monkeypatch.setattr(
        Exporter, "figure", lambda self, entry: {**make(self, entry), "note": str(self.factbook.values["shop.rent"])}
    )
    said = [str(problem) for problem in perturb(check_project(small), small).problems]
    assert any("the record of shop.sales moved, and nothing that it rests on did" in line for line in said)


def test_a_caption_with_a_number_of_another_figure_is_reported(small, monkeypatch):
    (small / "docs/index.md").write_text("# Shop\n\n![Sales of {{ shop.sales }}](a.png)\n", encoding="utf-8")
    assert perturb(check_project(small), small).problems == []
    fill = Page.fill

    def meddle(page, factbook):
        bound = fill(page, factbook)
        bound.uses.clear()
        return bound

    monkeypatch.setattr(Page, "fill", meddle)
    said = [str(problem) for problem in perturb(check_project(small), small).problems]
    assert [line.partition("\n")[0] for line in said] == [
        "docs/index.md:1:1: the text around the numbers moved, and nothing that it rests on did [not-in-step]"
    ]


NOTEBOOK = """# %% [markdown]
# # Shop

# %%
from factbook.load.factbook import load_factbook
from factbook.model.look import Look
from factbook.prose.number import format_entry
from factbook.review.project import find_root

factbook, _ = load_factbook(find_root())
entry = factbook.entries["shop.profit"]
print("shop.profit", format_entry(entry, Look()))
"""


def test_what_a_notebook_prints_moves_with_the_numbers_that_it_names(small):
    (small / "docs/method.py").write_text(NOTEBOOK, encoding="utf-8")
    report = perturb(check_project(small), small)
    assert report.problems == []
    assert report.counts["notebook"] == 1


def test_a_number_typed_into_what_a_notebook_prints_is_reported(small):
    text = NOTEBOOK.replace("format_entry(entry, Look())", "'$300', Look and format_entry")
    (small / "docs/method.py").write_text(text.replace(", Look and format_entry", ""), encoding="utf-8")
    (problem,) = perturb(check_project(small), small).problems
    assert problem.message == "the line 'shop.profit $300' should have moved with shop.sales"
    assert problem.location.path == "docs/method.py"


def test_a_notebook_that_prints_what_it_does_not_name_is_reported(small):
    with (small / "data/figures/shop.yml").open("a", encoding="utf-8") as file:
        file.write("rent: {title: Rent, value: 7, unit: USD, date: 2018, source: a, confidence: checked}\n")
    text = (
        NOTEBOOK
        + 'print([figure.members for name, figure in factbook.figures.items() if "rent" in name][0][""].given.value)\n'
    )
    (small / "docs/method.py").write_text(text, encoding="utf-8")
    (problem,) = perturb(check_project(small), small).problems
    assert problem.message == "its output moved with numbers that it does not name"
