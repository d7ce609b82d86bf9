"""A list can be left in part: by links that need no script, and by a field that a script shows."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, load
from factbook.chart.spark import draw_spark
from factbook.lists.filter import MOST, Pill, draw_choice, draw_field, draw_pills, item_of
from factbook.model.records import CONFIDENCE
from factbook.page.confidence import DOTS, draw_dots, draw_key, weakest

THEME = Path(__file__).parents[1] / "theme"
STYLE = (THEME / "assets/reference.css").read_text(encoding="utf-8")
SERIES = SHOP + (
    "guests: {title: Guests, unit: person, source: paper, confidence: checked, by: year, values: {2015: 3, 2016: 9, 2018: 6}}\n"
    "rooms: {title: Rooms, unit: person, source: paper, confidence: assumed, date: 2018, by: category, values: {hall: 3, bar: 9, yard: 6}}\n"
)


def test_a_choice_has_a_link_that_names_it_and_leads_back_to_the_whole():
    nav = LexborHTMLParser(draw_choice("By kind", Pill("#all", "All", 3), {"a": ("A &amp; b", 1), "c": ("C", 2)}))
    assert nav.css_first("nav").attributes["id"] == "all"
    assert [link.attributes["href"] for link in nav.css("a")] == ["#all", "#only-a", "#only-c"]
    assert [link.text() for link in nav.css("a")] == ["All 3", "A & b 1", "C 2"]
    assert [link.attributes.get("id") for link in nav.css("a")] == [None, "only-a", "only-c"]
    assert [link.attributes.get("class") for link in nav.css("a")] == [None, "pick-1", "pick-2"]


def test_an_item_is_known_by_the_number_of_its_choice():
    assert item_of("b", ("a", "b")) == "item in-2"
    assert item_of("gone", ("a", "b")) == "item"


def test_the_style_sheet_tells_as_many_choices_apart_as_are_offered():
    for number in range(1, MOST + 1):
        chosen = f".filter:has(.pick-{number}:target)"
        assert f"{chosen} ~ * .item:not(.in-{number})" in STYLE
        assert f"{chosen} ~ .group:not(:has(.in-{number}))" in STYLE
    assert f".pick-{MOST + 1}:" not in STYLE


@pytest.mark.parametrize("count", [0, 1, MOST + 1])
def test_no_choice_is_offered_where_there_is_none_or_the_style_sheet_has_too_few(count):
    assert draw_choice("By kind", Pill("#all", "All"), {f"k{at}": ("K", 1) for at in range(count)}) == ""


def test_labels_are_words():
    assert 'aria-label="A &quot;b&quot;"' in draw_pills('A "b"', [])


def test_the_field_is_labelled_and_hidden_until_a_script_shows_it():
    box = LexborHTMLParser(draw_field("figures")).css_first(".find")
    assert "hidden" in box.attributes
    assert box.css_first("label").attributes["for"] == box.css_first("input").attributes["id"]
    assert box.css_first("label").text() == "Filter the figures"
    assert box.css_first("output").attributes["for"] == box.css_first("input").attributes["id"]


def test_only_a_page_with_a_field_loads_the_script_of_it():
    template = (THEME / "main.html").read_text(encoding="utf-8")
    condition, _, rest = template.partition('<script src="{{ "assets/filter.js" | url }}">')
    assert draw_field("x").startswith(re.search(r"'(<div class=\"find\")'", condition)[1])
    assert rest.strip().startswith("</script>")


# How sure a number is


def test_the_mark_of_a_confidence_falls_from_three_dots_to_one_and_says_it_in_words():
    assert [DOTS[name] for name in CONFIDENCE] == [3, 3, 2, 2, 1, 1]
    mark = LexborHTMLParser(draw_dots("not located", load())).css_first(".sure")
    assert (mark.text(), mark.attributes["role"]) == ("●●○", "img")
    assert mark.attributes["aria-label"] == "Confidence: noted from the source, not located in it"
    assert LexborHTMLParser(draw_dots("", load())).css_first(".sure").text() == ""


def test_a_series_is_as_sure_as_its_weakest_member():
    factbook = load(SERIES)
    noted, assumed = factbook.members("shop.guests"), factbook.members("shop.rooms")
    assert weakest(noted) == "not located"
    assert weakest([*assumed, *noted]) == "assumed"
    assert weakest([]) == ""


def test_the_key_explains_the_marks_that_are_in_use():
    key = LexborHTMLParser(draw_key(load(), ["checked", "claimed", "assumed", ""]))
    assert [item.text() for item in key.css("li")] == [
        "●●● seen in a copy of the source; or as the text states it",
        "●○○ our own assumption, made to ask what would follow",
    ]
    assert draw_key(load(), [""]) == ""


# The line of a series


def test_the_line_of_a_series_is_true_to_scale_in_time_and_value():
    line = draw_spark(load(SERIES).members("shop.guests"))
    assert re.search(r'd="M2 14L20\.\d 2L58 8"', line), line
    assert 'aria-hidden="true"' in line


def test_what_has_no_course_has_no_line():
    factbook = load(SERIES)
    assert draw_spark(factbook.members("shop.rooms")) == ""
    assert draw_spark(factbook.members("shop.guests")[:2]) == "", "two points make no course"
    assert draw_spark(factbook.members("shop.founders")) == ""
