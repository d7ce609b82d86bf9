"""The sentence in which words stand, cut out of a line of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

OPEN, CLOSE = "\x02", "\x03"  # around marked words; no page may have such signs
# Behind the sign that ends a sentence, and before one that can begin another.
ENDS = re.compile(r"(?<=[.!?…])[\"”’)]?\s+(?=[\"“‘(]?[A-Z0-9\u2e80-\uffff\x02$€])")
# What a full stop behind does not end.
ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Dr|Inc|Ltd|Co|Corp|Mr|Mrs|Ms|No|St|vs|e\.g|i\.e)\.)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and what stands before and behind them in their sentence, as a reader sees it."""

    before: str
    words: str
    after: str


def mark_words(words: str) -> str:
    """Words that `cut_sentence` is to find again."""
    return f"{OPEN}{words}{CLOSE}"


def cut_sentence(line: str) -> Sentence | None:
    """The sentence of a line around the words that are marked in it; the signs of other marks are left out."""
    start, end = line.find(OPEN), line.find(CLOSE)
    if start < 0 or end < start:
        return None
    breaks = [match.end() for match in ENDS.finditer(line) if not ABBREVIATED.search(line[: match.start()])]
    first = max((at for at in breaks if at <= start), default=0)
    last = min((at for at in breaks if at > end), default=len(line))
    before, words, after = line[first:start], line[start + 1 : end], line[end + 1 : last]
    return Sentence(before, words, after.rstrip())
