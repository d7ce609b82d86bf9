"""The page of words: WeChat's world, and what the machine translation made of the article's."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from factbook.model.factbook import Factbook
from factbook.model.records import Term
from factbook.page.place import term_id
from factbook.page.tooltip import chinese_html

HEAD = """---
title: Glossary
description: Words of WeChat's world, and what the machine translation of the article really meant.
---
# Words of WeChat's world

We read the article in a machine translation, which turned names and idioms into riddles. Here they are decoded, with the words one needs to know of WeChat and its rivals.
{ .answer }

Where one of these words first appears on another page it is underlined with dashes and opens its meaning, unless it is an everyday word.

"""
DECODED = """## What the machine wrote {#decoded}

| The machine translation | The Chinese | What is meant |
|---|---|---|"""


def write_glossary(factbook: Factbook) -> str:
    """The Markdown of the page, with placeholders."""
    terms = sorted(factbook.glossary, key=lambda term: term.term.lower())
    return HEAD + "\n".join([*_decoded(terms), *(line for term in terms for line in _term(term))])


def _decoded(terms: list[Term]) -> Iterator[str]:
    """From the machine's words to what was meant."""
    pairs = [(wrong, term) for term in terms for wrong in term.mistranslated]
    rows = sorted(pairs, key=lambda pair: pair[0].lower())
    if rows:
        yield DECODED
        for wrong, term in rows:
            yield f"| “{_words(wrong)}” | {chinese_html(term)} | [{_words(term.term)}](#{term_id(term)}) |"
        yield ""


def _term(term: Term) -> Iterator[str]:
    yield f"## {_words(term.term)} {{#{term_id(term)} .term-title}}\n"
    wrong = ", ".join(f"“{_words(word)}”" for word in term.mistranslated)
    known = [chinese_html(term), f"in the machine translation {wrong}" if wrong else ""]
    if any(known):
        yield "; ".join(part for part in known if part) + "\n{ .term-names }\n"
    yield " ".join(term.meaning.text.split()) + "\n"


def _words(words: str) -> str:
    """Words as Markdown prints them."""
    return escape(words, quote=False).replace("|", "&#124;").replace("*", "&#42;").replace("_", "&#95;")
