"""A page shows text and pictures and runs nothing, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.ground.location import Location
from factbook.model.records import Text
from factbook.prose.safety import find_markup, find_unsafe, is_safe_address

SAFE = [
    "Sales < costs and costs > 0",
    '<div class="key-figures" markdown>\n\n- one\n\n</div>',
    "Sales rose\n{ .answer }",
    "## Sales {#sales}",
    "[the report](https://example.org/a_(b)) and <https://example.org> and [this page](revenue.md#sales)",
    "![A shop](shop.png){ width=300 }",
    "`<script>alert()</script>` and\n\n```html\n<b onclick='x'>\n```",
    "<!-- <script>not shown</script> -->",
    '{{ "almost all" if shop.share > 95 % }} of it',
    '<abbr title="earnings before interest">EBIT</abbr>',
    "[write](mailto:someone) or <mailto:a@example.org>",
    '<a href="https://example.org" rel="noopener">x</a>',
]
UNSAFE = [
    "<script>alert()</script>",
    "<ScRiPt src=x",
    "<iframe src='https://example.org'></iframe>",
    "<svg onload=alert()></svg>",
    "<img src=x onerror=alert()>",
    "<a/onclick=alert() href=x>x</a>",
    "<b style='position: fixed'>x</b>",
    "<form action='https://example.org'>",
    "<!DOCTYPE html>",
    "<?php echo 1 ?>",
    "text\n{ onclick='alert()' }",
    "text\n{: style='color: red' }",
    "[x](javascript:alert())",
    "[x](  JaVaScRiPt:alert())",
    "[x](java&#115;cript:alert())",
    "[x](vbscript:x)",
    "[x](data:text/html,x)",
    "![x](data:image/svg+xml,x)",
    "[x](//example.org/x.js)",
    "[x](/\\example.org/x.js)",
    "![p](<&#32;https://example.org/a.png>)",
    '<p id="&#99;ard-a">x</p>',
    "[x]: javascript:alert()",
    "<javascript:alert()>",
    "<a href='javascript:alert()'>x</a>",
    "--8<-- 'secret.txt'",
]


@pytest.mark.parametrize("text", SAFE)
def test_words_pictures_and_links_are_left_alone(text):
    assert list(find_unsafe(text, "docs/a.md")) == []


@pytest.mark.parametrize("text", UNSAFE)
def test_what_runs_loads_or_disguises_is_refused(text):
    assert list(find_unsafe(text, "docs/a.md"))


def test_a_problem_names_the_place_in_the_file():
    (problem,) = find_unsafe("Sales\nare <b onclick=x>up</b>", "docs/a.md", first_line=5)
    assert problem.location == Location("docs/a.md", 6, 8)
    assert problem.code == "unsafe-html"


def test_a_title_holds_no_markup():
    at = Location("docs/a.md", 2, 8)
    (problem,) = find_markup(Text("Sales <script>", at))
    assert problem.location == Location("docs/a.md", 2, 14)
    assert list(find_markup(Text("Sales < costs", at))) == []


@pytest.mark.parametrize("address", ["a.md", "#here", "https://example.org", "HTTP://example.org", "mailto:a"])
def test_relative_and_public_addresses_are_safe(address):
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address", ["javascript:x", "java\nscript:x", "&#106;avascript:x", "data:x", "//host", "file:///x"]
)
def test_other_addresses_are_not(address):
    assert not is_safe_address(address)


@given(st.text(alphabet=st.sampled_from("<>a/ =\"'`[](){}:!-\njs&#;8"), max_size=300))
@settings(deadline=None, max_examples=200)
def test_no_text_makes_it_fail(text):
    list(find_unsafe(text, "docs/a.md"))
