"""Every page, as readers get it: on a phone and a desk, in light and dark, with and without JavaScript."""

import re
from collections import Counter
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import BARE, CONFIG, PAGES
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.xdist_group("browser")

SITE_URL = CONFIG["site_url"]
NO_PAGE = "404.html"
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget")
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LARGE_TEXT, USUAL_TEXT = (f"document.documentElement.style.fontSize = '{size}'" for size in ("40px", ""))
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
# Boxes that hide a part of what they hold, which paper can't scroll.
CUT_OFF = """() => [...document.querySelectorAll("article *")].filter(one =>
  getComputedStyle(one).overflowX !== "visible" && one.checkVisibility() && one.scrollWidth > one.clientWidth + 1
).map(one => `${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
# What moves comes to rest, but for what is not drawn yet: that never does.
STILL = """Promise.race([
  Promise.all(document.getAnimations().map(one => one.finished)),
  new Promise(done => setTimeout(done, 2000)),
])"""
# Contrast takes axe longer than all the rest. It follows from the classes of an element and
# of those around it, so two examples of each kind of text tell as much as all.
MARK_KINDS = """() => {
  const seen = new Map();
  for (const one of document.body.querySelectorAll("*")) {
    if (![...one.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim())) continue;
    let kind = "";
    for (let part = one; part; part = part.parentElement) kind += `${part.tagName}.${part.getAttribute("class")} `;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) < 3) one.dataset.kind = "";
  }
}"""
ONE_OF_EACH_KIND = {"include": [["[data-kind]"]]}
ALL_BUT_CONTRAST = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}


@pytest.fixture(scope="module")
def pages(site):
    """Every HTML file, read, by its path in the site."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    return {name: LexborHTMLParser(path.read_text(encoding="utf-8")) for name, path in files.items()}


