"""Binds a placeholder or citation to the factbook: the words it becomes, where they stand, and what they rest on.

Pure: a token and look-ups in, HTML, uses and problems out.
"""

from __future__ import annotations

import re
from html import escape

from markdown.extensions.toc import slugify

from factbook.ground.location import Location, Place
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.ground.typeset import set_quotes
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import TIMES, LookError
from factbook.model.records import Text
from factbook.model.series import Series
from factbook.model.unit import DATE
from factbook.prose.beside import unit_names
from factbook.prose.bound import OPENING, Bound, ClaimUse, NameUse, Use
from factbook.prose.claim import Held, settle
from factbook.prose.figure import figure_html, use_id
from factbook.prose.mark import Token, find_tokens
from factbook.prose.markup import draw_phrase
from factbook.prose.name import find_no_name
from factbook.prose.number import format_entry
from factbook.prose.placeholder import (
    GUESS,
    LISTS,
    SMALL,
    VERDICT,
    WHATIF,
    Block,
    Claim,
    FigureUse,
    Literal,
    parse_figure,
    parse_placeholder,
)
from factbook.prose.slot import ADDRESS, ALONE, ATTRIBUTE, LINK_TITLE, NOWHERE, TEXT, TITLE

CITATION = re.compile(r"@(?P<id>[\w-]+)(?:,\s*(?P<locator>[^;]+))?")
PLAIN = "plain"  # the context of words that are no HTML
NO_TAG = (ATTRIBUTE, PLAIN)
NAMES = {
    "chart": "a chart",
    "table": "a table",
    SMALL: "a small drawing",
    VERDICT: "a verdict",
    WHATIF: "a what-if",
    GUESS: "a guess",
}
NO_PLACE = {ADDRESS: "in an address", LINK_TITLE: "in the title of a link", NOWHERE: "here"}


def bind_words(words: Text, factbook: Factbook, *, markup: bool = True, anchor: str = "") -> Bound:
    """Words of a data file, which are no Markdown: as HTML without buttons, or as plain text.

    The ids of claims begin with the anchor, since a page may have such words several times.
    """
    bound = Bound()
    binder = Binder(factbook, bound, anchor=anchor)
    done = 0
    for token in find_tokens(words.text):
        bound.parts.append(_escaped(words.text[done : token.start], markup))
        bound.parts.append(binder.bind(token, words.locate, TITLE if markup else PLAIN))
        done = token.end
    bound.parts.append(_escaped(words.text[done:], markup))
    return bound


def bind_running(words: Text, factbook: Factbook, bound: Bound, anchor: str = "") -> str:
    """Words of a data file as running text of a page: HTML with the way to cards. Adds to `bound` what they use."""
    binder = Binder(factbook, bound, anchor=anchor, has_cards=True)
    set_words = set_quotes(words.text)
    done, parts = 0, list[str]()
    for token in find_tokens(set_words):
        parts += [escape(set_words[done : token.start], quote=False), binder.bind(token, words.locate, TEXT)]
        done = token.end
    return "".join([*parts, escape(set_words[done:], quote=False)])


