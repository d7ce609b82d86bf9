"""The site keeps its promises in Chromium, Firefox and WebKit: on a phone and a desk, with mouse and keys."""

import time

import pytest
from engines import PHONE_AND_DESK
from pages import CHAPTERS, PAGES

pytestmark = pytest.mark.xdist_group("engines")

# One of each kind of page; Chromium walks all of them in test_pages.py.
WALK = ["", "copying/", "next/", "ledger/", "figures/facebook/", "404.html"]
LARGE = "40px"  # of the root, which is 20px
NUMBERS = 'const numbers = [...document.querySelectorAll("article p data.figure button")];'
# Scrolled so that a part of the window lies above it.
PLACE = (
    NUMBERS
    + """
  const number = numbers.filter(one => !one.closest(".key-figures, .answer"))[arguments[0]]
  document.documentElement.scrollTop += number.getBoundingClientRect().top - innerHeight * arguments[1]
  const { x, y, width, height } = number.getBoundingClientRect()
  return { x, y, width, height, words: number.textContent }
"""
)
CARD = """
  const card = document.querySelector(".card:popover-open")
  if (!card || getComputedStyle(card).opacity !== "1" || card.getAnimations().length) return null
  const { x, y, width, height } = card.getBoundingClientRect()
  return { x, y, width, height }
"""
NUMBER_OF_CARD = """
  const { id } = document.querySelector(".card:popover-open")
  const boxes = [...document.querySelectorAll(`data.figure button[popovertarget="${id}"]`)].map(one => one.getBoundingClientRect())
  const { x, y, width, height } = boxes.find(box => box.bottom > 0 && box.top < innerHeight)
  return { x, y, width, height }
"""
CLOSE = 'document.querySelector(":popover-open")?.hidePopover(); getSelection().removeAllRanges(); return true'
IS_OPEN = 'return Boolean(document.querySelector(":popover-open"))'
BARE = """return [...document.querySelectorAll("article :is(data.figure button, abbr.term button, p a, li a)")]
  .filter(one => one.checkVisibility() && !one.closest(".citation, .filter, nav, .figure-list, .chapter-cards, .card, .told"))
  .filter(one => getComputedStyle(one).textDecorationLine !== "underline").map(one => one.outerHTML.slice(0, 200))"""
TOO_WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCALE = "document.documentElement.style.fontSize = arguments[0]; return true"
SELECTED = "return getSelection().toString()"
STOPS = """return [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex]")]
  .filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })).length"""


@pytest.fixture(autouse=True)
def quiet(engine):
    """No test leaves a word in the console, of an error or of the policy."""
    engine.complaints()
    yield
    assert engine.complaints() == []


def open_card(engine, number, height):
    place = engine.run(PLACE, number, height)
    engine.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    card = engine.wait(CARD)
    return engine.run(NUMBER_OF_CARD), card


def check_place(number, card, width, height):
    """The card lies in the window, and not over its number."""
    assert card["x"] >= -1, card
    assert card["y"] >= -1, card
    assert card["x"] + card["width"] <= width + 1, card
    assert card["y"] + card["height"] <= height + 1, card
    assert card["height"] > 100, card
    is_beside = (
        card["y"] >= number["y"] + number["height"] - 1
        or card["y"] + card["height"] <= number["y"] + 1
        or card["x"] >= number["x"] + number["width"] - 1
        or card["x"] + card["width"] <= number["x"] + 1
    )
    assert is_beside, (number, card)


@pytest.mark.parametrize("size", ["", LARGE], ids=["text", "large text"])
@pytest.mark.parametrize(("width", "height"), PHONE_AND_DESK)
def test_a_card_is_seen_in_the_window_and_not_over_its_number(engine, base, width, height, size):
    engine.size(width, height)
    engine.go(f"{base}revenue/")
    engine.run(SCALE, size)
    for number, top in ((0, 0.15), (4, 0.45), (9, 0.6), (4, 0.9)):
        check_place(*open_card(engine, number, top), width, height)
        engine.run(CLOSE)


@pytest.mark.parametrize(("width", "height"), PHONE_AND_DESK)
def test_a_card_is_seen_where_the_system_chooses_the_colours(engine, base, width, height):
    if not engine.force_colours(on=True):
        return  # WebKit has no such setting, and no reader who could make it
    engine.size(width, height)
    engine.go(f"{base}revenue/")
    check_place(*open_card(engine, 4, 0.5), width, height)
    engine.run(CLOSE)
    assert engine.run(BARE) == []
    engine.force_colours(on=False)


