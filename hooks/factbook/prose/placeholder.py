"""The closed grammar between {{ and }}: a figure, a claim, a name, or a block such as a chart or a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from factbook.ground.location import Location, Place
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.model.formula import FormulaError, Tree
from factbook.model.look import Look, LookError, parse_look
from factbook.model.parse import parse_formula
from factbook.model.records import VERDICTS

FIGURE = re.compile(r"(?P<figure>[A-Za-z_]\w*(?:\.\w+)+)\s*(?:\[(?P<key>[^\[\]]*)\])?\s*(?P<look>\|.*)?", re.DOTALL)
WORDS = re.compile(r'\s*(?:"(?P<straight>[^"]*)"|“(?P<curly>[^”]*)”)\s*')
# What can be listed, and the parts of it that a page can show alone; of figures also each topic.
LISTS: Mapping[str, tuple[str, ...]] = {
    "ledger": VERDICTS,
    "claims": ("exact",),
    "figures": ("summary",),
    "sources": ("summary",),
    "timeline": ("summary",),
    "glossary": ("mistranslated",),
    "changes": ("summary",),
    "names": (),
}
SMALL, VERDICT, WHATIF, GUESS = "small", "verdict", "whatif", "guess"
BLOCK = re.compile(
    rf"(?P<what>chart|table|{SMALL}|{WHATIF}|{GUESS})\s+(?P<name>\w+)|(?P<list>{'|'.join(LISTS)})(?:\s+(?P<part>\w+))?"
)
VERDICTS_ON = re.compile(rf"{VERDICT}(?P<claims>(?:\s+\w+)+)")
ELSE = re.compile(r"\belse\b(?=\s*[\"“])")
IF = re.compile(r"if\b")
HINT = 'write {{ topic.name }}, {{ "words" }}, {{ "words" if topic.name > 95 % }}, {{ chart name }} or {{ table name }}'
NAMED = {
    **{what: f"write {{{{ {what} name }}}} on a line of its own" for what in ("chart", "table", SMALL, WHATIF, GUESS)},
    VERDICT: f"write {{{{ {VERDICT} R10 }}}}, with the ids of claims, on a line of its own",
}


@dataclass(frozen=True, slots=True)
class FigureUse:
    """A figure and how it is to read."""

    figure: str
    key: str | None
    look: Look


@dataclass(frozen=True, slots=True)
class Case:
    """Words and the predicate they stand under, which starts at `offset`; None for the last else."""

    words: str
    predicate: str
    tree: Tree | None
    offset: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that depend on numbers, first case that holds."""

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """Words with digits in them that are no figure."""

    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """What stands on a line of its own: a chart, table, small drawing or what-if by its name, verdicts, or a list."""

    what: str
    name: str

    @property
    def is_list(self) -> bool:
        """Whether it lists what is in data/."""
        return self.what in LISTS


Placeholder: TypeAlias = "FigureUse | Claim | Literal | Block"


@lru_cache(maxsize=65_536)
def parse_figure(text: str) -> FigureUse | None:
    """The same for a figure without fault, by far the most frequent; None for all else."""
    match = FIGURE.fullmatch(text.strip())
    try:
        look = parse_look((match and match["look"]) or "")
    except LookError:
        return None
    return _figure(match, look) if match else None


def parse_placeholder(text: str, place: Place) -> Placeholder:
    """What stands between the braces; `place` tells where each character of it is. Raises ProblemError."""
    lead = len(text) - len(text.lstrip())
    inner = text.strip()
    words = WORDS.match(inner)
    if words:
        rest = inner[words.end() :]
        if not rest:
            return Literal(_said(words))
        return _claim(text.rstrip(), lead, place)
    if block := BLOCK.fullmatch(inner):
        return Block(block["what"] or block["list"], block["name"] or block["part"] or "")
    if verdict := VERDICTS_ON.fullmatch(inner):
        return Block(VERDICT, " ".join(verdict["claims"].split()))
    if figure := FIGURE.fullmatch(inner):
        try:
            look = parse_look(figure["look"] or "")
        except LookError as error:
            at = place(lead + figure.start("look"))
            raise ProblemError(Problem(at, "unknown-option", str(error), error.hint)) from None
        return _figure(figure, look)
    first = inner.split(maxsplit=1)[0] if inner else ""
    hint = NAMED.get(first) or suggest(first, ("chart", "table", SMALL, VERDICT, WHATIF, GUESS, *LISTS), HINT)
    shown = inner if len(inner) <= 40 else inner[:40] + "…"
    raise ProblemError(Problem(place(lead), "placeholder-syntax", f"'{shown}' can't stand between {{{{ and }}}}", hint))


def _figure(match: re.Match[str], look: Look) -> FigureUse:
    key = match["key"]
    return FigureUse(match["figure"], None if key is None else key.strip().strip("\"'"), look)


def _claim(text: str, position: int, place: Place) -> Claim:
    cases: list[Case] = []
    while True:
        words = WORDS.match(text, position)
        if not words:
            raise _syntax(place(position), "expected words in quotation marks")
        position = words.end()
        if position == len(text):
            cases.append(Case(_said(words), "", None, 0))
            return Claim(tuple(cases))
        if not IF.match(text, position):
            raise _syntax(place(position), "expected 'if' after the words")
        position += 2
        following = ELSE.search(text, position)
        end = following.start() if following else len(text)
        cases.append(_case(_said(words), text, position, end, place))
        if not following:
            return Claim(tuple(cases))
        position = following.end()


def _case(words: str, text: str, start: int, end: int, place: Place) -> Case:
    predicate = text[start:end]
    offset = start + len(predicate) - len(predicate.lstrip())
    try:
        return Case(words, " ".join(predicate.split()), parse_formula(predicate.strip()), offset)
    except FormulaError as error:
        raise ProblemError(Problem(place(offset + error.column), error.code, str(error), error.hint)) from None


def _said(words: re.Match[str]) -> str:
    return str(words["straight"] if words["straight"] is not None else words["curly"])


def _syntax(at: Location, message: str) -> ProblemError:
    return ProblemError(Problem(at, "placeholder-syntax", message, HINT))
