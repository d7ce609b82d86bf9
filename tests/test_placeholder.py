"""Between {{ and }} stands one of four things; everything else is refused at its place."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.ground.location import Lines, Location
from factbook.ground.problem import ProblemError
from factbook.model.look import Look
from factbook.prose.placeholder import Block, Claim, FigureUse, Literal, parse_figure, parse_placeholder

AT = Location("page.md", 3, 10)


def parse(text):
    return parse_placeholder(text, AT.shift)


def refused(text):
    with pytest.raises(ProblemError) as caught:
        parse(text)
    return caught.value.problem


def cases(text):
    return [(case.words, case.predicate) for case in parse(text).cases]


# Figures


@pytest.mark.parametrize(
    ("text", "figure", "key", "digits", "options"),
    [
        (" facebook.ad_share ", "facebook.ad_share", None, None, set()),
        ("facebook.ad_share", "facebook.ad_share", None, None, set()),
        (" facebook.revenue[2018] ", "facebook.revenue", "2018", None, set()),
        (" facebook.revenue[2018Q4] ", "facebook.revenue", "2018Q4", None, set()),
        (" facebook.revenue[ 2018-06 ] ", "facebook.revenue", "2018-06", None, set()),
        (" facebook.revenue [games] ", "facebook.revenue", "games", None, set()),
        (' facebook.revenue["2018"] ', "facebook.revenue", "2018", None, set()),
        (" x.y | 0 digits ", "x.y", None, 0, set()),
        (" x.y|words ", "x.y", None, None, {"words"}),
        (" x.y[2018] | 2 digits signed ", "x.y", "2018", 2, {"signed"}),
        (" x.y | plain | words ", "x.y", None, None, {"plain", "words"}),
        ("\n x.y\n | words\n", "x.y", None, None, {"words"}),
    ],
)
def test_a_figure_has_a_name_a_member_and_a_look(text, figure, key, digits, options):
    found = FigureUse(figure, key, Look(digits, frozenset(options)))
    assert parse(text) == found
    assert parse_figure(text) == found


@pytest.mark.parametrize("text", ['"words"', "chart x", "x.y | loud", "x", "", '"a" if x.y > 1'])
def test_the_short_way_leaves_everything_else_to_the_long_one(text):
    assert parse_figure(text) is None


# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [(' "58.com" ', "58.com"), (" “58.com” ", "58.com"), ('""', ""), ('"it\'s 3"', "it's 3"), ('“say "3"”', 'say "3"')],
)
def test_words_in_quotation_marks_are_literal(text, words):
    assert parse(text) == Literal(words)


# Charts


@pytest.mark.parametrize(
    ("text", "block"),
    [
        (" chart mix ", Block("chart", "mix")),
        ("table mix_2", Block("table", "mix_2")),
        ("chart  mix", Block("chart", "mix")),
    ],
)
def test_a_chart_or_a_table_has_a_name(text, block):
    assert parse(text) == block


# Claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (' "most" if x.y > 50 % ', [("most", "x.y > 50 %")]),
        (' "most" if x.y > 50 % else "part" ', [("most", "x.y > 50 %"), ("part", "")]),
        (
            ' "all" if x.y > 95 % else "most" if x.y > 50 % else "part" ',
            [("all", "x.y > 95 %"), ("most", "x.y > 50 %"), ("part", "")],
        ),
        ("“most” if x.y > 50 % else “part”", [("most", "x.y > 50 %"), ("part", "")]),
        ('"most"if x.y > 50 %else"part"', [("most", "x.y > 50 %"), ("part", "")]),
        ('"most"\n  if x.y >\n  50 %', [("most", "x.y > 50 %")]),
        ('"if" if x.y > 1 else "else"', [("if", "x.y > 1"), ("else", "")]),
        ('"" if x.y > 1', [("", "x.y > 1")]),
    ],
)
def test_a_claim_is_words_under_predicates(text, expected):
    assert isinstance(parse(text), Claim)
    assert cases(text) == expected


def test_a_case_keeps_the_tree_of_its_predicate():
    first, last = parse('"most" if x.y > 50 % else "part"').cases
    assert first.tree.operator == ">"
    assert last.tree is None


# What is refused


@pytest.mark.parametrize(
    ("text", "offset", "code", "said"),
    [
        ("", 0, "placeholder-syntax", "'' can't stand between {{ and }}"),
        ("  ", 2, "placeholder-syntax", "'' can't stand between {{ and }}"),
        (" x ", 1, "placeholder-syntax", "'x' can't stand between {{ and }}"),
        (" x.y + 1 ", 1, "placeholder-syntax", "'x.y + 1' can't stand between {{ and }}"),
        (" 93 % ", 1, "placeholder-syntax", "'93 %' can't stand between {{ and }}"),
        (" config.site_url() ", 1, "placeholder-syntax", "'config.site_url()' can't stand between {{ and }}"),
        (" x.y[1][2] ", 1, "placeholder-syntax", "'x.y[1][2]' can't stand between {{ and }}"),
        (" chart ", 1, "placeholder-syntax", "'chart' can't stand between {{ and }}"),
        (" chart a b ", 1, "placeholder-syntax", "'chart a b' can't stand between {{ and }}"),
        (" 'single' ", 1, "placeholder-syntax", "''single'' can't stand between {{ and }}"),
        (" " + "x" * 50, 1, "placeholder-syntax", f"'{'x' * 40}…' can't stand between {{{{ and }}}}"),
        (' "a" "b" ', 5, "placeholder-syntax", "expected 'if' after the words"),
        (' "a" when x.y > 1 ', 5, "placeholder-syntax", "expected 'if' after the words"),
        (' "a" if ', 7, "formula-syntax", "expected a figure, a number or '(' and found 'the end'"),
        (' "a" if x.y >> 1 ', 13, "formula-syntax", "expected a figure, a number or '(' and found '>'"),
        (' "a" if x.y > 1 else ', 16, "formula-syntax", "'else' can't stand here"),
        (' "a" if x.y > 1 else "b" c ', 25, "placeholder-syntax", "expected 'if' after the words"),
        (' "a" if x.y > 1,000 ', 14, "bad-number", "'1,000' is not a number as we write them"),
        (" x.y | loud ", 5, "unknown-option", "there is no option 'loud'"),
        (" x.y[2018] | 2 ", 11, "unknown-option", "there is no option '2'"),
    ],
)
def test_anything_else_is_refused_at_its_place(text, offset, code, said):
    problem = refused(text)
    assert (problem.message, problem.code, problem.location) == (said, code, AT.shift(offset))
    assert problem.hint or code == "formula-syntax"


def test_a_mistake_on_a_later_line_has_its_own_place():
    text = ' "most"\n  if x.y > 50 %\n    and x. > 1 '
    with pytest.raises(ProblemError) as caught:
        parse_placeholder(text, Lines("page.md", text).locate)
    assert str(caught.value.problem.location) == "page.md:3:10"


def test_a_misspelt_chart_gets_a_hint():
    assert refused(" chrat mix ").hint == "did you mean 'chart'?"
    assert refused(" x ").hint.startswith("write {{ topic.name }}")


# Whatever comes


@given(
    st.lists(
        st.sampled_from(
            [
                '"a"',
                "“b”",
                '"',
                "”",
                "if",
                "else",
                "x.y",
                "x.y[2018]",
                "> 1",
                "|",
                "words",
                "2 digits",
                "chart",
                "n",
                "\n",
                "{",
                "[",
                "9",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
@settings(max_examples=200)
def test_arbitrary_pieces_give_a_placeholder_or_a_problem(text):
    try:
        found = parse(text)
    except ProblemError as error:
        assert AT.column <= error.problem.location.column <= AT.column + len(text)
    else:
        assert isinstance(found, FigureUse | Claim | Literal | Block)


@given(st.text(max_size=60))
def test_arbitrary_text_gives_a_placeholder_or_a_problem(text):
    try:
        parse(text)
    except ProblemError as error:
        assert error.problem.message


@pytest.mark.parametrize("piece", ['"a" if x.y > 1 else ', '"', "x.", "x.y[", "a.b.", " ", '"a" ', "x.y | words ", "“"])
def test_the_longest_placeholder_is_read_fast(piece):
    text = (piece * 2_000)[:2_000]
    start = time.process_time()
    with contextlib.suppress(ProblemError):
        parse(text)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("what", ["chart", "small", "verdict", "whatif", "guess"])
def test_a_block_without_a_name_is_told_what_is_missing(what):
    with pytest.raises(ProblemError) as raised:
        parse(what)
    assert raised.value.problem.hint.startswith(f"write {{{{ {what} ")
