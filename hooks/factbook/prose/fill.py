"""Fills a template with the words of a factbook: cheap, pure, and the same for pages, notebooks, `diff` and `perturb`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape
from typing import TypeAlias

from factbook.ground.problem import Problem
from factbook.ground.typeset import set_quotes
from factbook.model.factbook import Factbook
from factbook.prose.bind import PLAIN, Binder
from factbook.prose.bound import OPENING, Bound, Note, Section
from factbook.prose.mark import TOKEN, Token, read_token
from factbook.prose.placeholder import Block
from factbook.prose.reading import CODE, OURS, Reading
from factbook.prose.sentence import Sentence, cut_sentence, mark_words
from factbook.prose.slot import ALONE, WRITTEN, Address, Slot
from factbook.prose.source import Finder
from factbook.prose.template import Template

Lead: TypeAlias = Callable[[str], str]
BEFORE, BEHIND = "<p>", "</p>"  # around what stands alone; a block takes the place of all three


def fill(template: Template, factbook: Factbook, bound: Bound | None = None, lead: Lead = str) -> Bound:
    """The page with its numbers and words. Adds to `bound` if one is given; `lead` says where an address leads."""
    bound = bound or Bound()
    headings = [_fill_heading(heading.words, template, factbook) for heading in template.headings]
    bound.headings = [
        (heading.level, heading.id, words) for heading, words in zip(template.headings, headings, strict=True)
    ]
    bound.problems += find_taken_names(template, factbook)
    binder = Binder(factbook, bound, is_page=True)
    locate = template.source.lines().locate
    words: dict[int, str] = {}
    claimed: dict[int, str] = {}
    follows_block = False
    for piece in template.pieces:
        if isinstance(piece, str):
            bound.parts.append(piece.removeprefix(BEHIND) if follows_block else piece)
            follows_block = False
            continue
        if isinstance(piece, Address):
            bound.parts.append(escape(lead(piece.written)))
            continue
        token = template.tokens[piece.number]
        if piece.context == WRITTEN:
            bound.parts.append(escape(token.written, quote=False))
            continue
        binder.section = _section(piece, bound)
        counts = len(bound.uses), len(bound.claims), len(bound.cited)
        found = binder.block_or_html(token, locate, piece.context)
        words.setdefault(piece.number, "" if isinstance(found, Block) else _words(token, bound, counts[:2]))
        if len(bound.claims) > counts[1]:
            claimed.setdefault(piece.number, bound.claims[-1].anchor)
        if isinstance(found, Block):
            if found.is_list:
                bound.lists[found] = piece.section
            bound.parts[-1] = str(bound.parts[-1]).removesuffix(BEFORE)
            follows_block = True
        bound.parts.append(found)
        if token.kind == "citation" and found and piece.context != ALONE:
            new = [(name, number) for name, number in bound.cited.items() if number > counts[2]]
            bound.parts += [Note(tuple(new))] if new else []
    bound.lines += _read_lines(template, words, headings)
    bound.sentences |= _find_sentences(template, words, claimed)
    if template.readings:
        start, end = template.lead
        bound.lead = _join(_show(template.readings[0], template, words)[start:end])
    return bound


def find_taken_names(template: Template, factbook: Factbook) -> Iterator[Problem]:
    """Headings whose ids are those of sources, charts or what-ifs."""
    for heading in template.headings:
        what, _, name = heading.id.partition("-")
        if name in {
            "source": factbook.sources,
            "chart": factbook.charts,
            "table": factbook.charts,
            "whatif": factbook.whatifs,
            "guess": factbook.guesses,
        }.get(what, ()):
            said = f"the name '{heading.id[:40]}' is one that the site gives"
            at = Finder(template.source)((unescape(TOKEN.split(heading.words)[0]),))
            yield Problem(at, "unsafe-html", said, "choose another")


def _section(slot: Slot, bound: Bound) -> Section:
    """The last heading before a slot; the title of a page begins none."""
    if not 0 < slot.section <= len(bound.headings):
        return OPENING
    level, anchor, words = bound.headings[slot.section - 1]
    return Section("" if level == 1 else anchor, words)


def _fill_heading(words: str, template: Template, factbook: Factbook) -> str:
    """The words of a heading as plain text in HTML."""
    scratch = Binder(factbook, Bound())
    locate = template.source.lines().locate
    return set_quotes(
        TOKEN.sub(
            lambda match: escape(scratch.bind(template.tokens[read_token(match)], locate, PLAIN), quote=False), words
        )
    )


def _words(token: Token, bound: Bound, before: tuple[int, int]) -> str:
    """What a reader sees in place of a token."""
    if token.kind == "citation":
        return ""
    if len(bound.uses) > before[0]:
        return bound.uses[-1].words
    if len(bound.claims) > before[1]:
        return bound.claims[-1].words
    return token.inside.strip().strip('"“”')


def _read_lines(template: Template, words: dict[int, str], headings: list[str]) -> list[tuple[str, str]]:
    """The lines of the running text, each with the heading over it."""
    if not template.readings:
        return []
    reading: Reading = template.readings[0]
    shown = _show(reading, template, words)
    lines, section, start, following = [], "", 0, 0
    for line in reading.text.split("\n"):
        while following < len(headings) and template.heading_starts[following] <= start:
            section, following = headings[following], following + 1
        if said := _join(shown[start : start + len(line)]):
            lines.append((section, said))
        start += len(line) + 1
    return lines


def _find_sentences(template: Template, words: dict[int, str], claimed: dict[int, str]) -> dict[str, Sentence]:
    """The sentence around each claim that has an anchor."""
    found: dict[str, Sentence] = {}
    if not template.readings or not claimed:
        return found
    reading: Reading = template.readings[0]
    shown, start = _show(reading, template, words), 0
    for line in reading.text.split("\n"):
        end = start + len(line)
        for at in range(start, end):
            anchor = claimed.get(reading.slots[at], "") if at in reading.slots else ""
            if anchor:
                marked = _join([*shown[start:at], mark_words(shown[at]), *shown[at + 1 : end]])
                sentence = cut_sentence(marked)
                found |= {anchor: sentence} if sentence else {}
        start = end + 1
    return found


def _show(reading: Reading, template: Template, words: dict[int, str]) -> list[str]:
    """What a reader sees for each character of a reading, which knows no quotation marks and no disguises."""
    raw = "".join(part.words if isinstance(part.words, str) else OURS for part in template.raw)
    shown, before = [], -1
    for at, (character, origin) in enumerate(zip(reading.text, reading.origins, strict=True)):
        if at in reading.slots:
            shown.append(words.get(reading.slots[at], ""))
        else:  # one sign may be read as several
            shown.append("" if character == CODE or origin == before else raw[origin : origin + 1])
        before = -1 if character == "\n" else origin  # the end of a block stands at the character behind it
    return shown


def _join(shown: Sequence[str]) -> str:
    """The same in one line; the space before a citation goes with it."""
    said = ""
    for piece in shown:
        said = said + piece if piece else said.rstrip()
    return " ".join(said.split())
