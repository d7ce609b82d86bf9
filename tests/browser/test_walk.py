"""From any number on any page, three steps lead to the documents that it came from, and from a document to its sentences.

A step is to open a card or to follow a link; at the end of a link one sees the part of the page that it names.
"""

from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from pages import BARE
from selectolax.lexbor import LexborHTMLParser

from factbook.page.place import find_places
from factbook.review.project import check_project

pytestmark = pytest.mark.xdist_group("browser")

ROOT = Path(__file__).parents[2]
BASE = "https://example.org/"
AROUND = ("figure.chart", "details.entry", "details.verdict-chip", "div.guess", "p", "li", "dd", "h1", "h2", "aside")
HEADINGS = ("h1", "h2", "h3")


@pytest.fixture(scope="module")
def walker(site):
    return Walker(site)


class Walker:
    """The pages by address, and the links that stand in each part of them."""

    def __init__(self, site):
        self.pages = {}
        with_frame = (
            path for path in site.rglob("index.html") if path.relative_to(site).parts[0] not in ("embed", "claim")
        )
        for path in with_frame:
            folder = path.parent.relative_to(site).as_posix()
            address = BASE if folder == "." else f"{BASE}{folder}/"
            if folder.partition("/")[0] not in BARE:
                self.pages[address] = LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("article")
        self.parts = {
            (address, node.attributes["id"]): node for address, page in self.pages.items() for node in page.css("[id]")
        }
        self.known = {}

    def links(self, address, *nodes):
        """Where links lead, and the cards that buttons open."""
        found = [urljoin(address, link.attributes["href"]) for node in nodes for link in node.css("a[href]")]
        opened = (button.attributes["popovertarget"] for node in nodes for button in node.css("button[popovertarget]"))
        return [*found, *(f"{address}#{name}" for name in opened)]

    def seen_at(self, address):
        """What one can follow or open at the end of a link."""
        if address not in self.known:
            page, anchor = urldefrag(address)
            node = self.parts.get((page, anchor)) if anchor else self.pages.get(page)
            self.known[address] = self.links(page, *section(node)) if node else []
        return self.known[address]

    def start(self, address, figure):
        """What one can follow or open at a number: its card, or what its chart, entry, claim, guess or sentence leads to."""
        node = figure
        while node.tag != "article":
            names = {node.tag, *(f"{node.tag}.{name}" for name in (node.attributes.get("class") or "").split())}
            if (node is figure or names.intersection(AROUND)) and (links := self.links(address, node)):
                return links
            node = node.parent
        return []

    def reach(self, address, figure, steps):
        """All addresses within so many steps of a number."""
        reached = set(self.start(address, figure))
        for _ in range(steps - 1):
            reached |= {following for link in reached for following in self.seen_at(link)}
        return reached


def section(node):
    """A part of a page; of a row its table's entry, and of a heading also what follows up to the next one."""
    if node.tag == "tr":
        while node.tag not in ("details", "article"):
            node = node.parent
    yield node
    if node.tag not in HEADINGS:
        return
    while (node := node.next) and node.tag not in HEADINGS:
        if node.tag != "-text":
            yield node


def test_three_steps_lead_from_any_number_to_every_document_that_it_came_from(walker, factbook):
    lost, count = [], 0
    for address, page in walker.pages.items():
        for figure in page.css("data.figure"):
            entry = factbook.entries.get(figure.attributes["data-figure"])
            if entry is None:  # an example in the guide
                continue
            documents = {factbook.sources[name].url for name in entry.sources} - {""}
            missed = documents - walker.reach(address, figure, 3)
            count += 1
            if missed:
                lost.append((address, entry.id, figure.text(), sorted(missed)))
    assert count > 1000
    assert lost == []


def test_a_number_without_a_public_document_leads_to_what_is_known_of_its_source(walker, factbook):
    lost = []
    for address, page in walker.pages.items():
        for figure in page.css("data.figure:has(button)"):
            entry = factbook.entries.get(figure.attributes["data-figure"])
            private = [name for name in entry.sources if not factbook.sources[name].url] if entry else []
            reached = walker.reach(address, figure, 3) if private else set()
            lost += [(entry.id, name) for name in private if f"{BASE}sources/#{name}" not in reached]
    assert lost == []


def test_every_source_leads_to_every_sentence_that_rests_on_it(walker, factbook):
    project = check_project(ROOT)
    places = find_places(project.bound, factbook)
    lost, count = [], 0
    for entry in factbook.entries.values():
        for place in places.get(entry.id, ()):
            page = "" if place.page == "index.md" else f"{place.page.rpartition('.')[0]}/"
            address = f"{BASE}{page}" + (f"#{place.anchor}" if place.anchor else "")
            for name in entry.sources:
                count += 1
                if address not in walker.seen_at(f"{BASE}sources/#{name}"):
                    lost.append((name, address))
    assert count > 1000
    assert lost == []


def test_the_way_back_from_a_figure_ends_at_the_number_in_its_sentence(walker):
    ends = [end for address in walker.pages for end in walker.seen_at(address) if "#at-" in end]
    assert len(ends) > 100
    assert all(walker.parts[tuple(urldefrag(end))].tag == "data" for end in ends)
