"""Records become figures with bounds, dates and sources; a record with a mistake becomes one problem."""

from decimal import Decimal

import pytest

from example import load, problems_of, read
from factbook.model.quantity import INFINITY

G = "source: report, confidence: checked"
D = f"{G}, date: 2018"


def one(record):
    """The member of shop.a."""
    return load(f"a: {{title: A, {record}}}").figures["shop.a"].members[""]


def bounds(record):
    given = one(record).given
    opened = ("(" if given.lower_open else "") + (")" if given.upper_open else "")
    return str(given.lower), str(given.upper), opened


# What is given


def test_a_given_number_keeps_all_that_its_record_says():
    factbook = load(
        "a: {title: A thing, value: 2.32, unit: million USD a year, date: 2018-12-31, source: [report, paper], "
        "place: Table 1, confidence: recalled, show: 2 digits, note: A note.}"
    )
    figure = factbook.figures["shop.a"]
    member = figure.members[""]
    assert (figure.id, figure.topic, figure.title, figure.show, figure.by) == (
        "shop.a",
        "shop",
        "A thing",
        "2 digits",
        "",
    )
    assert str(figure.location) == "data/figures/shop.yml:1:1"
    assert (member.sources, member.evidence.place, member.confidence) == (("report", "paper"), "Table 1", "recalled")
    assert member.period.text == "2018-12-31"
    assert member.given.value == Decimal(2320000)


def test_words_over_several_lines_are_joined():
    factbook = load(
        f"a:\n  title: >-\n    A thing\n    of two lines\n  value: 1\n  unit: time\n  {D.replace(', ', chr(10) + '  ')}"
    )
    assert factbook.figures["shop.a"].title == "A thing of two lines"


@pytest.mark.parametrize(
    ("record", "low", "high", "opened"),
    [
        (f"value: 5, unit: USD, {D}", "5", "5", ""),
        (f"value: -5, unit: USD, {D}", "-5", "-5", ""),
        (f"value: 5, bound: at least, unit: USD, {D}", "5", "Infinity", ")"),
        (f"value: 5, bound: more than, unit: USD, {D}", "5", "Infinity", "()"),
        (f"value: 5, bound: at most, unit: USD, {D}", "-Infinity", "5", "("),
        (f"value: 5, bound: less than, unit: USD, {D}", "-Infinity", "5", "()"),
        (f"value: 5, bound: up to, unit: USD, {D}", "-Infinity", "5", "("),
        (f"value: 5, bound: at most, unit: person, {D}", "0", "5", ""),
        (f"value: 5, bound: less than, unit: person, {D}", "0", "5", ")"),
        (f"value: 5, bound: about, lower: 4, upper: 7, unit: USD, {D}", "4", "7", ""),
        (f"value: 5, bound: about, lower: 4, unit: USD, {D}", "4", "5", ""),
        (f"value: 5, bound: about, upper: 7, unit: USD, {D}", "5", "7", ""),
        (f"value: 5, bound: at least, upper: 9, unit: USD, {D}", "5", "9", ""),
        (f"value: 5, bound: at most, lower: 1, unit: USD, {D}", "1", "5", ""),
        (f"value: 5, lower: 4, upper: 6, unit: thousand USD, {D}", "4000", "6000", ""),
        (f"value: 98.4, unit: '%', {D}", "0.984", "0.984", ""),
    ],
)
def test_the_words_of_a_bound_become_bounds_in_base_units(record, low, high, opened):
    found = bounds(record)
    assert (Decimal(found[0]), Decimal(found[1]), found[2]) == (Decimal(low), Decimal(high), opened)


def test_the_smallest_value_of_a_unit_is_the_lower_end_of_at_most():
    assert one(f"value: 5, bound: at most, unit: person, {D}").given.lower == 0
    assert one(f"value: 5, bound: at most, unit: USD, {D}").given.lower == -INFINITY


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("2019-03-06", 0, 0), ("2005-12", 0, 30), ("1995", 0, 364), ("2018Q4", 0, 91)],
)
def test_a_date_is_as_wide_as_it_is_known(value, low, high):
    member = one(f"value: {value}, unit: date, {G}")
    assert (member.given.upper - member.given.lower) / 1440 == high - low
    assert member.period.text == value


# Series


SERIES = """
a:
  title: A
  unit: million USD
  by: year
  source: report
  confidence: checked
  place: Table 1
  values:
    2016: 1
    2017: {value: 2, source: paper, confidence: recalled, place: Page 3, note: A note., title: Another}
    2018: {formula: 3 million USD}
"""


def test_a_member_says_what_differs_and_the_series_the_rest():
    members = load(SERIES).figures["shop.a"].members
    assert list(members) == ["2016", "2017", "2018"]
    first, second, third = members.values()
    assert (first.sources, first.confidence, first.evidence.place, first.title) == (
        ("report",),
        "not located",
        "Table 1",
        "",
    )
    assert (second.sources, second.confidence, second.evidence.place, second.title) == (
        ("paper",),
        "recalled",
        "Page 3",
        "Another",
    )
    assert (first.given.value, second.given.value, third.given) == (1_000_000, 2_000_000, None)
    assert third.formula.text == "3 million USD"


