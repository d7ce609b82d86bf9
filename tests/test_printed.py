"""Numbers are read as documents print them, and how exact they are comes from that."""

from decimal import Decimal

import pytest

from example import SOURCES, UNITS
from factbook.load.factbook import parse_factbook
from factbook.model.look import Look
from factbook.model.printed import PrintedError, parse_printed, parse_stated
from factbook.prose.number import format_entry

G = "source: report, confidence: checked, date: 2018"


@pytest.mark.parametrize(
    ("text", "value", "hedge", "kind"),
    [
        ("$55.0 billion", "55e9", "", "USD"),
        ("55,013", "55013", "", ""),
        ("55 013", "55013", "", ""),
        ("550亿", "55e9", "", ""),
        ("3亿5000万元", "350e6", "", "CNY"),
        ("5.5万亿", "5.5e12", "", ""),
        ("人民币3,126.94亿元", "312.694e9", "", "CNY"),
        ("RMB80,595 million", "80595e6", "", "CNY"),
        ("US$2.38", "2.38", "", "USD"),
        ("€1.2bn", "1.2e9", "", "EUR"),
        ("1,082 m", "1082e6", "", ""),
        ("(1,234)", "-1234", "", ""),
        ("(66 )%", "-0.66", "", "%"),
        ("−26 %", "-0.26", "", "%"),
        ("approximately 93%", "0.93", "about", "%"),
        ("roughly five hours", "300", "about", "duration"),
        ("more than 2 billion", "2e9", "more than", ""),
        ("2 billion+", "2e9", "at least", ""),
        ("10亿多", "1e9", "more than", ""),
        ("近10亿", "1e9", "nearly", ""),
        ("up to 87 million", "87e6", "up to", ""),
        ("fewer than 4,000", "4000", "less than", ""),
        ("25 hours and 33 minutes", "1533", "", "duration"),
        ("4 h 54 min", "294", "", "duration"),
        ("twenty-five", "25", "", ""),
        ("an hour", "60", "", "duration"),
        ("2.5x", "2.5", "", "times"),
        ("12 basis points", "0.0012", "", "%"),
        ("8 per cent", "0.08", "", "%"),
    ],
)
def test_a_number_is_read_in_any_usual_form(text, value, hedge, kind):
    found = parse_printed(text)
    assert (found.value, found.hedge, found.kind) == (Decimal(value), hedge, kind)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("45 to 50 million", "45e6", "50e6"), ("1.5–2.5 billion", "1.5e9", "2.5e9"), ("between 3 and 4%", "0.03", "0.04")],
)
def test_a_range_has_two_ends_and_says_its_scale_once(text, low, high):
    found = parse_printed(text)
    assert (found.value, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no number"),
        ("no", "is no part of a number"),
        ("5 users", "'users' in '5 users' is no part"),
        ("5 6", "more than one number"),
        ("1,5 million", "more than one number"),
        ("$5 or €4", "is no part of a number"),
        ("$5 €", "says both USD and EUR"),
        ("at least up to 5", "says both at least and up to"),
        ("50 to 45", "no range from a smaller"),
        ("9" * 81, "a few words at most"),
    ],
)
def test_what_is_not_one_number_is_refused_with_the_reason(text, said):
    with pytest.raises(PrintedError, match=said.replace("$", r"\$")):
        parse_printed(text)


def test_a_table_states_its_scale_and_unit_in_its_own_words():
    for text in ("million USD", "USD in millions", "in millions, $"):
        assert parse_stated(text) == (Decimal(10**6), "USD")
    assert parse_stated("人民币百万元") == (Decimal(10**6), "CNY")
    assert parse_stated("%") == (Decimal("0.01"), "%")
    with pytest.raises(PrintedError):
        parse_stated("about a million")


def entry(record):
    texts = {
        "data/units.yml": UNITS,
        "data/sources.yml": SOURCES,
        "data/figures/shop.yml": f"a: {{title: A, {record}}}\n"
        'b: {title: B, formula: shop.a * 1.5, unit: "%", show: 1 digits}\n',
    }
    found, problems = parse_factbook(texts)
    assert [str(one) for one in problems if one.location.line == 1] == []
    return found.entries


@pytest.mark.parametrize(
    ("printed", "low", "high", "words"),
    [
        ("93%", "0.925", "0.935", "93%"),
        ("93.0%", "0.9295", "0.9305", "93%"),
        ("approximately 93%", "0.925", "0.935", "about 93%"),
        ("nearly 93%", "0.92", "0.93", "about 93%"),
        ("more than 93%", "0.93", "Infinity", "more than 93%"),
        ("92 to 94%", "0.92", "0.94", "about 93%"),
    ],
)
def test_how_exact_a_share_is_comes_from_how_it_is_printed(printed, low, high, words):
    found = entry(f"value: 93, unit: '%', printed: '{printed}', {G}")["shop.a"]
    assert (found.quantity.lower, found.quantity.upper) == (Decimal(low), Decimal(high))
    assert format_entry(found, Look()) == words


@pytest.mark.parametrize(
    ("record", "low", "high"),
    [
        ("value: 1.52, unit: billion USD, printed: $1.52 billion", "1.515e9", "1.525e9"),
        ("value: 50, unit: million people, printed: about 50 million", "45e6", "55e6"),
        ("value: 10, unit: billion USD, printed: about $10 billion", "9e9", "11e9"),
        ("value: 312694, unit: million CNY, printed: '3,126.94亿元'", "312694e6", "312694e6"),
        ("value: 55013, unit: million USD, printed: '55,013', printed_in: million USD", "55013e6", "55013e6"),
        ("value: 5, unit: billion USD, printed: $5 billion, rounded: never", "5e9", "5e9"),
        ("value: 93, unit: '%', lower: 92.9, upper: 93.1, printed: approximately 93%", "0.929", "0.931"),
    ],
)
def test_what_reads_like_words_is_rounded_and_what_reads_like_an_account_is_not(record, low, high):
    found = entry(f"{record}, {G}")["shop.a"].quantity
    assert (found.lower, found.upper) == (Decimal(low), Decimal(high))


def test_a_claim_is_compared_as_it_is_stated():
    assert entry(f"value: 93, unit: '%', printed: 93%, {G.replace('checked', 'claimed')}")["shop.a"].quantity.exact


def test_the_doubt_travels_through_a_formula_and_shows_in_words():
    found = entry(f"value: 61, unit: '%', printed: approximately 61%, {G}")["shop.b"]
    assert format_entry(found, Look()) == "about 91.5%"
    assert format_entry(found, Look(0, frozenset({"range"}))) == "91 to 92%"
