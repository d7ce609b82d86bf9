"""What stands right beside a bound number and does not fit it: an article, a small letter, a unit typed by hand.

Pure rules over a text and its slots. What a number needs around it changes with the number, so it
is checked on each build: "a 7% rise" becomes "an 8% rise".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from factbook.model.unit import Measure, Units
from factbook.prose.agree import find_verb, is_count
from factbook.prose.article import article_for

ARTICLE = re.compile(r"(?<!\w)(?P<article>[Aa]n?)[ ][“\"'(]?$")
# The start of a text, a heading or an item, and the marks and brackets that may stand before its first word.
BLOCK = re.compile(r"(?:^|\n)(?:(?:[-*+>]|\#{1,6}|\x00+[.)])[ ])*[“\"'(]*$")
SENTENCE = re.compile(
    r"(?:[!?…]|(?<!\be\.g)(?<!\bi\.e)(?<!\b[A-Z])(?<!\b(?:vs|No|St))(?<!\b(?:Inc|Ltd))\.)['”’\")]*[ ][“\"'(]*$"
)
NEXT = re.compile(r"(?P<gap>[ -]?)(?P<words>%|[^\W\d_]+(?:[ -][^\W\d_]+){0,2})")
BEFORE = re.compile(r"(?P<symbol>(?:US|HK|NT|[AC])?[$€£¥₹₩₽]|\b(?:USD|EUR|GBP|RMB|CNY|JPY)[ ]?)$")
PER_CENT = ("%", "per cent", "percent", "percentage point", "percentage points")
MONEY = ("dollar", "dollars", "euro", "euros", "pound", "pounds", "yen", "yuan", "rupee", "rupees", "franc", "francs",
         "cent", "cents", "usd", "eur", "gbp", "rmb", "cny")  # fmt: skip
SCALES = ("hundred", "thousand", "million", "billion", "trillion", "bn")
NEAR = 24  # characters in which a sentence or a block can be seen to begin
ENDS = 12  # characters that may follow what opens a block and is no sentence: a cell, a label


@dataclass(frozen=True, slots=True)
class Slot:
    """Where bound words stand in a text, what they read, and of a figure its unit."""

    start: int
    end: int
    words: str
    measure: Measure | None = None
    is_plain: bool = False
    is_spoken: bool = False
    """Whether its words have a unit of their own: "almost four years" of a number of days."""

    @property
    def is_claim(self) -> bool:
        """Whether they are words that depend on a number, and not the number."""
        return self.measure is None


@dataclass(frozen=True, slots=True)
class Misfit:
    """What does not fit a slot: where, by which rule, and what to do."""

    at: int
    code: str
    message: str
    hint: str


def find_misfits(text: str, slots: Collection[Slot], units: Collection[str]) -> Iterator[Misfit]:
    """Everything beside the slots of a text that does not fit them; `units` are the names of all units."""
    words = {slot.start: slot.words for slot in slots if slot.measure is None or is_count(slot.measure)}
    for slot in slots:
        yield from _article(text, slot)
        yield from _small_letter(text, slot)
        if slot.measure is not None:
            yield from _typed_unit(text, slot, slot.measure, units)
            yield from _verb(text, slot, slot.measure, words)


def names_of(measure: Measure) -> tuple[str, ...]:
    """What a reader calls one or several of a unit, in small letters."""
    head = measure.head
    if "%" in (measure.multiplier, head.name):
        return PER_CENT[:3]
    said = {head.name.lower(), head.title.lower(), head.plural.lower()}
    return tuple(said | {name.rpartition(" ")[2] for name in said})


@lru_cache(maxsize=8)
def unit_names(units: Units) -> frozenset[str]:
    """What a reader calls the units of the data."""
    return frozenset(name for unit in units.by_name for name in names_of(units.parse(unit)))


def _article(text: str, slot: Slot) -> Iterator[Misfit]:
    before = ARTICLE.search(text, max(0, slot.start - 5), slot.start)
    if not before or not slot.words:
        return
    needed = article_for(slot.words)
    if before["article"].lower() != needed:
        said = f"'{before['article']}' stands before '{slot.words}'"
        yield Misfit(before.start("article"), "does-not-fit", said, f"write '{needed}', or words that need no article")


def _small_letter(text: str, slot: Slot) -> Iterator[Misfit]:
    if not slot.words[:1].islower():
        return
    near = max(0, slot.start - NEAR)
    if BLOCK.search(text, near, slot.start):
        if len(text[slot.end :].partition("\n")[0].strip()) < ENDS:
            return
    elif not SENTENCE.search(text, near, slot.start):
        return
    capital = slot.words[:1].upper() + slot.words[1:]
    hint = f'write "{capital}"' if slot.is_claim else f"add the option 'capital': it reads '{capital}'"
    yield Misfit(slot.start, "does-not-fit", f"a sentence begins with '{slot.words}'", hint)


def _verb(text: str, slot: Slot, measure: Measure, words: Mapping[int, str]) -> Iterator[Misfit]:
    if is_count(measure) and (found := find_verb(text, slot.start, slot.end, words)):
        at, count, needed = found
        hint = f'write \'{needed}\', or bind it to the count: {{{{ "are" if topic.name > 1 … else "is" }}}}'
        yield Misfit(at, "does-not-fit", f"'{text[at:].split(maxsplit=1)[0]}' does not go with '{count}'", hint)


def _typed_unit(text: str, slot: Slot, measure: Measure, units: Collection[str]) -> Iterator[Misfit]:
    """A unit that is said twice, or that another number was given."""
    own = names_of(measure)
    if measure.head.symbol and (symbol := BEFORE.search(text, max(0, slot.start - 5), slot.start)):
        said = f"'{symbol['symbol'].strip()}' is typed before '{slot.words}'"
        yield Misfit(
            symbol.start(), "unit-mismatch", said, "the figure says its currency itself: take the typed one out"
        )
    following = NEXT.match(text, slot.end)
    if not following:
        return
    words = following["words"].lower().replace("-", " ").split(" ")
    found = [" ".join(words[:count]) for count in (3, 2, 1) if len(words) >= count]
    at = following.start("words")
    if slot.is_plain:
        for name in found:
            if name in own or (measure.head.symbol and name in own):
                return
            if name in (*PER_CENT, *MONEY, *SCALES) or name in units:
                said = f"'{name}' is typed behind {slot.words}, which are {measure.head.plural}"
                yield Misfit(at, "unit-mismatch", said, "leave out 'plain', so that the figure says its own unit")
                return
        return
    twice = (*own, *MONEY) if measure.head.symbol else own
    twice += (slot.words.rpartition(" ")[2].lower(),) if slot.is_spoken else ()
    for name in found:
        if name in twice and not slot.words.lower().endswith(("once",)):
            said = f"'{name}' is typed behind '{slot.words}', which says its unit itself"
            yield Misfit(at, "unit-mismatch", said, "take the typed unit out, or show the figure as 'plain'")
            return
