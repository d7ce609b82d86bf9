"""Markdown makes the same of a shielded text, and nobody else can use what shields it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from factbook.prose.shield import HIDDEN, START, Shield, shield

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
    return Markdown(extensions=[*EXTENSIONS, Shield()]).convert(text)


@pytest.mark.parametrize("name", TEXTS)
def test_markdown_makes_the_same_of_a_shielded_text(name):
    html = Markdown(extensions=EXTENSIONS).convert(TEXTS[name])
    assert convert(shield(TEXTS[name])) == html
    assert html.count("</data>") == TEXTS[name].count("</data>")


def test_markdown_sees_no_tag_of_it():
    assert "<" not in shield(TEXTS["a line"])


@given(st.text(alphabet=st.sampled_from([START, "\ue001", *HIDDEN.values(), "<", "p", "!", " ", "&", "\n"])))
def test_nobody_can_write_a_tag_with_the_hidden_characters(text):
    written = re.sub("[\ue000-\ue004]", "", text)
    assert convert(shield(text)) == Markdown(extensions=EXTENSIONS).convert(written)
