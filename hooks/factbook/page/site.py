"""What a download says of the site it is from: its name and the public addresses of its pages."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

PUBLISHER = "the contributors to facebook-wechat-explainer"
LICENCE_NAME, LICENCE_TITLE = "CC-BY-4.0", "Creative Commons Attribution 4.0 International"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Site:
    """`url` ends in a slash; `pages` are addresses from there by path below docs/."""

    name: str
    description: str
    url: str
    pages: Mapping[str, str] = field(default_factory=dict)

    def address(self, path: str, anchor: str = "") -> str:
        """The public address of a page or of a part of it; "" if there is no such page."""
        if path not in self.pages:
            return ""
        page = self.pages[path]
        return posixpath.join(self.url, "" if page in (".", "./") else page) + (f"#{anchor}" if anchor else "")
