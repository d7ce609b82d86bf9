"""A page runs nothing but what it was built with, keeps nothing but the choice of a palette, and works under that."""

import re

import pytest
from pages import BARE
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.xdist_group("browser")

LISTEN = """window.refused = []
document.addEventListener("securitypolicyviolation", event => refused.push(event.violatedDirective))"""
RUN = """const script = document.createElement("script")
script.textContent = "window.ran = true"
document.head.append(script)"""
DRAW = 'document.querySelector("h1").setAttribute("style", "color: red")'
ASK = 'fetch("https://elsewhere.example/").catch(() => 0)'
HEARD = '[...new Set(refused)].join(" ")'


def framed(site, pattern):
    """The pages with the frame of the site; those for other sites have none, and a stricter policy."""
    return [path for path in site.rglob(pattern) if path.relative_to(site).parts[0] not in BARE]


def test_a_page_for_other_sites_may_do_nothing_at_all(site):
    pages = [*site.glob("embed/*/index.html"), *site.glob("claim/*/index.html")]
    assert len(pages) > 80
    for path in pages:
        text = path.read_text(encoding="utf-8")
        policy = LexborHTMLParser(text).css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
        assert policy.startswith("default-src 'none'; style-src 'self'; ")
        assert "<script" not in text


def test_every_page_has_the_same_policy_before_its_scripts(site):
    found = set()
    for path in framed(site, "*.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        policy = LexborHTMLParser(head).css_first("meta[http-equiv=Content-Security-Policy]")
        assert policy, path
        assert head.index("Content-Security-Policy") < head.index("<script"), path
        found.add(policy.attributes["content"])
    (policy,) = found
    assert "unsafe" not in policy
    assert policy.count("sha256-") == len({part for part in policy.split() if "sha256-" in part}) > 0


@pytest.mark.parametrize(
    ("attempt", "refused"), [(RUN, "script-src-elem"), (DRAW, "style-src-attr"), (ASK, "connect-src")]
)
def test_what_was_not_built_with_the_site_is_refused(attempt, refused, browser, base):
    page = browser.new_page()
    page.goto(base)
    page.evaluate(LISTEN)
    page.evaluate(f"() => {{ {attempt} }}")
    page.wait_for_function("() => refused.length > 0")
    assert page.evaluate(HEARD) == refused
    assert page.evaluate("window.ran") is None
    page.close()


def test_search_the_next_page_and_a_change_of_palette_work_under_it_without_a_cookie(base, open_page):
    page = open_page(base, "about/", width=1440)
    page.context.add_init_script(LISTEN)
    page.get_by_role("link", name="The revenue dependency").first.click()
    expect(page).to_have_title(re.compile("^The revenue dependency - "))
    expect(page.locator("h1#the-revenue-dependency")).to_be_visible()
    page.locator("article p data.figure:has(button)").first.click()
    expect(page.locator("aside.card:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("textbox", name="Search").press_sequentially("mini program")  # the theme listens to keys
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert page.evaluate("refused") == []
    assert page.context.cookies() == []
    kept = page.evaluate("Object.keys(localStorage)")
    assert all(name.endswith("__palette") for name in kept), kept


def test_every_page_names_a_picture_of_itself_that_is_there(site):
    for path in framed(site, "index.html"):
        head = LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("head")
        said = {node.attributes["property"]: node.attributes["content"] for node in head.css("meta[property^='og:']")}
        assert {"og:title", "og:description", "og:url", "og:image:alt"} <= said.keys(), path
        picture = (site / said["og:image"].removeprefix("https://example.org/")).read_bytes()
        assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)


def test_every_chart_can_be_taken_along(site):
    for path in framed(site, "index.html"):
        for chart in LexborHTMLParser(path.read_text(encoding="utf-8")).css("figure.chart:has(svg)"):
            links = [link.attributes["href"] for link in chart.css(".chart-downloads a")]
            assert [link.rpartition(".")[2] for link in links] == ["svg", "png", "csv"], path
            assert all((path.parent / link).is_file() for link in links), links
