"""What readers take along: a card and a page for each claim, charts to embed, and citations for programs."""

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

import test_explainer
from example import UNITS, load
from factbook.chart.chart import draw_chart
from factbook.chart.light import light_styles
from factbook.export.bare import POLICY, write_bare, write_styles
from factbook.export.claim_card import draw_claim_card, say
from factbook.export.embed import embed_chart
from factbook.load.factbook import load_factbook
from factbook.page.cite import Work, cite_bibtex, cite_csl, cite_plain
from factbook.review import ahead
from factbook.review import edition as editions
from factbook.review.ahead import Ahead
from factbook.review.store import Store

ROOT = Path(__file__).parents[1]
CSS = (ROOT / "theme/assets/charts.css").read_text(encoding="utf-8")
STYLES = light_styles(CSS)
FACTBOOK = load_factbook(ROOT)[0]
ADDRESS = "https://example.org/claim/X/"
WORK = Work("shop.share", "dataset", "A & B_c: 5%", "The {shop}", "Doe's ~ \\ Sons", "https://example.org/a/#b")


def draw(claim, factbook=FACTBOOK):
    return draw_claim_card(claim, factbook, "The site", ADDRESS, STYLES)


# Cards


@pytest.mark.parametrize("claim", FACTBOOK.ledger, ids=lambda claim: claim.id)
def test_a_card_says_the_claim_the_verdict_the_reason_and_the_sources_within_its_edges(claim):
    picture = draw(claim)
    lines = ET.fromstring(picture.text).findall(".//{*}text")
    words = " ".join(" ".join(line.text for line in lines).split())
    assert (picture.width, picture.height) == (1200, 630)
    assert f"{say(claim.claim, FACTBOOK)}." in words
    assert say(claim.reason, FACTBOOK) in words
    assert claim.verdict.capitalize() in words
    assert ADDRESS in words
    assert all(FACTBOOK.sources[name].title in words for name in claim.sources)
    foot = re.search(r'<g transform="translate\(0 ([\d.]+)\)">', picture.text)
    above = [float(line.get("y")) for line in lines[: -len(re.findall("<text", picture.text[foot.start() :]))]]
    assert max(above) < float(foot[1]) + 10, "the reason runs into the sources"


def test_a_card_shows_both_numbers_where_there_are_both():
    words = re.findall(r">([^<>]+)</text>", draw(next(claim for claim in FACTBOOK.ledger if claim.id == "R10")).text)
    assert words[words.index("The article") : words.index("The article") + 4] == [
        "The article",
        "93%",
        "On record",
        "98.4%",
    ]


def test_words_of_data_are_no_markup_in_a_card():
    factbook = load(
        units=UNITS + "claim: {title: claim, definition: A statement.}",
        ledger="- {id: R1, section: revenue, claim: 'It <b> & sold', verdict: wrong, reason: 'No </svg>.'}",
        site="{sections: {revenue: Revenue}}",
    )
    text = draw(factbook.ledger[0], factbook).text
    assert "It <b> & sold." in [line.text for line in ET.fromstring(text).findall(".//{*}text")]


def test_a_second_build_paints_nothing(tmp_path, monkeypatch):
    picture, store = draw(FACTBOOK.ledger[0]), Store(tmp_path, "code")
    painted = editions.paint_stored(picture, 1, store)
    monkeypatch.setattr(editions, "paint", lambda *_: pytest.fail("painted again"))
    assert editions.paint_stored(picture, 1, store) == painted


def test_what_is_painted_ahead_is_there_when_it_is_asked_for(tmp_path, monkeypatch):
    pictures, store = [draw(claim) for claim in FACTBOOK.ledger[:2]], Store(tmp_path, "code")
    Ahead(pictures, store).wait()
    monkeypatch.setattr(editions, "paint", lambda *_: pytest.fail("painted again"))
    assert all(editions.paint_stored(picture, 1, store).startswith(b"\x89PNG") for picture in pictures)
    monkeypatch.setattr(ahead.subprocess, "Popen", lambda *_, **__: pytest.fail("nothing is left to paint"))
    Ahead(pictures, store).wait()
    Ahead(pictures, Store()).stop()


# Citations


def test_a_work_is_cited_in_words():
    assert cite_plain(WORK) == "“A & B_c: 5%.” The {shop}. https://example.org/a/#b"


def test_signs_that_mean_something_in_latex_are_words_in_bibtex():
    assert cite_bibtex(WORK) == (
        "@misc{shop.share,\n"
        "  title = {{A \\& B\\_c: 5\\%}},\n"
        "  author = {{Doe's \\textasciitilde{} \\textbackslash{} Sons}},\n"
        "  howpublished = {The \\textbraceleft{}shop\\textbraceright{}},\n"
        "  url = {https://example.org/a/#b},\n"
        "}\n"
    )


