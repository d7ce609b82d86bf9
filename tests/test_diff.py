"""What a change does to readers is told from git alone, and what strangers committed stays words."""

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from committed import begin, change, git, write
from factbook.review.command import main
from factbook.review.diff import compare_projects
from factbook.review.history import read_revision
from factbook.review.project import check_project
from factbook.review.report import format_diff
from factbook.review.settings import find_docs

UNITS = "USD: {title: US dollar, symbol: $, definition: Money.}\n'%': {title: per cent, measures: ratio, scale: 0.01, definition: A part.}\n"
SHOP = """sales: {title: Sales, value: 900, unit: USD, date: 2018, source: a, confidence: checked}
profit: {title: Profit, formula: shop.sales / 3, unit: USD}
years: {title: Sales, unit: USD, by: year, source: a, confidence: checked, values: {2017: 700, 2018: 900}}
"""
PAGE = """# Shop

## Money

Sales of {{ shop.sales }} left {{ shop.profit }}. It {{ "grew" if shop.years[2018] > shop.years[2017] else "shrank" }}.
The door is green.

{{ chart sales }}
"""
FILES = {
    "data/units.yml": UNITS,
    "data/sources.yml": "- {id: a, type: report, title: A report}\n",
    "data/figures/shop.yml": SHOP,
    "data/charts.yml": "sales: {kind: columns, title: Sales, marks: [{figure: shop.years, label: Sales, colour: first}]}\n",
    "docs/index.md": PAGE,
    "mkdocs.yml": "site_name: Shop\n",
}


@pytest.fixture
def shop(tmp_path):
    return begin(tmp_path / "shop", FILES)


def diff(root, revision="HEAD", *options, status=0):
    done = CliRunner().invoke(main, ["diff", revision, "--root", str(root), *options])
    assert done.exit_code == status, done.output
    return done.output


def test_no_change_is_said_so(shop):
    assert diff(shop) == "Nothing changes for readers.\n"


def test_a_changed_number_shows_with_what_follows_from_it_and_each_sentence_that_says_it(shop):
    change(shop, "data/figures/shop.yml", "value: 900", "value: 960")
    said = diff(shop)
    assert (
        "- `shop.sales`\n    - before: $900; 900 USD; 2018; a; not located\n    - after: $960; 960 USD; 2018; a; not located\n"
        in said
    )
    follows = said.partition("## Figures that follow from them")[2]
    assert "- `shop.profit`\n    - before: $300;" in follows
    assert (
        "- `docs/index.md, Money`\n    - before: Sales of $900 left $300.\n    - after: Sales of $960 left $320.\n"
        in said
    )
    assert "Pages: `docs/index.md`." in said
    assert "door" not in said


def test_of_two_claims_with_one_condition_each_is_compared_with_itself(shop):
    condition = "if shop.years[2018] > shop.years[2017] else"
    write(shop, {"docs/index.md": f'It {{{{ "rose" {condition} "fell" }}}}, to {{{{ "more" {condition} "less" }}}}.\n'})
    git(shop, "commit", "-qam", "Say it twice")
    change(shop, "docs/index.md", "It ", "In all it ")
    assert "## Claims" not in diff(shop)
    change(shop, "data/figures/shop.yml", "2018: 900", "2018: 600")
    claims = diff(shop).partition("## Claims in words")[2]
    assert "- before: rose" in claims
    assert "- after: fell (" in claims
    assert "- before: more" in claims
    assert "- after: less (" in claims


def test_a_claim_that_flips_and_a_chart_that_moves_are_told(shop):
    change(shop, "data/figures/shop.yml", "2018: 900}", "2018: 600}")
    said = diff(shop)
    assert "- before: grew\n    - after: shrank (" in said
    assert "| `sales: shop.years[2018]` | $900 | $600 |\n" in said


def test_a_sentence_is_told_beside_the_one_that_it_replaces(shop):
    old = "The door is green."
    change(shop, "docs/index.md", old, "A bell was hung.\n\nThe door is now red.")
    said = diff(shop)
    assert "- before: none\n    - after: A bell was hung.\n" in said
    assert f"- before: {old}\n    - after: The door is now red.\n" in said


def test_charts_are_written_side_by_side(shop, tmp_path):
    styles = Path(__file__).parents[1] / "theme/assets/charts.css"
    write(shop, {"theme/assets/charts.css": styles.read_text(encoding="utf-8")})
    change(shop, "data/figures/shop.yml", "2018: 900}", "2018: 600}")
    folder = tmp_path / "charts"
    assert f"side by side in {folder}/index.html." in diff(shop, "HEAD", "--pictures", str(folder))
    page = LexborHTMLParser((folder / "index.html").read_text(encoding="utf-8"))
    assert [image.attributes["src"] for image in page.css("section img")] == ["sales-before.svg", "sales-after.svg"]
    before, after = (read_words(folder / image.attributes["src"]) for image in page.css("img"))
    assert "$900" in before
    assert "$900" not in after
    assert "$600" in after


