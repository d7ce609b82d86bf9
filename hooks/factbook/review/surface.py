"""What readers get from a factbook, in surfaces (a page, a chart, a figure's records) of many pieces.

Each piece says what it shows and what it rests on, so that a proof can ask whether it moved with that,
and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from factbook.chart.chart import draw_chart, entries_of
from factbook.chart.layer import layers_of
from factbook.chart.picture import draw_picture
from factbook.export.export import Exporter
from factbook.export.tabular import to_json
from factbook.ground.location import Location
from factbook.ground.problem import ProblemError
from factbook.lists.entry import draw_entry
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import Tree
from factbook.model.guess import entries_guessed
from factbook.model.inputs import inputs_of
from factbook.model.records import Chart, Formula, Text
from factbook.page.card import draw_card
from factbook.page.guess import draw_guess
from factbook.page.place import find_places
from factbook.page.reference import Reference
from factbook.page.site import Site
from factbook.page.whatif import draw_whatif
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound
from factbook.prose.figure import plain_value
from factbook.prose.page import Page
from factbook.prose.whatif import Play
from factbook.review.project import bound_texts

BOUND = re.compile(r"<(data|span) class=\"(?:figure|claim)\".*?</\1>", re.DOTALL)
DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)
SAID = re.compile(r"<(title|desc)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a surface: `text` is compared, `words` are what a reader sees of it.

    It must move when one of `shows` moves, and may move only when one of `rests_on` does.
    """

    what: str
    location: Location
    text: str
    words: str = ""
    shows: frozenset[str] = frozenset()
    rests_on: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Surface:
    """A name for messages, and the pieces that it has for a factbook, always in the same order."""

    kind: str
    name: str
    render: Callable[[Factbook], list[Piece]]


def find_surfaces(pages: Iterable[Page], factbook: Factbook) -> list[Surface]:
    """All that readers get which does not need a browser or a kernel."""
    bound = {page.name: page.fill(factbook) for page in pages}
    exporter = Exporter(factbook, Site("", "", "", {name: name for name in bound}), find_places(bound, factbook))
    return [
        *(Surface("page", page.name, partial(_page, page)) for page in pages),
        *(Surface("chart", name, partial(_chart, name)) for name in factbook.charts),
        *(Surface("whatif", name, partial(_whatif, name)) for name in factbook.whatifs),
        *(Surface("guess", name, partial(_guess, name)) for name in factbook.guesses),
        *(Surface("words", str(text.location), partial(_words, text)) for text in bound_texts(factbook)),
        *(Surface("record", name, partial(_figure, name, exporter)) for name in factbook.figures),
        *(
            Surface("claim", claim.id, partial(_claim, number, exporter))
            for number, claim in enumerate(factbook.ledger)
        ),
    ]


def _page(page: Page, factbook: Factbook) -> list[Piece]:
    return list(_of_bound(page.fill(factbook), Location(page.shown), factbook))


def _words(text: Text, factbook: Factbook) -> list[Piece]:
    return list(_of_bound(bind_words(text, factbook), text.location, factbook))


def _of_bound(bound: Bound, at: Location, factbook: Factbook) -> Iterator[Piece]:
    """Its numbers, its claims, and all else, which rests on no number but those that stand in it without a tag."""
    for use in bound.uses:
        name = frozenset({use.entry.id})
        text = f"{use.words} {plain_value(use.entry)} {use.entry.quantity}"
        yield Piece(f"'{use.words}'", use.location, text, use.words, name, name)
    claimed = frozenset(name for claim in bound.claims for name in _named(claim.tree, factbook))
    yield Piece("the claims", at, "; ".join(claim.words for claim in bound.claims), rests_on=claimed)
    bare = {use.entry.id for use in bound.uses if not use.is_shown}
    yield Piece("the text around the numbers", at, BOUND.sub("", bound.text), rests_on=claimed | bare)


def _chart(name: str, factbook: Factbook) -> list[Piece]:
    """The drawings, and beside them the words and the table; a value that can't be drawn is a move, too."""
    chart = factbook.charts[name]
    try:
        html = draw_chart(chart, factbook)
        picture = draw_picture(chart, factbook, "", "").text if chart.kind != "table" else ""
    except ProblemError:
        html = picture = ""
    drawn = _drawn(chart, factbook)
    said = drawn | {entry.id for entry in entries_of(chart, factbook)} | _claimed(chart.texts, factbook)
    table = Piece(f"the table of the chart '{name}'", chart.location, DRAWING.sub("", html), "", drawn, said)
    if chart.kind == "table":
        return [table]
    drawings = [svg[0] for svg in DRAWING.finditer(html)]
    shown = "".join(SAID.sub("", svg) for svg in drawings)
    heard = "".join(words[0] for svg in drawings for words in SAID.finditer(svg))
    return [
        table,
        Piece(f"the drawing of the chart '{name}'", chart.location, shown, "", drawn, said),
        Piece(f"the picture of the chart '{name}'", chart.location, picture, "", drawn, said),
        Piece(f"the description of the chart '{name}'", chart.location, heard, rests_on=said),
    ]


