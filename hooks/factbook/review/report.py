"""A comparison in words: Markdown for a pull request, or the same in colour on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import click

from factbook.review.diff import Change, Diff

MAX_CHANGES = 200  # of each kind; a summary is read by a person
COLOURS = {"before": "red", "after": "green"}
MARKS = frozenset("\\[]*_|!")  # what Markdown would read
NONE = "none"


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set that may come from a stranger, so that they stay words: a name, a sentence, one side."""

    name: Callable[[str], str]
    words: Callable[[str], str]
    side: Callable[[str, str], str]


def format_diff(diff: Diff, *, colour: bool = False) -> str:
    """All of it, or that nothing changed for readers."""
    return "\n".join(_lines(diff, TERMINAL if colour else MARKDOWN)) + "\n"


def _lines(diff: Diff, style: Style) -> Iterator[str]:
    parts = {
        "Figures": [change for change in diff.figures if not change.follows],
        "Figures that follow from them": [change for change in diff.figures if change.follows],
        "Evidence": diff.evidence,
        "Sentences": diff.sentences,
        "Claims in words": diff.claims,
        "Verdicts of the ledger": diff.verdicts,
        "What-ifs": diff.whatifs,
        "Charts and tables": diff.charts,
        "Names exempt from the guard": diff.exempt,
    }
    if not any(parts.values()) and not diff.problems:
        yield "Nothing changes for readers."
        return
    yield from ["# What this change does", ""]
    counts = [f"{title}: {len(changes)}" for title, changes in parts.items() if changes]
    yield ("; ".join(counts) or "No words or numbers change") + "."
    if diff.pages:
        yield f"Pages: {', '.join(style.name(page) for page in diff.pages)}."
    for title, changes in parts.items():
        if changes:
            yield from ["", f"## {title}", ""]
            yield from _table(changes, style) if changes is diff.charts else _list(changes, style)
            if len(changes) > MAX_CHANGES:
                yield from ["", f"And {len(changes) - MAX_CHANGES} more."]
    if diff.problems:
        yield from ["", "## Problems that stop the build", ""]
        yield from (f"- {style.words(problem)}" for problem in diff.problems)


def _list(changes: Sequence[Change], style: Style) -> Iterator[str]:
    for change in changes[:MAX_CHANGES]:
        yield f"- {style.name(change.where)}"
        for side in ("before", "after"):
            yield f"    - {style.side(side, f'{side}: {style.words(getattr(change, side)) or NONE}')}"


def _table(changes: Sequence[Change], style: Style) -> Iterator[str]:
    """Both sides beside each other, since their words are short."""
    yield from ["| | Before | After |", "|---|---|---|"]
    for change in changes[:MAX_CHANGES]:
        sides = [style.side(side, style.words(getattr(change, side)) or NONE) for side in ("before", "after")]
        yield f"| {' | '.join([style.name(change.where), *sides])} |"


def _line(words: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in words).split())


def _inert(words: str) -> str:
    """Words that Markdown prints as they are."""
    plain = _line(words).replace("&", "&amp;").replace("<", "&lt;").replace("`", "'").replace("@", "&#64;")
    return "".join(f"\\{mark}" if mark in MARKS else mark for mark in plain)


def _code(words: str) -> str:
    return "`" + _line(words).replace("`", "'").replace("|", "/") + "`"


MARKDOWN = Style(name=_code, words=_inert, side=lambda _, words: words)
TERMINAL = Style(name=_line, words=_line, side=lambda side, words: click.style(words, fg=COLOURS[side]))
