"""What the engine reads from mkdocs.yml, and from what that inherits: of the right kind, or a problem with a place.

MkDocs checks its own settings. YAML makes a truth of `No` and a number of `2019`, where a title is meant.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from factbook.ground.address import find_address_fault
from factbook.ground.decode import decode_text
from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError
from factbook.ground.recall import Recall
from factbook.prose.convert import Converter
from factbook.review.nodes import walk_values

BUILT_IN = ("toc", "tables", "fenced_code")  # which MkDocs always adds
SETTINGS, DOCS = "mkdocs.yml", "docs"
NULL = "tag:yaml.org,2002:null"
TEXT, NUMBER = "tag:yaml.org,2002:str", "tag:yaml.org,2002:int"
KINDS = {
    "tag:yaml.org,2002:bool": "a truth",
    NUMBER: "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:null": "nothing",
}
QUOTE = "put it into quotation marks"
ADDRESS = 'write an address, such as "https://example.org/", or ""'


def find_project(settings: str) -> Path:
    """The folder of a project, of the path of its settings as a user gives it. Links stay: MkDocs keeps them too."""
    return Path(os.path.abspath(settings)).parent  # noqa: PTH100 (resolve would follow links)


def find_docs(root: Path) -> Path:
    """The folder of the pages."""
    for _, settings in _find_files(root):
        for key, value in settings.value:
            if key.value == "docs_dir" and value.tag == TEXT and value.value:
                return root / str(value.value)
    return root / DOCS


def read_converter(root: Path, recall: Recall | None = None) -> Converter:
    """Markdown as mkdocs.yml sets it up; without that file, as MkDocs would."""
    extensions, options = list(BUILT_IN), dict[str, Mapping[str, Any]]()
    listed = read_value(root, "markdown_extensions") or []
    for one in listed if isinstance(listed, list) else [listed]:
        for name, setting in one.items() if isinstance(one, dict) else [(one, None)]:
            extensions += [name] if name not in extensions else []
            if isinstance(setting, dict):
                options[name] = setting
    return Converter(extensions, options, recall)


def read_value(root: Path, name: str) -> Any:
    """A setting of the project, or the one that it inherits."""
    for _, settings in _find_files(root):
        for key, value in settings.value:
            if key.value == name:
                with contextlib.suppress(yaml.YAMLError, ValueError):  # MkDocs says what is wrong with it
                    return yaml.safe_load(yaml.serialize(value, Dumper=yaml.SafeDumper))
    return None


def find_nodes(root: Path) -> dict[str, tuple[str, yaml.Node]]:
    """The settings by name, each with its file; those of the project go before those that it inherits."""
    found: dict[str, tuple[str, yaml.Node]] = {}
    for shown, settings in _find_files(root):
        own = {key.value: (shown, value) for key, value in settings.value if isinstance(key, yaml.ScalarNode)}
        found = own | found
    return found


def find_setting_problems(root: Path) -> Iterator[Problem]:
    """Titles of pages that are no words, and settings of the engine that are not what they must be."""
    for shown, settings in _find_files(root):
        for key, value in settings.value:
            if key.value == "nav":
                yield from _find_in_nav(value, shown)
            elif key.value in ("site_url", "repo_url"):
                yield from _find_in_address(value, shown)
            elif key.value == "extra" and isinstance(value, yaml.MappingNode):
                yield from _find_in_extra(value, shown)


def _find_in_nav(nav: yaml.Node, shown: str) -> Iterator[Problem]:
    for node in walk_values(nav):
        if isinstance(node, yaml.MappingNode):
            for title, _ in node.value:
                if title.tag != TEXT:
                    yield _wrong(title, shown, "the title of a page", QUOTE)
        elif isinstance(node, yaml.ScalarNode) and node.tag != TEXT and node.tag in KINDS:
            yield _wrong(node, shown, "the path of a page", QUOTE)


def _find_in_extra(extra: yaml.MappingNode, shown: str) -> Iterator[Problem]:
    for key, value in extra.value:
        if key.value == "repository":
            yield from _find_in_address(value, shown)
        elif key.value == "notebook_seconds" and not (
            value.tag == NUMBER and value.value.isdigit() and int(value.value)
        ):
            yield _wrong(value, shown, "a whole number of seconds", "write a number, such as 60")


def _find_in_address(value: yaml.Node, shown: str) -> Iterator[Problem]:
    """An address is shown on each page; MkDocs takes what no address is, markup among it."""
    if value.tag == NULL:
        return
    fault = "" if value.tag != TEXT or not value.value else find_address_fault(value.value)
    if value.tag != TEXT or fault:
        wrong = _wrong(value, shown, "an address", ADDRESS)
        yield replace(wrong, message=f"{wrong.message}: {fault}") if fault else wrong


def _wrong(node: yaml.Node, shown: str, wanted: str, hint: str) -> Problem:
    at = Location(shown, node.start_mark.line + 1, node.start_mark.column + 1)
    if not isinstance(node, yaml.ScalarNode):
        return Problem(at, "wrong-type", f"here belongs {wanted}, and not a list or mapping", hint)
    said = f"'{node.value}', which YAML reads as {KINDS[node.tag]}" if node.tag in KINDS else f"'{node.value}'"
    return Problem(at, "wrong-type", f"here belongs {wanted}, and not {said}", hint)


def _find_files(root: Path) -> Iterator[tuple[str, yaml.MappingNode]]:
    """The settings by file, those of the project before those that they inherit; MkDocs says what can't be read."""
    path, seen = root / SETTINGS, set[Path]()
    while path not in seen:
        seen.add(path)
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        try:
            settings = yaml.compose(decode_text(path.read_bytes(), shown), yaml.SafeLoader)
        except (OSError, ValueError, ProblemError, yaml.YAMLError):
            return
        if not isinstance(settings, yaml.MappingNode):
            return
        yield shown, settings
        parents = [value.value for key, value in settings.value if key.value == "INHERIT" and value.tag == TEXT]
        path = (path.parent / parents[0]).resolve() if parents else path