def _whatif(name: str, factbook: Factbook) -> list[Piece]:
    """The whole block with what its script reads; that it can't be drawn is a move, too."""
    whatif = factbook.whatifs[name]
    play = Play(whatif, factbook)
    try:
        html = draw_whatif(whatif, factbook)
    except ProblemError:
        html = ""
    shows = frozenset(entry.id for entry in (*play.dials, *play.outputs))
    stops = (value.tree for dial in whatif.dials for _, value in dial.stops if isinstance(value, Formula))
    rests_on = play.needed | _claimed([whatif.question], factbook, uses=True)
    rests_on |= {one for tree in stops for one in _named(tree, factbook)}
    return [Piece(f"the what-if '{name}'", whatif.location, html, "", shows, rests_on)]


def _guess(name: str, factbook: Factbook) -> list[Piece]:
    """The whole block without its chart, with what its script reads."""
    guess = factbook.guesses[name]
    shows = frozenset(entry.id for entry in entries_guessed(guess, factbook))
    ends = {end for end in (guess.low, guess.high) if isinstance(end, str)}
    texts = (guess.question, guess.answer, *(band.says for band in guess.bands))
    rests_on = shows | ends | _claimed(texts, factbook, uses=True)
    return [Piece(f"the guess '{name}'", guess.location, draw_guess(guess, factbook), "", shows, rests_on)]


def _drawn(chart: Chart, factbook: Factbook) -> frozenset[str]:
    layers = layers_of(chart, factbook)
    values = {layer.mark.value for layer in layers if layer.mark.value}
    return frozenset({entry.id for layer in layers for entry in layer.entries} | values)


def _figure(name: str, exporter: Exporter, factbook: Factbook) -> list[Piece]:
    """What the downloads, the cards and the page of figures say of a figure."""
    figure = factbook.figures[name]
    entries = factbook.members(name)
    records = Exporter(factbook, exporter.site, exporter.places)
    reference = Reference(urls={}, titles={}, here="", places=exporter.places)
    pieces = []
    for entry in entries:
        made_of = _made_of(entry, factbook)
        shows = frozenset({entry.id})
        record = to_json(records.figure(entry))
        row = to_json(records.member(entry, figure.by)) if entry.key else ""
        card = draw_card(entry, factbook, reference)
        pieces += [
            Piece(f"the record of {entry.id}", figure.location, record + row, "", shows, made_of),
            Piece(f"the card of {entry.id}", figure.location, card, "", frozenset(), made_of),
        ]
    rests_on = frozenset().union(*(_made_of(entry, factbook) for entry in entries))
    shows = frozenset(entry.id for entry in entries)
    line = draw_entry(figure, factbook, reference)
    return [*pieces, Piece(f"the entry of {name}", figure.location, line, "", shows, rests_on)]


def _made_of(entry: Entry, factbook: Factbook) -> frozenset[str]:
    """The number, its inputs, which a card fills into the formula, and what its note names."""
    return frozenset({entry.id, *entry.inputs}) | _claimed((entry.note, entry.figure.note), factbook, uses=True)


def _claim(number: int, exporter: Exporter, factbook: Factbook) -> list[Piece]:
    """The record of a claim of the ledger."""
    claim = factbook.ledger[number]
    text = to_json(Exporter(factbook, exporter.site, exporter.places).claim(claim))
    rests_on = _claimed((claim.claim, claim.reason), factbook, uses=True)
    return [Piece(f"the record of {claim.id}", claim.location, text, "", frozenset(), rests_on)]


def _claimed(texts: Iterable[Text | None], factbook: Factbook, *, uses: bool = False) -> frozenset[str]:
    """The numbers that words of the data rest on: those in their claims, and if asked those they show."""
    found: set[str] = set()
    for text in filter(None, texts):
        bound = bind_words(text, factbook)
        found |= {name for claim in bound.claims for name in _named(claim.tree, factbook)}
        found |= {use.entry.id for use in bound.uses} if uses else set()
    return frozenset(found)


def _named(tree: Tree, factbook: Factbook) -> frozenset[str]:
    return frozenset(name for name in inputs_of(tree, "", factbook.values) if name in factbook.entries)
