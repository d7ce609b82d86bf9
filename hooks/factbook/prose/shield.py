"""Keeps Markdown away from the HTML of numbers and claims, which it would take apart only to put it together again.

Before Markdown reads a text, a token stands in for whatever is ready; the extension puts that back. The result is
the same.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

READY = re.compile(r'<(data|span) class="(?:figure|claim)"[^<>]*>(?P<words>[^<>]*)(?:<button[^<>]*></button>)?</\1>')
START, END = "\ue000", "\ue001"  # for private use: no text has them but ours
OWN = re.compile(f"[{START}{END}]")
TOKEN = re.compile(f"{START}([0-9a-f]+){END}")


class Shield(Extension):
    """Hides what is ready in the texts of one build, and puts it back.

    A token is a digest of what it stands for, so that equal texts with tokens are equal without them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """The text with what is ready in a form that Markdown passes over."""
        return READY.sub(self._token, OWN.sub("", text))

    def _token(self, match: re.Match[str]) -> str:
        digest = blake2b(match[0].encode(), digest_size=8).hexdigest()
        self.hidden[digest] = match[0]
        return f"{START}{digest}{END}"

    def show(self, text: str) -> str:
        """The text as it was."""
        return TOKEN.sub(lambda match: self.hidden[match[1]], text)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """After all that the library does with a text."""
        md.postprocessors.register(_Show(self), "shield", -10)


class _Show(Postprocessor):
    def __init__(self, shield: Shield) -> None:
        super().__init__()
        self.shield = shield

    def run(self, text: str) -> str:
        """The whole page, or a heading of it."""
        return self.shield.show(text)