@pytest.mark.parametrize("path", ["", "revenue/", "copying/"])
def test_whatever_opens_or_leads_on_is_underlined(engine, base, path):
    engine.go(base + path)
    assert engine.run("return document.querySelectorAll('data.figure button').length") > 5
    assert engine.run(BARE) == []


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_bound_words_have_a_mark_of_their_own_that_is_no_underline(engine, base, scheme):
    if scheme == "forced" and not engine.force_colours(on=True):
        return
    if scheme != "forced":
        engine.choose_scheme(scheme)
    engine.go(f"{base}revenue/")
    bare = """const paper = getComputedStyle(document.body).backgroundColor
      return [...document.querySelectorAll("article .claim label")].filter(one => one.checkVisibility()).filter(one => {
        const { backgroundColor: tint, outlineStyle, textDecorationLine: line } = getComputedStyle(one)
        const marked = arguments[0] === "forced" ? outlineStyle === "dotted" : tint !== paper && !/, 0\\)/.test(tint)
        return !marked || line !== "none" || getComputedStyle(one.firstElementChild).textDecorationLine !== "none"
      }).map(one => one.outerHTML)"""
    assert engine.run(bare, scheme) == []
    assert engine.run('return document.querySelectorAll("article .claim label").length') > 10
    engine.force_colours(on=False)
    engine.choose_scheme("light")


def test_a_click_on_bound_words_opens_their_card_and_the_words_are_selected_as_text(engine, base):
    engine.size(1440, 900)
    engine.go(f"{base}next/")
    place = engine.run("""const words = [...document.querySelectorAll("article > p .claim label")].find(one => one.textContent.length > 40)
      document.documentElement.scrollTop += words.getBoundingClientRect().top - innerHeight * .4
      const { x, y, height } = words.getClientRects()[0]
      getSelection().selectAllChildren(words)
      return { x: x + 20, y: y + height / 2, words: words.textContent, selected: getSelection().toString() }""")
    assert place["selected"].split() == place["words"].split()
    engine.click(place["x"], place["y"])
    engine.wait(CARD)
    said = engine.run("return document.querySelector(':popover-open .card-value').textContent")
    assert said.split() == place["words"].split()
    engine.run(CLOSE)


def test_a_selection_begins_on_a_number_and_a_double_click_selects_a_word_of_it(engine, base):
    engine.size(1440, 900)
    engine.go(f"{base}revenue/")
    number = engine.run(PLACE, 4, 0.5)
    middle = number["y"] + number["height"] / 2
    engine.move(
        (number["x"] + 2, middle),
        "down",
        (number["x"] + 30, middle),
        (number["x"] + number["width"] + 60, middle),
        "up",
    )
    selected = engine.run(SELECTED)
    assert selected.startswith(number["words"])
    assert len(selected) > len(number["words"])
    assert not engine.run(IS_OPEN)
    engine.run(CLOSE)
    engine.rest()
    engine.move((number["x"] + 20, middle), "down", "up", "down", "up")
    word = engine.run(SELECTED).strip()
    assert word
    assert word in number["words"]
    engine.run(CLOSE)


def test_a_number_is_found_in_the_page_and_copied_with_its_sentence(engine, base):
    engine.go(f"{base}revenue/")
    number = engine.run(PLACE, 4, 0.5)
    assert engine.run("return find(arguments[0])", number["words"])
    assert engine.run(SELECTED) == number["words"]
    script = NUMBERS + "const text = numbers[6].closest('p'); getSelection().selectAllChildren(text);"
    copied, text = engine.run(script + "return [getSelection().toString(), text.textContent]")
    assert copied.split() == text.split()


@pytest.mark.parametrize("path", WALK)
def test_a_page_is_quiet_and_no_wider_than_its_window_with_large_text_as_well(engine, base, origin, path):
    for scheme in ("light", "dark"):
        engine.choose_scheme(scheme)
        for width, height in PHONE_AND_DESK:
            engine.size(width, height)
            engine.go(f"{origin}/{path}" if path == "404.html" else base + path)
            assert engine.run(TOO_WIDE) == 0, width
            engine.run(SCALE, LARGE)
            assert engine.run(TOO_WIDE) <= 0, width
    engine.choose_scheme("light")


def test_chapters_that_are_read_one_after_the_other_are_quiet(engine, base):
    """A browser fetches the next one ahead, which the policy must let it do: Firefox says so when it opens that."""
    for path in CHAPTERS[:4]:
        engine.go(base + path)
        time.sleep(1)


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_has_few_stops_and_arrow_keys_lead_to_each_number(engine, base, path, record_property):
    engine.size(1440, 900)
    engine.go(base + path)
    stops = engine.run(STOPS)
    record_property("printed", f"{engine.name}: {path} has {stops} stops of the keyboard")
    assert stops <= 40
    numbers = engine.run(
        """const paragraph = [...document.querySelectorAll("article > p")].find(one => one.querySelectorAll("button").length > 1)
        const boxes = [paragraph], isText = box => box?.matches("p, ul, ol, dl, .verdicts")
        while (isText(boxes[0].previousElementSibling)) boxes.unshift(boxes[0].previousElementSibling)
        while (isText(boxes.at(-1).nextElementSibling)) boxes.push(boxes.at(-1).nextElementSibling)
        const numbers = boxes.flatMap(box => [...box.querySelectorAll("button, summary, a:not([aria-hidden] *)")])
          .filter(one => one.checkVisibility({ visibilityProperty: true }))
        numbers[0].focus()
        return numbers.map(one => one.textContent)"""
    )
    met = [numbers[0]]
    for _ in numbers[1:]:
        engine.press("right")
        met.append(engine.run("return document.activeElement.textContent"))
    assert met == numbers
    assert engine.run("return document.querySelector('[role=status]').textContent") == f"{len(met)} of {len(met)}"


