"""The page of all claims: where each stands, by what margin it holds, and what would break it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from html import escape

from factbook.ground.memory import Memory
from factbook.model.breakeven import BreakEven, find_break_evens
from factbook.model.evaluate import MINUTES_A_DAY
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import references
from factbook.model.look import Look
from factbook.model.period import Period
from factbook.model.unit import DATE
from factbook.page.digits import say_value
from factbook.prose.bind import Bound, ClaimUse, bind_words
from factbook.prose.number import format_entry, format_period, format_value

HEAD = """---
title: The claims
description: Every comparing word on this site, the condition it depends on, and the number at which it would stop being true.
---
# Every claim, and what would break it

Words that compare stand on this site only while the numbers bear them out. Here is each of them, nearest to breaking first.
{ .answer }

A claim is a few words in the text and a condition over figures. For each number that the condition rests on, the build looks for the value at which the words would stop being true. The distance to the nearest such value is the claim's margin.

"""
EXACT_HEAD = """
## Claims that two numbers are the same {#exact}

These hold for one value alone, so that any other breaks them.

"""
# From few digits to many: as many are shown as tell a break-even from the value.
LOOKS = (Look(), Look(significant=4), Look(significant=6), *(Look(digits=digits) for digits in (1, 2, 3, 4)))
EXACT = Decimal("1e-5")


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim, the page it stands on, and its break-evens, nearest first."""

    page: str
    use: ClaimUse
    break_evens: tuple[BreakEven, ...]

    @property
    def margin(self) -> Decimal | None:
        """The distance to the nearest break-even as a share of the input; None if nothing breaks the claim."""
        return self.break_evens[0].margin if self.break_evens else None

    @property
    def is_exact(self) -> bool:
        """Whether it says that two numbers are the same, so that any change breaks it."""
        return self.margin is not None and self.margin < EXACT


def find_standings(pages: Mapping[str, Bound], factbook: Factbook, memory: Memory | None = None) -> list[Standing]:
    """Every claim of every page, nearest to breaking first; with a memory, solved anew only where something changed."""
    memory = memory or Memory()
    found = [
        Standing(page, use, _break_evens(use, factbook, memory))
        for page, bound in pages.items()
        for use in (*bound.claims, *_in_charts(bound, factbook))
    ]
    return sorted(
        found, key=lambda one: (one.is_exact, one.margin is None, one.margin or 0, one.page, one.use.location)
    )


def _break_evens(use: ClaimUse, factbook: Factbook, memory: Memory) -> tuple[BreakEven, ...]:
    figures = factbook.excerpt({reference.figure for reference in references(use.tree)}, deep=True)
    inputs = (use.tree, factbook.units.by_name, figures)
    return memory.recall(("break-evens", use.predicate), inputs, lambda: tuple(find_break_evens(use.tree, factbook)))


def _in_charts(bound: Bound, factbook: Factbook) -> Iterator[ClaimUse]:
    """The claims in the titles of a page's charts."""
    for block, _ in bound.blocks:
        chart = factbook.charts[block.name]
        for use in bind_words(chart.title, factbook).claims:
            yield replace(use, anchor=f"{block.what}-{chart.name}")


def write_claims(standings: list[Standing], titles: Mapping[str, str]) -> str:
    """The Markdown of the page; `titles` are those of the pages by path."""
    near = [line for standing in standings if not standing.is_exact for line in _item(standing, titles)]
    exact = [line for standing in standings if standing.is_exact for line in _item(standing, titles)]
    return "\n".join([HEAD, *near, EXACT_HEAD, *exact] if exact else [HEAD, *near])


def say_break_even(found: BreakEven) -> str:
    """In words: "“Facebook's revenue (2018)” stays above $53 billion; it is $55 billion"."""
    name = f"“{name_of(found.entry)}”"
    now = format_entry(found.entry, Look())
    if found.margin is not None and found.margin < EXACT:
        return f"{name} stays exactly {say_value(found.entry)}"
    if found.below is None and found.above is None:
        return f"no value of {name} breaks it; it is {now}"
    low, high = (_end(found.entry, end) for end in (found.below, found.above))
    if found.below is not None and found.above is not None:
        limits = f"between {low} and {high}"
    else:
        limits = f"above {low}" if found.above is None else f"below {high}"
        if found.entry.quantity.dimension == DATE:
            limits = f"after {low}" if found.above is None else f"before {high}"
    return f"{name} stays {limits}; it is {now}"


def name_of(entry: Entry) -> str:
    """An entry's title, with its date where that tells it from its neighbours."""
    if entry.period and entry.quantity.dimension != DATE and entry.key:
        return f"{entry.title} ({format_period(entry.period)})"
    return entry.title


def _end(entry: Entry, value: Decimal | None) -> str:
    """A break-even in words, with as many digits as tell it from the value itself."""
    if value is None:
        return ""
    if entry.quantity.dimension == DATE:
        day = date.fromordinal(int(value) // MINUTES_A_DAY)
        return format_period(Period(day, day, "day"))
    now = entry.quantity.value
    for look in LOOKS:
        words = format_value(value, entry.figure.measure, look)
        if words != format_value(now, entry.figure.measure, look):
            return words
    return "its very value"


def _item(standing: Standing, titles: Mapping[str, str]) -> Iterator[str]:
    use = standing.use
    link = f"{standing.page}#{use.anchor}" if use.anchor else standing.page
    margin = "" if standing.margin is None or standing.is_exact else f" Margin: {_percent(standing.margin)}."
    yield '<div class="claim-item" markdown>'
    yield ""
    yield f"[“{_text(use.words)}”]({link}) *{_text(titles.get(standing.page, standing.page))}*"
    yield ""
    breaking = [found for found in standing.break_evens if found.margin is not None]
    if breaking:
        yield f"Holds while {_text(say_break_even(breaking[0]))}.{margin}"
    else:
        yield "Nothing that it rests on can break it."
    yield ""
    yield "<details><summary>The condition and all its numbers</summary>"
    items = "".join(f"<li>{escape(say_break_even(found))}</li>" for found in standing.break_evens)
    yield f"<p><code>{escape(use.predicate)}</code></p><ul>{items}</ul></details>"
    yield ""
    yield "</div>"
    yield ""


def _percent(share: Decimal) -> str:
    percent = share * 100
    return f"{percent:,.1f}%" if percent < 10 else f"{percent:,.0f}%"


def _text(words: str) -> str:
    """Words as Markdown prints them."""
    return escape(words, quote=False).replace("*", "&#42;").replace("_", "&#95;").replace("[", "&#91;")
