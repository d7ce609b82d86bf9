"""Finds what could run, load or disguise something in the HTML that Markdown made.

`safety` reads the Markdown, and so can name the line; but Markdown has more ways to write a thing than a reader of
it can know, and some pages are made from data. What counts is what a browser gets, so this looks at that: all of
it must be on a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factbook.ground.location import Location, locate
from factbook.ground.problem import Problem
from factbook.prose.safety import ATTRIBUTES, ELEMENTS, HINT, OWN_ID, SCHEME, clean_address, is_safe_address

# What the extensions and our own hooks add to what may be typed.
ADDED_ELEMENTS = frozenset(["button", "data", "h1", "nav"])
ADDED_ATTRIBUTES = frozenset(
    ["aria-current", "data-claim", "data-figure", "data-search-exclude", "popovertarget", "tabindex"]
)
FRAME = ("html", "head", "body")  # which the parser adds, without attributes
ALIGNMENT = re.compile(r"text-align: (?:left|right|center);")  # of the cells of a table
ADDRESSES = ("href", "src", "cite")
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
UNWRITTEN_HINT = 'write it in Markdown, or the attributes with quotation marks " and < and > as &lt; and &gt;'


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
    rest = STRICT.sub("", html)
    for match in FIRST_WORDS.finditer(rest):
        said = f"'{match[0][:40]}' begins no tag that can be read"
        yield Problem(_find_place([match[0]], sources), "unsafe-html", said, UNWRITTEN_HINT)
    tree = LexborHTMLParser(f"{AROUND}{html}{BEHIND}")
    inner = tree.css_first("body > main > div > article > #end-of-article")
    outer = tree.css_first("body > #end-of-page")
    if not inner or not outer or not outer.prev or outer.prev.tag != "main":
        yield Problem(Location(sources[0].path), "unsafe-html", "a tag ends what it did not begin, or has no end", HINT)
    for node in tree.css("article *:not(#end-of-article)"):
        for words, code, message, hint in _in_element(node, is_taken):
            yield Problem(_find_place([f"<{node.tag}", words], sources), code, message, hint)
    for node in tree.css("html, head, head *, body"):
        if node.attributes or node.tag not in FRAME:
            said = f"the element <{node.tag}> can't stand in a page"
            yield Problem(_find_place([f"<{node.tag}"], sources), "unsafe-html", said, HINT)


def find_forged(html: str, figures: Sequence[str], claims: int) -> Iterator[str]:
    """Figures and claims that look bound and are not among those bound; `figures` has a name for each use."""
    tree = LexborHTMLParser(html)
    found = Counter(str(node.attributes["data-figure"]) for node in tree.css("[data-figure]"))
    yield from (found - Counter(figures)).keys()
    if len(tree.css("[data-claim]")) > claims:
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


def _in_element(node: LexborNode, is_taken: Callable[[str], bool]) -> Iterator[tuple[str, str, str, str]]:
    """For each fault its words in the page, and the code, message and hint of its problem."""
    tag = str(node.tag)
    if tag not in ELEMENTS | ADDED_ELEMENTS and not tag.startswith("-"):
        yield f"<{tag}", "unsafe-html", f"the element <{tag[:40]}> can't stand in a page", HINT
    for name, value in node.attributes.items():
        words = value or ""
        if name not in ATTRIBUTES | ADDED_ATTRIBUTES and not (name == "style" and ALIGNMENT.fullmatch(words)):
            yield name, "unsafe-html", f"the attribute '{name[:40]}' can't stand in a page", HINT
        elif name in ADDRESSES and words and not is_safe_address(words):
            hint = "use https:// or the path of a page"
            yield words, "unsafe-address", f"a link can't lead to '{words[:60]}'", hint
        elif name == "src" and SCHEME.match(clean_address(words)):
            hint = "put it into docs/assets/ if its licence allows that"
            yield words, "unsafe-address", f"the picture '{words[:60]}' is on another site", hint
        elif name == "id" and OWN_ID.match(words) and not _is_ours(node, words, is_taken):
            yield words, "unsafe-html", f"the name '{words[:40]}' is one that the site gives", "choose another"


def _is_ours(node: LexborNode, name: str, is_taken: Callable[[str], bool]) -> bool:
    """Whether an element may have such a name: one of our own, or a heading whose name is only alike."""
    kind, class_ = name.partition("-")[0], node.attributes.get("class")
    if node.tag in HEADINGS:
        return not is_taken(name)
    return (node.tag, class_, kind) in OWN_NAMED
