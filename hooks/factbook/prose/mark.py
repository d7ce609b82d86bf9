"""Gives each placeholder and citation of a text a token that Markdown carries along untouched.

A token is a few private-use characters with a number. Where it ends up in the HTML says what may stand there, so
nothing here asks whether a place is code, a link or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPEN, CLOSE, ZERO = "\ue000", "\ue001", 0xE010
TOKEN = re.compile("\ue000([\ue010-\ue019]+)\ue001")
PRIVATE = re.compile("[\ue000-\uf8ff]")
# Between the braces stands no mark of code but in quotes, no end of a comment and no empty line: there something else
# has begun. No text can be read in two ways, or the search would be slow.
ONE = r"(?!\n[ \t>]*\n|-->)[^{}\"]"
INSIDE = rf'(?:(?!`){ONE}|"(?:{ONE})*"|"(?!(?:{ONE})*")){{0,2000}}'
OURS = re.compile(
    rf"\{{\{{(?P<placeholder>{INSIDE})\}}\}}|(?P<open>\{{\{{)|\[(?P<citation>(?=-?@\w)[^\[\]`{{}}\n]{{0,2000}})\]"
)
BACKSLASHES = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """What stands in place of a piece of the text: its kind, where it was, and the piece as written."""

    kind: str
    start: int
    end: int
    written: str

    @property
    def inside(self) -> str:
        """What stands between the braces or brackets."""
        width = {"placeholder": 2, "citation": 1}.get(self.kind, 0)
        return self.written[width : len(self.written) - width] if width else self.written


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with tokens, and what each of them stands for, by its number."""

    text: str
    tokens: tuple[Token, ...]


def mark(text: str, first: int = 0) -> Marked:
    """The text with a token for each placeholder, citation and brace that is never closed; numbered from `first`."""
    tokens = tuple(find_tokens(text))
    pieces, done = [], 0
    for number, token in enumerate(tokens, start=first):
        pieces += [_plain(text[done : token.start]), write_token(number)]
        done = token.end
    return Marked("".join([*pieces, _plain(text[done:])]), tokens)


def find_tokens(text: str) -> Iterator[Token]:
    """What a token will stand for, in order."""
    for match in OURS.finditer(text):
        if BACKSLASHES.search(text, max(match.start() - 10, 0), match.start()):
            continue
        kind = "unclosed" if match["open"] else str(match.lastgroup)
        yield Token(kind, match.start(), match.end(), match[0])


def write_token(number: int) -> str:
    """The characters of a token."""
    return OPEN + "".join(chr(ZERO + int(digit)) for digit in str(number)) + CLOSE


def read_token(match: re.Match[str]) -> int:
    """The number of a token."""
    return int("".join(str(ord(digit) - ZERO) for digit in match[1]))


def _plain(text: str) -> str:
    """A text that holds no token of its own; such characters are refused elsewhere, and a preview goes on."""
    return PRIVATE.sub("\ufffd", text)
