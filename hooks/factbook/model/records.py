"""What data/ holds, as frozen values; each keeps the place where it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from factbook.ground.location import Location
from factbook.model.evidence import Evidence
from factbook.model.formula import Tree
from factbook.model.period import Period
from factbook.model.quantity import Quantity
from factbook.model.unit import Measure

# From strong to weak; what a derived figure says is the weakest of its inputs. The noun is that of data/site.yml.
CHECKED, NOT_LOCATED = "checked", "not located"
CONFIDENCE: Mapping[str, str] = {
    CHECKED: "seen in a copy of the source",
    "claimed": "as the {noun} states it",
    NOT_LOCATED: "noted from the source, not located in it",
    "consistent": "recalled, and confirmed by arithmetic with figures that were seen",
    "recalled": "recalled only; not yet checked against the source",
    "assumed": "our own assumption, made to ask what would follow",
}
BOUNDS = ("at least", "more than", "at most", "less than", "up to", "about")
BY = ("year", "quarter", "month", "category")
# Of sources, from strong to weak: by those whom it is about, newspapers and agencies of record, other press, the rest.
WEIGHTS = FIRST_HAND, OF_RECORD, PRESS, OTHER = ("first-hand", "record", "press", "other")
VERDICTS = ("supported", "imprecise", "wrong", "unverifiable")
CHART_KINDS = ("columns", "lines", "amounts", "bars", "squares", "slip", "dumbbell", "slopes", "timeline", "history", "matrix",
               "verdicts", "table")  # fmt: skip
# Colours of charts; data/site.yml says whose the first and the second are.
PARTIES = ("first", "second")
COLOURS = ("first", "first-soft", "second", "second-soft", "neutral", "neutral-soft", "accent")
SHAPES = ("bar", "line", "rule")
WIDTHS = ("wide", "full")  # than the text: as far as its margin, or as the page
SIDES = ("above", "below")
STATES = ("yes", "part", "no")


@dataclass(frozen=True, slots=True)
class Text:
    """Words from a data file, which may hold placeholders, with the place of each character."""

    text: str
    location: Location
    find: Callable[[int], Location] | None = field(default=None, compare=False, repr=False)

    def locate(self, offset: int) -> Location:
        """The place of one character; without `find` all stand on one line."""
        return self.find(offset) if self.find else self.location.shift(offset)


@dataclass(frozen=True, slots=True)
class Lane:
    """Whose events stand in a row of their own on the timeline, and the class of their colour."""

    name: str
    title: str
    colour: str


@dataclass(frozen=True, slots=True)
class About:
    """What the site says of itself, beside its name: who made it, and what its parts are called."""

    publisher: str = ""
    licence: str = ""
    licence_title: str = ""
    licence_url: str = ""
    package: str = ""
    noun: str = "text"
    """What the ledger checks, in one word."""
    checks: str = ""
    """The same as a source."""
    sections: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    """Colours of charts by the names that marks give them."""
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    """Of the timeline, from above down."""


@dataclass(frozen=True, slots=True)
class Source:
    """A bibliography item in CSL terms, with a copy in an archive, a digest of its file, and why it has no places."""

    id: str
    type: str
    title: str
    author: tuple[str, ...]
    publisher: str
    issued: Period | None
    url: str
    accessed: Period | None
    note: str
    location: Location
    archive: str = ""
    digest: str = ""
    not_located: str = ""
    weight: str = OTHER
    """One of WEIGHTS."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula's text, its tree, where it starts, and the place of each character."""

    text: str
    tree: Tree
    location: Location
    locate: Callable[[int], Location] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Member:
    """One number of a figure: given, with a source, or derived by a formula of its own."""

    key: str
    given: Quantity | None
    formula: Formula | None
    period: Period | None
    sources: tuple[str, ...]
    evidence: Evidence
    confidence: str
    bound: str
    note: Text | None
    title: str
    location: Location
    title_text: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A named number, or a series of them; `by` is empty for a single number, whose key is ""."""

    id: str
    title: str
    measure: Measure
    by: str
    members: Mapping[str, Member]
    formula: Formula | None
    period: Period | None
    show: str
    note: Text | None
    location: Location
    title_text: Text | None = None

    @property
    def topic(self) -> str:
        """The file it lives in."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Check:
    """A predicate over the data that must hold, and why."""

    predicate: Formula
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on the day of a date figure, and the page that tells it."""

    date: str
    title: Text
    page: str
    source: str
    theme: str
    location: Location
    lane: str = ""
    """A name of the site's lanes, where it has any."""


