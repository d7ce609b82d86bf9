"""What a page needs to point elsewhere: the addresses of the others as seen from it, and where figures are used."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import groupby
from urllib.parse import unquote, urlencode

from factbook.page.place import ABOUT, Place, Places, page_of
from factbook.prose.figure import entry_anchor

FORM = "wrong-number.yml"
BRANCH = "main"


@dataclass(frozen=True)
class Reference:
    """Pages by their path below docs/: addresses from the root of the site, and titles; and the page that points.

    `site` is the public address of the site, and `repository` where its code and issues are, if that is known.
    """

    urls: Mapping[str, str]
    titles: Mapping[str, str]
    here: str
    places: Places = field(default_factory=dict)
    site: str = ""
    name: str = ""
    repository: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    """The addresses of files that are no pages, by their path below docs/."""
    pictures: str = ""
    """The folder of the charts as files, from the root of the site, if there is one."""

    def page(self, path: str, anchor: str = "") -> str:
        """The address of a page as seen from here; "" if there is no such page."""
        if path not in self.urls:
            return ""
        fragment = f"#{anchor}" if anchor else ""
        return (
            fragment if fragment and path == self.here else _relative(self.urls[path], self.urls[self.here]) + fragment
        )

    def lead(self, written: str) -> str:
        """Where an address leads that the page writes as the path of a file; what is no file stays as it is."""
        path, mark, rest = written.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.here), unquote(path)))
        found = (
            self.page(target)
            if target in self.urls
            else self.file(self.files[target])
            if target in self.files
            else path
        )
        return f"{found}{mark}{rest}"

    def figure(self, entry_id: str) -> str:
        """The address of a figure's entry."""
        return self.page(page_of(entry_id), entry_anchor(entry_id))

    def citation(self, figure_id: str) -> str:
        """The address of the words to cite a figure by."""
        return self.page(page_of(figure_id), f"cite-{figure_id}")

    def permanent(self, entry_id: str) -> str:
        """The address of a figure's entry from anywhere."""
        return self.whole(page_of(entry_id), entry_anchor(entry_id))

    def whole(self, path: str = "", anchor: str = "") -> str:
        """The address of a page from anywhere, by default of the one that points."""
        fragment = f"#{anchor}" if anchor else ""
        return posixpath.join(self.site, _plain(self.urls.get(path or self.here, ""))) + fragment

    def report(self, entry_id: str) -> str:
        """The form for a wrong number, filled in; where the repository is not known, the words on reporting."""
        if not self.repository:
            return self.page(ABOUT, "report")
        query = urlencode({"template": FORM, "figure": entry_id, "page": self.whole()})
        return f"{self.repository.rstrip('/')}/issues/new?{query}"

    def edit(self, path: str) -> str:
        """Where a file of the repository can be changed in a browser; "" where the repository is not known."""
        return f"{self.repository.rstrip('/')}/edit/{BRANCH}/{path}" if self.repository else ""

    def picture(self, name: str, kind: str) -> str:
        """The address of a chart as a file; "" where there are none."""
        return self.file(f"{self.pictures}{name}.{kind}") if self.pictures else ""

    def file(self, path: str) -> str:
        """The address of a file by its path from the root of the site."""
        return _relative(path, self.urls[self.here])

    def title(self, path: str) -> str:
        """What the navigation calls a page."""
        return self.titles.get(path, path)


def places_html(places: list[Place], reference: Reference) -> str:
    """Links to places, one name to a page: "The revenue dependency (the chart, What the money is made of)"."""
    pages = []
    for page, found in groupby(places, key=lambda place: place.page):
        group = list(found)
        title = escape(reference.title(page), quote=False)
        links = [_link(reference.page(page, place.anchor), place.words) for place in group if place.words]
        head = _link(reference.page(page, group[0].anchor if not links else ""), title, escaped=True)
        pages.append(f"{head} ({', '.join(links)})" if links else head)
    return "; ".join(pages)


def _link(address: str, words: str, *, escaped: bool = False) -> str:
    shown = words if escaped else escape(words, quote=False)
    return f'<a href="{escape(address)}">{shown}</a>' if address else shown


@lru_cache(maxsize=4096)
def _relative(url: str, here: str) -> str:
    """From one page to another, both by their address from the root of the site."""
    folder = here if here.endswith("/") else posixpath.dirname(here)
    way = posixpath.relpath(url or ".", folder or ".")
    return f"{way}/" if url.endswith("/") or not url else way


def _plain(url: str) -> str:
    return "" if url in ("./", ".") else url
