"""A source reads as in a list of references, and its words never become markup."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import load
from factbook.ground.typeset import set_quotes
from factbook.prose.cite import format_source


def formatted(item):
    sources = load(sources=f"- {{id: paper, {item}}}\n- {{id: report, type: report, title: R}}").sources
    return format_source(sources["paper"]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("item", "html"),
    [
        (
            "type: report, title: A Report, author: [{literal: 'Example, Inc.'}], publisher: The Office, issued: 2019-01-30",
            "Example, Inc. (30 January 2019). <cite>A Report</cite>. The Office.",
        ),
        (
            "type: article-newspaper, title: A Paper, author: [{family: Doe, given: Jane}], publisher: The Paper, issued: 2019-01",
            "Doe, Jane (January 2019). “A Paper”. The Paper.",
        ),
        (
            "type: webpage, title: A Page, author: [{literal: A}, {family: B, given: C}], issued: 2019",
            "A; B, C (2019). <cite>A Page</cite>.",
        ),
        ("type: webpage, title: A Page, publisher: The Web", "The Web (no date). <cite>A Page</cite>."),
        (
            "type: report, title: R, author: [{literal: Tencent}], publisher: Tencent",
            "Tencent (no date). <cite>R</cite>.",
        ),
        (
            "type: report, title: R, publisher: P, URL: 'https://example.org/?a=1&b=2'",
            'P (no date). <a href="https://example.org/?a=1&amp;b=2" rel="external noopener"><cite>R</cite></a>.',
        ),
        ("type: webpage, title: T, publisher: A & B", "A &amp; B (no date). <cite>T</cite>."),
        ("type: report, title: R, issued: 2018Q4, publisher: P", "P (the fourth quarter of 2018). <cite>R</cite>."),
        ("type: post-weblog, title: A Post, container-title: A Blog", "A Blog (no date). “A Post”."),
    ],
)
def test_a_source_says_who_when_what_and_where(item, html):
    assert formatted(item) == html


def test_where_nobody_is_known_the_title_comes_first():
    assert formatted("type: report, title: R") == "<cite>R</cite> (no date)."


HOSTILE = "<script>alert(1)</script>\" onclick=''x"


def test_the_words_of_a_source_are_never_markup():
    html = formatted(f"type: report, title: '{HOSTILE}', author: [{{literal: '{HOSTILE}'}}], publisher: '{HOSTILE} p'")
    page = LexborHTMLParser(html)
    assert not page.css("script, [onclick]")
    assert page.css_first("cite").text() == set_quotes(HOSTILE.replace("''", "'"))
