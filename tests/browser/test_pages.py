"""Every page, as readers get it: on a phone and a desk, in light and dark, with and without JavaScript."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.xdist_group("browser")

CONFIG = yaml.safe_load((Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8"))
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget")


def nav_pages(items):
    for item in items:
        target = next(iter(item.values()))
        if isinstance(target, list):
            yield from nav_pages(target)
        else:
            name = target.rpartition(".")[0]
            yield "" if name == "index" else f"{name}/"


PAGES = list(nav_pages(CONFIG["nav"]))


@pytest.fixture(scope="module")
def pages(site):
    """Every HTML file, read, by its path in the site."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    return {name: LexborHTMLParser(path.read_text(encoding="utf-8")) for name, path in files.items()}


@pytest.fixture(scope="module")
def ids(pages):
    return {name: [node.attributes["id"] for node in page.css("[id]")] for name, page in pages.items()}


def test_the_navigation_names_every_page_and_so_does_the_sitemap(site, pages):
    said = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(said) == sorted(CONFIG["site_url"] + page for page in PAGES)
    assert sorted(pages) == sorted(["404.html", *(f"{page}index.html" for page in PAGES)])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_accessible_and_not_too_wide(path, width, scheme, base, open_page):
    page = open_page(base, path, width=width, scheme=scheme)
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate(OPEN_ALL)
    assert page.evaluate(TOO_WIDE) == 0
    assert violations(page) == []
    assert page.context.cookies() == []


def test_the_page_for_a_wrong_address_is_quiet_and_accessible(origin, open_page):
    page = open_page(origin + "/", "404.html", width=390)
    assert page.evaluate(TOO_WIDE) == 0
    assert violations(page) == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]
