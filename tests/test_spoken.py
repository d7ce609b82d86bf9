"""A number as people say it: a round number near it, and a hedge that is never false."""

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from example import load, words
from factbook.model.look import LookError, parse_look
from factbook.model.quantity import INFINITY, Quantity, point
from factbook.prose.number import format_entry
from factbook.prose.spoken import FRACTIONS, say_spoken
from factbook.prose.timespan import SPANS

UNITS = load().units
SPOKEN = parse_look("spoken")
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
HEDGED = re.compile(r"(?:(?P<hedge>almost|just over|about|more than|less than|at least|at most) )?(?P<round>.+)")


def said(unit, value, look="spoken", more=""):
    return words(unit, value, look, f", date: 2018{more}")


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("day", "1444", "almost four years"),
        ("day", "1461", "four years"),
        ("day", "400", "just over 13 months"),
        ("day", "354", "almost a year"),
        ("day", "365", "about a year"),
        ("day", "90", "about three months"),
        ("day", "14", "two weeks"),
        ("day", "15", "about two weeks"),
        ("day", "10", "ten days"),
        ("day", "1", "a day"),
        ("year", "1.5", "a year and a half"),
        ("year", "2.52", "just over two and a half years"),
        ("minute", "598", "almost ten hours"),
        ("minute", "60", "an hour"),
        ("time", "2", "twice"),
        ("time", "1.94", "almost twice"),
        ("time", "4.07", "just over four times"),
        ("time", "37.4", "just over 37 times"),
        ("time", "0.34", "just over a third"),
        ("%", "98.5", "almost all"),
        ("%", "50", "half"),
        ("%", "24.1", "almost a quarter"),
        ("person", "8", "eight people"),
        ("person", "72", "72 people"),
        ("person", "3219", "just over 3,200 people"),
        ("million USD", "16914", "almost $17 billion"),
        ("billion monthly users", "2.32", "just over 2.3 billion monthly users"),
    ],
)
def test_a_number_reads_as_people_say_it(unit, value, text):
    assert said(unit, value) == text


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [("%", "45", "45%"), ("time", "1.2", "1.2 times"), ("time", "1.02", "1 time"), ("%", "5", "5%")],
)
def test_what_lies_near_no_round_number_is_said_in_digits(unit, value, text):
    assert said(unit, value) == text


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("day", "1444", "spoken capital", "Almost four years"),
        ("year", "3.95", "spoken plain", "almost four"),
        ("day", "1444", "spoken plain", "1,444"),
        ("year", "18.9", "spoken words", "almost nineteen years"),
        ("person", "8", "spoken plain capital", "Eight"),
        ("million USD", "16914", "spoken plain", "almost 17 billion"),
        ("time", "-2", "spoken unsigned", "twice"),
        ("%", "33", "spoken plain", "33"),
    ],
)
def test_other_options_mean_what_they_always_mean(unit, value, look, text):
    assert said(unit, value, look) == text


@pytest.mark.parametrize("look", ["range", "full", "signed", "ordinal", "2 digits", "year"])
def test_a_round_number_has_no_other_look(look):
    with pytest.raises(LookError, match="'spoken' does not go with"):
        said("person", "8", f"spoken {look}")


def test_a_date_is_not_said_so():
    entry = load().entries["shop.closed"]
    with pytest.raises(LookError, match="'spoken' does not fit a date"):
        format_entry(entry, SPOKEN)


@pytest.mark.parametrize(
    ("bound", "text"),
    [
        ("at least", "more than four years"),
        ("more than", "more than four years"),
        ("at most", "at most 4.1 years"),
        ("about, lower: 3.8, upper: 4.2", "about four years"),
        ("about, lower: 4.02, upper: 4.15", "just over four years"),
    ],
)
def test_what_is_known_only_within_bounds_says_no_more(bound, text):
    assert said("year", "4.05", more=f", bound: {bound}") == text


def test_what_has_no_end_in_decimals_is_still_exactly_a_third():
    given = "source: report, confidence: checked"
    factbook = load(
        f"a: {{title: A, value: 1, unit: person, date: 2018, {given}}}\n"
        f"b: {{title: B, value: 3, unit: person, date: 2018, {given}}}\n"
        "c: {title: C, formula: x.a / x.b, unit: '%'}",
        topic="x",
    )
    assert format_entry(factbook.entries["x.c"], SPOKEN) == "a third"


