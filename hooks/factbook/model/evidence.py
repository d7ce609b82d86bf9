"""Where a number stands in its source, and whether the recorded value follows from what is printed there.

How exact a value is comes from how it is printed. A hedge ("approximately", "more than") and a rounding in words
("1.52 billion", "93%") become bounds: half of the last digit either way, of a hedged
number the last that is not zero, and at most a tenth of it. The digits of a table are taken as they stand,
and so are five and more of them in words ("3,126.94亿元"), and what was set and not measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from factbook.model.number_words import DURATION, PER_CENT, TIMES
from factbook.model.period import Period
from factbook.model.printed import Printed, PrintedError, parse_printed, parse_stated
from factbook.model.stated_time import agree, find_periods
from factbook.model.unit import MULTIPLIERS, Measure

HALF, TENTH = Fraction(1, 2), Fraction(1, 10)
FEW_DIGITS = 4  # a number in words with more of them was copied from an account
DIFFERS, UNREADABLE, UNIT, PERIOD = "not-as-printed", "printed-unreadable", "printed-unit", "printed-period"
AMBIGUOUS_MONEY = {"¥": ("CNY", "JPY")}


@dataclass(frozen=True, slots=True)
class Signature:
    """A person who compared the value with the document, and the day."""

    by: str
    on: Period


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands in the source and where; without `printed` and `counted` the value is not located, for a `reason`.

    `stated` is the scale and unit of its table; `counted` are the names that the value counts; `is_rounded` is false
    for what was set and not measured.
    """

    printed: str = ""
    stated: str = ""
    place: str = ""
    row: str = ""
    column: str = ""
    counted: tuple[str, ...] = ()
    signed: tuple[Signature, ...] = ()
    reason: str = ""
    is_rounded: bool = True

    @property
    def is_located(self) -> bool:
        """Whether it is known what stands in the source."""
        return bool(self.printed or self.counted)

    @property
    def where(self) -> str:
        """The place with the row and the column of its table, in words."""
        cell = [f"row “{self.row}”" if self.row else "", f"column {self.column}" if self.column else ""]
        return ", ".join(filter(None, [self.place, *cell]))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a value does not follow from what is printed, and what to do."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in the unit of the record that follow from how a number is printed, and the word that says them."""

    bound: str
    lower: Fraction | None = None
    upper: Fraction | None = None
    upper_open: bool = False


def find_conflict(value: Decimal, evidence: Evidence, measure: Measure) -> Conflict | None:
    """Why a value in the unit of its record is not the number that stands in the source; None where it is."""
    if not evidence.is_located:
        return None
    if evidence.counted:
        return _conflict_of_count(value, evidence, measure)
    try:
        printed = parse_printed(evidence.printed)
        size = _size(printed, evidence.stated, measure)
    except PrintedError as error:
        return Conflict(
            UNREADABLE, str(error), "only the number, with its hedge, scale and unit; the rest is its place"
        )
    except _UnitError as error:
        return Conflict(UNIT, str(error), "compare the unit of the record with the head of the table")
    first, last = (
        Fraction(one) * size for one in (printed.value, printed.value if printed.high is None else printed.high)
    )
    if first <= value <= last:
        return None
    said = f"the value is {_plain(value, measure)}, and the document prints '{evidence.printed}'"
    return Conflict(DIFFERS, said + (f" in {evidence.stated}" if evidence.stated else ""), _why(value, first, printed))


def find_period_conflict(period: Period | None, evidence: Evidence, measure: Measure) -> Conflict | None:
    """Why a value is of another time than its place says; a place that names no time is silent."""
    stated = find_periods(evidence.column) or find_periods(evidence.place)
    if not stated or period is None or not evidence.is_located:
        return None
    if any(agree(period, one, is_flow=is_flow(measure)) for one in stated):
        return None
    times = " and ".join(dict.fromkeys(f"{one.start} to {one.end}" if one.start < one.end else str(one.end)
                                       for one in stated))  # fmt: skip
    said = f"the value is true for {period.text}, and its place is of {times}"
    return Conflict(PERIOD, said, "take the number of the right year or quarter, or mend the place")


