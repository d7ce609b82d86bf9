"""Words that compare beside a figure carry a claim, or are reported; sentences without a figure are left alone."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import AS_TYPED, template
from factbook.prose.comparison import find_unbound
from factbook.prose.limits import find_too_large
from factbook.prose.mark import mark
from factbook.prose.source import Source
from factbook.prose.template import read_template
from sentences import read_sentences, score

PIECES = [
    "{{ a.b }}",
    "{{ a.b ",
    "fell ",
    "more than ",
    "most ",
    ". ",
    "\n",
    "\n\n",
    "|",
    "- ",
    "**",
    "U.S. ",
    "no ",
    "a ",
]


def unbound(text):
    return [re.search(r'the words "(.*)" stand', problem.message)[1] for problem in find_unbound(template(text))]


def places(text, first_line=1):
    return [str(problem.location) for problem in find_unbound(template(text, first_line))]


def test_every_sentence_of_the_golden_file_gets_what_it_should(record_property):
    result = score("comparison.txt", unbound)
    record_property("printed", f"words that compare: {result}")
    assert result.wrong == []
    assert (result.wolves, result.misses) == (0, 0)


def test_the_golden_file_has_enough_of_both_kinds():
    sentences = read_sentences("comparison.txt")
    assert len(sentences) >= 150
    assert sum(not sentence.expected for sentence in sentences) >= 40


def test_over_a_span_of_time_compares_nothing():
    text = "Over {{ a.b }} it sold over {{ a.c[2018] }}."
    assert len(list(find_unbound(template(text)))) == 2
    (problem,) = find_unbound(template(text), times={"a.b"})
    assert problem.location.column == 24


def test_it_is_a_warning_that_says_how_to_bind_the_words():
    (problem,) = find_unbound(template("Revenue fell to {{ a.b }}."))
    assert problem.is_warning
    assert str(problem) == (
        'page.md:1:9: the words "fell" stand beside a figure and are bound to none [unbound-comparison]\n'
        '    hint: bind the words: {{ "fell" if topic.name > 95 % }}, or leave the comparison out'
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It fell to {{ a.b }}.", "page.md:1:4"),
        ("{{ a.b }} is most of it.", "page.md:1:14"),
        ("It *fell* to {{ a.b }}.", "page.md:1:5"),
        ("Text.\n\nIt was {{ a.b }}\nor *more than* that.", "page.md:4:5"),
        ("A&nbsp;sum fell to {{ a.b }}.", "page.md:1:12"),
        ("> It was {{ a.b }}\n> and fell.", "page.md:2:7"),
        ("<img alt='It fell to {{ a.b }}'>", "page.md:1:14"),
        ("`code` fell to {{ a.b }}.", "page.md:1:8"),
    ],
)
def test_the_place_is_that_of_the_first_word(text, place):
    assert places(text) == [place]


def test_lines_are_counted_from_the_first_of_the_file():
    assert places("Text.\nIt fell to {{ a.b }}.", first_line=10) == ["page.md:11:4"]


# Whatever comes


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_arbitrary_text_never_raises(text):
    unbound(text + " {{ a.b }}")


@pytest.mark.parametrize("piece", [*PIECES, "as ", "<a ", "`", "{{ a.b }} fell ", "almost ", "W. ", "... ", "!"])
def test_ten_thousand_characters_of_anything_are_read_fast(piece):
    text = "{{ a.b }} " + (piece * 10_000)[:10_000]
    if any(find_too_large(text, "page.md")):
        return  # it never comes so far
    assert any(seconds(text) < 0.25 for _ in range(5))


def test_the_work_grows_with_the_text_and_not_with_its_square():
    text = "".join(piece * 100 for piece in PIECES)
    once, twice = (min(seconds(text * times) for _ in range(3)) for times in (1, 2))
    assert twice < 4 * once + 0.1


def seconds(text):
    """How long it takes to read and search a text that was not read before."""
    marked = mark(text)
    converted = AS_TYPED.convert(marked.text)  # whose time is its own
    start = time.process_time()
    list(find_unbound(read_template(converted, Source("page.md", text), marked.tokens)))
    return time.process_time() - start
