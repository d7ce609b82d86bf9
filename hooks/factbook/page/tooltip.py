"""The meaning of a word where it first appears on a page: underlined, and opened by mouse, touch or keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from factbook.model.factbook import Factbook
from factbook.model.records import Term
from factbook.page.card import close_button
from factbook.page.place import GLOSSARY, term_id
from factbook.page.reference import Reference
from factbook.prose.bind import bind_words
from factbook.prose.markup import draw_opener

TAG = re.compile(r"""<!--.*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'"<>])*>""", re.DOTALL)
# A word inside one of these is a link, a name, code or a heading, and stays as it is.
SKIPPED = frozenset(
    [
        "a",
        "abbr",
        "button",
        "cite",
        "code",
        "data",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "kbd",
        "label",
        "nav",
        "pre",
        "q",
        "samp",
        "script",
        "style",
        "summary",
        "svg",
        "th",
    ]
)


def mark_terms(html: str, factbook: Factbook) -> tuple[str, list[Term]]:
    """The page with the first use of each term marked, and the terms that it uses."""
    waiting = {term_id(term): term for term in factbook.glossary if term.tooltip}
    if not waiting:
        return html, []
    found: list[Term] = []
    pieces: list[str] = []
    depth = done = 0
    for tag in [*TAG.finditer(html), None]:
        text = html[done : tag.start() if tag else len(html)]
        pieces.append(text if depth else _mark_text(text, waiting, found, factbook))
        if tag:
            pieces.append(tag[0])
            done = tag.end()
            if (tag["name"] or "").lower() in SKIPPED:
                depth = max(depth - 1, 0) if tag["close"] else depth + 1
    return "".join(pieces), found


def draw_term_cards(terms: Iterable[Term], factbook: Factbook, reference: Reference) -> str:
    """The cards that the marked words open."""
    cards = "".join(_card(term, factbook, reference) for term in terms)
    return f'<div class="term-cards" data-search-exclude>{cards}</div>' if cards else ""


def _mark_text(text: str, waiting: dict[str, Term], found: list[Term], factbook: Factbook) -> str:
    """Words between two tags; a term that is marked waits no longer."""
    pieces = []
    while waiting and (match := _pattern(tuple(term.term for term in waiting.values())).search(text)):
        name = next(name for name, term in waiting.items() if re.fullmatch(_form(term.term), match[0]))
        term = waiting.pop(name)
        found.append(term)
        pieces += [text[: match.start()], _marked(match[0], term, factbook)]
        text = text[match.end() :]
    return "".join([*pieces, text])


def link_term(term: Term, reference: Reference) -> str:
    """The address of a term's entry."""
    return reference.page(GLOSSARY, term_id(term))


def chinese_html(term: Term) -> str:
    """The Chinese word, said to be Chinese."""
    return f'<span lang="zh-Hans">{escape(term.chinese)}</span>' if term.chinese else ""


@lru_cache(maxsize=256)  # the same terms wait through most of a page
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the terms, the longest first."""
    forms = [_form(term) for term in sorted(terms, key=lambda term: -len(term))]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")


def _form(term: str) -> str:
    """A term as it may stand in a sentence: in the plural, and with a small first letter unless that is a name's."""
    words = escape(term, quote=False)
    first, rest = words[:1], re.escape(words[1:])
    common = " " in words or "-" in words
    start = f"[{re.escape(first.upper() + first.lower())}]" if common and rest == rest.lower() else re.escape(first)
    return rf"{start}{rest}s?"


def _marked(words: str, term: Term, factbook: Factbook) -> str:
    meaning = bind_words(term.meaning, factbook, markup=False).text
    return (
        f'<abbr class="term" title="{escape(" ".join(meaning.split()))}">'
        f"{draw_opener(words, f'term-{term_id(term)}')}</abbr>"
    )


def _card(term: Term, factbook: Factbook, reference: Reference) -> str:
    name = f"term-{term_id(term)}"
    address = link_term(term, reference)
    foot = f'<p class="card-foot"><a href="{address}">Glossary</a></p>' if address else ""
    return (
        f'<aside class="card term-card" id="{name}" popover role="note" aria-label="{escape(term.term)}">'
        f'<p class="card-title">{escape(term.term)} {chinese_html(term)}</p>{close_button(name)}'
        f"<p>{bind_words(term.meaning, factbook).text}</p>{foot}</aside>"
    )
