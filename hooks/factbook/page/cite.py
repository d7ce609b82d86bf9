"""How to cite a page, a chart or a number: in words, as BibTeX and as CSL-JSON. No clock: each has an address that stays."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.page.reference import Reference
from factbook.prose.dates import format_period
from factbook.prose.number import format_entry

SPECIAL = re.compile(r"[&%$#_]")
# BibTeX counts a brace also behind a backslash, and would end a field there.
NAMED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
NO_KEY = re.compile(r"[^A-Za-z0-9.-]+")
PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited: its name for programs, its kind in CSL, its title, where it stands, who answers for it, its address."""

    name: str
    kind: str
    title: str
    site: str
    publisher: str
    url: str


def cite_figure(entries: Sequence[Entry], factbook: Factbook, reference: Reference) -> Work:
    """One number with its value, or a series by the address that those of its members begin with."""
    first, last = entries[0], entries[-1]
    if not last.key:
        title = f"{last.title}: {format_entry(last, Look())}"
    else:
        years = first.period and last.period and first.period != last.period
        title = first.figure.title + (f" from {_when(first)} to {_when(last)}" if years else "")
    name = last.figure.id
    return Work(name, "dataset", title, reference.name, find_publisher(factbook, reference), reference.permanent(name))


def cite_page(name: str, title: str, factbook: Factbook, reference: Reference) -> Work:
    """The page that points, by its address."""
    return Work(name, "webpage", title, reference.name, find_publisher(factbook, reference), reference.whole())


def find_publisher(factbook: Factbook, reference: Reference) -> str:
    """Who answers for the site, by default the site itself."""
    return factbook.about.publisher or reference.name


def _when(entry: Entry) -> str:
    return format_period(entry.period) if entry.period else ""


def cite_plain(work: Work) -> str:
    """The words to cite it by."""
    return " ".join(filter(None, [f"“{_title(work)}.”", f"{work.site}." if work.site else "", work.url]))


def cite_bibtex(work: Work) -> str:
    """An entry of BibTeX."""
    fields = {"title": _braced(_title(work)), "author": _braced(work.publisher), "howpublished": _latex(work.site)}
    known = {**fields, "url": work.url.replace("{", "%7B").replace("}", "%7D")}
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in known.items() if value not in ("", "{}"))
    return f"@misc{{{NO_KEY.sub('-', work.name)},\n{lines}}}\n"


def cite_csl(work: Work) -> str:
    """A list of one item of CSL-JSON."""
    item = {
        "id": work.name,
        "type": work.kind,
        "title": _title(work),
        "container-title": work.site,
        "author": [{"literal": work.publisher}] if work.publisher else [],
        "URL": work.url,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False) + "\n"


def write_citations(work: Work, path: str) -> dict[str, str]:
    """The files for programs, by path."""
    return {f"{path}.bib": cite_bibtex(work), f"{path}.json": cite_csl(work)}


def draw_citation(work: Work, bibtex: str, csl: str) -> str:
    """The words, and the ways to the files for programs."""
    words = escape(cite_plain(work), quote=False)
    files = f'<a href="{escape(bibtex)}" download>BibTeX</a>, <a href="{escape(csl)}" download>CSL-JSON</a>'
    return f"<p><cite>{words}</cite> As {files}.</p>"


def _title(work: Work) -> str:
    return " ".join(work.title.translate(PLAIN_SPACES).split()).rstrip(".")


def _braced(words: str) -> str:
    """Words whose letters stay as they are."""
    return f"{{{_latex(words)}}}"


def _latex(words: str) -> str:
    return "".join(NAMED.get(sign) or SPECIAL.sub(r"\\\g<0>", sign) for sign in words)