@pytest.mark.parametrize(
    ("by", "more", "key", "period"),
    [
        ("year", "", "2018", "2018"),
        ("quarter", "", "2018Q3", "2018Q3"),
        ("month", "", "2018-06", "2018-06"),
        ("year", "at: end, ", "2018", "2018-12-31"),
        ("quarter", "at: end, ", "2018Q3", "2018-09-30"),
        ("month", "at: end, ", "2018-06", "2018-06-30"),
        ("category", "date: 2018Q4, ", "games", "2018Q4"),
    ],
)
def test_a_member_is_true_for_the_period_of_its_key(by, more, key, period):
    figure = load(f"a: {{title: A, unit: person, by: {by}, {more}{G}, values: {{{key}: 1}}}}").figures["shop.a"]
    assert figure.members[key].period.text == period


def test_a_member_may_have_a_date_of_its_own():
    figure = load(
        f"a: {{title: A, unit: person, by: year, {G}, values: {{2018: {{value: 1, date: 2018-03-31}}}}}}"
    ).figures["shop.a"]
    assert figure.members["2018"].period.text == "2018-03-31"


def test_members_of_time_are_in_order_of_time_however_they_are_written():
    factbook = load(
        f"a: {{title: A, unit: person, by: year, {G}, values: {{2018: 3, 2016: 1, 2017: 2}}}}\nb: {{title: B, formula: last(shop.a), unit: person}}"
    )
    assert list(factbook.figures["shop.a"].members) == ["2016", "2017", "2018"]
    assert factbook.entries["shop.b"].quantity.value == 3


def test_categories_keep_the_order_of_the_file():
    factbook = load(f"a: {{title: A, unit: person, by: category, {D}, values: {{wine: 3, bread: 1}}}}")
    assert list(factbook.figures["shop.a"].members) == ["wine", "bread"]


