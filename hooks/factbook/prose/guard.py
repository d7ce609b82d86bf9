"""Finds numbers in prose that are typed by hand: digits, number words, and what is split or disguised.

It reads what is left when code, addresses, our placeholders and names are taken out. Words are
matched on a normal form of the text (emphasis, tags and entities resolved, widths folded), in which
every character still knows its place. Cardinals are numbers; "one" is one only before a measure,
and ordinals up to the third are rather words than numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from factbook.ground.location import Lines, Location
from factbook.ground.problem import Problem
from factbook.model.factbook import Factbook
from factbook.model.look import Look
from factbook.model.records import Text
from factbook.model.unit import DATE
from factbook.prose.number import format_entry
from factbook.prose.scan import scan

UNITS = "two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SCALES = "hundreds?|thousands?|millions?|billions?|trillions?|dozens?"
RANKS = (
    "fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    "seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|hundredth|thousandth|millionth"
)
MULTIPLES = (
    "half|halves|halved?|halving|doubled?|doubles|doubling|tripled?|triples|tripling|trebled?|trebles|"
    "quadrupled?|quadruples|quintupled?|twice|thrice|(?:two|three|four|five|six|seven|eight|nine|ten|hundred)-?fold"
)
# What makes "one" a number and not a pronoun.
AFTER_ONE = (
    r"years?|months?|weeks?|hours?|minutes?|per\s?cent|percentage|in\s(?:every|a|two|three|four|five|six|seven|eight|"
    rf"nine|ten|twenty)|out\sof|half|{SCALES}|thirds?|quarters?|(?:{RANKS})s?"
)
_TENS = rf"(?:{TENS})(?:[\s-](?:one|{UNITS}))?"
_CARDINAL = rf"(?:{_TENS}|{TEENS}|{UNITS}|{SCALES}|zero)"
NUMBER_WORDS = re.compile(
    rf"""(?<![\w-])(?=[abdefhmnoqstz])(?:  # the first letters of all words below; the rest is passed over quickly
        (?:a|one|{UNITS})[\s-](?:thirds|quarters|(?:{RANKS})s)
        |(?:a|one)[\s-](?:third|quarter|{RANKS})(?=\sof\b)
        |(?:{TENS})-(?:first|second|third|{RANKS})
        |(?:one[\s-])?{_CARDINAL}(?:[\s-](?:and[\s-])?(?:one\b|{_CARDINAL}))*(?:[\s-](?:thirds?|quarters?))?
        |{RANKS}
        |{MULTIPLES}
        |one(?=[\s-](?:{AFTER_ONE})\b)
    )(?!\w)(?!-(?:hearted|way|time|baked))""",
    re.VERBOSE | re.IGNORECASE,
)
DIGITS = re.compile(
    r"""(?:(?:US)?[$€£¥]\s?|RMB\s?|\#)?
    [+\u2212-]?\d[\d.,:/\u00a0\u202f'’-]*(?<![.,:/'’-])
    (?:\s?(?:%|‰|percent\b|per\s?cent\b|[kmbt]n?\b|million\b|billion\b|trillion\b|thousand\b|x\b|×|st\b|nd\b|rd\b|th\b|s\b))*
    |\d
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Numerals that are no digits: fractions, Roman and circled ones; Chinese ones before what they count.
SIGNS = re.compile(
    r"[\u00bc-\u00be\u2150-\u218b\u2460-\u24ff\u2776-\u2793\u3220-\u3229]|[〇零一二两三四五六七八九十百千]+[万亿年倍%]"
)
MARKERS = re.compile(
    r"""^[ >]*(?:\d{1,9}[.)]|[*+-])[ \t]      # the marker of a list item
    |\[\^[^\]\n]{1,40}\]:?                     # a footnote
    |\{[:\s][^{}\n]{0,200}\}|\{[#.][^{}\n]{0,200}\}  # attributes: { .answer }, {#id}
    |^[ ]{0,3}\[[^\]\n]{1,200}\]:.*$           # the definition of a link
    |^[ ]*\|?[ :|-]+\|[ :|-]*$                 # the line below a table's head
    |^[ ]{0,3}\#{1,6}(?=[ \t])                 # the marks of a heading
    """,
    re.VERBOSE | re.MULTILINE,
)
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
SHOWN_ATTRIBUTE = re.compile(r"""\b(?:alt|title|aria-label|placeholder)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,32});")
GONE = "\u00ad*_~=^`"  # soft hyphens and marks of emphasis: they split a number and show nothing
PLAIN = re.compile(r"[^<&*_~=^`\t-\r\x1c-\x1f\x7f-\U0010ffff]+")  # what the normal form keeps as it is
HINT = 'add it to data/figures/ and write {{ topic.name }}; for a name write {{ "…" }}'


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal form of a text and, for each of its characters, the offset it came from."""

    text: str
    offsets: tuple[int, ...]


class Guard:
    """Knows the names that may hold digits, and which figure a typed number repeats."""

    def __init__(self, factbook: Factbook) -> None:
        names = sorted(factbook.names, key=len, reverse=True)
        self.names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)) if names else None
        self.factbook = factbook

    @cached_property
    def known(self) -> Mapping[str, str]:
        """How each number of the factbook could be typed; needed only if one is."""
        return _known_words(self.factbook)

    def markdown(self, text: str, path: str, first_line: int = 1) -> Iterator[Problem]:
        """Typed numbers of a page."""
        _, prose = scan(text)
        yield from self._problems(prose, Lines(path, text, first_line).locate)

    def words(self, words: Text) -> Iterator[Problem]:
        """Typed numbers in words of a data file."""
        _, prose = scan(words.text)
        yield from self._problems(prose, words.locate)

    def _problems(self, prose: str, place: Callable[[int], Location]) -> Iterator[Problem]:
        normal = normalise(self._without_names(_without_markers(prose)))
        for start, found in find_numbers(normal.text):
            hint = HINT
            if figure := self.known.get(_key(found)):
                hint = f"this is {{{{ {figure} }}}}; write that, or the figure that is meant"
            yield Problem(place(normal.offsets[start]), "bare-number", f"hard-coded number '{found}'", hint)

    def _without_names(self, prose: str) -> str:
        return self.names.sub(lambda match: "\x00" * len(match[0]), prose) if self.names else prose


