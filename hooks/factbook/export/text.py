"""A page as plain Markdown: the source that somebody wrote, with its numbers, words, tables and references filled in.

For programs that read text, and for other builders. What stood between braces is data by now, and no Markdown.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factbook.export.markdown import AT_START, escape_markdown, write_markdown
from factbook.model.factbook import Factbook
from factbook.page.card import draw_sources
from factbook.page.page import Frame, draw_part
from factbook.page.reference import Reference
from factbook.page.told import draw_told
from factbook.prose.bind import CITATION, PLAIN, Binder
from factbook.prose.bound import Bound
from factbook.prose.cite import format_source
from factbook.prose.convert import Converter
from factbook.prose.mark import TOKEN, Token, read_token, write_token
from factbook.prose.page import Page
from factbook.prose.placeholder import Block
from factbook.prose.slot import ALONE, ATTRIBUTE, HEADING, NOWHERE, TEXT, WRITTEN, Slot

# Where Markdown and HTML have addresses; which of these are links says the converter.
ADDRESS = re.compile(
    r"(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|\b(?:href|src)=\")(?P<path>(?![a-zA-Z][\w+.-]*:)[^\"#/<>()\s{}][^\"<>()\s{}]*)",
    re.MULTILINE,
)
LINKED = re.compile(rf'\b(?:href|src)="(?P<token>{TOKEN.pattern})"')
ATX = re.compile(r"#{1,6}[ \t].*(?<!\})[ \t]*$")
BEFORE = re.compile(r"[ \t>]*")


@dataclass(frozen=True, slots=True)
class Edit:
    """Words in place of a part of a text."""

    start: int
    end: int
    words: str


def write_text(page: Page, bound: Bound, factbook: Factbook, frame: Frame, converter: Converter) -> str:
    """The page as Markdown; `bound` is the same page as it is shown, with its lists."""
    if page.is_notebook:
        shown = "".join(part if isinstance(part, str) else draw_part(part, factbook, frame) for part in bound.parts)
        body = write_markdown(shown)
    else:
        body = fill_source(page, factbook, frame, converter)
    told = draw_told(factbook, frame.reference) if frame.reference else ""
    others = draw_sources(
        [], [use.entry for use in bound.uses if not set(use.entry.sources) <= set(bound.cited)], factbook
    )
    parts = [body.strip("\n"), write_markdown(told), write_markdown(others), "\n".join(_notes(bound, factbook))]
    return _write_front(bound) + "\n\n".join(filter(None, parts)) + "\n"


def place_text(url: str) -> str:
    """The path of the text of a page, beside the page, of the address of the page."""
    plain = "" if url in (".", "./") else url
    if plain.endswith("/") or not plain:
        return f"{plain}index.md"
    return f"{posixpath.splitext(plain)[0]}.md"


def fill_source(page: Page, factbook: Factbook, frame: Frame, converter: Converter) -> str:
    """The Markdown of a page with words in its slots, and addresses that lead from where the page points."""
    source, tokens = page.template.source.text, page.template.tokens
    slots = {piece.number: piece for piece in reversed(page.template.pieces) if isinstance(piece, Slot)}
    binder = Binder(factbook, Bound())
    locate = page.template.source.lines().locate
    edits, named = list[Edit](), dict[int, str]()
    for number, token in enumerate(tokens):
        slot = slots.get(number, Slot(number, NOWHERE, 0))
        if slot.context == WRITTEN:
            continue
        if slot.context == HEADING and (found := _name_heading(page, source, token, slot)):
            named[found.start] = found.words
        start, end = token.start, token.end
        if token.kind == "citation":
            words = _cite(token, factbook) if slot.context in (TEXT, ALONE) else ""
        else:
            found_there = binder.block_or_html(token, locate, slot.context) if slot.context == ALONE else ""
            if isinstance(found_there, Block):
                words = _indent(_draw(found_there, factbook, frame), source, start)
            else:
                plain = binder.bind(token, locate, PLAIN)
                is_first = _is_first(plain + source[end : end + 2], source, start)
                words = escape_markdown(plain, is_first=is_first, quote=slot.context == ATTRIBUTE)
        edits.append(Edit(start, end, words))
    edits += [Edit(at, at, f" {{#{name}}}") for at, name in named.items()]
    if frame.reference:
        edits += _lead_on(source, tokens, frame.reference, converter)
    return apply(edits, source)


def apply(edits: Sequence[Edit], text: str) -> str:
    """A text with other words in some places; where two meet, the first stands."""
    pieces, done = list[str](), 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start >= done:
            pieces += [text[done : edit.start], edit.words]
            done = edit.end
    return "".join([*pieces, text[done:]])


def _draw(block: Block, factbook: Factbook, frame: Frame) -> str:
    """A chart, table or list as Markdown."""
    reference = frame.reference
    picture = reference.picture(block.name, "svg") if reference and block.what == "chart" else ""
    return write_markdown(draw_part(block, factbook, frame), picture)


def _cite(token: Token, factbook: Factbook) -> str:
    """Notes by the names of sources, which stand at the end of the text."""
    matches = [CITATION.fullmatch(part.strip()) for part in token.inside.split(";")]
    return " ".join(
        f"[^{match['id']}]" + (f" ({escape_markdown(match['locator'].strip())})" if match["locator"] else "")
        for match in matches
        if match and match["id"] in factbook.sources
    )


def _notes(bound: Bound, factbook: Factbook) -> Iterator[str]:
    for name in bound.cited:
        yield f"[^{name}]: {write_markdown(format_source(factbook.sources[name]))}"


def _name_heading(page: Page, source: str, token: Token, slot: Slot) -> Edit | None:
    """The name of a heading that has a slot, as it was given out, where the source states none."""
    start, end = source.rfind("\n", 0, token.start) + 1, source.find("\n", token.end)
    end = len(source) if end < 0 else end
    if not ATX.fullmatch(source[start:end].strip()) or not slot.section:
        return None
    return Edit(end, end, page.template.headings[slot.section - 1].id)


def _is_first(words: str, source: str, start: int) -> bool:
    """Whether words would begin a list or a heading."""
    line = source[source.rfind("\n", 0, start) + 1 : start]
    return bool(BEFORE.fullmatch(line) and AT_START.match(words))


def _indent(block: str, source: str, start: int) -> str:
    """Several lines where one stood, each behind what the first one stands behind."""
    line = source[source.rfind("\n", 0, start) + 1 : start]
    prefix = "".join(character if character in " \t>" else " " for character in line)
    return block.replace("\n", f"\n{prefix}") if prefix else block


def _lead_on(source: str, tokens: Sequence[Token], reference: Reference, converter: Converter) -> Iterator[Edit]:
    """The addresses of files, as seen from where the page points; in code they stay."""
    found = [match for match in ADDRESS.finditer(source) if reference.lead(match["path"]) != match["path"]]
    if not found:
        return
    marks = [Edit(token.start, token.end, write_token(number)) for number, token in enumerate(tokens)]
    marks += [
        Edit(match.start("path"), match.end("path"), write_token(number))
        for number, match in enumerate(found, start=len(tokens))
    ]
    html = converter.convert(apply(marks, source))
    linked = {
        read_token(match) for match in re.finditer(TOKEN, " ".join(one["token"] for one in LINKED.finditer(html)))
    }
    for number, match in enumerate(found, start=len(tokens)):
        if number in linked:
            yield Edit(match.start("path"), match.end("path"), reference.lead(match["path"]))


def _write_front(bound: Bound) -> str:
    """Title, description and settings; JSON is YAML."""
    known = {**bound.front, **bound.settings}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in known.items()]
    return f"---\n{''.join(lines)}---\n\n" if lines else ""
