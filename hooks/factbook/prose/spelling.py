"""Small numbers and ranks as words, and the endings of ranks in digits."""

from __future__ import annotations

from babel import Locale

from factbook.model.number_words import ONES

LOCALE = Locale("en", "GB")
SMALL = ["zero", *ONES, "twenty"]
ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
ENDINGS = {"one": "st", "two": "nd", "few": "rd"}


def spell(number: int) -> str:
    """A whole number in letters, or "" if one writes it in digits."""
    return SMALL[number] if 0 <= number < len(SMALL) else ""


def spell_rank(number: int) -> str:
    """A rank in letters, or "" if one writes it in digits."""
    return ORDINALS[number] if 0 <= number < len(ORDINALS) else ""


def format_rank(number: int) -> str:
    """A rank in digits: "1,002nd"."""
    return f"{number:,}{ENDINGS.get(LOCALE.ordinal_form(number), 'th')}"
