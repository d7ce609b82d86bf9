"""A problem says where, what, and what to do; all problems come at once, in order."""

import pytest

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError, format_problems, suggest


def problem(line=1, code="bad-name", message="said", hint=""):
    return Problem(Location("a.yml", line, 2), code, message, hint)


def test_it_reads_as_place_message_and_code():
    assert str(problem()) == "a.yml:1:2: said [bad-name]"


def test_a_hint_stands_indented_on_a_line_of_its_own():
    assert str(problem(hint="do this")) == "a.yml:1:2: said [bad-name]\n    hint: do this"


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\n", r"\n"), ("\r", r"\r"), ("\x1b", r"\x1b"), ("\x85", r"\x85"), ("\u202e", r"\u202e"), ("\u2028", r"\u2028"),
        ("\udcff", r"\udcff"), ("\U000e0041", r"\U000e0041"), ("微", "微"), ("é", "é"), ("\u00a0", "\u00a0"),
    ],
)  # fmt: skip
def test_words_of_the_input_cannot_begin_a_line_or_steer_a_terminal(character, shown):
    text = f"a{character}::error ::b"
    said = str(Problem(Location(text), "bad-name", text, text))
    safe = f"a{shown}::error ::b"
    assert said == f"{safe}:1:1: {safe} [bad-name]\n    hint: {safe}"
    assert said.encode()


def test_a_code_that_is_not_listed_is_refused():
    with pytest.raises(ValueError, match="'typo' is not listed"):
        problem(code="typo")


def test_problems_are_sorted_by_line_as_numbers():
    assert format_problems([problem(10), problem(9)]) == f"{problem(9)}\n{problem(10)}"


def test_the_same_problem_is_said_once():
    assert format_problems([problem(), problem()]) == str(problem())


def test_the_order_of_finding_does_not_show():
    several = [problem(2), problem(1, hint="b"), problem(1, hint="a"), problem(1, "cycle")]
    assert format_problems(several) == format_problems(several[::-1])


def test_no_problem_is_no_text():
    assert format_problems([]) == ""


def test_an_error_carries_its_problem():
    assert ProblemError(problem()).problem == problem()
    assert str(ProblemError(problem())) == str(problem())


def test_a_near_word_is_suggested():
    assert suggest("revenu", ["revenue", "users"]) == "did you mean 'revenue'?"


def test_without_a_near_word_the_other_hint_stands():
    assert suggest("xyz", ["revenue"], "see data/") == "see data/"
    assert suggest("xyz", []) == ""
