"""A figure's card as plain text: the same facts as on the page, for `python -m factbook show`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from textwrap import wrap

from factbook.chart.label import full_label, key_label
from factbook.model.factbook import Entry, Factbook
from factbook.page.digits import say_value
from factbook.page.facts import find_facts
from factbook.page.place import Place, Places

WIDTH = 100
LINK = re.compile(r'<a [^<>]*href="(https?://[^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
BREAK = re.compile(r"<br>|<li>")
TAG = re.compile(r"<[^<>]*>")


def show_figure(name: str, factbook: Factbook, places: Places) -> str:
    """The card of a number; of a series its numbers, and the card of the last one."""
    entries = factbook.members(name) if name in factbook.values else [factbook.entries[name]]
    card = show_entry(entries[-1], factbook, places)
    return card if len(entries) == 1 else f"{_list_members(entries)}\n\n{card}"


def show_entry(entry: Entry, factbook: Factbook, places: Places) -> str:
    """One card: the number, what it is, and each fact below its name."""
    used = "<br>".join(_say_place(place) for place in places.get(entry.id, ()))
    makes = ", ".join(sorted(factbook.used_by.get(entry.figure.id, ())))
    facts = [*find_facts(entry, factbook), ("Used in", used), ("Part of", makes)]
    head = [_plain(say_value(entry)), entry.title, entry.id]
    return "\n".join([*head, "", *_lay_out(facts)])


def to_text(html: str) -> list[str]:
    """The lines of a fact, each link followed by its address."""
    linked = LINK.sub(r"\2 (\1)", html)
    return [_plain(unescape(TAG.sub("", line))) for line in BREAK.split(linked) if TAG.sub("", line).strip()]


def _lay_out(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names at the left, words beside them."""
    known = [(name, to_text(html)) for name, html in facts if html]
    width = max(len(name) for name, _ in known) + 2
    for name, lines in known:
        label = name
        for line in lines:
            indented = " " * width
            yield from wrap(
                line,
                WIDTH,
                initial_indent=f"{label:{width}}",
                subsequent_indent=indented,
                break_long_words=False,
                break_on_hyphens=False,
            )
            label = ""


def _list_members(entries: Iterable[Entry]) -> str:
    """The numbers of a series with the names by which to show them."""
    rows = [(entry.id, key_label(entry), _plain(full_label(entry))) for entry in entries]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "\n".join(f"{name:{first}}  {key:{second}}  {value}" for name, key, value in rows)


def _say_place(place: Place) -> str:
    return f"{place.page}: {place.words}" if place.words else place.page


def _plain(words: str) -> str:
    return words.replace("\u00a0", " ")
