"""Finds numbers in prose that are typed by hand, and says which figure they repeat.

What a reader sees of a text is searched for whatever looks like a number; what is bound, listed as a
name or a set phrase is none. A typed number and a figure are the same if they are worth the same,
however each is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from itertools import islice

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.model.records import Text
from factbook.model.unit import DATE, DURATION
from factbook.prose.beside import unit_names
from factbook.prose.kin import counts_the_same
from factbook.prose.name import ANY, ANY_NUMBER, find_no_name
from factbook.prose.number import format_entry
from factbook.prose.numeral import find_numbers
from factbook.prose.origin import locate_in
from factbook.prose.reading import Reading, read_plain
from factbook.prose.template import Template
from factbook.prose.worth import Worth, worth

HINT = 'add it to data/figures/ and write {{ topic.name }}; for a name write {{ "…" }}'
MAX_NAMED = 3
NEAR = 40  # characters behind a number that can say what it counts
MAX_TYPED = 1000  # in one text: nobody mends so many before they look again
LOOKS = (Look(), Look(options=frozenset({"plain"})), Look(options=frozenset({"full"})))


class Guard:
    """Knows the names that may hold digits, and which figure a typed number repeats."""

    def __init__(self, factbook: Factbook) -> None:
        names = sorted(factbook.names, key=len, reverse=True)
        self.names = re.compile("|".join(map(_pattern, names))) if names else None
        self.factbook = factbook

    def listed_names(self) -> Iterator[Problem]:
        """Entries of data/names.yml that are no names, and would let amounts pass on every page."""
        units = unit_names(self.factbook.units)
        wrong = (find_no_name(one.name, one.location, units) for one in self.factbook.names.values())
        yield from (problem for problem in wrong if problem)

    def find_exempt(self, text: str) -> Iterator[str]:
        """The entries of data/names.yml that stand in a text, once for each time."""
        for match in self.names.finditer(text) if self.names else ():
            known = match[0] in self.factbook.names
            yield (
                match[0] if known else next(one for one in self.factbook.names if re.fullmatch(_pattern(one), match[0]))
            )

    @cached_property
    def times(self) -> frozenset[str]:
        """The figures that are dates or lengths of time."""
        figures = self.factbook.figures.values()
        return frozenset(figure.id for figure in figures if figure.measure.dimension in (DATE, DURATION))

    @cached_property
    def known(self) -> Mapping[Worth, list[str]]:
        """The figures by what they are worth; needed only if a number is typed."""
        known: dict[Worth, list[str]] = {}
        for name, entry in self.factbook.entries.items():
            for found in _worths(entry):
                if name not in known.setdefault(found, []):
                    known[found].append(name)
        return known

    def page(self, template: Template) -> Iterator[Problem]:
        """Typed numbers of a page."""
        found = (
            self._problems(reading, partial(locate_in, reading, template=template)) for reading in template.readings
        )
        yield from islice((problem for problems in found for problem in problems), MAX_TYPED)

    def words(self, words: Text) -> Iterator[Problem]:
        """Typed numbers in words of a data file, or in a comment of a notebook, which may quote code as Markdown does."""
        reading = read_plain(words.text, is_comment=words.location.path.endswith(".py"))
        yield from islice(self._problems(reading, lambda index: words.locate(reading.origins[index])), MAX_TYPED)

    def _problems(self, reading: Reading, place: Callable[[int], Location]) -> Iterator[Problem]:
        for start, found in find_numbers(self._without_names(reading.text)):
            end = start + len(found)
            hint = self._hint(found, reading.text[end : end + NEAR])
            yield Problem(place(start), "bare-number", f"hard-coded number '{found}'", hint)

    def _without_names(self, text: str) -> str:
        return self.names.sub(lambda match: "\x00" * len(match[0]), text) if self.names else text

    def _hint(self, typed: str, behind: str) -> str:
        """What to write instead, with the words behind the number, which may say what it counts."""
        same = [
            name
            for name in self.known.get(worth(typed), ())
            if counts_the_same(typed, behind, self.factbook.entries[name].figure)
        ][:MAX_NAMED]
        if not same:
            return HINT
        named = " or ".join(f"{{{{ {figure} }}}}" for figure in same)
        return (
            f"{named} {'has' if len(same) == 1 else 'have'} the same value: write that if it is meant, or else {HINT}"
        )


def _pattern(name: str) -> str:
    """A name as a whole word, with any number in the place of a `#`."""
    return rf"(?<!\w){re.escape(name).replace(re.escape(ANY), ANY_NUMBER)}(?!\w)"


def _worths(entry: Entry) -> Iterator[Worth]:
    """What a figure is worth, as it reads with different digits and words; nothing if it reads as two numbers."""
    for look in LOOKS if entry.figure.measure.dimension != DATE else LOOKS[:1]:
        written = [found for _, found in find_numbers(format_entry(entry, look).replace("\u00a0", " "))]
        if len(written) == 1 and (found := worth(written[0])):
            yield found
