"""The folder for other builders holds every number and every bound word of each page, and no link that leads nowhere."""

import html
import posixpath
import re
from pathlib import Path

import markdown
import pytest
import yaml
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from factbook.review.command import main
from factbook.review.menu import read_sections, read_titles
from factbook.review.project import check_project
from factbook.review.settings import read_converter
from factbook.review.store import open_store

ROOT = Path(__file__).parents[1]
STOCK = ["extra", "admonition", "sane_lists", "toc"]
PROJECT = check_project(ROOT, read_converter(ROOT, open_store(ROOT).recall_text))
PAGES = {name: f"{name.rpartition('.')[0]}.md" for name in (*PROJECT.pages, *PROJECT.topics)}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain") / "site"
    said = CliRunner().invoke(main, ["text", str(folder)])
    assert said.exit_code == 0, said.output
    return folder, said.output


def convert(path):
    """A page as stock Python-Markdown makes it of the text alone."""
    text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return LexborHTMLParser(markdown.markdown(text, extensions=STOCK, extension_configs={"toc": {"permalink": False}}))


def plain(words):
    return " ".join(html.unescape(words).replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_each_of_its_numbers_and_bound_words(written, name):
    page = PROJECT.pages.get(name) or PROJECT.topics[name]
    bound = page.fill(PROJECT.factbook)
    path = written[0] / "docs" / PAGES[name]
    said = plain(convert(path).body.text()) + plain(path.read_text(encoding="utf-8").partition("\n---\n")[0])
    said = said.translate(str.maketrans("“”‘’", "\"\"''"))
    wanted = {plain(use.words) for use in (*bound.uses, *bound.claims)}
    assert {words for words in wanted if words.translate(str.maketrans("“”‘’", "\"\"''")) not in said} == set()


def test_no_braces_are_left_but_in_code(written):
    for path in written[0].rglob("*.md"):
        page = convert(path)
        for node in page.css("code, pre"):
            node.decompose()
        assert "{{" not in page.body.text(), path


def test_every_link_leads_to_a_file_and_a_part_of_it(written):
    docs = written[0] / "docs"
    pages = {path.relative_to(docs).as_posix(): convert(path) for path in docs.rglob("*.md")}
    ids = {name: {node.attributes["id"] for node in page.css("[id]")} for name, page in pages.items()}
    for name, page in pages.items():
        for node in page.css("a[href], img[src]"):
            address = node.attributes.get("href") or node.attributes.get("src")
            path, _, part = address.partition("#")
            if re.match(r"[a-z]+:", address):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert (docs / target).is_file(), f"{name}: {address}"
            assert not part or target not in ids or part in ids[target], f"{name}: {address}"


def test_each_number_of_a_chart_is_in_a_table(written):
    assert (written[0] / "docs/data/charts/who_pays.svg").is_file()
    assert "| Facebook | Advertising | 98.5% |" in (written[0] / "docs/index.md").read_text(encoding="utf-8")


def test_the_settings_are_those_of_the_site_in_the_words_of_mkdocs(written):
    settings = yaml.safe_load((written[0] / "mkdocs.yml").read_text(encoding="utf-8"))
    docs = written[0] / settings["docs_dir"]
    assert settings["site_name"]
    assert all((docs / path).is_file() for path in read_titles(settings["nav"]))
    assert "attr_list" in settings["markdown_extensions"]


def test_it_says_what_it_leaves_out(written):
    assert f"{len(PAGES)} pages with " in written[1]
    assert "- what the code of docs/method.py prints\n" in written[1]


def test_a_folder_in_which_something_is_stays_as_it_is(tmp_path):
    (tmp_path / "mine").write_text("mine")
    said = CliRunner().invoke(main, ["text", str(tmp_path)])
    assert (said.exit_code, [path.name for path in tmp_path.iterdir()]) == (1, ["mine"])
    assert "is not empty" in said.output


def test_the_sections_of_a_menu_hold_all_that_is_inside_them():
    nav = [{"Home": "a.md"}, "b.md", {"Story": [{"One": "c.md"}, {"Deep": ["d.md", {"E": "e.md"}]}]}]
    assert read_sections(nav) == {"Pages": ["a.md", "b.md"], "Story": ["c.md", "d.md", "e.md"]}
    assert read_titles(nav) == {"a.md": "Home", "c.md": "One", "e.md": "E"}
    assert (read_sections(None), read_titles(None)) == ({}, {})
