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
from functools import lru_cache

# Each kind begins with a character of its own outside its group, so that `re` skips what begins none.
OPENING = re.compile(
    r"""`(?P<code>`*)
    |~(?P<tildes>~{2,})
    |<(?P<comment>!--)
    |\{(?P<placeholder>\{)
    |\[(?P<citation>(?=-?@[\w]))
    |h(?P<address>ttps?://[^\s<>()\[\]{}"]+)
    |\((?P<destination>(?<=\]\()(?!\())
    |\\(?P<escape>[\\`*_{}\[\]()#+\-.!<>])
    """,
    re.VERBOSE,
)
CONTEXTS = (
    ("attribute", re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")),
    ("alt", re.compile(r"!\[[^\[\]]{0,2000}\](?=[(\[])")),
    ("link", re.compile(r"\[[^\[\]]{0,2000}\](?=[(\[])")),
)
LINES = (
    ("heading", re.compile(r" {0,3}#{1,6}[ \t]|.+\n[=-]{2,}[ \t]*$", re.MULTILINE)),
    ("title", re.compile(r"[ ]*(?:!!!|\?\?\?\+?|===)[ ]")),
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
    spans, mask = _scan(text)
    return list(spans), mask


@lru_cache(maxsize=16)  # a page is bound and then guarded in several ways
def _scan(text: str) -> tuple[tuple[Span, ...], str]:
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
    ranges = [(name, [match.span() for match in pattern.finditer(mask)]) for name, pattern in CONTEXTS]
    ranges += [(name, _line_ranges(pattern, mask, raw)) for name, pattern in LINES]
    return tuple(_in_context(span, ranges) for span in raw), mask


OURS = ("placeholder", "citation", "unclosed")


def _spans(text: str) -> Iterator[Span]:
    never: set[str] = set()  # closings that do not occur again, so that no search is repeated
    position = 0
    while match := OPENING.search(text, position):
        kind, start, position = str(match.lastgroup), match.start(), match.end()
        if kind in ("code", "tildes") and position - start >= 3 and (line := _line_start(text, start)) >= 0:
            position = _fence_end(text, match[0], position)
            yield Span("code", line, position, "")
        elif kind == "tildes":
            continue
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


def _line_start(text: str, start: int) -> int:
    """Where the line starts, if there are only spaces before `start`; else -1."""
    while start and text[start - 1] == " ":
        start -= 1
    return -1 if start and text[start - 1] != "\n" else start


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
    return "\n".join(filler * len(line) for line in piece.split("\n"))


def _line_ranges(pattern: re.Pattern[str], mask: str, spans: list[Span]) -> list[tuple[int, int]]:
    """The lines that begin like the pattern, of those in which a span starts."""
    found = []
    end = -1
    for span in spans:
        if span.start > end:
            start = mask.rfind("\n", 0, span.start) + 1
            end = mask.find("\n", span.start)
            end = len(mask) if end < 0 else end
            if pattern.match(mask, start):
                found.append((start, end))
    return found


def _in_context(span: Span, ranges: list[tuple[str, list[tuple[int, int]]]]) -> Span:
    for name, found in ranges:
        at = bisect_right(found, span.start, key=lambda pair: pair[0]) - 1
        if at >= 0 and found[at][0] <= span.start < found[at][1]:
            return Span(span.kind, span.start, span.end, span.text, name)
    return span
