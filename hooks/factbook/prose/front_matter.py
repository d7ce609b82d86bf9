"""The YAML between --- lines at the top of a page: its title, description and eyebrow, bound as plain words, and its settings.

The theme prints what it finds here as it is, on this page and on others, so only the keys and values listed pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.ground.typeset import set_quotes
from factbook.load.yaml_file import Mapping, Node, Scalar, Sequence, parse_yaml
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound

# As MkDocs reads it, or else what we take for the text of a page would be metadata to it, and unchecked.
BLOCK = re.compile(r"\A-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
UNCLOSED = re.compile(r"\A-{3}[ \t]*\n")
BARE = re.compile(r"\A[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):")
TEXT_KEYS = ("title", "description", "eyebrow")
KEYS = (*TEXT_KEYS, "hide", "search")
PARTS = ("navigation", "toc", "footer", "path", "tags")
# One value that is no such number, such as .nan, would break the search of the whole site.
BOOST = re.compile(r"0\.[1-9]|[1-9](?:\.[0-9])?")
RESOLVER: Any = yaml.SafeLoader("")  # knows what MkDocs takes plain words for; PyYAML says no types
PLAIN_WORDS = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Words and settings by key, what is wrong with them, and where the page's own text starts."""

    texts: dict[str, Text]
    settings: dict[str, object]
    problems: tuple[Problem, ...] = ()
    body_offset: int = 0
    body_line: int = 1


def read_front_matter(text: str, path: str) -> FrontMatter:
    """Title and description as they are written, and settings."""
    match = BLOCK.match(text)
    if not match:
        return FrontMatter({}, {}, tuple(_find_misread(text, path)))
    problems: list[Problem] = []
    settings: dict[str, object] = {}
    texts: dict[str, Text] = {}
    for key, value in _entries(match["yaml"], path, problems):
        try:
            if key.text in TEXT_KEYS:
                texts[key.text] = _read_text(key.text, value)
            else:
                settings[key.text] = _read_setting(key, value)
        except ProblemError as error:
            problems.append(error.problem)
    return FrontMatter(texts, settings, tuple(problems), match.end(), text.count("\n", 0, match.end()) + 1)


def bind_front_matter(front: FrontMatter, factbook: Factbook) -> Bound:
    """A page to fill, with the words that stand over it."""
    bound = Bound(settings=dict(front.settings))
    for key, text in front.texts.items():
        plain = bind_words(text, factbook, markup=False)
        bound.front[key] = set_quotes(plain.text)
        bound.problems += plain.problems
        bound.uses += plain.uses
        bound.claims += plain.claims
    return bound


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


def _entries(block: str, path: str, problems: list[Problem]) -> tuple[tuple[Scalar, Node], ...]:
    """The keys and values; none of a block that can't be read."""
    try:
        node = parse_yaml(block, path, first_line=2)
    except ProblemError as error:
        problems.append(error.problem)
        return ()
    if isinstance(node, Mapping):
        return node.entries
    said = "front matter must be keys and values"
    problems.append(Problem(node.location, "front-matter", said, "write lines such as 'title: Our page'"))
    return ()


def _read_text(key: str, value: Node) -> Text:
    """Words; MkDocs would take a date, a number or `yes` for something else, or fail and print all of the block."""
    if not isinstance(value, Scalar):
        raise _wrong_type(value, f"the {key} of a page must be words", "write them on one line behind the key")
    if not value.style and RESOLVER.resolve(yaml.ScalarNode, value.text, (True, False)) != PLAIN_WORDS:
        raise _wrong_type(value, f"the {key} of a page must be words", "put them into quotation marks")
    return Text(value.text, value.location, value.locate)


def _read_setting(key: Scalar, value: Node) -> object:
    """What the theme and the search are told; another key is a problem."""
    if key.text == "hide":
        return [_read_part(item) for item in _items(value)]
    if key.text == "search":
        return dict(_read_search(value))
    hint = f"the keys are {', '.join(KEYS)}"
    near = suggest(key.text, KEYS)
    raise ProblemError(
        Problem(key.location, "unknown-key", f"a page has no key '{key.text[:60]}'", f"{near} {hint}".lstrip())
    )


def _items(value: Node) -> tuple[Node, ...]:
    if isinstance(value, Sequence):
        return value.items
    raise _wrong_type(value, "what a page hides must be a list", "write it as in [toc]")


def _read_part(item: Node) -> str:
    if isinstance(item, Scalar) and item.text in PARTS:
        return item.text
    raise _wrong_type(item, "a page can't hide this", f"the parts are {', '.join(PARTS)}")


def _read_search(value: Node) -> Iterator[tuple[str, object]]:
    hint = "write {exclude: true}, or {boost: 0.5} with a number from 0.1 to 9.9"
    if not isinstance(value, Mapping):
        raise _wrong_type(value, "the settings of the search must be keys and values", hint)
    for key, setting in value.entries:
        said = setting.text if isinstance(setting, Scalar) and not setting.style else ""
        if key.text == "exclude" and said in ("true", "false"):
            yield key.text, said == "true"
        elif key.text == "boost" and BOOST.fullmatch(said):
            yield key.text, float(said)
        else:
            raise _wrong_type(key, f"the search can't be told this about '{key.text[:60]}'", hint)


def _wrong_type(node: Node, said: str, hint: str) -> ProblemError:
    return ProblemError(Problem(node.location, "wrong-type", said, hint))
