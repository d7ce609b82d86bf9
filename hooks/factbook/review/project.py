"""A whole project folder, read and checked without building it: what `mkdocs build` accepts is right."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from factbook.chart.chart import draw_chart
from factbook.ground.problem import Problem, ProblemError
from factbook.load.factbook import load_factbook
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound
from factbook.prose.convert import Converter
from factbook.prose.fit import find_misfits_in_words
from factbook.prose.guard import Guard
from factbook.prose.page import Page, read_pages
from factbook.prose.slips import find_slips_in_words
from factbook.prose.steps import write_steps
from factbook.prose.unsafe import find_unsafe_words
from factbook.prose.whatif import Play, all_settings
from factbook.review.exempt import count_exempt
from factbook.review.files import find_config_texts, find_file_problems, find_files, find_shown
from factbook.review.links import find_link_problems, find_made, find_page_problems
from factbook.review.nav import find_nav_problems
from factbook.review.notebooks import find_unconverted
from factbook.review.settings import DOCS, find_docs, find_setting_problems, read_converter
from factbook.review.settings_file import find_settings_faults
from factbook.review.suspect import name_suspects
from factbook.review.topics import read_topics
from factbook.review.unused import find_unused_sources

# Problems of data that leave every number known, so that texts can be judged as well.
COMPLETE = frozenset(
    {
        "check-broken",
        "verdict-changed",
        "claim-empty",
        "not-as-printed",
        "printed-unit",
        "printed-period",
        "printed-unreadable",
    }
)
WHATEVER = frozenset({"bare-number", "merge-conflict", "unknown-markdown"})  # what no number could mend
CONFIG_HINT = "no figure can stand here: say it without the number; a name goes into data/names.yml"
PLAIN_HINT = "titles and labels hold no numbers: say it without, or put the name into data/names.yml"
# The kernel of a notebook runs elsewhere; the build tells it which project it belongs to.
ROOT_VARIABLE = "FACTBOOK_ROOT"


@dataclass(frozen=True)
class Project:
    """The factbook, each page by its path below docs/, as written and as filled, and every problem."""

    factbook: Factbook
    pages: dict[str, Page]
    bound: dict[str, Bound]
    problems: list[Problem]
    data_is_broken: bool = False
    topics: Mapping[str, Page] = field(default_factory=dict)
    """The pages of topics that nobody wrote, by their path."""
    drawn: Mapping[str, str] = field(default_factory=dict)
    """The charts, as pages show them."""
    exempt: Mapping[str, int] = field(default_factory=dict)
    """The names with numbers that the guard passes over, with how often each stands on the site."""
    docs: str = DOCS
    """The folder of the pages, as messages show it."""


def find_root() -> Path:
    """The project that this code belongs to, or the one that the build names."""
    return Path(os.environ.get(ROOT_VARIABLE) or Path(__file__).resolve().parents[3])


def check_project(root: Path, converter: Converter | None = None, docs: Path | None = None) -> Project:
    """Load data/, fill and guard every page, and list all problems, sorted by place."""
    docs = docs or find_docs(root)
    factbook, problems = load_factbook(root)
    guard = Guard(factbook)
    converter = converter or read_converter(root)
    pages = read_pages(root, docs, converter)
    topics = read_topics(root, docs, factbook, converter)
    bound = {page.name: page.fill(factbook) for page in pages}
    found = [
        *problems,
        *find_file_problems(root, docs),
        *find_settings_faults(root),
        *find_setting_problems(root),
        *(replace(problem, hint=CONFIG_HINT) for text in find_config_texts(root) for problem in guard.words(text)),
    ]
    # With broken data every text would complain of the same thing; say it once, where it is.
    drawn: dict[str, str] = {}
    exempt: dict[str, int] = {}
    found += guard.listed_names()
    if not any(problem.code not in COMPLETE for problem in problems):
        exempt = count_exempt({page.name: page for page in pages}, bound, bound_texts(factbook), guard, factbook)
        drawn, undrawn = _draw_charts(factbook)
        found += [*_find_word_problems(factbook, guard), *undrawn, *_find_whatif_problems(factbook)]
        for page in pages:
            found += [*bound[page.name].problems, *page.find_typed(guard)]
        for page in list(topics.values())[:1]:  # they have one template, and so the same words
            found += [*page.problems, *page.fill(factbook).problems, *page.find_typed(guard)]
        found += find_unused_sources(factbook, bound.values())
        names = {page.name: page for page in pages}
        found += find_page_problems(factbook, names)
        found += find_link_problems(names, bound, {*find_made(factbook), *find_files(docs)}, factbook)
    else:  # what is wrong whatever the numbers are
        typed = (problem for page in pages for problem in page.find_typed(guard))
        found += [problem for problem in typed if problem.code in WHATEVER]
    found += [problem for page in pages for problem in page.problems]
    found += find_unconverted(root, find_shown(root, docs), bound)
    found += find_nav_problems(root, find_shown(root, docs), bound, [*find_made(factbook)])
    topics = {name: page for name, page in topics.items() if name not in bound}
    wrong = sorted(name_suspects(list(set(found)), factbook, root))
    return Project(
        factbook,
        {page.name: page for page in pages},
        bound,
        wrong,
        bool(problems),
        topics,
        drawn,
        exempt,
        find_shown(root, docs),
    )


def _find_word_problems(factbook: Factbook, guard: Guard) -> Iterator[Problem]:
    """Problems in the words of data/: titles and notes of figures and charts, events, the ledger, the glossary."""
    for text in bound_texts(factbook):
        yield from bind_words(text, factbook).problems
        yield from guard.words(text)
        yield from find_misfits_in_words(text, factbook)
        yield from find_slips_in_words(text, factbook)
        yield from find_unsafe_words(text)
    for text in filter(lambda text: text.text, _plain_texts(factbook)):
        found = (*guard.words(text), *find_slips_in_words(text, factbook))
        yield from (replace(problem, hint=PLAIN_HINT) for problem in found)


def _plain_texts(factbook: Factbook) -> Iterator[Text]:
    """Words that hold no placeholders."""
    for figure in factbook.figures.values():
        titles = (figure.title_text, *(member.title_text for member in figure.members.values()))
        yield from (title for title in titles if title)
    yield from (text for chart in factbook.charts.values() for text in chart.labels)
    for whatif in factbook.whatifs.values():
        yield from (text for dial in whatif.dials for text in dial.texts)
        yield from (shown.label_text for shown in whatif.shown if shown.label_text)


def _find_whatif_problems(factbook: Factbook) -> Iterator[Problem]:
    """What-ifs that no script could follow."""
    for whatif in factbook.whatifs.values():
        try:
            write_steps(Play(whatif, factbook))
            all_settings(Play(whatif, factbook))
        except ProblemError as error:
            yield error.problem


def _draw_charts(factbook: Factbook) -> tuple[dict[str, str], list[Problem]]:
    """Every chart by its name, and what is wrong with those that can't be drawn."""
    drawn: dict[str, str] = {}
    problems = []
    for name, chart in factbook.charts.items():
        try:
            drawn[name] = draw_chart(chart, factbook)
        except ProblemError as error:
            problems.append(error.problem)
    return drawn, problems


def bound_texts(factbook: Factbook) -> Iterator[Text]:
    for figure in factbook.figures.values():
        yield from (note for note in (figure.note, *(member.note for member in figure.members.values())) if note)
    yield from (event.title for event in factbook.events)
    yield from (text for claim in factbook.ledger for text in (claim.claim, claim.reason))
    yield from (term.meaning for term in factbook.glossary)
    yield from (text for chart in factbook.charts.values() for text in chart.texts)
    yield from (text for whatif in factbook.whatifs.values() for text in (whatif.question, *whatif.says))
    for guess in factbook.guesses.values():
        yield from (guess.question, guess.answer, *(band.says for band in guess.bands))
