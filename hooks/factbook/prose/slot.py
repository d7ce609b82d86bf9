"""Where the tokens of a page stand, and what else of its HTML is more than literal text."""

from __future__ import annotations

from dataclasses import dataclass

RUNNING, CONTENTS, FOOTNOTE = "", "contents", "fn:"  # parts of a page that each have an order of their own
TEXT, ALONE, LINK, HEADING, TITLE = "text", "alone", "link", "heading", "title"
ATTRIBUTE, WRITTEN, LINK_TITLE, ADDRESS, NOWHERE = "attribute", "written", "link title", "address", "nowhere"


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a token stands: its number, its context, and the last heading before it by its number, from 1."""

    number: int
    context: str
    section: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its id, and its words as text in HTML, in which tokens stand."""

    level: int
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link or picture leads, as it is written: the path of a file, and perhaps a part of it."""

    written: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Words as they stand in the HTML, or the number of a token, and what they are a part of.

    That is the running text, a footnote by its name, or a list of headings, whose words stand elsewhere. A title may
    stand in its place or in a definition.
    """

    words: str | int
    part: str = RUNNING
    is_title: bool = False

    def __len__(self) -> int:
        return len(self.words) if isinstance(self.words, str) else 1