@pytest.fixture(scope="module")
def ids(pages):
    """The ids of every page, in order."""
    return {name: [node.attributes["id"] for node in page.css("[id]")] for name, page in pages.items()}


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_accessible_and_not_too_wide(path, width, base, open_page):
    page = open_page(base, path, width=width)
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate(OPEN_ALL)
    assert page.evaluate(TOO_WIDE) == 0
    assert violations(page) == []
    page = open_page(base, path, width=width, scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.evaluate(OPEN_ALL)
    page.evaluate(STILL)
    page.evaluate(LARGE_TEXT)
    assert page.evaluate(TOO_WIDE) <= 0
    page.evaluate(USUAL_TEXT)
    assert page.evaluate(TOO_WIDE) == 0
    assert faint(page) == []
    assert page.context.cookies() == []


def test_the_page_for_a_wrong_address_is_quiet_and_accessible(origin, open_page):
    page = open_page(f"{origin}/", NO_PAGE, width=390, scheme="dark")
    assert page.evaluate(TOO_WIDE) == 0
    assert violations(page) == []


def violations(page):
    """What axe finds wrong."""
    return run_axe(page, None, ALL_BUT_CONTRAST) + faint(page)


def faint(page):
    """Text of too little contrast."""
    page.evaluate(MARK_KINDS)
    return run_axe(page, ONE_OF_EACH_KIND, CONTRAST)


def run_axe(page, context, options):
    found = Axe().run(page, context, options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_the_navigation_or_the_list_of_figures_leads_to_every_page_and_so_does_the_sitemap(site, pages):
    said = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(said) == sorted(SITE_URL + page for page in PAGES)
    framed = [name for name in pages if name.partition("/")[0] not in BARE]
    assert sorted(framed) == sorted([NO_PAGE, *(f"{page}index.html" for page in PAGES)])


def test_a_page_without_a_frame_is_a_chart_or_a_claim_and_leaves_search_to_the_page_that_it_names(pages, factbook):
    bare = {name: page for name, page in pages.items() if name.partition("/")[0] in BARE}
    claims = {f"claim/{claim.id}/index.html" for claim in factbook.ledger}
    charts = {f"embed/{chart}/index.html" for chart in factbook.charts}
    assert claims <= bare.keys() <= claims | charts
    assert any(name in charts for name in bare)
    for name, page in bare.items():
        assert page.css_first("meta[name=robots]").attributes["content"] == "noindex", name
        assert page.css_first(f"a[href^='{SITE_URL}']"), name


def test_every_internal_address_and_anchor_leads_somewhere(site, pages, ids):
    lost = []
    for name, page in pages.items():
        for address in addresses(page):
            file, anchor = resolve(address, name)
            if file is None:
                continue
            if not (site / file).is_file() or (anchor and anchor not in ids.get(file, ())):
                lost.append((name, address))
    assert lost == []


def test_only_the_page_for_a_wrong_address_depends_on_where_the_site_lies(pages):
    rooted = [(name, one) for name, page in pages.items() for one in addresses(page) if one.startswith("/")]
    assert {name for name, _ in rooted} == {NO_PAGE}


def addresses(page):
    for attribute in ("href", "src"):
        yield from (node.attributes[attribute] or "" for node in page.css(f"[{attribute}]"))


def resolve(address, name):
    """The file of the site that an address on a page leads to, or None, and the anchor in it."""
    there = urlsplit(urljoin(SITE_URL + name, address))
    if there.netloc != urlsplit(SITE_URL).netloc:
        assert there.scheme in {"http", "https", "mailto"}, address
        return None, ""
    path = unquote(there.path).lstrip("/")
    return path + ("index.html" if path.endswith("/") or not path else ""), unquote(there.fragment)


def test_ids_are_unique_and_what_refers_to_one_finds_it(pages, ids):
    twice = [(name, one) for name, found in ids.items() for one, count in Counter(found).items() if count > 1]
    assert twice == []
    lost = [
        (name, attribute, target)
        for name, page in pages.items()
        for attribute in REFERENCES
        for node in page.css(f"[{attribute}]")
        for target in (node.attributes[attribute] or "").split()
        if target not in ids[name]
    ]
    assert lost == []


def test_every_page_is_valid_html(site):
    wrong = []
    for path in sorted(site.rglob("*.html")):
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        wrong += [(path.name, place, code, data) for place, code, data in parser.errors]
    assert wrong == []


def test_every_picture_says_what_it_shows(pages):
    for name, page in pages.items():
        assert [node.html for node in page.css("img:not([alt])")] == [], name
        for drawing in page.css("figure.chart > svg"):
            said = [drawing.css_first(part).text(strip=True) for part in ("title", "desc")]
            assert all(said), (name, drawing.html[:200])


def test_without_javascript_everything_is_there_and_cards_open_by_keyboard(base, open_page):
    page = open_page(base, "revenue/", java_script_enabled=False)
    expect(page.locator("h1#the-revenue-dependency")).to_be_visible()
    table = page.locator("figure.chart details table").first
    expect(table).to_be_hidden()
    page.locator("figure.chart summary").first.press("Enter")
    expect(table).to_be_visible()
    number = page.locator("article p data.figure button").first
    card = page.locator(f"[id='{number.get_attribute('popovertarget')}']")
    expect(card).to_be_hidden()
    number.press("Enter")
    expect(card).to_be_visible()
    expect(card.locator("> dl")).to_contain_text("Confidence")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


@pytest.mark.parametrize(
    ("address", "every", "kept"),
    [
        ("ledger/#only-wrong", ".ledger-claim", ".wrong"),
        ("ledger/#only-wrong", ".group", ":has(.wrong)"),
        ("figures/facebook/#only-derived", ".entry", ".derived"),
        ("timeline/#only-privacy", ".events li", ".in-3"),
    ],
)
def test_a_filter_leaves_only_what_it_names_without_a_script(address, every, kept, base, open_page):
    path, _, chosen = address.partition("#")
    page = open_page(base, path, java_script_enabled=False)
    everything, wanted = page.locator(every), page.locator(f"{every}{kept}")
    expect(everything.filter(visible=True)).to_have_count(everything.count())
    page.locator(f".filter a[href='#{chosen}']").click()
    expect(everything.filter(visible=True)).to_have_count(wanted.count())
    assert 0 < wanted.count() < everything.count()
    assert all(one.is_visible() for one in wanted.all())


@pytest.mark.parametrize("path", ["figures/", "figures/facebook/", "sources/", "ledger/", "claims/"])
def test_without_a_script_a_list_is_whole_and_has_no_field_that_does_nothing(path, base, open_page):
    page = open_page(base, path, java_script_enabled=False)
    expect(page.locator(".find")).to_be_hidden()
    items = page.locator("article .item")
    assert items.count() > 10
    expect(items.filter(visible=True)).to_have_count(items.count())


def test_on_paper_nothing_is_cut_off(base, open_page):
    cut = {}
    for path in PAGES:
        page = open_page(base, path, width=657)  # what A4 has between the margins
        page.emulate_media(media="print")
        assert page.evaluate(TOO_WIDE) == 0, path
        cut[path] = page.evaluate(CUT_OFF)
    assert {path: found for path, found in cut.items() if found} == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_a_mark_says_its_numbers_when_it_is_reached_by_keyboard_or_pointed_at(width, base, open_page):
    page = open_page(base, "revenue/", width=width, java_script_enabled=False)
    page.locator(".guess-answer:has(#chart-revenue_by_year) > summary").click()
    marks = page.locator("#chart-revenue_by_year .stop").filter(visible=True)
    first, last = marks.first, marks.last
    expect(first.locator(".said")).to_be_hidden()
    page.locator("#chart-revenue_by_year figcaption a").last.focus()
    # The words of a figure stand before its drawing in the text, whatever the style sheet does.
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    expect(first.locator(".said")).to_be_visible()
    expect(first.locator(".said")).to_contain_text("2009")
    last.locator(".hit").hover()
    expect(last.locator(".said")).to_be_visible()
    expect(first.locator(".said")).to_be_hidden()


@pytest.mark.parametrize("path", PAGES)
def test_without_javascript_the_words_and_charts_can_be_seen(path, base, open_page):
    page = open_page(base, path, width=390, java_script_enabled=False)
    expect(page.locator("article h1")).to_be_visible()
    for answer in page.locator(".guess-answer > summary").all():
        answer.click()
    drawings = page.locator("figure.chart > svg.chart-narrow")
    for number in range(drawings.count()):
        expect(drawings.nth(number)).to_be_visible()
    tables = page.locator("figure.chart details table")
    assert tables.count() == drawings.count()
