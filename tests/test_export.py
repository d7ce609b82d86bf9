"""The downloads: every number with all that is known of it, in forms that other programs read."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path

import frictionless
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, SOURCES, UNITS, bind, load, one
from factbook.export.datapackage import write_downloads
from factbook.export.dictionary import FIGURES, LEDGER, SERIES
from factbook.export.exact import base_unit, find_values, iso_date, plain_number
from factbook.export.export import Exporter
from factbook.export.tabular import to_cell, to_json, write_csv, write_json
from factbook.lists.topic import figures_by_topic
from factbook.model.quantity import INFINITY
from factbook.page.place import Place, find_places, topic_page
from factbook.page.site import Site
from factbook.prose.figure import plain_value
from factbook.review.project import check_project

ROOT = Path(__file__).parent.parent
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SITE = Site(
    "Shop",
    "About a shop.",
    "https://example.org/in/",
    {"a.md": "a/", "index.md": "./", "figures/shop.md": "figures/shop/"},
)
CLAIMS = """
- {id: A1, section: strategy, claim: "It took {{ shop.revenue[2018] }}", verdict: wrong, reason: 'So says "A&B".',
   told: a.md, source: [paper], stated: shop.founders, holds: shop.founders > 9 people}
"""
CLAIM_UNITS = UNITS + "claim: {title: claim, definition: What is said.}\n"
FILES = ["figures.json", "figures.csv", "series.csv", "ledger.json", "datapackage.json", "README.txt"]
WITHOUT_LEDGER = [name for name in FILES if name != "ledger.json"]


@pytest.fixture(scope="module")
def exporter():
    factbook = load(units=CLAIM_UNITS, ledger=CLAIMS)
    places = {"shop.founders": (Place("a.md", "who", "Who"), Place("index.md"))}
    return Exporter(factbook, SITE, places)


@pytest.fixture(scope="module")
def figures(exporter):
    return {record["id"]: record for record in exporter.figures()}


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The package of the real data, in a folder."""
    project = check_project(ROOT)
    pages = {path.relative_to(ROOT / "docs").as_posix(): f"{path.stem}/" for path in (ROOT / "docs").rglob("*.*")}
    topics = {topic_page(topic) for topic in figures_by_topic(project.factbook)}
    pages |= {name: f"{name[:-3]}/" for name in (*topics, "ledger.md", "timeline.md", "glossary.md")}
    site = Site("The site", "About it.", "https://example.org/", pages, project.factbook.about)
    texts = write_downloads(project.factbook, site, find_places(project.bound, project.factbook))
    folder = tmp_path_factory.mktemp("package")
    for path, text in texts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return project.factbook, folder / "data"


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


# One number


def test_a_given_number_tells_all_that_is_known_of_it(figures):
    assert figures["shop.founders"] == {
        "id": "shop.founders",
        "figure": "shop.founders",
        "key": "",
        "title": "Founders",
        "text": "4 people",
        "value": 4,
        "lower": 4,
        "upper": 4,
        "base_unit": "person",
        "number": 4,
        "unit": "person",
        "bound": "",
        "date": "1995",
        "first_day": "1995-01-01",
        "last_day": "1995-12-31",
        "confidence": "not located",
        "source": ["report"],
        "printed": "",
        "printed_in": "",
        "place": "",
        "formula": "",
        "inputs": [],
        "note": "",
        "address": "https://example.org/in/figures/shop/#shop.founders",
        "used": [
            {"page": "a.md", "words": "Who", "address": "https://example.org/in/a/#who"},
            {"page": "index.md", "words": "", "address": "https://example.org/in/"},
        ],
    }


def test_a_derived_number_has_its_formula_and_inputs(figures):
    share = figures["shop.share_of_food[2018]"]
    assert share["formula"] == "shop.food / shop.revenue"
    assert share["inputs"] == ["shop.food[2018]", "shop.revenue[2018]"]
    assert (share["value"], share["number"], share["base_unit"], share["unit"]) == (Decimal("0.95"), 95, "1", "%")


def test_a_member_has_its_key_and_a_permanent_address(figures):
    member = figures["shop.revenue[2017]"]
    assert (member["figure"], member["key"]) == ("shop.revenue", "2017")
    assert member["address"] == "https://example.org/in/figures/shop/#shop.revenue-2017"
    assert member["note"] == "Printed without its cents."


