"""Apostrophes and quotation marks as printers set them, for words that do not pass through Markdown.

One character becomes one, so that places in a text stay as they are.
"""

from __future__ import annotations

import re

TYPED = re.compile(r"""\{\{[^{}]*\}\}|(?P<open>(?<![^\s(\[“‘—–-])["'](?=\S))|["']""")


def set_quotes(text: str) -> str:
    """The words with curved marks; what stands between {{ and }} is left as it is."""
    return TYPED.sub(_set, text) if "'" in text or '"' in text else text


def _set(match: re.Match[str]) -> str:
    mark = match[0]
    if len(mark) > 1:
        return mark
    single, double = ("‘", "“") if match["open"] else ("’", "”")
    return single if mark == "'" else double
