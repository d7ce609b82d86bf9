"""A formula becomes a tree that knows the column of each part, or an error that knows its own."""

import contextlib
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.model.formula import Call, Day, FormulaError, Literal, Operation, Reference, references
from factbook.model.parse import FUNCTIONS, MAX_DEPTH, MAX_STEPS, parse_formula


def show(tree):
    """A tree with all its parentheses."""
    if isinstance(tree, Operation):
        parts = [show(part) for part in tree.operands]
        return f"({tree.operator} {' '.join(parts)})"
    if isinstance(tree, Call):
        return f"{tree.function}[{' '.join(show(part) for part in tree.arguments)}]"
    if isinstance(tree, Literal):
        return f"{tree.value}{tree.unit and f'<{tree.unit}>'}"
    return tree.text if isinstance(tree, Day) else str(tree)


def refused(text):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    return caught.value


# Reading


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a.b", "a.b"),
        ("a.b[2018]", "a.b[2018]"),
        ("a.b[2018Q4]", "a.b[2018Q4]"),
        ("a.b[ 2018-06 ]", "a.b[2018-06]"),
        ("a.b [x_y]", "a.b[x_y]"),
        ("1", "1"),
        ("0.5", "0.5"),
        ("1097.60", "1097.60"),
        ("95 %", "95<%>"),
        ("95%", "95<%>"),
        ("10 billion USD", "10<billion USD>"),
        ("1 million USD a year", "1<million USD a year>"),
        ("5 % daily users per monthly user", "5<% daily users per monthly user>"),
        ("2018-12-31", "2018-12-31"),
        ("1 + 2 + 3", "(+ (+ 1 2) 3)"),
        ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("1 + 2 * 3", "(+ 1 (* 2 3))"),
        ("1 * 2 + 3", "(+ (* 1 2) 3)"),
        ("8 / 4 / 2", "(/ (/ 8 4) 2)"),
        ("8 / 4 * 2", "(* (/ 8 4) 2)"),
        ("2 ^ 3 ^ 2", "(^ 2 (^ 3 2))"),
        ("2 * 3 ^ 2", "(* 2 (^ 3 2))"),
        ("-2 ^ 2", "(neg (^ 2 2))"),
        ("2 ^ -1", "(^ 2 (neg 1))"),
        ("-a.b + 1", "(+ (neg a.b) 1)"),
        ("-a.b * 2", "(* (neg a.b) 2)"),
        ("1 - -1", "(- 1 (neg 1))"),
        ("--1", "(neg (neg 1))"),
        ("(1 + 2) * 3", "(* (+ 1 2) 3)"),
        ("((((1))))", "1"),
        ("sum(a.b)", "sum[a.b]"),
        ("max(a.b, 2, a.c[x])", "max[a.b 2 a.c[x]]"),
        ("sqrt(abs(-1))", "sqrt[abs[(neg 1)]]"),
        ("sum (a.b)", "sum[a.b]"),
        ("max(1, 2)", "max[1 2]"),
        ("max(1,2)", "max[1 2]"),
        ("a.b > 95 %", "(> a.b 95<%>)"),
        ("a.b>=1", "(>= a.b 1)"),
        ("a.b != 1", "(!= a.b 1)"),
        ("a.b + 1 < a.c * 2", "(< (+ a.b 1) (* a.c 2))"),
        ("a.b = a.c within 1 million USD", "(within a.b a.c 1<million USD>)"),
        ("a.b = a.c + 1 within 2 - 1", "(within a.b (+ a.c 1) (- 2 1))"),
        ("a.b between 1 and 2", "(between a.b 1 2)"),
        ("a.b between 1 and 2 and a.c > 3", "(and (between a.b 1 2) (> a.c 3))"),
        ("a.b is the largest of (a.c, a.d)", "(largest a.b a.c a.d)"),
        ("a.b is the smallest of (a.c)", "(smallest a.b a.c)"),
        ("a.b grew every year", "(grew every year a.b)"),
        ("a.b fell every quarter", "(fell every quarter a.b)"),
        ("a.b grew every month", "(grew every month a.b)"),
        ("not a.b > 1", "(not (> a.b 1))"),
        ("not a.b > 1 and a.c > 1", "(and (not (> a.b 1)) (> a.c 1))"),
        ("not (a.b > 1 and a.c > 1)", "(not (and (> a.b 1) (> a.c 1)))"),
        ("1 > 0 or 2 > 0 and 3 > 0", "(or (> 1 0) (and (> 2 0) (> 3 0)))"),
        ("1 > 0 and 2 > 0 or 3 > 0", "(or (and (> 1 0) (> 2 0)) (> 3 0))"),
        ("not not 1 > 0", "(not (not (> 1 0)))"),
        ("(a.b > 1) = (a.c > 1)", "(= (> a.b 1) (> a.c 1))"),
        ("a.b\n  +\ta.c", "(+ a.b a.c)"),
    ],
)
def test_a_formula_is_read_by_precedence(text, tree):
    assert show(parse_formula(text)) == tree


