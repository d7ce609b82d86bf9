"""Finds what could run, load or disguise something in a page: Markdown is data from strangers.

Raw HTML may only use elements and attributes that show text. The list says what is allowed, since a
list of what is forbidden is never complete. Addresses may only be relative or begin with https, http
or mailto, also when entities, case or control characters hide that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from factbook.ground.location import Lines, Location
from factbook.ground.problem import Problem
from factbook.model.records import Text
from factbook.prose.scan import scan

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
        "datetime",
        "dir",
        "height",
        "hidden",
        "href",
        "id",
        "lang",
        "markdown",
        "open",
        "rel",
        "reversed",
        "role",
        "rowspan",
        "scope",
        "src",
        "start",
        "title",
        "type",
        "value",
        "width",
    ]
)
TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z](?![\w+.-]*:[^\s>]*@)[\w:-]*)(?P<rest>[^<>]{0,4000})>?")
ATTRIBUTE = re.compile(r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'<>]+))?""")
SNIPPET = re.compile(r"(?<!-)-+8<-+")
DECLARATION = re.compile(r"<[!?](?!--)")
ATTRIBUTE_LIST = re.compile(r"\{:?[ ]?(?P<inside>[^{}\n]{1,400})\}")
# Destinations of links, images and definitions, which the scan blanks out elsewhere.
DESTINATION = re.compile(
    r"\]\(\s*<?(?P<inline>[^)\s>]+)|^[ ]{0,3}\[(?P<label>[^\]\n]+)\]:\s*<?(?P<defined>\S+)|<(?P<auto>[a-zA-Z][\w+.-]*:[^\s>]*)>",
    re.MULTILINE,
)
# Pictures are fetched while one reads: from elsewhere they would tell somebody who reads what.
PICTURE = re.compile(r"!\[[^\[\]]*\]\(\s*<?(?P<inline>[^)\s>]+)")
REFERRED = re.compile(r"!\[(?P<alt>[^\[\]]*)\](?!\()(?:[ ]?\[(?P<label>[^\[\]]*)\])?")
# What our own parts of a page are called; a second one would take the place of a card or a source.
OWN_ID = re.compile(r"(?:at|card|source|chart|table)-|claim-\d|N\d|__")
SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:")
ADDRESSES = ("href", "src", "cite")
SCHEMES = ("https:", "http:", "mailto:")
HINT = "write it in Markdown; pages show text and pictures and run nothing"


def find_unsafe(text: str, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Elements, attributes and addresses that a page may not have."""
    _, prose = scan(text)
    at = Lines(path, text, first_line).locate
    for match in SNIPPET.finditer(prose):
        yield Problem(at(match.start()), "unsafe-html", "a page can't include another file", "copy what is needed here")
    for match in DECLARATION.finditer(prose):
        yield Problem(at(match.start()), "unsafe-html", f"'{match[0]}' can't stand in a page", HINT)
    shown = _without_code(text, prose)
    for match in TAG.finditer(prose):
        yield from _in_tag(match, shown, at)
    for match in ATTRIBUTE_LIST.finditer(prose):
        yield from _in_attributes(match["inside"], match.start("inside"), at)
    for match in PICTURE.finditer(shown):
        yield from find_remote(match["inline"], at(match.start("inline")))
    destinations = list(DESTINATION.finditer(shown))
    defined = {match["label"].lower(): match["defined"].rstrip(">") for match in destinations if match["label"]}
    for match in REFERRED.finditer(shown) if defined else ():
        yield from find_remote(defined.get((match["label"] or match["alt"]).lower(), ""), at(match.start()))
    for match in destinations:
        group = str(match.lastgroup)
        if not is_safe_address(match[group]):
            yield refuse_address(match[group], at(match.start(group)))


def find_markup(words: Text) -> Iterator[Problem]:
    """Elements in words that are printed as they are, such as a page's title."""
    for match in TAG.finditer(words.text):
        yield Problem(
            words.locate(match.start()),
            "unsafe-html",
            f"'<{match['name'][:40]}' can't stand in a title or description",
            "write plain words",
        )


def is_safe_address(address: str) -> bool:
    """Whether a browser will take an address as relative, https, http or mailto."""
    seen = clean_address(address)
    scheme = SCHEME.match(seen)
    return not seen.startswith("//") and (scheme is None or scheme[0] in SCHEMES)


def clean_address(address: str) -> str:
    """An address as a browser takes it: without entities, white space and backslashes."""
    return re.sub(r"[\s\x00-\x20]", "", unescape(address)).replace("\\", "/").lower()


def _in_tag(match: re.Match[str], shown: str, at: Callable[[int], Location]) -> Iterator[Problem]:
    """An element, with its addresses from the text `shown`."""
    name = match["name"].lower()
    if name not in ELEMENTS:
        yield refuse_element(name, at(match.start()))
    elif not match["close"]:
        start, end = match.span("rest")
        yield from _in_attributes(shown[start:end].rstrip("/"), start, at)


def _in_attributes(text: str, start: int, at: Callable[[int], Location]) -> Iterator[Problem]:
    for match in ATTRIBUTE.finditer(text):
        name = match["name"].lower()
        place = at(start + match.start())
        value = (match["value"] or "").strip("\"'")
        own = match["name"][1:] if name[0] == "#" else value if name == "id" else ""
        if OWN_ID.match(unescape(own)):
            yield refuse_name(own, place)
        if name[0] in ".#:" and match["value"] is None:  # a class or an id of an attribute list
            continue
        if name == "src":
            yield from find_remote(value, place)
        if name not in ATTRIBUTES:
            if match["value"] is not None or name.startswith("on"):
                yield refuse_attribute(name, place)
        elif name in ADDRESSES and value and not is_safe_address(value):
            yield refuse_address(value, place)


def find_remote(address: str, at: Location) -> Iterator[Problem]:
    """A picture on another site."""
    if SCHEME.match(clean_address(address)) and is_safe_address(address):
        said = f"the picture '{address[:60]}' is on another site"
        yield Problem(at, "unsafe-address", said, "put it into docs/assets/ if its licence allows that")


def refuse_element(name: str, at: Location) -> Problem:
    return Problem(at, "unsafe-html", f"the element <{name[:40]}> can't stand in a page", HINT)


def refuse_attribute(name: str, at: Location) -> Problem:
    return Problem(at, "unsafe-html", f"the attribute '{name[:40]}' can't stand in a page", HINT)


def refuse_name(name: str, at: Location) -> Problem:
    return Problem(at, "unsafe-html", f"the name '{name[:40]}' is one that the site gives", "choose another")


def refuse_address(address: str, at: Location) -> Problem:
    return Problem(at, "unsafe-address", f"a link can't lead to '{address[:60]}'", "use https:// or the path of a page")


def _without_code(text: str, prose: str) -> str:
    """The text with code blanked out, but with its addresses, which the prose does not have."""
    spans = re.finditer(r"(?<!\x00)\x00+", prose)
    kept = list(text)
    for span in spans:
        piece = text[span.start() : span.end()]
        if piece.lstrip(" ").startswith(("`", "~~~", "<!--")):
            kept[span.start() : span.end()] = re.sub(r"[^\n]", "\x00", piece)
    return "".join(kept)
