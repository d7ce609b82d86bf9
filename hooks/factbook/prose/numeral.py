"""Finds numbers in plain words, however they are written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

from factbook.prose.idioms import IDIOMS, ORDINALS_IN_NAMES
from factbook.prose.number_digits import BRAILLE, DIGIT, DIGITS, HAN, ROMAN_COUNTS, ROMAN_YEARS
from factbook.prose.number_words import WORDS

SMALL_LETTERS = str.maketrans(ascii_uppercase, ascii_lowercase)


def in_small_letters(text: str) -> str:
    """The same text for patterns in small letters, which are found three times as fast as without regard to case."""
    return text.translate(SMALL_LETTERS)


@lru_cache(maxsize=16_384)  # the next build in `serve` asks for nearly the same texts
def find_numbers(text: str) -> tuple[tuple[int, str], ...]:
    """Offsets and words of the numbers in a plain text, in order, none inside another."""
    spans = _matches(text)
    if not spans:  # most texts
        return ()
    masked = text
    for pattern in (IDIOMS, ORDINALS_IN_NAMES):
        masked = pattern.sub(lambda match: "\x00" * len(match[0]), masked)
    if masked != text:
        text, spans = masked, _matches(masked)
    found = []
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            found.append((start, text[start:stop].strip()))
            end = stop
    return tuple(found)


def _matches(text: str) -> list[tuple[int, int]]:
    """Where something looks like a number, also where it is a part of a set phrase or of another number."""
    shape = text if text.isascii() else text.translate(SHAPES)
    found = [match.span() for match in WORDS.finditer(in_small_letters(shape))]
    others = () if text.isascii() else (HAN, BRAILLE)
    patterns = [ROMAN_YEARS, ROMAN_COUNTS, *([DIGITS] if DIGIT.search(shape) else ()), *others]
    for pattern in patterns:
        found += [match.span() for match in pattern.finditer(shape)]
    return found


class _Shapes(dict[int, str]):
    """Fractions, superscripts, circled and Roman numerals as a nought, which the patterns know; letters without accents."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_number = unicodedata.category(sign) in ("No", "Nl") and sign != "〇"
        base = unicodedata.normalize("NFD", sign)[0]
        self[code] = shape = "0" if is_number else base if base.isascii() and base.isalpha() else sign
        return shape


SHAPES = _Shapes()