def test_numbers_keep_every_digit():
    tree = parse_formula("0.1234567890123456789012345678901234567")
    assert tree.value == Decimal("0.1234567890123456789012345678901234567")


def test_each_part_knows_its_column():
    tree = parse_formula("sum(a.b) + -c.d[2018]")
    assert tree.column == 9
    assert tree.operands[0].column == 0
    assert tree.operands[0].arguments[0].column == 4
    assert tree.operands[1].column == 11
    assert tree.operands[1].operands[0].column == 12


def test_references_come_from_left_to_right():
    tree = parse_formula("a.b / sum(c.d) + max(e.f, g.h[x]) * (a.b - 1)")
    assert [str(name) for name in references(tree)] == ["a.b", "c.d", "e.f", "g.h[x]", "a.b"]


def test_a_formula_without_figures_has_no_references():
    assert list(references(parse_formula("1 + 2018-01-01 - 2"))) == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_is_known(function):
    assert parse_formula(f"{function}(a.b)").function == function


# Refusing


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("", 0, "expected a figure, a number or '(' and found 'the end'"),
        ("   ", 3, "expected a figure, a number or '(' and found 'the end'"),
        ("1 +", 3, "expected a figure, a number or '(' and found 'the end'"),
        ("1 + * 2", 4, "expected a figure, a number or '(' and found '*'"),
        ("(1", 2, "expected ')' and found 'the end'"),
        ("1)", 1, "')' can't stand here"),
        ("a.b a.c", 4, "'a.c' can't stand here"),
        ("a.b c", 4, "'c' can't stand here"),
        ("revenue", 0, "expected a figure, a number or '(' and found 'revenue'"),
        ("a.b & 1", 4, "the character '&' has no meaning in a formula"),
        ("a.b.c", 3, "the character '.' has no meaning in a formula"),
        ("__import__('os')", 11, "the character ''' has no meaning in a formula"),
        ("__import__(1)", 0, "there is no function '__import__'"),
        ("a.b = 'x'", 6, "the character ''' has no meaning in a formula"),
        ("foo(1)", 0, "there is no function 'foo'"),
        ("sum()", 4, "expected a figure, a number or '(' and found ')'"),
        ("sum(a.b", 7, "expected ')' and found 'the end'"),
        ("sum(a.b,)", 8, "expected a figure, a number or '(' and found ')'"),
        ("1 < 2 < 3", 6, "a chain of comparisons is ambiguous"),
        ("a.b = 1 = 2", 8, "a chain of comparisons is ambiguous"),
        ("a.b between 1", 13, "expected 'and' and found 'the end'"),
        ("a.b is largest of (1)", 7, "expected 'the' and found 'largest'"),
        ("a.b is the best of (1)", 11, "expected largest or smallest and found 'best'"),
        ("a.b is the largest (1)", 19, "expected 'of' and found '('"),
        ("a.b grew", 8, "expected 'every' and found 'the end'"),
        ("a.b grew every day", 15, "expected year or quarter or month or member and found 'day'"),
        ("and 1", 0, "expected a figure, a number or '(' and found 'and'"),
        ("a.b[2018][2019]", 9, "'[2019]' can't stand here"),
        ("[2018]", 0, "expected a figure, a number or '(' and found '[2018]'"),
        ("a.b[20", 3, "the character '[' has no meaning in a formula"),
        ("a.b if 1", 4, "'if' can't stand here"),
    ],
)
def test_what_is_no_formula_is_refused_at_its_column(text, column, said):
    error = refused(text)
    assert (str(error), error.column, error.code) == (said, column, "formula-syntax")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("1,000", 0),
        ("1 + 1_000", 4),
        ("007", 0),
        ("1e6", 0),
        ("1 + 1E6", 4),
        ("9" * 41, 0),
        ("٣", 0),
        ("1٣", 0),
    ],
)
def test_a_number_that_could_be_misread_is_refused(text, column):
    error = refused(text)
    assert (error.code, error.column) == ("bad-number", column)
    assert "is not a number as we write them" in str(error)


def test_a_long_number_is_not_repeated_in_full():
    assert len(str(refused("9" * 1000))) < 100


def test_a_chain_of_comparisons_gets_a_hint():
    assert refused("1 < 2 < 3").hint == "write 'x between A and B'"


def test_a_misspelt_function_gets_a_hint():
    assert refused("summ(a.b)").hint == "did you mean 'sum'?"


def test_a_bare_word_gets_a_hint():
    assert refused("revenue / 2").hint == "a figure is named topic.name"


