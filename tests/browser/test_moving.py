"""What-ifs on the real site: the script says what the core says, letter for letter, and any reader can use it."""

import json
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from engines import PHONE_AND_DESK
from playwright.sync_api import expect

sys.path.append(str(Path(__file__).parents[1]))
from odd import odd
from settings import batch

pytestmark = pytest.mark.xdist_group("engines")

EACH, ODD, AT_ONCE = 2_600, 1_200, 400
START = "document.querySelector(arguments[0]).focus(); return true"
IS_THERE = "return typeof followWhatIf === 'function'"
FOLLOW = """return JSON.stringify(arguments[1].map(setting => {
  const { inputs, outputs, says } = followWhatIf(arguments[0], setting)
  return [inputs, outputs, says]
}))"""
SCRIPTS = "return performance.getEntriesByType('resource').map(one => one.name).filter(name => name.endsWith('.js'))"
LIKE = "#whatif-like_wechat"
SAYS = f"return document.querySelector('{LIKE} .whatif-follows p').textContent"
BAR = f"return document.querySelector('{LIKE} .whatif-now').getAttribute('width')"
SMALL = """const missed = (one, dx, dy) => {
  const { left, top, width, height } = one.getBoundingClientRect()
  return document.elementFromPoint(left + width / 2 + dx, top + height / 2 + dy) !== one
}
return [...document.querySelectorAll(".whatif :is(input, button:enabled)")].filter(one => one.checkVisibility()).filter(one => {
  one.scrollIntoView({ block: "center", inline: "center" })
  return [-21, 21].some(dy => missed(one, 0, dy))
}).map(one => one.outerHTML)"""
NAMELESS = """return [...document.querySelectorAll(".whatif input, .whatif button")]
  .filter(one => !(one.labels?.length || one.ariaLabel || one.textContent.trim())).length"""


@pytest.fixture(scope="module")
def batches(factbook):
    """For each what-if of the site, and for one over numbers of every kind: its data, settings, and the core's words."""
    made = [batch(whatif, factbook, EACH) for whatif in factbook.whatifs.values()]
    strange = odd()
    return [*made, *(batch(whatif, strange, ODD) for whatif in strange.whatifs.values())]


@pytest.fixture(autouse=True)
def quiet(request):
    """No test leaves a word in the console, of an error or of the policy."""
    engine = request.getfixturevalue("engine") if "engine" in request.fixturenames else None
    if engine:
        engine.complaints()
    yield
    if engine:
        assert engine.complaints() == []


def open_block(engine, address, block=LIKE):
    engine.go(address)
    engine.run(START, f"{block} [type=range]")
    engine.wait(IS_THERE)


def test_the_settings_have_all_that_rounding_and_doubt_can_do(batches):
    """At least ten thousand of them are the site's own, and the odd ones come to every turn of a phrase."""
    assert sum(len(settings) for _, settings, _ in batches[:-1]) >= 10_000
    said = str(batches[-1][2])
    for words in (
        "no answer",
        "not certain",
        "about",
        "at least",
        "at most",
        "less than",
        "once",
        "\u2212",
        "+",
        "two",
    ):
        assert words in said, words
    for data, _, core in batches[:-1]:
        assert len({str(sentence) for _, _, says in core for sentence in says}) > 4, data["name"]


def test_script_and_core_say_the_same_letter_for_letter(engine, base, batches, record_property):
    open_block(engine, f"{base}next/")
    different, count = [], 0
    for data, settings, core in batches:
        for start in range(0, len(settings), AT_ONCE):
            given = settings[start : start + AT_ONCE]
            found = json.loads(engine.run(FOLLOW, data, given))
            pairs = zip(given, found, core[start : start + AT_ONCE], strict=True)
            different += [(data["name"], setting, one, other) for setting, one, other in pairs if one != other]
            count += len(given)
    record_property("printed", f"{engine.name}: {count:,} settings of {len(batches)} what-ifs compared")
    assert different[:3] == []