def test_values_are_in_base_units_and_in_the_units_of_the_source(figures):
    member = figures["shop.revenue[2018]"]
    assert (member["value"], member["base_unit"]) == (160_000_000, "USD per fiscal year")
    assert (member["number"], member["unit"]) == (160, "million USD a year")


def test_what_has_no_limit_is_null(figures):
    visitors = figures["shop.visitors"]
    assert (visitors["bound"], visitors["lower"], visitors["upper"]) == ("at least", 86500, None)


def test_a_date_is_written_as_far_as_it_is_known(figures):
    assert [figures["shop.opened"][name] for name in ("value", "lower", "upper")] == [
        "2005-12",
        "2005-12-01",
        "2005-12-31",
    ]
    assert [figures["shop.closed"][name] for name in ("value", "lower", "number")] == ["2019-03-06", "2019-03-06", None]


def test_every_number_is_there_once_and_sorted(exporter, figures):
    assert [record["figure"] for record in figures.values()] == sorted(record["figure"] for record in figures.values())
    assert figures.keys() == exporter.factbook.entries.keys()


def test_series_have_a_row_for_each_member(exporter):
    members = [(row["figure"], row["by"], row["key"]) for row in exporter.series()]
    assert members[4:6] == [("shop.food", "year", "2017"), ("shop.food", "year", "2018")]
    names = ["ledger.verdicts", "shop.food", "shop.revenue", "shop.share_of_food"]
    assert list(dict.fromkeys(name for name, *_ in members)) == names


def test_a_claim_has_the_words_of_its_numbers(exporter):
    (claim,) = exporter.claims()
    assert claim["claim"] == "It took $160 million"
    assert claim["reason"] == "So says “A&B”."
    assert (claim["verdict"], claim["holds"], claim["close"]) == ("wrong", "shop.founders > 9 people", "")
    assert claim["told"] == "https://example.org/in/a/"


def test_the_records_have_the_documented_columns_in_their_order(exporter, figures):
    assert list(figures["shop.founders"]) == list(FIGURES)
    assert list(exporter.claims()[0]) == list(LEDGER)
    assert set(next(exporter.series())) == set(SERIES)


def test_the_places_come_from_the_pages():
    factbook = load()
    places = find_places({"a.md": bind("{{ shop.founders }}", factbook, "a.md")}, factbook)
    (place,) = Exporter(factbook, SITE, places).figure(factbook.entries["shop.founders"])["used"]
    assert place["address"] == "https://example.org/in/a/#at-shop.founders"


# Exact values


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2018-12-31", "2018-12-31", "2018-12-31"),
        ("2018-02-01", "2018-02-28", "2018-02"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-10-01", "2018-12-31", "2018-10-01/2018-12-31"),
        ("2018-02-01", "2018-02-27", "2018-02-01/2018-02-27"),
        ("2017-12-01", "2018-12-31", "2017-12-01/2018-12-31"),
        ("2017-01-01", "2018-12-31", "2017-01-01/2018-12-31"),
        ("9999-01-01", "9999-12-31", "9999"),
    ],
)
def test_days_are_written_as_iso_8601_writes_them(first, last, words):
    assert iso_date(date.fromisoformat(first), date.fromisoformat(last)) == words


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("16914000000", "16914000000"),
        ("0.98380000000000000001", "0.9838"),
        ("1E+20", "100000000000000000000"),
        ("1E-9", "0.000000001"),
        ("-2.50", "-2.5"),
        ("0", "0"),
    ],
)
def test_numbers_have_no_exponent_and_no_noise(value, written):
    assert to_json(plain_number(Decimal(value))) == to_cell(plain_number(Decimal(value))) == written


def test_no_limit_is_none():
    assert plain_number(INFINITY) is plain_number(-INFINITY) is None


def test_a_duration_is_in_the_unit_that_others_are_made_of():
    factbook = one("hour", "2", ", date: 2018")
    values = find_values(factbook.entries["x.y"], factbook.units)
    assert (values["value"], values["base_unit"], values["number"]) == (120, "minute", 2)


def test_a_base_unit_tells_powers_and_rates():
    units = load().units
    assert base_unit((("USD", 2), ("daily user", -1), ("duration", -2)), units) == "USD^2 per daily user per minute^2"
    assert base_unit((("daily user", -1),), units) == "1 per daily user"


# Text


