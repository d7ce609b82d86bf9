"""Finds what could run, load or disguise something in the HTML of a page: Markdown is data from strangers.

All of what a browser gets must be on a list, since a list of what is forbidden is never complete. Addresses may only
be relative or begin with https, http or mailto, also when entities, case or control characters hide that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import unescape

from factbook.ground.location import Location
from factbook.ground.problem import Problem, suggest
from factbook.model.records import Text
from factbook.prose.classes import PAGES, is_known_class
from factbook.prose.instead import instead_of_attribute, instead_of_element

Find = Callable[..., Location]
"""From ways in which words can follow each other in a text to the place of the last of them."""

ELEMENTS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
ATTRIBUTES = frozenset(
    [
        "alt",
        "aria-label",
        "cite",
        "class",
        "colspan",
        "data-search-exclude",
        "datetime",
        "dir",
        "height",
        "hidden",
        "href",
        "id",
        "lang",
        "open",
        "rel",
        "reversed",
        "role",
        "rowspan",
        "scope",
        "src",
        "start",
        "tabindex",
        "title",
        "type",
        "value",
        "width",
    ]
)
ALIGNMENT = re.compile(r"text-align: (?:left|right|center);")  # of the cells of a table
FRAME = ("html", "head", "body")  # which the parser adds, without attributes
# How a tag is written that each reader of the page takes for the same.
STRICT = re.compile(
    r"""</[a-zA-Z][a-zA-Z0-9]*\s*>|<[a-zA-Z][a-zA-Z0-9]*(?:\s+[a-zA-Z_][\w:-]*(?:="[^"<>]*")?)*\s*/?>|<!--(?!-?>).*?-->""",
    re.DOTALL,
)
FIRST_WORDS = re.compile(r"<[^\s<>\"]*")
SNIPPET = re.compile(r"(?<!-)-+8<-+")
TARGET = re.compile(r"\]\(\s*<?([^\s<>]{1,2000}?)[\s>]*\)(?!\))")
TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)")
# What our own parts of a page are called; a second one would take the place of a card or a source.
OWN_ID = re.compile(r"(?:at|card|source|chart|table)-|claim-\d|N\d|__")
OWN_HEADING = re.compile(r"(?:at|card)-[^.]*\Z|(?:source|chart|table)-")  # names of headings that are only alike
SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:")
ADDRESSES = ("href", "src", "cite")
SCHEMES = ("https:", "http:", "mailto:")
FRAME_HINT = "write it in Markdown; pages show text and pictures and run nothing"
STRICT_HINT = 'write it in Markdown, or the attributes with quotation marks " and < and > as &lt; and &gt;'


def find_odd_tags(html: str, find: Find) -> Iterator[Problem]:
    """What two readers of HTML could take for two things."""
    for match in FIRST_WORDS.finditer(STRICT.sub("", html)):
        said = f"'{match[0][:40]}' begins no tag that can be read"
        yield Problem(find((match[0],)), "unsafe-html", said, STRICT_HINT)


def find_snippets(words: str, find: Find) -> Iterator[Problem]:
    """Marks that would include another file."""
    for match in SNIPPET.finditer(words):
        yield Problem(find((match[0],)), "unsafe-html", "a page can't include another file", "copy what is needed here")


def find_in_element(tag: str, attributes: Mapping[str, str | None], find: Find) -> Iterator[Problem]:
    """Elements, attributes, addresses and names that a page may not have."""
    if tag not in ELEMENTS and not is_task(tag, attributes):
        yield refuse_element(tag, find((f"<{tag}",)))
        return
    for name, value in attributes.items():
        words = value or ""
        typed = ((f"<{tag}", f"{name}={mark}{words}{mark}") for mark in ('"', "'", ""))
        place = partial(find, *typed, *([(f"#{words}",)] if name == "id" else []), (words or name,), (f"<{tag}",))
        if name not in ATTRIBUTES and tag != "input" and not (name == "style" and ALIGNMENT.fullmatch(words)):
            said = f"the attribute '{name[:40]}' can't stand in a page"
            yield Problem(
                find((f"<{tag}", name), (name,), (f"<{tag}",)), "unsafe-html", said, instead_of_attribute(name)
            )
        elif name in ADDRESSES and words and not is_safe_address(words):
            said = f"a link can't lead to '{words[:60]}'"
            yield Problem(place(), "unsafe-address", said, "use https:// or the path of a page")
        elif name == "src" and SCHEME.match(clean_address(words)):
            said = f"the picture '{words[:60]}' is on another site"
            hint = "put it into docs/assets/ if its licence allows that"
            yield Problem(place(), "unsafe-address", said, hint)
        elif name == "id" and OWN_ID.match(words) and not (tag[0] == "h" and OWN_HEADING.match(words)):
            said = f"the name '{words[:40]}' is one that the site gives"
            yield Problem(place(), "unsafe-html", said, "choose another")
        elif name == "class":
            yield from find_classes(tag, words, find)


def find_classes(tag: str, words: str, find: Find) -> Iterator[Problem]:
    """Classes that are not on the list."""
    for name in words.split():
        if not is_known_class(tag, name):
            hint = suggest(name, PAGES, f"leave it out; the classes are {', '.join(PAGES)}")
            at = find((f"<{tag}", name), (f".{name}",), (name,))
            yield Problem(at, "unsafe-html", f"pages have no class '{name[:40]}'", hint)


def is_task(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether this is the box of a list of tasks, which nobody can tick."""
    return (
        tag == "input" and attributes.get("type") == "checkbox" and {*attributes} - {"checked"} == {"type", "disabled"}
    )


def find_unsafe_words(words: Text) -> Iterator[Problem]:
    """Elements and addresses in words of data, which are no Markdown and shown as they are."""
    for match in TAG.finditer(words.text):
        if not match["close"]:
            yield refuse_element(match["name"], words.locate(match.start()))
    for match in TARGET.finditer(words.text):
        if not is_safe_address(match[1]):
            said = f"a link can't lead to '{match[1][:60]}'"
            at = words.locate(match.start(1))
            yield Problem(at, "unsafe-address", said, "use https:// or the path of a page")


def find_markup(words: Text) -> Iterator[Problem]:
    """Elements in words that are printed as they are, such as a page's title."""
    for match in TAG.finditer(words.text):
        said = f"'<{match['name'][:40]}' can't stand in a title or description"
        yield Problem(words.locate(match.start()), "unsafe-html", said, "write plain words")


def refuse_element(name: str, at: Location) -> Problem:
    """The problem of an element that no page has."""
    return Problem(at, "unsafe-html", f"the element <{name[:40]}> can't stand in a page", instead_of_element(name))


def refuse_frame(at: Location) -> Problem:
    """The problem of a page whose tags leave its own part of the page around it."""
    return Problem(at, "unsafe-html", "a tag ends what it did not begin, or has no end", FRAME_HINT)


def is_safe_address(address: str) -> bool:
    """Whether a browser will take an address as relative, https, http or mailto."""
    seen = clean_address(address)
    scheme = SCHEME.match(seen)
    return not seen.startswith("//") and (scheme is None or scheme[0] in SCHEMES)


def clean_address(address: str) -> str:
    """An address as a browser takes it: without entities, white space and backslashes."""
    return re.sub(r"[\s\x00-\x20]", "", unescape(address)).replace("\\", "/").lower()
