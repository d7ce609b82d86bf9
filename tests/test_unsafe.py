"""A page shows text and pictures and runs nothing: whatever the Markdown, a browser gets no more than is on the lists."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, bind, load, page, template
from factbook.ground.location import Location
from factbook.model.records import Text
from factbook.prose.guard import Guard
from factbook.prose.source import Source
from factbook.prose.template import read_template
from factbook.prose.unsafe import ATTRIBUTES, ELEMENTS, find_markup, find_unsafe_words, is_safe_address

FACTBOOK = load(SHOP)

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
    "Sales < costs, *and* [a link](https://example.org/a?b=c&d) or [a page](../revenue.md#sales)\n{ .answer }",
    "| a | b |\n|:--|--:|\n| 1 | 2 |",
    '!!! note\n    A note\n\n??? note "More"\n    Below',
    "![A shop](shop.png){ width=300 }\n\n<!-- a word to other authors -->",
    "## At the start\n\n## Source code\n\n## Chart of accounts",
    "[write](mailto:someone) and <https://example.org>",
]
UNSAFE = [
    "<script>alert()</script>",
    "<ScRiPt src=x>",
    "<p>\n<ScRiPt src=x",
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
    "[x]\n\n[x]: javascript:alert()",
    "<javascript:alert()>",
    "<a href='javascript:alert()'>x</a>",
    "--8<-- 'secret.txt'",
    "\\<script>alert()//\\</script>",
    "\\<b onclick=alert()>x</b>",
    "<div>\n`<script>alert()</script>`\n</div>",
    '<p>\n`<meta http-equiv="refresh" content="0;url=https://example.org/">`\n</p>',
    '<div title="<" onclick="alert()">x</div>',
    '<div title=">" onclick="alert()">x</div>',
    f'<div title="{"A" * 4100}" onclick="alert()">x</div>',
    '<div title="`" onclick="alert()" class="`">x</div>',
    'text\n{ title="}" onclick="alert()" }',
    "## Head { title='}' style='position: fixed' }",
    '[x](y){ title="}" href="javascript:alert()" }',
    f'text\n{{ title="{"A" * 400}" onclick="alert()" }}',
    "[x][a]\n\n> [a]: javascript:alert()",
    "[x][a]\n\n- [a]: javascript:alert()",
    "[x][a]\n\n!!! note\n    [a]: javascript:alert()",
    "[c](< javascript:alert()>)",
    "[x](<java\nscript:alert()>)",
    "![a](< https://example.org/x.png>)",
    "![a[b]](https://example.org/x.png)",
    "![p][pic]\n\n- [pic]: https://example.org/x.png",
    "[bs](/\\example.org/x)",
    "![a](\\\\\\\\example.org/z.png)",
    '<div id="&#95;_config">{}</div>',
    '<div id="&#99;ard-x">x</div>',
    "``` { .py #card-x }\nx\n```",
    '<div title="<table>`<script>alert()</script>`">\nhello\n</div>',
    '<div title="a `<script>alert()</script>`" class=x\'>\nx\n</div>',
    "<p class='claim'>single quotes</p>",
    '<p class="insert" id="&#99;ard-a.b">x</p>',
    '<p class="claim" id="&#115;ource-paper">x</p>',
    "### Head {#&#97;t-a.b}",
    '<img src=" https://example.org/a.png">',
    "![p](&#9;https://example.org/a.png)",
    "text\n\n</div>",
    "<div>`</article></main>`</div>",
    "<div>`</div>`</div>",
    "<p>`<link rel=stylesheet href=x>`</p>",
    "## Claim 1",
    "<body onload=alert()>",
    "<plaintext>",
    "<svg><a href=x>x</a></svg>",
]


def problems(text):
    return [problem for problem in template(text, first_line=3).problems if problem.code.startswith("unsafe")]


def of_html(html):
    """What is wrong with HTML that no Markdown made."""
    return read_template(html, Source("a.md", html), ()).problems


@pytest.mark.parametrize("text", SAFE)
def test_words_pictures_and_links_are_left_alone(text):
    assert problems(text) == []


@pytest.mark.parametrize("text", UNSAFE)
def test_what_runs_loads_or_disguises_is_refused(text):
    assert problems(text)


@pytest.mark.parametrize("text", ["## Source paper", "## Chart mix", "## Table mix"])
def test_a_heading_does_not_take_the_name_of_a_part_that_the_site_makes(text):
    factbook = load(SHOP, charts="mix: {kind: columns, title: M, marks: [{figure: shop.revenue, label: R}]}")
    (problem,) = bind(f"Words.\n\n{text}", factbook).problems
    assert (problem.code, str(problem.location)) == ("unsafe-html", "page.md:3:4")
    assert bind("## Source nobody\n\n## Chart of accounts", factbook).problems == []


@pytest.mark.parametrize("text", ["&lt;script>", "<ScRiPt src=x", "[x]: javascript:alert()"])
def test_what_no_browser_gets_as_a_tag_or_a_link_needs_no_refusal(text):
    shown = LexborHTMLParser(bind(text, FACTBOOK).text)
    assert not shown.css("script, a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Sales\nare <b onclick="x">up</b>', "unsafe-html 4:8"),
        ("Words.\n\nMore words\n{ title='}' onclick='alert()' }", "unsafe-html 6:13"),
        ("Words.\n\n[x](/\\example.org/x)", "unsafe-address 5:5"),
        ("Words.\n\n<iframe>", "unsafe-html 5:1"),
    ],
)
def test_the_place_is_that_of_the_words(text, said):
    found = [f"{problem.code} {problem.location.line}:{problem.location.column}" for problem in problems(text)]
    assert said in found


@pytest.mark.parametrize("html", ['<p>x</p><div title="', "<!-- no end", "<p>x</p><b", "<xmp>"])
def test_what_has_no_end_does_not_take_in_what_follows(html):
    assert of_html(html)


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


# Whatever comes

PIECES = [
    "<script>", "</script>", "<b ", "<p>", "</p>", "<div>", "</div>", "<a href=", "<img src=", "onclick=x", "style='a'", "class='card'", "id='__a'",
    "javascript:x", "https://a", ">", "<", '"', "'", "`", "[x](", "![x](", ")", "[", "]", "{ ", " }", "\n", "\n\n", "<!--", "-->", "&#", "&lt;", "</main>",
    "--8<-- ", "\\", "x", " ", "    ", "> ", "- ", "!!! note\n    ", "| a |\n|---|\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=300)
def test_of_a_page_without_a_problem_a_browser_gets_only_what_is_on_the_lists(text):
    found = page(text)
    if not found.problems:
        tree = LexborHTMLParser(f"<main>{found.fill(FACTBOOK).text}</main><hr>")
        assert tree.css_first("body > main") is not None
        assert tree.css_first("body > hr") is not None
        for node in tree.css("main *"):
            assert node.tag in ELEMENTS
            assert {*node.attributes} <= ATTRIBUTES | {"style"}


# Classes and boxes


@pytest.mark.parametrize(
    "text",
    [
        "Words\n{ .answer }",
        '<div class="key-figures" markdown>\n\n- one\n\n</div>',
        '<div class="chapter-cards" markdown>\n\n- [a](b.md)\n\n</div>',
        '!!! note inline end "Title"\n    Words\n\n??? tip\n    Words',
        '```yaml title="A" hl_lines="1" linenums="1"\na: [b, 1, "c"] # d\n```',
        "``` { .json title=a }\n{}\n```",
        "```md\n# A\n```",
        "Words[^1] again[^1]\n\n[^1]: More",
        "- [ ] open\n- [x] done",
        "# A heading\n\n[TOC]",
        "| a |\n|:-:|\n| b |",
    ],
)
def test_the_classes_of_pages_and_of_what_markdown_makes_are_known(text):
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](y.md){ .md-search__suggest }", "3:12 pages have no class 'md-search__suggest'"),
        ('<span class="claim">all</span>', "3:14 pages have no class 'claim'"),
        ('<span class="figure">all</span>', "3:14 pages have no class 'figure'"),
        ('<sup class="citation">a</sup>', "3:13 pages have no class 'citation'"),
        ('<div class="insert" id="x">a</div>', "3:13 pages have no class 'insert'"),
        ("Words\n{ .card }", "4:3 pages have no class 'card'"),
        ("Words\n{: class='answer md-overlay' }", "4:18 pages have no class 'md-overlay'"),
        ("# A {.sources}", "3:6 pages have no class 'sources'"),
        ("!!! margin-note\n    Words", "3:5 pages have no class 'margin-note'"),
        ("```{ .yaml .md-nav }\na: b\n```", "3:12 pages have no class 'md-nav'"),
        ('<p class="&#109;d-nav">a</p>', "3:11 pages have no class 'md-nav'"),
        ('<p class="k">a</p>', "3:11 pages have no class 'k'"),
    ],
)
def test_a_class_of_the_theme_or_of_what_is_bound_is_refused(text, said):
    assert said in [f"{one.location.line}:{one.location.column} {one.message}" for one in problems(text)]


def test_a_class_that_is_nearly_right_is_suggested():
    (problem,) = problems("Words\n{ .anwser }")
    assert problem.hint == "did you mean 'answer'?"
    (problem,) = problems("Words\n{ .x }")
    assert (
        problem.hint
        == "leave it out; the classes are answer, chapter-cards, first, key-figures, panels, second, subtitle"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<input>",
        '<input type="checkbox">',
        '<input type="text" disabled>',
        '<input type="checkbox" disabled name="a">',
        '<input type="submit" disabled value="Buy">',
        '<label for="__search">x</label>',
        "<button>x</button>",
        '<data class="figure" data-figure="shop.founders" value="4">4</data>',
        '<span data-claim="a">x</span>',
        '<time datetime="2018" data-figure="x">y</time>',
    ],
)
def test_of_forms_only_the_box_of_a_list_of_tasks_passes_and_nothing_bound_is_forged(text):
    assert problems(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('<a class="headerlink" href="#a">98</a>', "98"),
        ('<a class="headerlink" href="#a" title="It was 98">¶</a>', "98"),
        ('<a class="footnote-backref" href="#a">98</a>', "98"),
        ('<a class="footnote-backref" href="#a" title="It was 98">↩</a>', "98"),
        ('<a class="footnote-ref" href="#fn:1">98</a>', "98"),
        ('Words[^1] <a class="footnote-ref" href="#fn:1">98</a>\n\n[^1]: More', "98"),
        ('<span class="footnote-ref">98</span>', "98"),
        ('<span class="linenos">98</span>', "98"),
    ],
)
def test_a_number_does_not_hide_as_a_mark_that_markdown_adds(text, number):
    assert [number in problem.message for problem in Guard(FACTBOOK).page(template(text))] == [True]


def test_the_same_fault_at_two_places_is_told_at_both():
    assert [
        one.location.line
        for one in problems('[a](javascript:x)\n\n[b](javascript:x)\n\n<b onclick="x">c</b>\n\n<b onclick="y">c</b>')
    ] == [3, 5, 7, 9]


def test_words_of_data_hold_no_elements_and_no_hidden_addresses():
    words = Text(
        "A <script>b</script> [c](javascript:d()) [e](https://example.org) 1 < 2", Location("data/a.yml", 2, 3)
    )
    assert [(str(one.location), one.code) for one in find_unsafe_words(words)] == [
        ("data/a.yml:2:5", "unsafe-html"), ("data/a.yml:2:28", "unsafe-address"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('<iframe src="https://example.org/"></iframe>', "take it out and link to it: [words](https://…)"),
        ('<video src="a.mp4"></video>', "take it out and link to it: [words](https://…)"),
        ('[a](b.md){ target="_blank" }', "leave it out; a link opens where the reader chooses"),
        ('<a href="b.md" target="_blank">a</a>', "leave it out; a link opens where the reader chooses"),
        ('<p onclick="x">a</p>', "leave it out; pages run nothing"),
        ('<p style="color: red">a</p>', "leave it out; how pages look is for the style sheet"),
        ("<script>1</script>", "leave it out; pages run nothing"),
        ("<svg></svg>", "save it as a file in docs/assets/"),
        ("<button>a</button>", "leave it out; what readers can move is a what-if"),
    ],
)
def test_the_hint_says_what_to_do_instead_of_what_markdown_can_not_write(text, hint):
    (problem, *_) = template(text).problems
    assert problem.hint.startswith(hint)
