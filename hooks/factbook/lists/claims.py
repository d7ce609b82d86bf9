"""All claims: where each stands, by what margin it holds, and what would break it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from html import escape

from factbook.ground.recall import Recall, make_now
from factbook.model.breakeven import BreakEven, all_inputs, find_break_evens
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.model.period import Period
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.unit import DATE
from factbook.page.digits import say_value
from factbook.page.listing import Listing
from factbook.page.reference import Reference
from factbook.prose.amount import format_value
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound, ClaimUse
from factbook.prose.dates import format_period
from factbook.prose.number import format_entry

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


def find_standings(pages: Mapping[str, Bound], factbook: Factbook, recall: Recall = make_now) -> list[Standing]:
    """Every claim of every page, nearest to breaking first."""
    found = [
        Standing(page, use, _break_evens(use, factbook, recall))
        for page, bound in pages.items()
        for use in (*bound.claims, *_in_charts(bound, factbook))
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


def _in_charts(bound: Bound, factbook: Factbook) -> Iterator[ClaimUse]:
    """The claims in the titles of a page's charts."""
    for block, _ in bound.blocks:
        chart = factbook.charts[block.name]
        for use in bind_words(chart.title, factbook).claims:
            yield replace(use, anchor=f"{block.what}-{chart.name}")


def draw_claims(standings: Iterable[Standing], reference: Reference, *, exact: bool = False) -> Listing:
    """Those with a margin, or those that two numbers are the same. Their words stand on pages, where a search finds them."""
    items = [_item(one, reference) for one in standings if one.is_exact == exact]
    return Listing("".join(items) or "<p>There are none.</p>")


def say_break_even(found: BreakEven) -> str:
    """In words: "“The revenue (2018)” stays above $53 billion; it is $55 billion"."""
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


def _item(standing: Standing, reference: Reference) -> str:
    use = standing.use
    address, title = reference.page(standing.page, use.anchor), escape(reference.title(standing.page), quote=False)
    margin = "" if standing.margin is None or standing.is_exact else f" Margin: {_percent(standing.margin)}."
    breaking = next((found for found in standing.break_evens if found.margin is not None), None)
    holds = f"Holds while {say_break_even(breaking)}.{margin}" if breaking else "Nothing that it rests on can break it."
    items = "".join(f"<li>{escape(say_break_even(found))}</li>" for found in standing.break_evens)
    return (
        f'<div class="claim-item"><p><a href="{address}">“{escape(use.words, quote=False)}”</a> <em>{title}</em></p>'
        f"<p>{escape(holds, quote=False)}</p><details><summary>The condition and all its numbers</summary>"
        f"<p><code>{escape(use.predicate)}</code></p><ul>{items}</ul></details></div>"
    )


def _percent(share: Decimal) -> str:
    percent = share * 100
    return f"{percent:,.1f}%" if percent < 10 else f"{percent:,.0f}%"
