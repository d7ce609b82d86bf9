"""The command line: the same truths as the build, in under a second."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click

from factbook.chart.light import light_styles
from factbook.ground.problem import Problem, ProblemError, format_problems, suggest
from factbook.lists.names import say_times
from factbook.load.factbook import load_factbook
from factbook.load.json_schema import write_schemas
from factbook.load.schema import FIGURE, SOURCE, Fields
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.page.place import find_places
from factbook.prose.dates import format_period
from factbook.prose.number import format_entry
from factbook.review.diff import compare_projects
from factbook.review.history import RevisionError, read_revision
from factbook.review.located import count_located, locate_by_page
from factbook.review.new import ASKED, add_figure, add_source, simple_fields
from factbook.review.perturb import perturb
from factbook.review.pictures import write_pictures
from factbook.review.plain import SHEET, write_plain_site
from factbook.review.project import check_project, find_root
from factbook.review.report import format_diff
from factbook.review.settings import find_docs, read_converter
from factbook.review.settings_file import find_settings_faults
from factbook.review.store import open_store
from factbook.review.terminal import show_figure

Command: TypeAlias = Callable[..., Any]
MAX_INDENT = 80
ROOT = click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=find_root, help="The project.")


@click.group()
def main() -> None:
    """Check and explain the numbers of this site."""


@main.command()
@ROOT
def check(root: Path) -> None:
    """List every problem in data/ and docs/ without building the site."""
    try:
        store = open_store(root)
    except ProblemError as error:
        raise click.ClickException(str(error.problem)) from None
    project = check_project(root, read_converter(root, store.recall_text))
    if project.problems:
        click.echo(format_problems(project.problems), err=True)
        sys.exit(1)
    uses = sum(len(page.uses) for page in project.bound.values())
    click.echo(f"{len(project.factbook.entries):,} numbers, {uses:,} uses on {len(project.pages)} pages: all in order")
    click.echo(f"{count_located(project.factbook.entries.values())} in their sources")
    if project.exempt:
        listed = ", ".join(f"{name} ({say_times(count)})" for name, count in project.exempt.items())
        click.echo(f"names exempt from the guard: {listed}")


@main.command()
@ROOT
def settings(root: Path) -> None:
    """Look through mkdocs.yml before MkDocs reads it, whose loader runs what some tags name."""
    if problems := [*find_settings_faults(root)]:
        click.echo(format_problems(problems), err=True)
        sys.exit(1)


@main.command()
@ROOT
def located(root: Path) -> None:
    """List the recorded numbers that are not located in their sources, with the reasons, and count them by page."""
    project = check_project(root)
    for page, found in sorted(locate_by_page(project.factbook, project.bound).items()):
        if found.needed:
            click.echo(f"docs/{page}: {found}")
    for entry in count_located(project.factbook.entries.values()).missing:
        click.echo(f"{entry.id} ({', '.join(entry.sources)}; {entry.confidence}): {entry.evidence.reason}".rstrip(": "))


@main.command()
@click.argument("name")
@ROOT
def show(name: str, root: Path) -> None:
    """Explain one figure down to its sources."""
    project = check_project(root)
    factbook = project.factbook
    if name not in factbook.entries and name not in factbook.values:
        click.echo(
            f"there is no figure '{name}'; {suggest(name, [*factbook.figures, *factbook.entries], 'see data/figures/')}",
            err=True,
        )
        sys.exit(1)
    click.echo(show_figure(name, factbook, find_places(project.bound, factbook)))
    last = factbook.members(name)[-1] if name in factbook.values else factbook.entries[name]
    if last.formula:
        click.echo(f"\nDown to the sources\n\n{explain(last, factbook)}")


@main.command()
@ROOT
def schema(root: Path) -> None:
    """Write the JSON Schemas by which editors know the data files; needed after a change of sources or units."""
    factbook, problems = load_factbook(root)
    if problems:
        click.echo(format_problems(problems), err=True)
        sys.exit(1)
    for path, text in write_schemas(factbook).items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
        click.echo(path)


@main.command(name="perturb")
@ROOT
def perturb_command(root: Path) -> None:
    """Nudge every given number and prove that all that rests on it moves, and nothing else."""
    project = check_project(root)
    report = perturb(project, root)
    problems = [*project.problems, *report.problems]
    if problems:
        click.echo(format_problems(problems), err=True)
        sys.exit(1)
    click.echo(report)


@main.command()
@click.argument("revision", required=True)
@click.option(
    "--pictures", type=click.Path(file_okay=False, path_type=Path), help="A folder for the charts, before and after."
)
@ROOT
def diff(revision: str, root: Path, pictures: Path | None) -> None:
    """Tell what has changed for readers since a revision of git, such as HEAD or origin/main."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            read_revision(root, revision, Path(folder), find_docs)
        except RevisionError as error:
            raise click.ClickException(f"can't read '{revision}': {error}") from None
        before = check_project(Path(folder))
    if before.data_is_broken:
        click.echo(
            f"The data of '{revision}' has problems for today's code:\n{format_problems(before.problems)}\n", err=True
        )
    after = check_project(root)
    found = compare_projects(before, after)
    click.echo(format_diff(found, colour=sys.stdout.isatty()), nl=False)
    if pictures and found.drawn:
        styles = light_styles((root / SHEET).read_text(encoding="utf-8"))
        write_pictures(found.drawn, before.factbook, after.factbook, styles, pictures)
        click.echo(f"\nThe charts stand side by side in {pictures / 'index.html'}.")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@ROOT
