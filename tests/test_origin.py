"""A typed number is reported where it stands in the source, among words and numbers that are the same."""

from __future__ import annotations

import random

import pytest

from example import AS_TYPED, load, template
from factbook.prose import origin
from factbook.prose.guard import Guard

GUARD = Guard(load())
# What may stand in a line; of each N a reader sees the number, of each H the same number stays hidden.
INLINES = [
    "N", "It was N.", "*N*", "**N** words", "*It* __was__ *N*", "`H` and N", "N `H`", "[N](a.md)", "[a N](a.md)", "![N](a.png)",
    '[a](b.md "N")', '<abbr title="N">most</abbr> N', "<b>N</b>", "&amp; N", "A&nbsp;sum of N", "N &lt; N", "{{ shop.founders }} N",
    '{{ "H" }} N', "N {{ shop.founders }}", "[@report] N", "<!-- H --> N", "N <!-- H -->", "<https://example.org/98> N", "https://example.org/98 N",
    "==N==", "\\* N", "“N”", '"N"', "it's N", "words words words", "N words N words N", "a N b", "<kbd>H</kbd> N",
    "[x][ref] N", "ABBR N",
]  # fmt: skip
BLOCKS = [
    "{}", "# {}", "### {} {{#id}}", "{}\n---", "> {}", "> {}\n> {}", "- {}\n- {}", "1. {}\n2. {}", "* {}\n\n    {}", "{}\n{}",
    "```\nH\n```", '```yaml title="N"\na: H\n```', "    H", "<!-- H\nH -->", '!!! note "{}"\n    {}', '??? tip "N"\n    {}', "!!! note\n    {}",
    "| {} | {} |\n|---|---|\n| {} | N |", '<div markdown="1">\n\n{}\n\n</div>', "<p>N</p>", "<div>\nN `N`\n</div>", "Term\n:   {}",
    "- [ ] {}\n- [x] {}", "Words[^1] N.\n\n[^1]: N {}", "* * *", "<table><tr><td>N</td><th>N</th></tr></table>",
]  # fmt: skip
ENDS = "\n\n[ref]: page.md\n\n*[ABBR]: A word\n"


def make(seed: int) -> tuple[str, list[tuple[int, int]]]:
    """A text, and the places of the numbers that a reader sees in it."""
    choose = random.Random(seed)  # noqa: S311 (nothing is secret here)

    def inline(block: str) -> str:
        found = choose.choice(INLINES)
        return "N" if "|" in block and ("|" in found or "\n" in found) else found

    blocks = []
    for _ in range(choose.randint(1, 6)):
        block = choose.choice([one for one in BLOCKS if "[^1]" not in one or not any("[^1]" in b for b in blocks)])
        blocks.append(block.format(*(inline(block) for _ in range(block.count("{}")))))
    number = choose.choice(["98", "9.8", "98 %"])
    marked = "\n\nAnd so on.\n\n".join(blocks) + ENDS
    places, text = [], ""
    for character in marked:
        if character == "N":
            places.append((text.count("\n") + 1, len(text) - text.rfind("\n")))
        text += number if character in "NH" else character
    return text, places


@pytest.mark.parametrize("seed", range(8))
def test_every_number_that_a_reader_sees_is_reported_at_its_place_and_no_other(seed):
    for step in range(60):
        text, places = make(seed * 60 + step)
        found = template(text, converter=AS_TYPED)
        reported = sorted((problem.location.line, problem.location.column) for problem in GUARD.page(found))
        assert reported == sorted(places), text


class Counted(str):
    """A text that counts the characters over which it was searched."""

    __slots__ = ()
    steps = 0

    def find(self, words, start=0):
        at = super().find(words, start)
        Counted.steps += max((at if at >= 0 else len(self)) - start, 1)
        return at


PIECES = [
    "98 ", "word ", "a b ", "*98* ", "`98` 98 ", "[98](a.md) ", '[a](b.md "98") ', "![98](a.png) ", "<!-- 98 --> 98 ", "{{ a.b }} 98 ",
    "&amp; 98 ", "\n\n98", "\n- 98", "ABBR 98 ", "[x][ref] 98 ", "https://example.org/98 98 ", "“98” ", "aaaa", "98% ", "~~ ", "\\",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_twice_as_long_is_searched_for_twice_as_long(piece, monkeypatch):
    without, flatten = origin._without, origin._flatten
    monkeypatch.setattr(origin, "_without", lambda flat, spans: Counted(without(flat, spans)))
    monkeypatch.setattr(origin, "_flatten", lambda text: (Counted(flatten(text)[0]), flatten(text)[1]))

    def steps(times):
        Counted.steps = 0
        found = template(piece * times + ENDS, converter=AS_TYPED)
        places = [problem.location for problem in GUARD.page(found)]
        assert places or "98" not in piece
        return Counted.steps

    assert steps(160) <= 2.2 * steps(80) + 500
