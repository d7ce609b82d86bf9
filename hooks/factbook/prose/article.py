"""Whether "a" or "an" stands before words, which for a number depends on how it is spoken."""

from __future__ import annotations

import re

AMOUNT = re.compile(r"(?:(?:[A-Z]{1,2})?[$€£¥₹₩₽]\s?)?(?P<lead>\d{1,3})(?P<rest>(?:,\d{3})*)(?P<more>\d*)")
SPOKEN_LETTERS = re.compile(r"[AEFHILMNORSX][A-Z]{1,4}\b")  # "an RMB 5 note"
# What is written with a vowel and spoken with a consonant, and the other way round.
CONSONANTS = re.compile(r"(?:one|once|uni(?!n)|us(?:e|ual)|eu|u[- ])", re.IGNORECASE)
SILENT = re.compile(r"(?:hour|honest|honour|heir)", re.IGNORECASE)
VOWELS = "aeiou"
EIGHT, ELEVEN, EIGHTEEN = 8, 11, 18


def article_for(words: str) -> str:
    """The article before words, as in "an 8% rise", "a 1.8% rise", "an $11 million loss", "a one-off"."""
    words = words.lstrip("“\"'(")
    if amount := AMOUNT.match(words):
        return "a" if amount["more"] else _for_number(int(amount["lead"]))
    if SPOKEN_LETTERS.match(words) or SILENT.match(words):
        return "an"
    return "an" if words[:1].lower() in VOWELS and words and not CONSONANTS.match(words) else "a"


def _for_number(lead: int) -> str:
    """For the first group of three digits: 8, 80 and 800 are spoken with a vowel, and so are 11 and 18."""
    digits = lead
    while digits >= 10:
        digits //= 10
    return "an" if digits == EIGHT or lead in (ELEVEN, EIGHTEEN) else "a"
