"""A whole project folder, read and checked without building it: what `mkdocs build` accepts is right."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from factbook.chart.chart import draw_chart
from factbook.ground.location import Location
from factbook.ground.memory import Memory, without_collector
from factbook.ground.problem import Problem, ProblemError
from factbook.load.factbook import load_factbook
from factbook.load.yaml_file import find_hidden
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import Bound, bind_markdown, bind_words
from factbook.prose.comparison import find_unbound
from factbook.prose.front_matter import bind_front_matter
from factbook.prose.guard import Guard
from factbook.prose.limits import find_too_large
from factbook.prose.notebook import bind_notebook, find_comments, is_notebook, split_cells, words_of
from factbook.prose.safety import find_markup, find_unsafe
from factbook.review.files import find_config_problems, find_config_texts, find_file_problems, find_shown, has_address
from factbook.review.unused import find_unused_sources

CONFIG_HINT = "no figure can stand here: say it without the number; a name goes into data/names.yml"
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


@without_collector()
def check_project(root: Path, docs: Path | None = None, memory: Memory | None = None) -> Project:
    """Load data/, bind and guard every page, and list all problems, sorted by place; with a memory, what changed."""
    memory = memory or Memory()
    factbook, problems = load_factbook(root, memory)
    guard = Guard(factbook)
    docs = docs or root / "docs"
    pages = _bind_pages(read_pages(root, docs), factbook, guard, memory)
    found = [
        *problems,
        *find_file_problems(root, docs),
        *find_config_problems(root),
        *(replace(problem, hint=CONFIG_HINT) for text in find_config_texts(root) for problem in guard.words(text)),
    ]
    # With broken data every text would complain of the same thing; say it once, where it is.
    if not problems:
        found += memory.recall(
            "words", factbook, lambda: [*_find_word_problems(factbook, guard), *_find_chart_problems(factbook)]
        )
        found += [problem for page in pages.values() for problem in page.problems]
        found += find_unused_sources(factbook, pages.values())
    return Project(factbook, pages, sorted(set(found)), bool(problems))


@dataclass(frozen=True, slots=True)
class Page:
    """A page or notebook: its path below docs/, its path as messages show it, its text or what is wrong with it."""

    name: str
    shown: str
    text: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_notebook(self) -> bool:
        """Whether it is run rather than converted."""
        return self.name.endswith(".py")

    def bind(self, factbook: Factbook) -> Bound:
        """Its text with the words of a factbook."""
        if self.is_notebook:
            return bind_notebook(self.text, self.shown, factbook)
        bound = Bound()
        front = bind_front_matter(self.text, self.shown, factbook, bound)
        bound.front, bound.settings = front.words, front.settings
        return bind_markdown(self.text[front.body_offset :], self.shown, factbook, front.body_line, bound)

    def find_typed(self, guard: Guard, factbook: Factbook) -> Iterator[Problem]:
        """Typed numbers and unbound comparisons in all that a reader sees of it."""
        if self.is_notebook:
            for cell in split_cells(self.text):
                if cell.is_markdown:
                    found = _find_in_prose(cell.words, self.shown, cell.first_line, guard)
                    yield from (replace(problem, location=problem.location.shift(2)) for problem in found)
            for comment in find_comments(self.text, self.shown):
                yield from guard.words(comment)
            return
        front = bind_front_matter(self.text, self.shown, factbook, Bound())
        for words in front.texts:
            yield from guard.words(words)
            yield from find_markup(words)
        yield from _find_in_prose(self.text[front.body_offset :], self.shown, front.body_line, guard)


def read_pages(root: Path, docs: Path) -> Iterator[Page]:
    """Every page and notebook below docs/; links are not followed."""
    for path in sorted([*docs.rglob("*.md"), *docs.rglob("*.py")]):
        name = path.relative_to(docs).as_posix()
        if path.is_dir() or not has_address(name):  # also a folder may be called so
            continue
        shown = find_shown(root, path)
        if path.is_symlink():
            wrong = Problem(Location(shown), "symlink", "a link is not followed", "put the file here")
            yield Page(name, shown, "", (wrong,))
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            wrong = Problem(Location(shown), "yaml-syntax", "this is not UTF-8 text", "save the file as UTF-8")
            yield Page(name, shown, "", (wrong,))
            continue
        if path.suffix == ".md" or is_notebook(text):
            yield Page(name, shown, text, tuple(find_hidden(text, shown)))


def _bind_pages(pages: Iterable[Page], factbook: Factbook, guard: Guard, memory: Memory) -> dict[str, Bound]:
    """Every page, bound, with everything that is wrong with it."""
    lists = (factbook.units.by_name, factbook.sources, factbook.charts, factbook.names)
    known = memory.same("lists", lists)
    bound = {}
    for page in pages:
        place, inputs = ("bound", page.name), (page, known, factbook.excerpt(factbook.mentioned(page.text)))
        bound[page.name] = memory.recall(place, inputs, partial(_bind_page, page, factbook, guard))
        if bound[page.name].problems:
            memory.forget(place)  # its hints may name any figure
    return bound


def _bind_page(page: Page, factbook: Factbook, guard: Guard) -> Bound:
    """A page that is too large stays empty, since a preview shows also what has problems."""
    too_large = list(find_too_large(words_of(page.text) if page.is_notebook else page.text, page.shown))
    if too_large:
        start = bind_front_matter(page.text, page.shown, factbook, Bound()).body_offset
        return Bound(problems=[*page.problems, *too_large], source=page.text[start:])
    bound = page.bind(factbook)
    bound.problems += [*page.problems, *page.find_typed(guard, factbook)]
    return bound


def _find_in_prose(text: str, shown: str, first_line: int, guard: Guard) -> Iterator[Problem]:
    yield from guard.markdown(text, shown, first_line)
    yield from find_unbound(text, shown, first_line, guard.times)
    yield from find_unsafe(text, shown, first_line)


def _find_word_problems(factbook: Factbook, guard: Guard) -> Iterator[Problem]:
    """Problems in the words of data/: titles and notes of figures and charts, events, the ledger, the glossary."""
    for text in bound_texts(factbook):
        yield from bind_words(text, factbook).problems
        yield from guard.words(text)
    for text in filter(lambda text: text.text, _plain_texts(factbook)):
        yield from guard.words(text)


def _plain_texts(factbook: Factbook) -> Iterator[Text]:
    """Words that hold no placeholders."""
    for figure in factbook.figures.values():
        titles = (figure.title_text, *(member.title_text for member in figure.members.values()))
        yield from (title for title in titles if title)
    marks = (mark for chart in factbook.charts.values() for mark in chart.marks)
    yield from (mark.label_text for mark in marks if mark.label_text)


def _find_chart_problems(factbook: Factbook) -> Iterator[Problem]:
    """Charts that can't be drawn."""
    for chart in factbook.charts.values():
        try:
            draw_chart(chart, factbook)
        except ProblemError as error:
            yield error.problem


def bound_texts(factbook: Factbook) -> Iterator[Text]:
    for figure in factbook.figures.values():
        yield from (note for note in (figure.note, *(member.note for member in figure.members.values())) if note)
    yield from (event.title for event in factbook.events)
    yield from (text for claim in factbook.ledger for text in (claim.claim, claim.reason))
    yield from (term.meaning for term in factbook.glossary)
    yield from (text for chart in factbook.charts.values() for text in (chart.title, chart.note) if text)
