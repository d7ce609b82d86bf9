"""A page to read fetches its text and its look; the theme's script and the search's index come when somebody searches."""

import json

import pytest
from pages import CHAPTERS
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.xdist_group("browser")

SHOWN = "[document.body.dataset.mdColorScheme, ...[...document.querySelectorAll('[for^=__palette_]')].map(one => one.hidden)]"
NATIVE = "[Worker, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send].every(one => /native code/.test(one))"


@pytest.fixture
def untouched(browser, base, complaints):
    """A page that nobody has touched yet, and the names of what it asks for."""
    contexts = []

    def untouched(path="revenue/", **options):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        asked = []
        page.on("console", lambda said: said.type in {"error", "warning"} and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(base + path, wait_until="networkidle")
        return page, asked

    yield untouched
    for context in contexts:
        context.close()


def late(asked):
    return [name for name in asked if name.startswith(("bundle.", "search"))]


def test_a_reader_asks_for_nothing_more_and_one_who_searches_for_the_script_and_the_index_once(untouched):
    page, asked = untouched()
    page.mouse.wheel(0, 300)
    page.mouse.move(700, 500)
    page.keyboard.press("Tab")
    page.locator("article p data.figure:has(button)").first.click()
    page.wait_for_load_state("networkidle")
    assert late(asked) == []
    with page.expect_request("**/search_index.json"):
        page.get_by_role("textbox", name="Search").focus()
    page.wait_for_load_state("networkidle")
    assert [asked.count(name) for name in late(asked)] == [1, 1, 1], asked
    assert page.evaluate(NATIVE)


@pytest.mark.parametrize(("scheme", "shown"), [("light", "default"), ("dark", "slate")])
def test_colours_follow_the_system_and_then_the_choice_of_a_reader(scheme, shown, untouched):
    other = {"default": "slate", "slate": "default"}[shown]
    page, asked = untouched(color_scheme=scheme)
    assert page.evaluate(SHOWN) == [shown, shown != "default", shown != "slate"]
    page.locator("label[for^=__palette_]").filter(visible=True).click()
    assert page.evaluate(SHOWN) == [other, other != "default", other != "slate"]
    page.reload(wait_until="networkidle")
    assert page.evaluate(SHOWN) == [other, other != "default", other != "slate"]
    assert late(asked) == []
    page.get_by_role("textbox", name="Search").focus()
    page.wait_for_function("() => Boolean(window.document$)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHOWN) == [other, other != "default", other != "slate"]


@pytest.mark.parametrize("device", [{}, {"has_touch": True, "is_mobile": True}], ids=["mouse", "finger"])
def test_the_first_word_is_not_lost(device, untouched):
    page, _ = untouched(**device)
    page.keyboard.press("/")
    query = page.get_by_role("textbox", name="Search")
    expect(query).to_be_focused()
    query.press_sequentially("mini program")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    expect(query).to_have_value("mini program")


def test_on_a_phone_the_glass_opens_the_search(browser, base, open_page):
    page = open_page(base, "revenue/", width=390, has_touch=True, is_mobile=True)
    page.locator("label.md-header__button[for=__search]").tap()
    page.get_by_role("textbox", name="Search").press_sequentially("mini program")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


@pytest.mark.parametrize("path", ["?q=mini+program", "404.html"])
def test_a_link_to_a_search_is_answered_at_once_and_the_page_for_a_wrong_address_makes_one(
    path, untouched, base, origin
):
    page, _ = untouched("" if path == "404.html" else path)
    if path == "404.html":
        page.goto(f"{origin}/404.html")
        page.get_by_label("Or search for a word").fill("mini program")
        page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_no_words_of_a_chapter_are_the_cells_of_a_table_run_together(site):
    entries = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    words = " ".join(LexborHTMLParser(entry["text"]).text() for entry in entries if entry["text"])
    count = 0
    for path in CHAPTERS:
        page = LexborHTMLParser((site / path / "index.html").read_text(encoding="utf-8"))
        for table in page.css(".chart-table table"):
            count += 1
            assert "".join(table.text().split("\n"))[:30] not in words, path
    assert count > 5


def test_a_search_finds_a_chapter_before_the_lists(untouched):
    page, _ = untouched()
    page.get_by_role("textbox", name="Search").press_sequentially("privacy")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_be_visible()
    assert first.get_attribute("href").partition("?")[0].partition("#")[0].endswith("/privacy/")
