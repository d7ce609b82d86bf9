"""The card of a figure: what it is, when, where from, how sure, and how it was worked out.

A card is a popover, so it opens by mouse, touch and keyboard without JavaScript. It stands once on a
page however often its figure does, and in print becomes a numbered source note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import Reference, references
from factbook.model.records import CONFIDENCE, Formula
from factbook.model.unit import DATE
from factbook.prose.bind import bind_words, card_id
from factbook.prose.cite import format_source
from factbook.prose.number import Look, format_entry, format_period

MAX_INPUTS = 6
PRECISE = Look(significant=5)  # so that a reader can work the formula again
FIGURE_NAME = re.compile(r"[A-Za-z_]\w*\.\w+(?:\[[^\[\]]*\])?")


def draw_card(entry: Entry, factbook: Factbook) -> str:
    """One card as HTML."""
    rows = [("Value", _value(entry))]
    if entry.formula:
        rows.append(("Formula", _formula(entry.formula, entry, factbook)))
        rows.append(("Inputs", _inputs(entry, factbook)))
    if entry.period and entry.figure.measure.dimension != DATE:
        rows.append(("True for", escape(format_period(entry.period))))
    rows.append(("Unit", escape(entry.figure.measure.head.definition)))
    rows.append(("Source" if len(entry.sources) == 1 else "Sources", _sources(entry, factbook)))
    rows.append(("Confidence", escape(CONFIDENCE[entry.confidence].capitalize())))
    if entry.note:
        rows.append(("Note", bind_words(entry.note, factbook).text))
    body = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows if text)
    return (
        f'<aside class="card" id="{card_id(entry.id)}" popover role="note" aria-label="{escape(entry.title)}">'
        f'<button type="button" class="card-close" popovertarget="{card_id(entry.id)}" popovertargetaction="hide" '
        f'aria-label="Close">×</button><p class="card-title">{escape(entry.title)}</p><dl>{body}</dl>'
        f'<p class="card-foot"><code>{entry.id}</code></p></aside>'
    )


def draw_cards(entries: Iterable[Entry], factbook: Factbook) -> str:
    """The cards of a page, each once, in the order of first use."""
    unique = {entry.id: entry for entry in entries}
    if not unique:
        return ""
    cards = "".join(draw_card(entry, factbook) for entry in unique.values())
    return f'<div class="cards" data-search-exclude>{cards}</div>'


def draw_sources(cited: Iterable[str], used: Iterable[Entry], factbook: Factbook) -> str:
    """The source list of a page: those cited in the text, by number, then those of its figures."""
    names = list(cited)
    others = {name for entry in used for name in entry.sources} - set(names)
    if not names and not others:
        return ""
    items = [f'<li id="source-{name}">{format_source(factbook.sources[name])}</li>' for name in names]
    rest = sorted(
        (factbook.sources[name] for name in others if name in factbook.sources), key=lambda s: (s.title, s.id)
    )
    more = "".join(f"<li>{format_source(source)}</li>" for source in rest)
    cited_list = f"<ol>{''.join(items)}</ol>" if items else ""
    used_list = (
        f"<details><summary>Sources of the figures on this page</summary><ul>{more}</ul></details>" if more else ""
    )
    return (
        f'<section class="sources" data-search-exclude><h2 id="sources">Sources</h2>{cited_list}{used_list}</section>'
    )


def _value(entry: Entry) -> str:
    words = format_entry(entry, Look(options=frozenset({"full"})))
    return f"<strong>{escape(words)}</strong>"


def _formula(formula: Formula, entry: Entry, factbook: Factbook) -> str:
    """The formula in names, then with the numbers filled in."""
    named = " ".join(formula.text.split())
    values = {str(reference): reference for reference in references(formula.tree)}
    filled = FIGURE_NAME.sub(lambda match: _filled(match[0], values, entry, factbook), named)
    return f"<code>{escape(named)}</code>" + (f"<br>= {escape(filled)}" if filled != named else "")


def _filled(name: str, known: dict[str, Reference], entry: Entry, factbook: Factbook) -> str:
    for candidate in (name, f"{name}[{entry.key}]"):
        if name in known and candidate in factbook.entries:
            return format_entry(factbook.entries[candidate], PRECISE)
    return name


def _inputs(entry: Entry, factbook: Factbook) -> str:
    items = []
    for name in entry.inputs:
        part = factbook.entries[name]
        when = f", {format_period(part.period)}" if part.period and part.figure.measure.dimension != DATE else ""
        items.append(f"<li>{escape(part.title)}{when}: {escape(format_entry(part, PRECISE))}</li>")
    shown = items if len(items) <= MAX_INPUTS else [*items[:MAX_INPUTS], f"<li>and {len(items) - MAX_INPUTS} more</li>"]
    return f"<ul>{''.join(shown)}</ul>"


def _sources(entry: Entry, factbook: Factbook) -> str:
    found = [factbook.sources[name] for name in entry.sources if name in factbook.sources]
    locator = f", {escape(entry.locator)}" if entry.locator else ""
    lines = [
        format_source(source) + locator + (f" <small>{escape(source.note)}</small>" if source.note else "")
        for source in found
    ]
    return "<br>".join(lines)
