"""The time a value is true for: a day, a month, a quarter or a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

FORM = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|Q(?P<quarter>[1-4]))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day, and how precisely it was said: day, month, quarter or year."""

    start: date
    end: date
    precision: str

    @property
    def text(self) -> str:
        """As it is written in data: 2018-12-31, 2018-12, 2018Q4 or 2018."""
        if self.precision == "day":
            return self.start.isoformat()
        if self.precision == "month":
            return f"{self.start:%Y-%m}"
        if self.precision == "quarter":
            return f"{self.start.year}Q{(self.start.month + 2) // 3}"
        return f"{self.start.year:04d}"

    def next(self) -> Period:
        """The day, month, quarter or year that follows."""
        day = self.end + timedelta(days=1)
        if self.precision == "day":
            return Period(day, day, "day")
        months = {"month": 1, "quarter": 3, "year": 12}[self.precision]
        return _months(day.year, day.month, day.month + months - 1, self.precision)

    def last_day(self) -> Period:
        """The day on which a stock that is counted at the end of the period was counted."""
        return Period(self.end, self.end, "day")


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """A period from its text. Raises ValueError with the reason in plain words."""
    match = FORM.fullmatch(text)
    if not match:
        raise ValueError("a date is written 2018-12-31, 2018-12, 2018Q4 or 2018")
    year = int(match["year"])
    if match["quarter"]:
        first = 3 * int(match["quarter"]) - 2
        return _months(year, first, first + 2, "quarter")
    if match["month"] is None:
        return _months(year, 1, 12, "year")
    month = int(match["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if match["day"] is None:
        return _months(year, month, month, "month")
    day = int(match["day"])
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"there is no day {day} in that month")
    return Period(date(year, month, day), date(year, month, day), "day")


def _months(year: int, first: int, last: int, precision: str) -> Period:
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), precision)