def text(folder: Path, root: Path) -> None:
    """Write the pages as plain Markdown, with their numbers, into a new FOLDER from which other builders make a site."""
    if folder.is_dir() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; name a folder that is new")
    store = open_store(root)
    project = check_project(root, read_converter(root, store.recall_text))
    if project.problems:
        click.echo(format_problems(project.problems), err=True)
        sys.exit(1)
    written = write_plain_site(project, root, folder, store)
    click.echo(
        f"{written.pages} pages with {written.numbers:,} numbers and {written.claims:,} claims, "
        f"and {written.files} other files, are in {folder}. Left out:"
    )
    click.echo("\n".join(f"- {words}" for words in written.left_out))


@main.group()
def new() -> None:
    """Write a new record into data/, from flags or from answers to questions."""


def _variable(key: str) -> str:
    return key.replace("-", "_")


def _flags(fields: Fields) -> Callable[[Command], Command]:
    """A flag for each key of a record."""

    def add(command: Command) -> Command:
        for key in reversed(simple_fields(fields)):
            choices = f" One of: {', '.join(fields[key].choices)}." if fields[key].choices else ""
            command = click.option(
                f"--{key.lower()}", _variable(key), default="", help=f"{fields[key].about}.{choices}"
            )(command)
        return command

    return add


@new.command()
@click.argument("name")
@_flags(FIGURE)
@ROOT
def figure(name: str, root: Path, **answers: str) -> None:
    """Write the figure NAME, such as shop.founders, with a source or a formula."""
    kind = "derived figure" if answers["formula"] else "figure"
    try:
        problems = add_figure(root, name, _ask(kind, FIGURE, answers))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    _report(problems, f"wrote {name}; in a sentence it is {{{{ {name} }}}}")


@new.command()
@click.argument("name")
@_flags({key: field for key, field in SOURCE.items() if key != "id"})
@ROOT
def source(name: str, root: Path, **answers: str) -> None:
    """Write the source NAME, such as post-2018-03; a figure names it, or a sentence cites it as [@NAME]."""
    problems = add_source(root, name, _ask("source", SOURCE, answers))
    _report(problems, f"wrote {name}; name it in a figure, or cite it as [@{name}]: the build refuses unused sources")


def _ask(kind: str, fields: Fields, answers: Mapping[str, str]) -> Mapping[str, str]:
    """The answers by key, on a terminal also to questions; an empty one leaves the key out."""
    found = {key: answers[_variable(key)] for key in simple_fields(fields) if _variable(key) in answers}
    for key in ASKED[kind] if _is_terminal() else ():
        if not found.get(key):
            choices = f" ({', '.join(fields[key].choices)})" if fields[key].choices else ""
            found[key] = click.prompt(f"{fields[key].about}{choices}\n  {key}", default="", show_default=False)
    return found


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _report(problems: Sequence[Problem], done: str) -> None:
    if problems:
        click.echo(f"{format_problems(problems)}\nnothing was written", err=True)
        sys.exit(1)
    click.echo(done)


def explain(entry: Entry, factbook: Factbook) -> str:
    """An entry, its date, its sources or its formula, and in turn its inputs, each of them once."""
    lines: list[str] = []
    explained: set[str] = set()
    stack = [(entry, "")]
    while stack:
        part, indent = stack.pop()
        when = f", {format_period(part.period)}" if part.period else ""
        sure = factbook.say_confidence(part.confidence)
        lines.append(f"{indent}{part.id} = {format_entry(part, Look())}  ({part.title}{when}; {sure})")
        if part.id in explained:
            continue
        explained.add(part.id)
        if part.formula:
            lines.append(f"{indent}  = {part.formula.text}   [{part.formula.location}]")
            deeper = indent + "    " if len(indent) < MAX_INDENT else indent
            stack += [(factbook.entries[name], deeper) for name in reversed(part.inputs)]
        else:
            sources = [factbook.sources[name] for name in part.sources if name in factbook.sources]
            lines += [f"{indent}  from {one.title}, {one.publisher} {one.url}".rstrip() for one in sources]
    return "\n".join(lines)
