"""`factbook new` writes a record that the build accepts, or says what is wrong and writes nothing."""

import pytest
from click.testing import CliRunner

import factbook.review.command as command_module
from example import SHOP, SOURCES, UNITS
from factbook.load.factbook import load_factbook
from factbook.review.command import main

GIVEN = ("--title", "Tables: all of them", "--value", "12", "--unit", "person", "--date", "2018", "--source", "report")


@pytest.fixture
def project(tmp_path):
    files = {"units": UNITS, "sources": SOURCES, "figures/shop": f"# The shop.\n{SHOP}"}
    for name, text in files.items():
        path = tmp_path / f"data/{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "docs").mkdir()
    return tmp_path


def run(project, *arguments, answers=None):
    return CliRunner().invoke(main, ["new", *arguments, "--root", str(project)], input=answers)


def data_of(project):
    return {path: path.read_text() for path in (project / "data").rglob("*.yml")}


def test_a_figure_stands_at_the_end_of_its_file_and_the_rest_stays(project):
    before = data_of(project)
    result = run(project, "figure", "shop.tables", *GIVEN, "--confidence", "checked")
    assert result.exit_code == 0, result.output
    assert "{{ shop.tables }}" in result.output
    path = project / "data/figures/shop.yml"
    assert path.read_text() == before.pop(path).rstrip() + (
        "\ntables:\n  title: 'Tables: all of them'\n  unit: person\n  value: 12\n"
        "  source: report\n  confidence: checked\n  date: 2018\n"
    )
    assert before.items() <= data_of(project).items()
    factbook, problems = load_factbook(project)
    assert problems == []
    assert factbook.entries["shop.tables"].quantity.value == 12


def test_a_formula_needs_no_source_and_a_new_topic_gets_a_file(project):
    result = run(
        project,
        "figure",
        "street.twice",
        "--title",
        "Founders and partners",
        "--formula",
        "shop.founders * 2",
        "--unit",
        "person",
    )
    assert result.exit_code == 0, result.output
    assert (project / "data/figures/street.yml").read_text().startswith("# yaml-language-server: $schema=")
    assert load_factbook(project)[0].entries["street.twice"].quantity.value == 8


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("figure", "shop.tables", *GIVEN), "needs the key 'confidence'"),
        (("figure", "shop.tables", *GIVEN, "--confidence", "sure"), "can't be 'sure'"),
        (("figure", "shop.founders", *GIVEN, "--confidence", "checked"), "duplicate-key"),
        (("figure", "shop.b", "--title", "B", "--formula", "shop.none", "--unit", "person"), "no figure 'shop.none'"),
        (("figure", "tables", *GIVEN), "no name for a figure"),
        (("figure", "../x.tables", *GIVEN), "no name for a figure"),
        (("source", "report", "--type", "report", "--title", "T"), "already there"),
        (("source", "post", "--type", "post", "--title", "T", "--url", "ftp://x"), "starts with https://"),
    ],
)  # fmt: skip
def test_what_the_build_would_refuse_is_not_written(project, arguments, said):
    before = data_of(project)
    result = run(project, *arguments)
    assert result.exit_code == 1
    assert said in result.output
    assert data_of(project) == before


def test_a_source_may_wait_for_its_first_use(project):
    flags = ("--type", "post", "--title", "A post", "--container-title", "The Paper", "--url", "https://example.org/p")
    result = run(project, "source", "post-2019", *flags)
    assert result.exit_code == 0, result.output
    source = load_factbook(project)[0].sources["post-2019"]
    assert (source.title, source.publisher, source.url) == ("A post", "The Paper", "https://example.org/p")


def test_on_a_terminal_what_is_missing_is_asked_for(project, monkeypatch):
    asked = []
    answers = {"title": "Chairs", "value": "40", "unit": "person", "date": "2018", "source": "report"}

    def prompt(question, **_):
        key = question.rpartition(" ")[2]
        asked.append(key)
        return answers.get(key, "")

    monkeypatch.setattr(command_module.click, "prompt", prompt)
    monkeypatch.setattr(command_module, "_is_terminal", lambda: True)
    result = run(project, "figure", "shop.chairs", "--confidence", "checked")
    assert result.exit_code == 0, result.output
    assert asked == ["title", "value", "unit", "date", "source", "printed", "printed_in", "place"]
    assert load_factbook(project)[0].entries["shop.chairs"].quantity.value == 40
