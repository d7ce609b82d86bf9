"""How sure a number is, as a mark of three dots with its words for who can't see it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from factbook.model.factbook import Entry, Factbook
from factbook.model.records import CONFIDENCE

MOST = 3
DOTS = {name: MOST - at // 2 for at, name in enumerate(CONFIDENCE)}  # from strong to weak, two to a mark


def weakest(entries: Iterable[Entry]) -> str:
    """The confidence of what is least sure; "" where all follow from formulas alone."""
    found = {entry.confidence for entry in entries}
    return next((name for name in reversed(list(CONFIDENCE)) if name in found), "")


def draw_dots(name: str, factbook: Factbook) -> str:
    """The mark of a confidence."""
    if name not in DOTS:
        return '<span class="sure"></span>'
    words = escape(f"Confidence: {factbook.say_confidence(name)}")
    return f'<span class="sure" role="img" aria-label="{words}">{_dots(name)}</span>'


def draw_key(factbook: Factbook, used: Iterable[str]) -> str:
    """What each mark means, of those that are in use."""
    found = set(used)
    marks: dict[str, list[str]] = {}
    for name in CONFIDENCE:
        if name in found:
            marks.setdefault(_dots(name), []).append(escape(factbook.say_confidence(name), quote=False))
    items = "".join(
        f'<li><span class="sure" aria-hidden="true">{dots}</span> {"; or ".join(said)}</li>'
        for dots, said in marks.items()
    )
    return f'<ul class="sure-key" data-search-exclude>{items}</ul>' if items else ""


def _dots(name: str) -> str:
    return "●" * DOTS[name] + "○" * (MOST - DOTS[name])
