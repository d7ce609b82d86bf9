"""Beside the first citation of a source its name, where a page has room for that.

The notes are for the eye and the mouse: they say nothing that the list of sources does not.
"""

from __future__ import annotations

from collections.abc import Mapping

from factbook.model.records import Source
from factbook.prose.bound import Note
from factbook.prose.cite import format_source


def draw_notes(note: Note, sources: Mapping[str, Source]) -> str:
    """The notes behind a citation, one for each source that it cites first."""
    return "".join(_note(number, sources[name]) for name, number in note.sources)


def _note(number: int, source: Source) -> str:
    words = format_source(source).replace("<a ", '<a tabindex="-1" ')
    return f'<small class="margin-note" aria-hidden="true" data-search-exclude><b>{number}</b> {words}</small>'
