"""A figure as HTML: its words, its value in the base unit, the names by which it is reached."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from html import escape

from factbook.model.factbook import Entry
from factbook.model.quantity import SAYING
from factbook.prose.markup import draw_opener


def figure_html(entry: Entry, words: str, card: str = "", anchor: str = "") -> str:
    """The words of a figure with its name, its value in the base unit, and the way to its card, if it has one."""
    name = f' id="{anchor}"' if anchor else ""
    shown = escape(words, quote=False)
    shown = draw_opener(shown, card, is_titled=True) if card else shown
    return f'<data class="figure" data-figure="{entry.id}" value="{plain_value(entry)}"{name}>{shown}</data>'


def entry_anchor(entry_id: str) -> str:
    """The permanent anchor of an entry: topic.name, or topic.name-key for a member."""
    return entry_id.replace("[", "-").replace("]", "")


def use_id(entry_id: str, count: int) -> str:
    """The anchor of a figure in the text of a page: of its first use there, its second, and so on."""
    name = f"at-{entry_anchor(entry_id)}"
    return name if count == 1 else f"{name}.{count}"


def card_id(entry_id: str) -> str:
    """The HTML id of an entry's card."""
    return f"card-{entry_anchor(entry_id)}"


def plain_value(entry: Entry) -> str:
    """The value in the base unit, as it was given or computed to fifteen digits; a date as a date."""
    if entry.figure.measure.head.kind == "date" and entry.period:
        return entry.period.text
    if entry.formula is None and entry.quantity.exact:
        return format(SAYING.normalize(entry.quantity.value), "f")
    return _fifteen_digits(entry.quantity.value)


@lru_cache(maxsize=65_536)
def _fifteen_digits(value: Decimal) -> str:
    return format(Decimal(f"{value:.15g}").normalize(), "f")
