"""Reads the golden files of sentences, and counts how well a check does on them."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

GOLDEN = Path(__file__).parent / "golden"
ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|[nt\\])")
ESCAPED = {"n": "\n", "t": "\t", "\\": "\\"}


class Sentence(NamedTuple):
    """A line of a golden file: its number, what must be reported, and the text."""

    line: int
    expected: tuple[str, ...]
    text: str


def read_sentences(name):
    """The sentences of a golden file; the file says how it is written."""
    found = []
    for number, line in enumerate((GOLDEN / name).read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("# "):
            kind, *expected, text = line.split("\t")
            assert (kind == "pass") == (not expected), f"{name}:{number}: {line}"
            words = tuple(expected[0].split(" ; ")) if expected else ()
            found.append(Sentence(number, words, ESCAPE.sub(lambda match: unescape(match[1]), text)))
    return found


def unescape(letter):
    return ESCAPED.get(letter) or chr(int(letter[1:], 16))


class Score(NamedTuple):
    """Counts over all sentences, and the lines on which something is wrong."""

    sentences: int
    right: int
    wolves: int
    misses: int
    wrong: list[str]

    def __str__(self) -> str:
        reported, expected = self.right + self.wolves, self.right + self.misses
        return (
            f"on {self.sentences} sentences precision is {self.right / reported:.1%} ({self.right} of {reported}) "
            f"and recall is {self.right / expected:.1%} ({self.right} of {expected})"
        )


def score(name, check):
    """How a check, from a text to the words it reports, does on a golden file."""
    sentences = read_sentences(name)
    right = wolves = misses = 0
    wrong = []
    for sentence in sentences:
        found, expected = Counter(check(sentence.text)), Counter(sentence.expected)
        right += (found & expected).total()
        wolves += (found - expected).total()
        misses += (expected - found).total()
        if found != expected:
            wrong.append(f"{name}:{sentence.line}: found {[*found]} in {sentence.text!r}")
    return Score(len(sentences), right, wolves, misses, wrong)
