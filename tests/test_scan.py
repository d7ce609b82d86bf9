"""The scanner finds what is ours, says where it stands, and leaves code, addresses and comments alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.prose.scan import find_spans, scan


def found(text):
    return [(span.kind, span.text.strip(), span.context) for span in scan(text)[0]]


def contexts(text):
    return [span.context for span in scan(text)[0]]


# What is ours


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("plain words", []),
        ("a {{ x.y }} b", [("placeholder", "x.y", "text")]),
        ("{{x.y}}", [("placeholder", "x.y", "text")]),
        ("{{ x.y }}{{ x.z }}", [("placeholder", "x.y", "text"), ("placeholder", "x.z", "text")]),
        ('{{ "a"\nif x.y > 1 }}', [("placeholder", '"a"\nif x.y > 1', "text")]),
        ("see [@report]", [("citation", "@report", "text")]),
        ("see [@report; @paper, p. 3]", [("citation", "@report; @paper, p. 3", "text")]),
        ("see [-@report]", [("citation", "-@report", "text")]),
        ("an address a@example.org", []),
        ("[a@example.org]", []),
        ("{{ x.y", [("unclosed", "", "text")]),
        ("{{ x.y\n\nnext }}", [("unclosed", "", "text")]),
        ("{{ x.y }", [("unclosed", "", "text")]),
        ("{ x.y }}", []),
        ("{% x.y %}", []),
        ("{{ " + "x" * 2001 + " }}", [("unclosed", "", "text")]),
    ],
)
def test_placeholders_and_citations_are_found(text, spans):
    assert found(text) == spans


def test_places_are_offsets_into_the_text():
    (span,) = scan("one {{ x.y }} two")[0]
    assert (span.start, span.end, span.text) == (4, 13, " x.y ")


# What is left alone


@pytest.mark.parametrize(
    "text",
    [
        "`{{ x.y }}`",
        "``{{ x.y }} ` ``",
        "`` ` {{ x.y }}``",
        "a `[@report]` b",
        "```\n{{ x.y }}\n```",
        "```python\n{{ x.y }}\n```\n",
        "~~~\n{{ x.y }}\n~~~",
        "````\n```\n{{ x.y }}\n```\n````",
        "    ```\n    {{ x.y }}\n    ```",
        "<!-- {{ x.y }} -->",
        "<!--\n{{ x.y }}\n\n[@report]\n-->",
        "[link](https://example.org/{{x.y}})",
        "[link](page.md#{{x.y}})",
        "![alt](image-{{x.y}}.png)",
    ],
)
def test_code_comments_and_destinations_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a ` b {{ x.y }}",
        "`a` {{ x.y }} `b`",
        "`a\n\n{{ x.y }} b`",
        "```\ncode\n```\n{{ x.y }}",
        "<!-- a --> {{ x.y }}",
        "<!-- {{ x.y }}",
        "https://example.org {{ x.y }}",
        "\\`{{ x.y }}\\`",
        "(in brackets {{ x.y }})",
        "~~{{ x.y }}~~",
        "**{{ x.y }}**",
        "> {{ x.y }}",
        "- {{ x.y }}",
        "1. {{ x.y }}",
        "    {{ x.y }}",
    ],
)
def test_what_only_looks_like_code_or_a_comment_is_bound(text):
    assert [kind for kind, _, _ in found(text)] == ["placeholder"]


def test_an_unclosed_fence_hides_nothing_that_markdown_shows():
    assert [kind for kind, _, _ in found("```\n{{ x.y }}\n\n{{ x.z }}")] == ["placeholder", "placeholder"]


# Context


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("a {{ x.y }} b", "text"),
        ("# About {{ x.y }}", "heading"),
        ("###### {{ x.y }} {#id}", "heading"),
        ("About {{ x.y }}\n===", "heading"),
        ("About {{ x.y }}\n---\n", "heading"),
        ("#{{ x.y }}", "text"),
        ("[{{ x.y }}](page.md)", "link"),
        ("[about {{ x.y }} more](page.md)", "link"),
        ("[{{ x.y }}][ref]", "link"),
        ("[{{ x.y }}]", "text"),
        ("![{{ x.y }}](image.png)", "alt"),
        ("![a {{ x.y }} b](image.png)", "alt"),
        ('<img alt="{{ x.y }}">', "attribute"),
        ('<td title="{{ x.y }}">', "attribute"),
        ("<b>{{ x.y }}</b>", "text"),
        ("1 < 2 {{ x.y }} > 3", "text"),
        ('!!! note "{{ x.y }}"', "title"),
        ('??? note "{{ x.y }}"', "title"),
        ('???+ note "{{ x.y }}"', "title"),
        ('=== "{{ x.y }}"', "title"),
        ('    !!! note "{{ x.y }}"', "title"),
        ('!!! note "Title"\n    {{ x.y }}', "text"),
        ("| {{ x.y }} | b |\n|---|---|\n", "text"),
        ("a | b\n---|---\n{{ x.y }} | c", "text"),
        ("- {{ x.y }}", "text"),
    ],
)
def test_a_placeholder_knows_where_it_stands(text, context):
    assert contexts(text) == [context]


def test_the_innermost_context_that_takes_no_markup_counts():
    assert contexts("# [![{{ x.y }}](a.png)]({{x.z}}) {{ x.w }}") == ["alt", "heading"]
    assert contexts("# [{{ x.y }}](a.md) {{ x.z }}") == ["link", "heading"]


def test_several_on_one_line_each_have_their_own():
    assert contexts("{{ a.a }} [{{ b.b }}](x) ![{{ c.c }}](y) {{ d.d }}") == ["text", "link", "alt", "text"]


# The prose that is left


def test_the_prose_keeps_every_character_at_its_place():
    text = "a `b` {{ x.y }} [c](d.md) <!-- e --> https://f.g\n```\nh\n```\n"
    _, prose = scan(text)
    assert len(prose) == len(text)
    assert prose.count("\n") == text.count("\n")
    for offset, character in enumerate(prose):
        assert character in ("\x00", "\x01") or character == text[offset]


def test_the_prose_has_no_code_no_address_and_nothing_of_ours():
    _, prose = scan("9 `8` {{ 7 }} [6](5) <!-- 4 --> https://3 [@2] 1")
    assert [character for character in prose if character.isdigit()] == ["9", "6", "1"]


# Whatever comes

PIECES = st.sampled_from(
    ["{{", "}}", "{{ x.y }}", "[@a]", "[", "]", "(", ")", "](", "![", "`", "``", "```", "~~~", "\n", "\n\n", "# ", "> ", "- ",
     "    ", "<!--", "-->", "<b", ">", "</b>", "http://", "\\", '"', "!!! x ", "=== ", "---", "| ", "a", "1 ", "微", "\x00", "{", "}"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
@settings(max_examples=300)
def test_spans_are_in_order_apart_and_inside_the_text(text):
    spans, prose = scan(text)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end
        if span.kind == "placeholder":
            assert text[span.start : span.end] == "{{" + span.text + "}}"
        if span.kind == "unclosed":
            assert text[span.start : span.end] == "{{"
    assert len(prose) == len(text)


@given(TEXTS)
@settings(max_examples=200)
def test_no_opening_brace_of_ours_is_left_in_the_prose(text):
    _, prose = scan(text)
    hidden = {offset for span in find_spans(text) for offset in range(span.start, span.end)}
    for offset in range(len(prose) - 1):
        if prose[offset : offset + 2] == "{{":
            assert offset in hidden or text[offset - 1] == "\\" or text[max(offset - 1, 0)] == "{"


@given(st.text(max_size=80))
def test_arbitrary_text_never_raises(text):
    scan(text)


@pytest.mark.parametrize(
    "piece",
    ["{{", "{{ ", "{{}}", "[@a", "[@a]", "`", "` ", "``` ", "\n```\n", "\n~~~", "<!--", "<!-- ", "<a ", "<a>", "[", "![", "](", "[](",
     "![[", "http://a ", "# ", "\n# ", "\n!!! ", "\\", "a\n---\n", "a", " ", "\n", "{{\n\n", "`\n\n", "\n- `", "```\n`", "` ``", "[a][", "(((", "<!-->"],
)  # fmt: skip
def test_ten_thousand_characters_of_anything_are_scanned_fast(piece):
    text = (piece * 10_000)[:10_000]
    assert seconds(text) < 0.25  # a tenth of it on a quiet machine; tests/bench/limits.py says how much


@pytest.mark.parametrize(
    "piece", ["{{ x.y }} ", "{{ ", "` ", "\n- `", "```\n`", "[@a] ", "<b ", "![", "[a](", "\n```\n", "<!-- "]
)
def test_the_work_grows_with_the_text_and_not_with_its_square(piece):
    assert seconds(piece * 8_000) < 40 * seconds(piece * 1_000) + 0.05


def seconds(text):
    """How long it takes to scan a text that was not scanned before, at best."""
    best = float("inf")
    for attempt in range(3):
        start = time.process_time()
        scan(text + " " * attempt)
        best = min(best, time.process_time() - start)
    return best
