"""The YAML between --- lines at the top of a page: its title and description, bound as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.ground.typeset import set_quotes
from factbook.load.yaml_file import Mapping, Node, Scalar, parse_yaml
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import Bound, bind_words

# As MkDocs reads it, or else what we take for the text of a page would be metadata to it, and unchecked.
BLOCK = re.compile(r"\A-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
UNCLOSED = re.compile(r"\A-{3}[ \t]*\n")
BARE = re.compile(r"\A[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):")
TEXT_KEYS = ("title", "description")
KEYS = (*TEXT_KEYS, "hide", "icon", "search", "status")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Bound words by key, the texts they come from, and where the page's own text starts."""

    words: dict[str, str]
    texts: tuple[Text, ...]
    body_offset: int
    body_line: int


def bind_front_matter(text: str, path: str, factbook: Factbook, bound: Bound) -> FrontMatter:
    """Title and description with their figures; problems and uses are added to `bound`."""
    match = BLOCK.match(text)
    if not match:
        bound.problems += _find_misread(text, path)
        return FrontMatter({}, (), 0, 1)
    words: dict[str, str] = {}
    texts: list[Text] = []
    try:
        node = parse_yaml(match["yaml"], path, first_line=2)
        for key, value in _entries(node):
            if key.text not in KEYS:
                hint = suggest(key.text, KEYS, "the keys are " + ", ".join(KEYS))
                bound.problems.append(Problem(key.location, "unknown-key", f"a page has no key '{key.text}'", hint))
            elif key.text in TEXT_KEYS and isinstance(value, Scalar):
                texts.append(Text(value.text, value.location, value.locate))
                words[key.text] = set_quotes(_plain(texts[-1], factbook, bound))
    except ProblemError as error:
        bound.problems.append(error.problem)
    return FrontMatter(words, tuple(texts), match.end(), text.count("\n", 0, match.end()) + 1)


def _find_misread(text: str, path: str) -> Iterator[Problem]:
    """What MkDocs would print although it is metadata, or take for metadata although it is text."""
    if UNCLOSED.match(text):
        said = "the front matter is not closed"
        yield Problem(Location(path), "front-matter", said, "end it with a line '---', also at the end of the file")
    elif bare := BARE.match(text):
        said = f"MkDocs takes a first line that starts with '{bare['key']}:' for metadata"
        yield Problem(
            Location(path), "front-matter", said, "put metadata between lines '---', or start with other words"
        )


def _entries(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    if isinstance(node, Mapping):
        return node.entries
    raise ProblemError(Problem(node.location, "front-matter", "front matter must be keys and values"))


def _plain(words: Text, factbook: Factbook, bound: Bound) -> str:
    plain = bind_words(words, factbook, markup=False)
    bound.problems += plain.problems
    bound.uses += plain.uses
    bound.claims += plain.claims
    return plain.text
