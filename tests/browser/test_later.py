"""A page to read fetches its text and its look; the theme's script and the search's index come when a reader wants them."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("browser")

SHOWN = "[document.body.dataset.mdColorScheme, ...[...document.querySelectorAll('[for^=__palette_]')].map(one => one.hidden)]"


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


def test_a_page_asks_for_the_themes_script_with_the_first_sign_of_a_reader_and_for_the_index_before_a_search(untouched):
    page, asked = untouched()
    assert "later.js" in asked
    assert not [name for name in asked if name.startswith(("bundle.", "search"))]
    with page.expect_request("**/bundle.*"):
        page.mouse.wheel(0, 300)
    page.wait_for_function("() => Boolean(window.document$)")
    page.wait_for_load_state("networkidle")
    assert not [name for name in asked if name.startswith("search")]
    with page.expect_request("**/search_index.json"):
        page.get_by_role("textbox", name="Search").focus()
    assert [asked.count(name) for name in asked if name.startswith(("bundle.", "search"))] == [1, 1, 1], asked


@pytest.mark.parametrize(("scheme", "shown"), [("light", "default"), ("dark", "slate")])
def test_colours_follow_the_system_before_that(scheme, shown, untouched):
    page, asked = untouched(color_scheme=scheme)
    assert page.evaluate(SHOWN) == [shown, shown != "default", shown != "slate"]
    assert not [name for name in asked if name.startswith("bundle.")]
    before = page.evaluate(SHOWN)
    with page.expect_request("**/bundle.*"):
        page.keyboard.press("Shift")
    page.wait_for_function("() => Boolean(window.document$)")
    assert page.evaluate(SHOWN) == before


@pytest.mark.parametrize("device", [{}, {"has_touch": True, "is_mobile": True}], ids=["mouse", "finger"])
def test_the_first_sign_is_not_lost(device, untouched):
    page, _ = untouched(**device)
    choice = page.locator("label[for=__palette_1]")
    choice.tap() if device else choice.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload(wait_until="networkidle")
    assert page.evaluate(SHOWN)[0] == "slate"
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_a_link_to_a_search_is_answered_at_once(untouched):
    page, _ = untouched("?q=mini+program")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
