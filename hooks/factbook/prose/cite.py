"""Sources as a reader expects them: who, when, what, where; in the manner of APA's style."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from factbook.model.records import Source
from factbook.prose.dates import format_period

# CSL types whose title is a part of something larger and so stands in quotation marks.
PARTS = ("article-newspaper", "article-magazine", "article-journal", "post-weblog", "chapter", "broadcast")


@lru_cache(maxsize=4096)  # pages and cards show the same ones again and again
def format_source(source: Source) -> str:
    """A source as HTML on one line, with its link."""
    issued = format_period(source.issued) if source.issued else "no date"
    title = escape(source.title)
    if not title.startswith("["):  # in brackets stands a description, where the title is not known
        title = f"“{title}”" if source.type in PARTS else f"<cite>{title}</cite>"
    if source.url:
        title = f'<a href="{escape(source.url)}" rel="external noopener">{title}</a>'
    who = _say_who(source)
    if not who:
        return f"{title} ({issued})."
    where = f" {escape(source.publisher)}." if source.publisher not in ("", who) else ""
    return f"{escape(who)} ({issued}). {title}.{where}"


def say_origin(source: Source) -> tuple[str, str]:
    """Who published a source, and when; either may be "", and a title that names them says so itself."""
    who, when = _say_who(source), format_period(source.issued) if source.issued else ""
    return "" if who in source.title else who, when


def order_of(source: Source) -> tuple[str, str, str]:
    """By author, then by date, as a bibliography is."""
    who = _say_who(source) or source.title
    return who.lower(), source.issued.start.isoformat() if source.issued else "", source.id


def _say_who(source: Source) -> str:
    return "; ".join(source.author) or source.publisher