@dataclass(frozen=True, slots=True)
class LedgerClaim:
    """A claim that is checked, in our words, with the verdict; `told` is the page that tells it or "".

    Where the verdict rests on numbers, it is supported while `holds` is true, else imprecise while
    `close` is true, else wrong.
    """

    id: str
    section: str
    claim: Text
    verdict: str
    reason: Text
    told: str
    stated: str
    record: str
    sources: tuple[str, ...]
    holds: Formula | None
    close: Formula | None
    location: Location
    verdict_location: Location


@dataclass(frozen=True, slots=True)
class Name:
    """A name with digits that the guard passes over; `#` in it stands for any number."""

    name: str
    why: str
    location: Location


@dataclass(frozen=True, slots=True)
class Term:
    """A word that readers may not know, or that a machine translation distorted."""

    term: str
    chinese: str
    mistranslated: tuple[str, ...]
    meaning: Text
    location: Location
    tooltip: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """One set of marks of a chart: a figure's members drawn as one kind in one colour.

    `value` names the figure that says how large an event was.
    """

    figure: str
    label: str
    colour: str
    shape: str
    location: Location
    value: str = ""
    label_text: Text | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words on a drawing, at a key of its marks, a member of one of them, or a date."""

    at: str
    text: Text
    side: str
    location: Location


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether something has a feature, in which words, and who says so."""

    state: str
    words: str
    source: str
    location: Location
    words_text: Text | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """What something can have, with a cell for each thing that is compared."""

    label: str
    cells: tuple[Cell, ...]
    location: Location
    label_text: Text | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Something that has features or lacks them, and its colour."""

    label: str
    colour: str
    location: Location
    label_text: Text | None = None


@dataclass(frozen=True, slots=True)
class Dial:
    """A given number that a reader may set, in steps from `low` to `high`, all in its own unit; stops by name."""

    figure: str
    label: str
    low: Decimal
    high: Decimal
    step: Decimal
    stops: tuple[tuple[str, Decimal | Formula], ...]
    texts: tuple[Text, ...]
    """The words that a reader sees: the label and the names of the stops."""
    location: Location


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that a what-if shows, by a label."""

    figure: str
    label: str
    location: Location
    label_text: Text | None = None
    bar: bool = False


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A question of data/whatif.yml: what a reader may move, and what follows in numbers, words and bars."""

    name: str
    question: Text
    dials: tuple[Dial, ...]
    shown: tuple[Shown, ...]
    says: tuple[Text, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Band:
    """What is said of a guess that misses by no more than so much, in the unit of the guess; None: of all others."""

    within: Decimal | None
    says: Text
    location: Location


@dataclass(frozen=True, slots=True)
class Guess:
    """A question of data/guess.yml: a number, or each of a series, that a reader guesses before it is shown.

    `low` and `high` are in the unit of the figure, or name a number; `members` is "2009..2018" or "" for all.
    """

    name: str
    question: Text
    figure: str
    members: str
    low: Decimal | str
    high: Decimal | str
    step: Decimal
    start: Decimal
    bands: tuple[Band, ...]
    answer: Text
    chart: str
    location: Location


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing named in data/charts.yml; its title is its message."""

    name: str
    kind: str
    title: Text
    note: Text | None
    marks: tuple[Mark, ...]
    options: Mapping[str, str]
    location: Location
    width: str = ""
    notes: tuple[Annotation, ...] = ()
    compared: tuple[Compared, ...] = ()
    features: tuple[Feature, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """All its words that may hold placeholders."""
        return (self.title, *([self.note] if self.note else []), *(note.text for note in self.notes))

    @property
    def labels(self) -> tuple[Text, ...]:
        """All its words that may not."""
        named = (
            *(mark.label_text for mark in self.marks),
            *(one.label_text for one in self.compared),
            *(text for one in self.features for text in (one.label_text, *(cell.words_text for cell in one.cells))),
        )
        return tuple(text for text in named if text)
