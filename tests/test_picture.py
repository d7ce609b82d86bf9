"""A chart that travels is drawn in plain colours and a font of its own, and says where it is from."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from factbook.chart.light import light_styles
from factbook.chart.paint import FONTS, paint
from factbook.chart.picture import Picture, draw_card, draw_picture
from factbook.export.chart_table import write_chart
from factbook.export.export import Exporter
from factbook.load.factbook import load_factbook
from factbook.page.site import Site

ROOT = Path(__file__).parents[1]
CSS = (ROOT / "theme/assets/charts.css").read_text(encoding="utf-8")
STYLES = light_styles(CSS)
FACTBOOK = load_factbook(ROOT)[0]
CHARTS = [chart for chart in FACTBOOK.charts.values() if chart.kind != "table"]
ADDRESS = "https://example.org/page/#chart-x"


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_picture_is_whole_and_says_where_it_is_from(chart):
    text = draw_picture(chart, FACTBOOK, STYLES, ADDRESS).text
    root = ET.fromstring(text)
    words = " ".join(part.strip() for part in root.itertext())
    assert root.find("{*}title").text
    assert root.find("{*}desc").text
    assert "Source" in words
    assert ADDRESS in words
    assert "var(" not in text
    assert "href" not in text


def test_every_class_that_a_page_colours_has_a_colour_in_a_picture():
    styles = light_styles(CSS)
    wanted = set(re.findall(r"\.chart svg [^{]*?\.(\w[\w-]*)", CSS))
    assert {name for name in wanted if f".{name}" not in styles} == set()
    assert not re.search(r":(?:is|not)\(|var\(|@", styles)
    assert "#1b57c7" in styles
    assert "#8ab1ff" not in styles, "that is for dark pages"


def test_words_on_a_mark_have_no_edge():
    (excepted,) = re.findall(r"^(text\.on,[^{]*) \{ stroke: none \}", light_styles(CSS), re.MULTILINE)
    assert set(excepted.split(", ")) == {"text.on", "text.on-soft", "text.bare"}


def test_it_is_painted_in_its_size_and_always_the_same():
    picture = draw_picture(FACTBOOK.charts["internet_users"], FACTBOOK, STYLES, ADDRESS)
    png = paint(picture, 1)
    assert size_of(png) == (round(picture.width), round(picture.height))
    assert png == paint(picture, 1)


def test_the_font_is_there_and_has_its_licence():
    assert len(FONTS) == 2
    assert "SIL Open Font License" in (Path(FONTS[0]).parent / "OFL.txt").read_text(encoding="utf-8")


def test_the_font_has_a_glyph_for_each_sign_of_a_bound():
    def drawn(words, weight):
        text = f'<text x="5" y="20" font-family="Inter" font-weight="{weight}">{words}</text>'
        return paint(Picture(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">{text}</svg>', 90, 30), 1)

    for weight in (400, 700):
        pictures = [drawn(sign, weight) for sign in ("≥", "≤", "≈", "\ue000")]
        assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("name", ["who_pays", "who_copies_whom", None])
def test_a_card_has_the_size_that_other_sites_show(name):
    card = draw_card("A <title>", "The site", FACTBOOK.charts.get(name), FACTBOOK, STYLES)
    assert "A &lt;title&gt;" in card.text
    assert size_of(paint(card, 1)) == (1200, 630)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_its_table_has_each_number_exactly_with_its_source(chart):
    exporter = Exporter(FACTBOOK, Site("", "", "https://example.org/"), {})
    rows = list(csv.DictReader(io.StringIO(write_chart(chart, FACTBOOK, exporter, ADDRESS))))
    assert rows
    assert all(row["chart"] == ADDRESS for row in rows)
    for row in rows if "id" in rows[0] else ():
        assert row["source"]
        assert row["value"]
