"""All that is known of one number, as pairs of a name and HTML: the same on its card and in its entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import escape
from itertools import groupby

from factbook.chart.label import key_label, unit_label
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import references
from factbook.model.records import Formula, Source
from factbook.model.series import SERIES_FUNCTIONS
from factbook.model.unit import DATE
from factbook.page.bounds import say_bounds
from factbook.page.digits import say_input
from factbook.page.place import SOURCES, TOPICS
from factbook.page.proof import say_proof
from factbook.page.reference import Reference
from factbook.prose.bind import bind_words
from factbook.prose.cite import format_source
from factbook.prose.dates import format_period

Facts = Iterator[tuple[str, str]]
MAX_INPUTS, MAX_MEMBERS, MAX_SOURCES = 6, 12, 3
GROWTH = re.compile(r"growth\((?P<name>[A-Za-z_]\w*\.\w+)\)")
OF_SERIES = re.compile(rf"\b(?:(?:{'|'.join((*SERIES_FUNCTIONS, 'count_up_to'))})\(|(?:min|max)\([^,()]*\))")
FIGURE_NAME = re.compile(r"[A-Za-z_]\w*\.\w+(?:\[[^\[\]]*\])?")


def find_facts(entry: Entry, factbook: Factbook, reference: Reference | None = None) -> Facts:
    """When it is true, how it was worked out, what one of it is, where it is from and how sure it is."""
    is_date = entry.figure.measure.dimension == DATE
    if entry.period and not is_date:
        yield "True for", escape(format_period(entry.period))
    if bounds := say_bounds(entry):
        yield "Known", escape(bounds[:1].upper() + bounds[1:])
    yield "In the source", say_proof(entry, factbook)
    if entry.formula:
        yield "Formula", say_formula(entry.formula, entry, factbook)
        yield "Inputs", _inputs(entry, factbook, reference)
    yield "Unit", say_unit(entry)
    yield "Source" if len(entry.sources) == 1 else "Sources", say_sources(entry, factbook, reference)
    yield "Confidence", say_confidence(entry, factbook)
    if entry.note:
        yield "Note", bind_words(entry.note, factbook).text


def say_confidence(entry: Entry, factbook: Factbook) -> str:
    """How sure a number is."""
    if entry.formula and not entry.inputs:
        return "Follows from the formula alone"
    return escape(factbook.say_confidence(entry.confidence).capitalize())


def say_formula(formula: Formula, entry: Entry, factbook: Factbook) -> str:
    """The formula in names, then as the sum that it is; a whole series stands among the inputs alone."""
    named = " ".join(formula.text.split())
    spelled = GROWTH.sub(lambda match: _spell_growth(match["name"], entry), named)
    values = {str(name) for name in references(formula.tree)} | set(entry.inputs)
    filled = FIGURE_NAME.sub(lambda match: _filled(match[0], values, entry, factbook), spelled)
    is_sum = not OF_SERIES.search(filled) and not any(one in factbook.values for one in FIGURE_NAME.findall(filled))
    said = escape(filled.replace(" * ", " × ").replace(" - ", " − ")) if is_sum and filled != named else ""
    return f"<code>{escape(named)}</code>" + (f"<br>= {said}" if said else "")


def say_unit(entry: Entry) -> str:
    """The unit and its definition."""
    measure = entry.figure.measure
    words = unit_label(measure)
    head = "" if measure.dimension == DATE else f"{escape(words[:1].upper() + words[1:])}. "
    return head + escape(measure.head.definition)


def say_sources(entry: Entry, factbook: Factbook, reference: Reference | None) -> str:
    """The first sources in full, each with a link.

    The page of a topic only names them, since the page of all sources is a step away.
    """
    if reference and reference.here.startswith(TOPICS):
        return link_sources(entry.sources, factbook, reference)
    found = [factbook.sources[name] for name in entry.sources if name in factbook.sources]
    shown = "<br>".join(_source(source, entry) for source in found[:MAX_SOURCES])
    if len(found) <= MAX_SOURCES:
        return shown
    more = f"and {len(found) - MAX_SOURCES} more"
    return f"{shown}<br>" + (f'<a href="{reference.figure(entry.id)}">{more}</a>' if reference else more)


def link_sources(names: Iterable[str], factbook: Factbook, reference: Reference) -> str:
    """Titles of sources, each leading to the document, and a link to what else rests on it."""
    found = [factbook.sources[name] for name in names if name in factbook.sources]
    return "; ".join(_linked_source(source, reference) for source in found)


def draw_facts(facts: Iterable[tuple[str, str]]) -> str:
    """Facts as a list; those without words are left out."""
    return f"<dl>{''.join(f'<dt>{name}</dt><dd>{html}</dd>' for name, html in facts if html)}</dl>"


def _linked_source(source: Source, reference: Reference) -> str:
    title, page = escape(source.title, quote=False), reference.page(SOURCES, source.id)
    if not source.url:
        return f'<a href="{page}">{title}</a>' if page else title
    document = f'<a href="{escape(source.url)}" rel="external noopener">{title}</a>'
    return f'{document} (<a href="{page}">more from it</a>)' if page else document


def _source(source: Source, entry: Entry) -> str:
    note = f" <small>{escape(source.note)}</small>" if source.note and not entry.formula else ""
    return format_source(source) + note


def _spell_growth(series: str, entry: Entry) -> str:
    """Growth by the two numbers that it compares."""
    found = [name for name in entry.inputs if name.startswith(f"{series}[")]
    return f"{found[1]} / {found[0]} - 1" if len(found) == 2 else f"growth({series})"


def _filled(name: str, known: Collection[str], entry: Entry, factbook: Factbook) -> str:
    for candidate in (name, f"{name}[{entry.key}]"):
        if name in known and candidate in factbook.entries:
            return say_input(factbook.entries[candidate])
    return name


def _inputs(entry: Entry, factbook: Factbook, reference: Reference | None) -> str:
    """The numbers that a formula names, those of one series together."""
    if not entry.inputs:
        return ""
    parts = [factbook.entries[name] for name in entry.inputs]
    groups = [list(group) for _, group in groupby(parts, key=lambda part: part.figure.id)]
    items = [
        _input(group[0], reference) if len(group) == 1 else _series(group, reference) for group in groups[:MAX_INPUTS]
    ]
    if len(groups) > MAX_INPUTS:
        items.append(f"<li>and {len(groups) - MAX_INPUTS} more</li>")
    return f"<ul>{''.join(items)}</ul>"


def _series(parts: list[Entry], reference: Reference | None) -> str:
    """The first members of a series, by their keys."""
    title = escape(parts[0].figure.title, quote=False)
    linked = f'<a href="{reference.figure(parts[0].figure.id)}">{title}</a>' if reference else title
    said = [f"{escape(key_label(part))}: {escape(say_input(part))}" for part in parts[:MAX_MEMBERS]]
    if len(parts) > MAX_MEMBERS:
        said.append(f"and {len(parts) - MAX_MEMBERS} more")
    return f"<li>{linked}, {'; '.join(said)}</li>"


def _input(part: Entry, reference: Reference | None) -> str:
    when = f", {format_period(part.period)}" if part.period and part.figure.measure.dimension != DATE else ""
    words = escape(part.title + when, quote=False)
    linked = f'<a href="{reference.figure(part.id)}">{words}</a>' if reference else words
    return f"<li>{linked}: {escape(say_input(part))}</li>"
