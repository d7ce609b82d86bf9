"""The words that a reader sees of a text: disguises dropped, white space folded, and of each character its origin."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from factbook.prose.mark import find_tokens

CODE, OURS = "\x00", "\x01"
# Letters of other alphabets that look like ours.
LOOKALIKES = str.maketrans(
    "аеіјоорсѕухѵһԁԛԝАВЕІЈКМНОРСЅТУХαινορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeijoopcsyxvhdqwABEIJKMHOPCSTYXaivopuABEZHIKMNOPTYX"
)
QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"'}  # which are set by Markdown, and typed by some
ADDRESS = re.compile(r"https?://[^\s<>()\[\]{}\"`|\\]+")
QUOTED_CODE = re.compile(r"(?P<marks>`+)[^`]+(?P=marks)")
PLAIN = re.compile(r"[!-\[\]-~]+(?: [!-\[\]-~]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """Words with single spaces, a line break where a block or a cell ends, and of each character where it is from.

    `slots` has the number of the token for each character that stands for one.
    """

    text: str
    origins: tuple[int, ...]
    slots: dict[int, int]


class Writer:
    """Collects characters with their origins; a run of white space becomes one character."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.origins: list[int] = []
        self.slots: dict[int, int] = {}
        self.is_blank = True

    def add(self, words: str, origin: int) -> None:
        """Words whose first character is at `origin`."""
        position = 0
        while position < len(words):
            if plain := PLAIN.match(words, position):
                self._run(plain[0], range(origin + position, origin + plain.end()))
                position = plain.end()
            else:
                for character in fold(words[position]):
                    self._character(character, origin + position)
                position += 1

    def add_mark(self, mark: str, origin: int, token: int | None = None) -> None:
        """A character that stands for code or, with its number, for a token."""
        if token is not None:
            self.slots[len(self.origins)] = token
        self._run(mark, (origin,))

    def end_block(self, origin: int) -> None:
        """A line break, also in place of a space."""
        if self.is_blank and self.pieces:
            self.pieces[-1] = "\n"
        elif not self.is_blank:
            self._run("\n", (origin,))
        self.is_blank = True

    def reading(self) -> Reading:
        """All of it."""
        return Reading("".join(self.pieces), tuple(self.origins), self.slots)

    def _run(self, words: str, origins: range | tuple[int, ...]) -> None:
        self.pieces.extend(words)
        self.origins.extend(origins)
        self.is_blank = False

    def _character(self, character: str, origin: int) -> None:
        if character.isspace():
            if not self.is_blank:
                self._run(" ", (origin,))
                self.is_blank = True
        else:
            self._run(character, (origin,))


@lru_cache(maxsize=4096)
def fold(character: str) -> str:
    """A plain letter or digit for one that looks the same; nothing for what can't be seen; signs like ½ stay."""
    if character in QUOTES:
        return QUOTES[character]
    if character.isascii():
        return " " if character.isspace() else character.replace("\\", "")
    category = unicodedata.category(character)
    if category in ("No", "Nl"):
        return character
    if character.isspace():
        return " "
    if category in ("Cf", "Mn", "Me"):
        return ""
    return unicodedata.normalize("NFKC", character).translate(LOOKALIKES)


def read_plain(text: str, *, is_comment: bool = False, has_marks: bool = False) -> Reading:
    """Words that are shown as they are written, but for what is ours, for addresses, and for code in a comment.

    The marks of emphasis, which could split a number, are left out unless somebody asks for them.
    """
    writer = Writer()
    add = _add if has_marks else _add_unmarked
    found: list[tuple[int, int, int | None]] = [
        (token.start, token.end, number) for number, token in enumerate(find_tokens(text))
    ]
    for pattern in (ADDRESS, *([QUOTED_CODE] if is_comment else [])):
        found += [(match.start(), match.end(), None) for match in pattern.finditer(text)]
    done = 0
    for start, end, number in sorted(found, key=lambda one: one[:2]):
        if start >= done:
            add(writer, text, done, start)
            writer.add_mark(CODE if number is None else OURS, start, number)
            done = end
    add(writer, text, done, len(text))
    return writer.reading()


def _add(writer: Writer, text: str, start: int, end: int) -> None:
    writer.add(text[start:end], start)


def _add_unmarked(writer: Writer, text: str, start: int, end: int) -> None:
    for match in re.compile(r"[^*_~=^]+").finditer(text, start, end):
        writer.add(match[0], match.start())
