"""A value that is known within bounds only, used twice, is one value; what is exact stays exact."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from example import GIVEN, load, value_of
from factbook.model import arithmetic as q
from factbook.model.compare import equal, less
from factbook.model.power import power
from factbook.model.quantity import INFINITY, Quantity, QuantityError, point
from factbook.model.unknown import name_unknown

FACTBOOK = load(
    f"""
a: {{title: A, value: 40, bound: about, lower: 35, upper: 45, unit: person, {GIVEN}, date: 2018}}
b: {{title: B, value: 60, unit: person, {GIVEN}, date: 2018}}
c: {{title: C, value: 10, bound: about, lower: 8, upper: 12, unit: person, {GIVEN}, date: 2018}}
floor: {{title: F, value: 90, bound: at least, unit: person, {GIVEN}, date: 2018}}
parts: {{title: P, unit: person, by: category, {GIVEN}, date: 2018, values: {{x: 1, y: 1, z: 1}}}}
whole: {{title: W, formula: sum(x.parts), unit: person}}
shares: {{title: S, formula: x.parts / x.whole, unit: "%"}}
part: {{title: P, formula: x.a / (x.a + x.b), unit: "%"}}
rest: {{title: R, formula: x.b / (x.a + x.b), unit: "%"}}
""",
    topic="x",
)


def value(text):
    return value_of(text, FACTBOOK)


def ends(text):
    found = value(text)
    return float(round(found.lower, 4)), float(round(found.upper, 4))


def unknown(name, lower, upper):
    lower, upper = Decimal(lower), Decimal(upper)
    return name_unknown(name, Quantity((lower + upper) / 2, lower, upper))


# Exact


@pytest.mark.parametrize("count", [3, 6, 7, 9, 11, 13, 17, 19, 23, 97])
def test_the_parts_of_a_whole_make_the_whole(count):
    part = q.divide(point(Decimal(1)), point(Decimal(count)))
    total = part
    for _ in range(count - 1):
        total = q.add(total, part)
    assert equal(total, point(Decimal(1))) is True
    assert less(total, point(Decimal(1))) is False
    assert less(total, point(Decimal(1)), or_equal=True) is True


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=12))
def test_shares_of_any_parts_make_the_whole(parts):
    whole = point(Decimal(sum(parts)))
    total = point(Decimal(0))
    for part in parts:
        total = q.add(total, q.divide(point(Decimal(part)), whole))
    assert total == point(Decimal(1))


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=6), st.integers(1, 10**6))
def test_a_quotient_times_its_divisor_is_the_dividend(x, y):
    assert equal(q.times(q.divide(point(x), point(Decimal(y))), point(Decimal(y))), point(x)) is True


@pytest.mark.parametrize("text", ["sum(x.shares) = 100 %", "sum(x.shares) >= 100 %", "not (sum(x.shares) < 100 %)"])
def test_the_shares_of_a_series_are_a_hundred_per_cent(text):
    assert value(text) is True


def test_what_is_cut_is_not_called_exact():
    third = q.divide(point(Decimal(1)), point(Decimal(3)))
    assert third.exact
    assert third.lower < third.upper
    assert equal(third, point(third.value)) is False
    root = power(point(Decimal(2)), point(Decimal("0.5")))
    assert not root.exact
    assert equal(q.times(root, root), point(Decimal(2))) is None
    assert power(point(Decimal(4)), point(Decimal("0.5"))) == point(Decimal(2))


def test_a_fraction_too_long_to_keep_lies_between_bounds():
    third = q.divide(point(Decimal(1)), point(Decimal("3." + "1" * 39)))
    grown = power(third, point(Decimal(100)))
    assert not grown.exact
    assert grown.lower < grown.value < grown.upper


def test_a_unit_per_time_is_exact():
    factbook = load(f"pay: {{title: P, value: 1, unit: USD per week, {GIVEN}, date: 2018}}", topic="x")
    assert value_of("x.pay * 1 week = 1 USD", factbook) is True
    assert value_of("x.pay * 3 hours = 3 USD / 168", factbook) is True


# The same unknown


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("x.a / (x.a + x.b)", 0.3684, 0.4286),
        ("x.part", 0.3684, 0.4286),
        ("x.b / (x.a + x.b)", 0.5714, 0.6316),
        ("x.part + x.rest", 1, 1),
        ("x.part / x.rest", 0.5833, 0.75),
        ("1 - x.part", 0.5714, 0.6316),
        ("x.a - x.a", 0, 0),
        ("x.a / x.a", 1, 1),
        ("2 * x.a - x.a", 35, 45),
        ("(x.a - x.c) / (x.a + x.c)", 0.4894, 0.6981),
        ("x.a * x.a / x.a", 35, 45),
        ("x.floor / x.floor", 1, 1),
        ("x.floor - x.floor", 0, 0),
    ],
)
def test_bounds_are_those_that_a_value_can_reach(text, lower, upper):
    assert ends(text) == (lower, upper)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("x.a = x.a", True),
        ("x.a < x.a + 1 person", True),
        ("x.part + x.rest = 100 %", True),
        ("x.a < x.a", False),
        ("x.a != x.a", False),
        ("x.part < x.rest", True),
        ("x.a < x.c * 4", None),
        ("x.floor <= x.floor", True),
    ],
)
def test_a_comparison_knows_what_both_sides_rest_on(text, truth):
    assert value(text) is truth


FORMS = {
    "a / (a + b)": lambda a, b: (q.divide(a, q.add(a, b)), lambda x, y: x / (x + y)),
    "(a - b) / b": lambda a, b: (q.divide(q.subtract(a, b), b), lambda x, y: (x - y) / y),
    "a * a - b": lambda a, b: (q.subtract(q.times(a, a), b), lambda x, y: x * x - y),
    "a / b + b / a": lambda a, b: (q.add(q.divide(a, b), q.divide(b, a)), lambda x, y: x / y + y / x),
    "(a - b) * (a + b) / a": lambda a, b: (
        q.divide(q.times(q.subtract(a, b), q.add(a, b)), a),
        lambda x, y: (x - y) * (x + y) / x,
    ),
}


@given(
    st.sampled_from(sorted(FORMS)),
    st.lists(st.integers(1, 200), min_size=4, max_size=4),
    st.fractions(0, 1),
    st.fractions(0, 1),
)
@settings(max_examples=200)
def test_no_possible_value_lies_outside(form, numbers, share, other):
    low, high = sorted(numbers[:2])
    below, above = sorted(numbers[2:])
    assume(low < high and below < above)
    found, exactly = FORMS[form](unknown("a", low, high), unknown("b", below, above))
    true = exactly(low + (high - low) * share, below + (above - below) * other)
    assert Fraction(found.lower) <= true <= Fraction(found.upper)
    assert found.lower <= found.value <= found.upper


@given(st.integers(-50, 50), st.integers(1, 50))
def test_x_over_x_is_one_and_x_minus_x_nothing(lower, width):
    x = unknown("x", lower, lower + width)
    assert q.subtract(x, x) == point(Decimal(0))
    if lower > 0 or lower + width < 0:
        assert q.divide(x, x) == point(Decimal(1))
    else:
        with pytest.raises(QuantityError, match="zero"):
            q.divide(x, x)


def test_an_open_end_stays_open():
    more = name_unknown("m", Quantity(Decimal(90), Decimal(90), INFINITY, (), True, True))
    most = name_unknown("n", Quantity(Decimal(5), Decimal(0), Decimal(5), (), False, True))
    assert less(point(Decimal(90)), q.add(more, most)) is True
    less_of_itself = q.divide(most, q.add(most, point(Decimal(5))))
    assert less(less_of_itself, point(Decimal("0.5"))) is True


def test_a_formula_of_many_unknowns_is_computed_in_time():
    several = [unknown(f"n{at}", at + 1, at + 2) for at in range(80)]
    total = several[0]
    for one in several[1:]:
        total = q.add(total, one)
    share = q.divide(several[3], total)
    assert 0 < share.lower < share.upper < 1
