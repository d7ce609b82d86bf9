"""Whether the words of a claim say what their condition says: a direction, or a size.

Only words with one plain meaning are judged, and only conditions that are as plain; a word behind
"not", or two that pull apart, are left to the writer. The subject of a comparison stands first: in
`{{ "more" if a > b }}` it is a that is more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from factbook.model.formula import FormulaError, Literal, Operation, Reference, Tree, references
from factbook.model.period import parse_period
from factbook.model.ratio import MULTIPLE, SHARE, Measures, kind_of


def _words(listed: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", listed))


WENT_UP = _words(
    "rose risen rises rising grew grown grows growing climbed increased jumped soared surged gained "
    "expanded widened accelerated recovered doubled tripled quadrupled"
)
WENT_DOWN = _words(
    "fell fallen falls falling shrank shrunk shrinks dropped decreased declined sank slumped plunged "
    "slowed narrowed contracted dwindled halved tumbled slipped dipped collapsed"
)
IS_MORE = _words("more higher larger bigger greater above longer older faster richer stronger exceeds over")
IS_LESS = _words("less fewer lower smaller below shorter younger slower poorer weaker under")
# Words for a part of a whole: the least and the most that it can be for the words to be fair.
SIZES: Mapping[str, tuple[str, str]] = {
    "almost all": ("0.9", "1"),
    "nearly all": ("0.9", "1"),
    "virtually all": ("0.9", "1"),
    "almost every": ("0.9", "1"),
    "almost entirely": ("0.9", "1"),
    "the bulk": ("0.5", "1"),
    "most": ("0.5", "1"),
    "mostly": ("0.5", "1"),
    "mainly": ("0.5", "1"),
    "majority": ("0.5", "1"),
    "minority": ("0", "0.5"),
    "hardly": ("0", "0.1"),
    "barely": ("0", "0.1"),
    "tiny": ("0", "0.1"),
    "negligible": ("0", "0.1"),
    "marginal": ("0", "0.1"),
    "a small part": ("0", "0.25"),
    "about half": ("0.4", "0.6"),
    "nearly half": ("0.4", "0.5"),
    "more than half": ("0.5", "1"),
    "less than half": ("0", "0.5"),
    "less than a third": ("0", "0.3334"),
    "more than a third": ("0.3333", "1"),
    "less than a quarter": ("0", "0.25"),
    "more than a quarter": ("0.25", "1"),
    "less than a fifth": ("0", "0.2"),
    "more than two thirds": ("0.6666", "1"),
}
DENIES = re.compile(r"\b(?:not|no|never|nor|neither|nothing|too|un\w+)\b|n['’]t\b")
THRESHOLD = re.compile(r"\b(?:than|above|below|over|under)\b")
FALLS = re.compile(r"\b(?:fall|fell|loss|lost|drop|decline|decrease|reduction|shrinking|cut)\b", re.IGNORECASE)
LONGEST = 6  # words that say one thing
OPPOSITE = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
UP, DOWN = "up", "down"


@dataclass(frozen=True, slots=True)
class Bound:
    """A plain comparison with its subject first: x > y, x >= y, x < y or x <= y."""

    subject: Tree
    is_above: bool
    other: Tree


def find_disagreement(words: str, tree: Tree, measures: Measures, titles: Mapping[str, str]) -> str:
    """What the words of a claim and its condition say that does not go together, or nothing."""
    said = words.lower().strip(" .,;:!?")
    return "" if len(said.split()) > LONGEST else _fault(said, tree, measures, titles)


def _fault(said: str, tree: Tree, measures: Measures, titles: Mapping[str, str]) -> str:
    bounds = list(_bounds(tree))
    size = next((name for name in sorted(SIZES, key=len, reverse=True) if re.search(rf"\b{name}\b", said)), "")
    if size and not re.search(r"\bnot\b", said):
        return _size_fault(size, tree, bounds, measures)
    if DENIES.search(said):
        return ""
    spoken = re.findall(r"\w+", said)
    ways = {UP if word in WENT_UP else DOWN for word in spoken if word in WENT_UP | WENT_DOWN}
    shown = _way(tree, bounds, measures, titles)
    if len(ways) == 1 and shown and shown not in ways:
        return f"says that something went {ways.pop()}, and the condition that it went {shown}"
    more = {word in IS_MORE for word in spoken if word in IS_MORE | IS_LESS}
    judged = not ways and len(more) == len(bounds) == 1
    if (
        judged
        and bounds[0].is_above not in more
        and (THRESHOLD.search(said) or not isinstance(bounds[0].other, Literal))
    ):
        word = "more" if more.pop() else "less"
        return f"says that something is {word}, and the condition that what it names first is not"
    return ""


def _bounds(tree: Tree) -> Iterator[Bound]:
    """The comparisons that must all hold."""
    if not isinstance(tree, Operation):
        return
    if tree.operator == "and":
        for part in tree.operands:
            yield from _bounds(part)
    elif tree.operator in OPPOSITE:
        first, second = tree.operands
        if next(references(first), None) is None:
            yield Bound(second, tree.operator in ("<", "<="), first)
        else:
            yield Bound(first, tree.operator in (">", ">="), second)
    elif tree.operator == "between":
        subject, low, high = tree.operands
        yield Bound(subject, True, low)
        yield Bound(subject, False, high)


def _way(tree: Tree, bounds: list[Bound], measures: Measures, titles: Mapping[str, str]) -> str:
    """Up or down, if a condition tells of a change in time."""
    if isinstance(tree, Operation) and " every " in tree.operator:
        return UP if tree.operator.startswith("grew") else DOWN
    if len(bounds) != 1:
        return ""
    bound = bounds[0]
    subject, other = _named(bound.subject), _named(bound.other)
    if subject and other:
        order = _order(other.key, subject.key) if subject.figure == other.figure else 0
        return "" if order == 0 else UP if bound.is_above == (order > 0) else DOWN
    if not isinstance(bound.subject, Reference) or not isinstance(bound.other, Literal):
        return ""
    is_multiple = _kind(bound.subject, measures) == MULTIPLE
    if bound.other.value != (1 if is_multiple else 0):
        return ""
    is_fall = FALLS.search(titles.get(bound.subject.figure, "")) is not None
    return UP if bound.is_above != is_fall else DOWN


def _size_fault(size: str, tree: Tree, bounds: list[Bound], measures: Measures) -> str:
    """A share that the words call something else."""
    literals = [
        bound for bound in bounds if isinstance(bound.other, Literal) and _kind(bound.subject, measures) == SHARE
    ]
    if not literals or len(literals) != len(bounds) or isinstance(tree, Literal):
        return ""
    least, most = (Decimal(end) for end in SIZES[size])
    lows = [_share(bound.other) for bound in literals if bound.is_above]
    highs = [_share(bound.other) for bound in literals if not bound.is_above]
    if least > 0 and (not lows or max(lows) < least):
        return f"says at least {(least * 100).normalize():f} %, and the condition allows less"
    if most < 1 and (not highs or min(highs) > most):
        return f"says at most {(most * 100).normalize():f} %, and the condition allows more"
    return ""


def _share(literal: Tree) -> Decimal:
    if not isinstance(literal, Literal):
        return Decimal(0)
    return literal.value / 100 if literal.unit.startswith(("%", "per", "percentage")) else literal.value


def _named(tree: Tree) -> Reference | None:
    """The one figure of a side that is a figure, or a multiple of one."""
    if isinstance(tree, Reference):
        return tree
    if isinstance(tree, Operation) and tree.operator == "*":
        named = [part for part in tree.operands if isinstance(part, Reference)]
        others = [part for part in tree.operands if isinstance(part, Literal) and part.value > 0]
        return named[0] if len(named) == len(others) == 1 else None
    return None


def _order(earlier: str | None, later: str | None) -> int:
    """1 if the second key is a later time, -1 if it is an earlier one, else 0."""
    try:
        first, second = parse_period(earlier or "").start, parse_period(later or "").start
    except ValueError:
        return 0
    return (second > first) - (second < first)


def _kind(tree: Tree, measures: Measures) -> str:
    try:
        return kind_of(tree, measures)
    except (LookupError, FormulaError):
        return ""
