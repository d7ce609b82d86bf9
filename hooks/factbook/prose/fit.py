"""Checks what stands around the bound words of a page or of words in data/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factbook.ground.location import Location, Place
from factbook.ground.problem import Problem, ProblemError
from factbook.model.factbook import Factbook
from factbook.model.formula import references, says_nothing
from factbook.model.look import TIMES, LookError
from factbook.model.records import Text
from factbook.model.unit import DATE
from factbook.prose.beside import Slot, find_misfits, unit_names
from factbook.prose.mark import Token, find_tokens
from factbook.prose.meaning import find_disagreement
from factbook.prose.number import format_entry
from factbook.prose.origin import locate_in
from factbook.prose.placeholder import Claim, FigureUse, Placeholder, parse_figure, parse_placeholder
from factbook.prose.reading import Reading, read_plain
from factbook.prose.template import Template

_NOWHERE = Location("")


def find_misfits_on_page(template: Template, factbook: Factbook) -> Iterator[Problem]:
    """What does not fit the bound words of a page."""
    locate = template.source.lines().locate
    found = {number: _parse(token) for number, token in enumerate(template.tokens) if token.kind == "placeholder"}
    yield from _find_in_claims(template.tokens, found, locate, factbook)
    for reading in template.readings if found else ():
        for misfit in find_misfits(reading.text, _read_slots(reading, found, factbook), unit_names(factbook.units)):
            yield Problem(locate_in(reading, misfit.at, template), misfit.code, misfit.message, misfit.hint)


def find_misfits_in_words(words: Text, factbook: Factbook) -> Iterator[Problem]:
    """What does not fit the bound words in data/ or in front matter."""
    tokens = tuple(find_tokens(words.text))
    found = {number: _parse(token) for number, token in enumerate(tokens) if token.kind == "placeholder"}
    if not found:
        return
    yield from _find_in_claims(tokens, found, words.locate, factbook)
    reading = read_plain(words.text)
    for misfit in find_misfits(reading.text, _read_slots(reading, found, factbook), unit_names(factbook.units)):
        yield Problem(words.locate(reading.origins[misfit.at]), misfit.code, misfit.message, misfit.hint)


def _find_in_claims(
    tokens: Sequence[Token], found: Mapping[int, Placeholder | None], place: Place, factbook: Factbook
) -> Iterator[Problem]:
    for number, claim in found.items():
        if isinstance(claim, Claim):
            yield from _find_in_claim(claim, tokens[number].start, place, factbook)


def _read_slots(reading: Reading, found: Mapping[int, Placeholder | None], factbook: Factbook) -> list[Slot]:
    """Where each placeholder stands in what a reader sees, and what it can read."""
    return [
        slot
        for at, number in sorted(reading.slots.items())
        if number in found
        for slot in _slots(at, at + 1, found[number], factbook)
    ]


def _parse(token: Token) -> Placeholder | None:
    """What stands between the braces; None if it is wrong, which others report."""
    try:
        return parse_figure(token.inside) or parse_placeholder(token.inside, lambda _: _NOWHERE)
    except ProblemError:
        return None


def _find_in_claim(claim: Claim, start: int, place: Place, factbook: Factbook) -> Iterator[Problem]:
    """Conditions that say nothing, and words that say something else than their condition."""
    for case in claim.cases:
        if case.tree is None:
            continue
        at = place(start + len("{{") + case.offset)
        if says_nothing(case.tree):
            said = f'the condition "{case.predicate}" says nothing of any figure'
            yield Problem(at, "claim-empty", said, "name the figure that the words depend on")
            continue
        named = {name.figure for name in references(case.tree)} & factbook.figures.keys()
        titles = {name: factbook.figures[name].title for name in named}
        if fault := find_disagreement(case.words, case.tree, factbook, titles):
            hint = "write another word, or turn the comparison round"
            yield Problem(at, "claim-misworded", f'"{case.words}" {fault}', hint)


def _slots(start: int, end: int, found: Placeholder | None, factbook: Factbook) -> Iterator[Slot]:
    """What a placeholder can read; nothing if it is wrong, which others report."""
    if isinstance(found, Claim):
        yield from (Slot(start, end, case.words) for case in found.cases)
    elif isinstance(found, FigureUse):
        try:
            entry = factbook.entry(found.figure, found.key)
            words = format_entry(entry, found.look).replace("\u00a0", " ")
        except (LookupError, LookError):
            return
        measure = entry.figure.measure
        is_time = measure.dimension == DATE or found.look.options & TIMES
        yield Slot(start, end, words, None if is_time else measure, "plain" in found.look, "spoken" in found.look)
