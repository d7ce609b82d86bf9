"""The list of a site's texts for programs that read them. See https://llmstxt.org for the form."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factbook.page.cite import Work
from factbook.page.site import Site

LLMS, OPTIONAL = "llms.txt", "Optional"
ABOUT = (
    "Each page is here as Markdown with its numbers filled in. Every number comes from one set of data with sources; "
    "words that compare stand only while the numbers bear them out."
)
NO_LINK = str.maketrans({"[": "(", "]": ")", "\n": " "})


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page as Markdown: its path from the root of the site, what it says of itself, its text, and how to cite it."""

    path: str
    about: str
    text: str
    work: Work


def write_llms(
    pages: Mapping[str, PlainPage], sections: Mapping[str, Sequence[str]], data: Iterable[str], site: Site
) -> str:
    """The list of pages, told by their paths below docs/, in the sections that name these; what none names is optional."""
    parts = [f"# {site.name}", f"> {' '.join(site.description.split())}" if site.description else "", ABOUT]
    placed = {name for names in sections.values() for name in names}
    lists = {title: [_line(pages[name], site) for name in names if name in pages] for title, names in sections.items()}
    lists["Data"] = [*lists.get("Data", []), *(f"- [{path}]({posixpath.join(site.url, path)})" for path in data)]
    lists[OPTIONAL] = [_line(page, site) for name, page in pages.items() if name not in placed]
    for title, lines in lists.items():
        parts += [f"## {title}", "\n".join(lines)] if lines else []
    return "\n\n".join(filter(None, parts)) + "\n"


def _line(page: PlainPage, site: Site) -> str:
    about = f": {' '.join(page.about.split())}" if page.about else ""
    return f"- [{page.work.title.translate(NO_LINK)}]({posixpath.join(site.url, page.path)}){about}"
