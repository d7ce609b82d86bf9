"""Tells names with numbers in them ("58.com", "Catch-22", "CC BY 4.0") from quantities, dates and bare numbers."""

from __future__ import annotations

import re
from collections.abc import Collection

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.prose.beside import MONEY, PER_CENT
from factbook.prose.number_digits import MONTHS
from factbook.prose.numeral import find_numbers, in_small_letters

HINT = 'add it to data/figures/ and write {{ topic.name }}; only names such as "58.com" are exempt'
ANY = "#"  # in data/names.yml: any number
ANY_NUMBER = r"\d[\d.,:/-]*"
SIZED = re.compile(
    r"[$€£¥₩₹₽%‰×]|\d ?(?:k|m|bn|tn|x)\b|\b(?:RMB|CNY|USD|EUR|GBP|JPY|INR)\b"
    r"|(?<!\w)(?-i:hundred|thousand|[mbt]r?illion|dozen|per ?cent|percentage|half|third|quarter|twice|thrice|double|triple)"
)
MONTH = re.compile(MONTHS)
PART = re.compile(r"\d[\d.,:/'’-]*(?:st|nd|rd|th|s|x|km|kg|cm|mm|m|g|KB|kB|MB|GB|TB|kWh|MW|h|min|ms|px|k|bn|tn|mn)?")
COMPOUND = re.compile(r"\d[\d.,]*-[a-z]+(?:-[a-z]+)*")
CHUNK = re.compile(r"[^\s\x00]+")
WORD = re.compile(r"[^\W\d_][\w'’&-]*")
# Words that are capital only because a sentence or a heading begins with them, or that stand before an amount.
COMMON = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "all",
        "almost",
        "also",
        "among",
        "an",
        "and",
        "another",
        "any",
        "are",
        "around",
        "as",
        "at",
        "be",
        "been",
        "before",
        "below",
        "between",
        "both",
        "but",
        "by",
        "did",
        "do",
        "each",
        "even",
        "every",
        "exactly",
        "few",
        "fewer",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "last",
        "least",
        "less",
        "like",
        "many",
        "more",
        "most",
        "nearly",
        "next",
        "no",
        "not",
        "nothing",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "onto",
        "or",
        "other",
        "our",
        "out",
        "over",
        "per",
        "roughly",
        "she",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "with",
        "within",
        "without",
        "year",
        "years",
        "you",
        "your",
    ]
)
# What stands before an amount or a year, and hardly within a name.
_BEFORE = (
    "about|above|after|almost|are|around|before|below|by|exactly|from|had|has|have|in|is|nearly|only|over|roughly|since|"
    "some|than|to|under|until|was|were|within"
)
BEFORE_AMOUNT = re.compile(rf"(?:(?<!\S)(?:{_BEFORE})|^(?:{_BEFORE.title()}))\s+(?:the\s+)?$")
# What can be counted, whatever the data counts.
COUNTED = frozenset(
    [
        "accounts",
        "apps",
        "billion",
        "bytes",
        "cases",
        "cents",
        "cities",
        "clients",
        "companies",
        "countries",
        "customers",
        "days",
        "decades",
        "downloads",
        "employees",
        "firms",
        "friends",
        "hours",
        "installs",
        "items",
        "jobs",
        "kilometers",
        "kilometres",
        "men",
        "messages",
        "metres",
        "miles",
        "million",
        "minutes",
        "months",
        "more",
        "offices",
        "orders",
        "others",
        "pages",
        "parts",
        "people",
        "percent",
        "percentage",
        "persons",
        "places",
        "points",
        "posts",
        "products",
        "quarters",
        "readers",
        "rides",
        "sales",
        "seconds",
        "servers",
        "shares",
        "shops",
        "staff",
        "stores",
        "subscribers",
        "things",
        "thousand",
        "times",
        "tons",
        "towns",
        "trips",
        "units",
        "users",
        "views",
        "visits",
        "visitors",
        "weeks",
        "women",
        "words",
        "years",
    ]
)


def find_no_name(words: str, at: Location, units: Collection[str]) -> Problem | None:
    """What is wrong with words that are said to be a name."""
    amount = find_amount(words, units)
    if amount is None:
        return None
    return Problem(
        at, "quoted-number", f"'{amount}' in \"{words}\" is an amount or a time, and no part of a name", HINT
    )


def find_amount(words: str, units: Collection[str] = ()) -> str | None:
    """The part of words in quotation marks that is a quantity, a date or a bare number, or None if they are a name."""
    shown = words.replace(ANY, "2")
    found = find_numbers(shown)
    for start, number in found:
        if _is_amount(shown, start, start + len(number), units):
            return number
    return None


def _is_amount(words: str, start: int, end: int, units: Collection[str]) -> bool:
    number, before, behind = words[start:end], words[:start], words[end:]
    if _is_joined(words, start, end):
        return False
    if SIZED.search(number) or MONTH.search(number) or not _has_name(f"{before} {behind}"):
        return not _is_title(number, behind)
    following, last = WORD.match(behind.lstrip(" -")), WORD.findall(before)[-1:]
    if following and not (last and _is_name(last[0])):
        said = following[0]
        if said in COUNTED or said in units or said in (*PER_CENT, *MONEY):
            return True
    return number[:1].isdigit() and BEFORE_AMOUNT.search(before) is not None


def _is_joined(words: str, start: int, end: int) -> bool:
    """Whether letters and digits are one word, as in "58.com", "a16z" and "5G", and not "10k", "5km" or "8-year"."""
    chunk = next((one[0] for one in CHUNK.finditer(words) if one.start() <= start and end <= one.end()), "")
    chunk = chunk.strip("([“\"'.,;:!?”)]")
    if SIZED.search(chunk) or PART.fullmatch(chunk) or COMPOUND.fullmatch(chunk):
        return False
    return re.search(r"\d", chunk) is not None and re.search(r"[A-Za-zÀ-ɏ]", chunk) is not None


def _is_title(number: str, behind: str) -> bool:
    """Whether a number word is one of the capital words of a name: "Double 11", "Five Guys"."""
    return number[:1].isupper() and re.match(r" (?:[A-Z]|\d+$)", behind) is not None and not MONTH.search(number)


def _has_name(rest: str) -> bool:
    return any(_is_name(word) for word in WORD.findall(rest))


def _is_name(word: str) -> bool:
    return word != word.lower() and in_small_letters(word) not in COMMON and not MONTH.fullmatch(word)
