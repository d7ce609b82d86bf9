"""The words beside the downloads, for a person who has only the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from factbook.export.dictionary import Columns, Resource
from factbook.page.site import Site

WIDTH = 100
INTRODUCTION = (
    "The numbers of the site, each with its unit, date, and source or formula, and its verdicts on the claims "
    "that it checks."
)
CONVENTIONS = """\
All files are UTF-8. Numbers have a point and no thousands separators.

A number that is known only as 'at least', 'at most' or 'about' has limits in 'lower' and 'upper'. An empty cell, or \
null in JSON, means that there is no limit or nothing to say.

In CSV the parts of a list are separated by a space, and a text that starts with = + - or @ has an apostrophe before \
it, so that no spreadsheet takes it for a formula. In JSON lists are lists and texts are as they are.

datapackage.json says the same for programs, after the Data Package standard (datapackage.org). Its 'sources' tell \
what the names of sources stand for."""


def write_readme(resources: Sequence[Resource], site: Site) -> str:
    """What is in the package, file by file and column by column."""
    about = site.about
    named = ", ".join(part for part in (about.licence_title or about.licence, about.licence_url) if part)
    licence = f"{named}. Name {site.publisher}, and say what you changed."
    parts = [
        f"{site.name}\n{'=' * len(site.name)}",
        *(fill(text, WIDTH) for text in (f"{INTRODUCTION} {site.url}".strip(), *CONVENTIONS.split("\n\n"))),
        *_describe_files(resources),
        *([f"Licence\n-------\n{fill(licence, WIDTH)}"] if named else []),
    ]
    return "\n\n".join(parts) + "\n"


def _describe_files(resources: Sequence[Resource]) -> Iterator[str]:
    """Each file with its columns; those that were listed before are not listed again."""
    listed: dict[int, str] = {}
    for resource in resources:
        head = f"{resource.path}\n{'-' * len(resource.path)}\n{resource.title}."
        before = listed.setdefault(id(resource.columns), resource.path)
        yield head + (
            f" The columns are those of {before}." if before != resource.path else "\n\n" + _list(resource.columns)
        )


def _list(columns: Columns) -> str:
    width = max(map(len, columns)) + 2
    return "\n".join(
        fill(f"{name:{width}}{column.about}.", WIDTH, subsequent_indent=" " * width, break_long_words=False)
        for name, column in columns.items()
    )
