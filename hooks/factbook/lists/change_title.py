"""The heading of a change: what it changed for a reader, most important first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factbook.lists.revision import FORMULA, SOURCE, VALUE, Amendment, Differences, History, Revision
from factbook.prose.spelling import spell

MOST = 2  # kinds of change in a heading; all stand below it
LOCATED, SOURCED, RECKONED, RETOLD = (
    "located in sources",
    "given other sources",
    "worked out otherwise",
    "told more exactly",
)


def say_change(revision: Revision, history: History, noun: str) -> str:
    """In words, as in "Three numbers corrected, one verdict changed"; `noun` is what the ledger checks."""
    told = revision.differences
    if history.is_complete and revision is history.revisions[-1]:
        began = ((told.added, "figure"), (told.sources_added, "source"), (told.claims_added, f"claim of the {noun}"))
        first = ", ".join(_count(len(named), what) for named, what in began if named)
        return f"The record begins: {first}" if first else "The record begins"
    kinds = [kind for kind in _kinds(told, noun) if kind[0]] or [
        (len(told.follow), "number", "moved along with others")
    ]
    said, named = list[str](), ""
    for count, what, how in kinds[:MOST]:
        said.append(f"{_say(count)} {how}" if what == named else f"{_count(count, what)} {how}")
        named = what
    words = ", ".join(said)
    return words[:1].upper() + words[1:]


def _kinds(told: Differences, noun: str) -> Iterator[tuple[int, str, str]]:
    """How many of what were changed how, most important first; some are none."""
    series = [one for one in told.amended if one.is_new_or_gone]
    gained = sum(now != "" for one in series for what, _, now in one.parts if what == VALUE)
    counts = Counter(kind_of(one) for one in told.amended if not (one.is_correction or one.is_new_or_gone))
    claim = f"claim of the {noun}"
    yield told.corrections, "number", "corrected"
    yield len(told.verdicts), "verdict", "changed"
    yield len(told.claims_added), claim, "added"
    yield len(told.claims_removed), claim, "removed"
    yield len(told.added), "figure", "added"
    yield len(told.removed), "figure", "removed"
    yield gained, "number", "added"
    yield len(series) - gained, "number", "removed"
    yield from ((counts[kind], "number", kind) for kind in (LOCATED, SOURCED, RECKONED, RETOLD))
    yield len(told.sources_added), "source", "added"
    yield len(told.sources_removed), "source", "removed"
    yield len(told.claims_reworded), claim, "reworded"
    yield len(told.retitled), "title", "reworded"
    yield len(told.renamed), "figure", "renamed"


def kind_of(amendment: Amendment) -> str:
    """What is told otherwise of a number that stayed the same."""
    changed = {what for what, _, _ in amendment.parts}
    if amendment.is_located:
        return LOCATED
    return SOURCED if SOURCE in changed else RECKONED if FORMULA in changed else RETOLD


def _count(count: int, what: str) -> str:
    """A number of things, the first word of their name in the plural if need be."""
    head, *rest = what.split(" ", 1)
    return " ".join([_say(count), head if count == 1 else f"{head}s", *rest])


def _say(count: int) -> str:
    return spell(count) or f"{count:,}"
