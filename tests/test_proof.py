"""The card shows what stands in the source, where, and the way to it; what is not located says why."""

import hashlib
import runpy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from example import UNITS
from factbook.load.factbook import parse_factbook
from factbook.page.card import draw_card
from factbook.page.proof import jump, say_proof
from factbook.review.located import count_located, locate_by_page

SOURCES = """
- id: web
  type: webpage
  title: A Page
  URL: https://example.org/page?a=1
  archive: https://archive.example.org/page
- id: part
  type: webpage
  title: A Part
  URL: https://example.org/page#part
- id: file
  type: report
  title: A File
  URL: https://example.org/Report.PDF
  not_located: Its pages have no numbers & no <names>.
"""
G = "confidence: checked, date: 2018"
SHOP = f"""
staff: {{title: Staff, value: 1240, unit: person, source: web, printed: "1,240", place: 'page 9, <staff>', {G},
  signed: [{{by: Jane Doe, on: 2026-11-27}}]}}
loss: {{title: Loss, value: -4, unit: USD, source: part, printed: "-4", printed_in: USD, place: end, {G}}}
towns: {{title: Towns, value: 2, unit: person, source: web, counted: [North, South], place: list, {G}}}
carts: {{title: Carts, value: 7, unit: person, source: file, {G}}}
pages: {{title: Pages, value: 7, unit: person, source: file, printed: "7", place: p, {G}}}
guess: {{title: Guess, value: 7, unit: person, source: web, confidence: assumed, date: 2018}}
both: {{title: Both, formula: shop.staff + shop.carts, unit: person}}
"""


@pytest.fixture(scope="module")
def factbook():
    found, problems = parse_factbook(
        {"data/units.yml": UNITS, "data/sources.yml": SOURCES, "data/figures/shop.yml": SHOP}
    )
    assert problems == []
    return found


def test_a_card_shows_the_printed_number_its_place_and_the_way_to_it(factbook):
    proof = say_proof(factbook.entries["shop.staff"], factbook)
    assert proof == (
        '<span class="printed">1,240</span><br>page 9, &lt;staff&gt;<br>'
        '<a href="https://example.org/page?a=1#:~:text=1%2C240" rel="external noopener">Go to it</a> '
        '<a href="https://archive.example.org/page" rel="external noopener">Archived copy</a><br>'
        "Compared by Jane Doe, 27\u00a0November 2026"
    )
    assert proof in draw_card(factbook.entries["shop.staff"], factbook)


def test_the_unit_of_the_table_stands_beside_it_and_a_count_tells_what_is_counted(factbook):
    assert "-4</span> <small>in USD</small>" in say_proof(factbook.entries["shop.loss"], factbook)
    assert say_proof(factbook.entries["shop.towns"], factbook).startswith("Counted: North, South<br>list<br>")


def test_a_jump_keeps_the_part_of_an_address_and_is_not_offered_into_files(factbook):
    loss, pages = factbook.entries["shop.loss"], factbook.entries["shop.pages"]
    assert jump(factbook.sources["part"], loss.evidence) == "https://example.org/page#part:~:text=%2D4"
    assert jump(factbook.sources["file"], pages.evidence) == ""


def test_what_is_not_located_says_why_and_is_less_sure(factbook):
    carts = factbook.entries["shop.carts"]
    assert say_proof(carts, factbook) == "Not located: Its pages have no numbers &amp; no &lt;names&gt;."
    assert (carts.confidence, factbook.entries["shop.both"].confidence) == ("not located", "not located")


def test_what_has_no_document_needs_no_place(factbook):
    assert say_proof(factbook.entries["shop.guess"], factbook) == ""
    assert say_proof(factbook.entries["shop.both"], factbook) == ""
    found = count_located(factbook.entries.values())
    assert [entry.id for entry in found.missing] == ["shop.carts"]
    assert str(found) == "4 of 5 recorded numbers are located"


def test_a_page_is_counted_down_to_the_inputs_of_what_it_prints(factbook):
    class Use:
        entry = factbook.entries["shop.both"]

    class Page:
        uses = (Use,)

    found = locate_by_page(factbook, {"a.md": Page})["a.md"]
    assert sorted(entry.id for entry in found.needed) == ["shop.carts", "shop.staff"]


class Documents(BaseHTTPRequestHandler):
    """Answers with the words of its path."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, *_):
        """Say nothing."""


def test_a_document_that_is_another_than_its_digest_has_changed():
    ask = runpy.run_path(str(Path(__file__).parents[1] / ".ci/check_links.py"))["ask"]
    same = f"sha256:{hashlib.sha256(b'/a.pdf').hexdigest()}"
    with ThreadingHTTPServer(("127.0.0.1", 0), Documents) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        assert ask({"URL": f"{base}/a.pdf", "digest": same}) == ""
        changed = ask({"URL": f"{base}/b.pdf", "digest": same})
        assert ask({"URL": "", "archive": f"{base}/x", "digest": same}, "archive") == ""
        server.shutdown()
    assert changed.startswith("this document has changed")
    assert f"sha256:{hashlib.sha256(b'/b.pdf').hexdigest()}" in changed
