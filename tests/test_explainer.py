"""An explainer about something else needs no change of code, and shows no word of the one that this is."""

import os
import re
import subprocess
import sys

import pytest
from selectolax.lexbor import LexborHTMLParser

from test_sites import ROOT, SITES, steps

OTHERS = re.compile(r"facebook|wechat|tencent|zuckerberg|\barticles?\b|machine translation", re.IGNORECASE)
OURS = (".html", ".json", ".xml", ".txt", ".csv", ".md", ".atom", ".svg", ".css")
THEME = ("assets/javascripts", "assets/stylesheets/main", "assets/stylesheets/palette")
LISTS = ("claims", "figures", "glossary", "sources", "timeline", "changes", "ledger")


def read_trams():
    folder = SITES / "trams"
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def build(root, files):
    """The site of some files."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        filled = text.replace("HOOKS", ", ".join(steps())).replace("THEME", str(ROOT / "theme"))
        path.write_text(filled, encoding="utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def find_others(site):
    """Words of the real site in what a build wrote."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix in OURS and not name.startswith(THEME):
            text = path.read_text(encoding="utf-8")
            for words in read_words(text) if path.suffix == ".html" else [text]:
                yield from (
                    f"{name}: {words[max(0, at.start() - 60) : at.end() + 20]}" for at in OTHERS.finditer(words)
                )


def read_words(html):
    """What a reader or a program meets of a page: elements may be called as the paper is."""
    page = LexborHTMLParser(html)
    for node in page.css("meta[property='og:type'], script:not([type='application/ld+json']), style"):
        node.decompose()
    yield page.root.text(separator=" ")
    for node in page.css("*"):
        yield from (value for value in node.attributes.values() if value)


def test_another_explainer_shows_no_word_of_this_one(tmp_path):
    site = build(tmp_path, read_trams())
    assert list(find_others(site)) == []
    for name in LISTS:
        assert (site / name / "index.html").is_file()
    ledger = LexborHTMLParser((site / "ledger/index.html").read_text(encoding="utf-8"))
    assert [node.attributes["id"] for node in ledger.css(".ledger-claim")] == ["R1", "R2"]
    assert ledger.css_first(".claim-numbers span").text().startswith("The speech: 50")
    assert ledger.css_first("h2#riders").text().startswith("Who rides")
    told = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8")).css_first(".told")
    assert "How the speech fares here" in told.text()


def test_it_needs_no_ledger(tmp_path):
    files = read_trams()
    del files["data/ledger.yml"], files["docs/ledger.md"]
    files["data/charts.yml"] = files["data/charts.yml"].partition("\n")[0] + "\n"
    site = build(tmp_path, files)
    assert list(find_others(site)) == []
    assert not (site / "ledger").exists()


@pytest.mark.parametrize("described", [True, False])
def test_one_page_and_one_figure_are_a_site(tmp_path, described):
    files = read_trams()
    few = {name: files[name] for name in ("mkdocs.yml", "data/units.yml")}
    few["data/sources.yml"] = "- {id: count, type: report, title: A count of riders}\n"
    few["data/figures/trams.yml"] = (
        "riders: {title: Riders, value: 30, unit: person, date: 2020, source: count, confidence: checked}\n"
    )
    few["docs/index.md"] = "# Trams\n\nOn a day {{ trams.riders }} ride.\n"
    if described:
        few["data/site.yml"] = "publisher: The friends of the tram\n"
    site = build(tmp_path, few)
    assert list(find_others(site)) == []
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert pages == ["404.html", "figures/trams/index.html", "index.html"]
    links = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8")).css("article a[href]")
    assert links
    assert [link.html for link in links if not link.attributes["href"]] == []
