"""Replaces placeholders and citations in a text by what the factbook says.

A pure function: text and look-ups in, text, uses and problems out. It runs before Markdown does,
so headings, the table of contents and the search index see the same words as the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from html import escape

from factbook.ground.location import Lines, Location, Place
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.ground.typeset import set_quotes
from factbook.model.evaluate import Series
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import Tree
from factbook.model.look import TIMES, LookError
from factbook.model.records import Text
from factbook.model.unit import DATE
from factbook.prose.claim import Held, settle
from factbook.prose.number import NO_BREAK, format_entry
from factbook.prose.placeholder import Block, FigureUse, Literal, parse_figure, parse_placeholder
from factbook.prose.scan import Span, scan
from factbook.prose.section import Section, find_sections

CITATION = re.compile(r"@(?P<id>[\w-]+)(?:,\s*(?P<locator>[^;]+))?")
WORD_AND_SPACE = re.compile(r"[\w%)}”’\"'] ")  # not a bullet and its space, nor the edge of a cell
ALONE = "alone"  # the context of what has a line of its own
MARKUP = re.compile(r"[\\`*_{}\[\]#|~<>&]")
PLAIN_CONTEXTS = ("attribute", "alt", "plain", "target")  # no tag may stand inside these
QUIET_CONTEXTS = ("link", "heading", "title")  # no button may stand inside these


@dataclass(frozen=True, slots=True)
class Use:
    """A figure in a text: where, the words it became, and whether they stand there as an element of their own."""

    entry: Entry
    location: Location
    words: str
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class ClaimUse:
    """A claim in a text: the words that stand, their predicate, where, and the HTML id if they have one."""

    words: str
    predicate: str
    tree: Tree
    location: Location
    anchor: str = ""


@dataclass
class Bound:
    """A bound text and what it uses. `blocks` stand in the text as numbered, empty elements."""

    text: str = ""
    uses: list[Use] = field(default_factory=list)
    claims: list[ClaimUse] = field(default_factory=list)
    blocks: list[tuple[Block, Location]] = field(default_factory=list)
    cited: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    source: str = ""
    first_line: int = 1
    front: dict[str, str] = field(default_factory=dict)
    """Title and description as the front matter gives them, bound."""
    settings: dict[str, object] = field(default_factory=dict)
    """What the front matter tells the theme and the search."""

    @property
    def sections(self) -> list[Section]:
        """The headings of a page, in order; a notebook has none that are known before it runs."""
        return find_sections(self.source, self.text, self.first_line) if self.source else []


def bind_markdown(text: str, path: str, factbook: Factbook, first_line: int = 1, bound: Bound | None = None) -> Bound:
    """The text of a page; `first_line` is where it starts in its file. Adds to `bound` if one is given."""
    return _Binder(factbook, bound or Bound()).markdown(text, path, first_line)


def bind_words(words: Text, factbook: Factbook, *, markup: bool = True) -> Bound:
    """Words of a data file, which are no Markdown: as HTML without buttons, or as plain text."""
    bound = Bound()
    binder = _Binder(factbook, bound)
    spans, _ = scan(words.text)
    done, pieces = 0, []
    for span in spans:
        pieces.append(_escaped(words.text[done : span.start], markup))
        pieces.append(binder.replace(span, words.locate, "title" if markup else "plain"))
        done = span.end
    bound.text = "".join([*pieces, _escaped(words.text[done:], markup)])
    return bound


def figure_html(entry: Entry, words: str, button: bool) -> str:
    """The words of a figure with its name, its value in the base unit, and the way to its card."""
    data = f'<data class="figure" data-figure="{entry.id}" value="{plain_value(entry)}">{_inert(words)}'
    if not button:
        return data + "</data>"
    return f'{data}<button type="button" popovertarget="{card_id(entry.id)}" aria-label="source"></button></data>'


def entry_anchor(entry_id: str) -> str:
    """The permanent anchor of an entry: topic.name, or topic.name-key for a member."""
    return entry_id.replace("[", "-").replace("]", "")


def card_id(entry_id: str) -> str:
    """The HTML id of an entry's card."""
    return f"card-{entry_anchor(entry_id)}"


def plain_value(entry: Entry) -> str:
    """The value in the base unit, to fifteen digits; a date as a date."""
    if entry.figure.measure.head.kind == "date" and entry.period:
        return entry.period.text
    return _fifteen_digits(entry.quantity.value)


@lru_cache(maxsize=65_536)
def _fifteen_digits(value: Decimal) -> str:
    return format(Decimal(f"{value:.15g}").normalize(), "f")


