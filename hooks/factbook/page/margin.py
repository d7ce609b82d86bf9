"""Beside the first citation of a source its name, where a page has room for that.

The notes are for the eye and the mouse: they say nothing that the list of sources does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from factbook.model.records import Source
from factbook.prose.cite import format_source

CITATION = re.compile(r'<sup class="citation">.*?</sup>')
CITED = re.compile(r'href="#source-([^"]+)"[^>]*>(\d+)<')


def add_notes(html: str, sources: Mapping[str, Source]) -> str:
    """A page whose citations are followed by their notes."""
    told: set[str] = set()

    def add(match: re.Match[str]) -> str:
        new = {name: number for name, number in CITED.findall(match[0]) if name in sources and name not in told}
        told.update(new)
        return match[0] + "".join(_note(number, sources[name]) for name, number in new.items())

    return CITATION.sub(add, html)


def _note(number: str, source: Source) -> str:
    words = format_source(source).replace("<a ", '<a tabindex="-1" ')
    return f'<small class="margin-note" aria-hidden="true" data-search-exclude><b>{number}</b> {words}</small>'