# The hedge is never false


def meaning(text):
    """The least and the most that the words of a round number can mean, in base units."""
    text = text.replace("\u00a0", " ")
    if text in FRACTIONS or text == "all":
        value = FRACTIONS.get(text, Fraction(1))
        return value, value
    if text == "twice":
        return Fraction(2), Fraction(2)
    power = next((power for name, power in (("million", 6), ("billion", 9), ("trillion", 12)) if f" {name}" in text), 0)
    head = re.split(
        r" (?:million|billion|trillion|years?|months?|weeks?|days?|hours?|minutes?|times|people|person)", text
    )[0]
    half = Fraction(1, 2) if "and a half" in text else 0
    head = head.removesuffix(" and a half").lstrip("$").replace(",", "")
    number = Fraction(1) if head in ("a", "an") else Fraction(ONES.index(head)) if head in ONES else Fraction(head)
    number = (number + half) * 10**power
    span = next((span for span in SPANS if re.search(rf" {span.name}s?\b", text)), None)
    if not span:
        return number, number
    exact = number * span.minutes
    if span.name in ("year", "month") and not half:
        months = int(number) * (12 if span.name == "year" else 1)
        ends = [Fraction(1440 * _days(month, months)) for month in range(48)]
        return min(*ends, exact), max(*ends, exact)
    return exact, exact


def _days(first, months):
    start, end = (date(2001 + at // 12, at % 12 + 1, 1) for at in (first, first + months))
    return (end - start).days


def check(text, lower, upper):
    """Each value from lower to upper makes the words true."""
    match = HEDGED.fullmatch(text)
    least, most = meaning(match["round"])
    near = least * Fraction(95, 100) <= lower and upper <= most * Fraction(105, 100)
    return {
        None: lower == upper and least <= lower <= most,
        "almost": upper < least and near,
        "just over": lower > most and near,
        "about": least * Fraction(92, 100) <= lower and upper <= most * Fraction(108, 100),
    }[match["hedge"]]


KINDS = st.sampled_from(["day", "minute", "year", "time", "%", "person", "million USD", "percentage point", "hour"])
NUMBERS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(4_000), places=2)


@settings(max_examples=400)
@given(KINDS, NUMBERS, NUMBERS, NUMBERS)
def test_the_hedge_is_true_of_all_that_a_value_can_be(unit, value, below, above):
    measure = UNITS.parse(unit)
    ends = [value - min(below / 1000, value / 2), value, value + above / 1000]
    lower, middle, upper = (Decimal(end) * measure.decimal_factor for end in ends)
    text = say_spoken(Quantity(middle, lower, upper, measure.dimension), measure, SPOKEN)
    assume(text and "point" not in text)
    assert check(text, Fraction(lower), Fraction(upper)), (text, lower, upper)


@settings(max_examples=400)
@given(KINDS, NUMBERS)
def test_the_hedge_is_true_of_an_exact_value(unit, value):
    measure = UNITS.parse(unit)
    number = value * measure.decimal_factor
    text = say_spoken(point(number, measure.dimension), measure, SPOKEN)
    assume(text and "point" not in text)
    assert check(text, Fraction(number), Fraction(number)), (text, number)


@given(KINDS, NUMBERS, st.booleans())
def test_a_limit_is_never_said_to_be_more_than_is_known(unit, value, is_least):
    measure = UNITS.parse(unit)
    end = value * measure.decimal_factor
    ends = (end, INFINITY) if is_least else (Decimal(0), end)
    text = say_spoken(Quantity(end, *ends, measure.dimension), measure, SPOKEN, "at least" if is_least else "at most")
    assume(text and "point" not in text)
    match = HEDGED.fullmatch(text)
    least, most = meaning(match["round"])
    assert match["hedge"] in (("at least", "more than") if is_least else ("at most", "less than"))
    if match["hedge"].startswith("at"):
        assert least <= Fraction(end) <= most
    else:
        assert most <= Fraction(end) if is_least else Fraction(end) <= least


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 40))
def test_whole_years_of_the_calendar_are_never_almost_or_just_over(start, years):
    assume((start.month, start.day) != (2, 29))
    days = (start.replace(year=start.year + years) - start) // timedelta(days=1)
    text = say_spoken(point(Decimal(days * 1440), UNITS.parse("day").dimension), UNITS.parse("day"), SPOKEN)
    assert not text.startswith(("almost", "just over"))
