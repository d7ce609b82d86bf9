"""A comparison in words: Markdown for a pull request, or the same in colour on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import click

from factbook.review.diff import Change, Diff

MAX_CHANGES = 200  # of each kind; a summary is read by a person
Paint = Callable[[str, str], str]


def format_diff(diff: Diff, *, colour: bool = False) -> str:
    """All of it, or that nothing changed for readers."""
    return "\n".join(_lines(diff, _paint if colour else _plain)) + "\n"


def _lines(diff: Diff, paint: Paint) -> Iterator[str]:
    given = [change for change in diff.figures if not change.follows]
    follow = [change for change in diff.figures if change.follows]
    parts = {
        "Figures": given,
        "Figures that follow from them": follow,
        "Sentences": diff.sentences,
        "Claims in words": diff.claims,
        "Verdicts on the article": diff.verdicts,
        "Charts and tables": diff.charts,
    }
    if not any(parts.values()) and not diff.problems:
        yield "Nothing changes for readers."
        return
    counts = [f"{title}: {len(changes)}" for title, changes in parts.items() if changes]
    yield paint("head", "# What this change does")
    yield ""
    yield ("; ".join(counts) or "No words or numbers change") + "."
    if diff.pages:
        yield f"Pages: {', '.join(diff.pages)}."
    for title, changes in parts.items():
        yield from _section(title, changes, paint)
    if diff.problems:
        yield from ["", paint("head", "## Problems that stop the build"), ""]
        yield from (f"- {_inline(problem)}" for problem in diff.problems)


def _section(title: str, changes: Sequence[Change], paint: Paint) -> Iterator[str]:
    if not changes:
        return
    yield from ["", paint("head", f"## {title}"), ""]
    for change in changes[:MAX_CHANGES]:
        yield f"- {_inline(change.where)}"
        yield f"    - {paint('before', _side('before', change.before))}"
        yield f"    - {paint('after', _side('after', change.after))}"
    if len(changes) > MAX_CHANGES:
        yield f"- and {len(changes) - MAX_CHANGES} more"


def _side(name: str, words: str) -> str:
    return f"{name}: {_inline(words)}" if words else f"{name}: none"


def _inline(words: str) -> str:
    """Words on one line that are only words, whatever a stranger wrote into them."""
    inert = words.replace("&", "&amp;").replace("<", "&lt;").replace("`", "'").replace("@", "&#64;")
    return " ".join("".join(f"\\{mark}" if mark in "[]*_|!" else mark for mark in inert).split())


def _plain(kind: str, words: str) -> str:
    return words


def _paint(kind: str, words: str) -> str:
    return (
        click.style(words, bold=True)
        if kind == "head"
        else click.style(words, fg="red" if kind == "before" else "green")
    )