def test_a_chart_that_is_new_has_one_picture_and_without_a_change_there_is_none(shop, tmp_path):
    styles = Path(__file__).parents[1] / "theme/assets/charts.css"
    write(shop, {"theme/assets/charts.css": styles.read_text(encoding="utf-8")})
    folder = tmp_path / "charts"
    diff(shop, "HEAD", "--pictures", str(folder))
    assert not folder.exists()
    change(
        shop, "data/charts.yml", "sales: {", "more: {kind: table, title: More, marks: [{figure: shop.years}]}\nsales: {"
    )
    diff(shop, "HEAD", "--pictures", str(folder))
    page = LexborHTMLParser((folder / "index.html").read_text(encoding="utf-8"))
    assert [words.text() for words in page.css("section > figure > figcaption")] == ["Before: there is none", "After"]
    assert "$700" in page.css_first("table").text()


def read_words(picture):
    return " ".join(ET.parse(picture).getroot().itertext())


def test_a_claim_that_comes_closer_to_breaking_is_told(shop):
    change(shop, "data/figures/shop.yml", "2018: 900}", "2018: 710}")
    claims = diff(shop).partition("## Claims in words")[2]
    assert "- `docs/index.md, “grew”, margin`\n    - before: 22.2%\n    - after: 1.4%" in claims


def test_added_and_removed_figures_have_one_side(shop):
    change(
        shop,
        "data/figures/shop.yml",
        "sales: {",
        "rent: {title: Rent, value: 5, unit: USD, date: 2018, source: a, confidence: checked}\nsales: {",
    )
    assert "- `shop.rent`\n    - before: none\n    - after: $5" in diff(shop)
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "Second")
    change(shop, "data/figures/shop.yml", "rent: {", "fee: {")
    assert "- `shop.rent`\n    - before: $5; 5 USD; 2018; a; not located\n    - after: none" in diff(shop)
    assert "shop.rent" not in diff(shop, "HEAD~1")


def test_an_edit_that_stops_the_build_is_told_with_its_place(shop):
    change(shop, "docs/index.md", "The door is green.", "The door cost 93 dollars.")
    said = diff(shop)
    assert "## Problems that stop the build" in said
    assert "docs/index.md:6:15: hard-coded number" in said


def test_data_that_todays_code_cannot_read_is_told_and_the_rest_compared(shop):
    change(shop, "data/figures/shop.yml", "unit: USD}", "unit: UDS}")
    git(shop, "commit", "-qam", "Broken")
    change(shop, "data/figures/shop.yml", "unit: UDS}", "unit: USD}")
    said = diff(shop)
    assert "The data of 'HEAD' has problems for today's code:" in said
    assert "'UDS' is no unit" in said
    assert "- `shop.profit`\n    - before: none\n    - after: $300" in said


@pytest.mark.parametrize("revision", ["nowhere", "--output=evil", "HEAD:data", "-h", ""])
def test_what_is_no_commit_is_refused(shop, revision):
    done = CliRunner().invoke(main, ["diff", "--root", str(shop), "--", revision])
    assert done.exit_code == 1
    assert "can't read" in done.output
    assert sorted(path.name for path in shop.iterdir()) == [".git", "data", "docs", "mkdocs.yml"]


def test_a_committed_link_is_not_followed(shop):
    Path(shop, "docs/secret.md").symlink_to("/etc/hostname")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "Link")
    Path(shop, "docs/secret.md").unlink()
    assert diff(shop) == "Nothing changes for readers.\n"


def test_words_of_strangers_stay_words_in_the_summary(shop):
    change(shop, "docs/index.md", "The door is green.", "The door ![x](https://e.org/a.png) is @everyone <b>red</b>.")
    said = diff(shop).partition("## Problems")[0]
    assert "<b>" not in said
    assert "@everyone" not in said
    assert "](http" not in said


def test_a_terminal_gets_colours_and_no_escapes_of_markdown_or_of_strangers(shop):
    change(shop, "docs/index.md", "The door is green.", "The *door*\x1b[31m is_red [here].")
    project = check_project(shop)
    with TemporaryDirectory() as folder:
        read_revision(shop, "HEAD", Path(folder), find_docs)
        said = format_diff(compare_projects(check_project(Path(folder)), project), colour=True)
    assert "\x1b[32mafter: The door [31m is_red [here].\x1b[0m" in said


def test_without_git_it_says_so(tmp_path):
    write(tmp_path, FILES)
    done = CliRunner().invoke(main, ["diff", "HEAD", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert "can't read 'HEAD'" in done.output
