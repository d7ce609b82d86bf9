"""Counts the words that the guard passes over, so that nothing gets past it unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound
from factbook.prose.guard import Guard
from factbook.prose.page import Page
from factbook.prose.reading import read_plain


def count_exempt(
    pages: Mapping[str, Page], bound: Mapping[str, Bound], texts: Iterable[Text], guard: Guard, factbook: Factbook
) -> dict[str, int]:
    """The names in quotation marks and those of data/names.yml, by the alphabet, with how often each stands."""
    found: Counter[str] = Counter()
    for name, page in pages.items():
        found.update(use.words for use in bound[name].names)
        for reading in page.template.readings:
            found.update(guard.find_exempt(reading.text))
    for text in texts:
        found.update(use.words for use in bind_words(text, factbook).names)
        found.update(guard.find_exempt(read_plain(text.text).text))
    for name in factbook.names:
        found[name] += 0
    return dict(sorted(found.items(), key=lambda one: (one[0].lower(), one[0])))
