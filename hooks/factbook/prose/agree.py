"""Whether the verb behind a bound count goes with it: "one claim is", "two claims are"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factbook.model.unit import DATE, DURATION, RATIO, Measure

SINGULAR = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "aren't": "isn't",
    "weren't": "wasn't",
    "haven't": "hasn't",
}
PLURAL = {singular: plural for plural, singular in SINGULAR.items()}
_VERBS = "|".join([*SINGULAR, *PLURAL])
VERB = re.compile(
    rf"(?: of (?:them|these|those))?(?P<noun> [a-z]+(?:s|ple|ren))?(?P<gap> )(?P<verb>{_VERBS})(?![\w'’])"
)
ONE = re.compile(r"(?:^|[ -])(?:1|one)(?: |$)", re.IGNORECASE)
# What a count stands behind where it is not the subject: "the share of 3 firms is".
NO_SUBJECT = re.compile(
    r"\b(?:of|by|with|in|for|to|from|than|at|on|and|or|between|against|after|before|per|over|under|is|are|was|were)"
    r"(?: (?:the|these|those|its|their|all|his|her|our|other))*(?: [\w-]+['’]s?)? $",
    re.IGNORECASE,
)
# "3 of the article's 9 claims are": the first of both is the subject.
PART_OF = re.compile(r"(?P<part>\x01) of (?:(?:the|these|those|its|their|all|our) )*(?:[\w-]+['’]s? )?$")


def find_verb(text: str, start: int, end: int, words: Mapping[int, str]) -> tuple[int, str, str] | None:
    """Where a verb stands that does not go with the count at `start`, the count, and the verb that does.

    `words` has of each slot of the text what it reads; a verb behind other words is left to the writer.
    """
    match = VERB.match(text, end)
    if not match:
        return None
    before = text[max(0, start - 60) : start]
    count = words[start]
    if part := PART_OF.search(before):
        count = words.get(start - len(before) + part.start("part"), "")
    elif NO_SUBJECT.search(before):
        return None
    verb = match["verb"]
    needed = (SINGULAR if ONE.search(count) else PLURAL).get(verb)
    return (match.start("verb"), count, needed) if needed and count else None


def is_count(measure: Measure) -> bool:
    """Whether it counts things; money, shares and times go with either verb."""
    return measure.dimension not in (RATIO, DURATION, DATE) and not measure.head.symbol
