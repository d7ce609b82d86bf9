"""Keeps Markdown away from the HTML of numbers and claims, which it would take apart only to put it together again.

A text is shielded before Markdown reads it; the extension puts the HTML back. The result is the same.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor

READY = re.compile(r'<(data|span) class="(?:figure|claim)"[^<>]*>(?P<words>[^<>]*)(?:<button[^<>]*></button>)?</\1>')
START, END = "\ue000", "\ue001"  # for private use: no text has them but ours
HIDDEN = {"<": "\ue002", ">": "\ue003", "&": "\ue004"}
OWN = re.compile(f"[{START}-{HIDDEN['&']}]")


def shield(text: str) -> str:
    """The text with what is ready in a form that Markdown passes over."""
    return READY.sub(lambda match: f"{START}{_hide(match[0])}{END}", OWN.sub("", text))


def _hide(html: str) -> str:
    for written, hidden in HIDDEN.items():
        html = html.replace(written, hidden)
    return html


def _show(text: str) -> str:
    for written, hidden in HIDDEN.items():
        text = text.replace(hidden, written)
    return text


class Shield(Extension):
    """What puts it back."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Before all other marks in a line, and at the end within HTML that people wrote."""
        md.inlinePatterns.register(_Ready(f"{START}([^{END}]*){END}", md), "shield", 200)
        md.postprocessors.register(_Rest(md), "shield", -10)


class _Ready(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Store it as the library stores HTML."""
        return self.md.htmlStash.store(_show(m[1])), m.start(), m.end()


class _Rest(Postprocessor):
    def run(self, text: str) -> str:
        """The whole page."""
        return _show(text).replace(START, "").replace(END, "") if START in text else text
