"""Strict YAML keeps every place and refuses everything that could surprise."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.ground.location import Location
from factbook.ground.problem import ProblemError
from factbook.load.yaml_file import MAX_CHARACTERS, MAX_DEPTH, Mapping, Scalar, Sequence, find_hidden, parse_yaml


def parse(text, first_line=1):
    return parse_yaml(text, "a.yml", first_line)


def refused(text):
    """The problem for which a text is refused."""
    with pytest.raises(ProblemError) as caught:
        parse(text)
    return caught.value.problem


def values(node):
    """A node as plain Python."""
    if isinstance(node, Mapping):
        return {key.text: values(value) for key, value in node.entries}
    return [values(item) for item in node.items] if isinstance(node, Sequence) else node.text


def scalar(text):
    """The value of the first key."""
    node = parse(text).entries[0][1]
    assert isinstance(node, Scalar)
    return node


def place_of(text, part):
    """Line and column that a scalar gives for a part of its text."""
    node = scalar(text)
    place = node.locate(node.text.index(part))
    return place.line, place.column


# What is read


def test_scalars_stay_text():
    text = "{a: no, b: 1:30, c: 0123, d: 1e6, e: 2018-12-31, f: ~, g: 1_000, h: null, i: .inf}"
    assert list(values(parse(text)).values()) == [
        "no",
        "1:30",
        "0123",
        "1e6",
        "2018-12-31",
        "~",
        "1_000",
        "null",
        ".inf",
    ]


def test_mappings_and_sequences_keep_the_order_of_the_file():
    assert list(values(parse("b: [2, 1]\na: {d: x, c: y}")).items()) == [
        ("b", ["2", "1"]),
        ("a", {"d": "x", "c": "y"}),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n"])
def test_an_empty_file_is_an_empty_mapping(text):
    assert parse(text) == Mapping((), Location("a.yml", 1))


def test_a_key_without_a_value_has_an_empty_one():
    assert values(parse("a:\nb: x")) == {"a": "", "b": "x"}


def test_a_pair_in_a_list_is_a_mapping():
    assert values(parse("[a: x]")) == [{"a": "x"}]


def test_document_marks_around_one_document_are_harmless():
    assert values(parse("---\na: x\n...\n")) == {"a": "x"}


# Places


def test_keys_and_values_have_their_places():
    outer = parse("one:\n  two: x\n").entries[0]
    key, value = outer[1].entries[0]
    assert outer[0].location == Location("a.yml", 1, 1)
    assert key.location == Location("a.yml", 2, 3)
    assert value.location == Location("a.yml", 2, 8)


def test_items_have_their_places():
    items = parse("- x\n- [y,  z]\n").items
    assert [items[0].location.column, items[1].location.column] == [3, 3]
    assert [item.location.column for item in items[1].items] == [4, 8]


def test_places_count_characters_and_not_bytes():
    assert scalar('{"微信": x}').location.column == 8


def test_places_count_from_the_first_line_of_the_file():
    node = parse("a: x\nb: y", first_line=7)
    assert [key.location.line for key, _ in node.entries] == [7, 8]


def test_places_inside_a_quoted_block_count_from_the_first_line_too():
    node = parse("a: >\n  one\n  two\n", first_line=5).entries[0][1]
    assert (node.locate(4).line, node.locate(4).column) == (7, 3)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: one x two", (1, 8)),
        ("a:   one x two", (1, 10)),
        ("a: one\n  and x two", (2, 7)),
        ("a: 'one x'", (1, 9)),
        ("a: 'it''s x'", (1, 11)),
        ("a: 'one\n\n   x'", (3, 4)),
        ('a: "one x"', (1, 9)),
        (r'a: "o\"ne x"', (1, 11)),
        (r'a: "one\ttab x"', (1, 14)),
        (r'a: "caf\u00e9 x"', (1, 15)),
        (r'a: "\x41\U0001F600\_ x"', (1, 22)),
        ('a: "one \\\n   two x"', (2, 8)),
        ("a: |\n  one\n  two x\n", (3, 7)),
        ("a: |\n\n\n  x\n", (4, 3)),
        ("a: |2-\n    x\n", (2, 5)),
        ("a: >\n  one\n  two x\n", (3, 7)),
        ("a: >- # a comment\n  one\n\n  x\n", (4, 3)),
        ("a: >\n  it's \\n x\n", (2, 11)),
    ],
)
def test_a_character_inside_a_scalar_has_its_place(text, place):
    assert place_of(text, "x") == place


@given(
    st.lists(st.text("ab.\"'\\é微", min_size=1, max_size=6), min_size=1, max_size=6),
    st.sampled_from(["|", ">", "'", '"']),
)
@settings(max_examples=60)
def test_every_style_leads_back_to_the_character(chosen, style):
    lines = [f"{word}{number}" for number, word in enumerate(chosen)]
    if style in "|>":
        text = f"k: {style}\n" + "".join(f"  {line}\n" for line in lines)
    else:
        escaped = [x.replace("'", "''") if style == "'" else x.replace("\\", "\\\\").replace('"', '\\"') for x in lines]
        text = f"k: {style}" + "\n  ".join(escaped) + style
    node = scalar(text)
    source = text.split("\n")
    for offset, character in enumerate(node.text):
        if not character.isspace():
            place = node.locate(offset)
            found = source[place.line - 1][place.column - 1 :]
            written = {"'": {"'": "''"}, '"': {'"': '\\"', "\\": "\\\\"}}.get(style, {}).get(character, character)
            assert found.startswith(written)


# What is refused


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: &x 1\n", "1:4", "the anchor '&x' is not allowed here"),
        ("a: 1\nb: *x\n", "2:4", "the alias '*x' is not allowed here"),
        ("&x a: 1\n", "1:1", "the anchor '&x' is not allowed here"),
        ("- &x [1]\n", "1:3", "the anchor '&x' is not allowed here"),
        ("a:\n  <<: {b: 1}\n", "2:3", "the merge key '<<' is not allowed here"),
        ('"<<": 1\n', "1:1", "the merge key '<<' is not allowed here"),
        ("a: !!int 3\n", "1:4", "the tag 'tag:yaml.org,2002:int' is not allowed here"),
        ("a: !ENV HOME\n", "1:4", "the tag '!ENV' is not allowed here"),
        ("a: ! x\n", "1:4", "the tag '!' is not allowed here"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "1:4",
            "the tag 'tag:yaml.org,2002:python/object/apply:os.system'",
        ),
        ("? [a]\n: b\n", "1:3", "a key that is not text is not allowed here"),
        ("? {a: b}\n: c\n", "1:3", "a key that is not text is not allowed here"),
        ("a: 1\n---\nb: 2\n", "2:1", "a second document in one file is not allowed here"),
        ("%YAML 1.1\n---\na: 1\n", "1:1", "a directive"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "1:1", "a directive"),
    ],
)
def test_a_feature_that_surprises_is_refused_at_its_place(text, place, said):
    problem = refused(text)
    assert problem.code == "yaml-feature"
    assert str(problem.location) == f"a.yml:{place}"
    assert problem.message.startswith(said)
    assert problem.hint


def test_a_duplicate_key_names_the_line_of_the_first():
    problem = refused("a: 1\nb: 2\n'a': 3\n")
    assert str(problem).startswith("a.yml:3:2: the key 'a' is already there on line 1 [duplicate-key]")


def test_the_same_key_in_two_records_is_no_duplicate():
    assert values(parse("a: {x: 1}\nb: {x: 2}")) == {"a": {"x": "1"}, "b": {"x": "2"}}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c\n", "1:5"),
        ("a: 'b\n", "2:1"),
        ("a: 1\n  b: 2\n", "2:4"),
        ("a: {b: 1\nc: 2\n", "2:2"),
        ("\ta: 1\n", "1:1"),
        ("a: @b\n", "1:4"),
    ],
)
def test_what_is_no_yaml_has_a_place(text, place):
    problem = refused(text)
    assert problem.code == "yaml-syntax"
    assert str(problem.location) == f"a.yml:{place}"
    assert problem.message.startswith("this is not valid YAML: ")


@pytest.mark.parametrize("shape", ["nested list", "nested mapping", "nested flow"])
def test_the_last_allowed_depth_is_read_and_the_next_refused(shape):
    make = {
        "nested list": lambda depth: "- " * depth + "x",
        "nested mapping": lambda depth: "".join("  " * level + "a:\n" for level in range(depth)) + "  " * depth + "x",
        "nested flow": lambda depth: "[" * depth + "x" + "]" * depth,
    }[shape]
    parse(make(MAX_DEPTH))
    assert "nesting deeper than 20 levels" in refused(make(MAX_DEPTH + 1)).message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_without_end_is_refused_at_once(opening):
    start = time.process_time()
    assert refused(opening * 20_000).code in ("yaml-feature", "yaml-syntax")
    assert time.process_time() - start < 0.5


def test_a_merge_key_bomb_is_refused_at_once():
    bomb = "a: &a {x: 1}\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} {{<<: [{', '.join([f'*{chr(97 + n)}'] * 9)}]}}\n" for n in range(9)
    )
    start = time.process_time()
    assert refused(bomb).message == "the anchor '&a' is not allowed here"
    assert time.process_time() - start < 0.5


def test_a_file_beyond_the_limit_is_refused():
    problem = refused("#" * (MAX_CHARACTERS + 1))
    assert problem.code == "too-large"
    assert "2,000,000 characters" in problem.message


# Characters that nobody sees


@pytest.mark.parametrize(
    "character",
    [
        "\x00", "\x08", "\x1b", "\x7f", "\x85", "\u00ad", "\u061c", "\u180e", "\u200b", "\u200e", "\u2028", "\u2029",
        "\u202e", "\u2060", "\u2066", "\u3164", "\ufeff", "\ufff9", "\U000e0041",
        "\u2800", "\ufdd0", "\ufdef", "\ufffe", "\U0001fffe", "\U0001ffff", "\U000effff", "\U000f0000", "\U0010ffff",
    ],
)  # fmt: skip
def test_an_invisible_character_is_refused_at_its_place(character):
    problem = refused(f"a: x\nb: y{character}z\n")
    assert str(problem.location) == "a.yml:2:5"
    assert problem.message == f"invisible character U+{ord(character):04X}"
    assert problem.code == "hidden-character"


@pytest.mark.parametrize("escape", [r"\x00", r"\u200b", r"\u202e", r"\e", r"\L"])
def test_an_invisible_character_written_as_an_escape_is_refused_too(escape):
    assert refused(f'a: "y{escape}"\n').code == "hidden-character"


def test_a_comment_cannot_end_at_a_line_separator():
    assert refused("# harmless\u2028a: 5\n").code == "hidden-character"


@pytest.mark.parametrize(
    "text", ["tab\there", "line\nbreak", "crlf\r\nbreak", "微信 é € “quoted” – 👍🏽", "no\u00a0break"]
)
def test_what_a_reader_can_see_is_no_hidden_character(text):
    assert list(find_hidden(text, "a.md")) == []


def test_every_hidden_character_of_a_page_is_found():
    found = [str(problem.location) for problem in find_hidden("a\u200b\nb\u200b\u200b", "a.md", first_line=3)]
    assert found == ["a.md:3:2", "a.md:4:2", "a.md:4:3"]


# Whatever comes


@given(st.text(alphabet=st.sampled_from("ab01 \n\t:-?[]{}#&*!|>'\"%@`,<.\\~\x00\u200b\ud800é微"), max_size=200))
@settings(max_examples=150)
def test_arbitrary_text_gives_nodes_or_a_problem(text):
    try:
        node = parse(text)
    except ProblemError as error:
        assert error.problem.location.line >= 1
    else:
        values(node)


@given(st.text(max_size=100))
@settings(max_examples=100)
def test_arbitrary_unicode_gives_nodes_or_a_problem(text):
    try:
        values(parse(text))
    except ProblemError as error:
        assert error.problem.code in ("yaml-syntax", "yaml-feature", "hidden-character", "duplicate-key")


@pytest.mark.parametrize(
    "piece", ["a: b\n", "[", "{", "- ", "? ", "'", '"', "&a ", "x: |\n ", "a: {b: [c, d]}\n", "\\", "# ", ": "]
)
def test_ten_thousand_characters_of_anything_are_read_fast(piece):
    text = piece * (10_000 // len(piece))
    start = time.process_time()
    with contextlib.suppress(ProblemError):
        parse(text)
    assert time.process_time() - start < 0.5
