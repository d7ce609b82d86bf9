"""What a number is worth, however it is written: "16.9 billion", "$16,900m" and "16.9bn" are the same."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeAlias

from factbook.prose.spelling import SMALL

# A day, month or year as a text; or an amount, and whether it is a percentage.
Worth: TypeAlias = "str | tuple[Decimal, bool] | None"

TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: Decimal(number) for number, word in enumerate(SMALL)}
WORDS |= {word: Decimal(10 * number) for number, word in enumerate(TENS, start=2)}
WORDS["half"] = Decimal("0.5")
FACTORS = {"dozen": Decimal(12), "hundred": Decimal(100)}
SCALES = {"hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "b": 9}
SCALES |= {"trillion": 12, "tn": 12, "万": 4, "亿": 8}
PERCENT = re.compile(r"%|\bper ?cent\b|\bpercentage points?\b")
AMOUNT = re.compile(
    r"(?P<sign>[+\u2212-]?)(?:(?:us|hk|nt|a|c|r)?[$€£¥₹₩₽] ?|(?:rmb|cny|usd|eur|gbp|jpy|inr) ?)?"
    r"(?P<digits>\d[\d.,’' ]*)(?P<scales>.*)"
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAY = re.compile(r"(?P<day>\d{1,2})\D{0,6} (?P<month>[a-z]{3})[a-z]*\.?,? (?P<year>\d{4})")
DAY_AFTER_MONTH = re.compile(r"(?P<month>[a-z]{3})[a-z]*\.? (?P<day>\d{1,2})\D{0,2},? (?P<year>\d{4})")
MONTH = re.compile(r"(?P<month>[a-z]{3})[a-z]*\.?,? (?P<year>\d{4})")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def worth(written: str) -> Worth:
    """A date, an amount, or None for what is neither ("B2B") or not exact ("millions")."""
    text = written.lower()
    return _date(text) or _amount(text)


def _date(text: str) -> str | None:
    if ISO_DAY.fullmatch(text):
        return text
    for pattern in (DAY, DAY_AFTER_MONTH, MONTH):
        match = pattern.fullmatch(text)
        if match and match["month"] in MONTHS:
            found = match.groupdict()
            month = f"{found['year']}-{MONTHS.index(found['month']) + 1:02}"
            return f"{month}-{int(found['day']):02}" if "day" in found else month
    return None


def _amount(text: str) -> Worth:
    is_percentage = PERCENT.search(text) is not None
    text = PERCENT.sub("", text)
    match = AMOUNT.fullmatch(text)
    value = _digits(match) if match else _words(re.split(r"[ -]", text.strip()))
    return None if value is None else (value.normalize(), is_percentage)


def _digits(match: re.Match[str]) -> Decimal | None:
    """Digits in groups, a sign, and words or letters for powers of ten."""
    digits = re.sub(r"[,’' ](?=\d{3})", "", match["digits"]).strip(" ,.")
    scales = match["scales"].split()
    if not re.fullmatch(r"\d+(?:\.\d+)?", digits) or not all(scale in SCALES for scale in scales):
        return None
    value = Decimal(digits).scaleb(sum(SCALES[scale] for scale in scales))
    return -value if match["sign"] in ("-", "\u2212") else value


def _words(words: list[str]) -> Decimal | None:
    """Number words: what a scale follows is multiplied by it, and the rest is added."""
    total = part = Decimal(0)
    for word in words:
        if word in WORDS:
            part += WORDS[word]
        elif word in FACTORS:
            part = (part or 1) * FACTORS[word]
        elif word in SCALES and len(word) > 2:
            total, part = total + (part or Decimal(1)).scaleb(SCALES[word]), Decimal(0)
        elif word not in ("a", "an", "and"):
            return None
    return total + part
