"""What is made of unknowns: a value that is known only within bounds, used twice, is one value.

A derived value is kept as a quotient of two polynomials in the given values that have bounds. Where
it only grows or only falls with one of them, its own bounds lie at the ends of that one: the
monotonicity test of Moore, "Interval Analysis" (1966). So a part of a whole of which it is itself
a part has the bounds that it can have, and no wider ones; x / x is one and x - x nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from factbook.model.quantity import DOWN, INFINITY, UP, Quantity, run

Term = tuple[tuple[str, int], ...]
"""Unknowns by name and their powers, sorted: (("shop.staff", 2),)."""
Polynomial = Mapping[Term, Fraction]
Ends = tuple[Fraction, Fraction]

MAX_TERMS = 60
MAX_BITS = 2048
CONSTANT: Term = ()
ONE: Polynomial = {CONSTANT: Fraction(1)}


@dataclass(frozen=True, slots=True)
class Quotient:
    """One polynomial over another, and between which ends each unknown lies."""

    above: Polynomial
    below: Polynomial
    unknowns: Mapping[str, Quantity]


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest that something can be, and whether these are excluded."""

    lower: Fraction
    upper: Fraction
    lower_open: bool
    upper_open: bool


def name_unknown(name: str, quantity: Quantity) -> Quantity:
    """A given quantity that is known by its name wherever it is used, if there is doubt about it."""
    if quantity.exact:
        return quantity
    return replace(quantity, made=Quotient({((name, 1),): Fraction(1)}, ONE, {name: replace(quantity, made=None)}))


def join(operator: str, a: Quantity, b: Quantity) -> Fraction | Quotient | None:
    """How the result of + - * or / is made of unknowns; None if that is not known, or too long to keep."""
    left, right = _quotient(a), _quotient(b)
    if left is None or right is None:
        return None
    if operator == "/":
        operator, right = "*", Quotient(right.below, right.above, right.unknowns)
    if operator == "-":
        operator, right = "+", replace(right, above=_scaled(right.above, Fraction(-1)))
    unknowns = {**left.unknowns, **right.unknowns}
    if operator == "*":
        above, below = _product(left.above, right.above), _product(left.below, right.below)
    elif left.below == right.below:
        above, below = _sum(left.above, right.above), left.below
    else:
        above = _sum(_product(left.above, right.below), _product(right.above, left.below))
        below = _product(left.below, right.below)
    if not below or max(len(above), len(below)) > MAX_TERMS or _is_long([*above.values(), *below.values()]):
        return None
    constant = _constant(above, below)
    return Quotient(above, below, unknowns) if constant is None else constant


