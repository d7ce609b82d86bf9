"""Where each figure is used: the way back from a number to the sentences, charts and claims that rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factbook.chart.chart import entries_of
from factbook.chart.layer import layers_of
from factbook.ground.problem import ProblemError
from factbook.model.factbook import Factbook
from factbook.model.formula import Tree
from factbook.model.inputs import inputs_of
from factbook.model.records import Event, LedgerClaim, Term, Text
from factbook.prose.bind import Bound, bind_words, entry_anchor
from factbook.prose.section import section_at, slug

FIGURES, SOURCES, LEDGER, CLAIMS = "figures.md", "sources.md", "ledger.md", "claims.md"
TIMELINE, GLOSSARY, ABOUT, CHANGES = "timeline.md", "glossary.md", "about.md", "changes.md"
TOPICS = "figures/"
# The pages that are made from data, besides those of topics; one in docs/ of the same name takes their place.
MADE = (CHANGES, CLAIMS, FIGURES, GLOSSARY, LEDGER, SOURCES, TIMELINE)
OPENING, AGAIN = "opening", "again"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a page by its path and anchor, and the words that name it; the top of a page has neither."""

    page: str
    anchor: str = ""
    words: str = ""


Places = Mapping[str, tuple[Place, ...]]


def find_places(pages: Mapping[str, Bound], factbook: Factbook) -> Places:
    """For each entry the places that show it or rest words on it, each once, in the order of the pages."""
    found: dict[str, dict[Place, None]] = {}
    for name, place in (
        *_in_pages(pages, factbook),
        *_in_ledger(factbook),
        *_in_events(factbook),
        *_in_glossary(factbook),
    ):
        found.setdefault(name, {})[place] = None
    return {name: tuple(places) for name, places in found.items()}


def topic_page(topic: str) -> str:
    """The page with the figures of a topic."""
    return f"{TOPICS}{topic}.md"


def page_of(entry_id: str) -> str:
    """The page that has the entry of a figure: that of its topic."""
    return topic_page(entry_id.partition(".")[0])


def use_id(entry_id: str, count: int) -> str:
    """The anchor of a figure in the text of a page: of its first use there, its second, and so on."""
    name = f"at-{entry_anchor(entry_id)}"
    return name if count == 1 else f"{name}.{count}"


def event_id(event: Event) -> str:
    """The anchor of an event on the timeline."""
    return entry_anchor(event.date.partition(".")[2])


def term_id(term: Term) -> str:
    """The anchor of a term in the glossary."""
    return slug(term.term)


def _in_pages(pages: Mapping[str, Bound], factbook: Factbook) -> Iterator[tuple[str, Place]]:
    for page, bound in pages.items():
        sections = bound.sections
        told: set[tuple[str, str]] = set()  # in which section a figure was named before
        for line, name, anchor in _lines_with(bound, factbook):
            section = section_at(line, sections)
            words = section.words if section and section.anchor else ""
            again = (name, words) in told
            told.add((name, words))
            reached = anchor or (section.anchor if section else "")
            if not again or reached:
                yield name, Place(page, reached, AGAIN if again else words or OPENING if reached else "")
        yield from _in_charts(page, bound, factbook)


def _lines_with(bound: Bound, factbook: Factbook) -> list[tuple[int, str, str]]:
    """Each line with a figure that it shows or rests words on, once, and the anchor by which it is reached."""
    found: dict[tuple[int, str], str] = {}
    counts: Counter[str] = Counter()
    for use in bound.uses:
        counts[use.entry.id] += use.is_shown
        anchor = use_id(use.entry.id, counts[use.entry.id]) if use.is_shown else ""
        found[use.location.line, use.entry.id] = found.get((use.location.line, use.entry.id)) or anchor
    for claim in bound.claims:
        for name in _named(claim.tree, factbook):
            found[claim.location.line, name] = found.get((claim.location.line, name)) or claim.anchor
    return [(line, name, anchor) for (line, name), anchor in sorted(found.items(), key=lambda item: item[0][0])]


def _in_charts(page: str, bound: Bound, factbook: Factbook) -> Iterator[tuple[str, Place]]:
    for block, _ in bound.blocks:
        chart = factbook.charts[block.name]
        what = "table" if "table" in (block.what, chart.kind) else "chart"
        place = Place(page, f"{what}-{chart.name}", f"the {what}")
        try:
            layers = layers_of(chart, factbook)
        except ProblemError:  # said where the chart is drawn
            continue
        shown = [entry.id for layer in layers for entry in layer.entries]
        shown += [layer.mark.value for layer in layers if layer.mark.value]
        for name in (*shown, *(entry.id for entry in entries_of(chart, factbook))):
            yield name, place


def _in_ledger(factbook: Factbook) -> Iterator[tuple[str, Place]]:
    for claim in factbook.ledger:
        for name in _in_claim(claim, factbook):
            yield name, Place(LEDGER, claim.id, claim.id)


def _in_claim(claim: LedgerClaim, factbook: Factbook) -> Iterator[str]:
    yield from (name for name in (claim.stated, claim.record) if name)
    yield from _in_words((claim.claim, claim.reason), factbook)
    for predicate in (claim.holds, claim.close):
        yield from _named(predicate.tree, factbook) if predicate else ()


def _in_events(factbook: Factbook) -> Iterator[tuple[str, Place]]:
    for event in factbook.events:
        title = factbook.entries[event.date].title if event.date in factbook.entries else ""
        for name in (event.date, *_in_words([event.title], factbook)):
            yield name, Place(TIMELINE, event_id(event), title)


def _in_glossary(factbook: Factbook) -> Iterator[tuple[str, Place]]:
    for term in factbook.glossary:
        for name in _in_words([term.meaning], factbook):
            yield name, Place(GLOSSARY, term_id(term), term.term)


def _in_words(texts: Iterable[Text], factbook: Factbook) -> Iterator[str]:
    for text in texts:
        bound = bind_words(text, factbook)
        yield from (use.entry.id for use in bound.uses)
        yield from (name for claim in bound.claims for name in _named(claim.tree, factbook))


def _named(tree: Tree, factbook: Factbook) -> list[str]:
    return [name for name in inputs_of(tree, "", factbook.values) if name in factbook.entries]
