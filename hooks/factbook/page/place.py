"""Where each figure is used: the way back from a number to the sentences, charts and claims that rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markdown.extensions.toc import slugify

from factbook.chart.chart import entries_of
from factbook.chart.layer import layers_of
from factbook.ground.problem import ProblemError
from factbook.model.factbook import Factbook
from factbook.model.formula import Tree
from factbook.model.guess import entries_guessed
from factbook.model.inputs import inputs_of
from factbook.model.records import Event, LedgerClaim, Term, Text
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound, ClaimUse, Section
from factbook.prose.figure import entry_anchor, use_id

# The pages that hold the whole lists, to which links lead.
FIGURES, SOURCES, LEDGER, CLAIMS = "figures.md", "sources.md", "ledger.md", "claims.md"
TIMELINE, GLOSSARY, ABOUT, CHANGES = "timeline.md", "glossary.md", "about.md", "changes.md"
TOPICS = "figures/"
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


def event_id(event: Event) -> str:
    """The anchor of an event on the timeline."""
    return entry_anchor(event.date.partition(".")[2])


def term_id(term: Term) -> str:
    """The anchor of a term in the glossary, as that of a heading would be."""
    return str(slugify(term.term, "-"))


def claim_id(page: str, use: ClaimUse) -> str:
    """The anchor of a claim in the list of all, by its page and its first words."""
    return f"{stem_of(page)}-{use.name or use.anchor}"


def stem_of(page: str) -> str:
    """A page by its path, as a part of anchors."""
    return page.rpartition(".")[0].replace("/", "-")


def _in_pages(pages: Mapping[str, Bound], factbook: Factbook) -> Iterator[tuple[str, Place]]:
    for page, bound in pages.items():
        told: set[tuple[str, str]] = set()  # in which section a figure was named before
        for name, anchor, section in _lines_with(bound, factbook):
            words = section.words if section.anchor else ""
            again = (name, words) in told
            told.add((name, words))
            reached = anchor or section.anchor
            if not again or reached:
                yield name, Place(page, reached, AGAIN if again else words or OPENING if reached else "")
        yield from _in_charts(page, bound, factbook)
        yield from _in_whatifs(page, bound, factbook)
        yield from _in_guesses(page, bound, factbook)


def _lines_with(bound: Bound, factbook: Factbook) -> list[tuple[str, str, Section]]:
    """Each figure that a line shows or rests words on, once, the anchor by which it is reached, and its section."""
    found: dict[tuple[int, str], tuple[str, Section]] = {}
    counts: Counter[str] = Counter()
    for use in bound.uses:
        counts[use.entry.id] += use.is_shown
        anchor = use_id(use.entry.id, counts[use.entry.id]) if use.is_shown else ""
        _note(found, (use.location.line, use.entry.id), anchor, use.section)
    for claim in bound.claims:
        for name in _named(claim.tree, factbook):
            _note(found, (claim.location.line, name), claim.anchor, claim.section)
    return [
        (name, anchor, section) for (_, name), (anchor, section) in sorted(found.items(), key=lambda item: item[0][0])
    ]


def _note(
    found: dict[tuple[int, str], tuple[str, Section]], key: tuple[int, str], anchor: str, section: Section
) -> None:
    """The first anchor of a line counts."""
    before = found.get(key)
    found[key] = (before[0] or anchor, before[1]) if before else (anchor, section)


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


def _in_whatifs(page: str, bound: Bound, factbook: Factbook) -> Iterator[tuple[str, Place]]:
    for block, _ in bound.whatifs:
        whatif = factbook.whatifs[block.name]
        place = Place(page, f"whatif-{whatif.name}", "the what-if")
        named = [*(dial.figure for dial in whatif.dials), *(shown.figure for shown in whatif.shown)]
        for name in (*named, *_in_words((whatif.question, *whatif.says), factbook)):
            if name in factbook.entries:
                yield name, place


def _in_guesses(page: str, bound: Bound, factbook: Factbook) -> Iterator[tuple[str, Place]]:
    for block, _ in bound.guesses:
        guess = factbook.guesses[block.name]
        place = Place(page, f"guess-{guess.name}", "the guess")
        named = [entry.id for entry in entries_guessed(guess, factbook)]
        for name in (*named, *_in_words((guess.question, guess.answer), factbook)):
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
