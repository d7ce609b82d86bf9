"""Where a token ends up in the HTML says what may stand there, however the Markdown was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from example import CONVERTER, SHOP, html, load, page, template
from factbook.prose.mark import TOKEN
from factbook.prose.slot import Slot
from factbook.prose.source import Source
from factbook.prose.template import read_template

FACTBOOK = load(SHOP, charts="mix: {kind: columns, title: The mix, marks: [{figure: shop.revenue, label: R}]}")
SHARE = "{{ shop.share_of_food[2018] }}"


def contexts(text):
    return [piece.context for piece in template(text).pieces if isinstance(piece, Slot)]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("a {{ x.y }} b", "text"),
        ("{{ x.y }}", "alone"),
        ("> {{ x.y }}", "alone"),
        ("{{ x.y }}\n{ .answer }", "text"),
        ("# About {{ x.y }}", "heading"),
        ("###### {{ x.y }} {#id}", "heading"),
        ("About {{ x.y }}\n===", "heading"),
        ("About {{ x.y }}\n---\n", "heading"),
        ("####### {{ x.y }}", "heading"),
        ("[{{ x.y }}](page.md)", "link"),
        ("[about {{ x.y }} more](page.md)", "link"),
        ("[{{ x.y }}][ref]\n\n[ref]: page.md", "link"),
        ("[{{ x.y }}]", "text"),
        ("![{{ x.y }}](image.png)", "attribute"),
        ("![a {{ x.y }} b](image.png)", "attribute"),
        ('<img alt="{{ x.y }}" src="a.png">', "attribute"),
        ('<table><tr><td title="{{ x.y }}">a</td></tr></table>', "attribute"),
        ("<b>{{ x.y }}</b>", "text"),
        ("1 < 2 {{ x.y }} > 3", "text"),
        ('!!! note "{{ x.y }}"', "title"),
        ('??? note "{{ x.y }}"', "title"),
        ('???+ note "{{ x.y }}"', "title"),
        ('!!! note\n    !!! note "{{ x.y }}"', "title"),
        ('!!! note "Title"\n    a {{ x.y }}', "text"),
        ("<details><summary>{{ x.y }}</summary>a</details>", "title"),
        ("| {{ x.y }} | b |\n|---|---|\n", "text"),
        ("a | b\n---|---\n{{ x.y }} | c", "text"),
        ('a | b\n---|---\n{{ x.y | words }} | {{ "a" if x.y | 0 }}', "text"),
        ("- {{ x.y }}", "text"),
        ('<div class="key-figures" markdown>\n\n- **{{ x.y }}** a\n\n</div>', "text"),
        ("<div>\na {{ x.y }} b\n</div>", "text"),
        ("Term\n:   a {{ x.y }}", "text"),
        ("- [ ] {{ x.y }}", "text"),
        ("=={{ x.y }}==", "text"),
        ("a[^1]\n\n[^1]: Of {{ x.y }}", "text"),
        # left as it is written
        ("`{{ x.y }}`", "written"),
        ("``{{ x.y }} ` ``", "written"),
        ("`` ` {{ x.y }}``", "written"),
        ("a `[@report]` b", "written"),
        ("```\n{{ x.y }}\n```", "written"),
        ("```yaml\na: {{ x.y }}\n```\n", "written"),
        ("~~~\n{{ x.y }}\n~~~", "written"),
        ("````\n```\n{{ x.y }}\n```\n````", "written"),
        ("!!! note\n    ```\n    {{ x.y }}\n    ```", "written"),
        ("    {{ x.y }}", "written"),
        ("<!-- {{ x.y }} -->", "written"),
        ("a <!--\n{{ x.y }}\n-->", "written"),
        ("<pre>{{ x.y }}</pre>", "written"),
        ("<kbd>{{ x.y }}</kbd>", "written"),
        # where nothing can stand
        ("[link](https://example.org/{{x.y}})", "address"),
        ("[link](page.md#{{x.y}})", "address"),
        ("![alt](image-{{x.y}}.png)", "address"),
        ('[link](page.md "{{ x.y }}")', "link title"),
        ('<p id="{{ x.y }}">a</p>', "nowhere"),
        ("a\n{ .{{x.y}} }", "nowhere"),
        ("[ref]: page.md '{{ x.y }}'", "nowhere"),
        ("*[{{ x.y }}]: a", "nowhere"),
    ],
)
def test_a_token_knows_where_it_stands(text, context):
    assert set(contexts(text)) == {context}


def test_the_innermost_context_that_takes_no_markup_counts():
    assert contexts("# [![{{ x.y }}](a.png)](b.md) {{ x.w }}") == ["attribute", "heading"]
    assert contexts("# [{{ x.y }}](a.md) {{ x.z }}") == ["heading", "heading"]


def test_an_address_that_is_shown_as_it_is_is_an_address():
    assert contexts("<https://example.org/{{x.y}}>") == ["address", "written"]


def test_several_on_one_line_each_have_their_own():
    assert contexts("{{ a.a }} [{{ b.b }}](x) ![{{ c.c }}](y) {{ d.d }}") == ["text", "link", "attribute", "text"]


@pytest.mark.parametrize(
    "text",
    [
        "a ` b {{ x.y }}",
        "`a` {{ x.y }} `b`",
        "`a\n\n{{ x.y }} b`",
        "```\ncode\n```\n{{ x.y }}",
        "<!-- a --> {{ x.y }}",
        "https://example.org {{ x.y }}",
        "\\`{{ x.y }}\\`",
        "(in brackets {{ x.y }})",
        "~~{{ x.y }}~~",
        "**{{ x.y }}**",
    ],
)
def test_what_only_looks_like_code_or_a_comment_is_bound(text):
    assert contexts(text) in (["text"], ["alone"])


def test_an_unclosed_fence_hides_nothing_that_markdown_shows():
    assert contexts("```\na {{ x.y }}\n\na {{ x.z }}") == ["text", "text"]


# What Markdown makes of a filled page


@pytest.mark.parametrize(
    ("text", "within"),
    [
        (f"a {SHARE} b", "p"),
        (f"**{SHARE}**", "strong"),
        (f"*{SHARE}*", "em"),
        (f"=={SHARE}==", "mark"),
        (f"- {SHARE}", "li"),
        (f"- [x] {SHARE}", "li.task-list-item"),
        (f"> {SHARE}", "blockquote"),
        (f"| a | b |\n|---|---|\n| {SHARE} | c |", "td"),
        ("a | b\n---|---\n{{ shop.share_of_food[2018] | 0 digits }} | c", "td"),
        (f"# {SHARE}", "h1"),
        (f"About {SHARE}\n=====", "h1"),
        (f"[{SHARE}](a.md)", "a"),
        (f"[{SHARE}][other]\n\n[other]: a.md", "a"),
        (f'<div markdown="1">\n\n{SHARE}\n\n</div>', "div"),
        (f"<div>\n{SHARE}\n</div>", "div"),
        (f'??? note "Title"\n    {SHARE}', "details"),
        (f'??? note "{SHARE}"\n    a', "summary"),
        (f'!!! note "{SHARE}"', "p.admonition-title"),
        (f"Term\n:   {SHARE}", "dd"),
        (f"{SHARE}\n:   Meaning", "dt"),
        (f"a[^1]\n\n[^1]: {SHARE}", "div.footnote li"),
    ],
)
def test_markdown_leaves_a_figure_whole(text, within):
    node = html(text, FACTBOOK).css_first(f"{within} data.figure")
    assert node.attributes["data-figure"] == "shop.share_of_food[2018]"
    assert node.text() == "95%"
    assert (node.css_first("button") is None) == (within in ("a", "h1", "summary", "p.admonition-title"))


@pytest.mark.parametrize(
    ("text", "selector", "name", "words"),
    [
        (f"![{SHARE} of it](image.png)", "img", "alt", "95% of it"),
        (f'<img alt="{SHARE} of it" src="image.png">', "img", "alt", "95% of it"),
        (f'<abbr title="{SHARE}">most</abbr>', "abbr", "title", "95%"),
    ],
)
def test_beside_the_text_stand_plain_words(text, selector, name, words):
    assert html(text, FACTBOOK).css_first(selector).attributes[name] == words


@pytest.mark.parametrize(
    "text", [f"`{SHARE}`", f"```\n{SHARE}\n```", f"    {SHARE}", f"```yaml\n# {SHARE}\n```", f"a <pre>{SHARE}</pre>"]
)
def test_code_is_shown_as_it_is_written(text):
    tree = html(text, FACTBOOK)
    assert SHARE in tree.text()
    assert not tree.css("data")


def test_a_comment_stays_as_it_is_written():
    assert f"<!-- {SHARE} -->" in html(f"a <!-- {SHARE} --> b", FACTBOOK).html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](https://example.org/{{ shop.closed }})", "a placeholder can't stand in an address"),
        ("![x](a-{{ shop.closed }}.png)", "a placeholder can't stand in an address"),
        ("[x](page.md#[@report])", "a citation can't stand in an address"),
        ('[x](page.md "{{ shop.closed }}")', "a placeholder can't stand in the title of a link"),
        ("a\n{ .{{shop.closed}} }", "a placeholder can't stand here"),
        ("*[{{ shop.closed }}]: a", "a placeholder can't stand here"),
    ],
)
def test_where_no_words_stand_a_token_is_a_problem_and_leaves_nothing(text, said):
    bound = page(text).fill(FACTBOOK)
    assert [problem.message for problem in bound.problems] == [said]
    assert not TOKEN.search(bound.text)
    assert "figure" not in bound.text


def test_the_words_of_a_claim_may_be_emphasised_around_it():
    text = '**{{ "most" if shop.founders * 2 > 1 person and shop.founders * 3 > 2 people }}**'
    claim = html(text, FACTBOOK).css_first("strong span.claim")
    assert claim.text() == "most"
    assert claim.attributes["data-claim"] == "shop.founders * 2 > 1 person and shop.founders * 3 > 2 people"


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("# {}", "h1 span.claim"),
        ("[{}](a.md)", "a span.claim"),
        ('!!! note "{}"', "p span.claim"),
        ("| a |\n|---|\n| {} |", "td span.claim"),
    ],
)
def test_a_claim_can_stand_in_a_heading_a_link_a_title_and_a_cell(text, selector):
    claim = '{{ "most" if shop.founders > 1 person else "few" }}'
    assert html(text.format(claim), FACTBOOK).css_first(selector).text() == "most"


def test_a_claim_in_an_alt_text_is_its_words():
    assert (
        html('![{{ "most" if shop.founders > 1 person }}](a.png)', FACTBOOK).css_first("img").attributes["alt"]
        == "most"
    )


# Readings


def readings(text):
    return [reading.text for reading in template(text).readings]


def test_a_reader_reads_words_without_code_addresses_and_comments_and_a_mark_for_what_is_ours():
    assert readings("9 `8` {{ 7 }} [6](5) <!-- 4 --> https://example.org/3 [@2] *1*") == ["9 \x00 \x01 6 \x00 \x01 1\n"]


def test_what_appears_beside_the_text_is_read_on_its_own():
    assert readings('![alt](a.png) <abbr title="b">c</abbr> [d](e.md "f")') == [" c d\n".lstrip(), "alt", "b", "f"]


def test_the_marks_that_footnotes_and_permalinks_add_are_no_words_of_the_page():
    assert readings("# A\n\nb[^1]\n\n[^1]: c")[0].split() == ["A", "b", "c"]
    assert len(readings("# A\n\nb[^1]\n\n[^1]: c")) == 1


def test_blocks_and_cells_end_a_line():
    assert readings("a\nb\n\n- c\n- d\n\n| e | f |\n|---|---|\n| g | h |") == ["a b\nc\nd\ne\nf\ng\nh\n"]


# Whatever comes

PIECES = [
    "{{ x.y }}", "[@a]", "{{", "`", "```\n", "\n\n", "# ", "[", "](a)", "![", "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "*", "|", "a ", "{ .x }",
    '<p title="', '">', "[^1]", "\n[^1]: ", "- [ ] ", "*[a]: ", "&lt;", "    ", "> ", "==", "\n:   ", '<a href="', "[TOC]",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_token_has_a_slot_and_the_pieces_are_the_html(text):
    found = template(text)
    slots = [piece for piece in found.pieces if isinstance(piece, Slot)]
    assert {slot.number for slot in slots} == set(range(len(found.tokens)))
    assert not any(TOKEN.search(piece) for piece in found.pieces if isinstance(piece, str))
    for reading in found.readings:
        assert len(reading.text) == len(reading.origins)
        assert all(reading.text[at] == "\x01" for at in reading.slots)


@pytest.mark.parametrize(
    "piece",
    ["{{ x.y }} ", "a [b](c) ", "<b>a</b>", "- a\n", "# a\n\n", "`a` ", "![a](b) ", "98 ", "&amp; ", "[@a] ", "'a' "],
)
def test_a_text_twice_as_long_has_twice_as_many_of_everything(piece):
    def count(times):
        found = template(piece * times)
        return [
            len(found.pieces),
            len(found.raw),
            sum(len(reading.text) for reading in found.readings),
            len(found.problems),
        ]

    assert all(twice <= 2 * once + 2 for once, twice in zip(count(50), count(100), strict=True))


def test_the_depth_of_the_html_is_no_depth_of_calls():
    deep = "<b>" * 20_000
    assert read_template(deep, Source("a.md", deep), ()).readings


def test_the_pieces_are_the_html_of_the_converter():
    text = "Words *and* `code`.\n\n- a\n"
    assert "".join(map(str, template(text).pieces)) == CONVERTER.convert(text)
    assert LexborHTMLParser(CONVERTER.convert(text)).css_first("em").text() == "and"