class _Binder:
    def __init__(self, factbook: Factbook, bound: Bound) -> None:
        self.factbook, self.bound = factbook, bound

    def markdown(self, text: str, path: str, first_line: int) -> Bound:
        spans, _ = scan(text)
        lines = Lines(path, text, first_line)
        done, pieces = 0, []
        for span in spans:
            before, shown = text[done : span.start], self.replace(span, lines.locate, _context(span, text))
            if span.kind == "citation" and shown and WORD_AND_SPACE.match(text, max(span.start - 2, 0), span.start):
                before = before[:-1] + NO_BREAK
            pieces += [before, shown]
            done = span.end
        pieces.append(text[done:])
        self.bound.text = "".join(pieces)
        self.bound.source, self.bound.first_line = text, first_line
        return self.bound

    def replace(self, span: Span, locate: Place, context: str) -> str:
        """What stands in place of a span; a problem leaves it visible for the one who mends it."""
        at = locate(span.start)
        try:
            if span.kind == "placeholder":
                return self.placeholder(span, at, locate, context)
            return self.citation(span, at, context) if span.kind == "citation" else self.unclosed(at)
        except ProblemError as error:
            self.bound.problems.append(error.problem)
            if context in PLAIN_CONTEXTS:
                return ""
            written = (
                "{{"
                if span.kind == "unclosed"
                else "{{" + span.text + "}}"
                if span.kind == "placeholder"
                else f"[{span.text}]"
            )
            return f'<mark class="problem">{_inert(written)}</mark>'

    def unclosed(self, at: Location) -> str:
        raise ProblemError(Problem(at, "placeholder-syntax", "'{{' is never closed", "end it with }}"))

    def placeholder(self, span: Span, at: Location, locate: Place, context: str) -> str:
        if context == "target":
            said = "a placeholder can't stand in the title of a link"
            raise ProblemError(Problem(at, "placeholder-syntax", said, "say it in the text of the link"))
        figure = parse_figure(span.text)
        if figure:
            return self.figure(figure, at, context)
        inside = span.start + len("{{")

        def place(offset: int) -> Location:
            return locate(inside + offset)

        found = parse_placeholder(span.text, place)
        if isinstance(found, FigureUse):
            return self.figure(found, at, context)
        if isinstance(found, Literal):
            return _for(context, set_quotes(found.words))
        if isinstance(found, Block):
            return self.block(found, at, context)
        return self.claim(settle(found, self.factbook, at, place), at, context)

    def figure(self, found: FigureUse, at: Location, context: str) -> str:
        entry = self.entry(found, at)
        try:
            words = format_entry(entry, found.look)
        except LookError as error:
            raise ProblemError(Problem(at, "unknown-option", str(error), error.hint)) from None
        is_time = entry.period and found.look.options & TIMES and entry.figure.measure.dimension != DATE
        self.bound.uses.append(Use(entry, at, words, context not in PLAIN_CONTEXTS and not is_time))
        if context in PLAIN_CONTEXTS:
            return _for(context, words)
        if entry.period and is_time:
            return f'<time datetime="{entry.period.text}">{_inert(words)}</time>'
        return figure_html(entry, words, context not in QUIET_CONTEXTS)

    def entry(self, found: FigureUse, at: Location) -> Entry:
        try:
            return self.factbook.entry(found.figure, found.key)
        except LookupError:
            value = self.factbook.values.get(found.figure)
        if value is None:
            hint = suggest(found.figure, self.factbook.figures, "the names are in data/figures/")
            raise ProblemError(Problem(at, "unknown-figure", f"there is no figure '{found.figure}'", hint))
        if isinstance(value, Series):
            keys = list(value.members)
            said = f"'{found.figure}' has no member '{found.key}'" if found.key else f"'{found.figure}' is a series"
            raise ProblemError(
                Problem(at, "unknown-member", said, f"write {found.figure}[{keys[-1]}]; it has {', '.join(keys)}")
            )
        raise ProblemError(
            Problem(
                at,
                "unknown-member",
                f"'{found.figure}' is one number and has no members",
                f"write {{{{ {found.figure} }}}}",
            )
        )

    def claim(self, held: Held, at: Location, context: str) -> str:
        shown = context not in PLAIN_CONTEXTS
        anchor = f"claim-{len(self.bound.claims) + 1}" if shown else ""
        words = set_quotes(held.words)
        self.bound.claims.append(ClaimUse(words, held.predicate, held.tree, at, anchor))
        if not shown:
            return escape(words) if context == "attribute" else words
        predicate = escape(held.predicate)
        return f'<span class="claim" id="{anchor}" data-claim="{predicate}">{escape(words)}</span>'

    def block(self, found: Block, at: Location, context: str) -> str:
        if context != ALONE:
            raise ProblemError(
                Problem(
                    at,
                    "placeholder-syntax",
                    f"a {found.what} can't stand inside a line",
                    "give it a line of its own, with an empty line before and after",
                )
            )
        if found.name not in self.factbook.charts:
            hint = suggest(found.name, self.factbook.charts, "charts are named in data/charts.yml")
            raise ProblemError(Problem(at, "unknown-chart", f"there is no chart '{found.name}'", hint))
        self.bound.blocks.append((found, at))
        return f'<div class="insert" id="{found.what}-{found.name}"></div>'

    def citation(self, span: Span, at: Location, context: str) -> str:
        links = []
        for part in span.text.split(";"):
            match = CITATION.fullmatch(part.strip())
            name = match["id"] if match else part.strip()
            if not match or name not in self.factbook.sources:
                hint = suggest(name, self.factbook.sources, "add it to data/sources.yml")
                raise ProblemError(Problem(at, "unknown-source", f"there is no source '{name[:60]}'", hint))
            number = self.bound.cited.setdefault(name, len(self.bound.cited) + 1)
            title = _for("attribute", self.factbook.sources[name].title)
            locator = f", {escape(match['locator'].strip())}" if match["locator"] else ""
            links.append(f'<a href="#source-{name}" title="{title}">{number}</a>{locator}')
        return "" if context not in ("text", ALONE) else f'<sup class="citation">{" ".join(links)}</sup>'


def _context(span: Span, text: str) -> str:
    """The span's context, or that it has a line of its own."""
    line = text.rfind("\n", 0, span.start) + 1
    if span.context != "text" or text[line : span.start].strip():
        return span.context
    end = text.find("\n", span.end)
    return span.context if text[span.end : end if end >= 0 else len(text)].strip() else ALONE


def _for(context: str, words: str) -> str:
    """Words that are data and no markup, wherever they stand."""
    if context == "plain":
        return words
    return _inert(words).replace('"', "&#34;").replace("'", "&#39;") if context == "attribute" else _inert(words)


def _escaped(text: str, markup: bool) -> str:
    return escape(text, quote=False) if markup else text


def _inert(words: str) -> str:
    """Words that Markdown will print as they are."""
    return MARKUP.sub(lambda match: f"&#{ord(match[0])};", words)
