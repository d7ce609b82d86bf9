"""The start page says at once what the site is and found; chapters say beside a paragraph what was checked in it."""

import re
import time

import pytest
from pages import CHAPTERS
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("browser")

PHONE, DESK = 390, 1440
SCREEN = 844  # pixels: of a phone
SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value })
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 500)
})"""
# What stands in the margin: its words and its box.
MARGIN = """() => [...document.querySelectorAll("article .verdict-chip, article .margin-note")]
  .filter(one => one.checkVisibility()).map(one => [one.textContent, one.getBoundingClientRect()])
  .map(([words, { left, right, top, bottom }]) => ({ words, left, right, top, bottom }))"""
BESIDE = """() => [...document.querySelectorAll("article > .verdicts")].map(one => {
  const chip = one.firstElementChild.getBoundingClientRect(), text = one.previousElementSibling.getBoundingClientRect()
  return { chip: chip.top, start: text.top, left: chip.left, right: text.right }
})"""
STOPS = """() => [...document.querySelectorAll(".verdict-chip")].map(one =>
  [...one.querySelectorAll("a, button, summary, [tabindex]")].filter(stop => stop.checkVisibility({ contentVisibilityAuto: true })).length)"""
LINES = """() => [...document.querySelectorAll(".key-figures strong")].map(one =>
  [one.textContent, Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))])"""


def test_on_a_phone_the_first_door_stands_within_one_and_a_half_screens(open_page, base):
    page = open_page(base, width=PHONE)
    door = page.locator(".chapter-cards li").first
    assert door.bounding_box()["y"] <= 1.5 * SCREEN
    expect(page.locator(".eyebrow")).to_have_text(re.compile(r"^A fact check of .+ · six chapters · \d\d minutes$"))
    above = page.locator("article .answer ~ *").evaluate_all("all => all.map(one => one.tagName)")
    assert above[:2] == ["FIGURE", "H2"], "one picture, then the doors"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_each_chapter_has_a_door_with_a_picture_and_its_finding(open_page, base, width):
    page = open_page(base, width=width)
    doors = page.locator(".chapter-cards li")
    links = doors.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert [link.removeprefix("./") for link in links] == CHAPTERS
    assert doors.locator("svg").count() == len(CHAPTERS)
    for door in doors.all():
        assert len(door.inner_text().split()) > 8
        box = door.bounding_box()  # all of it leads on
        hit = "({ x, y }) => document.elementFromPoint(x, y)?.closest('a')?.getAttribute('href')"
        door.scroll_into_view_if_needed()
        box = door.bounding_box()
        assert page.evaluate(hit, {"x": box["x"] + 8, "y": box["y"] + 8}) in links


@pytest.mark.parametrize("path", ["", "revenue/"])
@pytest.mark.parametrize("delay", [0, 1.5])
def test_nothing_moves_though_the_fonts_are_late(browser, base, path, delay):
    context = browser.new_context(viewport={"width": PHONE, "height": SCREEN})
    page = context.new_page()
    asked = []

    def wait(route):
        asked.append(route.request.url.rpartition("/")[2])
        time.sleep(delay)
        route.continue_()

    page.route("**/*.woff2", wait)
    page.goto(base + path, wait_until="networkidle")
    assert page.evaluate(SHIFTS) == 0
    assert set(asked) >= {"serif.woff2", "sans.woff2"}
    assert page.evaluate("document.fonts.load('1em \"Site Serif\"').then(found => found.length)") == 1
    context.close()


@pytest.mark.parametrize("path", CHAPTERS)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_number_at_the_head_of_a_chapter_takes_more_than_two_lines(open_page, base, path, width):
    page = open_page(base, path, width=width)
    assert [line for line in page.evaluate(LINES) if line[1] > 2] == []


@pytest.mark.parametrize("path", CHAPTERS)
def test_on_a_desk_a_chip_stands_beside_its_paragraph_and_covers_nothing(open_page, base, path):
    page = open_page(base, path, width=DESK)
    boxes = page.evaluate(MARGIN)
    overlaps = [
        (one["words"], other["words"])
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one["left"] < other["right"] and other["left"] < one["right"]
        and one["top"] < other["bottom"] - 1 and other["top"] < one["bottom"] - 1
    ]  # fmt: skip
    assert overlaps == []
    for place in page.evaluate(BESIDE):
        assert place["left"] > place["right"], "in the margin"
        assert place["chip"] >= place["start"], "not above its paragraph"


@pytest.mark.parametrize("path", CHAPTERS)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_chip_is_one_stop_for_the_keyboard(open_page, base, path, width):
    page = open_page(base, path, width=width)
    assert set(page.evaluate(STOPS)) <= {1}


def test_chapters_have_chips_and_on_a_phone_they_unfold_without_a_script(open_page, base):
    page = open_page(base, "revenue/", width=PHONE, java_script_enabled=False)
    chip = page.locator(".verdict-chip.wrong").first
    expect(chip.locator("summary")).to_contain_text(re.compile("Wrong.*the article"))
    expect(chip.locator("p a")).to_be_hidden()
    chip.locator("summary").click()
    expect(chip.locator("p a")).to_be_visible()
    chip.locator("p a").click()
    expect(page).to_have_url(re.compile(r"/ledger/#R\d+$"))


def test_a_heading_may_be_a_message_while_menu_tab_and_way_on_have_the_short_name(open_page, base):
    page = open_page(base, "privacy/")
    expect(page.locator("h1")).to_contain_text("before the promise")
    expect(page).to_have_title(re.compile(r"^Privacy - "))
    expect(page.locator(".md-nav--primary .md-nav__link--active .md-ellipsis").first).to_have_text(
        re.compile("Privacy")
    )
    expect(page.locator(".md-footer__link--prev .md-footer__title")).to_contain_text("The revenue dependency")
    said = page.locator("meta[property='og:title']").get_attribute("content")
    assert (
        said == page.locator("h1").evaluate("one => one.firstChild.textContent + one.childNodes[1].textContent").strip()
    )
