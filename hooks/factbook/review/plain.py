"""The site as Markdown with its assets, in a folder from which another builder makes pages."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from factbook.page.reference import Reference
from factbook.page.site import Site
from factbook.prose.page import TEMPLATES
from factbook.review import edition as editions
from factbook.review.edition import Edition
from factbook.review.menu import read_sections, read_titles
from factbook.review.project import Project
from factbook.review.settings import DOCS, SETTINGS, find_docs, read_converter, read_value
from factbook.review.store import Store

SHEET = "theme/assets/charts.css"
HEAD = "# Written by `python -m factbook text`; {name} was made from data, and a change here is lost.\n"
PART = re.compile(r"\{ ?#([^ }]+)")
LINK = re.compile(r"\]\((?P<path>[^()\s#:]*)#(?P<part>[^()\s]+)\)")
LEFT_OUT = (
    "the cards that numbers and words open, and the notes in the margin",
    "drawings that follow the reader's colours: charts are pictures in light colours, with their tables",
    "the look of the site, its search, its feeds and its policy",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the folder: pages, the numbers and claims on them, other files; and what does not."""

    pages: int
    numbers: int
    claims: int
    files: int
    left_out: tuple[str, ...]


def write_plain_site(project: Project, root: Path, folder: Path, store: Store) -> Written:
    """Fill a folder that is new or empty. Raises OSError."""
    edition, files = _prepare(project, root, store)
    uses = claims = 0
    for name, page in {**project.pages, **project.topics}.items():
        bound, _ = editions.finish(edition, name, page, "")
        uses, claims = uses + len(bound.uses), claims + len(bound.claims)
    for path, text in _settle_links(edition).items():
        _write(folder / DOCS / path, text.encode())
    for path, content in files.items():
        _write(folder / DOCS / path, content if isinstance(content, bytes) else content.encode())
    own = list(_find_assets(find_docs(root)))
    for path in own:
        (folder / DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(find_docs(root) / path, folder / DOCS / path)
    _write(folder / SETTINGS, _write_settings(edition, root).encode())
    unrun = (f"what the code of {page.shown} prints" for page in project.pages.values() if page.is_notebook)
    return Written(len(edition.texts), uses, claims, len(files) + len(own), (*LEFT_OUT, *unrun))


def _prepare(project: Project, root: Path, store: Store) -> tuple[Edition, Mapping[str, str | bytes]]:
    """The site with addresses that lead from text to text, and what is made from data beside the pages."""
    name, site_url = str(read_value(root, "site_name") or ""), str(read_value(root, "site_url") or "")
    extra, nav = read_value(root, "extra"), read_value(root, "nav")
    titles, repository = read_titles(nav), extra.get("repository") if isinstance(extra, dict) else ""
    repository = str(repository or read_value(root, "repo_url") or "")
    edition = Edition(
        root,
        project,
        read_converter(root, store.recall_text),
        store,
        reference=Reference({}, titles, "", site=site_url, name=name, repository=repository),
        site=Site(name, str(read_value(root, "site_description") or ""), f"{site_url.rstrip('/')}/"),
        sections=read_sections(nav),
    )
    edition, _ = editions.add_history(edition)
    names = [*project.pages, *project.topics]
    edition = editions.place_pages(edition, {name: _public(name) for name in names}, {})
    edition, downloads = editions.add_downloads(edition)
    sheet = root / SHEET
    edition, pictures = editions.add_pictures(edition, sheet.read_text(encoding="utf-8") if sheet.is_file() else "")
    files = {path: path for path in (*_find_assets(find_docs(root)), *downloads, *pictures)}
    texts = {name: _text(name) for name in names}
    return replace(edition, reference=replace(edition.reference, urls=texts, files=files)), {**downloads, **pictures}


def _settle_links(edition: Edition) -> dict[str, str]:
    """The texts by path. A link to a part that only a drawn page has leads to the page as a whole."""
    ids = {
        page.path: {*PART.findall(page.text), *(known.template.ids if (known := edition.page(name)) else ())}
        for name, page in edition.texts.items()
    }

    return {page.path: LINK.sub(partial(_settle, page.path, ids), page.text) for page in edition.texts.values()}


def _settle(path: str, ids: Mapping[str, Collection[str]], match: re.Match[str]) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match["path"])) if match["path"] else path
    is_there = target not in ids or match["part"] in ids[target]
    return match[0] if is_there else f"]({match['path'] or posixpath.basename(path)})"


def _text(name: str) -> str:
    return f"{name.rpartition('.')[0]}.md"


def _public(name: str) -> str:
    """The address of a page on the site, as MkDocs gives it unless told otherwise."""
    path = name.rpartition(".")[0]
    return path.removesuffix("index") or "./" if path.rpartition("/")[2] == "index" else f"{path}/"


def _find_assets(docs: Path) -> Iterator[str]:
    """The files of docs/ that are no pages; links are not followed, and what begins with a dot is nobody's asset."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        hidden = any(part.startswith(".") for part in Path(name).parts)
        is_page = path.suffix in (".md", ".py") or name.startswith(TEMPLATES)
        if path.is_file() and not (path.is_symlink() or hidden or is_page):
            yield name


def _write_settings(edition: Edition, root: Path) -> str:
    """The name, the menu and the Markdown of the site, in the words of MkDocs, which its successors read."""
    extensions, options = edition.converter.settings
    settings: dict[str, Any] = {
        "site_name": edition.site.name,
        "site_description": edition.site.description,
        "docs_dir": DOCS,
        "theme": {"name": "material"},
        "plugins": ["search"],
        "markdown_extensions": [{name: dict(options[name])} if name in options else name for name in extensions],
    }
    if nav := read_value(root, "nav"):
        settings["nav"] = _rename(nav)
    if edition.reference.site:
        settings["site_url"] = edition.reference.site
    return HEAD.format(name=DOCS) + yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def _rename(nav: Any) -> Any:
    """The menu with texts in the place of notebooks."""
    if isinstance(nav, dict):
        return {title: _rename(inside) for title, inside in nav.items()}
    if isinstance(nav, list):
        return [_rename(item) for item in nav]
    return _text(nav) if isinstance(nav, str) and nav.endswith(".py") else nav


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
