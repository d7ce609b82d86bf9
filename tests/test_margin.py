"""Beside the first citation of a source stands its name, for the eye only."""

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from example import bind, page
from factbook.load.factbook import load_factbook
from factbook.page.page import finish_page

ROOT = Path(__file__).parents[1]
FACTBOOK = load_factbook(ROOT)[0]
TEXT = "One [@fb-2018-q4, page 3]. Two [@tencent-2018-q4; @fb-2018-q4]. Three [@tencent-2018-q4]."


def noted():
    return LexborHTMLParser(finish_page(bind(TEXT, FACTBOOK), FACTBOOK).html)


def test_a_source_is_named_beside_its_first_citation_and_not_again():
    notes = noted().css(".margin-note")
    assert [note.css_first("b").text() for note in notes] == ["1", "2"]
    assert [note.prev.tag for note in notes] == ["sup", "sup"]
    for note, name in zip(notes, ("fb-2018-q4", "tencent-2018-q4"), strict=True):
        assert FACTBOOK.sources[name].title in note.text()


def test_a_note_is_passed_over_by_keys_by_screen_readers_and_by_the_search():
    for note in noted().css(".margin-note"):
        assert note.attributes["aria-hidden"] == "true"
        assert "data-search-exclude" in note.attributes
        assert all(link.attributes["tabindex"] == "-1" for link in note.css("a"))


def test_a_text_without_citations_stays_as_it_is():
    assert finish_page(bind("None.", FACTBOOK), FACTBOOK).html == "<p>None.</p>"


def test_a_citation_that_somebody_typed_as_html_gets_no_note_and_is_refused():
    typed = page('<sup class="citation"><a href="#source-nobody">A</a></sup>')
    assert "margin-note" not in finish_page(typed.fill(FACTBOOK), FACTBOOK).html
    assert [problem.code for problem in typed.problems] == ["unsafe-html"]
