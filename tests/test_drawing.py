"""An SVG file draws; what could run, load or lead elsewhere in it is refused, however it is written."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from factbook.review.drawing import find_drawing_problems

ROOT = Path(__file__).parents[1]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
X = "http://www.w3.org/2000/svg"


def problem(content):
    return next(iter(find_drawing_problems(content if isinstance(content, bytes) else content.encode(), "a.svg")), None)


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
        ("<style>@import 'x';</style>", "<style> of the picture holds '@import'"),
        ("<style>@font-face{src:x}</style>", "holds '@'"),
        ("<style>*{fill: url(https://example.org/)}</style>", "holds 'url('"),
        ("<style>*{fill: u\\72l(x)}</style>", "holds '\\'"),
        ('<metadata><script xmlns="http://www.w3.org/1999/xhtml"/></metadata>', "<script>"),
        ("<metadata><script/></metadata>", "<script>"),
        ('<metadata><a:b xmlns:a="http://ns.adobe.com/x" onload="x"/></metadata>', "'onload'"),
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


MATPLOTLIB = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="10pt" viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata>
  <rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
   <cc:Work><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/><dc:date>2019</dc:date></cc:Work>
  </rdf:RDF>
 </metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <g id="figure_1"><path d="M 0 0" clip-path="url(#p1)" style="fill: none"/></g>
</svg>"""
INKSCAPE = SVG.format(
    '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" id="a" pagecolor="#fff"/>'
    '<g xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="Layer"><path d="M0 0"/></g>'
)
ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/" xml:space="preserve">
<style type="text/css">.st0{fill:#4066AF;} .st1{clip-path:url(#SVGID_00);}</style>
<rect class="st0" width="4" height="4"/><i:aipgf id="x">words</i:aipgf>
</svg>"""


@pytest.mark.parametrize("content", [MATPLOTLIB, INKSCAPE, ILLUSTRATOR])
def test_what_drawing_programs_write_is_let_pass(content):
    assert find_drawing_problems(content.encode(), "a.svg") == []


def test_words_of_a_picture_hold_no_typed_numbers():
    drawn = SVG.format("<title>In 2018</title><text x='3'>98.3 % <tspan>and half</tspan></text><desc>Words</desc>")
    found = find_drawing_problems(drawn.encode(), "a.svg")
    assert [(one.code, one.message.split("'")[1]) for one in found] == [
        ("bare-number", "2018"), ("bare-number", "98.3 %"), ("bare-number", "half"),
    ]  # fmt: skip


def test_all_faults_of_a_file_are_told_at_once():
    found = find_drawing_problems(
        SVG.format('<script/>\n<a href="#b"/><path onclick="x"/>\n<style>@import</style>').encode(), "a.svg"
    )
    assert [(problem.location.line, problem.location.column) for problem in found] == [
        (1, 84),
        (2, 1),
        (2, 15),
        (3, 15),
    ]
    assert len(find_drawing_problems(SVG.format("<script/>" * 99).encode(), "a.svg")) == 20


def test_a_fault_has_its_line_and_column():
    assert str(problem(SVG.format("\n <path/><script/>")).location) == "a.svg:2:9"


def test_depth_without_end_is_no_failure():
    start = time.process_time()
    assert problem(SVG.format("<g>" * 200_000 + "</g>" * 200_000)) is None
    assert "mismatched" in problem(SVG.format("<g>" * 200_000)).message
    assert time.process_time() - start < 5


@pytest.mark.parametrize("path", sorted(path for name in ("docs", "theme") for path in (ROOT / name).rglob("*.svg")))
def test_the_pictures_of_this_site_only_draw(path):
    assert find_drawing_problems(path.read_bytes(), path.name) == []
