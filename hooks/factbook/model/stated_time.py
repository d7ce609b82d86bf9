"""Reads the times that a place or a date of a document states: "three months ended December 31, 2018"."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from factbook.model.period import Period, parse_period

MONTHS = tuple(calendar.month_name)[1:]
WEEKDAYS = tuple(calendar.day_name)
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
            "一": 1, "二": 2, "三": 3, "四": 4}  # fmt: skip
SPANS = {"three months": 3, "quarter": 3, "six months": 6, "half year": 6, "half-year": 6, "nine months": 9,
         "twelve months": 12, "fiscal year": 12, "year": 12}  # fmt: skip
PRECISION = {3: "quarter", 12: "year"}
A_MONTH = rf"(?P<month>{'|'.join(f'{name}|{name[:3]}' for name in MONTHS)}|sept)\.?"
A_YEAR = r"(?P<year>(?:1[89]|2[01])\d\d)"
A_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{A_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        rf"(?P<span>{'|'.join(SPANS)})(?: period)?,? (?:ended|ending|to) {A_MONTH} {A_DAY},? {A_YEAR}",
        rf"(?P<span>{'|'.join(SPANS)})(?: period)?,? (?:ended|ending|to) {A_DAY} {A_MONTH},? {A_YEAR}",
        rf"(?P<quarter>{'|'.join(QUARTERS)}) quarter,? (?:of )?(?:fiscal )?(?:year )?{A_YEAR}",
        r"\bQ(?P<quarter>[1-4])[ /]?(?:of )?'?(?P<year>(?:20)?\d\d)\b",
        r"\b(?P<quarter>[1-4])Q[ ']?(?P<year>(?:20)?\d\d)\b",
        rf"{A_YEAR} ?Q(?P<quarter>[1-4])\b",
        rf"{A_YEAR} ?年 ?第?(?P<quarter>[一二三四1-4]) ?季度?",
        rf"{A_YEAR} ?年 ?(?P<month>[01]?\d) ?月 ?(?P<day>[0-3]?\d) ?日",
        rf"\b{A_MONTH} {A_DAY},? {A_YEAR}\b",
        rf"\b{A_DAY} {A_MONTH},? {A_YEAR}\b",
        rf"{A_YEAR} ?年 ?(?P<month>[01]?\d) ?月",
        rf"\b{A_MONTH},? (?:of )?{A_YEAR}\b",
        rf"{A_YEAR}-(?P<month>0[1-9]|1[0-2])(?!\d)",
        rf"(?<![\d.,$])\b{A_YEAR}(?![\d%]|[.,]\d)",
    )
)
WITHOUT_YEAR = tuple(
    re.compile(form, re.IGNORECASE) for form in (rf"\b{A_MONTH} {A_DAY}\b(?!,? \d)", rf"\b{A_DAY} {A_MONTH}\b(?! \d)")
)
A_MONTH_ALONE = re.compile(rf"\b{A_MONTH}(?![a-z ]*\d)", re.IGNORECASE)
SOON = timedelta(days=31)  # what is announced
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)


def find_periods(text: str) -> list[Period]:
    """Every time that a text names, in the order of how precisely it does."""
    return list(_take(unicodedata.normalize("NFKC", text).replace("\u2019", "'")))


def read_date(text: str, issued: Period | None = None, near: Period | None = None) -> Period | None:
    """The one time that a printed date names; its year, or a weekday, may be told by the time of issue.

    Where only the month of issue is known, a weekday is that which is nearest to `near`.
    """
    found = find_periods(text)
    if found or not issued:
        return found[0] if found else None
    for form in WITHOUT_YEAR:
        if match := form.search(text):
            return _day(match, issued)
    if match := A_MONTH_ALONE.search(text):
        return parse_period(f"{issued.end.year}-{_month(match['month']):02}")
    is_day = issued.precision == "day"
    return _told_by_day(text, issued.end if is_day else near.end if near else None, is_day=is_day)


def _told_by_day(text: str, last: date | None, *, is_day: bool) -> Period | None:
    """A weekday, and what is said of the day of issue itself."""
    if last is None:
        return None
    if match := WEEKDAY.search(text):
        return _point(last - timedelta(days=(last.weekday() - WEEKDAYS.index(match[1].capitalize())) % 7))
    back = {"today": 0, "yesterday": 1}.get(text.strip().lower())
    return _point(last - timedelta(days=back)) if is_day and back is not None else None


def agree(record: Period, stated: Period, *, is_flow: bool) -> bool:
    """Whether a number that is true for a time may stand where a document states another.

    A flow, such as money a quarter, is of exactly that time; what is counted at one is of a time that holds it.
    """
    if (record.start, record.end) == (stated.start, stated.end):
        return True
    if is_flow:
        return False
    inside = stated.start <= record.start and record.end <= stated.end
    return inside or (record.start <= stated.start and stated.end <= record.end and stated.precision == "day")


def _take(text: str) -> Iterator[Period]:
    for form in FORMS:
        while match := form.search(text):
            text = text[: match.start()] + " | " + text[match.end() :]
            try:
                yield _period(match)
            except ValueError:
                continue


def _period(match: re.Match[str]) -> Period:
    found = match.groupdict()
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    if found.get("span"):
        months = SPANS[found["span"].lower()]
        end = date(year, _month(found["month"]), int(found["day"]))
        first = end.month - months + 1
        start = date(year - (first < 1), first + 12 * (first < 1), 1)
        return Period(start, end, PRECISION.get(months, "span"))
    if found.get("quarter"):
        name = found["quarter"].lower()
        return parse_period(f"{year}Q{QUARTERS.get(name) or int(name)}")
    if found.get("day"):
        return _point(date(year, _month(found["month"]), int(found["day"])))
    if found.get("month"):
        return parse_period(f"{year}-{_month(found['month']):02}")
    return parse_period(str(year))


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    return next(number for number, month in enumerate(MONTHS, start=1) if month.lower()[:3] == name.lower()[:3])


def _day(match: re.Match[str], issued: Period) -> Period | None:
    """The day of that name in the year of issue, or the last before it and soon after, where more is known."""
    steps = (0,) if issued.precision == "year" else (-1, 0, 1)
    try:
        days = [date(issued.end.year + step, _month(match["month"]), int(match["day"])) for step in steps]
    except ValueError:
        return None
    known = [day for day in days if day <= issued.end + SOON] or days[:1]
    return _point(known[-1])


def _point(day: date) -> Period:
    return Period(day, day, "day")
