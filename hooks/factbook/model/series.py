"""Numbers of one kind by year, quarter, month or category, and what is computed of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from factbook.model import quantity as q
from factbook.model.arithmetic import add, divide, subtract
from factbook.model.calendar import quantity_of_period
from factbook.model.compare import less
from factbook.model.period import parse_period
from factbook.model.quantity import Quantity, QuantityError
from factbook.model.unit import multiply

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Series:
    """Quantities of one kind by year, quarter, month or category, in order."""

    by: str
    members: Mapping[str, Quantity]


def each(function: Callable[[Quantity], Quantity], number: Quantity | Series) -> Quantity | Series:
    """The function of a number, or of each member."""
    if isinstance(number, Quantity):
        return function(number)
    return Series(number.by, {key: function(member) for key, member in number.members.items()})


def pair(
    function: Callable[[Quantity, Quantity], Quantity], a: Quantity | Series, b: Quantity | Series
) -> Quantity | Series:
    """The function of two numbers, or of the members of series under the same key."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):  # nearly always
        return function(a, b)
    results: dict[str, Quantity] = combine(function, [a, b])
    return Series(next(number.by for number in (a, b) if isinstance(number, Series)), results)


def combine(function: Callable[..., T], numbers: list[Quantity | Series]) -> dict[str, T]:
    """The function's result for each key the series share, or under "" where there is no series."""
    series = [number for number in numbers if isinstance(number, Series)]
    if not series:
        return {"": function(*numbers)}
    if len({number.by for number in series}) > 1:
        raise QuantityError(f"a series by {series[0].by} can't be combined with one by {series[-1].by}")
    keys = [key for key in series[0].members if all(key in other.members for other in series)]
    if not keys:
        raise QuantityError("the series have no member in common")
    return {key: function(*(n.members[key] if isinstance(n, Series) else n for n in numbers)) for key in keys}


def numbers_of(numbers: Iterable[Quantity | Series]) -> list[Quantity]:
    """All of them, each member of a series for itself."""
    found: list[Quantity] = []
    for number in numbers:
        found += number.members.values() if isinstance(number, Series) else [number]
    return found


def moved_always(series: Quantity | Series, direction: str, every: str) -> list[bool | None]:
    """Whether a series grew or fell from each member to the next; `every year` knows no missing year."""
    if not isinstance(series, Series) or len(series.members) < 2:
        raise QuantityError(f"'{direction} every {every}' needs a series")
    if every not in ("member", series.by):
        raise QuantityError(f"this is a series by {series.by}", hint=f"write {direction} every {series.by}")
    if every != "member":
        _require_neighbours(series, f"write '{direction} every member', or add what is missing")
    values = list(series.members.values())
    if direction == "fell":
        values.reverse()
    return [less(a, b) for a, b in pairwise(values)]


def _require_neighbours(series: Series, hint: str) -> None:
    """Raise if a time is missing between two members."""
    for before, after in pairwise(map(parse_period, series.members)):
        if before.end + timedelta(days=1) != after.start:
            said = f"the series has nothing between {before.text} and {after.text}"
            raise QuantityError(said, hint=hint)


def _sum(series: Series) -> Quantity:
    total, *rest = series.members.values()
    for member in rest:
        total = add(total, member)
    return total


def _mean(series: Series) -> Quantity:
    return divide(_sum(series), q.point(Decimal(len(series.members))))


def _growth(series: Series) -> Series:
    """The change from each member to the next, as a share of the former."""
    if series.by == "category":
        raise QuantityError("the members of a series by category don't follow each other")
    _require_neighbours(series, "add what is missing, or name the two members: x[2018] / x[2010] - 1")
    changes = {key: _change(before, after) for (_, before), (key, after) in pairwise(series.members.items())}
    if not changes:
        raise QuantityError("growth() needs two members or more")
    return Series(series.by, changes)


def _change(before: Quantity, after: Quantity) -> Quantity:
    if before.lower < 0 or before.value <= 0:
        said = "a change from a number that is not above zero has no percentage"
        raise QuantityError(said, hint="take the difference of the two members")
    return subtract(divide(after, before), q.point(q.ONE))


def _annual(series: Series) -> Series:
    """The sum of each year whose four quarters are known, as money (or anything) a year."""
    if series.by != "quarter":
        raise QuantityError("annual() needs a series by quarter")
    years = dict.fromkeys(key[:4] for key in series.members)
    totals = {}
    for year in years:
        quarters = {key: value for key, value in series.members.items() if key.startswith(year)}
        if len(quarters) == 4:
            total = _sum(Series("quarter", quarters))
            a_year = multiply(total.dimension, (("fiscal quarter", 1), ("fiscal year", -1)))
            if dict(total.dimension).get("fiscal quarter") != -1:
                raise QuantityError("annual() needs values 'a quarter'", "unit-mismatch")
            totals[year] = q.as_dimension(total, tuple(sorted(a_year)))
    if not totals:
        raise QuantityError("annual() found no year with all four quarters")
    return Series("year", totals)


def _when(series: Series, *, largest: bool) -> Quantity:
    """The last day of the time for which the largest or smallest member is true, the first of equal ones."""
    items = list(series.members.items())
    found = items[0]
    for item in items[1:]:
        further = less(found[1], item[1]) if largest else less(item[1], found[1])
        if further is None:
            raise QuantityError(f"which member is the {'largest' if largest else 'smallest'} can't be decided")
        found = item if further else found
    return _last_day(series, found[0])


def _last_day(series: Series, key: str) -> Quantity:
    if series.by == "category":
        raise QuantityError("the members of a series by category have no dates")
    return quantity_of_period(parse_period(key).last_day())


def count_up_to(series: Series, limit: Quantity) -> Quantity:
    """How many members are not above a limit; of those that may be, the bounds of the count tell."""
    truths = {key: less(member, limit, or_equal=True) for key, member in series.members.items()}
    sure = sum(truth is True for truth in truths.values())
    most = sum(truth is not False for truth in truths.values())
    likely = sum(truth is None and series.members[key].value <= limit.value for key, truth in truths.items())
    return Quantity(Decimal(sure + likely), Decimal(sure), Decimal(most))


SERIES_FUNCTIONS: Mapping[str, Callable[[Series], Quantity | Series]] = {
    "sum": _sum,
    "mean": _mean,
    "count": lambda series: q.point(Decimal(len(series.members))),
    "first": lambda series: next(iter(series.members.values())),
    "last": lambda series: list(series.members.values())[-1],
    "growth": _growth,
    "annual": _annual,
    "when_last": lambda series: _last_day(series, list(series.members)[-1]),
    "when_max": lambda series: _when(series, largest=True),
    "when_min": lambda series: _when(series, largest=False),
}