@pytest.mark.parametrize(("width", "height"), PHONE_AND_DESK)
def test_by_keyboard_alone_a_sentence_changes_its_mind_and_comes_back(engine, base, width, height):
    engine.size(width, height)
    engine.go(f"{base}next/")
    before, bar, scripts = engine.run(SAYS), engine.run(BAR), engine.run(SCRIPTS)
    assert "almost all" in before
    assert not any("whatif" in name for name in scripts)
    engine.run(START, f"{LIKE} [type=range]")
    engine.wait(IS_THERE)
    assert [name for name in engine.run(SCRIPTS) if name not in scripts] == [f"{base}assets/whatif.js"]
    engine.press("right", "right", "right")
    engine.wait(f"{SAYS}.includes('most')")
    assert engine.run(BAR) != bar
    assert engine.run(f"return document.querySelector('{LIKE} [type=range]').getAttribute('aria-valuetext')") == "3%"
    assert engine.run(f"return document.querySelector('{LIKE} [type=number]').value") == "3"
    engine.wait("return location.search === '?like_wechat=3'")
    engine.wait(f"return document.querySelector('{LIKE} output').textContent.includes('most')")
    engine.run(f"document.querySelector('{LIKE} [type=number]').select(); return true")
    engine.press("9", "5", "enter")
    engine.wait(f"{SAYS}.includes('no more than half')")
    engine.run(START, f"{LIKE} .whatif-reset")
    engine.press("enter")
    engine.wait("return location.search === ''")
    assert (engine.run(SAYS), engine.run(BAR)) == (before, bar)


def test_a_setting_stands_in_the_address_and_nothing_else_in_it_counts(engine, base):
    engine.go(f"{base}next/?like_wechat=95{LIKE}")
    engine.wait(f"return document.readyState === 'complete' && {IS_THERE[7:]}")
    engine.wait(f"{SAYS}.includes('no more than half')")
    for value in ("95_1", "1e2", "999", "-1", "<img src=x onerror=alert(1)>", "95;alert(1)", "０5"):
        engine.go(f"{base}next/?like_wechat={quote(value)}{LIKE}")
        engine.wait("return new URLSearchParams(location.search).get('like_wechat') === arguments[0]", value)
        engine.wait(f"return document.readyState === 'complete' && {IS_THERE[7:]}")
        assert "almost all" in engine.run(SAYS), value


def test_each_control_has_a_name_and_room_for_a_finger(engine, base):
    engine.size(*PHONE_AND_DESK[0])
    for path, block in (("next/", LIKE), ("revenue/", "#whatif-less_advertising")):
        open_block(engine, base + path, block)
        assert engine.run(SMALL) == []
        assert engine.run(NAMELESS) == 0


def test_marks_move_with_the_other_inputs_and_lead_to_where_words_change(engine, base):
    block = "#whatif-less_advertising"
    open_block(engine, f"{base}revenue/", block)
    marks = f"return [...document.querySelectorAll('{block} .whatif-turns')].map(one => one.textContent)"
    before = engine.run(marks)
    press = "document.querySelector(arguments[0]).click(); return true"
    engine.run(press, f"{block} .whatif-input:nth-of-type(2) .whatif-stops > button")
    assert engine.run(marks)[0] != before[0]
    engine.run(press, f"{block} .whatif-input .whatif-turns button")
    said = engine.run(f"return document.querySelector('{block} .whatif-follows').textContent")
    assert "most" in said


def test_without_a_script_there_is_a_table_of_the_stops(open_page, base):
    page = open_page(base, "revenue/", width=390, java_script_enabled=False)
    block = page.locator("#whatif-less_advertising")
    expect(block.locator(".whatif-controls")).to_be_hidden()
    expect(block.locator("tbody tr")).to_have_count(7)
    expect(block.locator("tbody tr").first).to_contain_text("almost all")
    expect(block.locator("tbody")).to_contain_text("part of it")


def test_where_its_script_does_not_come_the_table_does(open_page, base, complaints):
    page = open_page(base, "revenue/")
    page.route("**/whatif.js", lambda route: route.abort())
    block = page.locator("#whatif-less_advertising")
    expect(block.locator("table")).to_be_hidden()
    block.locator("[type=range]").first.focus()
    expect(block.locator("table")).to_be_visible()
    expect(block.locator(".whatif-controls")).to_be_hidden()
    complaints.clear()


def test_the_first_button_counts_though_the_script_comes_with_it(open_page, base):
    page = open_page(base, "revenue/")
    block = page.locator("#whatif-less_advertising")
    block.get_by_role("button", name="becomes “part”").first.click()
    expect(block.locator(".whatif-follows")).to_contain_text("part")


def test_paper_has_the_table_and_no_controls(open_page, base):
    page = open_page(base, "revenue/")
    page.emulate_media(media="print")
    block = page.locator("#whatif-less_advertising")
    expect(block.locator("table")).to_be_visible()
    expect(block.locator(".whatif-controls")).to_be_hidden()
