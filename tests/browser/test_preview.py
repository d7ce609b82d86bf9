"""`mkdocs serve` follows every edit, and a broken one leaves the last good numbers and says what to mend."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from example import UNITS

pytestmark = pytest.mark.xdist_group("serve")

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["hooks"]
PATIENCE = 60  # seconds, for a busy machine
CONFIG = {
    "site_name": "A shop",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False},
    "watch": ["data"],
    "hooks": [str(ROOT / hook) for hook in HOOKS],
}
FIGURES = """
revenue: {title: All revenue, unit: million USD a year, by: year, source: report, confidence: checked, values: {2017: 99, 2018: 160}}
food: {title: Revenue from food, value: 152, unit: million USD a year, date: 2018, source: report, confidence: checked}
share_of_food: {title: Share of food, formula: "shop.food / shop.revenue[2018]", unit: "%"}
"""
SOURCES = "- {id: report, type: report, title: Annual Report, publisher: The Shop, URL: https://example.org/report}"
CHARTS = """
growth:
  kind: columns
  title: All revenue
  marks: [{figure: shop.revenue}]
"""
INDEX = """
# The shop

It took in {{ shop.revenue[2018] }}, {{ "almost all" if shop.share_of_food > 90 % }} of it for food.

{{ chart growth }}
"""
OTHER = """
# The kitchen

