"""A page as plain Markdown: its source with words in its slots, which any converter reads as the page says them."""

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from example import CONVERTER, load, page
from factbook.export.llms import PlainPage, write_llms
from factbook.export.markdown import write_markdown
from factbook.export.text import fill_source, place_text, write_text
from factbook.page.cite import Work
from factbook.page.page import Frame
from factbook.page.reference import Reference
from factbook.page.site import Site

FACTBOOK = load(
    charts="income: {kind: columns, title: 'What the shop took in', marks: [{figure: shop.revenue, label: Revenue}]}"
)
STOCK = ["extra", "admonition", "toc"]


def text(source, reference=None):
    return fill_source(page(source), FACTBOOK, Frame(reference=reference), CONVERTER)


def read(source):
    """What a reader sees of a text that stock Python-Markdown converts."""
    return " ".join(LexborHTMLParser(markdown.markdown(source, extensions=STOCK)).body.text().split())


def test_numbers_and_words_stand_in_the_source_and_all_else_stays():
    source = '# Of {{ shop.founders | words }} {#name}\n\n*{{ "Many" if shop.founders > 3 people }}* paid {{ shop.revenue[2018] }}.\n{ .answer }\n'
    assert text(source) == "# Of four people {#name}\n\n*Many* paid $160 million.\n{ .answer }\n"


def test_what_stands_in_code_is_left_alone():
    source = "Write `{{ shop.founders }}`:\n\n```\n{{ shop.founders }} [@report]\n```\n"
    assert text(source) == source


def test_words_of_data_are_no_markdown():
    source = '{{ "*a* <b> [c](d) `e` _g_ &amp; h|i" }} and {{ "58_a_b" }}'
    assert read(text(source)) == "*a* <b> [c](d) `e` _g_ &amp; h|i and 58_a_b"
    assert "58_a_b" in text(source)


@pytest.mark.parametrize("first", ['{{ "#1" }}', '{{ "- a" }}', '{{ "1" }}. March', '{{ "1. March" }}'])
def test_words_that_begin_a_line_begin_no_list_and_no_heading(first):
    html = markdown.markdown(text(f"{first} came"), extensions=STOCK)
    assert html.startswith("<p>")


def test_a_citation_is_a_note_with_the_whole_source():
    made = page("It grew [@report, p. 3; @paper].")
    written = write_text(made, made.fill(FACTBOOK), FACTBOOK, Frame(), CONVERTER)
    assert "It grew [^report] (p. 3) [^paper]." in written
    assert "[^report]: Example, Inc. (30 January 2019). [*Annual Report*](https://example.org/report)." in written
    assert "A Paper Writes" in read(written)


def test_a_heading_keeps_the_name_that_was_given_out():
    assert text("## In {{ shop.revenue[2018] | year }} it grew") == "## In 2018 it grew {#in-it-grew}"
    assert text("## It grew") == "## It grew"


def test_a_chart_is_its_message_its_description_and_its_table():
    written = text("{{ chart income }}")
    assert written.startswith("**What the shop took in**\n{ #chart-income }\n")
    assert "| 2018 | 160 |" in written
    assert "svg" not in written


def test_a_chart_where_there_are_pictures_names_its_picture():
    reference = Reference({"page.md": "page/"}, {}, "page.md", pictures="data/charts/")
    assert "](../data/charts/income.svg)" in text("{{ chart income }}", reference)


def test_a_block_stays_in_the_list_or_quotation_that_it_stands_in():
    lines = text("> Look:\n>\n> {{ table income }}\n").splitlines()
    assert lines
    assert all(line.startswith(">") for line in lines)


def test_links_lead_from_where_the_page_points_and_addresses_in_code_stay():
    reference = Reference({"page.md": "page/", "other.md": "other/"}, {}, "page.md")
    source = (
        'A [link](other.md#part) and `[code](other.md)` and <a href="other.md">one</a>, [two][x].\n\n[x]: other.md\n'
    )
    led = (
        'A [link](../other/#part) and `[code](other.md)` and <a href="../other/">one</a>, [two][x].\n\n[x]: ../other/\n'
    )
    assert text(source, reference) == led


def test_html_from_data_becomes_lists_tables_and_paragraphs():
    html = (
        "<nav>Filter</nav><div hidden>For a script</div><p><button>Reset</button></p>"
        '<h2 id="a">A &amp; {B}<a class="headerlink" href="#a">¶</a></h2>'
        '<div id="R1"><p><span>One</span> <span>two</span></p></div><ul><li>x<ul><li>y</li></ul></li></ul>'
        "<dl><dt>Unit</dt><dd>USD <code>a|b</code></dd></dl>"
        '<table><tr id="n"><th><a href="#n">1</a></th><td>2 | 3</td></tr></table><pre>a\n```\nb</pre>'
    )
    assert write_markdown(html).split("\n\n") == [
        "## A & &#123;B} {#a}",
        "One · two\n{ #R1 }",
        "- x",
        "    - y",
        "- Unit: USD `a|b`",
        "|  |  |\n| --- | --- |\n| [1](#n){ #n } | 2 &#124; 3 |",
        "````\na\n```\nb\n````",
    ]


@pytest.mark.parametrize(
    ("url", "path"), [("./", "index.md"), ("a/", "a/index.md"), ("a/b.html", "a/b.md"), ("index.html", "index.md")]
)
def test_a_text_stands_beside_its_page(url, path):
    assert place_text(url) == path


def test_the_list_names_each_text_in_the_section_of_the_menu_and_the_rest_as_optional():
    pages = {
        name: PlainPage(f"{name}/index.md", f"About\n{name}", "", Work(name, "webpage", f"[{name}]", "", "", ""))
        for name in ("a", "b", "c")
    }
    made = write_llms(pages, {"Story": ["b", "a"]}, ["data/x.json"], Site("Shop", "All of it", "https://example.org/"))
    heads = [line for line in made.splitlines() if line.startswith(("#", ">", "-"))]
    assert heads == [
        "# Shop",
        "> All of it",
        "## Story",
        "- [(b)](https://example.org/b/index.md): About b",
        "- [(a)](https://example.org/a/index.md): About a",
        "## Data",
        "- [data/x.json](https://example.org/data/x.json)",
        "## Optional",
        "- [(c)](https://example.org/c/index.md): About c",
    ]