def test_words_with_braces_end_no_field_of_bibtex():
    odd = replace(WORK, title="Few }}, note = {More", site="{{", publisher="}}}")
    depths, depth = set[int](), 0
    for sign in cite_bibtex(odd).rstrip()[:-1]:
        depth += (sign == "{") - (sign == "}")
        depths.add(depth if sign in "{}" else 1)
    assert (depth, min(depths)) == (1, 1)
    assert cite_bibtex(odd).count(" = {") == 4


def test_csl_is_a_list_of_one_item():
    assert json.loads(cite_csl(WORK)) == [
        {
            "id": "shop.share",
            "type": "dataset",
            "title": "A & B_c: 5%",
            "container-title": "The {shop}",
            "author": [{"literal": "Doe's ~ \\ Sons"}],
            "URL": "https://example.org/a/#b",
        }
    ]


# Charts on other pages


def test_a_chart_to_embed_has_its_source_and_a_policy_and_no_script():
    chart = FACTBOOK.charts["who_pays"]
    page = write_bare(embed_chart(chart, draw_chart(chart, FACTBOOK), FACTBOOK, ADDRESS), "../style.css", "The <site>")
    tree = LexborHTMLParser(page)
    assert "script" not in page
    assert tree.css_first("meta[http-equiv]").attributes["content"] == POLICY
    assert "script-src" not in POLICY
    assert POLICY.startswith("default-src 'none'")
    assert "Sources: Facebook Reports" in tree.css_first(".chart-source").text()
    assert tree.css_first(".from a").attributes["href"] == ADDRESS
    assert tree.css_first(".from a").text() == "The <site>"
    assert not re.search(r'\sstyle="', page), "the policy forbids styles in attributes"


def test_a_chart_to_embed_follows_the_colours_of_the_reader():
    path, sheet = write_styles(CSS)
    assert re.fullmatch(r"embed/style\.[0-9a-f]{8}\.css", path)
    assert "data-md-color-scheme" not in sheet
    dark = re.search(r"@media screen and \(prefers-color-scheme: dark\)\s*\{\s*\.chart \{(.*?)\}", sheet, re.DOTALL)
    assert re.findall(r"--[\w-]+", dark[1]) == re.findall(
        r"--[\w-]+(?=:)", re.search(r"\.chart \{(.*?)\}", CSS, re.DOTALL)[1]
    )


# A whole site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return test_explainer.build(tmp_path_factory.mktemp("trams"), test_explainer.read_trams())


def links(site, page, selector):
    tree = LexborHTMLParser((site / page / "index.html").read_text(encoding="utf-8"))
    return [(site / page / link.attributes["href"]).resolve() for link in tree.css(f"{selector} a[href]")]


def test_each_verdict_has_a_link_to_share_and_a_picture_to_save(site):
    page, picture, *rest = links(site, "ledger", ".claim-share")
    assert len(rest) == 2
    assert (page, picture) == (site / "claim/R1", site / "assets/claims/R1.png")
    assert picture.read_bytes()[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    shared = LexborHTMLParser((page / "index.html").read_text(encoding="utf-8"))
    meta = {node.attributes.get("property"): node.attributes["content"] for node in shared.css("meta[property]")}
    assert meta["og:image"] == "https://example.org/assets/claims/R1.png"
    assert meta["og:url"] == "https://example.org/claim/R1/"
    assert meta["og:title"].startswith("The speech: ")
    assert shared.css_first(".from a").attributes["href"] == "https://example.org/ledger/#R1"


def test_each_page_and_chart_is_cited_by_files_that_are_there(site):
    pages = [(page, block) for page in ("", "ledger", "figures") for block in (".cite", ".chart-reuse")]
    found = [path for page, block in pages for path in links(site, page, block)]
    assert {path.suffix for path in found} == {".bib", ".json"}
    assert all(path.is_file() for path in found)
    entry = (site / "data/cite/ledger.bib").read_text(encoding="utf-8")
    assert "url = {https://example.org/ledger/}" in entry


def test_a_chart_tells_the_address_under_which_others_can_show_it(site):
    for page in site.glob("embed/*/index.html"):
        codes = [
            code.text()
            for path in site.rglob("*.html")
            for code in LexborHTMLParser(path.read_text(encoding="utf-8")).css(".chart-reuse code")
        ]
        frames = [LexborHTMLParser(code).css_first("iframe").attributes for code in codes]
        assert f"https://example.org/embed/{page.parent.name}/" in [frame["src"] for frame in frames]
        assert all(frame["title"] for frame in frames)
        style = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("link").attributes["href"]
        assert (page.parent / style).resolve().is_file()


def test_a_figure_is_cited_where_it_is_recorded(site):
    page = LexborHTMLParser((site / "figures/trams/index.html").read_text(encoding="utf-8"))
    bibtex, csl = page.css("details.entry details.cite pre")[:2]
    (item,) = json.loads(csl.text())
    assert item["URL"] in bibtex.text()
    assert item["URL"].startswith("https://example.org/figures/trams/#trams.")
