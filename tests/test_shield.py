"""Markdown makes the same of a shielded text, and nobody else can use what shields it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from factbook.prose.shield import END, START, Shield

EXTENSIONS = ["abbr", "attr_list", "md_in_html", "tables", "toc"]
FIGURE = (
    '<data class="figure" data-figure="a.b[2018]" value="1">$1 &lt; &#42;2&#42;<button type="button" '
    'popovertarget="card-a.b-2018" aria-label="source"></button></data>'
)
CLAIM = '<span class="claim" data-claim="a.b_c &gt; 2 * a.d_e" id="claim-1">most of it</span>'
TEXTS = {
    "a line": f"It made {FIGURE} of **{FIGURE}**, {CLAIM}.",
    "a heading": "# What {} is\n\n## {}\n".format(FIGURE.replace("<button", "<b").replace("</button>", "</b>"), CLAIM),
    "a table": f"| a | b |\n| - | - |\n| {FIGURE} | `x` {CLAIM} |\n",
    "a link": f"[See {CLAIM}](page.md) or [{FIGURE}][ref].\n\n[ref]: page.md\n",
    "HTML": f"<p>{FIGURE}</p>\n\n<div markdown>*{CLAIM}* {FIGURE}</div>\n",
    "a list": f"- {FIGURE}\n- {CLAIM}\n",
    "alone": f"{FIGURE}\n\n{CLAIM}\n",
}


def convert(text):
    """With the text shielded from Markdown."""
    shield = Shield()
    return Markdown(extensions=[*EXTENSIONS, shield]).convert(shield.hide(text))


@pytest.mark.parametrize("name", TEXTS)
def test_markdown_makes_the_same_of_a_shielded_text(name):
    html = Markdown(extensions=EXTENSIONS).convert(TEXTS[name])
    assert convert(TEXTS[name]) == html
    assert html.count("</data>") == TEXTS[name].count("</data>")


def test_markdown_sees_no_tag_of_it():
    assert "<" not in Shield().hide(TEXTS["a line"])


def test_equal_texts_with_tokens_are_equal_without_them():
    """So what was made of a text with tokens may be used again for an equal one."""
    one, other = Shield(), Shield()
    assert one.hide(CLAIM + FIGURE) == other.hide(CLAIM) + other.hide(FIGURE)
    assert one.hide(FIGURE) != one.hide(FIGURE.replace("$1", "$2"))
    assert one.show(one.hide(TEXTS["a line"])) == TEXTS["a line"]


KNOWN = Shield().hide(FIGURE)


@given(st.lists(st.sampled_from([KNOWN, FIGURE, START, END, "0", "a", "<p>", "&#xE000;", " ", "\n"])).map("".join))
def test_nobody_can_write_a_token(text):
    typed = text.replace(START, "").replace(END, "")
    assert convert(text) == Markdown(extensions=EXTENSIONS).convert(typed)