def share_unknowns(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities rest on one unknown."""
    if not isinstance(a.made, Quotient) or not isinstance(b.made, Quotient):
        return False
    return not a.made.unknowns.keys().isdisjoint(b.made.unknowns)


def narrowed(a: Quantity) -> Quantity:
    """The quantity between the ends that it can reach, if they are nearer than its own."""
    found = range_of(a.made) if isinstance(a.made, Quotient) else None
    if found is None:
        return a
    low, high = (
        (run(context.divide, Decimal(end.numerator), Decimal(end.denominator)))
        for context, end in ((DOWN, found.lower), (UP, found.upper))
    )
    lower, lower_open = max((a.lower, a.lower_open), (low, found.lower_open and Fraction(low) == found.lower))
    upper, shut = min((a.upper, not a.upper_open), (high, not (found.upper_open and Fraction(high) == found.upper)))
    value = min(max(a.value, lower), upper)
    return replace(a, value=value, lower=lower, upper=upper, lower_open=lower_open, upper_open=not shut)


def range_of(made: Quotient) -> Range | None:
    """Between which ends a quotient lies; None if one of its unknowns has no end on some side."""
    low: dict[str, Ends] = {}
    high: dict[str, Ends] = {}
    opens: list[tuple[bool, bool]] = []
    slopes = {name: _slope(made, name) for name in made.unknowns}
    used = {name: made.unknowns[name] for name, slope in slopes.items() if slope}
    if any(INFINITY in (abs(unknown.lower), abs(unknown.upper)) for unknown in used.values()):
        return None
    box: dict[str, Ends] = {name: (Fraction(each.lower), Fraction(each.upper)) for name, each in used.items()}
    box.update({name: (value := Fraction(made.unknowns[name].value), value) for name in slopes.keys() - used.keys()})
    for name, ends in box.items():
        falls, grows = _ends(slopes[name], box) if name in used else (Fraction(0), Fraction(0))
        start, end = ((at, at) for at in ends)
        low[name], high[name] = (start, end) if falls >= 0 else (end, start) if grows <= 0 else (ends, ends)
        if name in used and (falls > 0 or grows < 0):
            both = (used[name].lower_open, used[name].upper_open)
            opens.append(both if falls > 0 else both[::-1])
    lowest, highest = _quotient_ends(made, low), _quotient_ends(made, high)
    if lowest is None or highest is None:
        return None
    return Range(lowest[0], highest[1], any(at for at, _ in opens), any(at for _, at in opens))


def _quotient(a: Quantity) -> Quotient | None:
    if isinstance(a.made, Quotient):
        return a.made
    return Quotient({CONSTANT: a.fraction} if a.fraction else {}, ONE, {}) if a.exact else None


def _constant(above: Polynomial, below: Polynomial) -> Fraction | None:
    """The number that a quotient is, whatever its unknowns are."""
    if not above:
        return Fraction(0)
    if above.keys() != below.keys():
        return None
    ratios = {above[term] / below[term] for term in above}
    return ratios.pop() if len(ratios) == 1 else None


def _slope(made: Quotient, name: str) -> Polynomial:
    """What has the sign of the change of a quotient with one unknown."""
    rising = _product(_derivative(made.above, name), made.below)
    return _sum(rising, _scaled(_product(made.above, _derivative(made.below, name)), Fraction(-1)))


def _derivative(polynomial: Polynomial, name: str) -> Polynomial:
    found: dict[Term, Fraction] = {}
    for term, factor in polynomial.items():
        power = dict(term).get(name, 0)
        if power:
            rest = tuple((one, at - 1 if one == name else at) for one, at in term if one != name or at > 1)
            found[rest] = factor * power
    return found


def _sum(a: Polynomial, b: Polynomial) -> Polynomial:
    total = dict(a)
    for term, factor in b.items():
        total[term] = total.get(term, Fraction(0)) + factor
    return {term: factor for term, factor in total.items() if factor}


def _scaled(a: Polynomial, by: Fraction) -> Polynomial:
    return {term: factor * by for term, factor in a.items()}


def _product(a: Polynomial, b: Polynomial) -> Polynomial:
    if len(a) * len(b) > MAX_TERMS**2:
        return {(("too long", at),): Fraction(1) for at in range(MAX_TERMS + 1)}
    total: dict[Term, Fraction] = {}
    for one, factor in a.items():
        for other, by in b.items():
            powers = dict(one)
            for name, power in other:
                powers[name] = powers.get(name, 0) + power
            term = tuple(sorted(powers.items()))
            total[term] = total.get(term, Fraction(0)) + factor * by
    return {term: factor for term, factor in total.items() if factor}


def _ends(polynomial: Polynomial, box: Mapping[str, Ends]) -> Ends:
    """Two numbers between which a polynomial lies if each unknown lies between its ends."""
    low = high = Fraction(0)
    for term, factor in polynomial.items():
        ends = (factor, factor)
        for name, power in term:
            ends = _times(ends, _powers(box[name], power))
        low, high = low + ends[0], high + ends[1]
    return low, high


def _powers(ends: Ends, power: int) -> Ends:
    found = [end**power for end in ends]
    if power % 2 == 0 and ends[0] < 0 < ends[1]:
        found.append(Fraction(0))
    return min(found), max(found)


def _times(a: Ends, b: Ends) -> Ends:
    corners = [x * y for x in a for y in b]
    return min(corners), max(corners)


def _quotient_ends(made: Quotient, box: Mapping[str, Ends]) -> Ends | None:
    above, below = _ends(made.above, box), _ends(made.below, box)
    if below[0] <= 0 <= below[1]:
        return None
    return _times(above, (1 / below[1], 1 / below[0]))


def _is_long(factors: Iterable[Fraction]) -> bool:
    return any(max(one.numerator.bit_length(), one.denominator.bit_length()) > MAX_BITS for one in factors)
