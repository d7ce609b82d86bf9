"""The card of bound words: the condition they stand under, how far it is from turning, and what they would say then.

It opens as that of a number does. Words that stand on a page several times under one condition share a card.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from factbook.ground.typeset import set_quotes
from factbook.model.condition import comparisons, measure_distances, settle_not
from factbook.model.factbook import Factbook
from factbook.page.apart import compared, label_numbers, measure_of, say_gap
from factbook.page.bar import draw_bar
from factbook.page.card import close_button
from factbook.page.place import CLAIMS, claim_id
from factbook.page.reference import Reference
from factbook.page.wording import Name, call_it, quote_name, say_condition, say_formula
from factbook.prose.bound import ClaimUse
from factbook.prose.markup import title_id
from factbook.prose.placeholder import Case


def draw_answers(claims: Iterable[ClaimUse], factbook: Factbook, reference: Reference | None = None) -> str:
    """The cards that the words of a page open, each once."""
    unique: dict[str, ClaimUse] = {}
    for use in claims:
        if use.card:
            unique.setdefault(use.card, use)
    cards = "".join(draw_answer(use, factbook, reference) for use in unique.values())
    return f'<div class="answers" data-search-exclude>{cards}</div>' if cards else ""


def draw_answer(use: ClaimUse, factbook: Factbook, reference: Reference | None = None) -> str:
    """One card as HTML: the words, their condition, the margin as a drawing, the other side, and where to find more."""
    return (
        f'<aside class="card" id="{use.card}" popover role="note" aria-labelledby="{title_id(use.card)}">'
        f'<p class="card-value">{escape(use.words, quote=False)}</p>'
        f'<p class="card-title" id="{title_id(use.card)}">{say_when(use, factbook, quote_name(factbook))}</p>'
        f"{close_button(use.card)}{draw_margin(use, factbook)}<p>{say_otherwise(use, factbook)}</p>"
        f'<p class="card-foot">{_way(use, reference)}</p></aside>'
    )


def say_when(use: ClaimUse, factbook: Factbook, name: Name) -> str:
    """The condition of the words that stand, as a sentence in HTML."""
    return f"Stands while {say_condition(settle_not(use.tree), factbook, name)}."


def draw_margin(use: ClaimUse, factbook: Factbook) -> str:
    """The nearest of the comparisons drawn, and its distance in words; of what must be equal there is no drawing."""
    tree = settle_not(use.tree)
    found = min(measure_distances(tree, factbook), key=lambda one: one.share, default=None)
    if found is None:
        return "<p>Any other value would turn it.</p>"
    bar = draw_bar(found, measure_of(found, factbook), label_numbers(found, factbook))
    several = len(list(comparisons(tree))) > 1
    which = f", for {say_formula(compared(found)[0], factbook, quote_name(factbook))}" if several else ""
    step = " in its smallest step" if " every " in found.comparison.operator else ""
    return f"{bar}<p>{say_gap(found, factbook)} to spare{step}{which}.</p>"


def say_otherwise(use: ClaimUse, factbook: Factbook) -> str:
    """What would stand where the condition does not hold."""
    others = [case for number, case in enumerate(use.cases) if number != use.which]
    said = [_say_case(case, use, factbook) for case in others]
    said[:1] = [f"it would say {one}" for one in said[:1]]
    if not use.cases or use.cases[-1].tree is not None:
        said.append("the site would refuse to build")
    return f"Else {', else '.join(said)}."


def _say_case(case: Case, use: ClaimUse, factbook: Factbook) -> str:
    """Other words and their condition, in which what the condition of the card names first is "it"."""
    words = f"<b>{escape(set_quotes(case.words), quote=False)}</b>" if case.words.strip() else "nothing"
    if case.tree is None or (len(use.cases) == 2 and use.cases[-1].tree is None):
        return words
    said_before = next(comparisons(settle_not(use.tree)))
    name = call_it(said_before, quote_name(factbook))
    return f"{words} if {say_condition(settle_not(case.tree), factbook, name)}"


def _way(use: ClaimUse, reference: Reference | None) -> str:
    address = reference.page(CLAIMS, claim_id(reference.here, use)) if reference and use.name else ""
    return f'<a href="{address}">All that it rests on</a>' if address else ""