def test_json_is_one_record_to_a_line():
    text = write_json([{"a": Decimal("0.1"), "b": None}, {"a": ["x", {"c": "é"}], "b": True}])
    assert text == '[\n{"a": 0.1, "b": null},\n{"a": ["x", {"c": "é"}], "b": true}\n]\n'
    assert write_json([]) == "[]\n"


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_reads_back(value):
    assert json.loads(to_json(value)) == value


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["C"])), st.text("=+-@'a ,\"")), min_size=1))
def test_csv_reads_back_but_for_the_apostrophe(cells):
    text = write_csv([{"a": one, "b": other} for one, other in cells], ["a", "b"])
    head, *read = csv.reader(io.StringIO(text))
    assert head == ["a", "b"]
    for written, meant in zip(chain(*read), chain(*cells), strict=True):
        assert written in {meant, f"'{meant}"}
        assert not written.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("words", ["=1+1", "+41", "-x", "@sum", "＝1"])
def test_a_text_that_a_spreadsheet_could_run_has_an_apostrophe(words):
    assert to_cell(words) == f"'{words}"


def test_a_negative_number_stays_a_number():
    assert to_cell(Decimal(-3)) == "-3"


def test_a_list_in_a_cell_has_spaces():
    assert to_cell(["a", "b"]) == "a b"
    assert to_cell([{"address": "https://a/"}, {"address": "https://b/"}]) == "https://a/ https://b/"


def test_lines_end_alike_on_every_system(exporter):
    texts = write_downloads(exporter.factbook, SITE, {})
    assert all("\r" not in text and text.endswith("\n") for text in texts.values())


def test_it_is_the_same_text_each_time(exporter):
    assert write_downloads(load(units=CLAIM_UNITS, ledger=CLAIMS), SITE, {}) == write_downloads(
        exporter.factbook, SITE, {}
    )


# The real package


def test_the_contract_names_the_files(real):
    assert sorted(path.name for path in real[1].iterdir()) == sorted(FILES)


