"""An SVG file draws; what could run, load or lead elsewhere in it is refused, however it is written."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from factbook.review.drawing import find_drawing_problem

ROOT = Path(__file__).parents[1]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
X = "http://www.w3.org/2000/svg"


def problem(content):
    return find_drawing_problem(content if isinstance(content, bytes) else content.encode(), "a.svg")


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0"/><use href="#a"/><use xlink:href="#a"/>',
        '<rect style="fill: url(#a); stroke: red" mask="url( \'#b\' )" filter=\'url("#c")\'/>',
        '<linearGradient id="a"><stop offset="1"/></linearGradient><clipPath id="b"/><filter><feBlend/></filter>',
        '<title>Revenue &lt; costs</title><text aria-label="Shop (old)">a <tspan>微信</tspan></text><!-- drawn -->',
        '<image href="data:image/png;base64,iVBORw0KGgo="/><image xlink:href="data:image/jpeg;base64,/9j/"/>',
        '<x:g xmlns:x="http://www.w3.org/2000/svg"><x:path/></x:g>',
    ],
)
def test_what_draws_is_welcome(inside):
    assert problem(SVG.format(inside)) is None


@pytest.mark.parametrize(
    "start", [b"", b"\xef\xbb\xbf", b'<?xml version="1.0"?>\n', b'<?xml version="1.0" encoding="UTF-8"?>']
)
def test_it_may_say_that_it_is_xml_in_utf_8(start):
    assert problem(start + SVG.format("<path/>").encode()) is None


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>1</script>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<style>@import 'x';</style>", "<style>"),
        ('<a href="#b"/>', "<a>"),
        ('<set attributeName="href" to="x"/>', "<set>"),
        ("<animate/>", "<animate>"),
        ("<SCRIPT/>", "<SCRIPT>"),
        ('<script xmlns="http://www.w3.org/1999/xhtml"/>', "<script>"),
        ('<title><p xmlns="http://www.w3.org/1999/xhtml"/></title>', "<p>"),
        ('<path xmlns="http://www.w3.org/1999/xhtml"/>', "none of SVG"),
        ('<path onclick="x"/>', "'onclick'"),
        ('<path ONCLICK="x"/>', "'ONCLICK'"),
        ('<path e:onclick="x" xmlns:e="e"/>', "'onclick'"),
        ('<g xml:base="https://example.org/"/>', "'base'"),
        ('<image href="https://example.org/x.png"/>', "https://example.org/x.png"),
        ('<use xlink:href="other.svg#a"/>', "other.svg#a"),
        ('<use href=" javascript:x"/>', "javascript:x"),
        ('<use href="data:image/png;base64,aa"/>', "data:image/png"),
        ('<image href="data:image/svg+xml;base64,aa"/>', "data:image/svg+xml"),
        ('<path fill="url(https://example.org/#a)"/>', "'url('"),
        ("<path style=\"fill: URL( 'x.svg#a')\"/>", "'URL('"),
        ('<path style="fill: u\\72l(x)"/>', "'\\'"),
        ('<path style="fill: &#117;rl(x)"/>', "'url('"),
        ("<path style=\"background: image-set('x')\"/>", "'image-set('"),
        ('<path style="width: expression(x)"/>', "'expression('"),
        ('<path style="@import x"/>', "'@import'"),
        ('<path fill="javascript:x"/>', "'javascript:'"),
        ("<?xml-stylesheet href='x'?>", "'<?xml-stylesheet'"),
        ("&a;", "undefined entity"),
        ("<path>", "mismatched tag"),
        ("<y:path/>", "unbound prefix"),
        ("\x00", "not well-formed"),
    ],
)
def test_what_does_not_only_draw_is_refused(inside, said):
    found = problem(SVG.format(inside))
    assert found.code == "unsafe-html"
    assert said in found.message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f'<x:svg xmlns:x="{X}"><x:script>alert(1)</x:script></x:svg>', "unsafe-html"),
        (f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg xmlns="{X}"/>', "unsafe-html"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="{X}">&a;</svg>', "unsafe-html"),
        (f'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="{X}"/>', "unsafe-html"),
        (f'<?xml version="1.0" encoding="UTF-7"?><svg xmlns="{X}"/>', "unsafe-html"),
        (f'<title xmlns="{X}"/>', "unsafe-html"),
        ("<svg/>", "unsafe-html"),
        ("", "unsafe-html"),
        (SVG.format("<script>alert(1)</script>").encode("utf-16"), "yaml-syntax"),
        (SVG.format("<text>é</text>").encode("latin-1"), "yaml-syntax"),
    ],
)
def test_a_file_that_a_browser_may_read_otherwise_is_refused(content, code):
    assert problem(content).code == code


def test_a_fault_has_its_line_and_column():
    assert str(problem(SVG.format("\n <path/><script/>")).location) == "a.svg:2:9"


def test_depth_without_end_is_no_failure():
    start = time.process_time()
    assert problem(SVG.format("<g>" * 200_000 + "</g>" * 200_000)) is None
    assert "mismatched" in problem(SVG.format("<g>" * 200_000)).message
    assert time.process_time() - start < 5


@pytest.mark.parametrize("path", sorted(path for name in ("docs", "theme") for path in (ROOT / name).rglob("*.svg")))
def test_the_pictures_of_this_site_only_draw(path):
    assert find_drawing_problem(path.read_bytes(), path.name) is None
