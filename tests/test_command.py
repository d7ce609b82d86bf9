"""The command line says what the build says, and explains a number down to its sources."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from example import SHOP, SOURCES, UNITS, load
from factbook.review.command import explain, main

HOOKS = Path(__file__).parents[1] / "hooks"


@pytest.fixture
def project(tmp_path):
    """A folder with the shop's data and one page."""
    files = {
        "data/units.yml": UNITS,
        "data/sources.yml": SOURCES,
        "data/figures/shop.yml": SHOP,
        "docs/index.md": "Of {{ shop.founders | words }} and {{ shop.share_of_food[2018] }}.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def said(result):
    return result.output.replace("\u00a0", " ")


def test_check_counts_what_it_looked_at(project):
    result = run("check", "--root", project)
    assert (result.exit_code, result.output) == (
        0,
        "12 numbers, 2 uses on 1 pages: all in order\n0 of 10 recorded numbers are located in their sources\n",
    )


def test_check_lists_all_problems_with_hints_and_fails(project):
    (project / "docs/index.md").write_text("Of {{ shop.foundrs }}\n\nand {{ shop.closd }}")
    result = run("check", "--root", project)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "docs/index.md:1:4: there is no figure 'shop.foundrs' [unknown-figure]\n"
        "    hint: did you mean 'shop.founders'?\n"
        "docs/index.md:3:5: there is no figure 'shop.closd' [unknown-figure]\n"
        "    hint: did you mean 'shop.closed'?\n"
    )


def test_show_explains_a_given_number(project):
    result = run("show", "shop.founders", "--root", project)
    assert result.exit_code == 0
    for words in ("4 people", "Founders", "1995", "Annual Report", "https://example.org/report", "shop.founders"):
        assert words in said(result)


def test_show_explains_a_derived_number_down_to_its_sources(project):
    result = run("show", "shop.share_of_food[2017]", "--root", project)
    for words in ("97%", "shop.food / shop.revenue", "$97 million", "$100 million", "Annual Report", "A Paper Writes"):
        assert words in said(result)


def test_show_lists_the_numbers_of_a_series(project):
    text = said(run("show", "shop.revenue", "--root", project))
    for words in ("$80 million", "$100 million", "$160 million"):
        assert words in text


def test_show_tells_where_a_number_is_used(project):
    assert "index.md" in said(run("show", "shop.founders", "--root", project))


@pytest.mark.parametrize("name", ["shop.foundrs", "shop.revenue[1999]", "", "x"])
def test_show_does_not_know_every_name(project, name):
    result = run("show", name, "--root", project)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"there is no figure '{name}'")
    assert result.stdout == ""


def test_show_suggests_a_near_name(project):
    assert "did you mean 'shop.founders'?" in run("show", "shop.foundrs", "--root", project).stderr


def test_an_explanation_goes_down_line_by_line():
    factbook = load()
    assert explain(factbook.entries["shop.share_of_food[2018]"], factbook).replace("\u00a0", " ") == (
        "shop.share_of_food[2018] = 95%  (Share of food in the revenue, 2018; noted from the source, not located in it)\n"
        "  = shop.food / shop.revenue   [data/figures/shop.yml:21:12]\n"
        "    shop.food[2018] = $152 million  (The shop’s revenue from food, 2018; noted from the source, not located in it)\n"
        "      from Annual Report, Securities Office https://example.org/report\n"
        "    shop.revenue[2018] = $160 million  (The shop’s revenue, 2018; noted from the source, not located in it)\n"
        "      from Annual Report, Securities Office https://example.org/report"
    )


def test_an_explanation_of_what_rests_on_the_same_numbers_again_and_again_ends():
    figures = "a0: {title: A, value: 1, unit: time, source: report, confidence: checked, date: 2018}\n"
    figures += "b0: {title: B, value: 1, unit: time, source: report, confidence: checked, date: 2018}\n"
    for number in range(1, 1500):
        before = f"shop.a{number - 1} / shop.b{number - 1}"
        figures += f"a{number}: {{title: A, formula: {before}, unit: time}}\n"
        figures += f"b{number}: {{title: B, formula: {before}, unit: time}}\n"
    factbook = load(figures)
    assert len(explain(factbook.entries["shop.a1499"], factbook).splitlines()) < 12_000


def test_help_names_the_commands():
    result = run("--help")
    assert result.exit_code == 0
    for command in ("check", "show", "perturb"):
        assert re.search(rf"^  {command}\b", result.output, re.MULTILINE)


def test_the_command_runs_as_a_module(project):
    command = [sys.executable, "-m", "factbook", "check", "--root", str(project)]
    done = subprocess.run(command, env={"PYTHONPATH": str(HOOKS)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (
        0,
        "12 numbers, 2 uses on 1 pages: all in order\n0 of 10 recorded numbers are located in their sources\n",
    )
