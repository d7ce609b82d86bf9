"""Finds what is ours in a Markdown text, and what must be left alone; linear in the text's length.

Code spans, fences, raw addresses, link destinations and HTML comments are left alone. Of each
placeholder and citation it says in which context it stands, since alt text takes no markup and a
link no button.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Each kind begins with a character of its own outside its group, so that `re` skips what begins none.
OPENING = re.compile(
    r"""`(?P<code>`*)
    |<(?P<comment>!--)
    |\{(?P<plain>\{[^{}\n]{0,200}\}\})
    |\{(?P<placeholder>\{)
    |\[(?P<citation>(?=-?@[\w]))
    |h(?P<address>ttps?://[^\s<>()\[\]{}"`|\\]+)
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
    ("attribute", re.compile(r" {0,3}\*\[[^\[\]\n]{1,200}\]:")),  # what an abbreviation stands for
    ("target", re.compile(r" {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:")),  # where a link leads, and its title
)
TITLE = re.compile(r"\s[\"'(]")
PLACEHOLDER = re.compile(r"\{\{([^{}]{0,2000})\}\}")
MAX_LENGTH = 2_000
FENCE_MARKS = re.compile("`{3,}|~{3,}")
# What opens a fence; a line with other words behind the marks opens none, and Markdown shows what follows as text.
FENCE = re.compile(
    r"""(?P<indent>[ ]*)(?P<marks>`{3,}|~{3,})[ \t]*(?:\.?[\w\#.+-]+(?![^\s{]))?[ \t]*
    (?:\{[^\n]*\}|(?:(?:title|linenums|hl_lines)=(?:"[^"\n]*"|'[^'\n]*')[ \t]*)*)[ \t]*$""",
    re.VERBOSE | re.MULTILINE,
)
# Where a line begins a block; and a line that is a block of its own.
INLINE = (
    "a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup|"
    "time|u|var|wbr"
)
BLOCK = re.compile(
    rf"""\n[ \t]*(?:[>\#]|\n|<!--|[*+-][ \t]|\d{{1,9}}[.)][ \t]|!!!|\?\?\?|===|</?(?!(?:{INLINE})\b)[a-zA-Z]|\*?\[[^\[\]\n]*\]:
    |[-=]+[ \t]*\n|[*_-]{{3}})""",
    re.VERBOSE,
)
LONE_LINE = re.compile(rf" {{4}}|\t|[ >]*(?:#|!!!|\?\?\?|===|</?(?!(?:{INLINE})\b)[a-zA-Z]|\*?\[[^\[\]\n]*\]:)")
TABLE = re.compile(r"\n *\|? *:?-+:? *(?:\| *:?-*:? *)+(?:\n|$)")  # the line below its head
BLANK_LINE = re.compile(r"\n[ \t>]*\n")
ABRUPT = re.compile("-?>")
TICKS = re.compile("`+")


class Span(NamedTuple):
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
    for span in find_spans(text):
        masked.append(text[done : span.start])
        masked.append(_blank(text[span.start : span.end], "\x01" if span.kind in OURS else "\x00"))
        done = span.end
        if span.kind in OURS:
            raw.append(span)
    masked.append(text[done:])
    mask = "".join(masked)
    lines = _lines_of(raw, mask)
    ranges = [(name, [match.span() for match in pattern.finditer(mask)]) for name, pattern in CONTEXTS]
    ranges += [(name, [line for line in lines if pattern.match(mask, line[0])]) for name, pattern in LINES]
    parted = [(name, [start for start, _ in found], [end for _, end in found]) for name, found in ranges if found]
    return tuple(_in_context(span, parted) for span in raw), mask


OURS = ("placeholder", "citation", "unclosed")
# Kinds that one match finds from end to end; a plain placeholder is one on a line, as nearly all are.
WHOLE = {"plain": "placeholder", "address": "address", "escape": "escape"}
CLOSING = {"placeholder": "}}", "citation": "]", "destination": ")"}


@lru_cache(maxsize=16)
def find_spans(text: str) -> tuple[Span, ...]:
    """Everything that is no prose, in order, with its kind and without context."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    done = 0
    for fence in _fences(text):  # Markdown takes them out before it looks at anything else
        yield from _inline_spans(text, done, fence.start)
        yield fence
        done = fence.end
    yield from _inline_spans(text, done, len(text))


def _fences(text: str) -> Iterator[Span]:
    """Fences that are closed; what follows one that is not is text, and so are the fences inside."""
    if "```" not in text and "~~~" not in text:  # forty times as fast as to search for the pattern
        return
    position = 0
    while match := FENCE_MARKS.search(text, position):
        position = match.end()
        line = _line_start(text, match.start())
        if line >= 0 and (opening := FENCE.match(text, line)):
            position, closed = _fence_end(text, opening)
            if closed:
                yield Span("fence", line, position, "")


def _inline_spans(text: str, position: int, limit: int) -> Iterator[Span]:
    never: set[str] = set()  # closings that do not occur again, so that no search is repeated
    blocks = _Blocks(text, limit)
    comments = _Comments(text, limit, blocks)
    ticks = _Ticks(text, blocks)
    while match := OPENING.search(text, position, limit):
        kind, (start, position) = str(match.lastgroup), match.span()
        if kind in WHOLE:
            yield Span(WHOLE[kind], start, position, text[start + 2 : position - 2] if kind == "plain" else "")
        elif kind == "code":
            position, is_code = ticks.pair(start, position)
            if is_code:
                yield Span("code", start, position, "")
        elif kind == "comment":
            end = comments.end(start)
            if end:
                yield Span("comment", start, end, "")
                position = end
        else:
            closing = CLOSING[kind]
            end = -1 if closing in never else text.find(closing, position, limit)
            if end < 0:
                never.add(closing)
            inside = text[position:end] if end >= 0 else ""
            broken = blocks.end(start) < end if kind == "destination" else BLANK_LINE.search(inside)
            if end < 0 or len(inside) > MAX_LENGTH or broken:
                if kind == "placeholder":
                    yield Span("unclosed", start, position, "")
                continue
            position = end + len(closing)
            if kind == "destination":  # its brackets tell a link from words in square brackets
                yield from _destination(start + 1, inside)
            else:
                yield Span(kind, start, position, inside)


def _destination(start: int, inside: str) -> Iterator[Span]:
    """Where a link leads; what is ours in its title is told apart, since it can't stand there."""
    done = 0
    title = TITLE.search(inside)
    for match in PLACEHOLDER.finditer(inside, title.start()) if title else ():
        yield Span("destination", start + done, start + match.start(), inside[done : match.start()])
        yield Span("placeholder", start + match.start(), start + match.end(), match[1], "target")
        done = match.end()
    yield Span("destination", start + done, start + len(inside), inside[done:])


def _line_start(text: str, start: int) -> int:
    """Where the line starts, if there are only spaces before `start`; else -1."""
    while start and text[start - 1] == " ":
        start -= 1
    return -1 if start and text[start - 1] != "\n" else start


def _fence_end(text: str, opening: re.Match[str]) -> tuple[int, bool]:
    """Where a fence ends, or else where Markdown gives up looking for its end."""
    closing = opening["indent"] + opening["marks"]
    position = opening.end()
    while position < len(text):
        start, position = position + 1, text.find("\n", position + 1)
        position = len(text) if position < 0 else position
        words = text[start:position]
        if words.rstrip(" \t") == closing:
            return position, True
        if words.strip() and not words.startswith(opening["indent"]):
            return position, False
    return len(text), False


class _Comments:
    """Knows where comments end: for a browser, and only those that Markdown does not show as text."""

    def __init__(self, text: str, limit: int, blocks: _Blocks) -> None:
        self.text, self.limit, self.blocks = text, limit, blocks
        self.blocks_from = 0  # a comment that is text keeps others from being blocks before this place
        self.closing = -1  # the next "-->"

    def end(self, start: int) -> int:
        """0 if there is no comment."""
        position = start + len("<!--")
        if abrupt := ABRUPT.match(self.text, position, self.limit):
            return abrupt.end()
        if self.closing < position:
            found = self.text.find("-->", position, self.limit)
            self.closing = found if found >= 0 else len(self.text)
        if self.closing == len(self.text):
            return 0
        if self._is_shown(start, position):
            self.blocks_from = max(self.blocks_from, self.closing)
            return 0
        early = self.text.find("--!>", position, self.closing)
        return self.closing + 3 if early < 0 else early + 4

    def _is_shown(self, start: int, position: int) -> bool:
        """Whether another comment opens inside, or, inside a block, the block ends first or a mark is escaped."""
        if self.text.find("<!--", position, self.closing + 2) >= 0:
            return True
        if start >= self.blocks_from and _line_start(self.text, start) >= max(start - 3, 0):
            return False
        return self.text[self.closing - 1] == "\\" or self.blocks.end(start) < self.closing


class _Ticks:
    """Pairs runs of backticks as Markdown does; the runs of a block are read once, however many of them are unpaired."""

    def __init__(self, text: str, blocks: _Blocks) -> None:
        self.text, self.blocks = text, blocks
        self.begin = 0  # where the next run may begin
        self.limit = -1  # the end of the block that the following is known of
        self.runs: list[tuple[int, int]] = []
        self.by_length: dict[int, list[int]] = {}
        self.longest: list[int] = []  # for each run, which is the longest from there on

    def pair(self, start: int, end: int) -> tuple[int, bool]:
        """Where to go on behind a run, and whether it opened code that reaches so far.

        What fewer backticks close is code in pages and text in notebooks, and so is text here. Behind a run
        that nothing closes, Markdown looks on only so many characters further.
        """
        start = max(start, self.begin)
        wanted = end - start
        if wanted <= 0:
            return end, False
        self._learn(end, self.blocks.end(start))
        following = bisect_left(self.runs, (end, 0))
        same = self.by_length.get(wanted, [])
        closing = bisect_left(same, following)
        if closing < len(same):
            return self.runs[same[closing]][1], True
        self.begin = end + wanted
        if following < len(self.runs):
            first, last = self.runs[self.longest[following]]
            self.begin = last if last - first < wanted else self.begin
        return end, False

    def _learn(self, position: int, limit: int) -> None:
        if limit == self.limit:
            return
        self.limit = limit
        self.runs = [run.span() for run in TICKS.finditer(self.text, position, limit)]
        self.by_length.clear()
        self.longest = [0] * len(self.runs)
        for index, (start, end) in reversed([*enumerate(self.runs)]):
            first, last = self.runs[self.longest[index + 1]] if index + 1 < len(self.runs) else (0, 0)
            self.longest[index] = index if end - start >= last - first else self.longest[index + 1]
        for index, (start, end) in enumerate(self.runs):
            self.by_length.setdefault(end - start, []).append(index)


class _Blocks:
    """Knows how far a code span or a link may reach: to the end of its block, or of its row of a table."""

    def __init__(self, text: str, limit: int) -> None:
        self.text, self.limit = text, limit
        self.begin, self.next = 0, -1  # between these no block begins
        self.in_table = False
        self.blank, self.searched, self.has_table = 0, -1, False  # the last empty line, and what is known since

    def end(self, start: int) -> int:
        line_end = self.text.find("\n", start, self.limit)
        if line_end < 0:
            return self.limit
        line = self.text.rfind("\n", 0, start) + 1
        if not self.begin <= start <= self.next:
            block = BLOCK.search(self.text, start, self.limit)
            self.begin, self.next = start, block.start() if block else self.limit
            self.in_table = self._has_table(start)
        return line_end if self.in_table or LONE_LINE.match(self.text, line) else self.next

    def _has_table(self, start: int) -> bool:
        """Whether the paragraph up to the next block has the line below the head of a table; each line is read once."""
        blank = self.text.rfind("\n\n", self.blank, start)
        if blank > self.blank or self.searched < 0:
            self.blank, self.searched, self.has_table = max(blank, self.blank), max(blank, 0), False
        if not self.has_table and self.searched < self.next:
            self.has_table = TABLE.search(self.text, self.searched, self.next) is not None
            self.searched = max(self.text.rfind("\n", 0, self.next), self.searched)
        return self.has_table


def _blank(piece: str, filler: str) -> str:
    return filler * len(piece) if "\n" not in piece else "\n".join(filler * len(line) for line in piece.split("\n"))


def _lines_of(spans: list[Span], mask: str) -> list[tuple[int, int]]:
    """Start and end of the lines in which a span starts."""
    found = []
    end = -1
    for span in spans:
        if span.start > end:
            start = mask.rfind("\n", 0, span.start) + 1
            end = mask.find("\n", span.start)
            end = len(mask) if end < 0 else end
            found.append((start, end))
    return found


def _in_context(span: Span, ranges: list[tuple[str, list[int], list[int]]]) -> Span:
    if span.context == "target":
        return span
    for name, starts, ends in ranges:
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and span.start < ends[at]:
            return Span(span.kind, span.start, span.end, span.text, name)
    return span
