"""What a reader sees of a text: markup resolved, disguises dropped, and of each character its place.

Emphasis, tags, entities, links and comments can split a number; widths, lookalikes and hidden
characters can disguise one. Here they are gone, and so is what Markdown does not show: code,
addresses, the marks of lists and footnotes, anchors. Titles and other words that appear beside the
text are readings of their own. Where Markdown and a browser may differ, the reading shows more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from factbook.prose.scan import BLOCK, INLINE, Span, find_spans

CODE, OURS, TARGET, NOTHING = "\x00", "\x01", "\x02", "\xad"
FILLERS = {"placeholder": OURS, "citation": OURS, "unclosed": OURS, "destination": TARGET, "comment": NOTHING}
LITERAL = ("placeholder", "citation", "address")  # what is no prose in any form of text
SHOWN_ESCAPES = ".+-"  # they can stand inside a number
QUOTED = r"""(?:"[^"\n]*"|'[^'\n]*')"""
# The parts of a text; `plain` is what needs no thought.
LETTERS = r"""[A-Za-z0-9,.;:'"?!%$/+()\[\]\#@|}\x00-\x02-]+"""
PART = re.compile(
    rf"""(?P<plain>{LETTERS}(?:[ ]{LETTERS})*)
    |(?P<block>[ \t]*\n[ \t>]*(?:\n[\s>]*|(?=(?:[-*+]|[\d\x00]{{1,9}}[.)]|\#{{1,6}}|!!!|\?\?\?\+?|===|:)[ \t]|\|)))
    |(?P<space>[ \t]*\n[ \t>]*|[^\S\n]+)
    |(?P<tag></?(?P<name>[a-zA-Z][^\s"'<>@/\x00\xad]*+)(?:\s+[^\s"'=<>\x00\xad]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>\x00]++))?+)*+\s*+/?>)
    |(?P<address><(?:[a-zA-Z][\w+.-]{{1,30}}:[^\s<>]*|[^\s<>@!]+@[^\s<>@]+\.[a-zA-Z]+)>)
    |(?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z]\w{{1,31}});)
    |(?P<attributes>\{{:?[ ]?(?:(?:[\#.][\w:.-]+|[\w:@-]+=(?:{QUOTED}|[^\s"'=<>{{}}]+))[ ]*+)++\}})
    |(?P<bar>(?<=\w)_(?=\w))
    |(?P<mark>[*_~=^`\\\xad]+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
PIECE = re.compile(r"(?P<plain>[^\s*_~=^\x80-\U0010ffff]+(?: [^\s*_~=^\x80-\U0010ffff]+)*)|.", re.DOTALL)
# Attributes whose words a browser shows or reads out.
SHOWN_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:alt|title|value|start|label|summary|placeholder|aria-(?:label|description|valuetext))
    \s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>}]+))""",
    re.VERBOSE | re.IGNORECASE,
)
FENCE_TITLE = re.compile(rf"[^\n]*?\btitle\s*=\s*(?P<title>{QUOTED})")
CODE_ELEMENTS = frozenset(["code", "kbd", "pre", "samp", "script", "style"])
# An element at the start of a line whose inside is no Markdown, unless an attribute says so.
RAW = re.compile(r"^[ \t>]*<(?P<name>[a-zA-Z][\w-]*)\b(?P<rest>[^<>]*)>", re.MULTILINE)
BRACKET = re.compile(
    r"(?P<opens>\[)|\](?:\((?P<target>\x02*)\)|(?=\[(?P<label>[^\[\]\n]{1,200})\]))?|(?P<ends>\n[ \t>]*\n)"
)
TARGETS = re.compile("\x02+")
# What stands between the brackets of a link: an address and perhaps a title.
LINK = re.compile(rf"\s*(?:<[^<>\n]*>|[^\s<>\[\]]*[a-zA-Z/#][^\s<>\[\]]*)?(?:\s+(?P<title>{QUOTED}|\([^()]*\)))?\s*")
DEFINITION = re.compile(
    rf"""^[ ]{{0,3}}\[(?!\^)(?P<label>[^\[\]\n]{{1,200}})\]:[ \t]*(?:<[^<>\n]*>|[^\s<>/\#\x00]*[/\#\x00][^\s<>]*|[^\s<>.]+\.[a-z][^\s<>]*)
    (?:[ \t]+(?P<title>{QUOTED}|\([^()\n]*\)))?[ \t]*$(?!\n[-=]+[ \t]*$)""",
    re.VERBOSE | re.MULTILINE,
)
FOOTNOTE = re.compile(r"\[\^[\w.-]{1,40}\](?![(\[]):?")
ITEM = re.compile(r"(?P<lead>[ \t>]*(?:[-*+][ \t]+)*)(?:(?P<number>\d{1,9})[.)]|[-*+])[ \t]")
# What a new block may follow without an empty line.
STARTER = re.compile(r"[ \t>]*(?:#{1,6}[ \t]|!!!|\?\?\?|===|</?[a-zA-Z]|[-=]+[ \t]*$)")
# Lines whose end is the end of a block.
WHOLE_LINE = re.compile(r"[ \t>]*(?:#{1,6}[ \t]|!!!|\?\?\?|===|[-=]+[ \t]*$)", re.MULTILINE)
# Lines that hold indented ones: items, definitions, footnotes, boxes, tabs, elements.
HOLDER = re.compile(r"[ ]{0,3}(?:(?:[-*+]|\d{1,9}[.)]|:)[ \t]|!!!|\?\?\?|===|\[\^|<)")
ELEMENT = re.compile(r"<(?P<closes>/?)(?!(?:br|col|hr|img|wbr)\b)[a-zA-Z]")
# Letters of other alphabets that look like ours.
LOOKALIKES = str.maketrans(
    "аеіјоорсѕухѵһԁԛԝАВЕІЈКМНОРСЅТУХαινορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeijoopcsyxvhdqwABEIJKMHOPCSTYXaivopuABEZHIKMNOPTYX"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Words with single spaces, a line break where a block or a cell ends, and the offset of each character."""

    text: str
    offsets: list[int]


@lru_cache(maxsize=16)  # a page is read for its numbers and for its comparisons
def read_markdown(text: str) -> tuple[Reading, ...]:
    """The running text of a page, then what appears beside it; words can be in several."""
    spans = find_spans(text)
    reader = _Reader(text, _fill(text, spans))
    for span in spans:
        if span.kind == "fence" and (title := FENCE_TITLE.match(text, span.start)):
            reader.read_aside(title["title"], title.start("title"))
    literal = _fill(text, [span for span in spans if span.kind in (*LITERAL, "comment")])
    raw = (_Reader(text, literal[start:end], start, is_markdown=False) for start, end in _raw_blocks(reader.prose))
    return tuple(reading for each in (reader, *raw) for reading in each.read())


def read_plain(text: str) -> tuple[Reading, ...]:
    """Words that are shown as they are written, but for what is ours and for addresses."""
    words = _Words()
    for match in PIECE.finditer(_fill(text, [span for span in find_spans(text) if span.kind in LITERAL])):
        if match.lastgroup == "plain":
            words.run(match[0], match.start())
        elif match[0] not in "*_~=^":
            words.add(match[0], match.start())
    return (words.reading(),)


class _Words:
    """Collects characters with their offsets; a run of white space becomes one character."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.offsets: list[int] = []
        self.is_blank = True

    def run(self, words: str, start: int) -> None:
        """Plain words as they are."""
        self.pieces.append(words)
        self.offsets.extend(range(start, start + len(words)))
        self.is_blank = False

    def add(self, words: str, offset: int) -> None:
        """Characters that all come from one place."""
        for character in _fold(words):
            if not (self.is_blank and character.isspace()):
                self.pieces.append(character)
                self.offsets.append(offset)
                self.is_blank = character.isspace()

    def end_block(self, offset: int) -> None:
        """A line break, also in place of a space."""
        if self.is_blank and self.pieces:
            self.pieces[-1] = "\n"
        else:
            self.run("\n", offset)
        self.is_blank = True

    def reading(self) -> Reading:
        return Reading("".join(self.pieces), self.offsets)


class _Reader:
    """Reads a text that begins at the offset `start`, of which `prose` is what Markdown or HTML may show."""

    def __init__(self, text: str, prose: str, start: int = 0, *, is_markdown: bool = True) -> None:
        self.text, self.start = text, start
        self.words = _Words()
        self.asides: list[Reading] = []
        self.unclosed: set[str] = set()
        if is_markdown:
            prose = self._without_definitions(_without_list_numbers(_without_indented_code(prose)))
            prose = self._without_links(prose)
        self.prose = prose
        self.lower = self.prose.lower()

    def read(self) -> list[Reading]:
        position = 0
        while match := PART.match(self.prose, position):
            kind, at = match.lastgroup, self.start + position
            position = match.end()
            if kind == "plain":
                self.words.run(match[0], at)
            elif kind == "block" or (kind == "space" and self._ends_line(match)):
                self.words.end_block(at)
            elif kind in ("space", "bar"):
                self.words.add(" ", at)
            elif kind == "tag":
                position = self._tag(match)
            elif kind == "entity":
                self.words.add(unescape(match[0]), at)
            elif kind == "other":
                self.words.add(match[0], at)
            elif kind == "attributes":
                position = self._attribute_list(match)
        return [self.words.reading(), *self.asides]

    def read_aside(self, words: str, offset: int) -> None:
        self.asides += _Reader(words, words, self.start + offset, is_markdown=False).read()

    def _ends_line(self, match: re.Match[str]) -> bool:
        line = self.prose.rfind("\n", 0, match.start()) + 1 if "\n" in match[0] else -1
        return line >= 0 and WHOLE_LINE.match(self.prose, line) is not None

    def _tag(self, match: re.Match[str]) -> int:
        """Where to go on after a tag: behind it, or behind the code that it opens."""
        name, at = match["name"].lower(), self.start + match.start()
        if BLOCK.search(match[0]):  # no tag for Markdown, whatever a browser sees
            self.words.add("<", at)
            return match.start() + 1
        self._shown_attributes(match)
        if name in CODE_ELEMENTS and match[0][1] != "/" and name not in self.unclosed:
            self.words.run(CODE, at)
            closing = self.lower.find(f"</{name}", match.end())
            if closing >= 0:
                return closing
            self.unclosed.add(name)
        elif name == "br":
            self.words.add(" ", at)
        elif name not in INLINE.split("|"):
            self.words.end_block(at)
        return match.end()

    def _attribute_list(self, match: re.Match[str]) -> int:
        """Where to go on after braces: a list of attributes shows nothing where it belongs to something."""
        line = self.prose[self.prose.rfind("\n", 0, match.start()) + 1 : match.start()]
        ends = self.prose[match.end() : match.end() + 200].lstrip(" \t")[:1] in ("", "\n", "|")
        alone = not line.strip(" \t>") or "|" in line or line.lstrip(" >").startswith("#")
        if line.endswith(("*", "_", CODE, OURS, NOTHING)) or (ends and alone):
            self._shown_attributes(match)
            return match.end()
        self.words.run("{", self.start + match.start())
        return match.start() + 1

    def _shown_attributes(self, match: re.Match[str]) -> None:
        for shown in SHOWN_ATTRIBUTE.finditer(match[0]):
            group = str(shown.lastgroup)
            self.read_aside(shown[group], match.start() + shown.start(group))

    def _without_definitions(self, prose: str) -> str:
        """The prose without definitions of addresses and marks of footnotes; what only looks like one is text."""
        self.labels = {_label(match["label"]) for match in DEFINITION.finditer(prose)}

        def take_title(match: re.Match[str]) -> str:
            if match["title"]:
                self.read_aside(match["title"], match.start("title"))
            return CODE * len(match[0])

        return FOOTNOTE.sub(lambda match: CODE * len(match[0]), DEFINITION.sub(take_title, prose))

    def _without_links(self, prose: str) -> str:
        """The prose with the brackets and addresses of links blanked out; other brackets and what they hold are text."""
        edits: list[tuple[int, int, str]] = []
        opened: list[int] = []
        done = 0
        for match in BRACKET.finditer(prose):
            if match.start() < done:  # the label of a link
                continue
            if match["opens"]:
                opened.append(match.start())
            elif match["ends"]:
                opened.clear()
            elif edited := self._link(match, prose, opened.pop() if opened else -1):
                edits += edited
                done = edited[-1][1]
        pieces, done = [], 0
        for start, end, filled in sorted(edits):
            pieces += [prose[done:start], filled]
            done = end
        linked = "".join([*pieces, prose[done:]])
        return TARGETS.sub(lambda match: self.text[match.start() : match.end()], linked)

    def _link(self, match: re.Match[str], prose: str, opening: int) -> list[tuple[int, int, str]]:
        """What stands in place of an address or label behind brackets, and of the brackets; nothing if it is no link."""
        group = "target" if match["target"] is not None else "label"
        start, end = match.span(group)
        inside = self.text[start:end] if start >= 0 else ""
        if group == "target":
            link = LINK.fullmatch(inside) if opening >= 0 else None
            if link is None:
                return [(start, end, inside)]
            if link["title"]:
                self.read_aside(link["title"], start + link.start("title"))
            if prose[opening - 1 : opening] == "!" and CODE in prose[opening : match.start()]:
                self._read_alternative(prose, opening + 1, match.start())
        elif opening < 0 or _label(inside or prose[opening + 1 : match.start()]) not in self.labels:
            return []
        close = match.start()
        end = end + 1 if start >= 0 else close + 1
        return [(opening, opening + 1, NOTHING), (close, end, NOTHING * (end - close))]

    def _read_alternative(self, prose: str, start: int, end: int) -> None:
        """The alternative text of a picture shows code without its marks."""
        pairs = zip(prose[start:end], self.text[start:end], strict=True)
        self.read_aside("".join(written if seen == CODE else seen for seen, written in pairs), start)


def _fill(text: str, spans: Iterable[Span]) -> str:
    """The text with the spans blanked out, each kind by a character of its own."""
    pieces, done = [], 0
    for span in spans:
        piece = text[span.start : span.end]
        if span.kind == "escape":
            filled = NOTHING + (piece[1] if piece[1] in SHOWN_ESCAPES else CODE)
        elif span.kind in ("destination", "comment"):
            filled = FILLERS[span.kind] * len(piece)
        else:
            filler = FILLERS.get(span.kind, CODE)
            filled = "\n".join(filler * len(line) for line in piece.split("\n"))
        pieces += [text[done : span.start], filled]
        done = span.end
    return "".join([*pieces, text[done:]])


def _without_list_numbers(prose: str) -> str:
    """The prose without the numbers of lists, where they begin at the beginning and count on."""
    lines = prose.split("\n")
    last: dict[int, int] = {}
    may_begin, in_list = True, False
    for index, line in enumerate(lines):
        item = ITEM.match(line)
        if item and (may_begin or in_list):
            in_list = True
            if item["number"]:
                indent, number = len(item["lead"]), int(item["number"])
                before = last.get(indent, 0)
                if number in (0, 1, before, before + 1):
                    last[indent] = number
                    start, end = item.span("number")
                    lines[index] = line[:start] + CODE * (end - start) + line[end:]
        blank = not line.strip(" \t>")
        in_list = in_list and not blank
        may_begin = blank or STARTER.match(line) is not None
    return "\n".join(lines)


def _without_indented_code(prose: str) -> str:
    """The prose without code that is marked by its indent: after an empty line, and not inside something else."""
    lines = prose.split("\n")
    after_blank, in_code, held, depth = True, False, False, 0
    for index, line in enumerate(lines):
        if not line.strip():
            after_blank = index > 0 or not line  # spaces in the first line are no empty line
            continue
        in_code = line.startswith(("    ", "\t")) and (in_code or after_blank) and not held and not depth
        if in_code:
            lines[index] = CODE * len(line)
        elif line[0] not in (CODE, NOTHING):  # these can hide an indent
            held = HOLDER.match(line) is not None or (held and (line[0].isspace() or not after_blank))
            depth = max(depth + sum(-1 if tag["closes"] else 1 for tag in ELEMENT.finditer(line)), 0)
        after_blank = False
    return "\n".join(lines)


def _raw_blocks(prose: str) -> Iterator[tuple[int, int]]:
    """Where elements stand whose inside Markdown leaves as it is, so that its marks are shown."""
    end = 0
    for match in RAW.finditer(prose):
        if match.start() < end or "markdown" in match["rest"] or match["name"].lower() in INLINE.split("|"):
            continue
        depth, end = 1, len(prose)
        for tag in re.compile(rf"<(/?){match['name']}\b", re.IGNORECASE).finditer(prose, match.end()):
            depth += -1 if tag[1] else 1
            if not depth:
                end = tag.end()
                break
        yield match.start(), end


def _label(words: str) -> str:
    return " ".join(words.split()).casefold()


@lru_cache(maxsize=4096)
def _fold(words: str) -> str:
    """Plain letters and digits for those that look the same; signs like ½ stay."""
    if words.isascii():
        return re.sub(r"\s", " ", words)
    folded = []
    for character in words:
        category = unicodedata.category(character)
        if category in ("No", "Nl"):
            folded.append(character)
        elif character.isspace():
            folded.append(" ")
        elif category not in ("Cf", "Mn", "Me"):
            folded.append(unicodedata.normalize("NFKC", character).translate(LOOKALIKES))
    return "".join(folded)
