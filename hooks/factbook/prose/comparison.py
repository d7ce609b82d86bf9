"""Finds words that compare, in a sentence that shows a figure, without being bound to it as a claim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from factbook.ground.location import Lines
from factbook.ground.problem import Problem
from factbook.prose.scan import Span, scan

COMPARING = re.compile(
    r"""(?<![\w-])(?:
        (?:almost|nearly|virtually|practically)\s(?:all|every\w*|none|nothing|the\sonly|the\ssame|half|equal)
        |almost|nearly|barely|(?:just|well|far)\s(?:under|over|above|below|short\sof)
        |most(?=\sof\b)|mostly|majority|minority
        |(?:more|less|fewer|greater|larger|bigger|smaller|higher|lower|longer|shorter|faster|slower|older|younger|richer)
            \sthan
        |as\s(?:much|many|large|big|high|long|few|little)\sas|at\s(?:least|most)|no\s(?:more|less|fewer)\sthan
        |largest|biggest|smallest|highest|lowest|greatest|longest|shortest|fastest|slowest
        |rose|risen|rises|fell|fallen|falls|grew|grown|grows|shrank|shrunk|shrinks|dropped|drops|sank
        |increased?|increases|decreased?|decreases|declined?|declines|climbed|climbs|soared|plunged|slumped
        |negligible|marginal|overwhelming(?:ly)?|dwarfs?|dwarfed
        |exceed(?:s|ed)?|outnumber(?:s|ed)?|overtook|overtakes|surpass(?:es|ed)?
    )(?![\w-])""",
    re.VERBOSE | re.IGNORECASE,
)
# The end of a sentence, a cell, an item or a block.
BOUNDARY = re.compile(r"[.!?…][\"”’)\]*_]*(?=\s)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>#|]|\d+[.)]))|(?<=\s)\|(?=\s)|\n=+\n")
FIGURE = re.compile(r"\s*[A-Za-z_]\w*\.\w")
HINT = 'bind the words: {{ "%s" if topic.name > 95 %% }}, or leave the comparison out'


def find_unbound(text: str, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Comparing words that stand beside a figure, outside any claim."""
    spans, prose = scan(text)
    figures = [span.start for span in spans if _is_figure(span)]
    if not figures:
        return
    lines = Lines(path, text, first_line)
    ends = [match.end() for match in BOUNDARY.finditer(prose)]
    sentences_with_figure = {bisect_right(ends, start) for start in figures}
    for match in COMPARING.finditer(prose):
        if bisect_right(ends, match.start()) in sentences_with_figure:
            words = " ".join(match[0].split())
            yield Problem(
                lines.locate(match.start()),
                "unbound-comparison",
                f'the words "{words}" stand beside a figure and are bound to none',
                HINT % words,
            )


def _is_figure(span: Span) -> bool:
    return span.kind == "placeholder" and FIGURE.match(span.text) is not None
