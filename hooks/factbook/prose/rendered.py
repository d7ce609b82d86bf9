"""Finds what could run, load or disguise something in the HTML that Markdown made.

`safety` reads the Markdown, and so can name the line; but Markdown has more ways to write a thing than a reader of
it can know, and some pages are made from data. What counts is what a browser gets, so this looks at that: all of
it must be on a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factbook.ground.location import Location, locate
from factbook.ground.problem import Problem
from factbook.prose.safety import (
    ADDRESSES,
    ATTRIBUTES,
    ELEMENTS,
    HINT,
    OWN_ID,
    find_remote,
    is_safe_address,
    refuse_address,
    refuse_attribute,
    refuse_element,
    refuse_name,
)

# What the extensions and our own hooks add to what may be typed.
ALL_ELEMENTS = ELEMENTS | {"button", "data", "h1", "nav"}
ALL_ATTRIBUTES = ATTRIBUTES | {
    "aria-current",
    "data-claim",
    "data-figure",
    "data-search-exclude",
    "popovertarget",
    "tabindex",
}
FRAME = ("html", "head", "body")  # which the parser adds, without attributes
ALIGNMENT = re.compile(r"text-align: (?:left|right|center);")  # of the cells of a table
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# How a tag is written that each reader of the page, our own steps too, takes for the same.
STRICT = re.compile(
    r"""</[a-zA-Z][a-zA-Z0-9]*\s*>|<[a-zA-Z][a-zA-Z0-9]*(?:\s+[a-zA-Z_][\w:-]*(?:="[^"<>]*")?)*\s*/?>|<!--(?!-?>).*?-->""",
    re.DOTALL,
)
OWN_NAMED = {("div", "insert", "chart"), ("div", "insert", "table"), ("span", "claim", "claim")}
FIRST_WORDS = re.compile(r"<[^\s<>\"]*")
# The page's own frame, which its text may not leave.
AROUND, BEHIND = "<main><div><article>", '<hr id="end-of-article"></article></div></main><hr id="end-of-page">'
STRICT_HINT = 'write it in Markdown, or the attributes with quotation marks " and < and > as &lt; and &gt;'


@dataclass(frozen=True, slots=True)
class Written:
    """A text that a person wrote, and where it starts in its file."""

    path: str
    text: str
    first_line: int = 1


class Rendered:
    """The HTML of a page, as a browser reads it inside the page's own frame."""

    def __init__(self, html: str) -> None:
        self.html, self.tree = html, LexborHTMLParser(f"{AROUND}{html}{BEHIND}")

    def find_unsafe(self, sources: Sequence[Written], parts: Mapping[str, Collection[str]]) -> Iterator[Problem]:
        """Elements, attributes, addresses and names that a page may not have.

        Their place is where the sources first have the words in question, else the start of the first source.
        `parts` has the names of our own parts by their kind: "source", "chart", "table".
        """
        for match in FIRST_WORDS.finditer(STRICT.sub("", self.html)):
            said = f"'{match[0][:40]}' begins no tag that can be read"
            yield Problem(_find_place([match[0]], sources), "unsafe-html", said, STRICT_HINT)
        inner = self.tree.css_first("body > main > div > article > #end-of-article")
        outer = self.tree.css_first("body > #end-of-page")
        if not inner or not outer or not outer.prev or outer.prev.tag != "main":
            said = "a tag ends what it did not begin, or has no end"
            yield Problem(Location(sources[0].path), "unsafe-html", said, HINT)
        for node in self.tree.css("article *:not(#end-of-article)"):
            yield from _in_element(node, sources, parts)
        for node in self.tree.css("html, head, head *, body"):
            if node.attributes or node.tag not in FRAME:
                yield refuse_element(str(node.tag), _find_place([f"<{node.tag}"], sources))

    def find_forged(self, figures: Sequence[str], claims: int) -> Iterator[str]:
        """Figures and claims that look bound and are not among those bound; `figures` has a name for each use."""
        found = Counter(str(node.attributes["data-figure"]) for node in self.tree.css("[data-figure]"))
        yield from (found - Counter(figures)).keys()
        if len(self.tree.css("[data-claim]")) > claims:
            yield "data-claim"


def _find_place(words: Sequence[str], sources: Sequence[Written]) -> Location:
    """Where the words follow each other, or else the last of them stand."""
    for wanted in (words, words[-1:]):
        for source in sources:
            found = 0
            for word in wanted:
                found = source.text.find(word, found) if found >= 0 else found
            if found >= 0:
                return locate(source.path, source.text, found, source.first_line)
    return Location(sources[0].path)


def _in_element(
    node: LexborNode, sources: Sequence[Written], parts: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    tag = str(node.tag)

    def at(words: str) -> Location:
        return _find_place([f"<{tag}", words], sources)

    if tag not in ALL_ELEMENTS and not tag.startswith("-"):
        yield refuse_element(tag, at(f"<{tag}"))
    for name, value in node.attributes.items():
        words = value or ""
        if name not in ALL_ATTRIBUTES and not (name == "style" and ALIGNMENT.fullmatch(words)):
            yield refuse_attribute(name, at(name))
        elif name in ADDRESSES and words and not is_safe_address(words):
            yield refuse_address(words, at(words))
        elif name == "src":
            yield from find_remote(words, at(words))
        elif name == "id" and OWN_ID.match(words) and not _is_free(node, words, parts):
            yield refuse_name(words, at(words))


def _is_free(node: LexborNode, name: str, parts: Mapping[str, Collection[str]]) -> bool:
    """Whether an element may have such a name: one of our own, or a heading whose name is only alike."""
    kind, _, rest = name.partition("-")
    if node.tag not in HEADINGS:
        return (node.tag, node.attributes.get("class"), kind) in OWN_NAMED
    if kind in parts:
        return rest not in parts[kind]
    return kind in ("at", "card") and "." not in rest  # theirs have the dot of a figure's name