def find_numbers(text: str) -> list[tuple[int, str]]:
    """Offsets and words of the numbers in a normal text, in order, none inside another."""
    found: list[tuple[int, str]] = []
    end = 0
    matches = [match for pattern in (DIGITS, SIGNS, NUMBER_WORDS) for match in pattern.finditer(text)]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            found.append((match.start(), " ".join(match[0].split())))
            end = match.end()
    return found


def normalise(prose: str) -> Normal:
    """Resolve tags, entities, emphasis and widths; a tag leaves only what a reader sees of it."""
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0

    def keep(words: str, start: int) -> None:
        pieces.append(words)
        offsets.extend([start] * len(words))

    while position < len(prose):
        if plain := PLAIN.match(prose, position):
            pieces.append(plain[0])
            offsets.extend(range(position, plain.end()))
            position = plain.end()
            continue
        character = prose[position]
        if character == "<" and (tag := TAG.match(prose, position)):
            for shown in SHOWN_ATTRIBUTE.finditer(tag[0]):
                group = 1 if shown[1] is not None else 2
                for index, letter in enumerate(f" {shown[group]} ", position + shown.start(group) - 1):
                    keep(letter, index)
            position = tag.end()
            continue
        if character == "&" and (entity := ENTITY.match(prose, position)):
            keep(unicodedata.normalize("NFKC", unescape(entity[0])), position)
            position = entity.end()
            continue
        if character not in GONE:
            keep(" " if character.isspace() else _fold(character), position)
        position += 1
    return Normal("".join(pieces), tuple(offsets))


def _fold(character: str) -> str:
    """Full-width and other forms as plain ones, but signs like ½ as they are."""
    return character if SIGNS.match(character) else unicodedata.normalize("NFKC", character)


def _without_markers(prose: str) -> str:
    return MARKERS.sub(lambda match: re.sub(r"[^\n]", "\x00", match[0]), prose)


def _known_words(factbook: Factbook) -> Mapping[str, str]:
    """How each number could be typed, and the first figure that says so."""
    known: dict[str, str] = {}
    for name, entry in factbook.entries.items():
        if entry.figure.measure.dimension == DATE:
            forms: Iterable[str] = (format_entry(entry, Look()),)
        else:
            plain = Look(options=frozenset({"plain"}))
            forms = (format_entry(entry, Look()), format_entry(entry, plain))
        for form in forms:
            known.setdefault(_key(form), name)
    return known


def _key(words: str) -> str:
    """Typed and formatted numbers in one form: no spaces, short names of the powers of a thousand."""
    key = re.sub(r"[\s\u00a0\u202f,]", "", words.lower()).replace("percent", "%").replace("\u2212", "-")
    for long, short in (("billion", "bn"), ("million", "m"), ("thousand", "k"), ("us$", "$"), ("rmb", "¥")):
        key = key.replace(long, short)
    return key
