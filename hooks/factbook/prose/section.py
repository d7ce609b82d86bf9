"""The sections of a page and the anchors by which a link reaches them.

Markdown makes the anchors later, from the words that a reader sees; the rule here is that of
Python-Markdown's table of contents, and a test compares both.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import unescape

from factbook.ground.typeset import set_quotes
from factbook.prose.scan import scan

HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]*(?P<words>[^#\s].*?)[ \t]*#*[ \t]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"[ \t]*\{:?[ ]?(?P<inside>[^{}]*)\}$")
IDENTIFIER = re.compile(r"#(?P<id>[^\s#.]+)")
MARKUP = re.compile(r"<[^<>]*>|(?<!\w)[*_]+|[*_]+(?!\w)|`")
LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its line in the file, its anchor and its words; the title of a page has no anchor."""

    line: int
    anchor: str
    words: str


def find_sections(source: str, bound: str, first_line: int = 1) -> list[Section]:
    """The sections of a text whose lines are those of `source` and whose words are those of `bound`."""
    lines = [source.count("\n", 0, match.start()) + first_line for match in HEADING.finditer(scan(source)[1])]
    mask = scan(bound)[1]
    shown = [bound[match.start() : match.end()] for match in HEADING.finditer(mask)]
    if len(lines) != len(shown):  # a text that is being edited; its links lead to the top of the page
        return []
    headings = [_read(words) for words in shown]
    used = {anchor for anchor, _, _ in headings if anchor}
    found = []
    for line, (anchor, words, level) in zip(lines, headings, strict=True):
        reached = anchor or _unique(slug(words), used)
        used.add(reached)
        found.append(Section(line, "" if level == 1 else reached, set_quotes(words)))
    return found


def section_at(line: int, sections: Sequence[Section]) -> Section | None:
    """The section that a line stands in; None before the first."""
    at = bisect_right(sections, line, key=lambda section: section.line) - 1
    return sections[at] if at >= 0 else None


def slug(words: str) -> str:
    """The anchor that Markdown makes of words."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _read(heading: str) -> tuple[str, str, int]:
    """Its own anchor or "", its words, and its level."""
    match = HEADING.fullmatch(heading)
    words, level = (match["words"], len(match["marks"])) if match else (heading, 1)
    attributes = ATTRIBUTES.search(words)
    own = IDENTIFIER.search(attributes["inside"]) if attributes else None
    if attributes:
        words = words[: attributes.start()]
    plain = unescape(MARKUP.sub("", LINK.sub(r"\1", words)))
    return (own["id"] if own else "", " ".join(plain.split()), level)


def _unique(anchor: str, used: Collection[str]) -> str:
    """The anchor with a number behind it where it is taken."""
    count = 1
    while f"{anchor}_{count}" in used:
        count += 1
    return f"{anchor}_{count}" if not anchor or anchor in used else anchor
