"""Patterns of words look at how a word begins before they try it, and find the same as if they tried every word."""

import random
import re

import pytest

from factbook.prose import comparing, number_words

PATTERNS = {
    "numbers": (number_words.WORDS, number_words.BEGINNINGS),
    "comparisons": (comparing.COMPARING, comparing.BEGINNINGS),
}
TEXTS = 20_000


@pytest.mark.parametrize("name", PATTERNS)
def test_no_word_is_passed_over(name):
    pattern, beginnings = PATTERNS[name]
    assert beginnings in pattern.pattern
    patient = re.compile(pattern.pattern.replace(beginnings, ""), pattern.flags)
    pieces = sorted(
        {*re.findall(r"[a-z]+", patient.pattern), *re.findall(r"(?<=[|:])[a-z]+(?=[|)\n])", patient.pattern)}
    )
    rng = random.Random(1)  # noqa: S311
    found = 0
    for _ in range(TEXTS):
        text = "".join(
            rng.choice(pieces) + rng.choice(["", "", "s", "ed", " ", " ", "-", f" {comparing.OURS}"]) for _ in range(8)
        )
        text = f"{rng.choice(pieces)} {text}"
        spans = [match.span() for match in pattern.finditer(text)]
        assert spans == [match.span() for match in patient.finditer(text)], text
        found += len(spans)
    assert found > TEXTS / 2
