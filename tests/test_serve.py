"""While a person edits, nothing stops: the last good numbers stay, and each page says what to mend."""

import json
import os
import subprocess
import sys

import pytest
from selectolax.lexbor import LexborHTMLParser

import test_sites

# What `mkdocs serve` does, without its server: it starts once and builds whenever a file was saved.
SERVE = """
import json, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

pages = []
for number, (path, text) in enumerate([("", ""), *json.load(sys.stdin)]):
    if path:
        Path(path).write_text(text)
    config = load_config("mkdocs.yml", site_dir=f"served{number}")
    if not number:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    pages.append({page.relative_to(config.site_dir).as_posix(): page.read_text() for page in Path(config.site_dir).rglob("*.html")})
print(json.dumps(pages))
"""
SHOP = (test_sites.SITES / "_base/data/figures/shop.yml").read_text(encoding="utf-8")
PAGE = "# More\n\nOf {{ shop.founders }}.\n"


@pytest.fixture
def serve(tmp_path):
    """The pages of a first build and of one after each saved file."""
    test_sites.lay_out("everywhere", tmp_path)
    (tmp_path / "docs/more.md").write_text(PAGE)

    def run(*saved):
        done = subprocess.run(
            [sys.executable, "-c", SERVE],
            cwd=tmp_path,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            input=json.dumps(saved),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return [
            {name: LexborHTMLParser(html) for name, html in pages.items()} for pages in json.loads(done.stdout)
        ], done.stderr

    run.folder = tmp_path
    return run


def value(page):
    return page.css_first("main data.figure").attributes["value"]


def banner(page):
    found = page.css_first(".problems[role=alert]")
    return found and found.text()


def test_a_new_number_shows_at_once(serve):
    (first, second), _said = serve(("data/figures/shop.yml", SHOP.replace("value: 4,", "value: 5,")))
    assert (value(first["more/index.html"]), value(second["more/index.html"])) == ("4", "5")
    assert banner(second["more/index.html"]) is None


def test_broken_data_leaves_the_last_good_numbers_and_says_what_to_mend(serve):
    broken = SHOP.replace("value: 4,", "value: four,")
    (_, second, third), said = serve(
        ("data/figures/shop.yml", broken), ("data/figures/shop.yml", SHOP.replace("value: 4,", "value: 6,"))
    )
    problem = "data/figures/shop.yml:24:36"
    assert value(second["more/index.html"]) == "4"
    for page in ("index.html", "more/index.html"):
        assert problem in banner(second[page])
        assert "'four' is not a number as we write them" in banner(second[page])
    assert problem in said
    assert value(third["more/index.html"]) == "6"
    assert banner(third["more/index.html"]) is None


def test_a_broken_page_shows_where_it_is_broken(serve):
    (_, second, third), _ = serve(
        ("docs/more.md", PAGE + "\nAnd {{ shop.foundrs }} too.\n"), ("docs/more.md", PAGE + "\nAnd more.\n")
    )
    page = second["more/index.html"]
    assert "docs/more.md:5:5" in banner(page)
    assert page.css_first("mark.problem").text() == "{{ shop.foundrs }}"
    assert value(page) == "4"
    assert banner(third["more/index.html"]) is None
    assert "And more." in third["more/index.html"].text()


def test_data_that_is_broken_from_the_start_does_not_stop_the_server(serve):
    (serve.folder / "data/figures/shop.yml").write_text("revenue: [")
    (first, second), _ = serve(("data/figures/shop.yml", SHOP))
    assert "data/figures/shop.yml:2:1" in banner(first["more/index.html"])
    assert value(second["more/index.html"]) == "4"
    assert banner(second["more/index.html"]) is None


def test_the_real_site_is_not_touched(serve):
    serve()
    assert not (serve.folder / "site").exists()
    assert not list(serve.folder.glob(".s*"))


def test_a_page_whose_name_is_no_text_is_left_out_and_named(serve):
    (_, pages), _said = serve(("docs/\udcff.md", "# A"))
    assert r"docs/\udcff.md:1:1" in banner(pages["index.html"])
    assert not [name for name in pages if "\udcff" in name]


def test_pipes_and_links_are_left_out_and_named(serve):
    (serve.folder / "docs/assets").mkdir(exist_ok=True)
    os.mkfifo(serve.folder / "docs/pipe.md")
    os.mkfifo(serve.folder / "docs/assets/pipe.png")
    (serve.folder / "docs/away").symlink_to("/etc")
    (pages,), _said = serve()
    for name in ("docs/pipe.md", "docs/assets/pipe.png", "docs/away"):
        assert f"{name}:1:1" in banner(pages["index.html"])
    assert not (serve.folder / "served0/away").exists()
