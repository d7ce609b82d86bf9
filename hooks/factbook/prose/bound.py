"""A bound text: its parts, and the numbers, claims, sources and blocks that it uses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.model.factbook import Entry
from factbook.model.formula import Tree
from factbook.prose.placeholder import Block, Case
from factbook.prose.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a page under a heading: its anchor and the words of the heading; the opening has neither."""

    anchor: str = ""
    words: str = ""


OPENING = Section()


@dataclass(frozen=True, slots=True)
class Use:
    """A figure in a text: where, the words it became, and whether they stand there as an element of their own."""

    entry: Entry
    location: Location
    words: str
    is_shown: bool = True
    section: Section = OPENING


@dataclass(frozen=True, slots=True)
class ClaimUse:
    """A claim in a text: the words that stand, their predicate, where, and the HTML id if they have one.

    `cases` are all that it could say, of which `which` stands. `name` is what the list of claims calls it on its page,
    whatever the data, and `card` the id of the card that its words open; both may be "".
    """

    words: str
    predicate: str
    tree: Tree
    location: Location
    anchor: str = ""
    section: Section = OPENING
    cases: tuple[Case, ...] = ()
    which: int = 0
    name: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True)
class NameUse:
    """Words in quotation marks that hold a number and are a name, which the guard passes over."""

    words: str
    location: Location


@dataclass(frozen=True, slots=True)
class Note:
    """The place behind a citation for the notes on the sources that it cites first."""

    sources: tuple[tuple[str, int], ...]
    """Their names, each with its number on the page."""


@dataclass
class Bound:
    """A bound text and what it uses. In `parts` stand the HTML, and what is drawn in its place later."""

    parts: list[str | Block | Note] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    claims: list[ClaimUse] = field(default_factory=list)
    names: list[NameUse] = field(default_factory=list)
    blocks: list[tuple[Block, Location]] = field(default_factory=list)
    """Charts and tables; small drawings are only parts."""
    whatifs: list[tuple[Block, Location]] = field(default_factory=list)
    guesses: list[tuple[Block, Location]] = field(default_factory=list)
    lists: dict[Block, int] = field(default_factory=dict)
    """Each list, with the number of headings before it."""
    opened: dict[str, int] = field(default_factory=dict)
    """The entries whose cards the page opens, each with the number of its card."""
    answers: dict[str, int] = field(default_factory=dict)
    """What claims could say, each with the number of the card that its words open."""
    cited: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    """Of each heading its level, its anchor and its words."""
    lines: list[tuple[str, str]] = field(default_factory=list)
    """The lines that a reader sees, each with the words of the heading over it."""
    sentences: dict[str, Sentence] = field(default_factory=dict)
    """Those in which claims stand, by the anchors of the claims."""
    lead: str = ""
    """The words of the first paragraph."""
    front: dict[str, str] = field(default_factory=dict)
    """Title and description as the front matter gives them, bound."""
    settings: dict[str, object] = field(default_factory=dict)
    """What the front matter tells the theme and the search."""

    @property
    def contents(self) -> list[Any]:
        """The headings as Python-Markdown tells them, one inside the other."""
        found: list[Any] = []
        open_: list[Any] = []
        for level, anchor, words in self.headings:
            item = {"level": level, "id": anchor, "name": words, "children": []}
            while open_ and open_[-1]["level"] >= level:
                open_.pop()
            (open_[-1]["children"] if open_ else found).append(item)
            open_.append(item)
        return found

    @property
    def text(self) -> str:
        """The HTML without what is drawn later."""
        return "".join(part for part in self.parts if isinstance(part, str))
