"""Whether a typed number counts what a figure counts: equal values alone may be a coincidence."""

from __future__ import annotations

import re

from factbook.model.records import Figure
from factbook.model.unit import DATE, Measure
from factbook.prose.beside import MONEY, PER_CENT, names_of
from factbook.prose.numeral import in_small_letters
from factbook.prose.worth import worth

REACH = 3  # words behind a number that can say what it counts
SYMBOL = re.compile(r"[$€£¥₩₹₽]")
NAMED_MONEY = re.compile(r"[A-Z]{3}")
WORDS = re.compile(r"[^\W\d_]{3,}")
END = re.compile(r"[.,;:!?()\n]")
EMPTY = frozenset(
    [
        "and",
        "are",
        "but",
        "for",
        "from",
        "has",
        "have",
        "its",
        "not",
        "one",
        "our",
        "than",
        "that",
        "the",
        "their",
        "they",
        "this",
        "was",
        "were",
        "with",
    ]
)


def counts_the_same(typed: str, behind: str, figure: Figure) -> bool:
    """Whether a number and the words behind it are of the figure's unit, or name what its title names."""
    measure = figure.measure
    if measure.dimension == DATE:
        return isinstance(worth(typed), str)
    said = [_singular(word) for word in WORDS.findall(in_small_letters(END.split(behind, maxsplit=1)[0]))[:REACH]]
    if measure.head.symbol:
        return _is_money(typed, said, measure)
    if set(names_of(measure)) & set(PER_CENT):
        found = worth(typed)  # a share that is shown as 'plain' is worth a bare number as well
        return isinstance(found, tuple) and found[1]
    if SYMBOL.search(typed) or any(word in MONEY for word in said[:1]):
        return False
    named = {_singular(word) for name in (*names_of(measure), figure.title.lower()) for word in WORDS.findall(name)}
    return bool((named - EMPTY) & set(said))


def _is_money(typed: str, said: list[str], measure: Measure) -> bool:
    symbol, named = SYMBOL.search(typed), NAMED_MONEY.match(typed)
    if symbol:
        return symbol[0] in measure.head.symbol
    if named:
        return named[0] in (measure.head.name, measure.head.symbol.strip())
    own = {_singular(name) for name in names_of(measure)}
    return any(word in own for word in said)


def _singular(word: str) -> str:
    return word.removesuffix("s")
