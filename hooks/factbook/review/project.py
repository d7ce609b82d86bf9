"""A whole project folder, read and checked without building it: what `mkdocs build` accepts is right."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.load.factbook import load_factbook
from factbook.load.yaml_file import find_hidden
from factbook.model.factbook import Factbook
from factbook.prose.bind import Bound, bind_markdown, bind_words
from factbook.prose.front_matter import bind_front_matter
from factbook.prose.notebook import bind_notebook, is_notebook

# The kernel of a notebook runs elsewhere; the build tells it which project it belongs to.
ROOT_VARIABLE = "FACTBOOK_ROOT"


@dataclass(frozen=True)
class Project:
    """The factbook, the bound text of each page by its path below docs/, and every problem."""

    factbook: Factbook
    pages: dict[str, Bound]
    problems: list[Problem]
    data_is_broken: bool = False


def find_root() -> Path:
    """The project that this code belongs to, or the one that the build names."""
    return Path(os.environ.get(ROOT_VARIABLE) or Path(__file__).resolve().parents[3])


def check_project(root: Path, docs: Path | None = None) -> Project:
    """Load data/, bind every page, and list all problems, sorted by place."""
    factbook, problems = load_factbook(root)
    # With broken data every page would complain of the same thing; say it once, where it is.
    pages = bind_pages(root, docs or root / "docs", factbook)
    found = [*problems, *find_word_problems(factbook)]
    if not problems:
        found += [problem for page in pages.values() for problem in page.problems]
    return Project(factbook, pages, sorted(set(found)), bool(problems))


def bind_pages(root: Path, docs: Path, factbook: Factbook) -> dict[str, Bound]:
    """Every page and notebook below docs/, bound."""
    pages = {}
    for path in sorted([*docs.rglob("*.md"), *docs.rglob("*.py")]):
        name = path.relative_to(docs).as_posix()
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        bound = bind_file(path, shown, factbook)
        if bound is not None:
            pages[name] = bound
    return pages


def bind_file(path: Path, shown: str, factbook: Factbook) -> Bound | None:
    """One page by its file; None for a Python file that is no notebook."""
    if path.is_symlink():
        return Bound(problems=[Problem(Location(shown), "yaml-feature", "a link is not followed", "put the file here")])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        at = Location(shown)
        return Bound(problems=[Problem(at, "yaml-syntax", "this is not UTF-8 text", "save the file as UTF-8")])
    if path.suffix == ".py":
        return bind_notebook(text, shown, factbook) if is_notebook(text) else None
    bound = Bound(problems=list(find_hidden(text, shown)))
    front = bind_front_matter(text, shown, factbook, bound)
    return bind_markdown(text[front.body_offset :], shown, factbook, front.body_line, bound)


def find_word_problems(factbook: Factbook) -> list[Problem]:
    """Problems in the words of data/: titles of charts and events, the ledger and the glossary."""
    words = [event.title for event in factbook.events]
    words += [text for claim in factbook.ledger for text in (claim.claim, claim.reason)]
    words += [term.meaning for term in factbook.glossary]
    words += [text for chart in factbook.charts.values() for text in (chart.title, chart.note) if text]
    return [problem for text in words for problem in bind_words(text, factbook).problems]
