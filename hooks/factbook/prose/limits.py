"""How large a page may be: Markdown takes quadratic time for some texts, and fails at deep nesting.

The limits are at least four times what our longest page needs, and mostly ten times, and keep the slowest text that
they let pass to a few seconds. They are for pages that people write; those made from data grow with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.ground.location import Lines, locate
from factbook.ground.problem import Problem

MAX_CHARACTERS = 200_000
MAX_LINES = 5_000
MAX_LINE = 2_500
MAX_HEADINGS = 500
MAX_MARKS = 400  # each, in a paragraph
MAX_PARAGRAPH = 10_000
MAX_MARKS_OF_PAGE = 7_000  # all together, since the time for each kind grows with the others
MAX_TAGS = 500  # behind each that is open, all of the page is read
MAX_ABBREVIATIONS = 100  # each is looked for in the whole page
MAX_NESTING = 30
MAX_INDENT = 100
MARKS = "[!<`*_|\\&\"'"
MARK = re.compile(f"[{re.escape(MARKS)}]")
PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")
HEADING = re.compile(r"^[ \t>]*(?:#|[=-]+[ \t]*$)", re.MULTILINE)
# Only what can't match the same text in two ways, or this search would be slow itself.
LEAD = re.compile(r"^[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t\n]|\Z))[ \t]*)*", re.MULTILINE)
LEVEL = re.compile(r"[->*+]|\d+[.)]")
# What colours these takes seconds for the worst page at most. Others of Pygments take minutes, or were not measured.
LANGUAGES = frozenset(["", "diff", "json", "markdown", "md", "py", "python", "sh", "text", "yaml"])
# Python's takes quadratic time for white space, and so for the lines of a quotation that hold nothing else.
MAX_BLANK = 500
BLANK = re.compile(rf"(?<![\s>])[\s>]{{{MAX_BLANK + 1}}}")
FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:\{[ \t]*)?\.?(?P<language>[^\s{}`,=\"']*)", re.MULTILINE)
LEADING = " \t>*+-.)0123456789"
SPLIT = "split the page"


def find_too_large(text: str, path: str, first_line: int = 1) -> Iterator[Problem]:
    """What would keep Markdown busy for long, or nests so deep that it fails."""
    if not is_small(text):
        yield from _find_in_large(text, path, first_line)
    fences = [*FENCE.finditer(text)] if "```" in text or "~~~" in text else []
    for fence in fences:
        if fence["language"].lower() not in LANGUAGES:
            place = locate(path, text, fence.start("language"), first_line)
            said = f"code in '{fence['language'][:40]}' is not coloured here"
            yield Problem(place, "too-large", said, f"leave it out, or use one of {', '.join(sorted(LANGUAGES)[1:])}")
    is_python = any(fence["language"].lower() in ("py", "python") for fence in fences)
    if is_python and (blank := BLANK.search(text)):
        said = f"white space goes on for more than {MAX_BLANK} characters"
        yield Problem(locate(path, text, blank.start(), first_line), "too-large", said, "delete empty lines")


def is_small(text: str) -> bool:
    """Whether the text is far from all limits, told by counting alone: of nearly all pages, in a tenth of the time."""
    lines = text.split("\n")
    return (
        len(text) <= MAX_CHARACTERS
        and len(lines) <= MAX_HEADINGS
        and max(map(len, lines)) <= MAX_LINE
        and all(text.count(mark) <= MAX_MARKS for mark in MARKS)
        and text.count("*[") <= MAX_ABBREVIATIONS
        and sum(text.count(mark) for mark in "->*+.)") <= MAX_MARKS_OF_PAGE
        and max(map(len, text.split("\n\n"))) <= MAX_PARAGRAPH
        and max(len(line) - len(line.lstrip(LEADING)) for line in lines) < min(MAX_NESTING, MAX_INDENT // 4)
    )


def _find_in_large(text: str, path: str, first_line: int) -> Iterator[Problem]:
    at = Lines(path, text, first_line).locate

    def wrong(offset: int, said: str, hint: str = SPLIT) -> Problem:
        return Problem(at(offset), "too-large", said, hint)

    if len(text) > MAX_CHARACTERS:
        yield wrong(MAX_CHARACTERS, f"the page is longer than {MAX_CHARACTERS:,} characters")
        return
    leads = list(LEAD.finditer(text))
    levels = [lead.start() + level.start() for lead in leads for level in LEVEL.finditer(lead[0])]
    for what, limit, starts in (
        ("lines", MAX_LINES, [match.end() for match in re.finditer("\n", text)]),
        ("headings", MAX_HEADINGS, [match.start() for match in HEADING.finditer(text)]),
        ("marks of lists and quotations", MAX_MARKS_OF_PAGE, levels),
        ("'<'", MAX_TAGS, _places("<", text)),
        ("abbreviations", MAX_ABBREVIATIONS, [match.start() for match in re.finditer(r"\*\[", text)]),
        (f"of the characters {' '.join(MARKS)}", MAX_MARKS_OF_PAGE, [match.start() for match in MARK.finditer(text)]),
    ):
        if len(starts) > limit:
            yield wrong(starts[limit], f"the page has more than {limit:,} {what}")
    for line in re.finditer(r"[^\n]+", text):
        if len(line[0]) > MAX_LINE:
            yield wrong(line.start() + MAX_LINE, f"the line is longer than {MAX_LINE:,} characters", "break the line")
    for paragraph in PARAGRAPH.finditer(text):
        if len(paragraph[0]) > MAX_PARAGRAPH:
            said = f"the paragraph is longer than {MAX_PARAGRAPH:,} characters"
            yield wrong(paragraph.start() + MAX_PARAGRAPH, said, "split the paragraph")
        for mark in MARKS:
            if paragraph[0].count(mark) > MAX_MARKS:
                place = paragraph.start() + _places(mark, paragraph[0])[MAX_MARKS]
                yield wrong(place, f"the paragraph has more than {MAX_MARKS} '{mark}'", "split the paragraph")
    for lead in leads:
        if len(LEVEL.findall(lead[0])) > MAX_NESTING:
            yield wrong(lead.start(), f"the line nests more than {MAX_NESTING} lists and quotations", "flatten it")
        elif len(lead[0].expandtabs(4)) > MAX_INDENT:
            yield wrong(lead.start(), f"the line is indented by more than {MAX_INDENT} columns", "flatten it")


def _places(mark: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(mark), text)]
