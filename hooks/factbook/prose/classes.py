"""The classes that elements of a page may have: those of its own style and those that Markdown gives.

Others belong to the theme or to what is bound; with them words could pass for a claim, or a link could hide.
"""

from __future__ import annotations

import re

PAGES = ("answer", "chapter-cards", "first", "key-figures", "panels", "second", "subtitle")
ADMONITIONS = frozenset(
    [
        "note",
        "abstract",
        "summary",
        "tldr",
        "info",
        "todo",
        "tip",
        "hint",
        "important",
        "success",
        "check",
        "done",
        "question",
        "help",
        "faq",
        "warning",
        "caution",
        "attention",
        "failure",
        "fail",
        "missing",
        "danger",
        "error",
        "bug",
        "example",
        "quote",
        "cite",
    ]
)
OF_NOTEBOOKS = frozenset(["cell-input", "cell-output", "cell-waiting"])
OF_MARKDOWN = frozenset(
    [
        "admonition",
        "admonition-title",
        "inline",
        "end",
        "footnote",
        "footnote-ref",
        "footnote-backref",
        "headerlink",
        "task-list",
        "task-list-item",
        "toc",
        "toctitle",
        "highlight",
        "highlighttable",
        "filename",
        "linenos",
        "linenodiv",
        "linenums",
        "normal",
        "special",
        "code",
        "hll",
    ]
)
LANGUAGE = re.compile(r"language-[\w+-]+")
OF_CODE = re.compile(r"[a-z][a-z0-9]{0,2}(?:-[A-Z][a-zA-Z]*)*")  # how code is coloured, such as k, s2 and l-Scalar


def is_known_class(tag: str, name: str) -> bool:
    """Whether an element of a page may have a class."""
    if tag == "span" and OF_CODE.fullmatch(name):
        return True
    return name in {*PAGES, *ADMONITIONS, *OF_MARKDOWN, *OF_NOTEBOOKS} or LANGUAGE.fullmatch(name) is not None
