"""Reads a number as a document prints it: "$55.0 billion", "approximately 93%", "(1,234)", "550亿"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from factbook.model.number_words import LONGEST, PER_CENT, WORDS, Word

MAX_LENGTH = 80
ONE = Decimal(1)
DIGITS = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+(?!\d))(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
NEGATIVE = re.compile(r"\(\s*(?P<inner>[^()]*\d[^()]*)\)")


class PrintedError(Exception):
    """Raised for what can't be read as one number; the message says why."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number with what its words say: `step` is the place of its last digit, `high` the upper end of a range.

    `kind` is "", "%", "times", "duration" (then in minutes) or a currency. `scaled`: a word such as million
    stands in it. `least` is the place of the last digit that is not zero.
    """

    value: Decimal
    step: Decimal
    least: Decimal
    hedge: str = ""
    kind: str = ""
    scaled: bool = False
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the numbers of a text with the place of its last digit and what it was multiplied by."""

    value: Decimal
    step: Decimal
    size: Decimal = ONE

    def times(self, size: Decimal) -> _Part:
        """The same in units of another size."""
        return _Part(self.value * size, self.step * size, self.size * size)


@dataclass(slots=True)
class _Found:
    """What was read of a text so far."""

    parts: list[_Part] = field(default_factory=list)
    hedges: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    scaled: bool = False
    is_range: bool = False
    share: Decimal = ONE


@lru_cache(maxsize=4096)
def parse_printed(text: str) -> Printed:
    """A number from the characters of a document. Raises PrintedError."""
    if len(text) > MAX_LENGTH:
        raise PrintedError("a printed number has a few words at most")
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain).replace("\u2019", "'")
    negative = NEGATIVE.search(plain)
    if negative:
        plain = f"{plain[: negative.start()]} {negative['inner']} {plain[negative.end() :]}".strip()
    signed = re.match(r"\D*?(?<![\w-])-\s?[$€£¥]?\d", plain)
    if signed and not re.search(r"\d.*-\s?\d", plain):
        plain = plain.replace("-", " ", 1)
    found = _read(plain, text)
    return _negate(found) if negative or signed else found


@lru_cache(maxsize=1024)
def parse_stated(text: str) -> tuple[Decimal, str]:
    """The scale and the kind that a table states for its numbers: "million USD", "RMB in millions", "%"."""
    scale, kinds = Decimal(1), list[str]()
    for word in _split(" ".join(unicodedata.normalize("NFKC", text).lower().split()), text):
        if isinstance(word, _Part) or word.role in ("hedge", "number"):
            raise PrintedError(f"'{text}' is no scale and unit")
        scale *= word.size
        if word.role == "kind":
            kinds.append(word.name)
    return scale, _one(kinds, text)


def _read(plain: str, text: str) -> Printed:
    """Numbers with their scales and units in turn; a smaller one after a larger is added to it."""
    found = _Found()
    for word in _split(plain, text):
        _take(word, found)
    if not found.parts:
        raise PrintedError(f"'{text}' holds no number")
    hedge = _one(found.hedges, text)
    kind = _one(found.kinds, text)
    parts = [part.times(found.share) for part in found.parts] if kind == PER_CENT else found.parts
    high = None
    if found.is_range and len(parts) == 2:
        parts, high = _range(parts, text)
    if any(one.step <= other.value for one, other in pairwise(parts)):
        raise PrintedError(f"'{text}' holds more than one number")
    value, step = sum((part.value for part in parts), Decimal(0)), parts[-1].step
    return Printed(value, step, _least(value, step), hedge, kind, found.scaled, high)


def _take(word: _Part | Word, found: _Found) -> None:
    """One more word of a text."""
    if isinstance(word, _Part):
        found.parts.append(word)
    elif word.role == "number":
        found.parts.append(_Part(word.size, ONE))
    elif word.role == "range":
        found.is_range = found.is_range or bool(found.parts) or bool(word.name)
    elif word.role == "hedge":
        found.hedges.append(word.name)
    elif word.role == "scale":
        found.scaled = True
        _multiply(found, word.size)
    elif word.role == "kind":
        found.kinds.append(word.name)
        if word.name == PER_CENT:
            found.share = word.size
        elif word.size != 1:
            _multiply(found, word.size)


def _multiply(found: _Found, size: Decimal) -> None:
    """A scale or unit belongs to the number before it; alone it counts one of itself: "百万", "an hour"."""
    found.parts[-1:] = [found.parts[-1].times(size) if found.parts else _Part(size, size, size)]


def _range(parts: Sequence[_Part], text: str) -> tuple[list[_Part], Decimal]:
    """Both ends; "45 to 50 million" says its scale once."""
    low, top = parts
    low = low if low.size != 1 else low.times(top.size)
    if low.value >= top.value:
        raise PrintedError(f"'{text}' is no range from a smaller to a larger number")
    return [low], top.value


def _split(plain: str, text: str) -> Iterable[_Part | Word]:
    rest = plain
    while rest:
        rest = rest.lstrip()
        if not rest:
            return
        digits = DIGITS.match(rest)
        if digits:
            yield _part(digits[0])
            rest = rest[digits.end() :]
            continue
        if match := re.match(r"(?:-|to\b|至|到)", rest):
            yield Word("range")
            rest = rest[match.end() :]
            continue
        word = next((word for word in LONGEST if rest.startswith(word) and _ends(word, rest[len(word) :])), "")
        if not word:
            raise PrintedError(f"'{rest.split()[0][:20]}' in '{text}' is no part of a number")
        rest = rest[len(word) :]
        yield WORDS[word]


def _ends(word: str, rest: str) -> bool:
    """Whether a word ends here: a Latin one is not followed by another letter."""
    return not (word[-1].isascii() and word[-1].isalpha() and rest[:1].isascii() and rest[:1].isalpha())


def _part(digits: str) -> _Part:
    number = Decimal(digits.replace(",", "").replace(" ", ""))
    return _Part(number, Decimal(1).scaleb(int(number.as_tuple().exponent)))


def _least(value: Decimal, step: Decimal) -> Decimal:
    """The place of the last digit that is not zero: a hedged "50 million" is known to ten million."""
    if value == 0 or step < 1:
        return step
    while value % (step * 10) == 0:
        step *= 10
    return step


def _one(names: Sequence[str], text: str) -> str:
    """The name that all are, "" if there is none."""
    if len(set(names)) > 1:
        raise PrintedError(f"'{text}' says both {' and '.join(dict.fromkeys(names))}")
    return names[0] if names else ""


def _negate(found: Printed) -> Printed:
    return replace(found, value=-found.value)