# Limits


@pytest.mark.parametrize("opening", ["(", "-", "not ", "sum(", "1 + (", "2 ^ "])
def test_depth_is_limited(opening):
    error = refused(opening * 300 + "1")
    assert error.code == "too-large"
    assert f"deeper than {MAX_DEPTH} levels" in str(error)


def test_depth_counts_what_is_open_and_not_what_was():
    text = " + ".join(["(1)"] * MAX_STEPS)
    assert show(parse_formula(text)).count("+") == MAX_STEPS - 1


@pytest.mark.parametrize("join", [" + ", " * ", " and 1 < ", " - "])
def test_a_formula_of_too_many_steps_is_a_problem_at_one_of_them(join):
    error = refused(join.join(["1"] * 300) if "<" not in join else "1 < 1" + (join + "1") * 150)
    assert error.code == "too-large"
    assert error.column > 0
    assert "sum()" in error.hint


def test_length_is_limited():
    longest = "1" + " " * 1_999
    assert show(parse_formula(longest)) == "1"
    assert refused(longest + " ").code == "too-large"


def test_a_tower_of_powers_is_read_at_once():
    start = time.process_time()
    parse_formula("9^9^9^9^9^9^9")
    assert refused("9**9**9").code == "formula-syntax"
    assert time.process_time() - start < 0.5


PIECES = st.sampled_from(
    [
        "a.b",
        "c.d[2018]",
        "x",
        "1",
        "2.5",
        "95",
        "%",
        "billion",
        "USD",
        "2018-12-31",
        "(",
        ")",
        "+",
        "-",
        "*",
        "/",
        "^",
        "<",
        ">",
        "<=",
        ">=",
        "=",
        "!=",
        ",",
        "sum",
        "max",
        "and",
        "or",
        "not",
        "between",
        "within",
        "is",
        "the",
        "largest",
        "smallest",
        "of",
        "grew",
        "fell",
        "every",
        "year",
        "[x]",
        "[",
        "]",
        "'",
        '"',
        "{",
        "}",
        "\\",
        "\x00",
        "微",
        "٣",
        "1e9",
        "1,0",
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=200)
def test_arbitrary_pieces_give_a_tree_or_a_formula_error(text):
    try:
        show(parse_formula(text))
    except FormulaError as error:
        assert 0 <= error.column <= len(text)


@given(st.text(max_size=60))
def test_arbitrary_text_gives_a_tree_or_a_formula_error(text):
    try:
        parse_formula(text)
    except FormulaError as error:
        assert 0 <= error.column <= len(text)


@pytest.mark.parametrize(
    "piece", ["(", "1+", "a.b[", "[", "1.", "1e", "a", "a.", "2018-", "not ", "-", "((1)", "1 USD "]
)
def test_ten_thousand_characters_of_anything_are_refused_fast(piece):
    start = time.process_time()
    refused((piece * 10_000)[:10_000])
    with contextlib.suppress(FormulaError):
        parse_formula((piece * 2_000)[:2_000])
    assert time.process_time() - start < 0.5


NUMBERS = st.integers(0, 99).map(str)


@given(
    st.recursive(
        NUMBERS,
        lambda inner: st.tuples(inner, st.sampled_from("+-*/^"), inner).map(lambda x: f"({x[0]} {x[1]} {x[2]})"),
        max_leaves=12,
    )
)
def test_a_tree_written_with_all_parentheses_reads_back(text):
    def written(tree):
        if isinstance(tree, Literal):
            return str(tree.value)
        left, right = tree.operands
        return f"({written(left)} {tree.operator} {written(right)})"

    assert written(parse_formula(text)) == text


@given(st.lists(st.sampled_from(["+", "-", "*", "/"]), min_size=1, max_size=10), st.data())
def test_precedence_agrees_with_arithmetic(operators, data):
    numbers = data.draw(st.lists(st.integers(1, 9), min_size=len(operators) + 1, max_size=len(operators) + 1))
    text = str(numbers[0]) + "".join(f" {o} {n}" for o, n in zip(operators, numbers[1:], strict=True))

    def calculate(tree):
        if isinstance(tree, Literal):
            return float(tree.value)
        left, right = map(calculate, tree.operands)
        return {"+": left + right, "-": left - right, "*": left * right, "/": left / (right or 1)}[tree.operator]

    assert calculate(parse_formula(text)) == pytest.approx(eval(text), abs=1e-6)  # noqa: S307 - our own digits


def test_equal_trees_are_equal_and_can_be_keys():
    assert parse_formula("a.b + 1") == parse_formula("a.b + 1")
    assert len({parse_formula("a.b"), parse_formula("a.b"), Reference("a.b", None, 0)}) == 1
