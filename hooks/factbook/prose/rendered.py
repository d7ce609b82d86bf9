"""Finds what could run, load or disguise something in the HTML that Markdown made.

`safety` reads the Markdown, and so can name the line; but Markdown has more ways to write a thing than a reader of
it can know, and some pages are made from data. What counts is what a browser gets, so this looks at that: all of
it must be on a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factbook.ground.location import Location, locate
from factbook.ground.problem import Problem
from factbook.prose.safety import ATTRIBUTES, ELEMENTS, HINT, OWN_ID, SCHEME, is_safe_address

# What the extensions and our own hooks add to what may be typed.
ADDED_ELEMENTS = frozenset(["button", "data", "h1", "nav"])
ADDED_ATTRIBUTES = frozenset(
    ["aria-current", "data-claim", "data-figure", "data-search-exclude", "popovertarget", "rel", "tabindex"]
)
FRAME = ("html", "head", "body")  # which the parser adds, without attributes
ALIGNMENT = re.compile(r"text-align: (?:left|right|center);")  # of the cells of a table
ADDRESSES = ("href", "src", "cite")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
OWN_CLASSES = {"claim", "insert"}
END = "end-of-page"


@dataclass(frozen=True, slots=True)
class Written:
    """A text that a person wrote, and where it starts in its file."""

    path: str
    text: str
    first_line: int = 1


def find_rendered(html: str, sources: Sequence[Written], is_taken: Callable[[str], bool]) -> Iterator[Problem]:
    """Elements, attributes, addresses and names that a page may not have; `is_taken` tells the names of our parts.

    Their place is where the sources first have the words in question, else the start of the first source.
    """
    tree = LexborHTMLParser(f'{html}<i id="{END}"></i>')
    for node in tree.root.css("*") if tree.root else ():
        for words, code, message, hint in _in_element(node, is_taken):
            yield Problem(_find_place(words, sources), code, message, hint)
    if not tree.css_first(f"i[id='{END}']"):
        yield Problem(Location(sources[0].path), "unsafe-html", "an element or a comment has no end", HINT)


def _find_place(words: str, sources: Sequence[Written]) -> Location:
    for source in sources:
        found = source.text.find(words)
        if found >= 0:
            return locate(source.path, source.text, found, source.first_line)
    return Location(sources[0].path)


def _in_element(node: LexborNode, is_taken: Callable[[str], bool]) -> Iterator[tuple[str, str, str, str]]:
    """For each fault its words in the page, and the code, message and hint of its problem."""
    tag = str(node.tag)
    if tag not in ELEMENTS | ADDED_ELEMENTS and tag not in FRAME and not tag.startswith("-"):
        yield f"<{tag}", "unsafe-html", f"the element <{tag[:40]}> can't stand in a page", HINT
    for name, value in node.attributes.items():
        words = value or ""
        allowed = name in ATTRIBUTES | ADDED_ATTRIBUTES and tag not in FRAME
        if not allowed and not (name == "style" and ALIGNMENT.fullmatch(words)):
            yield name, "unsafe-html", f"the attribute '{name[:40]}' can't stand in a page", HINT
        elif name in ADDRESSES and words and not is_safe_address(words):
            hint = "use https:// or the path of a page"
            yield words, "unsafe-address", f"a link can't lead to '{words[:60]}'", hint
        elif name == "src" and SCHEME.match(unescape(words)):
            hint = "put it into docs/assets/ if its licence allows that"
            yield words, "unsafe-address", f"the picture '{words[:60]}' is on another site", hint
        elif name == "id" and OWN_ID.match(words) and not _is_ours(node, words, is_taken):
            yield words, "unsafe-html", f"the name '{words[:40]}' is one that the site gives", "choose another"


def _is_ours(node: LexborNode, name: str, is_taken: Callable[[str], bool]) -> bool:
    """Whether an element may have such a name: one of our own, or a heading whose name is only alike."""
    if node.tag in HEADINGS:
        return not is_taken(name)
    return bool(OWN_CLASSES & set((node.attributes.get("class") or "").split()))
