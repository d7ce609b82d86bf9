"""The site as files: unpacked from a zip and opened without a server, it reads like the one on the net."""

import re
import sys
from pathlib import Path

import dev
import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What `dev.py zip` packs, built with the packages of this Python."""
    folder = tmp_path_factory.mktemp("offline") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(dev, "PYTHON", [sys.executable, "-P", "-m"])
        patch.setattr(dev, "install", lambda _: None)
        assert dev.build_files(folder) == 0
    return folder


@pytest.fixture
def opened(browser, folder):
    """The first page, and what the browser complained of or asked others for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, complaints = context.new_page(), []
    page.on("console", lambda said: said.type in {"error", "warning"} and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(folder.as_uri()) or complaints.append(asked.url))
    page.goto(f"{folder.as_uri()}/index.html")
    yield page
    context.close()
    assert complaints == []


def test_one_reads_on_from_file_to_file_and_opens_a_card(opened):
    opened.get_by_role("link", name="The revenue dependency").first.click()
    expect(opened).to_have_title(re.compile("The revenue dependency"))
    assert opened.url.endswith("/site/revenue.html")
    number = opened.locator("article p data.figure:has(button)").first
    card = opened.locator(f"[id='{number.get_by_role('button').get_attribute('popovertarget')}']")
    number.click()
    expect(card).to_be_visible()
    card.locator("a[href*='figures/']").first.click()
    expect(opened.locator("details.entry[open], .entry:target").first).to_be_visible()
    assert "/site/figures/" in opened.url


def test_search_finds_a_page_and_leads_to_it(opened):
    opened.get_by_role("textbox", name="Search").press_sequentially("mini programs")  # the theme listens to keys
    found = opened.locator(".md-search-result__item").filter(has_text="The WeChat model").first
    expect(found).to_be_visible()
    found.get_by_role("link").first.click()
    expect(opened).to_have_title(re.compile("The WeChat model"))


def test_a_link_to_a_search_is_answered(opened, folder):
    opened.goto(f"{folder.as_uri()}/index.html?q=mini+programs")
    expect(opened.locator(".md-search-result__item").filter(has_text="The WeChat model").first).to_be_visible()


def test_the_styles_of_the_site_are_there(opened):
    assert "serif" in opened.locator("article p").first.evaluate("one => getComputedStyle(one).fontFamily")
    drawing = opened.locator("figure.chart > svg.chart-wide").first
    expect(drawing).to_be_visible()


def test_every_link_to_the_site_itself_leads_to_a_file(folder):
    lost = []
    for path in folder.rglob("*.html"):
        for link in LexborHTMLParser(path.read_text(encoding="utf-8")).css(
            "a[href], link[href], script[src], img[src]"
        ):
            address = (link.attributes.get("href") or link.attributes.get("src") or "").partition("#")[0]
            if address and ":" not in address and not (path.parent / address).is_file() and path.name != "404.html":
                lost.append((path.name, address))
    assert lost == []
