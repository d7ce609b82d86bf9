"""The changes for programs that follow them: as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from uuid import NAMESPACE_OID, uuid5
from xml.etree import ElementTree as ET

from factbook.lists.change_title import say_change
from factbook.lists.changes import ATOM, JSON_FEED, draw_revision, revision_id
from factbook.lists.revision import History, Revision
from factbook.model.factbook import Factbook
from factbook.page.place import CHANGES
from factbook.page.site import Site

MAX_ENTRIES = 50
NAMESPACE = "http://www.w3.org/2005/Atom"
KINDS: Mapping[str, str] = {ATOM: "application/atom+xml", JSON_FEED: "application/feed+json"}
Drawn = tuple[Revision, str, str]  # with its heading, and what it changed as HTML


def write_feeds(history: History | None, factbook: Factbook, site: Site) -> Mapping[str, str]:
    """The feeds by their path from the root of the site; none where no change is known."""
    if history is None or not history.revisions or not site.address(CHANGES):
        return {}
    newest = [
        (one, say_change(one, history, factbook.about.noun), draw_revision(one, factbook, site.address))
        for one in history.revisions[:MAX_ENTRIES]
    ]
    ids = _ids(history.revisions)
    return {ATOM: _atom(newest, ids, site), JSON_FEED: _json(newest, ids, site)}


def _atom(revisions: Sequence[Drawn], ids: Mapping[str, str], site: Site) -> str:
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    _add(feed, "title", _title(site))
    _add(feed, "id", site.url + ATOM)
    _add(feed, "updated", _time(revisions[0][0]))
    _add(feed, "link", rel="self", type=KINDS[ATOM], href=site.url + ATOM)
    _add(feed, "link", rel="alternate", type="text/html", href=site.address(CHANGES))
    _add(_add(feed, "author"), "name", site.publisher)
    for revision, title, content in revisions:
        entry = _add(feed, "entry")
        _add(entry, "title", title)
        _add(entry, "id", ids[revision.id])
        _add(entry, "updated", _time(revision))
        _add(entry, "link", rel="alternate", type="text/html", href=_address(revision, site))
        _add(entry, "content", content, type="html")
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _json(revisions: Sequence[Drawn], ids: Mapping[str, str], site: Site) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(site),
        "home_page_url": site.address(CHANGES),
        "feed_url": site.url + JSON_FEED,
        "language": "en",
        "authors": [{"name": site.publisher, "url": site.url}],
        "items": [
            {
                "id": ids[revision.id],
                "url": _address(revision, site),
                "title": title,
                "content_html": content,
                "date_published": _time(revision),
            }
            for revision, title, content in revisions
        ],
    }
    return json.dumps(feed, indent=2, ensure_ascii=False) + "\n"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _title(site: Site) -> str:
    return f"{unescape(site.name)}: changes of the data"


def _ids(revisions: Sequence[Revision]) -> Mapping[str, str]:
    """Names that hang on what was changed and why, so that a new address, heading or commit brings no entry twice."""
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for revision in reversed(revisions):
        told = revision.differences
        parts = (told.amended, told.verdicts, told.added, told.removed, told.sources_added, told.sources_removed)
        words = "\n".join([revision.subject, *revision.reason, *(one.id for part in parts for one in part)])
        seen[words] += 1
        found[revision.id] = uuid5(NAMESPACE_OID, f"{seen[words]}\n{words}").urn
    return found


def _address(revision: Revision, site: Site) -> str:
    return site.address(CHANGES, revision_id(revision))


def _time(revision: Revision) -> str:
    seconds = min(revision.seconds, int(datetime.now(UTC).timestamp()))  # a clock may have been wrong
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
