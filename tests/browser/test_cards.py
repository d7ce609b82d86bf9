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

# How many pixels of each card of a number one has to scroll for.
HIDDEN = """async () => {
  const found = [], frame = () => new Promise(done => requestAnimationFrame(done))
  for (const card of document.querySelectorAll(".cards .card")) {
    const number = document.querySelector(`[popovertarget="${card.id}"]`)
    document.documentElement.scrollTop += number.getBoundingClientRect().top - innerHeight / 3
    await frame()
    number.click()
    await frame()
    found.push(card.scrollHeight - card.clientHeight)
    card.hidePopover()
  }
  return found
}"""


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
    page.mouse.click(1, 450)  # beside the text
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_finger_on_the_number_opens_its_card_and_one_on_the_cross_closes_it(reading):
    page, number = reading(width=390, has_touch=True, is_mobile=True)
    number.tap()
    expect(page.locator(OPEN)).to_have_attribute("id", card_of(number))
    page.locator(OPEN).get_by_role("button", name="Close").tap()
    expect(page.locator(OPEN)).to_have_count(0)


def test_tab_reaches_the_stretch_of_the_number_an_arrow_the_number_and_enter_opens_its_card(reading):
    page, number = reading()
    heading = number.locator("xpath=ancestor::p/preceding-sibling::h2[1]")
    heading.click(position={"x": 2, "y": 2})  # the focus starts from there
    page.keyboard.press("Tab")
    for _ in range(5):
        if focused(page) == card_of(number):
            break
        page.keyboard.press("ArrowRight")
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


@pytest.mark.parametrize("path", ["revenue/", "wechat/"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nine_cards_of_ten_are_seen_whole_on_a_low_screen(base, open_page, path, width):
    """Each number stands at a third of the window, where people read."""
    page = open_page(base, path, width=width, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 640})
    hidden = page.evaluate(HIDDEN)
    assert len(hidden) > 15
    assert sum(lines > 1 for lines in hidden) <= len(hidden) / 10, hidden


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
    sentence.evaluate("one => one.scrollIntoView({block: 'center'})")  # at an edge of the window a drag scrolls
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


# Words that depend on numbers


@pytest.fixture
def asking(base, open_page):
    """The start page, its first bound words and their button."""

    def asking(**options):
        page = open_page(base, "", **options)
        words = page.locator("article > p .claim:has(button)").first
        words.scroll_into_view_if_needed()
        return page, words

    return asking


@pytest.mark.parametrize(
    "options", [{"width": 390, "has_touch": True, "is_mobile": True}, {"java_script_enabled": False}]
)
def test_bound_words_open_their_card_by_finger_and_without_a_script(asking, options):
    page, words = asking(**options)
    words.tap() if options.get("has_touch") else words.click()
    expect(page.locator(OPEN)).to_have_attribute("id", card_of(words))
    expect(page.locator(OPEN)).to_contain_text("Stands while")
    page.mouse.click(1, 450)  # beside the text
    expect(page.locator(OPEN)).to_have_count(0)


def test_the_keyboard_reaches_bound_words_and_the_drawing_on_their_card(asking):
    page, words = asking()
    button = words.get_by_role("button")
    button.press("Enter")
    card = page.locator(OPEN)
    expect(card.get_by_role("img")).to_be_visible()
    assert "the limit is" in card.get_by_role("img").get_attribute("aria-label")
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_an_open_card_of_words_is_accessible_and_its_labels_lie_in_it(asking, width, scheme):
    page, words = asking(width=width, scheme=scheme)
    words.click()
    page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
    card = page.locator(OPEN).bounding_box()
    for label in page.locator(f"{OPEN} svg text").all():
        box = label.bounding_box()
        assert card["x"] <= box["x"]
        assert box["x"] + box["width"] <= card["x"] + card["width"]
    found = Axe().run(page, {"include": [[OPEN], ["article > p .claim"]]}).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_a_card_of_words_leads_to_its_entry_among_the_claims(asking, site):
    _, words = asking()
    page = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))
    link = page.css_first(f"[id='{card_of(words)}'] .card-foot a").attributes["href"]
    path, _, name = link.partition("#")
    claims = LexborHTMLParser((site / path / "index.html").read_text(encoding="utf-8"))
    assert words.inner_text().strip() in claims.css_first(f"[id='{name}']").text()


def test_every_button_of_words_has_its_card_and_every_card_its_entry(site):
    count = 0
    claims = {
        node.attributes["id"] for node in LexborHTMLParser((site / "claims/index.html").read_text("utf-8")).css("[id]")
    }
    for path in site.rglob("*.html"):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        cards = Counter(node.attributes["id"] for node in page.css(".card"))
        for button in page.css(".claim button"):
            assert cards[button.attributes["popovertarget"]] == 1, path
            count += 1
        links = [node.attributes["href"] for node in page.css(".answers .card-foot a")]
        assert {link.partition("#")[2] for link in links} <= claims, path
    assert count > 70
