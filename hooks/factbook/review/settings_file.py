"""mkdocs.yml before anything is made of it: MkDocs reads it with a loader that runs what some tags name.

Only PyYAML's events and nodes are looked at, which build nothing. `python -m factbook settings` does so, and dev.py
asks for it before each command.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from factbook.ground.decode import decode_text
from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError

NAMES = ("mkdocs.yml", "mkdocs.yaml")  # as MkDocs looks for it
PLAIN = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "map", "null", "seq", "str"))
MAX_CHARACTERS, MAX_FILES, MAX_DEPTH = 50_000, 20, 50
INHERIT = "INHERIT"


def find_settings_faults(root: Path) -> Iterator[Problem]:
    """Tags, what is not YAML, and what can't be read, in the settings and in those that they inherit."""
    waiting = [path for name in NAMES if (path := root / name).is_file()][:1]
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        if len(seen) > MAX_FILES:  # MkDocs would follow on, and run what the next one names
            said = f"the settings inherit from more than {MAX_FILES - 1} files"
            yield Problem(Location(shown), "too-large", said, "join them into fewer")
            return
        try:
            text = decode_text(_read(path), shown)
            found = [*_find_tags(text, shown)]
            yield from found
            waiting += [(path.parent / name).resolve() for name in _inherited(text)]
        except (OSError, ValueError):  # a name with a character that no path has
            yield Problem(Location(shown), "yaml-syntax", "the file can't be read", "correct the path behind INHERIT")
        except ProblemError as error:
            yield error.problem
        except yaml.YAMLError as error:
            yield _syntax(error, shown)


def _read(path: Path) -> bytes:
    """A file that may be anything: one that is no file could be without an end, or never begin."""
    if not path.is_file():
        raise OSError(path)
    with path.open("rb") as file:
        return file.read(4 * MAX_CHARACTERS + 1)


def _find_tags(text: str, shown: str) -> Iterator[Problem]:
    """Each tag that is written; PyYAML tells it in full, however it is written."""
    if len(text) > MAX_CHARACTERS:
        raise ProblemError(
            Problem(Location(shown), "too-large", f"more than {MAX_CHARACTERS:,} characters", "split it")
        )
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        tag, mark = getattr(event, "tag", None), event.start_mark
        at = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
        if depth > MAX_DEPTH:
            raise ProblemError(Problem(at, "yaml-feature", f"nesting deeper than {MAX_DEPTH} levels", "flatten it"))
        if tag and tag != "!" and tag not in PLAIN:
            said = tag.replace("tag:yaml.org,2002:", "!!", 1)
            yield Problem(at, "yaml-feature", f"the tag '{said[:80]}' is not allowed here", "write the value out")


def _inherited(text: str) -> Iterator[str]:
    """All that a key INHERIT could name, also behind an alias or a merge."""
    node = yaml.compose(text, yaml.SafeLoader)
    queue, seen = [node] if node else [], set[int]()
    while queue:
        node = queue.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            queue += node.value
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                queue += [key, value]
                if key.value == INHERIT and isinstance(value, yaml.ScalarNode):
                    yield value.value


def _syntax(error: yaml.YAMLError, shown: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    at = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    opened = getattr(error, "context_mark", None)
    hint = "look for a missing quote, colon or indent"
    if opened and mark and opened.line != mark.line:
        hint += f", from line {opened.line + 1} on"
    return Problem(at, "yaml-syntax", f"this is not valid YAML: {said}", hint)
