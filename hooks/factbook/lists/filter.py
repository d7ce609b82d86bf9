"""What leaves a part of a list in sight: links to choose by, which need no script, and a field to type into.

The style sheet and the script know items by their class `item`, those of one choice by `in-N`, and groups by `group`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

MOST = 9  # choices that the style sheet tells apart


@dataclass(frozen=True, slots=True)
class Pill:
    """A link, its words as HTML, how many items it leaves, and attributes of the link."""

    address: str
    words: str
    count: int | None = None
    attributes: str = ""

    @property
    def html(self) -> str:
        """An item of the list of links."""
        count = "" if self.count is None else f" <small>{self.count}</small>"
        return f'<li><a href="{self.address}"{self.attributes}>{self.words}{count}</a></li>'


def draw_pills(label: str, pills: Iterable[Pill], anchor: str = "") -> str:
    """Links in a row; `anchor` is what leads back to the whole."""
    own = f' id="{anchor}"' if anchor else ""
    items = "".join(pill.html for pill in pills)
    return f'<nav class="filter"{own} aria-label="{escape(label)}" data-search-exclude><ul>{items}</ul></nav>'


def draw_choice(label: str, whole: Pill, choices: Mapping[str, tuple[str, int]]) -> str:
    """Links each of which leaves the items of one choice in sight; a choice has words as HTML and a count."""
    shown = [
        Pill(f"#only-{name}", words, count, f' class="pick-{number}" id="only-{name}"')
        for number, (name, (words, count)) in enumerate(choices.items(), 1)
    ]
    return draw_pills(label, [whole, *shown], whole.address[1:]) if 1 < len(shown) <= MOST else ""


def item_of(name: str, choices: Sequence[str]) -> str:
    """The classes of an item that is of one choice, or of none."""
    return f"item {number_of(name, choices)}".rstrip()


def number_of(name: str, choices: Sequence[str]) -> str:
    """The class that a choice is known by."""
    return f"in-{choices.index(name) + 1}" if name in choices else ""


def draw_field(what: str) -> str:
    """A field that a script shows, and that leaves the items in sight that have the words typed into it.

    `what` names the items in the plural. A page has one.
    """
    label = f'<label for="filter-field">Filter the {escape(what)}</label>'
    field = '<input id="filter-field" type="search" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="done">'
    said = f'<output for="filter-field" data-what="{escape(what)}"></output>'
    return f'<div class="find" hidden data-search-exclude>{label}{field}{said}</div>'
