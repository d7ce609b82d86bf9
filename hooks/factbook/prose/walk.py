"""The one walk over the HTML of a page, as a browser reads it: where tokens stand, what a reader sees, what is unsafe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.prose.mark import TOKEN, Token, read_token
from factbook.prose.reading import CODE, OURS, Reading, Writer
from factbook.prose.slot import (
    ADDRESS,
    ALONE,
    ATTRIBUTE,
    CONTENTS,
    FOOTNOTE,
    HEADING,
    LINK,
    LINK_TITLE,
    NOWHERE,
    RUNNING,
    TEXT,
    TITLE,
    WRITTEN,
    Heading,
    Raw,
)
from factbook.prose.source import Finder, Source
from factbook.prose.unsafe import (
    ADDRESSES,
    FRAME,
    find_in_element,
    find_odd_tags,
    find_snippets,
    refuse_element,
    refuse_frame,
)

INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
CODE_ELEMENTS = frozenset(["code", "kbd", "pre", "samp"])
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Links that Markdown adds, whose words are marks and numbers of its own.
NOTES = {
    "footnote-backref": re.compile(r"↩ Jump back to footnote \d{1,3} in the text"),
    "footnote-ref": re.compile(r"\d{1,3} "),
    "headerlink": re.compile("¶ Permanent link"),
}
NOTED = "noted"
# Attributes whose words a browser shows or reads out.
SHOWN = frozenset(["alt", "aria-label", "label", "placeholder", "start", "summary", "title", "value"])
UNSEEN = frozenset(["href", "id", "src"])  # what else stands in the source among the words
# The page's own frame, which its text may not leave.
AROUND, BEHIND = "<main><div><article>", '<hr id="end-of-article"></article></div></main><hr id="end-of-page">'
LINK_TAG = re.compile(r"<a\s")
ADDRESS_WORDS = re.compile(r"(?:https?://|mailto:|www\.)\S+|[^\s@]+@[^\s@]+")


@dataclass
class Walk:
    """Reads the tree once, from the first element to the last, and each before what it holds."""

    source: Source
    tokens: tuple[Token, ...]
    find: Finder = field(init=False)
    contexts: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    main: Writer = field(default_factory=Writer)
    asides: list[Reading] = field(default_factory=list)
    raw: list[Raw] = field(default_factory=list)
    length: int = 0
    heading_starts: list[int] = field(default_factory=list)
    lead: tuple[int, int] = (0, 0)
    paragraph: int = 0
    headings: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    around: list[str] = field(default_factory=list)
    """The contexts of the elements that are open; an element that has none adds ""."""
    parts: list[str] = field(default_factory=lambda: [RUNNING])
    """The parts that the open elements belong to."""
    attribute_name: str = ""
    """That of the attribute whose words are read."""
    has_link_tags: bool = False
    footnotes: int = 0

    def __post_init__(self) -> None:
        self.find = Finder(self.source)

    def read(self, html: str) -> None:
        """All of a page."""
        find = self.find
        self.has_link_tags = LINK_TAG.search(self.source.text) is not None
        self.problems += find_odd_tags(html, find)
        tree = LexborHTMLParser(f"{AROUND}{html}{BEHIND}")
        self.footnotes = len(tree.css("div.footnote > ol > li"))
        inner = tree.css_first("body > main > div > article > #end-of-article")
        outer = tree.css_first("body > #end-of-page")
        if not inner or not outer or not outer.prev or outer.prev.tag != "main":
            self.problems.append(refuse_frame(Location(self.source.path)))
        for outside in tree.css("html, head, head *, body"):
            if outside.attributes or outside.tag not in FRAME:
                self.problems.append(refuse_element(str(outside.tag), find((f"<{outside.tag}",))))
        node: LexborNode | None = tree.css_first("body > main")
        while node is not None:
            following = self.enter(node)
            at: LexborNode | None = node
            while following is None and at is not None:
                self.leave(at)
                following, at = (at.next, at.parent) if at.tag != "main" else (None, None)
            node = following

    def enter(self, node: LexborNode) -> LexborNode | None:
        """Read a node, and return its first child."""
        if node.is_text_node:
            self.text(node)
            return None
        if node.is_comment_node:
            self.words(node.comment_content or "", WRITTEN)
            return None
        tag, attributes = str(node.tag), node.attributes
        if attributes.get("id") in ("end-of-article", "end-of-page") or tag in ("body", "main", "article"):
            return node.first_child
        self.problems += find_in_element(tag, attributes, self.find)
        if tag in CODE_ELEMENTS and WRITTEN not in self.around:
            self.main.add_mark(CODE, self.length)
        elif tag == "br":
            self.main.add(" ", self.length)
        elif tag not in INLINE:
            self.main.end_block(self.length)
        if tag == "p":
            self.paragraph = len(self.main.origins)
        if tag in HEADINGS:
            self.heading_starts.append(len(self.main.origins))
            self.headings.append(Heading(int(tag[1]), attributes.get("id") or "", ""))
        self.around.append(NOTED if _is_note(node, self.footnotes) else _context(tag, attributes))
        self.parts.append(_part(tag, attributes) or self.parts[-1])
        for name, value in attributes.items():
            for match in TOKEN.finditer(f"{name}{value or ''}"):
                self.stand(read_token(match), self.beside(tag, name, value or ""))
        if not self.has_attributes_behind(tag):
            self.attributes(tag, attributes)
        return node.first_child

    def leave(self, node: LexborNode) -> None:
        """End what a node holds."""
        tag = str(node.tag)
        if node.is_element_node and tag not in ("body", "main", "article") and self.around:
            if node.attributes.get("id") in ("end-of-article", "end-of-page"):
                return
            if self.has_attributes_behind(tag):
                self.attributes(tag, node.attributes)
            self.around.pop()
            self.parts.pop()
            if tag == "p" and not self.lead[1] and len(self.main.origins) > self.paragraph:
                self.lead = self.paragraph, len(self.main.origins)
            if tag not in INLINE and tag != "br":
                self.main.end_block(self.length)

    def has_attributes_behind(self, tag: str) -> bool:
        """Whether the source has the words of an element before its attributes, as links of Markdown do."""
        return tag == "a" and not self.has_link_tags

    def attributes(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """What an element has beside its text."""
        for name, value in attributes.items():
            self.attribute_name = name
            self.attribute(tag, name, value or "")
        self.attribute_name = ""

    def attribute(self, tag: str, name: str, value: str) -> None:
        """Words that stand beside the text, and addresses."""
        if name == "id":
            self.ids.add(value)
        if name in ("href", "src") and not TOKEN.search(value):
            self.links.append(value)
        if self.is_shown(name, value):
            aside, main = Writer(), self.main
            self.main = aside
            self.words(value, self.beside(tag, name, value))
            self.main = main
            self.asides.append(aside.reading())
        elif name in UNSEEN and tag not in HEADINGS and NOTED not in self.around and not self.is_said(value):
            self.keep(value)

    def is_shown(self, name: str, value: str) -> bool:
        """Whether a browser shows or reads out an attribute that somebody wrote."""
        return name in SHOWN and NOTED not in self.around and not (name == "start" and value == "0")

    def beside(self, tag: str, name: str, value: str) -> str:
        """What an attribute is for the tokens in it."""
        if name in ADDRESSES:
            return ADDRESS
        if name == "title" and tag in ("a", "img"):
            return LINK_TITLE
        return ATTRIBUTE if self.is_shown(name, value) else NOWHERE

    def text(self, node: LexborNode) -> None:
        """The words of a text node."""
        words = node.text_content or ""
        if NOTED in self.around:
            return
        if _is_address(node, words):
            self.main.add_mark(CODE, self.length)
            self.words(words, WRITTEN)
            return
        context = next((kind for kind in (WRITTEN, HEADING, LINK, TITLE) if kind in self.around), TEXT)
        if context == TEXT and TOKEN.fullmatch(words.strip()) and _is_alone(node):
            context = ALONE
        if HEADING in self.around:
            last = self.headings[-1]
            self.headings[-1] = replace(last, words=last.words + escape(words, quote=False))
        self.problems += find_snippets(words, self.find) if context != WRITTEN else ()
        self.words(words, context)

    def words(self, words: str, context: str) -> None:
        """Words with tokens; those of code and comments are no reader's, and are noted only for their places."""
        done = 0
        for match in [*TOKEN.finditer(words), None]:
            literal = words[done : match.start() if match else len(words)]
            if context != WRITTEN:
                self.main.add(literal, self.length)
            self.keep(literal)
            if match:
                number = read_token(match)
                if context != WRITTEN:
                    self.main.add_mark(OURS, self.length, number)
                if not self.attribute_name:
                    self.stand(number, context)
                self.keep(number)
                done = match.end()

    def is_said(self, address: str) -> bool:
        """Whether an address was just read as words."""
        return bool(self.raw) and self.raw[-1].words == address

    def keep(self, words: str | int) -> None:
        """Note words or a token, so that the places of those behind them can be told."""
        self.raw.append(Raw(words, self.parts[-1], self.attribute_name == "title"))
        self.length += len(self.raw[-1])

    def stand(self, number: int, context: str) -> None:
        """Note where a token stands."""
        self.contexts.setdefault(number, []).append((context, len(self.heading_starts)))

    def end(self) -> None:
        """Leave no line open."""
        self.main.end_block(self.length)


