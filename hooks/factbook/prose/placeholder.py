"""The closed grammar between {{ and }}: a figure, a claim, literal words, a chart or a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.model.formula import FormulaError, Tree, parse_formula
from factbook.model.look import Look, LookError, parse_look

FIGURE = re.compile(r"(?P<figure>[A-Za-z_]\w*(?:\.\w+)+)\s*(?:\[(?P<key>[^\[\]]*)\])?\s*(?P<look>\|.*)?", re.DOTALL)
WORDS = re.compile(r'\s*(?:"(?P<straight>[^"]*)"|“(?P<curly>[^”]*)”)\s*')
BLOCK = re.compile(r"(?P<what>chart|table)\s+(?P<name>\w+)")
ELSE = re.compile(r"\belse\b(?=\s*[\"“])")
HINT = 'write {{ topic.name }}, {{ "words" }}, {{ "words" if topic.name > 95 % }}, {{ chart name }} or {{ table name }}'


@dataclass(frozen=True, slots=True)
class FigureUse:
    """A figure and how it is to read."""

    figure: str
    key: str | None
    look: Look


@dataclass(frozen=True, slots=True)
class Case:
    """Words and the predicate they stand under; None for the last else."""

    words: str
    predicate: str
    tree: Tree | None
    column: int


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
    """A chart or a table by name."""

    what: str
    name: str


Placeholder: TypeAlias = "FigureUse | Claim | Literal | Block"


def parse_placeholder(text: str, at: Location) -> Placeholder:
    """What stands between the braces; `at` is the place of its first character. Raises ProblemError."""
    lead = len(text) - len(text.lstrip())
    inner, at = text.strip(), at.shift(lead)
    words = WORDS.match(inner)
    if words:
        rest = inner[words.end() :]
        if not rest:
            return Literal(_said(words))
        return _claim(inner, at)
    if block := BLOCK.fullmatch(inner):
        return Block(block["what"], block["name"])
    if figure := FIGURE.fullmatch(inner):
        try:
            look = parse_look(figure["look"] or "")
        except LookError as error:
            place = at.shift(figure.start("look"))
            raise ProblemError(Problem(place, "unknown-option", str(error), error.hint)) from None
        key = figure["key"]
        return FigureUse(figure["figure"], None if key is None else key.strip().strip("\"'"), look)
    first = inner.split(maxsplit=1)[0] if inner else ""
    hint = suggest(first, ("chart", "table"), HINT)
    shown = inner if len(inner) <= 40 else inner[:40] + "…"
    raise ProblemError(Problem(at, "placeholder-syntax", f"'{shown}' can't stand between {{{{ and }}}}", hint))


def _claim(inner: str, at: Location) -> Claim:
    cases: list[Case] = []
    position = 0
    while True:
        words = WORDS.match(inner, position)
        if not words:
            raise _syntax(at.shift(position), "expected words in quotation marks")
        position = words.end()
        if position == len(inner):
            if not cases:
                raise _syntax(at, "a claim needs 'if' and a predicate")
            cases.append(Case(_said(words), "", None, 0))
            return Claim(tuple(cases))
        if not re.match(r"if\b", inner[position:]):
            raise _syntax(at.shift(position), "expected 'if' after the words")
        position += 2
        following = ELSE.search(inner, position)
        end = following.start() if following else len(inner)
        cases.append(_case(_said(words), inner, position, end, at))
        if not following:
            return Claim(tuple(cases))
        position = following.end()


def _case(words: str, inner: str, start: int, end: int, at: Location) -> Case:
    predicate = inner[start:end]
    column = start + len(predicate) - len(predicate.lstrip())
    try:
        return Case(words, " ".join(predicate.split()), parse_formula(predicate.strip()), column)
    except FormulaError as error:
        raise ProblemError(Problem(at.shift(column + error.column), error.code, str(error), error.hint)) from None


def _said(words: re.Match[str]) -> str:
    return str(words["straight"] if words["straight"] is not None else words["curly"])


def _syntax(at: Location, message: str) -> ProblemError:
    return ProblemError(Problem(at, "placeholder-syntax", message, HINT))
