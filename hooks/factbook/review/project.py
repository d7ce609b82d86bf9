"""A whole project folder, read and checked without building it: what `mkdocs build` accepts is right."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.load.factbook import load_factbook
from factbook.load.yaml_file import find_hidden
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import Bound, bind_markdown, bind_words
from factbook.prose.comparison import find_unbound
from factbook.prose.front_matter import bind_front_matter
from factbook.prose.guard import Guard
from factbook.prose.notebook import bind_notebook, find_comments, is_notebook, split_cells

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
    """Load data/, bind and guard every page, and list all problems, sorted by place."""
    factbook, problems = load_factbook(root)
    guard = Guard(factbook)
    pages = _bind_pages(root, docs or root / "docs", factbook, guard)
    found = [*problems, *_find_word_problems(factbook, guard)]
    # With broken data every page would complain of the same thing; say it once, where it is.
    if not problems:
        found += [problem for page in pages.values() for problem in page.problems]
    return Project(factbook, pages, sorted(set(found)), bool(problems))


def _bind_pages(root: Path, docs: Path, factbook: Factbook, guard: Guard) -> dict[str, Bound]:
    """Every page and notebook below docs/."""
    pages = {}
    for path in sorted([*docs.rglob("*.md"), *docs.rglob("*.py")]):
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        bound = _bind_file(path, shown, factbook, guard)
        if bound is not None:
            pages[path.relative_to(docs).as_posix()] = bound
    return pages


def _bind_file(path: Path, shown: str, factbook: Factbook, guard: Guard) -> Bound | None:
    """One page by its file; None for a Python file that is no notebook."""
    if path.is_symlink():
        return Bound(problems=[Problem(Location(shown), "symlink", "a link is not followed", "put the file here")])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        at = Location(shown)
        return Bound(problems=[Problem(at, "yaml-syntax", "this is not UTF-8 text", "save the file as UTF-8")])
    if path.suffix == ".py":
        return _check_notebook(text, shown, factbook, guard) if is_notebook(text) else None
    bound = Bound(problems=list(find_hidden(text, shown)))
    front = bind_front_matter(text, shown, factbook, bound)
    for words in front.texts:
        bound.problems += guard.words(words)
    body = text[front.body_offset :]
    bound.problems += guard.markdown(body, shown, front.body_line)
    bound.problems += find_unbound(body, shown, front.body_line)
    return bind_markdown(body, shown, factbook, front.body_line, bound)


def _check_notebook(text: str, shown: str, factbook: Factbook, guard: Guard) -> Bound:
    """A notebook's words, in its Markdown cells and in the comments of its code."""
    bound = bind_notebook(text, shown, factbook)
    for cell in split_cells(text):
        if cell.is_markdown:
            found = [
                *guard.markdown(cell.words, shown, cell.first_line),
                *find_unbound(cell.words, shown, cell.first_line),
            ]
            bound.problems += [replace(problem, location=problem.location.shift(2)) for problem in found]
    for comment in find_comments(text, shown):
        bound.problems += guard.words(comment)
    return bound


def _find_word_problems(factbook: Factbook, guard: Guard) -> Iterator[Problem]:
    """Problems in the words of data/: titles and notes of figures and charts, events, the ledger, the glossary."""
    for text in _bound_texts(factbook):
        yield from bind_words(text, factbook).problems
        yield from guard.words(text)
    for figure in factbook.figures.values():
        yield from guard.words(Text(figure.title, figure.location))


def _bound_texts(factbook: Factbook) -> Iterator[Text]:
    for figure in factbook.figures.values():
        yield from (note for note in (figure.note, *(member.note for member in figure.members.values())) if note)
    yield from (event.title for event in factbook.events)
    yield from (text for claim in factbook.ledger for text in (claim.claim, claim.reason))
    yield from (term.meaning for term in factbook.glossary)
    yield from (text for chart in factbook.charts.values() for text in (chart.title, chart.note) if text)
