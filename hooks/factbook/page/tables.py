"""Tables that people wrote, and those of charts: each in a box of its own, and with what a narrow page needs.

There a row becomes a block, in which each cell has the head of its column before it; the style sheet does that. The
roles keep what a table is for those who hear it, since engines forget it where a row is no row to the eye.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)  # one that has a class cares for itself
BOX = re.compile(r'<div class="chart-table"[^<>]*>$')
ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def frame_tables(html: str) -> str:
    """The page with its tables in boxes that scroll, and with labels."""

    def frame(match: re.Match[str]) -> str:
        table = _labelled(match[0])
        if BOX.search(html, 0, match.start()):
            return table
        return f'<div class="scroll" tabindex="0" role="group" aria-label="Table">{table}</div>'

    return TABLE.sub(frame, html)


def _labelled(html: str) -> str:
    (table,) = LexborHTMLParser(html).css("table")
    table.attrs["class"], table.attrs["role"] = "data", "table"
    heads = [_words(cell) for cell in table.css("thead th")]
    for node in table.css(", ".join(ROLES)):
        node.attrs["role"] = ROLES[str(node.tag)]
    for row in table.css("tbody tr"):
        for place, cell in enumerate(row.css("th, td")):
            if cell.tag == "th":
                cell.attrs["role"] = "rowheader"
            elif place and place < len(heads) and heads[place]:
                cell.attrs["data-label"] = heads[place]
    return str(table.html)


def _words(cell: LexborNode) -> str:
    return " ".join(cell.text(separator=" ").split())
