"""Finds what is ours in a Markdown text, and what must be left alone; linear in the text's length.

Code spans, fences, raw addresses, link destinations and HTML comments are left alone. Of each
placeholder and citation it says in which context it stands, since alt text takes no markup and a
link no button.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = re.compile(
    r"""(?P<fence>^[ ]*(?P<marks>`{3,}|~{3,}))
    |(?P<code>`+)
    |(?P<comment><!--)
    |(?P<placeholder>\{\{)
    |(?P<citation>\[(?=-?@[\w]))
    |(?P<address>https?://[^\s<>()\[\]{}"]+)
    |(?P<destination>(?<=\])\((?!\())
    |(?P<escape>\\[\\`*_{}\[\]()#+\-.!<>])
    """,
    re.VERBOSE | re.MULTILINE,
)
CONTEXTS = (
    ("attribute", re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")),
    ("alt", re.compile(r"!\[[^\[\]]{0,2000}\](?=[(\[])")),
    ("link", re.compile(r"\[[^\[\]]{0,2000}\](?=[(\[])")),
    ("heading", re.compile(r"^ {0,3}#{1,6}[ \t].*$|^.+(?=\n[=-]{2,}[ \t]*$)", re.MULTILINE)),
    ("title", re.compile(r"^[ ]*(?:!!!|\?\?\?\+?|===)[ ].*$", re.MULTILINE)),
)
MAX_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: kind is placeholder, citation or unclosed; `text` is what stands inside."""

    kind: str
    start: int
    end: int
    text: str
    context: str = "text"


def scan(text: str) -> tuple[list[Span], str]:
    """What is ours, in order, with its context; and the prose.

    The prose is the same text, character for character, with code, addresses and comments blanked
    out as NUL and what is ours as SOH.
    """
    raw: list[Span] = []
    masked = []
    done = 0
    for span in _spans(text):
        masked.append(text[done : span.start])
        masked.append(_blank(text[span.start : span.end], "\x01" if span.kind in OURS else "\x00"))
        done = span.end
        if span.kind in OURS:
            raw.append(span)
    masked.append(text[done:])
    mask = "".join(masked)
    ranges = [(name, _ranges(pattern, mask)) for name, pattern in CONTEXTS]
    return [_in_context(span, ranges) for span in raw], mask


OURS = ("placeholder", "citation", "unclosed")


def _spans(text: str) -> Iterator[Span]:
    never: set[str] = set()  # closings that do not occur again, so that no search is repeated
    position = 0
    while match := OPENING.search(text, position):
        kind, start, position = str(match.lastgroup), match.start(), match.end()
        if kind == "marks":
            kind = "fence"
        if kind == "fence":
            position = _fence_end(text, match["marks"], position)
            yield Span("code", start, position, "")
        elif kind == "code":
            end = _code_end(text, match[0], position, never)
            if end:
                yield Span("code", start, end, "")
                position = end
        elif kind in ("address", "escape"):
            yield Span("address", start, position, "")
        else:
            closing = {"comment": "-->", "placeholder": "}}", "citation": "]", "destination": ")"}[kind]
            end = -1 if closing in never else text.find(closing, position)
            if end < 0:
                never.add(closing)
            inside = text[position:end] if end >= 0 else ""
            if end < 0 or (kind != "comment" and ("\n\n" in inside or len(inside) > MAX_LENGTH)):
                if kind == "placeholder":
                    yield Span("unclosed", start, position, "")
                continue
            position = end + len(closing)
            if kind == "destination":  # its brackets tell a link from words in square brackets
                yield Span(kind, start + 1, end, inside)
            else:
                yield Span(kind, start, position, inside)


def _fence_end(text: str, marks: str, position: int) -> int:
    """The end of the line that closes a fence, or of the text."""
    closing = re.compile(rf"^[ ]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE)
    line_end = text.find("\n", position)
    match = closing.search(text, line_end + 1) if line_end >= 0 else None
    return match.end() if match else len(text)


def _code_end(text: str, ticks: str, position: int, never: set[str]) -> int:
    """The end of a code span: the next run of as many backticks, before a blank line; 0 if there is none."""
    if ticks in never:
        return 0
    run = re.compile(rf"(?<!`){ticks}(?!`)")
    match = run.search(text, position)
    if not match:
        never.add(ticks)
        return 0
    return 0 if "\n\n" in text[position : match.start()] else match.end()


def _blank(piece: str, filler: str) -> str:
    return "".join("\n" if character == "\n" else filler for character in piece)


def _ranges(pattern: re.Pattern[str], mask: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(mask)]


def _in_context(span: Span, ranges: list[tuple[str, list[tuple[int, int]]]]) -> Span:
    for name, found in ranges:
        at = bisect_right(found, span.start, key=lambda pair: pair[0]) - 1
        if at >= 0 and found[at][0] <= span.start < found[at][1]:
            return Span(span.kind, span.start, span.end, span.text, name)
    return span
