"""Leaves out of a script of ours, and of the frame of a page, what only those need who write it: comments, indentation."""

from __future__ import annotations

import re

INDENTED = re.compile(r"\n\s+")
FOR_WRITERS = re.compile(r"^[ \t]*(?://.*)?\n?", re.MULTILINE)


def trim_script(code: str) -> str:
    """The same script, shorter; a text over several lines, in which a space counts, it may not have."""
    if any(line.count("`") % 2 for line in code.splitlines()):
        raise ValueError("a text that goes over several lines would lose its spaces")
    return FOR_WRITERS.sub("", code)


def trim_frame(html: str) -> str:
    """The same page without the indentation of the templates; its article stays as it is."""
    before, start, rest = html.partition("<article")
    article, end, after = rest.rpartition("</article>")
    return "".join([INDENTED.sub("\n", before), start, article, end, INDENTED.sub("\n", after)])