def _context(tag: str, attributes: Mapping[str, str | None]) -> str:
    """What an element is for the tokens inside it."""
    if tag in CODE_ELEMENTS:
        return WRITTEN
    if tag in HEADINGS:
        return HEADING
    if tag == "a":
        return LINK
    return TITLE if tag == "summary" or "admonition-title" in (attributes.get("class") or "").split() else ""


def _is_note(node: LexborNode, footnotes: int) -> bool:
    """Whether this is a link that Markdown adds; what only calls itself so has other words."""
    name, words, title = (node.attributes.get("class") or "", node.text(), node.attributes.get("title") or "")
    if node.tag != "a" or name not in NOTES:
        return False
    return bool(NOTES[name].fullmatch(f"{words} {title}")) and (name != "footnote-ref" or int(words) <= footnotes)


def _part(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The part that begins with an element, if one does."""
    name = attributes.get("id") or ""
    if tag == "li" and name.startswith(FOOTNOTE):
        return name
    return CONTENTS if "toc" in (attributes.get("class") or "").split() else ""


def _is_address(node: LexborNode, words: str) -> bool:
    """Whether a link shows where it leads, as that of an address that is typed as it is."""
    parent = node.parent
    if parent is None or parent.tag != "a" or not ADDRESS_WORDS.fullmatch(words):
        return False
    return parent.attributes.get("href") in (words, f"mailto:{words}", f"http://{words}", f"https://{words}")


def _is_alone(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "p" and not parent.attributes and not node.next and not node.prev
