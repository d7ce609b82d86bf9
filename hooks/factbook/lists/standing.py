"""Every claim of the site with its page, its sentence, and what would break it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factbook.ground.recall import Recall, make_now
from factbook.model.breakeven import BreakEven, all_inputs, find_break_evens
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound, ClaimUse
from factbook.prose.sentence import Sentence

EXACT = Decimal("1e-5")


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim, the page it stands on, its break-evens, nearest first, and its sentence, unless it stands in none."""

    page: str
    use: ClaimUse
    break_evens: tuple[BreakEven, ...]
    sentence: Sentence | None = None

    @property
    def margin(self) -> Decimal | None:
        """The distance to the nearest break-even as a share of the input; None if nothing breaks the claim."""
        return self.break_evens[0].margin if self.break_evens else None

    @property
    def is_exact(self) -> bool:
        """Whether it says that two numbers are the same, so that any change breaks it."""
        return self.margin is not None and self.margin < EXACT


def find_standings(pages: Mapping[str, Bound], factbook: Factbook, recall: Recall = make_now) -> list[Standing]:
    """Every claim of every page, nearest to breaking first."""
    found = [
        Standing(page, use, _break_evens(use, factbook, recall), sentence)
        for page, bound in pages.items()
        for use, sentence in (
            *((use, bound.sentences.get(use.anchor)) for use in bound.claims),
            *_in_charts(bound, factbook),
            *_in_whatifs(bound, factbook),
            *_in_guesses(bound, factbook),
        )
    ]
    return sorted(
        found, key=lambda one: (one.is_exact, one.margin is None, one.margin or 0, one.page, one.use.location)
    )


def _break_evens(use: ClaimUse, factbook: Factbook, recall: Recall) -> tuple[BreakEven, ...]:
    """They depend on the condition, and on the values and formulas that it rests on."""
    needed = all_inputs(use.tree, factbook).values()
    lines = [f"{one.id} = {one.quantity!r} {one.formula.text if one.formula else ''}" for one in needed]
    found = recall(
        "break-evens", "\n".join([use.predicate, *lines]), lambda: _write(find_break_evens(use.tree, factbook))
    )
    return tuple(_read(item, factbook) for item in json.loads(found))


def _write(found: Sequence[BreakEven]) -> str:
    ends = [[one.entry.id, *map(str, (one.below, one.above, one.margin))] for one in found]
    return json.dumps(ends)


def _read(item: Sequence[str], factbook: Factbook) -> BreakEven:
    name, *ends = item
    below, above, margin = (None if end == "None" else Decimal(end) for end in ends)
    return BreakEven(factbook.entries[name], below, above, margin)


def _in_charts(bound: Bound, factbook: Factbook) -> Iterator[tuple[ClaimUse, Sentence]]:
    """The claims in the titles of a page's charts."""
    for block, _ in bound.blocks:
        chart = factbook.charts[block.name]
        yield from _in_words(chart.texts, f"{block.what}-{chart.name}", factbook)


def _in_whatifs(bound: Bound, factbook: Factbook) -> Iterator[tuple[ClaimUse, Sentence]]:
    """The claims in what a page's what-ifs say of the record."""
    for block, _ in bound.whatifs:
        yield from _in_words(factbook.whatifs[block.name].says, f"whatif-{block.name}", factbook)


def _in_guesses(bound: Bound, factbook: Factbook) -> Iterator[tuple[ClaimUse, Sentence]]:
    """The claims in what a page's guesses ask and answer."""
    for block, _ in bound.guesses:
        guess = factbook.guesses[block.name]
        yield from _in_words([guess.question, guess.answer], f"guess-{block.name}", factbook)


def _in_words(texts: Sequence[Text], anchor: str, factbook: Factbook) -> Iterator[tuple[ClaimUse, Sentence]]:
    """The claims in words of a data file, each with these as its sentence."""
    count = 0
    for text in texts:
        plain = bind_words(text, factbook, markup=False)
        after = 0
        for use in plain.claims:
            count += 1
            start = plain.text.index(use.words, after)
            after = start + len(use.words)
            name = anchor if count == 1 else f"{anchor}.{count}"
            yield replace(use, anchor=anchor, name=name), Sentence(plain.text[:start], use.words, plain.text[after:])
