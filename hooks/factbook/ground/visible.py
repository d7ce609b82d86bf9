"""Text as it can be printed: what steers a terminal, a log or the direction of writing is written out."""

from __future__ import annotations

import unicodedata


def make_visible(text: str) -> str:
    """The text with a code in place of each character that can't be seen; spaces of all widths stay."""
    return text if text.isprintable() else "".join(map(_make_visible, text))


def _make_visible(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("unicode_escape").decode("ascii")
