"""A finished page has its charts in their places, then sources and cards."""

from selectolax.lexbor import LexborHTMLParser

from example import SHOP, bind, load
from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.page.page import draw_banner, find_description, finish_page

CHARTS = "mix: {kind: columns, title: The revenue of the shop, marks: [{figure: shop.revenue, label: Revenue, colour: first}]}"
FACTBOOK = load(SHOP, charts=CHARTS)


def finish(text):
    return LexborHTMLParser(finish_page(bind(text, FACTBOOK), FACTBOOK).html)


def test_a_page_without_anything_of_ours_stays_as_it_is():
    assert finish_page(bind("Text", FACTBOOK), FACTBOOK).html == "<p>Text</p>"


def test_the_body_comes_first_then_sources_then_cards():
    page = finish("{{ shop.closed }} [@report]")
    order = [node.tag + "." + (node.attributes.get("class") or "") for node in page.css("body > p, section, div.cards")]
    assert order == ["p.", "section.sources", "div.cards"]


def test_every_button_has_its_card():
    page = finish("{{ shop.closed }} {{ shop.revenue[2018] }} {{ shop.closed }}")
    ids = [node.attributes["id"] for node in page.css("aside.card")]
    assert {node.attributes["popovertarget"] for node in page.css("data button")} == set(ids)
    assert len(ids) == len(set(ids)) == 2


def test_a_chart_stands_in_its_place_with_the_same_data_as_a_table():
    figure = finish("Before\n\n{{ chart mix }}\n\nafter").css_first("figure")
    assert figure.attributes["id"] == "chart-mix"
    assert figure.css_first("svg").attributes["role"] == "group"
    assert figure.css_first("svg title").text()
    assert figure.css_first("svg desc").text()
    names = [node.attributes["data-figure"] for node in figure.css("details table data.figure")]
    assert names == ["shop.revenue[2016]", "shop.revenue[2017]", "shop.revenue[2018]"]


def test_a_table_stands_in_its_place():
    page = finish("{{ table mix }}")
    assert len(page.css("table data.figure")) == 3
    assert not page.css("svg")


def test_a_small_drawing_stands_beside_words_and_is_no_chart_of_the_page():
    bound = bind("-   {{ small mix }}\n\n    The shop grew.", FACTBOOK)
    item = LexborHTMLParser(finish_page(bound, FACTBOOK).html).css_first("li")
    assert [node.tag for node in item.iter()] == ["div", "p"]
    assert item.css_first("div").attributes["aria-hidden"] == "true"
    assert bound.blocks == []


def test_a_table_has_no_small_drawing():
    factbook = load(SHOP, charts=CHARTS.replace("columns", "table"))
    (problem,) = bind("{{ small mix }}", factbook).problems
    assert str(problem).startswith("page.md:1:1: 'mix' is a table, which has no small drawing [unknown-chart]")


def test_nothing_that_is_typed_takes_the_place_of_a_chart():
    html = '<div class="insert" id="chart-mix"></div>'
    assert finish_page(bind(html, FACTBOOK), FACTBOOK).html == html


def test_no_id_stands_twice_on_a_page():
    page = finish('{{ chart mix }}\n\n{{ shop.revenue[2018] }} {{ "a" if shop.founders > 1 person }} [@report]')
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


def test_problems_are_announced_as_text():
    problem = Problem(Location("data/figures/<b>.yml", 3, 4), "bad-name", "'<i>' is no name", "write <u>")
    page = LexborHTMLParser(draw_banner([problem]))
    banner = page.css_first("body").child
    assert banner.attributes["role"] == "alert"
    assert "data/figures/<b>.yml:3:4" in banner.text()
    assert "'<i>' is no name" in banner.text()
    assert "write <u>" in banner.text()
    assert not page.css("b, i, u")


def test_what_cannot_be_seen_in_a_problem_is_written_out():
    problem = Problem(Location("docs/\udcff.md"), "bad-name", "a\u202eb", "c\nd")
    banner = draw_banner([problem])
    assert r"docs/\udcff.md:1:1" in banner
    assert r"a\u202eb" in banner
    assert r"c\nd" in banner
    assert banner.encode()


def test_without_problems_there_is_no_banner():
    assert draw_banner([]) == ""


def test_a_page_without_a_description_is_described_by_its_first_line_in_plain_words():
    text = "# Title\n\n    code\n\nMore\n*than* R&amp;D < {{ shop.founders }} [@report]\n{ .answer }\n\nNext"
    assert find_description(bind(text, FACTBOOK)).replace("\u00a0", " ") == "More than R&D < 4 people"
    assert find_description(bind("# Title", FACTBOOK)) == ""
    assert find_description(bind("word " * 100, FACTBOOK)).endswith("word …")
