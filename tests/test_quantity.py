"""Arithmetic keeps every possible value within the bounds, whatever the operands."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factbook.model import arithmetic as q
from factbook.model.compare import equal, less
from factbook.model.power import power
from factbook.model.quantity import INFINITY, Quantity, QuantityError, point
from factbook.model.unit import DATE, DURATION, RATIO

USD = (("USD", 1),)
D = Decimal


def span(lower, upper, *, value=None, opened="", dimension=RATIO):
    """A quantity between two bounds; `opened` holds ( and ) for the ends that are excluded."""
    lower, upper = D(lower), D(upper)
    middle = lower if upper == INFINITY else upper if lower == -INFINITY else (lower + upper) / 2
    return Quantity(middle if value is None else D(value), lower, upper, dimension, "(" in opened, ")" in opened)


def holds(quantity, value):
    """Whether a fraction lies within the bounds."""
    below = quantity.lower == -INFINITY or Fraction(quantity.lower) < value
    above = quantity.upper == INFINITY or value < Fraction(quantity.upper)
    below = below or (not quantity.lower_open and Fraction(quantity.lower) == value)
    above = above or (not quantity.upper_open and Fraction(quantity.upper) == value)
    return below and above


@st.composite
def quantities(draw, low=-1000, high=1000, dimension=RATIO):
    """An exact quantity, one between two bounds, or one with a side that is open or without end."""
    places = draw(st.integers(0, 3))
    number = st.integers(low * 10**places, high * 10**places)
    lower, upper = sorted(D(draw(number)).scaleb(-places) for _ in "ab")
    shape = draw(st.sampled_from(["exact", "", "(", ")", "()", "lower", "upper"]))
    if lower == upper or shape == "exact":
        return point(lower, dimension)
    opened = endless = shape
    if endless == "upper":
        return Quantity(lower, lower, INFINITY, dimension, "(" in opened, True)
    if endless == "lower" and low < 0:
        return Quantity(upper, -INFINITY, upper, dimension, True, ")" in opened)
    return Quantity((lower + upper) / 2, lower, upper, dimension, "(" in opened, ")" in opened)


@st.composite
def possible(draw, quantity):
    """A value that the quantity may have."""
    lower = Fraction(quantity.lower) if quantity.lower != -INFINITY else Fraction(quantity.upper) - 10**6
    upper = Fraction(quantity.upper) if quantity.upper != INFINITY else Fraction(quantity.lower) + 10**6
    share = draw(st.sampled_from([Fraction(0), Fraction(1, 10**9), Fraction(1, 3), Fraction(1, 2), Fraction(1)]))
    value = lower + (upper - lower) * share
    assume(holds(quantity, value))
    return value


OPERATIONS = {
    "+": (q.add, lambda x, y: x + y),
    "-": (q.subtract, lambda x, y: x - y),
    "*": (q.times, lambda x, y: x * y),
    "/": (q.divide, lambda x, y: x / y),
}


@given(st.data(), st.sampled_from(sorted(OPERATIONS)))
@settings(max_examples=200)
def test_the_result_of_any_possible_values_lies_within_the_bounds(data, operator):
    calculate, exactly = OPERATIONS[operator]
    a, b = data.draw(quantities()), data.draw(quantities())
    assume(not (a.exact and b.exact))
    x, y = data.draw(possible(a)), data.draw(possible(b))
    try:
        result = calculate(a, b)
    except QuantityError as error:
        assert operator == "/"
        assert "zero" in str(error)
        assert b.lower <= 0 <= b.upper
    else:
        assert holds(result, exactly(x, y))


@given(st.data(), st.sampled_from(sorted(OPERATIONS)))
@settings(max_examples=200)
def test_the_value_lies_within_its_own_bounds(data, operator):
    a, b = data.draw(quantities()), data.draw(quantities())
    try:
        result = OPERATIONS[operator][0](a, b)
    except QuantityError:
        return
    assert result.lower <= result.value <= result.upper


@given(st.data(), st.sampled_from(sorted(OPERATIONS)))
def test_exact_values_give_an_exact_value_to_fifty_digits(data, operator):
    calculate, exactly = OPERATIONS[operator]
    number = st.decimals(-(10**9), 10**9, allow_nan=False, places=4)
    x, y = data.draw(number), data.draw(number)
    assume(operator != "/" or y)
    result = calculate(point(x), point(y))
    true = exactly(Fraction(x), Fraction(y))
    assert result.exact
    assert abs(Fraction(result.value) - true) <= abs(true) / 10**49


@given(st.data(), st.integers(-4, 6))
@settings(max_examples=200)
def test_a_whole_power_of_any_possible_value_lies_within_the_bounds(data, n):
    a = data.draw(quantities(-50, 50))
    assume(not a.exact)
    x = data.draw(possible(a))
    try:
        result = power(a, point(D(n)))
    except QuantityError as error:
        assert n < 0
        assert "zero" in str(error)
        assert a.lower <= 0 <= a.upper
    else:
        assert holds(result, x**n)


@given(st.data(), st.sampled_from(["0.5", "1.5", "0.25", "-0.5"]))
def test_a_root_of_any_possible_value_lies_within_the_bounds(data, exponent):
    a = data.draw(quantities(0, 1000))
    assume(not a.exact)
    x = data.draw(possible(a))
    assume(x > 0)
    try:
        result = power(a, point(D(exponent)))
    except QuantityError:
        assert D(exponent) < 0
        assert a.lower == 0
        return
    quarters = int(D(exponent) * 4)  # y = x ^ (quarters / 4), so compare y ^ 4 with x ^ quarters
    true = x**quarters
    assert result.lower < 0 or Fraction(result.lower) ** 4 <= true
    assert result.upper == INFINITY or true <= Fraction(result.upper) ** 4


@given(st.data())
def test_the_magnitude_of_any_possible_value_lies_within_the_bounds(data):
    a = data.draw(quantities())
    assert holds(q.absolute(a), abs(data.draw(possible(a))))


@given(st.data())
def test_turning_the_sign_twice_changes_nothing(data):
    a = data.draw(quantities())
    assert q.negate(q.negate(a)) == a
    assert holds(q.negate(a), -data.draw(possible(a)))


@given(st.data(), st.booleans(), st.integers(1, 4))
def test_the_largest_and_the_smallest_of_any_possible_values_lie_within_the_bounds(data, largest, count):
    several = [data.draw(quantities()) for _ in range(count)]
    values = [data.draw(possible(each)) for each in several]
    assert holds(q.extreme(several, largest=largest), max(values) if largest else min(values))


COMPARISONS = {
    "<": (less, lambda x, y: x < y),
    "<=": (lambda a, b: less(a, b, or_equal=True), lambda x, y: x <= y),
    "=": (equal, lambda x, y: x == y),
}


@given(st.data(), st.sampled_from(sorted(COMPARISONS)))
@settings(max_examples=200)
def test_a_verdict_is_right_for_any_possible_values(data, operator):
    compare, exactly = COMPARISONS[operator]
    a, b = data.draw(quantities(-5, 5)), data.draw(quantities(-5, 5))
    verdict = compare(a, b)
    assert verdict is None or verdict == exactly(data.draw(possible(a)), data.draw(possible(b)))


@given(quantities(-5, 5), quantities(-5, 5))
@settings(max_examples=200)
def test_a_value_is_never_both_below_and_not_below(a, b):
    assert not (less(a, b) and less(b, a, or_equal=True))
    if a.exact and b.exact:
        assert less(a, b) is (a.value < b.value)
        assert equal(a, b) is (a.value == b.value)


# Openness


@pytest.mark.parametrize(
    ("a", "b", "opened"),
    [("", "", ""), ("(", "", "("), ("", "(", "("), (")", "(", "()"), ("()", "()", "()"), ("", ")", ")")],
)
def test_a_sum_excludes_its_end_if_either_does(a, b, opened):
    assert q.add(span(1, 2, opened=a), span(3, 4, opened=b)) == span(4, 6, opened=opened)


def test_turning_the_sign_swaps_the_ends():
    assert q.negate(span(1, 2, opened="(")) == span(-2, -1, opened=")")


@pytest.mark.parametrize(
    ("a", "b", "lower", "upper", "opened"),
    [
        (span(2, 3, opened="("), span(5, 7), 10, 21, "("),
        (span(-3, 2, opened="("), span(5, 7), -21, 14, "("),
        (span(-3, 2), span(-7, 5, opened="("), -15, 21, ")"),
        (span(0, 2, opened="("), span(0, 3), 0, 6, ""),
        (span(0, 2, opened="("), span(0, 3, opened="("), 0, 6, "("),
        (span(0, 1), span(4, INFINITY, opened=")"), 0, INFINITY, ")"),
        (span(0, 1), span(-INFINITY, INFINITY, value=1, opened="()"), -INFINITY, INFINITY, "()"),
        (span(-2, 2, opened="()"), span(-3, 3), -6, 6, "()"),
        (span(-2, 2, opened="("), span(-3, 3), -6, 6, ""),
    ],
)
def test_a_product_excludes_an_end_only_if_no_pair_reaches_it(a, b, lower, upper, opened):
    for product in (q.times(a, b), q.times(b, a)):
        found = ("(" if product.lower_open else "") + (")" if product.upper_open else "")
        assert (product.lower, product.upper, found) == (D(lower), D(upper), opened)


def test_one_over_at_least_is_at_most_and_above_zero():
    result = q.divide(point(D(1)), span(4, INFINITY, opened=")"))
    assert (result.lower, result.lower_open, result.upper, result.upper_open) == (0, True, D("0.25"), False)


def test_one_over_more_than_zero_is_anything_above_zero():
    result = q.divide(point(D(1)), span(0, 4, opened="("))
    assert (result.lower, result.lower_open, result.upper, result.upper_open) == (D("0.25"), False, INFINITY, True)


@pytest.mark.parametrize(
    ("lower", "upper", "opened"),
    [(-1, 1, ""), (0, 1, ""), (-1, 0, ""), (-1, 0, "("), (0, 1, ")"), (0, 0, ""), (-INFINITY, INFINITY, "()")],
)
def test_dividing_by_what_may_be_zero_is_refused(lower, upper, opened):
    divisor = span(lower, upper, opened=opened, value="0.5" if lower == -INFINITY else None)
    with pytest.raises(QuantityError, match="divides by zero") as caught:
        q.divide(point(D(1)), divisor)
    assert caught.value.code == "formula-value"


@pytest.mark.parametrize(("lower", "upper", "opened"), [(0, 1, "("), (-1, 0, ")"), (1, 2, ""), (-2, -1, "")])
def test_dividing_by_what_cannot_be_zero_is_allowed(lower, upper, opened):
    assert q.divide(point(D(1)), span(lower, upper, opened=opened)).value


def test_a_square_is_never_negative():
    result = power(span(-2, 3, value=1), point(D(2)))
    assert (result.lower, result.upper) == (0, 9)


@pytest.mark.parametrize(("exponent", "opened"), [("0.5", "("), ("-0.5", ")"), ("1.5", "(")])
def test_a_root_excludes_the_end_that_its_base_excludes(exponent, opened):
    result = power(span(4, 9, opened="("), point(D(exponent)))
    assert (result.lower_open, result.upper_open) == ("(" in opened, ")" in opened)
    result = power(span(4, 9, opened=")"), point(D(exponent)))
    assert (result.lower_open, result.upper_open) == (")" in opened, "(" in opened)


@pytest.mark.parametrize("exponent", ["100", "-100", "99.5"])
def test_the_largest_exponent_is_allowed(exponent):
    assert power(point(D(1)), point(D(exponent))).value == 1


def test_an_odd_power_keeps_its_sign():
    result = power(span(-2, 3, value=1), point(D(3)))
    assert result.lower <= -8
    assert result.upper >= 27


@pytest.mark.parametrize(
    ("a", "b", "strict", "or_equal"),
    [
        (span(1, 2), span(3, 4), True, True),
        (span(3, 4), span(1, 2), False, False),
        (span(1, 3), span(2, 4), None, None),
        (span(1, 2), span(2, 3), None, True),
        (span(1, 2, opened=")"), span(2, 3), True, True),
        (span(1, 2), span(2, 3, opened="("), True, True),
        (span(2, 3), span(1, 2), False, None),
        (span(2, 3, opened="("), span(1, 2), False, False),
        (span(2, 3), span(1, 2, opened=")"), False, False),
        (point(D(2)), point(D(2)), False, True),
        (span(86, INFINITY, opened=")"), point(D(85)), False, False),
        (point(D(87)), span(86, INFINITY, opened=")"), None, None),
    ],
)
def test_a_comparison_is_undecided_only_where_the_bounds_leave_it_open(a, b, strict, or_equal):
    assert less(a, b) is strict
    assert less(a, b, or_equal=True) is or_equal


@pytest.mark.parametrize(
    ("a", "b", "within", "verdict"),
    [
        (point(D(1)), point(D("1.00")), None, True),
        (point(D(1)), point(D("1.01")), None, False),
        (point(D(1)), span(1, 2), None, None),
        (point(D(1)), span(1, 2, opened="("), None, False),
        (span(1, 2), span(1, 2), None, None),
        (point(D(1)), point(D("1.01")), "0.01", True),
        (point(D("1.01")), point(D(1)), "0.01", True),
        (point(D(1)), point(D("1.0101")), "0.01", False),
        (point(D(1)), span(1, 2), "0.5", None),
        (point(D(1)), span(1, 2), "1", True),
        (point(D(1)), span(3, 4), "1", False),
    ],
)
def test_equality_may_allow_a_distance(a, b, within, verdict):
    assert equal(a, b, point(D(within)) if within else None) is verdict


# Dimensions and dates


@pytest.mark.parametrize(
    ("calculate", "verb"),
    [(q.add, "added"), (q.subtract, "subtracted"), (less, "compared"), (equal, "compared")],
)
def test_different_things_can_be_neither_added_nor_compared(calculate, verb):
    with pytest.raises(QuantityError, match=f"USD and a plain ratio can't be {verb}") as caught:
        calculate(point(D(1), USD), point(D(1)))
    assert caught.value.code == "unit-mismatch"
    assert "rate between them" in caught.value.hint


def test_different_things_can_be_multiplied_and_divided():
    assert q.times(point(D(2), USD), point(D(3), USD)).dimension == (("USD", 2),)
    assert q.divide(point(D(6), USD), point(D(3), USD)) == point(D(2))
    assert power(point(D(2), USD), point(D(-1))) == point(D("0.5"), (("USD", -1),))


DAY = point(D(1440 * 700_000), DATE)
LATER = point(D(1440 * 700_010), DATE)
TEN_DAYS = point(D(14400), DURATION)


def test_a_date_less_a_date_is_a_duration():
    assert q.subtract(LATER, DAY) == TEN_DAYS
    assert q.subtract(DAY, LATER) == q.negate(TEN_DAYS)


def test_a_date_and_a_duration_make_a_date():
    assert q.add(DAY, TEN_DAYS) == q.add(TEN_DAYS, DAY) == LATER
    assert q.subtract(LATER, TEN_DAYS) == DAY


def test_dates_can_be_compared():
    assert less(DAY, LATER) is True
    assert q.extreme([DAY, LATER], largest=True) == LATER
    assert q.extreme([DAY, LATER], largest=False) == DAY
    assert equal(DAY, LATER, TEN_DAYS) is True


@pytest.mark.parametrize(
    ("calculate", "operands"),
    [
        (q.add, [DAY, LATER]),
        (q.add, [DAY, point(D(1))]),
        (q.add, [point(D(1), USD), DAY]),
        (q.subtract, [TEN_DAYS, DAY]),
        (q.subtract, [point(D(1)), DAY]),
        (q.times, [DAY, point(D(2))]),
        (q.times, [point(D(2)), DAY]),
        (q.divide, [DAY, point(D(2))]),
        (q.divide, [point(D(2)), DAY]),
        (power, [DAY, point(D(2))]),
        (q.absolute, [DAY]),
        (less, [DAY, TEN_DAYS]),
    ],
)
def test_nothing_else_can_be_done_with_dates(calculate, operands):
    with pytest.raises(QuantityError) as caught:
        calculate(*operands)
    assert caught.value.code == "unit-mismatch"


def test_a_date_and_money_are_not_two_dates():
    with pytest.raises(QuantityError, match="date and USD can't be added"):
        q.add(DAY, point(D(1), USD))


@pytest.mark.parametrize("days", ["-701000", "10000000", "1e300"])
def test_a_date_beyond_the_calendar_is_refused(days):
    with pytest.raises(QuantityError, match="beyond the calendar"):
        q.add(DAY, point(D(days) * 1440, DURATION))


# Limits


@pytest.mark.parametrize(
    ("a", "exponent", "said"),
    [
        (point(D(2)), point(D(101)), "beyond 100"),
        (point(D(2)), point(D(-101)), "beyond 100"),
        (point(D(2)), point(D("1e300")), "beyond 100"),
        (point(D(2)), span(1, 2), "plain, exact number"),
        (point(D(2)), point(D(2), USD), "plain, exact number"),
        (point(D(-4)), point(D("0.5")), "not negative"),
        (span(-1, 4), point(D("0.5")), "not negative"),
        (point(D(4), USD), point(D("0.5")), "a ratio"),
        (point(D(0)), point(D(-1)), "divides by zero"),
        (point(D(0)), point(D("-0.5")), "divides by zero"),
        (point(D("1e300")), point(D(2)), "too large"),
    ],
)
def test_a_power_without_a_sensible_value_is_refused(a, exponent, said):
    with pytest.raises(QuantityError, match=said):
        power(a, exponent)


def test_a_result_beyond_any_real_number_is_refused():
    huge = point(D("1e399"))
    for calculate in (lambda: q.times(huge, huge), lambda: q.divide(huge, point(D("1e-100")))):
        with pytest.raises(QuantityError, match="too large"):
            calculate()


def test_a_power_of_zero_is_one():
    assert power(point(D(0)), point(D(0))) == point(D(1))
    assert power(span(-1, 1), point(D(0))).value == 1


@given(st.lists(st.sampled_from(["1e399", "-1e399", "1e-399", "0", "9", "Infinity"]), min_size=4, max_size=4))
@settings(max_examples=60)
def test_the_largest_and_smallest_numbers_give_a_quantity_or_a_plain_refusal(ends):
    a, b = span(*sorted(map(D, ends[:2]))), span(*sorted(map(D, ends[2:])))
    for calculate in (q.add, q.subtract, q.times, q.divide):
        try:
            assert isinstance(calculate(a, b), Quantity)
        except QuantityError as error:
            assert str(error)


def test_it_reads_with_its_dimension():
    assert str(point(D(3), USD)) == "3 (USD)"
