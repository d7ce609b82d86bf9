"""The entry of a figure on the page of a topic: a line that opens, with a table if it is a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from factbook.chart.label import full_label, key_label
from factbook.chart.layer import by_of
from factbook.chart.spark import draw_spark
from factbook.lists.filter import item_of
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import references
from factbook.model.records import CONFIDENCE, Figure
from factbook.page.cite import cite_bibtex, cite_csl, cite_figure, cite_plain
from factbook.page.digits import say_value
from factbook.page.facts import draw_facts, find_facts, link_sources, say_unit
from factbook.page.place import SOURCES, Place
from factbook.page.reference import Reference, places_html
from factbook.prose.bind import bind_words
from factbook.prose.figure import entry_anchor, figure_html

Facts = Iterator[tuple[str, str]]
KINDS = RECORDED, DERIVED = "recorded", "derived"


def draw_entry(figure: Figure, factbook: Factbook, reference: Reference) -> str:
    """One entry, closed; its first line tells title and value, a series its last one."""
    entries = factbook.members(figure.id)
    kind = kind_of(figure)
    body = (
        _of_series(entries, factbook, reference)
        if figure.by or entries[0].key
        else _of_one(entries[0], factbook, reference)
    )
    return (
        f'<details class="entry {kind} {item_of(kind, KINDS)}" id="{figure.id}"><summary><span class="entry-title">'
        f'{escape(figure.title, quote=False)}</span> {draw_spark(entries)} <span class="entry-value">{headline(entries)}</span> '
        f'<span class="entry-kind">{kind}</span></summary><div data-search-exclude>{body}'
        f"{_foot(entries, factbook, reference)}</div></details>"
    )


def kind_of(figure: Figure) -> str:
    """Whether its numbers were recorded from sources or derived by formulas; a series may mix them."""
    given = [member.formula is None for member in figure.members.values()]
    return RECORDED if given and not figure.formula and any(given) else DERIVED


def headline(entries: list[Entry]) -> str:
    """Its value, of a series the last one."""
    last = entries[-1]
    if not last.key:
        return figure_html(last, full_label(last))
    if by_of(last.key) == "category":
        return f"{len(entries)} values"
    return f"{escape(full_label(last))} <small>{escape(key_label(last))}</small>"


def say_last(entries: list[Entry]) -> str:
    """The same in plain words."""
    last = entries[-1]
    if last.key and by_of(last.key) == "category":
        return f"{len(entries)} values"
    return f"{full_label(last)} {key_label(last) if last.key else ''}".strip()


def _of_one(entry: Entry, factbook: Factbook, reference: Reference) -> str:
    rows = [("In full", escape(say_value(entry)))] if say_value(entry) != full_label(entry) else []
    return draw_facts([*rows, *find_facts(entry, factbook, reference), *_uses([entry], factbook, reference)])


def _of_series(entries: list[Entry], factbook: Factbook, reference: Reference) -> str:
    return draw_facts(_shared(entries, factbook, reference)) + _table(entries, factbook, reference)


def _shared(entries: list[Entry], factbook: Factbook, reference: Reference) -> Facts:
    """What is true of all members of a series."""
    figure = entries[0].figure
    if figure.formula:
        yield "Formula", f"<code>{escape(' '.join(figure.formula.text.split()))}</code>"
        names = dict.fromkeys(name.figure for name in references(figure.formula.tree))
        yield "Inputs", _link_figures(names, factbook, reference)
    yield "Unit", say_unit(entries[0])
    sources = dict.fromkeys(name for entry in entries for name in entry.sources)
    yield "Source" if len(sources) == 1 else "Sources", link_sources(sources, factbook, reference)
    found = {entry.confidence for entry in entries}
    yield (
        "Confidence",
        "; ".join(escape(factbook.say_confidence(name)) for name in CONFIDENCE if name in found).capitalize(),
    )
    if figure.note:
        yield "Note", bind_words(figure.note, factbook).text
    yield from _uses(entries, factbook, reference)


def _uses(entries: list[Entry], factbook: Factbook, reference: Reference) -> Facts:
    """The places that show it, and the figures made of it."""
    yield "Used in", places_html(merge_places(reference.places.get(entry.id, ()) for entry in entries), reference)
    yield "Part of", _link_figures(sorted(factbook.used_by.get(entries[0].figure.id, ())), factbook, reference)


def merge_places(groups: Iterable[Iterable[Place]]) -> list[Place]:
    """All places, each once, page by page."""
    places = dict.fromkeys(place for group in groups for place in group)
    pages = list(dict.fromkeys(place.page for place in places))
    return sorted(places, key=lambda place: pages.index(place.page))


def _link_figures(names: Iterable[str], factbook: Factbook, reference: Reference) -> str:
    """Figures by title, each with a link to its entry."""
    titles = {name: escape(factbook.figures[name].title, quote=False) for name in names}
    return "; ".join(f'<a href="{reference.figure(name)}">{title}</a>' for name, title in titles.items())


def _table(entries: list[Entry], factbook: Factbook, reference: Reference) -> str:
    """The members of a series; where they differ, how sure each is and where it is from."""
    differ = len({_origin(entry, reference) for entry in entries}) > 1
    rows = "".join(_row(entry, factbook, _origin(entry, reference) if differ else "") for entry in entries)
    return f'<table class="members"><tbody>{rows}</tbody></table>'


def _row(entry: Entry, factbook: Factbook, origin: str) -> str:
    anchor = entry_anchor(entry.id)
    if entry.note and entry.note is not entry.figure.note:
        origin += f"<small>{bind_words(entry.note, factbook).text}</small>"
    return (
        f'<tr id="{anchor}"><th scope="row"><a href="#{anchor}">{escape(key_label(entry), quote=False)}</a></th>'
        f"<td>{figure_html(entry, full_label(entry))}</td>{f'<td>{origin}</td>' if origin else ''}</tr>"
    )


def _origin(entry: Entry, reference: Reference) -> str:
    """Where one member is from, in a few words."""
    if entry.formula:
        own = entry.formula is not entry.figure.formula
        return f"<code>{escape(' '.join(entry.formula.text.split()))}</code>" if own else entry.confidence
    address = {name: reference.page(SOURCES, name) for name in entry.sources}
    links = ", ".join(f'<a href="{where}">{name}</a>' if where else name for name, where in address.items())
    return f"{links}, {entry.confidence}"


def _foot(entries: list[Entry], factbook: Factbook, reference: Reference) -> str:
    """How to cite it, and where to say that it is wrong."""
    last = entries[-1]
    work = cite_figure(entries, factbook, reference)
    member = f" For one value add -{escape(last.key)} to the address." if last.key else ""
    report = reference.report(last.figure.id)
    wrong = f' <a href="{escape(report)}">Report a wrong number</a>' if report else ""
    return (
        f'<p class="entry-foot" id="cite-{last.figure.id}"><cite>{escape(cite_plain(work), quote=False)}</cite>'
        f'{member}{wrong}</p><details class="cite"><summary>BibTeX and CSL-JSON</summary>'
        f"<pre>{escape(cite_bibtex(work), quote=False)}</pre><pre>{escape(cite_csl(work), quote=False)}</pre></details>"
    )
