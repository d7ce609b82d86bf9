"""A converted page with a slot for each token, read once as a browser reads it.

The one walk over the HTML tells where each token stands, which words a reader sees, and what no page may have. So
what the guard reads is what the reader reads, and a token needs no guess about Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape

from factbook.ground.problem import Problem
from factbook.prose.mark import TOKEN, Token, read_token
from factbook.prose.reading import Reading
from factbook.prose.slot import (
    ALONE,
    NOWHERE,
    TEXT,
    Address,
    Heading,
    Raw,
    Slot,
)
from factbook.prose.source import Source
from factbook.prose.walk import Walk

WORD_AND_SPACE = re.compile(r"[\w%)}”’\"'] \Z")  # not a bullet and its space, nor the edge of a cell
NO_BREAK = "\u00a0"
# Of a link or picture, not to a part of the same page, another site, or a path from the root.
FILE = re.compile(r'(?<=<)(?:a|img)\s[^<>]*?\b(?:href|src)="(?P<address>(?![a-zA-Z][\w+.-]*:)[^"#/<>][^"<>]*)(?=")')


@dataclass(frozen=True, eq=False)
class Template:
    """Literal HTML and slots in turn, what a reader sees, and what is wrong whatever the numbers are."""

    source: Source
    tokens: tuple[Token, ...]
    pieces: tuple[str | Slot | Address, ...]
    headings: tuple[Heading, ...] = ()
    readings: tuple[Reading, ...] = ()
    """The running text, then what appears beside it, such as the words for a picture."""
    heading_starts: tuple[int, ...] = ()
    """Where in the running text each heading begins."""
    lead: tuple[int, int] = (0, 0)
    """Where in the running text the first paragraph begins and ends."""
    raw: tuple[Raw, ...] = ()
    """The words as they are, in order; characters of readings have their origin in it."""
    problems: tuple[Problem, ...] = ()
    links: tuple[str, ...] = ()
    """The addresses that lead to other parts of the site."""
    ids: frozenset[str] = frozenset()


def read_template(html: str, source: Source, tokens: tuple[Token, ...]) -> Template:
    """The template of a page; `tokens` are those that its HTML can hold."""
    walk = Walk(source, tokens)
    walk.read(html)
    walk.end()
    pieces = tuple(_split(html, walk.contexts, tokens))
    placed = {piece.number for piece in pieces if isinstance(piece, Slot)}
    lost = [number for number in range(len(tokens)) if number not in placed]
    return Template(
        source,
        tokens,
        (*pieces, *(Slot(number, NOWHERE, 0) for number in lost)),
        tuple(walk.headings),
        (walk.main.reading(), *walk.asides),
        tuple(walk.heading_starts),
        walk.lead,
        tuple(walk.raw),
        tuple(dict.fromkeys(walk.problems)),
        tuple(walk.links),
        frozenset(walk.ids),
    )


def _split(
    html: str, contexts: Mapping[int, list[tuple[str, int]]], tokens: tuple[Token, ...]
) -> Iterator[str | Slot | Address]:
    """The HTML between the tokens, and their slots; a citation stays on the line of its word."""
    waiting = {number: iter(found) for number, found in contexts.items()}
    done, before = 0, ""
    for match in TOKEN.finditer(html):
        number = read_token(match)
        context, section = next(waiting.get(number, iter(())), (NOWHERE, 0))
        literal = html[done : match.start()]
        is_cited = number < len(tokens) and tokens[number].kind == "citation" and context in (TEXT, ALONE)
        if is_cited and WORD_AND_SPACE.search((before + literal)[-2:]):
            literal = literal[:-1] + NO_BREAK
        yield from _split_addresses(literal)
        if number < len(tokens):
            yield Slot(number, context, section)
        done, before = match.end(), ")"
    yield from _split_addresses(html[done:])


def _split_addresses(html: str) -> Iterator[str | Address]:
    """HTML between the addresses of other files."""
    done = 0
    for match in FILE.finditer(html):
        yield html[done : match.start("address")]
        yield Address(unescape(match["address"]))
        done = match.end()
    yield html[done:]


def shift_tokens(tokens: tuple[Token, ...], offset: int) -> tuple[Token, ...]:
    """The same tokens of a text that starts further on."""
    return tuple(replace(token, start=token.start + offset, end=token.end + offset) for token in tokens)
