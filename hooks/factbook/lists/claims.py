"""All claims: where each stands, by what margin it holds, and what would break it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import escape

from factbook.lists.filter import draw_field
from factbook.lists.standing import EXACT, Standing
from factbook.model.breakeven import BreakEven
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.model.period import Period
from factbook.model.quantity import MINUTES_A_DAY
from factbook.model.unit import DATE
from factbook.page.answer import draw_margin, say_when
from factbook.page.digits import say_value
from factbook.page.listing import Heading, Listing, draw_heading
from factbook.page.place import claim_id, stem_of
from factbook.page.reference import Reference
from factbook.page.wording import name_of, quote_name
from factbook.prose.amount import format_value
from factbook.prose.dates import format_period
from factbook.prose.number import format_entry
from factbook.prose.sentence import Sentence

# From few digits to many: as many are shown as tell a break-even from the value.
LOOKS = (Look(), Look(significant=4), Look(significant=6), *(Look(digits=digits) for digits in (1, 2, 3, 4)))


def draw_claims(
    standings: Iterable[Standing], factbook: Factbook, reference: Reference, *, exact: bool = False
) -> Listing:
    """Those with a margin, or those that two numbers are the same, page by page. A search finds their words on the pages."""
    pages: dict[str, list[Standing]] = {}
    for one in standings:
        if one.is_exact == exact:
            pages.setdefault(one.page, []).append(one)
    parts = [] if exact else [draw_field("claims")]  # for both lists of the page
    headings = []
    for page in sorted(pages, key=[*reference.titles, *pages].index):
        title = escape(reference.title(page), quote=False)
        heading = Heading(3 if exact else 2, f"{'exact' if exact else 'in'}-{stem_of(page)}", title)
        headings.append(heading)
        items = "".join(_item(one, factbook, reference) for one in pages[page])
        parts.append(f'<section class="group">{draw_heading(heading)}{items}</section>')
    return Listing("".join(parts) if headings else "".join([*parts, "<p>There are none.</p>"]), tuple(headings))


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


def _item(standing: Standing, factbook: Factbook, reference: Reference) -> str:
    use = standing.use
    address = reference.page(standing.page, use.anchor)
    margin = "" if standing.margin is None or standing.is_exact else f" Margin: {_percent(standing.margin)}."
    breaking = next((found for found in standing.break_evens if found.margin is not None), None)
    holds = f"Holds while {say_break_even(breaking)}.{margin}" if breaking else "Nothing that it rests on can break it."
    items = "".join(f"<li>{escape(say_break_even(found), quote=False)}</li>" for found in standing.break_evens)
    sentence = standing.sentence or Sentence("", use.words, "")
    before, words, after = (escape(part, quote=False) for part in (sentence.before, sentence.words, sentence.after))
    return (
        f'<div class="claim-item item" id="{claim_id(standing.page, use)}">'
        f'<p>{before}<a class="claim-words" href="{address}">{words}</a>{after}</p>'
        f"<p>{say_when(use, factbook, quote_name(factbook))}</p>{draw_margin(use, factbook)}"
        f"<details><summary>What would break it</summary><p>{escape(holds, quote=False)}</p><ul>{items}</ul>"
        f"<p><code>{escape(use.predicate)}</code></p></details></div>"
    )


def _percent(share: Decimal) -> str:
    percent = share * 100
    return f"{percent:,.1f}%" if percent < 10 else f"{percent:,.0f}%"