def find_limits(evidence: Evidence, measure: Measure) -> Limits | None:
    """The bounds that follow from how a number is printed; None where it is exact. It must be free of conflicts."""
    if not evidence.printed:
        return None
    printed = parse_printed(evidence.printed)
    size = _size(printed, evidence.stated, measure)
    value, step, least = (Fraction(one) * size for one in (printed.value, printed.step, printed.least))
    if printed.high is not None:
        return Limits("about", value, Fraction(printed.high) * size)
    if printed.hedge:
        doubt = min(least * HALF, abs(value) * TENTH)
        known = {"about": Limits("about", value - doubt, value + doubt),
                 "nearly": Limits("about", value - 2 * doubt, value)}  # fmt: skip
        return known.get(printed.hedge) or Limits(printed.hedge)
    if evidence.is_rounded and _is_rounded(printed):
        return Limits("", value - step * HALF, value + step * HALF, upper_open=True)
    return None


def _is_rounded(printed: Printed) -> bool:
    """Whether it reads like words and not like an account: a share, or a few digits with million or billion."""
    in_words = printed.scaled or printed.kind == PER_CENT
    return in_words and abs(printed.value / printed.step) < Decimal(10) ** FEW_DIGITS


def is_flow(measure: Measure) -> bool:
    """Whether it is counted over a time of business, as money a quarter is."""
    return any(unit.kind.startswith("fiscal") for unit in measure.per)


class _UnitError(Exception):
    """What is printed is of another unit than the record."""


def _conflict_of_count(value: Decimal, evidence: Evidence, measure: Measure) -> Conflict | None:
    if value == len(evidence.counted):
        return None
    said = f"the value is {_plain(value, measure)}, and {len(evidence.counted)} are counted"
    return Conflict(DIFFERS, said, "name each of them once, as the document does")


def _size(printed: Printed, stated: str, measure: Measure) -> Fraction:
    """What one of the printed number is in the unit of the record. Raises _UnitError."""
    scale, kind = parse_stated(stated) if stated else (Decimal(1), "")
    own = printed.kind in (PER_CENT, DURATION, TIMES)
    if own or printed.scaled:
        if printed.scaled and scale != 1 and not own:
            raise _UnitError(f"the number says its scale itself, and its table says '{stated}'")
        scale = Decimal(1)
    if printed.kind and kind and printed.kind != kind and not own:
        raise _UnitError(f"the number is printed in {printed.kind}, and its table says '{stated}'")
    _require_kind(printed.kind or kind, measure)
    return Fraction(scale) / Fraction(measure.head.scale * MULTIPLIERS.get(measure.multiplier, Decimal(1)))


def _require_kind(kind: str, measure: Measure) -> None:
    wanted, said = _kind_of(measure), kind or "no unit"
    if wanted == kind or wanted in AMBIGUOUS_MONEY.get(kind, ()):
        return
    if wanted == PER_CENT and (kind == TIMES or (not kind and measure.head.scale == 1)):
        return
    if measure.head.symbol and not kind:
        raise _UnitError(f"the document's money is not said, and the record's is {measure.head.name}")
    raise _UnitError(f"the document prints {said}, and the unit of the record is '{measure.text}'")


def _kind_of(measure: Measure) -> str:
    """The kind in which a document would print the unit of a record; "" for things that are counted."""
    if measure.head.symbol:
        return measure.head.name
    if measure.head.kind == DURATION:
        return DURATION
    return PER_CENT if measure.multiplier == "%" or measure.head.kind == "ratio" else ""


def _why(value: Decimal, first: Fraction, found: Printed) -> str:
    printed = Decimal(first.numerator) / first.denominator
    if printed and value:
        ratio = abs(value / printed)
        if ratio != 1 and ratio.normalize().as_tuple().digits == (1,):
            return "the scale differs: thousand, million or billion, in the record's unit or in the table's"
        if value == -printed:
            return "the sign differs"
        if sorted(_digits(value, printed)) == sorted(_digits(printed, value)):
            return "two digits are swapped"
    last_digit = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(0)
    if found.high is None and abs(Fraction(value) - first) <= Fraction(last_digit) * HALF:
        return "record all digits as they are printed; the pages round for themselves"
    return "compare them digit by digit, and the row and the column of the table"


def _digits(value: Decimal, other: Decimal) -> tuple[int, ...]:
    """The digits of a value down to the last place that either of both has."""
    last = min(int(one.normalize().as_tuple().exponent) for one in (value, other))
    return value.scaleb(-last).to_integral_value().as_tuple().digits


def _plain(value: Decimal, measure: Measure) -> str:
    return f"{value.normalize():f} {measure.text}"
