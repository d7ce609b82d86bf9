"""The YAML between --- lines at the top of a page: its title and description, bound as plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.load.yaml_file import Mapping, Scalar, parse_yaml
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import Bound, bind_words

BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
TEXT_KEYS = ("title", "description")
KEYS = (*TEXT_KEYS, "hide", "icon", "search", "status", "template")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Bound words by key, and where the page's own text starts."""

    words: dict[str, str]
    body_offset: int
    body_line: int


def bind_front_matter(text: str, path: str, factbook: Factbook, bound: Bound) -> FrontMatter:
    """Title and description with their figures; problems and uses are added to `bound`."""
    match = BLOCK.match(text)
    if not match:
        return FrontMatter({}, 0, 1)
    words: dict[str, str] = {}
    try:
        node = parse_yaml(match["yaml"], path, first_line=2)
        if not isinstance(node, Mapping):
            raise ProblemError(Problem(node.location, "front-matter", "front matter must be keys and values"))
        for key, value in node.entries:
            if key.text not in KEYS:
                hint = suggest(key.text, KEYS, "the keys are " + ", ".join(KEYS))
                bound.problems.append(Problem(key.location, "unknown-key", f"a page has no key '{key.text}'", hint))
            elif key.text in TEXT_KEYS and isinstance(value, Scalar):
                words[key.text] = _plain(value, factbook, bound)
    except ProblemError as error:
        bound.problems.append(error.problem)
    return FrontMatter(words, match.end(), text.count("\n", 0, match.end()) + 1)


def _plain(value: Scalar, factbook: Factbook, bound: Bound) -> str:
    at = Location(value.location.path, value.location.line, value.location.column)
    plain = bind_words(Text(value.text, at), factbook, markup=False)
    bound.problems += plain.problems
    bound.uses += plain.uses
    bound.claims += plain.claims
    return plain.text
