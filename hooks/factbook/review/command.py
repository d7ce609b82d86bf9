"""The command line: the same truths as the build, in under a second."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factbook.ground.problem import format_problems, suggest
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.model.records import CONFIDENCE
from factbook.prose.number import format_entry, format_period
from factbook.review.perturb import perturb
from factbook.review.project import check_project, find_root

ROOT = click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=find_root, help="The project.")


@click.group()
def main() -> None:
    """Check and explain the numbers of this site."""


@main.command()
@ROOT
def check(root: Path) -> None:
    """List every problem in data/ and docs/ without building the site."""
    project = check_project(root)
    if project.problems:
        click.echo(format_problems(project.problems), err=True)
        sys.exit(1)
    uses = sum(len(page.uses) for page in project.pages.values())
    click.echo(f"{len(project.factbook.entries):,} numbers, {uses:,} uses on {len(project.pages)} pages: all in order")


@main.command()
@click.argument("name")
@ROOT
def show(name: str, root: Path) -> None:
    """Explain one figure down to its sources."""
    factbook = check_project(root).factbook
    names = (
        [name]
        if name in factbook.entries
        else [e.id for e in factbook.members(name)]
        if name in factbook.values
        else []
    )
    if not names:
        click.echo(f"there is no figure '{name}'; {suggest(name, factbook.entries, 'see data/figures/')}", err=True)
        sys.exit(1)
    click.echo("\n\n".join(explain(factbook.entries[one], factbook) for one in names))


@main.command(name="perturb")
@ROOT
def perturb_command(root: Path) -> None:
    """Nudge every given number and prove that all that rests on it moves, and nothing else."""
    project = check_project(root)
    report = perturb(project, root, root / "docs")
    problems = [*project.problems, *report.problems]
    if problems:
        click.echo(format_problems(problems), err=True)
        sys.exit(1)
    click.echo(report)


def explain(entry: Entry, factbook: Factbook, indent: str = "") -> str:
    """An entry, its date, its sources or its formula, and in turn its inputs."""
    when = f", {format_period(entry.period)}" if entry.period else ""
    lines = [
        f"{indent}{entry.id} = {format_entry(entry, Look())}  ({entry.title}{when}; {CONFIDENCE[entry.confidence]})"
    ]
    if entry.formula:
        lines.append(f"{indent}  = {entry.formula.text}   [{entry.formula.location}]")
        lines += [explain(factbook.entries[name], factbook, indent + "    ") for name in entry.inputs]
    else:
        for source in (factbook.sources[name] for name in entry.sources if name in factbook.sources):
            lines.append(f"{indent}  from {source.title}, {source.publisher} {source.url}".rstrip())
    return "\n".join(lines)
