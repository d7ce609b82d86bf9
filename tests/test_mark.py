"""Each placeholder and citation becomes a token with its place; nothing else of a text changes, and nobody can write one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.prose.mark import CLOSE, OPEN, PRIVATE, TOKEN, find_tokens, mark, read_token, write_token


def found(text):
    return [(token.kind, token.inside.strip()) for token in find_tokens(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("plain words", []),
        ("a {{ x.y }} b", [("placeholder", "x.y")]),
        ("{{x.y}}", [("placeholder", "x.y")]),
        ("{{ x.y }}{{ x.z }}", [("placeholder", "x.y"), ("placeholder", "x.z")]),
        ('{{ "a"\nif x.y > 1 }}', [("placeholder", '"a"\nif x.y > 1')]),
        ('{{ "`2`" }}', [("placeholder", '"`2`"')]),
        ("see [@report]", [("citation", "@report")]),
        ("see [@report; @paper, p. 3]", [("citation", "@report; @paper, p. 3")]),
        ("see [-@report]", [("citation", "-@report")]),
        ("an address a@example.org", []),
        ("[a@example.org]", []),
        ("{{ x.y", [("unclosed", "{{")]),
        ("{{ x.y\n\nnext }}", [("unclosed", "{{")]),
        ("> {{ x.y\n> \n> next }}", [("unclosed", "{{")]),
        ("{{ x.y }", [("unclosed", "{{")]),
        ("<!-- {{ x.y --> }}", [("unclosed", "{{")]),
        ("`{{` and `}}`", [("unclosed", "{{")]),
        ("{ x.y }}", []),
        ("{% x.y %}", []),
        ("{{ " + "x" * 2001 + " }}", [("unclosed", "{{")]),
        (r"\{{ x.y }}", []),
        (r"\[@report]", []),
        (r"\\{{ x.y }}", [("placeholder", "x.y")]),
    ],
)
def test_placeholders_and_citations_are_found(text, tokens):
    assert found(text) == tokens


def test_places_are_offsets_into_the_text():
    (token,) = find_tokens("one {{ x.y }} two")
    assert (token.start, token.end, token.written, token.inside) == (4, 13, "{{ x.y }}", " x.y ")


def test_tokens_are_numbered_from_any_number():
    marked = mark("{{ a.b }} and [@c]", first=9)
    assert marked.text == f"{write_token(9)} and {write_token(10)}"
    assert [read_token(match) for match in TOKEN.finditer(marked.text)] == [9, 10]


def test_nobody_can_write_a_token():
    marked = mark(f"{write_token(0)} {{{{ a.b }}}} {OPEN}{CLOSE}")
    assert [read_token(match) for match in TOKEN.finditer(marked.text)] == [0]
    assert len(PRIVATE.findall(marked.text)) == len(write_token(0))


# Whatever comes

PIECES = st.sampled_from(
    ["{{", "}}", "{{ x.y }}", "[@a]", "[", "]", "(", ")", "`", "```", "\n", "\n\n", "> ", "<!--", "-->", '"', "“", "\\", "a", "@", "{", "}", "|", OPEN, "\ue010"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300)
def test_tokens_are_in_order_apart_and_all_else_stays(text):
    marked = mark(text)
    end, pieces = 0, []
    for token in marked.tokens:
        assert end <= token.start < token.end <= len(text)
        assert token.written == text[token.start : token.end]
        pieces += [text[end : token.start], write_token(len(pieces) // 2)]
        end = token.end
    plain = "".join(
        re.sub("[\ue000-\uf8ff]", "\ufffd", piece) if at % 2 == 0 else piece
        for at, piece in enumerate([*pieces, text[end:]])
    )
    assert marked.text == plain


@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "{{ ",
        "{{}}",
        '{{ "',
        '{{ " "',
        '"{{',
        "{{`",
        "[@a",
        "[@a]",
        "[@",
        "[",
        "\\",
        "\\{{",
        "{{\n\n",
        "{{\n>",
        "-->{{",
        "a",
        " ",
        "\n",
    ],
)
def test_a_text_twice_as_long_is_searched_in_twice_as_many_steps(piece):
    """Each part between two braces is looked at alone, so what follows changes nothing of what is found before."""
    once, twice = (list(find_tokens(piece * times)) for times in (1_000, 2_000))
    assert [(token.kind, token.start) for token in twice[: len(once) - 1]] == [
        (token.kind, token.start) for token in once[:-1]
    ]
    assert len(twice) <= 2 * len(once) + 1
