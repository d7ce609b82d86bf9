"""What may lie in docs/ and stand in mkdocs.yml: words and pictures, nothing that runs or hides the theme."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import yaml

from factbook.ground.decode import decode_text
from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError
from factbook.load.yaml_file import HIDDEN
from factbook.model.records import Text
from factbook.page.place import topic_page
from factbook.page.reuse import CLAIM_CARDS, CLAIM_PAGES, EMBED
from factbook.prose.notebook import is_notebook
from factbook.review.drawing import find_drawing_problems
from factbook.review.nodes import walk_values

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".ico"})
# How their files begin, behind so many other bytes.
JPEG = ((0, b"\xff\xd8\xff"),)
SIGNS = {
    ".png": ((0, b"\x89PNG\r\n\x1a\n"),),
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".webp": ((8, b"WEBP"),),
    ".gif": ((0, b"GIF87a"), (0, b"GIF89a")),
    ".ico": ((0, b"\x00\x00\x01\x00"),),
}
# Folders that the theme, the search and the build write; a file there would take the place of theirs.
TAKEN = (
    *("assets/javascripts/", "assets/stylesheets/", "assets/images/", "assets/cards/", "search/", "data/"),
    *(EMBED, CLAIM_PAGES, CLAIM_CARDS),
)
MAX_BYTES = 5_000_000
# What a page, a shell, an address or another system reads as something else than a part of a name.
UNFIT = frozenset("<>\"'&\\|:*?`")
SHOWN_SETTINGS = ("site_name", "site_description", "site_author", "copyright")


def find_file_problems(root: Path, docs: Path) -> Iterator[Problem]:
    """Files of docs/ that are neither page, notebook nor picture, that hide others, or that run; names that hide."""
    names = []
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        at = _place(root, path)
        yield from _find_in_name(path.name, at)
        yield from _find_in_kind(path, at)
        if path.is_file() and not path.is_symlink():
            names.append(name)
            yield from _find_in_file(path, name, at)
    topics = (topic_page(path.stem) for path in (root / "data/figures").glob("*.yml"))
    for name, other in _find_rivals(names, [*topics]):
        said = f"'{_place(root, docs / other).path}'" if other in names else f"'{other}', which is made from data"
        wrong = f"this page would have the same address as {said}"
        yield Problem(_place(root, docs / name), "file-kind", wrong, "keep one of the two, or give it another name")
    for path in sorted((root / "data").rglob("*")):
        yield from _find_in_name(path.name, _place(root, path))
        yield from _find_in_kind(path, _place(root, path))
        if path.is_file() and not path.is_symlink() and path.suffix not in (".yml", ".yaml"):
            wrong = f"a file of data that ends in '{path.suffix}' is not read"
            yield Problem(_place(root, path), "file-kind", wrong, "end its name in '.yml'")


def is_ordinary(path: Path, docs: Path) -> bool:
    """Whether a file of docs/ is one and no link, pipe or the like, nor below a link."""
    above = path.relative_to(docs).parents if path.is_relative_to(docs) else ()
    return (
        path.is_file() and not path.is_symlink() and not any((docs / folder).is_symlink() for folder in [*above][:-1])
    )


def find_files(docs: Path) -> Iterator[str]:
    """The paths of all files below docs/."""
    return (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())


def find_shown(root: Path, path: Path) -> str:
    """A path as messages show it: from the project's folder, or whole where it is elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


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


def _titles(nav: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The titles in a navigation, which may be nested."""
    for node in walk_values(nav):
        if isinstance(node, yaml.MappingNode):
            yield from (key for key, _ in node.value if isinstance(key, yaml.ScalarNode))


def _text(node: yaml.ScalarNode) -> Text:
    mark = node.start_mark
    return Text(node.value, Location("mkdocs.yml", mark.line + 1, mark.column + 1 + bool(node.style)))


def _place(root: Path, path: Path) -> Location:
    return Location(find_shown(root, path))


def _find_in_kind(path: Path, at: Location) -> Iterator[Problem]:
    """Links, and what is neither a file nor a folder: a pipe, a socket, a device."""
    if path.is_symlink():
        yield Problem(at, "symlink", "a link is not followed", "put the file here")
    elif not path.is_file() and not path.is_dir():
        yield Problem(at, "file-kind", "this is neither a file nor a folder", "delete it, or put a file here")


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
        yield Problem(at, "file-kind", "a file here would take the place of one that is made", "move it elsewhere")
    if path.suffix != kind:
        wrong = f"the ending '{path.suffix}' is not in lower case, so the file would be published unread"
        yield Problem(at, "file-kind", wrong, f"rename it to '{kind}'")
    if path.stat().st_size > MAX_BYTES:
        yield Problem(at, "too-large", f"the file is larger than {MAX_BYTES:,} bytes", "make the picture smaller")
    elif kind == ".svg":
        yield from find_drawing_problems(path.read_bytes(), at.path)
    elif kind in PICTURES:
        yield from _find_in_picture(path, kind, at)
    elif kind == ".py" and "/" in name:
        hint = "move it into the folder of the pages itself, where changes to it are reviewed like code"
        yield Problem(at, "file-kind", "a Python file in a folder could be run without a review", hint)
    elif kind == ".py":
        with contextlib.suppress(ProblemError):  # which those who read it tell
            if is_notebook(decode_text(path.read_bytes(), at.path)):
                return
            yield Problem(at, "file-kind", "this Python file is no notebook", "start its cells with '# %%'")
    elif kind == ".ipynb":
        hint = "write it in the percent format, which can be reviewed: jupytext --to py:percent, or cells under '# %%'"
        yield Problem(at, "file-kind", "a notebook of this form can't be published", hint)
    elif kind == ".md" and path.stem.lower().endswith(".md"):
        yield Problem(at, "file-kind", "the name ends in '.md' twice, as no page can be called", "rename it")
    elif kind != ".md":
        yield Problem(
            at, "file-kind", f"a file of the kind '{kind or name}' can't be published", "pages and pictures only"
        )


def _find_in_picture(path: Path, kind: str, at: Location) -> Iterator[Problem]:
    """A file that begins otherwise than its name says: a browser might read it as a page."""
    with path.open("rb") as file:
        start = file.read(16)
    if not any(start[skip:].startswith(sign) for skip, sign in SIGNS[kind]):
        wrong = f"the file is no picture of the kind '{kind}'"
        yield Problem(at, "file-kind", wrong, "save it anew as what its name says, or rename it")