Food brought in {{ shop.food }}.
"""
GOOD = {
    "mkdocs.yml": yaml.safe_dump(CONFIG),
    "data/units.yml": UNITS,
    "data/sources.yml": SOURCES,
    "data/charts.yml": CHARTS,
    "data/figures/shop.yml": FIGURES,
    "docs/index.md": INDEX,
    "docs/other.md": OTHER,
    "docs/claims.md": "# Claims\n\n{{ claims }}\n",
    "docs/figures.md": "# Figures\n\n{{ figures }}\n",
    "docs/sources.md": "# Sources\n\n{{ sources }}\n",
}
# file, what to replace, by what, and what the banner says of it
BROKEN = {
    "unknown unit": (
        "data/figures/shop.yml",
        "value: 152, unit: million USD",
        "value: 153, unit: million UDS",
        "data/figures/shop.yml:3:52 'UDS' is no unit",
        "did you mean 'USD'?",
    ),
    "no yaml": ("data/figures/shop.yml", "value: 152,", "value: [152,", "data/figures/shop.yml:3:1", ""),
    "no units at all": (
        "data/units.yml",
        UNITS,
        "",
        "data/figures/shop.yml:2:37 'USD' is no unit",
        "data/units.yml lists the units",
    ),
    "chart of nothing": (
        "data/charts.yml",
        "shop.revenue",
        "shop.revenu",
        "data/charts.yml:5:20",
        "did you mean 'shop.revenue[2018]'?",
    ),
    "claim broken by data": (
        "data/figures/shop.yml",
        "value: 152",
        "value: 100",
        'docs/index.md:4:38 the words "almost all" no longer hold: shop.share_of_food is 62.5%',
        "reword",
    ),
    "claim broken by text": ("docs/index.md", "> 90 %", "> 99 %", "docs/index.md:4:38 the words", "reword"),
    "open placeholder": ("docs/other.md", "shop.food }}", "shop.food", "docs/other.md:4:17", "end it with }}"),
    "unknown figure": ("docs/other.md", "shop.food", "shop.foot", "docs/other.md:4:17", "did you mean 'shop.food'?"),
    "front matter": ("docs/other.md", OTHER, f"---\ntitle: [a\n---\n{OTHER}", "docs/other.md:3:1", ""),
}


class Preview:
    """A project in a folder and the server that shows it."""

    def __init__(self, root, **changed):
        self.root = root
        self.write({**GOOD, **changed})
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        (root / "temporary").mkdir()
        self.log = (root / "log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "mkdocs", "serve", "--livereload", "--dev-addr", self.address],
            cwd=root,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "TMPDIR": str(root / "temporary")},
        )

    def write(self, texts):
        for name, text in texts.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text(encoding="utf-8") != dedent(text):
                path.write_text(dedent(text), encoding="utf-8")

    def edit(self, name, old, new):
        text = dedent(GOOD[name])
        assert text.count(dedent(old)) == 1
        self.write({name: text.replace(dedent(old), dedent(new))})

    def read(self, path=""):
        """A page; each request is answered, whatever state the project is in."""
        with contextlib.closing(HTTPConnection(self.address, timeout=PATIENCE)) as connection:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            assert answer.status == 200
            return LexborHTMLParser(answer.read().decode())

    def wait(self, condition, path=""):
        """The first state of a page that meets the condition."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said()
            with contextlib.suppress(ConnectionRefusedError):
                page = self.read(path)
                if condition(page):
                    return page
            time.sleep(0.2)
        pytest.fail(f"waited in vain; the server said:\n{self.said()}", pytrace=False)

    def said(self):
        return (self.root / "log").read_text(encoding="utf-8")

    def end(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Preview(tmp_path_factory.mktemp("preview"))
    try:
        server.wait(is_good)
        yield server
    finally:
        server.end()


@pytest.fixture
def preview(server):
    """The server, with its project whole before the test."""
    server.write(GOOD)
    server.wait(is_good)
    server.wait(is_other_good, "other/")
    return server


def is_good(page):
    return shown(page) == ["$160 million"] and not alert(page)


def is_other_good(page):
    return shown(page) == ["$152 million"] and not alert(page)


def shown(page):
    """The figures in the sentences of a page."""
    return [node.text().replace("\u00a0", " ") for node in page.css("article p > data.figure")]


def alert(page):
    return " ".join(" ".join(node.text(separator=" ").split()) for node in page.css("[role=alert]"))


def test_the_next_load_shows_an_edited_number_on_each_page_that_has_it(preview):
    preview.edit("data/figures/shop.yml", "value: 152", "value: 158")
    page = preview.wait(lambda page: shown(page) == ["$158 million"], "other/")
    assert not alert(page)
    for path in ("claims/", "figures/"):
        assert "$158 million" in preview.read(path).text().replace("\u00a0", " ")


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_edit_keeps_the_last_good_numbers_and_names_what_to_mend_until_it_is_mended(preview, case):
    name, old, new, place, hint = BROKEN[case]
    preview.edit(name, old, new)
    page = preview.wait(alert)
    assert shown(page) == ["$160 million"]
    other = preview.read("other/")
    assert shown(other) == ([] if name == "docs/other.md" and case != "front matter" else ["$152 million"])
    for said in (alert(page), alert(other)):
        assert place in said
        assert hint in said
    for path in ("claims/", "figures/", "sources/"):
        assert preview.read(path).css("article h1")
    preview.write({name: GOOD[name]})
    preview.wait(is_other_good, "other/")


def test_an_open_page_follows_edits_by_itself(preview, open_page):
    page = open_page(f"http://{preview.address}/")
    number = page.locator("article p > data.figure")
    banner = page.get_by_role("alert")
    expect(number).to_have_text(re.compile(r"\$160.million"))
    preview.edit("data/figures/shop.yml", "2018: 160", "2018: 161")
    expect(number).to_have_text(re.compile(r"\$161.million"))
    preview.edit("docs/index.md", "shop.revenue[2018] }}", "shop.revenues[2018] }}")
    expect(banner).to_contain_text("docs/index.md:4:12")
    expect(banner).to_contain_text("did you mean 'shop.revenue'?")
    preview.write(GOOD)
    expect(banner).to_have_count(0)
    expect(number).to_have_text(re.compile(r"\$160.million"))


@pytest.mark.parametrize("case", ["unknown unit", "no units at all", "claim broken by data"])
def test_a_preview_that_starts_broken_answers_and_is_whole_after_the_repair(tmp_path, case):
    name, old, new, place, _ = BROKEN[case]
    preview = Preview(tmp_path, **{name: dedent(GOOD[name]).replace(dedent(old), dedent(new))})
    try:
        assert place in alert(preview.wait(alert))
        preview.write(GOOD)
        preview.wait(is_good)
    finally:
        preview.end()
