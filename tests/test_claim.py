"""Words stand while their predicate holds; otherwise the build stops and says what is true now."""

import pytest

from example import AT, load
from factbook.ground.location import Lines
from factbook.ground.problem import ProblemError
from factbook.prose.claim import settle
from factbook.prose.placeholder import parse_placeholder

FACTBOOK = load()


def held(text):
    return settle(parse_placeholder(text, AT.shift), FACTBOOK, AT, AT.shift)


def refused(text):
    with pytest.raises(ProblemError) as caught:
        held(text)
    return caught.value.problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"nearly all" if shop.share_of_food[2018] > 94 %', "nearly all"),
        ('"nearly all" if shop.share_of_food[2018] > 99 % else "most"', "most"),
        (
            '"all" if shop.share_of_food[2018] > 99 % else "nearly all" if shop.share_of_food[2018] > 94 % else "most"',
            "nearly all",
        ),
        (
            '"all" if shop.share_of_food[2018] > 99 % else "nearly all" if shop.share_of_food[2018] > 96 % else "most"',
            "most",
        ),
        ('"always most" if shop.share_of_food > 50 %', "always most"),
        ('"grew" if shop.revenue grew every year', "grew"),
        ('"the most" if shop.revenue[2018] is the largest of (shop.revenue)', "the most"),
        ('"at least 80,000" if shop.visitors > 80 thousand people', "at least 80,000"),
        ('"before" if shop.opened < shop.closed', "before"),
        ('"" if shop.founders = 4 people', ""),
    ],
)
def test_the_first_words_that_hold_stand(text, words):
    assert held(text).words == words


def test_the_predicate_under_which_the_words_stand_is_kept():
    assert held('"x" if shop.founders = 4 people').predicate == "shop.founders = 4 people"
    assert held('"x" if shop.founders > 4 people else "y"').predicate == "not (shop.founders > 4 people)"
    assert held('"x" if shop.founders > 4 people else "y" if shop.founders > 5 people else "z"').predicate == (
        "not (shop.founders > 4 people) and not (shop.founders > 5 people)"
    )


def test_a_case_in_the_middle_stands_only_while_none_before_it_does():
    middle = held('"x" if shop.founders > 4 people else "y" if shop.founders > 3 people else "z"')
    assert middle.predicate == "not (shop.founders > 4 people) and (shop.founders > 3 people)"
    assert (middle.words, middle.which, middle.tree.operator) == ("y", 1, "and")


def test_the_tree_of_the_words_that_stand_is_true():
    assert held('"x" if shop.founders > 4 people else "z"').tree.operator == "not"
    assert held('"x" if shop.founders > 4 people else "y" if shop.founders > 5 people else "z"').tree.operator == "and"


def test_a_broken_claim_says_what_is_true_now():
    problem = refused('"most" if shop.share_of_food[2018] > 97 %')
    assert (
        problem.message
        == 'the words "most" no longer hold: shop.share_of_food[2018] is 95%, not shop.share_of_food[2018] > 97 %'
    )
    assert (problem.code, problem.location) == ("claim-broken", AT)
    assert problem.hint == "reword the sentence, or give the claim an else"


def test_the_first_of_several_broken_cases_is_named():
    problem = refused('"all" if shop.founders > 9 people else "most" if shop.founders > 5 people')
    assert problem.message.startswith('the words "all" no longer hold: shop.founders is 4')


def test_every_figure_of_a_broken_claim_is_said_once():
    problem = refused('"more" if shop.founders > shop.founders * 2 + 1 person')
    assert problem.message.count("shop.founders is") == 1


def test_a_series_in_a_broken_claim_is_said_to_be_one():
    assert "shop.revenue is a series" in refused('"fell" if shop.revenue fell every year').message


def test_what_the_bounds_leave_open_cannot_be_claimed():
    problem = refused('"over 90,000" if shop.visitors > 90 thousand people')
    assert problem.code == "claim-undecided"
    assert problem.message.replace("\u00a0", " ") == (
        'whether "over 90,000" holds cannot be decided: shop.visitors is at least 86,500 people '
        "against shop.visitors > 90 thousand people"
    )


def test_what_is_open_does_not_fall_through_to_the_else():
    assert refused('"over" if shop.visitors > 90 thousand people else "under"').code == "claim-undecided"


def test_an_open_case_after_the_one_that_holds_does_no_harm():
    assert (
        held(
            '"over 80" if shop.visitors > 80 thousand people else "over 90" if shop.visitors > 90 thousand people'
        ).words
        == "over 80"
    )


@pytest.mark.parametrize(
    ("text", "part", "code"),
    [
        ('"x" if shop.zz > 1', "shop.zz", "unknown-figure"),
        ('  "x" if shop.zz > 1', "shop.zz", "unknown-figure"),
        ('"x" if shop.revenue[1999] > 1', "shop.revenue", "unknown-member"),
        ('"x" if shop.founders > 1 USD', "> 1", "unit-mismatch"),
        ('"x" if shop.founders > 1 thing', "1 thing", "unknown-unit"),
        ('"x" if shop.founders', "shop.founders", "formula-syntax"),
        ('"x" if shop.founders = 4 people else "y" if shop.zz > 1', "shop.zz", "unknown-figure"),
        ('"x" if shop.founders = 4 people else "y" if shop.founders > 1 USD', "> 1", "unit-mismatch"),
    ],
)
def test_a_mistake_in_any_case_is_found_at_its_place(text, part, code):
    problem = refused(text)
    assert (problem.code, problem.location) == (code, AT.shift(text.index(part)))


def test_a_mistake_on_a_later_line_is_found_at_its_place():
    text = '"x"\n if shop.founders = 4 people\n and shop.zz > 1'
    lines = Lines("page.md", text)
    with pytest.raises(ProblemError) as caught:
        settle(parse_placeholder(text, lines.locate), FACTBOOK, AT, lines.locate)
    assert str(caught.value.problem.location) == "page.md:3:6"
