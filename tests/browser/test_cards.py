"""The card of a figure in a browser: opened by mouse, finger and key, read aloud, copied, printed and searched for."""

from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.xdist_group("browser")

PATH = "revenue/"
NUMBER = "facebook.advertising[2018]"  # in a sentence of that page, and given, so that its card names a source
OPEN = ".card:popover-open"
PRINTED = """() => [...document.querySelectorAll(".cards > .card")].map(one => [
  getComputedStyle(one).position, one.getBoundingClientRect().height > 0, one.matches(":popover-open")
])"""


@pytest.fixture
def reading(base, open_page):
    """The page, its number and the number's button."""

    def reading(**options):
        page = open_page(base, PATH, **options)
        number = page.locator(f"article p data[data-figure='{NUMBER}']").first
        number.scroll_into_view_if_needed()
        return page, number

    return reading


@pytest.mark.parametrize("width", [390, 1440])
def test_a_click_on_the_number_opens_its_card_and_one_elsewhere_closes_it(reading, width):
    page, number = reading(width=width)
    expect(page.locator(OPEN)).to_have_count(0)
    number.click()
    expect(page.locator(OPEN)).to_have_attribute("id", card_of(number))
    page.locator("h1").click(position={"x": 1, "y": 1}, force=True)
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_finger_on_the_number_opens_its_card_and_one_on_the_cross_closes_it(reading):
    page, number = reading(width=390, has_touch=True, is_mobile=True)
    number.tap()
    expect(page.locator(OPEN)).to_have_attribute("id", card_of(number))
    page.locator(OPEN).get_by_role("button", name="Close").tap()
    expect(page.locator(OPEN)).to_have_count(0)


def test_tab_reaches_the_number_and_enter_opens_its_card(reading):
    page, number = reading()
    number.locator("xpath=ancestor::p").click(position={"x": 2, "y": 2})  # the focus starts from there
    for _ in range(5):
        page.keyboard.press("Tab")
        if focused(page) == card_of(number):
            break
    assert focused(page) == card_of(number)
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_have_attribute("id", card_of(number))
    page.keyboard.press("Tab")
    expect(page.locator(OPEN).get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(number.get_by_role("button")).to_be_focused()


def test_escape_closes_the_card_and_leaves_the_focus_on_the_number(reading):
    page, number = reading()
    number.get_by_role("button").press("Space")
    expect(page.locator(OPEN)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(number.get_by_role("button")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_an_open_card_tells_all_is_accessible_and_lies_in_the_window(reading, factbook, width, scheme):
    page, number = reading(width=width, scheme=scheme)
    number.click()
    card = page.locator(OPEN)
    entry = factbook.entries[NUMBER]
    expect(card).to_contain_text(entry.title)
    expect(card).to_contain_text(f"{int(entry.quantity.value):,}")
    links = [link.get_attribute("href") for link in card.get_by_role("definition").get_by_role("link").all()]
    assert factbook.sources[entry.sources[0]].url in links
    expect(card.get_by_role("term").filter(has_text="Confidence")).to_be_visible()
    page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 900
    found = Axe().run(page, {"include": [[OPEN]]}).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("width", [390, 1440])
def test_without_a_script_too_the_card_lies_in_the_window_and_leaves_its_number_visible(reading, width):
    page, number = reading(width=width, java_script_enabled=False, reduced_motion="reduce")
    number.click()
    here, there = number.bounding_box(), page.locator(OPEN).bounding_box()
    assert 0 <= there["y"] <= there["y"] + there["height"] <= 900
    assert 0 <= there["x"] <= there["x"] + there["width"] <= width
    assert (
        there["y"] >= here["y"] + here["height"] - 2
        or there["y"] + there["height"] <= here["y"] + 2
        or there["x"] >= here["x"] + here["width"] - 2
        or there["x"] + there["width"] <= here["x"] + 2
    )


def test_however_often_a_figure_stands_on_a_page_it_has_one_card_there(site):
    numbers = []
    for path in site.rglob("*.html"):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        targets = [node.attributes["popovertarget"] for node in page.css("data.figure button")]
        cards = Counter(node.attributes["id"] for node in page.css(".card"))
        assert {cards[target] for target in targets} <= {1}, path
        numbers += targets
    assert len(numbers) > 100


def test_a_sentence_is_read_with_its_number_in_place(reading):
    _, number = reading()
    sentence = number.locator("xpath=ancestor::p")
    shown = " ".join(number.inner_text().split())
    before, after = (part.split() for part in " ".join(sentence.inner_text().split()).split(shown, 1))
    heard = " ".join(sentence.aria_snapshot().split())
    assert heard.index(before[-1]) < heard.index(f'button "{shown}"') < heard.rindex(after[1])
    assert heard.count(f'button "{shown}"') == 1


def test_a_selected_sentence_can_be_copied_with_its_number(reading):
    page, number = reading()
    sentence = number.locator("xpath=ancestor::p")
    box = sentence.bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] - 5, steps=5)
    page.mouse.up()
    copied = page.evaluate("getSelection().toString()")
    assert number.inner_text().strip() in copied
    assert copied.split() == sentence.text_content().split()
    expect(page.locator(OPEN)).to_have_count(0)


def test_in_print_the_cards_are_notes_below_the_text(reading):
    page, number = reading()
    expect(page.locator(f"[id='{card_of(number)}']")).to_be_hidden()
    page.emulate_media(media="print")
    notes = page.evaluate(PRINTED)
    assert len(notes) > 10
    assert {tuple(note) for note in notes} == {("static", True, False)}
    assert page.pdf().startswith(b"%PDF-")


@pytest.mark.parametrize("words", [None, "advertising revenue"], ids=["number", "words"])
def test_search_finds_the_page_by_a_number_and_by_words(reading, words):
    page, number = reading()
    page.get_by_role("textbox", name="Search").press_sequentially(words or number.inner_text().strip())
    found = page.locator(".md-search-result__item").filter(has_text="The revenue dependency").first
    expect(found).to_be_visible()
    assert found.get_by_role("link").first.get_attribute("href").partition("?")[0].endswith(PATH)


def card_of(number):
    return number.get_by_role("button").get_attribute("popovertarget")


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('popovertarget')")
