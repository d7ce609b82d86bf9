"""The names with numbers in them that the guard passes over, and how often each stands on the site."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from factbook.chart.label import say_count
from factbook.ground.typeset import set_quotes
from factbook.page.listing import Listing


def draw_names(exempt: Mapping[str, int]) -> Listing:
    """Their number, and each of them."""
    if not exempt:
        return Listing("<p>No words with numbers in them are exempt.</p>")
    counted = f"<p>{say_count(len(exempt), 'name')} with numbers {'is' if len(exempt) == 1 else 'are'} exempt.</p>"
    items = "".join(f"<li>{escape(set_quotes(name), quote=False)}, {say_times(exempt[name])}</li>" for name in exempt)
    return Listing(f"{counted}\n<ul>{items}</ul>")


def say_times(count: int) -> str:
    """How often something stands on the site: "once", "6 times"."""
    return "once" if count == 1 else f"{count:,} times" if count else "nowhere"
