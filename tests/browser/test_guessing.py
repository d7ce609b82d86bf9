"""A guess is drawn or set by pointer and keyboard, and the script says what the core says, in three engines."""

import json
from random import Random

import pytest
from engines import PHONE_AND_DESK
from playwright.sync_api import expect

from factbook.prose.guess import find_target, say_guess, say_miss

pytestmark = pytest.mark.xdist_group("engines")

DRAWN, NUMBER = "#guess-ad_share", "#guess-other_share"
SCRIPTS = "return performance.getEntriesByType('resource').map(one => one.name).filter(name => name.endsWith('.js'))"
IS_THERE = (
    "return performance.getEntriesByType('resource').some(one => one.name.endsWith('/guess.js') && one.responseEnd)"
)
TOUCH = (
    "document.querySelector(arguments[0] + ' input').dispatchEvent(new Event('input', { bubbles: true })); return true"
)
# What is said of many guesses: of each the words of its sliders, and of how far it misses.
SAY = """
  const block = document.querySelector(arguments[0]), sliders = [...block.querySelectorAll("input")]
  return JSON.stringify(JSON.parse(arguments[1]).map(places => {
    sliders.forEach((slider, index) => {
      slider.value = places[index]
      slider.dispatchEvent(new Event("input", { bubbles: true }))
    })
    block.querySelector("button").click()
    return [sliders.map(one => one.getAttribute("aria-valuetext")), block.querySelector(".guess-said").textContent]
  }))
"""


@pytest.fixture(autouse=True)
def quiet(request):
    """No test leaves a word in the console."""
    yield
    if "engine" in request.fixturenames:
        assert request.getfixturevalue("engine").complaints() == []


def settings_of(target):
    """All of one number, and some of several, among them the ends."""
    if len(target.values) == 1:
        return [[place] for place in range(target.steps + 1)]
    random = Random("guesses")  # noqa: S311 - the same settings each time
    some = [[random.randint(0, target.steps) for _ in target.values] for _ in range(300)]
    return [[place] * len(target.values) for place in (0, target.steps, target.start)] + some


@pytest.mark.parametrize(
    ("path", "name"), [("revenue/", "ad_share"), ("revenue/", "other_share"), ("", "wrong_claims")]
)
def test_script_and_core_say_the_same_of_every_guess(engine, base, factbook, path, name):
    target = find_target(factbook.guesses[name], factbook)
    settings = settings_of(target)
    engine.size(1440, 900)
    engine.go(base + path)
    block = f"#guess-{name}"
    engine.run(TOUCH, block)
    engine.wait(IS_THERE)
    engine.wait("document.querySelector(arguments[0] + ' button').click();"
                "return document.querySelector(arguments[0] + ' .guess-said').textContent", block)  # fmt: skip
    said = json.loads(engine.run(SAY, block, json.dumps(settings)))
    core = [[[say_guess(target, place) for place in places], " ".join(say_miss(target, places))] for places in settings]
    assert [pair for pair in zip(said, core, strict=True) if pair[0] != pair[1]][:3] == []


@pytest.mark.parametrize(("width", "height"), PHONE_AND_DESK)
def test_a_line_is_drawn_with_the_pointer_before_the_record_shows(engine, base, width, height):
    engine.size(width, height)
    engine.go(f"{base}revenue/")
    assert not any("guess" in name for name in engine.run(SCRIPTS))
    place = f"""const field = document.querySelector("{DRAWN} .guess-field")
      document.documentElement.scrollTop += field.getBoundingClientRect().top - 120
      const {{ x, y, width, height }} = field.getBoundingClientRect()
      return {{ x, y, width, height }}"""
    field = engine.run(place)
    assert field["width"] <= width
    engine.click(field["x"] + 5, field["y"] + 60)
    engine.wait(IS_THERE)
    top, bottom = field["y"] + 30, field["y"] + field["height"] * 0.6
    middle = (field["x"] + field["width"] / 2, bottom)
    engine.move((field["x"] + 4, top), "down", middle, (field["x"] + field["width"] - 4, top), "up")
    values = f"return [...document.querySelectorAll('{DRAWN} input')].map(one => Number(one.value))"
    drawn = engine.wait(f"const found = (() => {{ {values} }})(); return found[0] !== 20 && found")
    assert drawn[0] > 20
    assert drawn[-1] > 20
    assert min(drawn) < 20
    assert not engine.run(f"return document.querySelector('{DRAWN} details.guess-answer').open")
    engine.run(f"document.querySelector('{DRAWN} button').click(); return true")
    assert "on average" in engine.run(f"return document.querySelector('{DRAWN} .guess-said').textContent")
    assert engine.run(f"return document.querySelector('{DRAWN} details.guess-answer').open")


def test_by_keyboard_alone_a_number_is_guessed(engine, base):
    engine.size(1440, 900)
    engine.go(f"{base}revenue/")
    engine.run(f"document.querySelector('{NUMBER} input').focus(); return true")
    engine.wait(IS_THERE)
    engine.press("right", "right")
    engine.wait(f"return document.querySelector('{NUMBER} input').getAttribute('aria-valuetext') === '26%'")
    engine.press("tab", "enter")
    said = engine.wait(f"return document.querySelector('{NUMBER} .guess-said').textContent")
    assert said.startswith("You were 24.5 percentage points too high.")


def test_without_a_script_one_step_shows_the_answer_with_its_chart(base, open_page):
    page = open_page(base, "revenue/", java_script_enabled=False)
    block = page.locator(DRAWN)
    expect(block.locator(".guess-controls")).to_be_hidden()
    expect(block.locator("figure.chart")).to_be_hidden()
    block.get_by_text("Show the answer").click()
    expect(block.locator("figure.chart")).to_be_visible()


def test_where_the_script_can_not_come_the_answer_is_there(base, open_page, complaints):
    page = open_page(base, "revenue/")
    page.route("**/guess.js", lambda route: route.abort())
    block = page.locator(NUMBER)
    block.get_by_role("button").click()
    expect(block.locator(".guess-controls")).to_be_hidden()
    expect(block.get_by_text("Show the answer")).to_be_visible()
    complaints.clear()


def test_a_guess_is_kept_and_sent_nowhere(base, open_page):
    page = open_page(base, "revenue/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    block = page.locator(NUMBER)
    block.locator("input").fill("10")
    block.get_by_role("button").click()
    expect(block.locator(".guess-said")).to_contain_text("too")
    assert asked == [f"{base}assets/guess.js"]
    assert page.evaluate("Object.keys(localStorage).filter(name => !name.endsWith('__palette'))") == []
    assert page.evaluate("location.search + location.hash") == ""
