"""The timeline draws each event in its lane, at its true place in time, and leads from it to its line."""

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, load, problems_of
from factbook.lists.events import draw_timeline
from factbook.lists.lanes import NARROW, WIDE, stack
from factbook.page.reference import Reference
from factbook.prose.bound import Bound

DATES = "".join(
    f"{name}: {{title: Day of {name}, value: {day}, unit: date, source: paper, confidence: checked}}\n"
    for name, day in {"first": "2000-01-01", "same": "2010-07-01", "near": "2010-07-02", "far": "2019-12-31"}.items()
)
SITE = (
    "colours: [shop, town]\n"
    "lanes:\n  - {name: shop, title: The shop, colour: shop}\n  - {name: town, title: The town's law}\n"
    "  - {name: none, title: Nobody}\n"
)
EVENTS = (
    "- {date: shop.first, title: It opens, page: b.md, lane: shop}\n"
    "- {date: shop.same, title: It grows, page: a.md, lane: shop}\n"
    "- {date: shop.near, title: It grows again, page: a.md, lane: shop}\n"
    "- {date: shop.far, title: A <tax>, page: b.md, lane: town}\n"
)
NAMES = ("timeline.md", "a.md", "b.md")
REFERENCE = Reference(urls=dict.fromkeys(NAMES, "x/"), titles={"a.md": "A & b", "b.md": "B"}, here="timeline.md")


def timeline(site=SITE, events=EVENTS):
    factbook = load(SHOP + DATES, site=site, events=events)
    return LexborHTMLParser(draw_timeline(factbook, REFERENCE, Bound()).html)


def numbers(element, *names):
    return [float(element.attributes[name]) for name in names]


def test_dots_stand_true_to_scale_between_their_first_and_their_last_year():
    drawing = timeline().css_first("svg.chart-wide")
    first, same, near, far = (numbers(dot, "cx", "cy") for dot in drawing.css("circle"))
    width = far[0] - first[0]
    assert (same[0] - first[0]) / width == pytest.approx(10.5 / 20, abs=0.001)
    assert near[0] == pytest.approx(same[0], abs=0.2)
    assert near[1] < same[1] - 2 * 6, "a dot that would meet another stands above it"
    assert first[1] == same[1] < far[1]


def test_lanes_stand_in_the_order_of_the_site_in_their_colours_and_only_with_events():
    page = timeline()
    for frame in (WIDE, NARROW):
        drawing = page.css_first(f"svg.chart-{frame.name}")
        assert [name.text() for name in drawing.css("text.heading") if "said" not in name.parent.attributes.get("class", "")] == [
            "The shop",
            "The town’s law",
        ]  # fmt: skip
        assert [dot.attributes["class"].split()[1] for dot in drawing.css("circle")] == ["first"] * 3 + ["neutral"]
    assert [item.attributes["class"].split()[-1] for item in page.css(".events li")] == ["first"] * 3 + ["neutral"]


def test_a_lane_is_told_in_words_too():
    page = timeline()
    assert [item.text().startswith("The shop · ") for item in page.css(".events small")] == [True] * 3 + [False]
    said = page.css_first("svg.chart-narrow desc").text()
    assert said == "The shop: 3 events from 2000 to 2010. The town’s law: 1 event in 2019."
    assert page.css_first("svg.chart-wide title").text() == "4 events from 2000 to 2019, densest in 2010"


def test_a_dot_leads_to_its_line_where_there_is_room_and_says_it():
    page = timeline()
    links = page.css("svg.chart-wide a")
    assert [link.attributes["href"] for link in links] == ["#first", "#same", "#near", "#far"]
    assert links[-1].attributes["aria-label"] == "31\u00a0December 2019: A <tax>"
    assert {link.attributes["href"][1:] for link in links} <= {item.attributes["id"] for item in page.css("li[id]")}
    assert not page.css("svg.chart-narrow a"), "on a narrow page dots are too small to be touched"
    assert page.css_first("svg.chart-narrow").attributes["role"] == "img"


def test_the_events_of_a_chapter_are_chosen_in_the_drawing_and_in_the_list():
    page = timeline()
    assert [pill.text() for pill in page.css(".filter a")] == ["All chapters 4", "A & b 2", "B 2"]
    assert [item.attributes["class"].split()[1] for item in page.css(".events li")] == ["in-2", "in-1", "in-1", "in-2"]
    for drawing in page.css("svg"):
        for kind in ("circle", "a"):
            found = [re.search(r"in-\d", one.attributes["class"])[0] for one in drawing.css(kind)]
            assert found in ([], ["in-2", "in-1", "in-1", "in-2"])


def test_without_lanes_there_is_the_list_alone():
    page = timeline("colours: [shop]\n", EVENTS.replace(", lane: shop", "").replace(", lane: town", ""))
    assert not page.css("svg")
    assert len(page.css(".events li")) == 4


def test_each_place_keeps_its_distance_from_the_one_before_on_its_level():
    assert stack([0, 3, 5, 6, 30], 5) == [0, 1, 0, 2, 0]
    assert stack([], 5) == []


@pytest.mark.parametrize(
    ("site", "events", "said"),
    [
        (SITE, "- {date: shop.first, title: T, page: p}", "data/events.yml:1:3: an event needs the key 'lane' [missing-key]"),
        (SITE, "- {date: shop.first, title: T, page: p, lane: shp}", "data/events.yml:1:47: 'lane' can't be 'shp' [wrong-type]"),
        ("lanes: [{title: T}]", "", "data/site.yml:1:9: a lane needs the key 'name' [missing-key]"),
        ("lanes: [{name: a, title: T}, {name: a, title: T}]", "", "data/site.yml:1:37: the lane 'a' is already there [duplicate-key]"),
        ("lanes: [{name: a, title: T, colour: pink}]", "", "data/site.yml:1:37: 'colour' can't be 'pink' [wrong-type]"),
    ],
)  # fmt: skip
def test_a_lane_with_a_mistake_is_one_problem(site, events, said):
    assert problems_of(SHOP + DATES, site=site, events=events) == [said]


def test_a_lane_of_nobody_is_not_drawn():
    factbook = load(SHOP + DATES, site=SITE, events=EVENTS)
    assert list(factbook.about.lanes) == ["shop", "town", "none"]
    bare = replace(factbook, events=())
    assert "svg" not in draw_timeline(bare, REFERENCE, Bound()).html
