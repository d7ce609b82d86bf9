"""What may lie in docs/ and stand in mkdocs.yml: words and pictures, nothing that runs or hides the theme."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import yaml

from factbook.ground.decode import decode_text
from factbook.ground.location import Location, locate
from factbook.ground.problem import Problem, ProblemError
from factbook.load.yaml_file import HIDDEN
from factbook.model.records import Text
from factbook.page.place import topic_page
from factbook.prose.notebook import is_notebook
from factbook.review.drawing import find_drawing_problem

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".ico"})
# Folders that the theme and the search write; a file there would take the place of theirs.
TAKEN = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "search/", "data/")
MAX_BYTES = 5_000_000
# What a page, a shell, an address or another system reads as something else than a part of a name.
UNFIT = frozenset("<>\"'&\\|:*?`")
SHOWN_SETTINGS = ("site_name", "site_description", "site_author", "copyright")
CONFIG_TAG = re.compile(r"(?<![\w\"'])!{1,2}[A-Za-z][\w/:.]*", re.MULTILINE)


def find_file_problems(root: Path, docs: Path) -> Iterator[Problem]:
    """Files of docs/ that are neither page, notebook nor picture, that hide others, or that run; names that hide."""
    names = []
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        at = _place(root, path)
        yield from _find_in_name(path.name, at)
        if path.is_symlink():
            yield Problem(at, "symlink", "a link is not followed", "put the file here")
        elif path.is_file():
            names.append(name)
            yield from _find_in_file(path, name, at)
    topics = (topic_page(path.stem) for path in (root / "data/figures").glob("*.yml"))
    for name, other in _find_rivals(names, [*topics]):
        said = f"'{_place(root, docs / other).path}'" if other in names else f"'{other}', which is made from data"
        wrong = f"this page would have the same address as {said}"
        yield Problem(_place(root, docs / name), "file-kind", wrong, "keep one of the two, or give it another name")
    for path in sorted((root / "data").rglob("*")):
        yield from _find_in_name(path.name, _place(root, path))
        if path.is_file() and path.suffix not in (".yml", ".yaml"):
            wrong = f"a file of data that ends in '{path.suffix}' is not read"
            yield Problem(_place(root, path), "file-kind", wrong, "end its name in '.yml'")


def find_files(docs: Path) -> Iterator[str]:
    """The paths of all files below docs/."""
    return (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())


def find_shown(root: Path, path: Path) -> str:
    """A path as messages show it: from the project's folder, or whole where it is elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def find_config_problems(root: Path) -> Iterator[Problem]:
    """Tags in mkdocs.yml: they read the environment or name Python objects."""
    path = root / "mkdocs.yml"
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    lines = re.sub(r"(?m)(?:^|(?<=\s))#.*$", lambda match: " " * len(match[0]), text)
    for match in CONFIG_TAG.finditer(lines):
        at = locate("mkdocs.yml", text, match.start())
        yield Problem(at, "yaml-feature", f"the tag '{match[0]}' is not allowed here", "write the value out")


def find_config_texts(root: Path) -> Iterator[Text]:
    """The words of mkdocs.yml that readers see: the name and description of the site, and titles of pages."""
    try:
        whole = yaml.compose((root / "mkdocs.yml").read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError):  # MkDocs says what is wrong with it
        return
    for key, value in whole.value if isinstance(whole, yaml.MappingNode) else ():
        if key.value in SHOWN_SETTINGS and isinstance(value, yaml.ScalarNode):
            yield _text(value)
        elif key.value == "nav":
            yield from map(_text, _titles(value))


def _titles(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The titles in a navigation, which may be nested."""
    waiting, seen = [node], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # an alias
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            yield from (key for key, _ in node.value if isinstance(key, yaml.ScalarNode))
            waiting += [value for _, value in node.value]


def _text(node: yaml.ScalarNode) -> Text:
    mark = node.start_mark
    return Text(node.value, Location("mkdocs.yml", mark.line + 1, mark.column + 1 + bool(node.style)))


def _place(root: Path, path: Path) -> Location:
    return Location(find_shown(root, path))


def _find_in_name(name: str, at: Location) -> Iterator[Problem]:
    """The first character of a name that can't be seen or means something else elsewhere."""
    for character in name:
        if character in UNFIT or not character.isprintable() or HIDDEN.match(character):
            said = f"'{character}'" if character in UNFIT else f"the character U+{ord(character):04X}"
            wrong = f"the name of a file or folder can't hold {said}"
            yield Problem(at, "bad-name", wrong, "rename it, with letters, digits, '-', '_' and '.'")
            return


def _find_rivals(names: Iterable[str], made: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pages with the address of another one, and that other one."""
    pages = sorted(name for name in names if name.endswith((".md", ".py")))
    first = {_address(name): name for name in made if name not in pages}
    for name in pages:
        other = first.setdefault(_address(name), name)
        if other != name:
            yield name, other


def _address(name: str) -> str:
    """The folder of the site that MkDocs puts a page into."""
    path = PurePosixPath(name)
    return str(path.parent if path.stem in ("index", "README") else path.with_suffix(""))


def _find_in_file(path: Path, name: str, at: Location) -> Iterator[Problem]:
    kind = path.suffix.lower()
    if name.startswith(TAKEN):
        yield Problem(at, "file-kind", "a file here would take the place of one of the theme's", "move it to assets/")
    if path.suffix != kind:
        wrong = f"the ending '{path.suffix}' is not in lower case, so the file would be published unread"
        yield Problem(at, "file-kind", wrong, f"rename it to '{kind}'")
    if path.stat().st_size > MAX_BYTES:
        yield Problem(at, "too-large", f"the file is larger than {MAX_BYTES:,} bytes", "make the picture smaller")
    elif kind == ".svg":
        if problem := find_drawing_problem(path.read_bytes(), at.path):
            yield problem
    elif kind == ".py" and "/" in name:
        hint = "move it into the folder of the pages itself, where changes to it are reviewed like code"
        yield Problem(at, "file-kind", "a Python file in a folder could be run without a review", hint)
    elif kind == ".py":
        with contextlib.suppress(ProblemError):  # which those who read it tell
            if is_notebook(decode_text(path.read_bytes(), at.path)):
                return
            yield Problem(at, "file-kind", "this Python file is no notebook", "start its cells with '# %%'")
    elif kind not in PICTURES and kind != ".md":
        yield Problem(
            at, "file-kind", f"a file of the kind '{kind or name}' can't be published", "pages and pictures only"
        )
