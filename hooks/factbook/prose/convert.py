"""Markdown to HTML, once for each text: what comes out depends on no number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import markdown

from factbook.ground.recall import Recall

# What else the HTML depends on; others bring extensions of their own, which are not among what this project locks.
VERSIONS = " ".join(f"{name} {version(name)}" for name in ("markdown", "pymdown-extensions", "pygments"))


class Converter:
    """Python-Markdown as `mkdocs.yml` sets it up. `recall` keeps results, by a kind and all that they depend on."""

    def __init__(
        self, extensions: Sequence[str], options: Mapping[str, Mapping[str, Any]], recall: Recall | None = None
    ) -> None:
        self.settings = (tuple(extensions), {name: dict(options[name]) for name in options})
        self._recall = recall
        self._markdown: markdown.Markdown | None = None

    def convert(self, text: str) -> str:
        """The HTML of a text with tokens."""
        if self._recall is None:
            return self._convert(text)
        return self._recall("converted", f"{VERSIONS}\n{self.settings}\n{text}", lambda: self._convert(text))

    def _convert(self, text: str) -> str:
        if self._markdown is None:
            extensions, options = self.settings
            self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=options)
        return self._markdown.reset().convert(text)
