"""What a browser gets holds nothing that runs, loads or disguises, however the Markdown was written."""

from __future__ import annotations

import pytest
from markdown import Markdown

from example import EXTENSIONS, OPTIONS
from factbook.prose.rendered import Rendered, Written

SAFE = [
    "Sales < costs, *and* [a link](https://example.org/a?b=c&d) or [a page](../revenue.md#sales)\n{ .answer }",
    "| a | b |\n|:--|--:|\n| 1 | 2 |",
    "`<script>alert()</script>` and\n\n```html\n<b onclick='x'>\n```",
    '!!! note\n    A note\n\n??? note "More"\n    Below',
    "![A shop](shop.png){ width=300 }\n\n<!-- a word to other authors -->",
    "## At the start\n\n## Source code\n\n## Chart of accounts",
    "[write](mailto:someone) and <https://example.org>",
]
UNSAFE = [
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
    "![p](<&#32;https://example.org/a.png>)",
    "![p](&#9;https://example.org/a.png)",
    "text\n\n</div>",
    "<div>`</article></main>`</div>",
    "<div>`</div>`</div>",
    "<p>`<link rel=stylesheet href=x>`</p>",
    "## Source paper",
    "## Chart sales",
    "## Claim 1",
    "<body onload=alert()>",
    "<plaintext>",
    "<svg><a href=x>x</a></svg>",
]


def problems(text):
    html = Markdown(extensions=EXTENSIONS, extension_configs=OPTIONS).convert(text)
    parts = {"source": {"paper"}, "chart": {"sales"}, "table": {"sales"}}
    return list(Rendered(html).find_unsafe([Written("docs/a.md", text, 3)], parts))


@pytest.mark.parametrize("text", SAFE)
def test_what_markdown_makes_of_words_is_left_alone(text):
    assert problems(text) == []


@pytest.mark.parametrize("text", UNSAFE)
def test_what_a_reading_of_the_markdown_could_miss_is_refused(text):
    assert problems(text)


def test_the_place_is_that_of_the_words():
    (problem,) = problems("Words.\n\nMore words\n{ title='}' onclick='alert()' }")
    assert str(problem.location) == "docs/a.md:6:13"
    (problem,) = problems("Words.\n\n[x](/\\example.org/x)")
    assert (problem.code, problem.location.line) == ("unsafe-address", 5)


def test_words_of_data_are_found_in_the_data():
    sources = [Written("data/a.yml", "a: b"), Written("data/b.yml", "x: 1\ny: <script>z</script>"), Written("a.md", "")]
    (problem,) = Rendered("<p><script>z</script></p>").find_unsafe(sources, {})
    assert str(problem.location) == "data/b.yml:2:4"


@pytest.mark.parametrize("html", ['<p>x</p><div title="', "<!-- no end", "<p>x</p><b", "<xmp>"])
def test_what_has_no_end_does_not_take_in_what_follows(html):
    assert list(Rendered(html).find_unsafe([Written("a.md", html)], {}))


def test_a_number_or_claim_that_no_placeholder_made_is_found():
    figure, claim = (
        '<data class="figure" data-figure="{}">98%</data>',
        '<span class="claim" data-claim="a > 1">all</span>',
    )
    html = figure.format("shop.share") + figure.format("shop.sales") + claim
    assert list(Rendered(html).find_forged(["shop.share", "shop.sales"], 1)) == []
    assert list(Rendered(html + figure.format("shop.share")).find_forged(["shop.share", "shop.sales"], 1)) == [
        "shop.share"
    ]
    assert list(Rendered(html).find_forged(["shop.share", "shop.sales"], 0)) == ["data-claim"]
