"""The field above a long list leaves in sight what has the words typed into it, in three engines and by keyboard."""

import pytest
from test_engines import quiet  # noqa: F401

pytestmark = pytest.mark.xdist_group("engines")

LEFT = """return [...document.querySelectorAll("article .item")].filter(one => one.checkVisibility()).length"""
ALL = """return document.querySelectorAll("article .item").length"""
SAID = """return document.querySelector(".find output").textContent"""
HEADINGS = """return [...document.querySelectorAll(".group h2")].filter(one => one.checkVisibility()).length"""
EMPTY = """return [...document.querySelectorAll(".group")].filter(one => one.checkVisibility())
  .filter(one => ![...one.querySelectorAll(".item")].some(item => item.checkVisibility())).length"""
FOCUS = "document.querySelector('.find input').focus(); return true"
CHOOSE = "location.hash = arguments[0]; return true"
LISTS = ["figures/", "figures/facebook/", "sources/", "ledger/", "claims/"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_filtered_by_typing_and_escape_brings_it_back(engine, base, path):
    engine.go(base + path)
    every = engine.run(ALL)
    engine.run(FOCUS)
    engine.press(*"Facebook", " ", *"revenue")
    engine.wait("return document.querySelector('.find output').textContent !== ''")
    left = engine.run(LEFT)
    assert 0 < left < every
    assert engine.run(SAID).startswith(f"{left} of {every} ")
    assert engine.run(EMPTY) == 0
    assert engine.run("return new URLSearchParams(location.search).get('find')").lower() == "facebook revenue"
    engine.press("escape")
    engine.wait("return document.querySelector('.find output').textContent === ''")
    assert engine.run(LEFT) == every
    assert engine.run("return location.search") == ""
    assert engine.run("return document.activeElement.id") == "filter-field"


def test_an_address_keeps_the_words_and_the_choice_together(engine, base):
    engine.go(f"{base}ledger/?find=wechat#only-supported")
    engine.wait("return document.querySelector('.find output').textContent !== ''")
    both = engine.run(LEFT)
    assert engine.run(SAID).startswith(f"{both} of ")
    assert engine.run(EMPTY) == 0
    engine.run(CHOOSE, "#claims")
    engine.wait("return !document.querySelector('.find output').textContent.startsWith(arguments[0])", f"{both} of ")
    assert both < engine.run(LEFT) < engine.run(ALL)
    assert engine.run(SAID).startswith(f"{engine.run(LEFT)} of ")


def test_what_nobody_wrote_leaves_nothing_and_says_so(engine, base):
    engine.go(f"{base}sources/?find=zzzz")
    engine.wait("return document.querySelector('.find output').textContent.startsWith('None of ')")
    assert engine.run(LEFT) == 0
    assert engine.run(HEADINGS) == 0


def test_a_link_to_what_is_out_of_sight_brings_it_back(engine, base):
    engine.go(f"{base}figures/?find=zzzz")
    engine.wait("return document.querySelector('.find output').textContent !== ''")
    engine.run(CHOOSE, "#facebook")
    engine.wait("return document.getElementById('facebook').checkVisibility()")
    assert engine.run(LEFT) == engine.run(ALL)
    assert engine.run("return document.querySelector('.find input').value") == ""


def test_tab_leads_from_the_field_to_what_is_left(engine, base):
    engine.go(f"{base}figures/?find=tencent")
    engine.wait("return document.querySelector('.find output').textContent !== ''")
    engine.run(FOCUS)
    engine.press("tab")
    met = "return document.activeElement.closest('.item')?.textContent ?? document.activeElement.className"
    for _ in range(3):
        if engine.run("return Boolean(document.activeElement.closest('.item'))"):
            break
        engine.press("tab")
    assert "Tencent" in engine.run(met)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_a_chapter_of_the_timeline_leaves_its_events_and_pales_the_dots_of_others(engine, base, width, height):
    engine.size(width, height)
    engine.go(f"{base}timeline/")
    every = engine.run(LEFT)
    engine.run(CHOOSE, "#only-privacy")
    shown = engine.wait(f"const left = (() => {{ {LEFT} }})(); return left < arguments[0] && left", every)
    assert engine.run("return document.querySelector('#only-privacy small').textContent") == str(shown)
    assert engine.run(EMPTY) == 0
    pale = """const dots = [...document.querySelectorAll(".lanes svg .mark")].filter(one => one.checkVisibility())
      return [dots.length, dots.filter(one => getComputedStyle(one).opacity === "1").length]"""
    assert engine.run(pale) == [every, shown]


def test_a_dot_of_the_timeline_leads_to_its_line(engine, base):
    engine.size(1440, 900)
    engine.go(f"{base}timeline/")
    dot = engine.run(
        """const dot = document.querySelector(".lanes .chart-wide .stop .hit")
        const { x, y, width, height } = dot.getBoundingClientRect()
        return { x: x + width / 2, y: y + height / 2, href: dot.parentElement.getAttribute("href") }"""
    )
    engine.click(dot["x"], dot["y"])
    engine.wait(
        "return location.hash === arguments[0] && document.querySelector(':target')?.matches('.events li')", dot["href"]
    )


def test_an_address_that_is_cut_off_within_a_letter_breaks_nothing(engine, base):
    engine.go(f"{base}figures/?find=facebook")
    engine.run("window.broken = 0; addEventListener('error', () => { window.broken++ }); return true")
    engine.run(CHOOSE, "#%E0%A4%A")
    engine.run(CHOOSE, "#facebook")
    assert engine.run("return window.broken") == 0
