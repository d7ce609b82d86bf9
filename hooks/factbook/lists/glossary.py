"""The glossary: what words mean, and what a machine translation made of them."""

from __future__ import annotations

from html import escape

from factbook.ground.typeset import set_quotes
from factbook.model.factbook import Factbook
from factbook.model.records import Term
from factbook.page.listing import Heading, Listing, Record, draw_heading, go_on_from
from factbook.page.place import term_id
from factbook.page.tooltip import chinese_html
from factbook.prose.bind import bind_running, bind_words
from factbook.prose.bound import Bound


def draw_glossary(factbook: Factbook, page: Bound) -> Listing:
    """Every term with its meaning, by the alphabet."""
    used, parts, headings, records = go_on_from(page), list[str](), list[Heading](), list[Record]()
    for term in _sorted(factbook):
        heading = Heading(2, term_id(term), _words(term.term))
        headings.append(heading)
        meaning = bind_running(term.meaning, factbook, used, f"{term_id(term)}-")
        parts += [draw_heading(heading, "term-title"), _names(term), f"<p>{meaning}</p>"]
        plain = bind_words(term.meaning, factbook, markup=False).text
        records.append(Record(term.term, term_id(term), " ".join([*term.mistranslated, term.chinese, plain]).strip()))
    return Listing("\n".join(parts), tuple(headings), tuple(records), used)


def draw_mistranslated(factbook: Factbook) -> Listing:
    """From the words of a machine translation to what was meant."""
    pairs = [(wrong, term) for term in _sorted(factbook) for wrong in term.mistranslated]
    rows = "".join(
        f'<tr><td>“{_words(wrong)}”</td><td>{chinese_html(term)}</td><td><a href="#{term_id(term)}">'
        f"{_words(term.term)}</a></td></tr>"
        for wrong, term in sorted(pairs, key=lambda pair: pair[0].lower())
    )
    heads = "<th>The machine translation</th><th>The Chinese</th><th>What is meant</th>"
    return Listing(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else "")


def _sorted(factbook: Factbook) -> list[Term]:
    return sorted(factbook.glossary, key=lambda term: term.term.lower())


def _names(term: Term) -> str:
    wrong = ", ".join(f"“{_words(word)}”" for word in term.mistranslated)
    known = [chinese_html(term), f"in the machine translation {wrong}" if wrong else ""]
    return f'<p class="term-names">{"; ".join(part for part in known if part)}</p>' if any(known) else ""


def _words(words: str) -> str:
    return escape(set_quotes(words), quote=False)