def test_frictionless_finds_the_package_valid(real):
    report = frictionless.validate(str(real[1] / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert report.stats["tasks"] == 4


def test_frictionless_would_find_a_table_that_was_changed(real, tmp_path):
    for path in real[1].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "series.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("year,", "years,", 1), encoding="utf-8")
    found = {title for (title,) in frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["title"])}
    assert {"Constraint Error", "Hash Count Error"} <= found


def test_the_descriptor_names_licence_sources_and_columns(real):
    factbook, folder = real
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"][0]["path"] == LICENCE
    assert [source["name"] for source in package["sources"]] == sorted(factbook.sources)
    assert [resource["path"] for resource in package["resources"]] == FILES[:4]
    fields = [field for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert all(field["description"] for field in fields)


def test_the_words_beside_it_explain_every_file_and_column(real):
    words = (real[1] / "README.txt").read_text(encoding="utf-8")
    assert all(name in words for name in FILES[:5])
    assert all(re.search(rf"^{name}  ", words, re.MULTILINE) for name in {*FIGURES, *SERIES, *LEDGER})
    assert LICENCE in words
    assert max(map(len, words.splitlines())) <= 100


def test_json_and_csv_say_the_same(real):
    listed = json.loads((real[1] / "figures.json").read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    table = rows((real[1] / "figures.csv").read_text(encoding="utf-8"))
    assert [{name: to_cell(record[name]) for name in FIGURES} for record in listed] == table


def test_the_values_are_those_that_pages_carry(real):
    factbook, folder = real
    for record in json.loads((folder / "figures.json").read_text(encoding="utf-8"), parse_float=str, parse_int=str):
        assert record["value"] == plain_value(factbook.entries[record["id"]])


def test_each_use_and_each_figure_has_an_address(real):
    for record in json.loads((real[1] / "figures.json").read_text(encoding="utf-8")):
        topic = record["id"].partition(".")[0]
        assert record["address"].startswith(f"https://example.org/figures/{topic}/#{topic}.")
        assert all(place["address"].startswith("https://example.org/") for place in record["used"])


def test_no_cell_but_a_number_starts_with_a_sign(real):
    for name in ("figures.csv", "series.csv"):
        cells = [cell for row in csv.reader((real[1] / name).open(encoding="utf-8", newline="")) for cell in row]
        signed = [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
        assert all(Decimal(cell).is_finite() for cell in signed)


# How to cite


def test_the_citation_file_says_what_the_site_says(real):
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"\nsite_url: {cited['url']}\n" in config
    assert f"site_name: {cited['title']}\n" in config
    assert cited["license"] == ["CC-BY-4.0", "MIT"]
    assert cited["authors"][0]["name"].lower() == real[0].about.publisher
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()


# In the build

CONFIG = """
site_name: Shop
site_url: https://example.org/in
theme: {name: material, custom_dir: THEME, font: false}
plugins: []
nav:
  - index.md
  - Story: [a.md]
hooks: [HOOKS/build_site.py, HOOKS/publish_site.py]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site of two pages over the shop's data."""
    root = tmp_path_factory.mktemp("shop")
    config = CONFIG.replace("THEME", str(ROOT / "theme")).replace("HOOKS", str(ROOT / "hooks"))
    files = {
        "mkdocs.yml": config,
        "docs/index.md": "# Start\n\n[All](data/figures.json) and [one](a.md).\n",
        "docs/figures.md": "# Figures\n\n{{ figures }}\n",
        "docs/a.md": "---\ntitle: A & B\n---\n# A & B\n\nBy {{ shop.founders }} [@paper].\n",
        "data/units.yml": UNITS,
        "data/sources.yml": SOURCES,
        "data/figures/shop.yml": SHOP,
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=environment, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_the_build_writes_the_downloads_and_pages_can_link_to_them(built):
    assert sorted(path.name for path in (built / "data").iterdir() if path.is_file()) == sorted(WITHOUT_LEDGER)
    assert 'href="data/figures.json"' in (built / "index.html").read_text(encoding="utf-8")


def test_a_built_figure_names_the_page_that_uses_it(built):
    records = json.loads((built / "data/figures.json").read_text(encoding="utf-8"))
    (used,) = [record["used"] for record in records if record["id"] == "shop.founders"]
    assert [place["address"] for place in used] == ["https://example.org/in/a/#at-shop.founders"]


def test_a_chapter_has_its_article_in_the_head(built):
    head = (built / "a/index.html").read_text(encoding="utf-8").partition("</head>")[0]
    article = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)[1])
    assert (article["@type"], article["headline"], article["url"]) == ("Article", "A & B", "https://example.org/in/a/")
    assert [work["name"] for work in article["citation"]] == ["A Paper Writes"]


def test_the_page_of_figures_has_the_data_set(built):
    page = (built / "figures/index.html").read_text(encoding="utf-8")
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert [part["contentUrl"] for part in found["distribution"]] == [
        f"https://example.org/in/data/{name}" for name in WITHOUT_LEDGER
    ]


def test_the_page_for_what_is_not_there_works_below_a_path_from_any_depth(built):
    page = LexborHTMLParser((built / "404.html").read_text(encoding="utf-8"))
    found = [node.attributes[name] for name in ("href", "src", "action") for node in page.css(f"[{name}]")]
    inside = [address for address in found if not address.startswith(("#", "https:", "mailto:", "data:"))]
    assert "/in/a/" in inside
    for address in inside:
        assert address.startswith("/in/"), address
        path = built / address.removeprefix("/in/").partition("#")[0].partition("?")[0]
        assert (path / "index.html" if path.is_dir() else path).is_file(), address
    settings = json.loads(page.css_first("script#__config").text())
    assert settings["base"].rstrip("/") == "/in"


def test_other_pages_have_nothing_of_the_kind(built):
    assert "ld+json" not in (built / "index.html").read_text(encoding="utf-8")


def test_each_page_names_its_text_beside_it_and_the_list_names_all(built):
    head = (built / "a/index.html").read_text(encoding="utf-8").partition("</head>")[0]
    assert '<link rel="alternate related" type="text/markdown" title="A &amp; B: plain text" href="index.md">' in head
    assert re.search(
        r"^By (4|four) people \[\^paper\]\.$", (built / "a/index.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    listed = re.findall(r"\(https://example\.org/in/(.*?\.md)\)", (built / "llms.txt").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(path.relative_to(built).as_posix() for path in built.rglob("*.md"))


def test_a_theme_that_looks_for_other_languages_finds_no_text_among_them(built):
    """It asks for the map of the site behind each link that is an "alternate" and nothing else."""
    page = (built / "a/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<link[^>]* rel=(?:alternate|"alternate")[ >]', page) == []
