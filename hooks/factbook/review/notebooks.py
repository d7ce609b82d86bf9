"""Notebooks that nobody would convert: without mkdocs-jupyter, or beside its patterns, they are published as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.review.settings import find_nodes, read_value

PLUGIN = "mkdocs-jupyter"
INCLUDED = ("*.py", "*.ipynb", "*.md")  # unless the settings say something else


def find_unconverted(root: Path, docs: str, names: Iterable[str]) -> Iterator[Problem]:
    """`names` are the paths of pages and notebooks below the folder `docs`."""
    notebooks = [name for name in names if name.endswith(".py")] if find_nodes(root) else []
    options = _options(read_value(root, "plugins")) if notebooks else None
    for name in notebooks:
        at, path = Location(f"{docs}/{name}"), PurePosixPath(name)
        if options is None:
            hint = f"add the plugin {PLUGIN} to mkdocs.yml, with include: ['*.py'], and the step hooks/run_notebooks.py"
            yield Problem(at, "file-kind", "nothing makes a page of this notebook", hint)
        elif not _matches(path, options.get("include", INCLUDED)) or _matches(path, options.get("ignore", ())):
            hint = f"add '{name}' to include of the plugin {PLUGIN} in mkdocs.yml"
            yield Problem(
                at, "file-kind", "nothing makes a page of this notebook, and its code would be published", hint
            )


def _options(plugins: object) -> Mapping[str, object] | None:
    """What the settings tell the plugin; None if it is not there."""
    for plugin in plugins if isinstance(plugins, list) else ():
        if plugin == PLUGIN:
            return {}
        if isinstance(plugin, dict) and PLUGIN in plugin:
            given = plugin[PLUGIN]
            return given if isinstance(given, dict) else {}
    return None


def _matches(path: PurePosixPath, patterns: object) -> bool:
    return any(path.match(str(pattern)) for pattern in (patterns if isinstance(patterns, list | tuple) else ()))
