"""How a number is to read, as a record or a placeholder says it: "0 digits signed"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP
from functools import lru_cache

from factbook.ground.problem import suggest

OPTIONS: tuple[str, ...] = ("words", "plain", "full", "compact", "signed", "unsigned", "ordinal", "compound", "capital")
OPTIONS += ("range", "spoken", "date", "year", "month")
TIMES = frozenset({"date", "year", "month"})  # options that show when a value is true, and not the value
MAX_DIGITS = 12


class LookError(Exception):
    """Raised for an option that does not exist or does not fit; says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Look:
    """How a number is to read: fixed digits after the point, options by name, and digits that count.

    `rounding` is of the magnitude, as decimal names it: a lower bound may not be rounded up, nor an upper one down.
    """

    digits: int | None = None
    options: frozenset[str] = frozenset()
    significant: int = 3
    rounding: str = ROUND_HALF_UP

    def __contains__(self, option: str) -> bool:
        return option in self.options


@lru_cache(maxsize=4096)
def parse_look(text: str) -> Look:
    """Options as they are written: "0 digits signed". Raises LookError."""
    words = text.replace("|", " ").split()
    digits = None
    options = set()
    while words:
        word = words.pop(0)
        if word.isascii() and word.isdigit() and words and words[0] in ("digits", "digit"):
            words.pop(0)
            digits = int(word) if len(word) < 3 else MAX_DIGITS + 1
            if digits > MAX_DIGITS:
                raise LookError(f"more than {MAX_DIGITS} digits after the point")
        elif word in OPTIONS:
            options.add(word)
        else:
            raise LookError(
                f"there is no option '{word[:40]}'",
                suggest(word, OPTIONS, "the options are N digits, " + ", ".join(OPTIONS)),
            )
    return Look(digits, frozenset(options))


def combine(default: Look, own: Look) -> Look:
    """What the record says, changed by what the placeholder says."""
    inherits = own.digits is None and own.significant == default.significant and "full" not in own
    return replace(own, digits=default.digits) if inherits else own
