"""What a download says of the site it is from: its name, who answers for it, and the public addresses of its pages."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from factbook.model.records import About


@dataclass(frozen=True)
class Site:
    """`url` ends in a slash; `pages` are addresses from there by path below docs/."""

    name: str
    description: str
    url: str
    pages: Mapping[str, str] = field(default_factory=dict)
    about: About = field(default_factory=About)

    @property
    def publisher(self) -> str:
        """Who answers for it, by default the site itself."""
        return self.about.publisher or self.name

    def address(self, path: str, anchor: str = "") -> str:
        """The public address of a page or of a part of it; "" if there is no such page."""
        if path not in self.pages:
            return ""
        page = self.pages[path]
        return posixpath.join(self.url, "" if page in (".", "./") else page) + (f"#{anchor}" if anchor else "")
