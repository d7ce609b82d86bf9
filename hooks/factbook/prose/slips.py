"""Finds marks that were meant for us or for Markdown, and that a reader would see as they are typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import replace

from factbook.ground.location import Location, Place
from factbook.ground.problem import Problem
from factbook.model.factbook import Factbook
from factbook.model.records import Text
from factbook.prose.mark import find_tokens
from factbook.prose.origin import locate_in, offset_in
from factbook.prose.reading import Reading, read_plain
from factbook.prose.template import Template

BRACES = re.compile(r"\{ ?\{[^{}\n]{0,2000}(?:\} ?\})?|\} ?\}")
NAME = re.compile(r"(?:(?<!\{)\{ ?)?(?<![\w./@-])(?P<name>[A-Za-z_]\w{0,80}(?:\.\w{1,80}){1,4})(?![\w/@-]|\.\w)")
CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
LINES = re.compile(r"^[ >]*(?:`{3,}|~{3,})[^`\n]*\b(?P<name>linenums|hl_lines)\s*=", re.MULTILINE)
# An amount whose digits hide in code; behind it stands what it counts.
IN_CODE = re.compile(
    r"(?:(?<![`\\])`|<(?:code|kbd|samp)>)(?P<number>[$€£¥]?\d[\d.,]*)(?:`(?!`)|</(?:code|kbd|samp)>)(?= ?(?:%|per ?cent\b|(?:thousand|million|billion|trillion|people|users)\b))"
)
HINT = "a figure is written {{ topic.name }}"
WORDS_HINT = "these words are no Markdown and are shown as they are typed: leave the marks out"
# What is shown as it is typed, since mkdocs.yml does not set it up, and what to write instead.
UNKNOWN = (
    (re.compile(r"\$\$[^$\n]{1,500}\$\$"), "math", "write it in words, or as code between marks `"),
    (
        re.compile(r'^===[!+]? "[^"\n]{0,200}"', re.MULTILINE),
        "a tab",
        'write a heading, or ??? note "Title" for what folds',
    ),
    (re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,60}:(?![\w:])"), "an icon", "say it in words"),
    (re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE), "a note of GitHub", "write !!! note"),
    (re.compile(r"\[\^[\w-]{1,60}\]"), "a footnote without its text", "add a line that begins with [^…]: and its text"),
    (re.compile(r"~~(?=\S)[^~\n]{1,500}~~"), "struck words", "leave them out, or write <del>…</del>"),
    (re.compile(r"\^\^(?=\S)[^^\n]{1,500}\^\^"), "inserted words", "write <ins>…</ins>"),
    (re.compile(r"(?<!\{)\+\+[a-z][a-z0-9+\"-]{0,60}\+\+"), "a key", "write <kbd>…</kbd>"),
    (re.compile(r"\[\[[^\[\]\n]{1,200}\]\]"), "a link of a wiki", "write [words](page.md)"),
    (
        re.compile(r"\{(?:\+\+|--|==|~~|>>)[^{}\n]{1,500}(?:\+\+|--|==|~~|<<)\}"),
        "a mark of an editor",
        "keep one of both wordings",
    ),
    (re.compile(r"\{%[^{}\n]{1,500}%\}"), "a template", "pages hold no code; a number is written {{ topic.name }}"),
)


def find_slips(template: Template, factbook: Factbook) -> Iterator[Problem]:
    """All of a page."""
    text = template.source.text
    lines = template.source.lines()
    for match in CONFLICT.finditer(text):
        said = f"'{match[0]}' marks two versions of a text that git could not join"
        yield Problem(lines.locate(match.start()), "merge-conflict", said, "keep one, and take the marks out")
    for match in LINES.finditer(text):
        said = f"'{match['name']}' prints numbers that nobody bound"
        yield Problem(lines.locate(match.start("name")), "unknown-markdown", said, "leave it out")
    for match in IN_CODE.finditer(text):
        said = f"hard-coded number '{match['number']}' in code"
        yield Problem(
            lines.locate(match.start("number")), "bare-number", said, "write {{ topic.name }} without the marks"
        )
    unclosed = {number for number, token in enumerate(template.tokens) if token.kind == "unclosed"}
    for reading in template.readings:

        def place(index: int, reading: Reading = reading) -> Location:
            return locate_in(reading, index, template)

        def offset(index: int, reading: Reading = reading) -> int:
            return offset_in(reading, index, template)

        yield from _find_braces(reading, place, offset, text)
        yield from _find_names(reading, place, unclosed, factbook)
        yield from _find_unknown(reading, place)


def find_slips_in_words(words: Text, factbook: Factbook) -> Iterator[Problem]:
    """All in words of data/ or of front matter, which are no Markdown."""
    reading = read_plain(words.text, has_marks=True)
    unclosed = {number for number, token in enumerate(find_tokens(words.text)) if token.kind == "unclosed"}

    def place(index: int) -> Location:
        return words.locate(reading.origins[index])

    yield from _find_braces(reading, place, reading.origins.__getitem__, words.text)
    for problem in _find_names(reading, place, unclosed, factbook):
        yield replace(problem, hint=problem.hint.partition(", or `")[0])
    for problem in _find_unknown(reading, place):
        yield replace(problem, hint=WORDS_HINT)


def _find_braces(reading: Reading, place: Place, offset: Callable[[int], int], text: str) -> Iterator[Problem]:
    """Braces that are none of ours."""
    for match in BRACES.finditer(reading.text):
        at = offset(match.start())
        if text[max(at - 1, 0) : at] != "\\" and text[at : at + 1] != "\\":
            yield Problem(place(match.start()), "placeholder-syntax", f"'{_source(text, at)}' binds nothing", HINT)


def _find_names(reading: Reading, place: Place, unclosed: Container[int], factbook: Factbook) -> Iterator[Problem]:
    """Names of figures that are no placeholder, but for those behind braces, of which is told already."""
    for match in NAME.finditer(reading.text):
        if match["name"] in factbook.figures and not _follows_braces(reading, match.start("name"), unclosed):
            said = f"the name '{match['name']}' stands here as it is"
            hint = f"write {{{{ {match['name']} }}}}, or `{match['name']}` for the name itself"
            yield Problem(place(match.start()), "unbound-name", said, hint)


def _follows_braces(reading: Reading, at: int, unclosed: Container[int]) -> bool:
    before = at - 1 if reading.text[at - 1 : at] == " " else at
    is_unclosed = reading.slots.get(before - 1) in unclosed
    return is_unclosed or reading.text[max(before - 3, 0) : before].endswith(("{{", "{ {"))


def _find_unknown(reading: Reading, place: Place) -> Iterator[Problem]:
    """Marks of other kinds of Markdown."""
    for pattern, what, hint in UNKNOWN:
        for match in pattern.finditer(reading.text):
            yield Problem(
                place(match.start()), "unknown-markdown", f"'{match[0][:40]}' would be shown as it is: {what}", hint
            )


def _source(text: str, at: int) -> str:
    """The beginning of a line from some place, short enough for a message."""
    return text[at : at + 30].partition("\n")[0]
