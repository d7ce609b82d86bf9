"""A page or notebook as it is written: its front matter, its template, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from factbook.ground.decode import decode_text
from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError
from factbook.load.yaml_file import find_hidden
from factbook.model.factbook import Factbook
from factbook.prose.bound import Bound
from factbook.prose.comparison import find_unbound
from factbook.prose.convert import Converter
from factbook.prose.fill import Lead, fill
from factbook.prose.fit import find_misfits_in_words, find_misfits_on_page
from factbook.prose.front_matter import FrontMatter, bind_front_matter, read_front_matter
from factbook.prose.guard import Guard
from factbook.prose.limits import find_too_large
from factbook.prose.mark import mark
from factbook.prose.notebook import find_comments, is_notebook, mark_notebook
from factbook.prose.slips import find_slips, find_slips_in_words
from factbook.prose.source import Source
from factbook.prose.template import Template, read_template
from factbook.prose.unsafe import find_markup

TEMPLATES = "templates/"


@dataclass(frozen=True, eq=False)
class Page:
    """Its path below docs/, its path as messages show it, and what it was read as."""

    name: str
    shown: str
    text: str
    front: FrontMatter
    template: Template
    problems: tuple[Problem, ...] = ()
    """What is wrong whatever the numbers are."""

    @property
    def is_notebook(self) -> bool:
        """Whether it is run rather than converted."""
        return self.name.endswith(".py")

    def fill(self, factbook: Factbook, lead: Lead = str) -> Bound:
        """Its HTML with the words of a factbook; `lead` says where an address leads."""
        return fill(self.template, factbook, bind_front_matter(self.front, factbook), lead)

    def find_typed(self, guard: Guard) -> Iterator[Problem]:
        """Typed numbers, unbound comparisons and marks that mean nothing in all that a reader sees of it."""
        for words in self.front.texts.values():
            yield from guard.words(words)
            yield from find_misfits_in_words(words, guard.factbook)
            yield from find_slips_in_words(words, guard.factbook)
            yield from find_markup(words)
        yield from guard.page(self.template)
        yield from find_unbound(self.template, guard.times)
        yield from find_misfits_on_page(self.template, guard.factbook)
        yield from find_slips(self.template, guard.factbook)
        for comment in find_comments(self.text, self.shown) if self.is_notebook else ():
            yield from guard.words(comment)


def read_page(name: str, shown: str, text: str, converter: Converter) -> Page:
    """A page from its text; one that is too large stays empty, since a preview shows also what has problems."""
    hidden = tuple(find_hidden(text, shown))
    if name.endswith(".py"):
        return _read_notebook(name, shown, text, converter, hidden)
    front = read_front_matter(text, shown)
    body = text[front.body_offset :]
    source = Source(shown, body, front.body_line)
    if too_large := tuple(find_too_large(text, shown)):
        return Page(name, shown, text, front, Template(source, (), ()), (*hidden, *front.problems, *too_large))
    marked = mark(body)
    template = read_template(converter.convert(marked.text), source, marked.tokens)
    return Page(name, shown, text, front, template, (*hidden, *front.problems, *template.problems))


def _read_notebook(name: str, shown: str, text: str, converter: Converter, hidden: tuple[Problem, ...]) -> Page:
    """A notebook as far as it can be read without being run: its Markdown cells."""
    notebook = mark_notebook(text, shown)
    front = FrontMatter({}, {})
    if too_large := tuple(find_too_large(notebook.source.text, shown)):
        return Page(name, shown, text, front, Template(notebook.source, (), ()), (*hidden, *too_large))
    html = "\n".join(converter.convert(cell) for cell in notebook.cells)
    template = read_template(html, notebook.source, notebook.tokens)
    return Page(name, shown, text, front, template, (*hidden, *template.problems))


def read_output(page: Page, html: str) -> Page:
    """A notebook as it ran, from the HTML of its cells and of what they print, which still has tokens."""
    notebook = mark_notebook(page.text, page.shown)
    return replace(page, template=read_template(html, notebook.source, notebook.tokens))


def read_pages(root: Path, docs: Path, converter: Converter) -> list[Page]:
    """Every page and notebook below docs/ but templates, which MkDocs does not publish; links are not followed."""
    found = []
    for path in sorted([*docs.rglob("*.md"), *docs.rglob("*.py")]):
        name = path.relative_to(docs).as_posix()
        if path.is_dir() or not has_address(name) or name.startswith(TEMPLATES):  # also a folder may be called so
            continue
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        if path.is_symlink():
            wrong = Problem(Location(shown), "symlink", "a link is not followed", "put the file here")
            found.append(_unread(name, shown, wrong))
            continue
        if not path.is_file():  # such as a pipe, which nobody may ever write into
            continue
        try:
            text = decode_text(path.read_bytes(), shown)
        except ProblemError as error:
            found.append(_unread(name, shown, error.problem))
            continue
        if path.suffix == ".md" or is_notebook(text):
            found.append(read_page(name, shown, text, converter))
    return found


def has_address(name: str) -> bool:
    """Whether an address can be made of a path: the bytes of its name are UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _unread(name: str, shown: str, problem: Problem) -> Page:
    return Page(name, shown, "", FrontMatter({}, {}), Template(Source(shown, ""), (), ()), (problem,))
