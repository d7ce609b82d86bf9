"""What stands in the source of a number, and where, in words and with a link that jumps to it."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlsplit

from factbook.model.evidence import Evidence
from factbook.model.factbook import Entry, Factbook
from factbook.model.records import Source
from factbook.prose.dates import format_period

FILES = (".pdf", ".csv", ".json", ".zip", ".xlsx", ".xls", ".jpg", ".png")  # browsers find no text fragment in them
JUMP = ":~:text="


def say_proof(entry: Entry, factbook: Factbook) -> str:
    """The printed number, its place, the way to it, and who compared them; "" for what has no document."""
    evidence, source = entry.evidence, _source(entry, factbook)
    if entry.formula or not (evidence.is_located or evidence.place or evidence.reason):
        return ""
    lines = [_printed(evidence), escape(evidence.where), _ways(evidence, source), *_signatures(evidence)]
    return "<br>".join(filter(None, lines))


def jump(source: Source, evidence: Evidence) -> str:
    """The address at which a browser shows the number, "" where it can't."""
    wanted = evidence.printed or (evidence.counted[0] if evidence.counted else "")
    if not source.url or not wanted or urlsplit(source.url).path.lower().endswith(FILES):
        return ""
    text = quote(wanted, safe="").replace("-", "%2D")
    return f"{source.url}{'' if '#' in source.url else '#'}{JUMP}{text}"


def _printed(evidence: Evidence) -> str:
    if evidence.counted:
        return f"Counted: {escape(', '.join(evidence.counted))}"
    if evidence.printed:
        stated = f" <small>in {escape(evidence.stated)}</small>" if evidence.stated else ""
        return f'<span class="printed">{escape(evidence.printed, quote=False)}</span>{stated}'
    return f"Not located: {escape(evidence.reason, quote=False)}" if evidence.reason else ""


def _ways(evidence: Evidence, source: Source | None) -> str:
    if source is None:
        return ""
    address, links = jump(source, evidence), []
    if address:
        links.append(f'<a href="{escape(address)}" rel="external noopener">Go to it</a>')
    if source.archive:
        links.append(f'<a href="{escape(source.archive)}" rel="external noopener">Archived copy</a>')
    return " ".join(links)


def _signatures(evidence: Evidence) -> list[str]:
    return [f"Compared by {escape(one.by)}, {escape(format_period(one.on))}" for one in evidence.signed]


def _source(entry: Entry, factbook: Factbook) -> Source | None:
    return factbook.sources.get(entry.sources[0]) if entry.sources else None
