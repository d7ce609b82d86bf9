"""A number reads as a person would write it, and says neither more nor less than is known."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from example import load, one
from factbook.model.look import Look, LookError, combine, parse_look
from factbook.model.period import parse_period
from factbook.model.quantity import INFINITY, Quantity, point
from factbook.prose.amount import format_value
from factbook.prose.dates import format_period
from factbook.prose.number import format_entry, format_quantity

UNITS = load().units


def words(unit, value, look="", more=""):
    """How a given number reads, with plain spaces."""
    date = "" if unit == "date" else ", date: 2018"
    entry = one(unit, value, f"{date}, {more}" if more else date).entries["x.y"]
    return format_entry(entry, parse_look(look)).replace("\u00a0", " ")


def derived(formula, unit, look="", given=""):
    """How a derived number reads; `given` are records of the topic x."""
    factbook = load(f"{given}\nz: {{title: Z, formula: '{formula}', unit: '{unit}'}}", topic="x")
    return format_entry(factbook.entries["x.z"], parse_look(look)).replace("\u00a0", " ")


def said(value, unit="time", look="", lower=None, upper=None):
    """How a quantity reads, in units."""
    factor = UNITS.parse(unit).factor
    ends = [Decimal(value if end is None else end) * factor for end in (lower, upper)]
    quantity = Quantity(Decimal(value) * factor, *ends)
    return format_quantity(quantity, UNITS.parse(unit), parse_look(look)).replace("\u00a0", " ")


# Money


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("USD", "12", "", "$12"),
        ("USD", "12.5", "", "$12.50"),
        ("USD", "7.37", "", "$7.37"),
        ("USD", "7.375", "", "$7.38"),
        ("USD", "0", "", "$0"),
        ("USD", "0.004", "", "$0.004"),
        ("USD", "7.37", "0 digits", "$7"),
        ("USD", "7.3", "1 digits", "$7.3"),
        ("USD", "1234.5", "", "$1,235"),
        ("USD", "999999", "", "$999,999"),
        ("USD", "1000000", "", "$1 million"),
        ("USD", "1234567", "", "$1.23 million"),
        ("USD", "999499999", "", "$999 million"),
        ("USD", "999500000", "", "$1 billion"),
        ("million USD", "16914", "", "$16.9 billion"),
        ("million USD", "16914", "2 digits", "$16.91 billion"),
        ("million USD", "16914", "0 digits", "$17 billion"),
        ("million USD", "16914", "full", "16,914,000,000 USD"),
        ("million USD", "16914", "plain", "16.9 billion"),
        ("million USD", "16914", "signed", "+$16.9 billion"),
        ("million USD", "-16914", "", "−$16.9 billion"),
        ("billion USD", "119.1", "1 digits", "$119.1 billion"),
        ("billion USD", "999.95", "", "$1 trillion"),
        ("billion USD", "999.4", "", "$999 billion"),
        ("trillion USD", "1234", "", "$1,234 trillion"),
        ("USD", "1234", "compact", "$1.23 thousand"),
        ("USD", "999", "compact", "$999"),
        ("USD", "999999", "compact", "$1 million"),
        ("USD", "12.34", "full", "12.34 USD"),
        ("CNY", "1500000", "", "RMB 1.5 million"),
        ("million USD a year", "55838", "", "$55.8 billion"),
        ("USD a year per monthly user", "24.07", "", "$24.07"),
    ],
)
def test_money_has_its_symbol_before_and_its_power_after(unit, value, look, text):
    assert words(unit, value, look) == text


@pytest.mark.parametrize(
    "value", ["999499", "999500", "999949", "999999", "999499999", "999500000", "999999999", "999999999999"]
)
def test_there_is_never_a_thousand_of_a_power(value):
    for unit in ("USD", "person"):
        for look in ("", "compact", "0 digits compact", "2 digits compact", "plain compact"):
            assert not re.search(r"\b1,?000(\.0+)? (thousand|million|billion)", words(unit, value, look))


# Counts


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("person", "0", "", "0 people"),
        ("person", "1", "", "1 person"),
        ("person", "1", "1 digits", "1.0 people"),
        ("person", "2", "", "2 people"),
        ("person", "44", "", "44 people"),
        ("thousand people", "86.5", "", "86,500 people"),
        ("person", "999999", "", "999,999 people"),
        ("person", "1000000", "", "1 million people"),
        ("billion monthly users", "2.32", "", "2.32 billion monthly users"),
        ("billion monthly users", "2.3", "2 digits", "2.30 billion monthly users"),
        ("billion monthly users", "2.32", "full", "2,320,000,000 monthly users"),
        ("billion monthly users", "2.32", "plain", "2.32 billion"),
        ("thousand people", "86.5", "compact", "86.5 thousand people"),
        ("person", "1234.56", "", "1,235 people"),
        ("person", "12.34", "", "12.3 people"),
        ("person", "12.34", "2 digits", "12.34 people"),
        ("time", "5.6", "", "5.6 times"),
        ("time", "0.04", "", "0.04 times"),
        ("time", "0.0456", "", "0.046 times"),
        ("time", "0.0456", "3 digits", "0.046 times"),
        ("time", "0.04", "0 digits", "0.04 times"),
        ("time", "-0.04", "0 digits", "−0.04 times"),
        ("time", "-0.04", "signed 1 digits", "−0.04 times"),
        ("time", "3", "signed", "+3 times"),
        ("time", "0", "signed", "0 times"),
        ("time", "-3", "", "−3 times"),
        ("day", "1", "", "1 day"),
        ("day", "354", "", "354 days"),
        ("year", "0.97", "2 digits", "0.97 years"),
        ("percentage point", "1", "", "1 percentage point"),
        ("percentage point", "5.3", "", "5.3 percentage points"),
        ("percentage point", "5.3", "signed", "+5.3 percentage points"),
    ],
)
def test_a_count_has_its_unit_in_the_singular_or_plural(unit, value, look, text):
    assert words(unit, value, look) == text


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("person", "1", "words", "one person"),
        ("person", "4", "words", "four people"),
        ("person", "4", "words plain", "four"),
        ("person", "20", "words", "twenty people"),
        ("person", "21", "words", "21 people"),
        ("person", "0", "words", "zero people"),
        ("time", "2.5", "words 1 digits", "2.5 times"),
        ("time", "2.04", "words 1 digits", "2.0 times"),
        ("million people", "3", "words", "3 million people"),
        ("person", "1", "ordinal", "1st"),
        ("person", "2", "ordinal", "2nd"),
        ("person", "3", "ordinal", "3rd"),
        ("person", "4", "ordinal", "4th"),
        ("person", "11", "ordinal", "11th"),
        ("person", "12", "ordinal", "12th"),
        ("person", "13", "ordinal", "13th"),
        ("person", "21", "ordinal", "21st"),
        ("person", "111", "ordinal", "111th"),
        ("person", "1002", "ordinal", "1,002nd"),
        ("person", "3", "ordinal words", "third"),
        ("person", "12", "ordinal words", "twelfth"),
        ("person", "13", "ordinal words", "13th"),
    ],
)
def test_small_numbers_can_be_words_and_ranks(unit, value, look, text):
    assert words(unit, value, look) == text


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("person", "1.5", "words", "1.5 people"),
        ("person", "0.4", "words", "0.4 people"),
        ("year", "3.5", "words", "3.5 years"),
        ("person", "20.4", "words", "20.4 people"),
        ("time", "0.5", "words", "0.5 times"),
        ("time", "1", "words", "once"),
        ("time", "1", "", "once"),
        ("time", "1", "plain", "1"),
        ("time", "1", "1 digits", "1.0 times"),
        ("time", "1.04", "0 digits", "1 time"),
    ],
)
def test_a_word_never_rounds(unit, value, look, text):
    assert words(unit, value, look) == text


@pytest.mark.parametrize(
    ("unit", "value", "look"),
    [
        ("person", "1.5", "ordinal"),
        ("person", "0", "ordinal"),
        ("person", "0.5", "ordinal words"),
        ("time", "-1", "ordinal"),
        ("%", "3", "ordinal"),
        ("USD", "3", "ordinal"),
        ("million USD", "3", "words"),
        ("%", "3", "words plain"),
    ],
)
def test_a_word_that_means_nothing_for_a_number_is_refused(unit, value, look):
    with pytest.raises(LookError) as caught:
        words(unit, value, look)
    assert caught.value.hint


def test_what_is_known_within_bounds_only_has_no_rank():
    with pytest.raises(LookError, match="within bounds"):
        words("person", "3", "ordinal", "bound: at least")


# What a record means by digits


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("million USD", "0.94", "1 digits", "$940,000"),
        ("million people", "0.95", "2 digits", "950,000 people"),
        ("million people", "1234.5", "0 digits", "1.2 billion people"),
        ("million USD", "1970", "0 digits", "$2 billion"),
        ("billion USD", "0.5", "1 digits", "$500 million"),
        ("thousand people", "86.5", "1 digits", "86,500 people"),
        ("USD", "999999.5", "", "$1 million"),
        ("person", "999999.6", "", "1 million people"),
    ],
)
def test_digits_belong_to_the_scale_of_the_record(unit, value, look, text):
    assert words(unit, value, look) == text


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("USD", "0.000000123", "full", "0.000000123 USD"),
        ("person", "9007199254740993", "full", "9,007,199,254,740,993 people"),
        ("time", "1234567.12345678901234567", "full", "1,234,567.12345678901234567 times"),
        ("%", "98.123456789012345678", "full", "98.123456789012345678%"),
    ],
)
def test_a_number_in_full_has_every_digit_that_was_given(unit, value, look, text):
    assert words(unit, value, look) == text


# Near an end


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("%", "99.97", "", "99.97%"),
        ("%", "99.996", "", "99.996%"),
        ("%", "99.99999999999999", "", "99.999999999999%"),
        ("%", "99.94", "", "99.9%"),
        ("%", "0.049", "", "0.049%"),
        ("%", "0.051", "", "0.051%"),
        ("%", "0.149", "", "0.15%"),
        ("person", "0.99", "", "0.99 people"),
        ("USD", "0.014", "", "$0.014"),
        ("USD", "0.5", "", "$0.50"),
        ("time", "0.00000015", "", "0.00000015 times"),
        ("USD", "0.02", "1 digits", "$0.02"),
        ("USD", "0.00000000000000000001", "", "less than $0.000000000001"),
        ("time", "-0.00000000000000000001", "", "more than −0.000000000001 times"),
    ],
)
def test_what_is_not_all_is_not_a_hundred_and_what_is_something_not_zero(unit, value, look, text):
    assert words(unit, value, look) == text


# Around a number


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("week", "3", "compound", "3-week"),
        ("week", "3", "words compound", "three-week"),
        ("year", "1", "compound", "1-year"),
        ("minute", "90", "compound", "90-minute"),
        ("time", "3", "words compound", "three-fold"),
        ("daily user", "5", "compound", "5-daily-user"),
        ("USD", "19", "compound", "$19"),
        ("%", "-20", "unsigned", "20%"),
        ("USD", "-5", "unsigned", "$5"),
        ("USD", "5", "unsigned", "$5"),
        ("person", "4", "words capital", "Four people"),
        ("person", "4", "capital", "4 people"),
    ],
)
def test_a_number_fits_into_its_sentence(unit, value, look, text):
    assert words(unit, value, look) == text


def test_a_bound_without_its_sign_is_turned_round():
    assert words("%", "-20", "unsigned", "bound: at least") == "at most 20%"
    assert words("%", "-20", "unsigned", "bound: less than") == "more than 20%"


def test_a_bound_at_the_head_of_a_sentence_has_a_capital():
    assert words("%", "20", "capital", "bound: at least") == "At least 20%"


def test_the_unit_of_a_range_is_that_of_several():
    assert words("person", "0.7", "range", "bound: about, lower: 0.5, upper: 1") == "0.5 to 1 people"


# Per cent


@pytest.mark.parametrize(
    ("value", "look", "text"),
    [
        ("98.38", "", "98.4%"),
        ("98", "", "98%"),
        ("98.35", "", "98.4%"),
        ("98.34", "", "98.3%"),
        ("98.38", "0 digits", "98%"),
        ("98", "1 digits", "98.0%"),
        ("98.38", "2 digits", "98.38%"),
        ("98.38", "plain", "98.4"),
        ("5.3", "signed", "+5.3%"),
        ("-5.3", "", "−5.3%"),
        ("-0.04", "1 digits", "−0.04%"),
        ("0.04", "", "0.04%"),
        ("-0.04", "", "−0.04%"),
        ("1234", "", "1,234%"),
        ("99.96", "", "99.96%"),
        ("0", "signed", "0%"),
    ],
)
def test_a_share_is_in_per_cent(value, look, text):
    assert words("%", value, look) == text


def test_a_ratio_of_different_things_in_per_cent_is_in_per_cent_too():
    assert words("% daily user per monthly user", "65.6") == "65.6%"


# Time


@pytest.mark.parametrize(
    ("unit", "value", "look", "text"),
    [
        ("minute", "59", "", "59 minutes"),
        ("minute", "1", "", "1 minute"),
        ("minute", "60", "", "1 hour"),
        ("minute", "61", "", "1 hour 1 minute"),
        ("minute", "598", "", "9 hours 58 minutes"),
        ("minute", "119.6", "", "2 hours"),
        ("minute", "598", "0 digits", "598 minutes"),
        ("minute", "598", "plain", "598"),
        ("hour", "10", "", "10 hours"),
        ("hour", "1.5", "", "1.5 hours"),
        ("week", "2", "words", "two weeks"),
        ("date", "2019-03-06", "", "6 March 2019"),
        ("date", "2019-03", "", "March 2019"),
        ("date", "2019", "", "2019"),
        ("date", "2018Q4", "", "the fourth quarter of 2018"),
        ("date", "2019-03-06", "month", "March 2019"),
        ("date", "2019-03-06", "year", "2019"),
        ("date", "2019-03", "year", "2019"),
        ("date", "2018Q4", "year", "2018"),
        ("date", "2019-03-06", "date", "6 March 2019"),
    ],
)
def test_time_reads_as_people_say_it(unit, value, look, text):
    assert words(unit, value, look) == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2018-12-31", "31 December 2018"),
        ("2018-12", "December 2018"),
        ("2018Q1", "the first quarter of 2018"),
        ("2018Q4", "the fourth quarter of 2018"),
        ("2018", "2018"),
    ],
)
def test_a_period_reads_as_precisely_as_it_is_known(period, text):
    assert format_period(parse_period(period)).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("date", "look", "text"),
    [
        ("2018-12-31", "date", "31 December 2018"),
        ("2018-12-31", "month", "December 2018"),
        ("2018-12-31", "year", "2018"),
        ("2018Q4", "date", "the fourth quarter of 2018"),
        ("2018", "date", "2018"),
    ],
)
def test_a_number_can_say_when_it_is_true(date, look, text):
    entry = load(f"y: {{title: Y, value: 1, unit: USD, source: report, confidence: checked, date: {date}}}").entries[
        "shop.y"
    ]
    assert format_entry(entry, parse_look(look)).replace("\u00a0", " ") == text


def test_a_number_without_a_date_cannot_say_when():
    factbook = load("z: {title: Z, formula: 1 + 1, unit: time}", topic="x")
    with pytest.raises(LookError, match=r"'x\.z' has no date of its own") as caught:
        format_entry(factbook.entries["x.z"], parse_look("year"))
    assert caught.value.hint


# Bounds


@pytest.mark.parametrize(
    ("unit", "value", "more", "look", "text"),
    [
        ("%", "86.5", "bound: at least", "", "at least 86.5%"),
        ("person", "5", "bound: more than", "", "more than 5 people"),
        ("person", "5", "bound: at most", "", "at most 5 people"),
        ("%", "20", "bound: less than", "0 digits", "less than 20%"),
        ("person", "5", "bound: up to", "", "up to 5 people"),
        ("person", "300", "bound: about, lower: 295, upper: 305", "", "about 300 people"),
        ("person", "300", "bound: about, lower: 295, upper: 305", "range", "295 to 305 people"),
        ("USD", "300", "bound: about, lower: 295, upper: 305", "range", "$295 to $305"),
        ("billion USD", "1.25", "bound: about, lower: 1.2, upper: 1.3", "range", "$1.2 billion to $1.3 billion"),
        ("%", "98", "bound: about, lower: 97, upper: 99.5", "range", "97 to 99.5%"),
        ("minute", "90", "bound: about, lower: 80, upper: 100", "range", "1 hour 20 minutes to 1 hour 40 minutes"),
        ("million people", "9.5", "bound: about, lower: 9, upper: 10", "range", "9 million to 10 million people"),
        ("person", "3.1", "bound: about, lower: 3, upper: 3.2", "range 0 digits", "about 3 people"),
        ("person", "5", "bound: at least", "range", "at least 5 people"),
        ("million USD", "16914", "bound: more than", "signed", "more than +$16.9 billion"),
    ],
)
def test_a_bound_is_said_in_words(unit, value, more, look, text):
    assert words(unit, value, look, more) == text


@pytest.mark.parametrize(
    ("value", "bound", "look", "text"),
    [
        ("86.56", "at least", "1 digits", "at least 86.5 people"),
        ("86.56", "more than", "0 digits", "more than 86 people"),
        ("86.51", "at most", "1 digits", "at most 86.6 people"),
        ("86.51", "less than", "0 digits", "less than 87 people"),
        ("86.51", "up to", "1 digits", "up to 86.6 people"),
        ("1999999", "at least", "", "at least 1.99 million people"),
        ("2000001", "at most", "", "at most 2.01 million people"),
        ("3.9", "at least", "words", "at least 3.9 people"),
        ("86.5", "at least", "1 digits", "at least 86.5 people"),
    ],
)
def test_rounding_never_claims_more_than_the_bound(value, bound, look, text):
    assert words("person", value, look, f"bound: {bound}") == text


def test_rounding_of_minutes_never_claims_more_than_the_bound():
    assert words("minute", "90.6", "", "bound: at least") == "at least 1 hour 30 minutes"


def test_a_negative_bound_is_rounded_away_from_the_claim():
    assert words("time", "-1.26", "1 digits", "bound: at least") == "at least −1.3 times"
    assert words("time", "-1.26", "1 digits", "bound: at most") == "at most −1.2 times"


AT_LEAST = "a: {title: A, value: 90, bound: at least, unit: person, source: report, confidence: checked, date: 2018}"
MORE = AT_LEAST.replace("at least", "more than")
ABOUT = AT_LEAST.replace("at least", "about, lower: 80, upper: 95")
NARROW = AT_LEAST.replace("at least", "about, lower: 89.99, upper: 90.01")


@pytest.mark.parametrize(
    ("formula", "unit", "given", "text"),
    [
        ("x.a / 3", "person", AT_LEAST, "at least 30 people"),
        ("x.a / 7", "person", AT_LEAST, "at least 12.8 people"),
        ("x.a * 2", "person", MORE, "more than 180 people"),
        ("-x.a", "person", AT_LEAST, "at most −90 people"),
        ("-x.a", "person", MORE, "less than −90 people"),
        ("180 people / x.a", "time", AT_LEAST, "at most 2 times"),
        ("x.a - 10 people", "person", ABOUT, "about 80 people"),
        ("x.a * 1", "person", NARROW, "90 people"),
        ("x.a * 10", "person", NARROW, "about 900 people"),
        ("x.a + x.b", "person", ABOUT + "\n" + AT_LEAST.replace("a:", "b:", 1), "at least 170 people"),
        ("x.a - x.b", "person", ABOUT + "\n" + AT_LEAST.replace("a:", "b:", 1), "at most 5 people"),
    ],
)
def test_a_derived_number_says_what_its_bounds_say(formula, unit, given, text):
    assert derived(formula, unit, "", given) == text


def test_doubt_smaller_than_the_last_digit_is_not_mentioned():
    assert said("90", lower="89.96", upper="90.04") == "90 times"
    assert said("90", lower="89.94", upper="90.04") == "about 90 times"
    assert said("90", "time", "2 digits", "89.96", "90.04") == "about 90.00 times"


# Looks


def test_the_record_says_how_a_number_reads_unless_the_placeholder_does():
    record = "y: {title: Y, value: 98.376, unit: '%', show: 2 digits, source: report, confidence: checked, date: 2018}"
    entry = load(record).entries["shop.y"]
    assert format_entry(entry, Look()) == "98.38%"
    assert format_entry(entry, parse_look("0 digits")) == "98%"
    assert format_entry(entry, parse_look("plain")) == "98.38"


def test_options_of_the_record_give_way_to_those_of_the_placeholder():
    record = "y: {title: Y, value: 4, unit: person, show: words, source: report, confidence: checked, date: 2018}"
    entry = load(record).entries["shop.y"]
    assert format_entry(entry, Look()).replace("\u00a0", " ") == "four people"
    assert format_entry(entry, parse_look("plain")) == "4"


@pytest.mark.parametrize(
    ("text", "digits", "options"),
    [
        ("", None, set()),
        ("2 digits", 2, set()),
        ("1 digit", 1, set()),
        ("words plain", None, {"words", "plain"}),
        ("| 0 digits signed", 0, {"signed"}),
        ("12 digits", 12, set()),
    ],
)
def test_a_look_is_digits_and_options(text, digits, options):
    look = parse_look(text)
    assert (look.digits, look.options) == (digits, options)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("13 digits", "more than 12 digits after the point"),
        ("999999999999 digits", "more than 12 digits after the point"),
        ("digits", "there is no option 'digits'"),
        ("2", "there is no option '2'"),
        ("two digits", "there is no option 'two'"),
        ("-1 digits", "there is no option '-1'"),
        ("٣ digits", "there is no option '٣'"),
        ("loud", "there is no option 'loud'"),
        ("x" * 100, f"there is no option '{'x' * 40}'"),
    ],
)
def test_an_option_that_does_not_exist_is_refused(text, said):
    with pytest.raises(LookError) as caught:
        parse_look(text)
    assert str(caught.value) == said


def test_a_misspelt_option_gets_a_hint():
    with pytest.raises(LookError) as caught:
        parse_look("ordnial")
    assert caught.value.hint == "did you mean 'ordinal'?"


def test_the_digits_of_the_record_do_not_bind_the_full_number():
    assert combine(parse_look("1 digits"), parse_look("full")).digits is None


# Whatever comes

NUMBERS = st.decimals(-(10**14), 10**14, allow_nan=False, allow_infinity=False, places=4)
POWERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def read_back(text):
    """The number that a reader takes from the words, and what its last digit is worth."""
    match = re.search(
        r"(−?)\$?(once|[\d,]+(?:\.(\d+))?)(?:\u00a0(thousand|million|billion|trillion))?", text.replace(" ", "\u00a0")
    )
    power = POWERS.get(match[4], 1)
    value = Decimal(match[2].replace(",", "").replace("once", "1")) * power
    return (-value if match[1] else value), Decimal(power) / 10 ** len(match[3] or "")


@given(
    NUMBERS,
    st.sampled_from(["person", "USD", "time", "%"]),
    st.sampled_from(["", "0 digits", "2 digits", "full", "compact"]),
)
@settings(max_examples=300)
def test_what_a_reader_takes_from_the_words_is_the_number_rounded(value, unit, look):
    measure = UNITS.parse(unit)
    shown, last_digit = read_back(format_value(value * measure.factor, measure, parse_look(look)))
    allowed = (
        last_digit / 2
        if parse_look(look).digits is not None
        else max(last_digit / 2, abs(value) / 150, Decimal("0.0051"))
    )
    assert abs(shown - value) <= allowed


@given(NUMBERS, st.integers(0, 6))
def test_digits_mean_as_many_after_the_point(value, digits):
    assume(not value or Decimal(5).scaleb(-digits - 1) <= abs(value) < 999_999)
    text = format_value(value, UNITS.parse("time"), Look(digits=digits))
    number = text.replace("\u00a0", " ").split(" ")[0]
    assert len(number.partition(".")[2]) == digits


@given(
    NUMBERS,
    NUMBERS,
    st.sampled_from(["", "0 digits", "1 digits", "compact"]),
    st.sampled_from(["time", "USD", "%", "minute"]),
)
@settings(max_examples=150)
def test_a_lower_bound_is_never_shown_above_the_truth(one_end, other_end, look, unit):
    lower, upper = sorted([one_end, other_end])
    measure = UNITS.parse(unit)
    factor = measure.factor
    text = format_quantity(Quantity(lower * factor, lower * factor, INFINITY), measure, parse_look(look))
    assert text.startswith("at least ")
    if unit != "minute":
        assert read_back(text)[0] <= lower
        assert (
            read_back(format_quantity(Quantity(upper * factor, -INFINITY, upper * factor), measure, parse_look(look)))[
                0
            ]
            >= upper
        )


@given(
    st.integers(-60, 399).map(lambda exponent: Decimal(f"9.87654321e{exponent}")),
    st.sampled_from(["person", "USD", "%", "minute", "year", "million CNY"]),
    st.sets(st.sampled_from(["words", "plain", "full", "compact", "signed", "unsigned", "compound", "range"])),
    st.none() | st.integers(0, 12),
    st.booleans(),
)
@example(Decimal("9.87654321e399"), "%", set(), None, False)  # a hundred times as many per cent
@settings(max_examples=200)
def test_any_number_with_any_look_reads_as_something(value, unit, options, digits, negative):
    look = Look(digits, frozenset(options))
    assert format_quantity(point(-value if negative else value), UNITS.parse(unit), look)


def test_a_number_never_breaks_from_its_unit_in_the_middle():
    text = format_value(Decimal(2320000000), UNITS.parse("monthly user"), Look())
    assert text == "2.32\u00a0billion monthly users"
    assert format_value(Decimal(44), UNITS.parse("person"), Look()) == "44\u00a0people"
