"""What a reader sees of a text, without disguises, and where each character of it is from."""

import pytest

from factbook.prose.reading import OURS, Writer, fold, read_plain


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("two  words\n and\tmore", "two words and more"),
        ("9*8* and _x_", "98 and x"),
        ("１６ and ９", "16 and 9"),
        ("a\u00adb\u200bc\u0301", "abc"),
        ("Саse", "Case"),
        ("½ and ²", "½ and ²"),
        ("“a” ‘b’", "\"a\" 'b'"),
        ("{{ a.b }} and [@c]", f"{OURS} and {OURS}"),
        ("https://example.org/98 x", "\x00 x"),
        ("`98`", "`98`"),
    ],
)
def test_words_are_read_without_disguises(text, read):
    assert read_plain(text).text == read


def test_a_comment_may_quote_code():
    assert read_plain("`98` x", is_comment=True).text == "\x00 x"


def test_each_character_knows_where_it_is_from():
    text = "A  {{ b.c }} １６"
    reading = read_plain(text)
    assert [text[origin] for origin in reading.origins] == ["A", " ", "{", " ", "１", "６"]
    assert reading.slots == {2: 0}


def test_a_block_ends_a_line_once_and_in_place_of_a_space():
    writer = Writer()
    writer.add("a ", 0)
    writer.end_block(2)
    writer.end_block(2)
    writer.add(" b", 2)
    assert writer.reading().text == "a\nb"


@pytest.mark.parametrize(
    ("one", "read"), [("\\", ""), ("\n", " "), ("\u00a0", " "), ("ﬁ", "fi"), ("Ⅳ", "Ⅳ"), ("é", "é")]
)
def test_a_character_is_folded_to_what_it_looks_like(one, read):
    assert fold(one) == read
