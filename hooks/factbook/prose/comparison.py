"""Finds words that compare, in a sentence that shows a figure, without being bound to it as a claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from factbook.ground.problem import Problem
from factbook.prose.comparing import find_comparing
from factbook.prose.numeral import in_small_letters
from factbook.prose.origin import locate_in
from factbook.prose.reading import CODE, OURS, Reading
from factbook.prose.template import Template

# A sentence ends at a mark before a space and no small letter, but not behind an initial or a short form.
SENTENCE_END = re.compile(
    r"\.(?<!\b[A-Z]\.)(?<!\b(?:Co|Mr|Ms|Dr|No|vs|cf|Jr|Sr|St)\.)(?<!\b(?:Inc|Ltd|Mrs|e\.g|i\.e|U\.S|U\.K)\.)(?<!\bCorp\.)(?<!\bapprox\.)"
    r"[\"”’»)]*(?=\s(?![a-z]))|[!?…。！？][\"”’»)]*(?=\s(?![a-z])|$)|[\n|]"
)
FIGURE = re.compile(r"\s*(?P<name>[A-Za-z_]\w*\.\w+)(?P<time>[^|]*\|\s*(?:date|year|month|range)\b)?")
HINT = 'bind the words: {{ "%s" if topic.name > 95 %% }}, or leave the comparison out'

HEDGES = frozenset({"about", "around", "some", "roughly", "approximately"})
HEDGE_HINT = "a figure says itself how exact it is: give it 'bound: about' with its limits, or leave the word out"
OF_TIMES = HEDGES | {"over"}
LENGTHS = frozenset({"longer", "shorter", "older", "younger"})
SLOT = re.compile(OURS)


def find_unbound(template: Template, times: Collection[str] = frozenset()) -> Iterator[Problem]:
    """Comparing words that stand beside a figure, outside any claim.

    Before the figures `times`, and where a figure is shown as a time, "over", "about" and their like compare nothing.
    """
    named = {
        number: FIGURE.match(token.inside)
        for number, token in enumerate(template.tokens)
        if token.kind == "placeholder"
    }
    figures = {
        number: figure["time"] is not None or figure["name"] in times for number, figure in named.items() if figure
    }
    for reading in template.readings if figures else ():
        shown = {at: figures[number] for at, number in reading.slots.items() if number in figures}
        marked = _mark(reading, shown)
        for start, end in _sentences(marked):
            if OURS in marked[start:end]:
                for first, last in find_comparing(in_small_letters(marked[start:end])):
                    yield from _report(reading, start + first, start + last, shown, template)


def _mark(reading: Reading, shown: Mapping[int, bool]) -> str:
    """The words with a mark for what shows a figure, and another for what else is ours: claims, names, sources."""
    return SLOT.sub(lambda match: OURS if match.start() in shown else CODE, reading.text)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _report(reading: Reading, start: int, end: int, shown: Mapping[int, bool], template: Template) -> Iterator[Problem]:
    """The problem of some words, unless they tell of a time; `shown` says where figures stand and which are times."""
    words = reading.text[start:end].strip()
    small = in_small_letters(words)
    if small in OF_TIMES and shown.get(reading.text.find(OURS, end), True):
        return
    if small not in LENGTHS and shown.get(start - 2, False):
        return
    said = f'the words "{words}" stand beside a figure and are bound to none'
    at = locate_in(reading, start, template)
    yield Problem(at, "unbound-comparison", said, HEDGE_HINT if small in HEDGES else HINT % words)