def test_the_keyboard_opens_a_card_and_comes_back_to_the_number(engine, base):
    engine.size(1440, 900)
    engine.go(f"{base}revenue/")
    number = engine.run(PLACE, 4, 0.5)
    engine.run(NUMBERS + "numbers.find(one => one.textContent === arguments[0]).focus(); return true", number["words"])
    engine.press("enter")
    engine.wait(CARD)
    engine.press("escape")
    assert not engine.run(IS_OPEN)
    assert engine.run("return document.activeElement.textContent") == number["words"]


def test_on_a_phone_a_table_shows_its_point_without_scrolling(engine, base):
    engine.size(390, 844)
    engine.go(f"{base}next/")
    hidden = """return [...document.querySelectorAll("article > .scroll td")].filter(one => one.textContent.trim())
      .filter(one => { const box = one.getBoundingClientRect(); return box.right > innerWidth || box.left < 0 || !box.height })
      .map(one => one.textContent)"""
    labels = """return [...document.querySelectorAll("article > .scroll td")]
      .filter(one => getComputedStyle(one, "::before").content !== "none").map(one => one.dataset.label)"""
    assert engine.run(hidden) == []
    assert "Lag" in engine.run(labels)


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_the_title_is_whole(engine, base, path):
    if engine.name != "chromium":
        return  # the width of letters is much the same in all
    engine.size(390, 844)
    engine.go(base + path)
    cut = """const [title, bar] = [document.querySelector(".md-header__title"), document.querySelector(".md-header")]
      return title.scrollWidth > title.clientWidth || title.scrollHeight > bar.clientHeight ? title.textContent : \"\""""
    assert engine.run(cut) == ""


def test_an_open_card_can_be_read_to_its_last_line(engine, base):
    """Its last line is in sight, and nothing shows below that."""
    engine.size(390, 844)
    engine.go(f"{base}revenue/")
    open_card(engine, 4, 0.5)
    foot = "const card = document.querySelector('.card:popover-open'), foot = card.querySelector('.card-way');"
    gap = "return card.getBoundingClientRect().bottom - foot.getBoundingClientRect().bottom"
    assert 0 < engine.run(foot + gap) < 20
    engine.run(CLOSE)


@pytest.mark.parametrize("path", ["changes/", "revenue/", "figures/facebook/"])
def test_a_summary_leaves_room_for_its_arrow(engine, base, path):
    engine.size(1440, 900)
    engine.go(base + path)
    crowded = """return [...document.querySelectorAll("article summary")].filter(one => one.checkVisibility()).filter(one => {
      const [arrow, box] = [getComputedStyle(one, "::after"), getComputedStyle(one)]
      return parseFloat(box.paddingRight) < parseFloat(arrow.right) + parseFloat(arrow.width)
    }).map(one => one.textContent)"""
    assert engine.run(crowded) == []


def test_the_page_for_a_wrong_address_has_the_doors_of_the_story_and_the_search(engine, origin):
    engine.go(f"{origin}/404.html")
    doors = engine.run("return [...document.querySelectorAll('article ol a')].map(one => one.getAttribute('href'))")
    assert [door.strip("/") + "/" for door in doors] == CHAPTERS
    assert engine.run("return document.querySelectorAll('article form[role=search] input[name=q]').length") == 1


def test_screens_of_an_open_card_can_be_looked_at(engine, base, tmp_path_factory):
    """In the folder of this run; each is a picture of the size that it should have."""
    for width, height in PHONE_AND_DESK:
        engine.size(width, height)
        engine.go(f"{base}revenue/")
        open_card(engine, 4, 0.4)
        time.sleep(0.2)
        path = tmp_path_factory.getbasetemp() / f"{engine.name}-{width}.png"
        path.write_bytes(engine.picture())
        assert int.from_bytes(path.read_bytes()[16:20]) >= width
        engine.run(CLOSE)


@pytest.mark.parametrize(("width", "height"), PHONE_AND_DESK)
def test_what_was_checked_stands_in_the_margin_or_unfolds_below_its_paragraph(engine, base, width, height):
    engine.size(width, height)
    engine.go(f"{base}revenue/")
    chips = """return [...document.querySelectorAll(".verdict-chip.wrong")].map(one => {
      const text = one.parentElement.previousElementSibling.getBoundingClientRect(), { left, top, right } = one.getBoundingClientRect()
      const [folded, claim] = [one.querySelector("summary"), one.querySelector("p a")].map(part => part.getClientRects().length)
      return { isBeside: left > text.right, isBelow: top >= text.bottom, isInside: right <= innerWidth, folded, claim }
    })"""
    found = engine.run(chips)
    assert found
    for chip in found:
        assert chip["isInside"]
        assert chip["isBeside"] if width > 1000 else chip["isBelow"]
        assert bool(chip["folded"]) == (width < 1000)
    if width > 1000:
        assert all(chip["claim"] for chip in found)