# What is refused


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (f"value: 1e6, unit: USD, {D}", "1:22: '1e6' is not a number as we write them [bad-number]"),
        (f"value: 1, unit: USDD, {D}", "1:31: 'USDD' is no unit [unknown-unit]"),
        (f"value: 1, unit: million, {D}", "1:31: 'million' is no unit [unknown-unit]"),
        (f"value: 1, unit: USD a fortnight, {D}", "1:31: 'fortnight' is no unit [unknown-unit]"),
        (f"value: 1, formula: 1 USD, unit: USD, {D}", "1:1: the figure 'shop.a' needs exactly one of value, values and formula [unknown-key]"),
        ("unit: USD", "1:1: the figure 'shop.a' needs exactly one of value, values and formula [missing-key]"),
        (f"unit: USD, values: {{2018: 1}}, {G}", "1:1: the series 'shop.a' needs 'by' and a member or more [missing-key]"),
        (f"unit: USD, by: year, values: {{}}, {G}", "1:1: the series 'shop.a' needs 'by' and a member or more [missing-key]"),
        (f"unit: USD, by: decade, values: {{2018: 1}}, {G}", "1:30: 'by' can't be 'decade' [wrong-type]"),
        (f"unit: USD, by: year, values: {{2018Q4: 1}}, {G}", "1:45: '2018Q4' is no year [bad-name]"),
        (f"unit: USD, by: quarter, values: {{2018: 1}}, {G}", "1:48: '2018' is no quarter [bad-name]"),
        (f"unit: USD, by: month, values: {{2018-13: 1}}, {G}", "1:46: '2018-13' is no month [bad-name]"),
        (f"unit: USD, by: category, date: 2018, values: {{Games: 1}}, {G}", "1:61: 'Games' is no category [bad-name]"),
        ("value: 1, unit: USD, source: reprot, confidence: checked, date: 2018", "1:44: there is no source 'reprot' [unknown-source]"),
        ("value: 1, unit: USD, source: [paper, x], confidence: checked, date: 2018", "1:52: there is no source 'x' [unknown-source]"),
        ("value: 1, unit: USD, source: report, date: 2018", "1:22: the given number of 'shop.a' needs the key 'confidence' [missing-key]"),
        ("value: 1, unit: USD, confidence: checked, date: 2018", "1:22: the given number of 'shop.a' needs the key 'source' [missing-key]"),
        (f"value: 1, unit: USD, {G}", "1:22: the given number of 'shop.a' needs the key 'date' [missing-key]"),
        (f"unit: USD, by: category, values: {{x: 1}}, {G}", "1:52: the given number of 'shop.a' needs the key 'date' [missing-key]"),
        (f"value: 1, unit: USD, date: 31.12.2018, {G}", "1:42: '31.12.2018' is no date: a date is written 2018-12-31, 2018-12, 2018Q4 or 2018 [bad-date]"),
        (f"value: 1, unit: USD, date: [2018], {G}", "1:42: 'date' must be text [wrong-type]"),
        (f"value: 2018-02-30, unit: date, {G}", "1:22: '2018-02-30' is no date: there is no day 30 in that month [bad-date]"),
        ("value: 1, unit: USD, source: report, confidence: sure, date: 2018", "1:64: 'confidence' can't be 'sure' [wrong-type]"),
        (f"value: 1, unit: USD, bound: roughly, {D}", "1:43: 'bound' can't be 'roughly' [wrong-type]"),
        (f"value: 1, unit: USD, bound: about, {D}", "1:43: 'about' needs 'lower' or 'upper' [missing-key]"),
        (f"value: 1, lower: 2, unit: USD, {D}", "1:22: the value lies outside its bounds [bad-number]"),
        (f"value: 9, upper: 2, unit: USD, {D}", "1:22: the value lies outside its bounds [bad-number]"),
        (f"value: 1, lower: x, unit: USD, {D}", "1:32: 'x' is not a number as we write them [bad-number]"),
        (f"value: -1, unit: person, {D}", "1:22: people can't be below 0 [bad-number]"),
        (f"value: 1, bound: about, lower: -1, unit: person, {D}", "1:46: people can't be below 0 [bad-number]"),
        (f"value: 1, unit: USD, show: 2 digitz, {D}", "1:42: there is no option '2' [unknown-option]"),
        (f"value: 1, unit: USD, show: loud, {D}", "1:42: there is no option 'loud' [unknown-option]"),
        (f"value: 1, unit: USD, show: 99 digits, {D}", "1:42: more than 12 digits after the point [unknown-option]"),
        (f"value: 1, unit: USD, show: year, {D}", "1:42: 'year' says when a number is true, and can't be how it reads by default [unknown-option]"),
        (f"value: 1, unit: USD, by: year, {D}", "1:40: a figure with 'value' has no use for the key 'by' [unknown-key]"),
        (f"value: 1, unit: USD, at: end, {D}", "1:40: a figure with 'value' has no use for the key 'at' [unknown-key]"),
        (f"unit: USD, by: year, lower: 1, values: {{2018: 1}}, {G}", "1:43: a figure with 'values' has no use for the key 'lower' [unknown-key]"),
        ("formula: 1 USD, unit: USD, source: report", "1:50: a figure with 'formula' has no use for the key 'source' [unknown-key]"),
        ("formula: 1 USD, unit: USD, bound: at least", "1:49: a figure with 'formula' has no use for the key 'bound' [unknown-key]"),
        ("formula: 1 +, unit: USD", "1:27: expected a figure, a number or '(' and found 'the end' [formula-syntax]"),
        ("formula: 9**9**9, unit: time", "1:26: expected a figure, a number or '(' and found '*' [formula-syntax]"),
        (f"formula: {'(' * 200}1, unit: time", "1:74: the formula is nested deeper than 50 levels [too-large]"),
        (f"value: {'9' * 1000}, unit: USD, {D}", "1:22: '99999999999999999999…' is not a number as we write them [bad-number]"),
        (f"unit: USD, by: year, {G}, values: {{2018: {{note: x}}}}", "1:82: the member '2018' of 'shop.a' needs either a value or a formula [missing-key]"),
        (f"unit: USD, by: year, {G}, values: {{2018: {{value: 1, formula: 1 USD}}}}", "1:82: the member '2018' of 'shop.a' needs either a value or a formula [missing-key]"),
        (f"unit: USD, by: year, {G}, values: {{2018: {{vlaue: 1}}}}", "1:89: the member '2018' has no key 'vlaue' [unknown-key]"),
        (f"unit: USD, by: year, {G}, values: {{2018: {{}}}}", "1:82: the member '2018' of 'shop.a' needs either a value or a formula [missing-key]"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_problem_at_its_place(record, said):
    assert problems_of(f"a: {{title: A, {record}}}") == [f"data/figures/shop.yml:{said}"]


@pytest.mark.parametrize("name", ["A", "1a", "a-b", "a.b", "été"])
def test_a_name_that_could_not_be_written_in_a_formula_is_refused(name):
    assert problems_of(f"{name}: {{title: A, value: 1, unit: USD, {D}}}") == [
        f"data/figures/shop.yml:1:1: '{name}' can't be the name of a figure [bad-name]"
    ]


def test_the_place_of_a_mistake_in_a_folded_formula_is_its_line():
    text = "a:\n  title: A\n  unit: time\n  formula: >\n    1 +\n    2 ) +\n    3\n"
    assert problems_of(text) == ["data/figures/shop.yml:6:7: ')' can't stand here [formula-syntax]"]


def test_a_figure_with_a_mistake_is_left_out_and_the_others_are_read():
    factbook, problems = read(f"a: {{title: A, value: x, unit: USD, {D}}}\nb: {{title: B, value: 1, unit: USD, {D}}}")
    assert len(problems) == 1
    assert list(factbook.figures) == ["shop.b"]


def test_several_mistakes_are_all_found():
    text = f"a: {{title: A, value: x, unit: USD, {D}}}\nb: {{title: B, value: 1, unit: y, {D}}}\nc: {{title: C}}"
    assert [line.split(":")[1] for line in problems_of(text)] == ["1", "2", "3"]


def test_an_unknown_unit_gets_a_near_one_as_hint():
    _, (problem,) = read(f"a: {{title: A, value: 1, unit: million USDD, {D}}}")
    assert problem.hint == "did you mean 'USD'?"