class Binder:
    """Binds the tokens of one text, and adds to `bound` what they use."""

    def __init__(
        self, factbook: Factbook, bound: Bound, *, anchor: str = "", is_page: bool = False, has_cards: bool = False
    ) -> None:
        self.factbook, self.bound, self.anchor, self.is_page = factbook, bound, anchor, is_page
        self.has_cards = has_cards or is_page
        self.counts: dict[str, int] = {}
        self.section = OPENING

    def bind(self, token: Token, locate: Place, context: str) -> str:
        """What stands in place of a token; a problem leaves it visible for the one who mends it."""
        found = self.block_or_html(token, locate, context)
        return found if isinstance(found, str) else ""

    def block_or_html(self, token: Token, locate: Place, context: str) -> str | Block:
        """The same, or the block that is to stand there."""
        at = locate(token.start)
        try:
            _require_place(token, at, context)
            if token.kind == "citation":
                return self.citation(token, at, context)
            return self.placeholder(token, at, locate, context)
        except ProblemError as error:
            self.bound.problems.append(error.problem)
            if context in (*NO_TAG, *NO_PLACE):
                return ""
            return f'<mark class="problem">{escape(token.written)}</mark>'

    def placeholder(self, token: Token, at: Location, locate: Place, context: str) -> str | Block:
        """A figure, a claim, literal words or a block."""
        if figure := parse_figure(token.inside):
            return self.figure(figure, at, context)
        inside = token.start + len("{{")

        def place(offset: int) -> Location:
            return locate(inside + offset)

        found = parse_placeholder(token.inside, place)
        if isinstance(found, FigureUse):
            return self.figure(found, at, context)
        if isinstance(found, Literal):
            return self.name(found, at, context)
        if isinstance(found, Block):
            return self.block(found, at, context)
        return self.claim(found, settle(found, self.factbook, at, place), at, context)

    def name(self, found: Literal, at: Location, context: str) -> str:
        """Words that the guard passes over, since they are a name."""
        if wrong := find_no_name(found.words, at, unit_names(self.factbook.units)):
            raise ProblemError(wrong)
        self.bound.names.append(NameUse(set_quotes(found.words), at))
        return _for(context, set_quotes(found.words))

    def figure(self, found: FigureUse, at: Location, context: str) -> str:
        """The number with the way to its card, where a button may stand."""
        entry = self.entry(found, at)
        try:
            words = format_entry(entry, found.look)
        except LookError as error:
            raise ProblemError(Problem(at, "unknown-option", str(error), error.hint)) from None
        is_time = entry.period and found.look.options & TIMES and entry.figure.measure.dimension != DATE
        is_shown = context not in NO_TAG and not is_time
        self.bound.uses.append(Use(entry, at, words, is_shown, self.section))
        if context in NO_TAG:
            return _for(context, words)
        if entry.period and is_time:
            return f'<time datetime="{entry.period.text}">{escape(words, quote=False)}</time>'
        card = anchor = ""
        if self.is_page:
            self.counts[entry.id] = self.counts.get(entry.id, 0) + 1
            anchor = use_id(entry.id, self.counts[entry.id])
        if self.has_cards and context in (TEXT, ALONE):
            card = f"N{self.bound.opened.setdefault(entry.id, len(self.bound.opened) + 1)}"
        return figure_html(entry, words, card, anchor)

    def entry(self, found: FigureUse, at: Location) -> Entry:
        """The entry that is meant."""
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

    def claim(self, found: Claim, held: Held, at: Location, context: str) -> str:
        """The words that hold, with the way to what they depend on, where a button may stand."""
        shown = context not in NO_TAG
        named = self.is_page or self.anchor
        anchor = f"{self.anchor}claim-{len(self.bound.claims) + 1}" if shown and named else ""
        words = set_quotes(held.words)
        card = self.answer(found, held) if words.strip() and self.has_cards and context in (TEXT, ALONE) else ""
        name = self.name_of_claim(found) if self.is_page else ""
        self.bound.claims.append(
            ClaimUse(words, held.predicate, held.tree, at, anchor, self.section, found.cases, held.which, name, card)
        )
        if not shown:
            return _for(context, words)
        predicate = escape(held.predicate)
        given = f' id="{anchor}"' if anchor else ""
        said = escape(words)
        return f'<span class="claim"{given} data-claim="{predicate}">{draw_phrase(said, card) if card else said}</span>'

    def answer(self, found: Claim, held: Held) -> str:
        """The id of the card of a claim, which no claim of a ledger has: one card for all that could say the same and do."""
        key = " else ".join([held.words, *(f"{case.words} if {case.predicate}" for case in found.cases)])
        return f"W-{self.bound.answers.setdefault(key, len(self.bound.answers) + 1)}"

    def name_of_claim(self, found: Claim) -> str:
        """What a list calls a claim of this page, whichever of its words stand."""
        name = str(slugify(found.cases[0].words, "-")) or "claim"
        self.counts[name] = count = self.counts.get(name, 0) + 1
        return name if count == 1 else f"{name}.{count}"

    def block(self, found: Block, at: Location, context: str) -> Block:
        """A chart, a table, verdicts, a what-if or a list on a line of its own."""
        if context != ALONE:
            said = f"{'this list' if found.is_list else NAMES[found.what]} can't stand inside a line"
            hint = "give it a line of its own, with an empty line before and after"
            raise ProblemError(Problem(at, "placeholder-syntax", said, hint))
        if found.is_list:
            self.add_list(found, at)
            return found
        if found.what == VERDICT:
            self.require_claims(found.name.split(), at)
            return found
        if found.what == WHATIF:
            self.add_whatif(found, at)
            return found
        if found.what == GUESS:
            self.add_guess(found, at)
            return found
        if found.name not in self.factbook.charts:
            hint = suggest(found.name, self.factbook.charts, "charts are named in data/charts.yml")
            raise ProblemError(Problem(at, "unknown-chart", f"there is no chart '{found.name}'", hint))
        if found.what == SMALL and self.factbook.charts[found.name].kind == "table":
            raise ProblemError(Problem(at, "unknown-chart", f"'{found.name}' is a table, which has no small drawing",
                                       "name a chart of another kind"))  # fmt: skip
        if found.what != SMALL:
            self.bound.blocks.append((found, at))
        return found

    def require_claims(self, names: list[str], at: Location) -> None:
        """Raise ProblemError for a claim that the ledger does not have, or that is named twice."""
        known = [claim.id for claim in self.factbook.ledger]
        for name in names:
            if name not in known:
                hint = suggest(name, known, "claims are named in data/ledger.yml")
                raise ProblemError(Problem(at, "unknown-claim", f"the ledger has no claim '{name[:40]}'", hint))
            if names.count(name) > 1:
                raise ProblemError(Problem(at, "unknown-claim", f"'{name[:40]}' is named twice", "name it once"))

    def add_whatif(self, found: Block, at: Location) -> None:
        """A what-if, once on a page, since its controls have names."""
        if found.name not in self.factbook.whatifs:
            hint = suggest(found.name, self.factbook.whatifs, "what-ifs are named in data/whatif.yml")
            raise ProblemError(Problem(at, "unknown-whatif", f"there is no what-if '{found.name}'", hint))
        if found.name in [block.name for block, _ in self.bound.whatifs]:
            raise ProblemError(
                Problem(at, "unknown-whatif", "this what-if stands on the page twice", "keep one of them")
            )
        self.bound.whatifs.append((found, at))

    def add_guess(self, found: Block, at: Location) -> None:
        """A guess, once on a page, and with it the chart that it shows."""
        guess = self.factbook.guesses.get(found.name)
        if guess is None:
            hint = suggest(found.name, self.factbook.guesses, "guesses are named in data/guess.yml")
            raise ProblemError(Problem(at, "unknown-guess", f"there is no guess '{found.name}'", hint))
        if found in [block for block, _ in self.bound.guesses]:
            raise ProblemError(Problem(at, "unknown-guess", "this guess stands on the page twice", "keep one of them"))
        self.bound.guesses.append((found, at))
        if guess.chart in self.factbook.charts:
            self.bound.blocks.append((Block("chart", guess.chart), at))

    def add_list(self, found: Block, at: Location) -> None:
        """A list, once on a page, since its parts have names."""
        topics = {figure.topic for figure in self.factbook.figures.values()} if found.what == "figures" else set()
        parts = {*LISTS[found.what], *topics}
        if found.name and found.name not in parts:
            hint = suggest(found.name, parts, f"write {{{{ {found.what} }}}}; its parts are {', '.join(sorted(parts))}")
            raise ProblemError(Problem(at, "unknown-list", f"{found.what} has no part '{found.name}'", hint))
        if found in self.bound.lists:
            raise ProblemError(Problem(at, "unknown-list", "this list stands on the page twice", "keep one of them"))
        self.bound.lists[found] = len(self.bound.headings)

    def citation(self, token: Token, at: Location, context: str) -> str:
        """The numbers of sources; nothing where no link may stand."""
        links = []
        for part in token.inside.split(";"):
            match = CITATION.fullmatch(part.strip())
            name = match["id"] if match else part.strip()
            if not match or name not in self.factbook.sources:
                hint = suggest(name, self.factbook.sources, "add it to data/sources.yml")
                raise ProblemError(Problem(at, "unknown-source", f"there is no source '{name[:60]}'", hint))
            number = self.bound.cited.setdefault(name, len(self.bound.cited) + 1)
            title = escape(self.factbook.sources[name].title)
            locator = f", {escape(match['locator'].strip())}" if match["locator"] else ""
            links.append(f'<a href="#source-{name}" title="{title}">{number}</a>{locator}')
        return "" if context not in (TEXT, ALONE) else f'<sup class="citation">{" ".join(links)}</sup>'


def _require_place(token: Token, at: Location, context: str) -> None:
    if context in NO_PLACE:
        said = f"a {token.kind} can't stand {NO_PLACE[context]}"
        hint = "say it in the text of the link" if context == LINK_TITLE else "say it in the text"
        raise ProblemError(Problem(at, "placeholder-syntax", said, hint))
    if token.kind == "unclosed":
        raise ProblemError(Problem(at, "placeholder-syntax", "'{{' is never closed", "end it with }}"))


def _for(context: str, words: str) -> str:
    """Words that are data and no markup, wherever they stand."""
    return words if context == PLAIN else escape(words, quote=context == ATTRIBUTE)


def _escaped(text: str, markup: bool) -> str:
    return escape(text, quote=False) if markup else text
