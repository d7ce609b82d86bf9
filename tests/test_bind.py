"""Placeholders become figures, claims, words and charts as the contract says, and data never becomes markup."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from example import AT, CONVERTER, SHOP, SOURCES, UNITS, load
from example import bind as fill
from example import html as render
from factbook.ground.typeset import set_quotes
from factbook.model.records import Text
from factbook.prose.bind import bind_words
from factbook.prose.bound import Note
from factbook.prose.figure import card_id, plain_value
from factbook.prose.mark import PRIVATE
from factbook.prose.placeholder import Block

CHARTS = "mix: {kind: columns, title: The mix, marks: [{figure: shop.revenue, label: Revenue}]}"
FACTBOOK = load(SHOP, charts=CHARTS)
START = '<data class="figure" data-figure="shop.share_of_food[2018]" value="0.95" id="at-shop.share_of_food-2018">'
BUTTON = '<label><button popovertarget="N1" aria-label="95%" aria-describedby="N1t">95%</button></label>'
FIGURE = f"{START}{BUTTON}</data>"
QUIET = f"{START}95%</data>"
PERMALINK = re.compile(r'<a class="headerlink".*?</a>')
SHARE = "{{ shop.share_of_food[2018] }}"


def bind(text, factbook=FACTBOOK):
    """A good page."""
    bound = fill(text, factbook)
    assert not bound.problems, bound.problems
    return bound


def line(text):
    """The HTML of a text of one paragraph or heading."""
    return PERMALINK.sub("", bind(text).text).removeprefix("<p>").removesuffix("</p>")


def problem(text):
    """The one problem of a page."""
    (found,) = fill(text, FACTBOOK).problems
    return str(found).partition("\n")[0]


# Figures


def test_a_figure_has_its_name_its_value_and_the_way_to_its_card():
    assert line(f"It is {SHARE}.") == f"It is {FIGURE}."


@pytest.mark.parametrize(
    ("placeholder", "name", "value", "words"),
    [
        ("shop.customers", "shop.customers", "2500000", "2.5 million monthly users"),
        ("shop.revenue[2018]", "shop.revenue[2018]", "160000000", "$160 million"),
        ("shop.revenue[2018] | full", "shop.revenue[2018]", "160000000", "160,000,000 USD"),
        ("shop.visitors", "shop.visitors", "86500", "at least 86,500 people"),
        ("shop.founders | words", "shop.founders", "4", "four people"),
        ("shop.opened", "shop.opened", "2005-12", "December 2005"),
        ("shop.closed", "shop.closed", "2019-03-06", "6 March 2019"),
        ("shop.closed | year", "shop.closed", "2019-03-06", "2019"),
        ("shop.share_of_food[2017] | 2 digits", "shop.share_of_food[2017]", "0.97", "97.00%"),
    ],
)
def test_the_value_is_in_the_base_unit_and_the_words_are_for_readers(placeholder, name, value, words):
    node = LexborHTMLParser(bind(f"{{{{ {placeholder} }}}}").text).css_first("data.figure")
    assert node.attributes["data-figure"] == name
    assert node.attributes["value"] == value
    assert node.text().replace("\u00a0", " ") == words


def test_a_value_has_fifteen_digits_and_no_exponent():
    factbook = load(
        "third: {title: T, formula: 1 / 3, unit: time}\n"
        "huge: {title: T, value: 123456789, unit: trillion people, source: report, confidence: checked, date: 2018}\n"
        "tiny: {title: T, value: 0.00000001, unit: time, source: report, confidence: checked, date: 2018}\n"
    )
    values = [plain_value(factbook.entries[f"shop.{name}"]) for name in ("third", "huge", "tiny")]
    assert values == ["0.333333333333333", "123456789000000000000", "0.00000001"]


def test_the_time_of_a_number_is_no_number():
    html = line("In {{ shop.revenue[2018] | date }} and {{ shop.customers | year }}.")
    assert html == 'In <time datetime="2018">2018</time> and <time datetime="2018-12-31">2018</time>.'


def test_a_use_is_kept_with_its_place_and_words():
    bound = bind(f"One\n\ntwo {SHARE} three")
    (use,) = bound.uses
    assert (use.entry.id, str(use.location), use.words) == ("shop.share_of_food[2018]", "page.md:3:5", "95%")


def test_uses_are_in_the_order_of_the_text():
    bound = bind("{{ shop.closed }} {{ shop.opened }} {{ shop.closed }}")
    assert [use.entry.id for use in bound.uses] == ["shop.closed", "shop.opened", "shop.closed"]


def test_lines_are_those_of_the_file():
    bound = bind(f"---\ntitle: '{SHARE}'\n---\n\n{SHARE}")
    assert [str(use.location) for use in bound.uses] == ["page.md:2:9", "page.md:5:1"]


def test_each_use_has_an_anchor_of_its_own_and_one_card():
    bound = bind("{{ shop.closed }}, {{ shop.closed }} and {{ shop.opened }}")
    assert re.findall(r'id="([^"]+)"', bound.text) == ["at-shop.closed", "at-shop.closed.2", "at-shop.opened"]
    assert re.findall(r'popovertarget="([^"]+)"', bound.text) == ["N1", "N1", "N2"]
    assert bound.opened == {"shop.closed": 1, "shop.opened": 2}


@pytest.mark.parametrize("entry", sorted(FACTBOOK.entries))
def test_the_id_of_a_card_is_one_word(entry):
    assert re.fullmatch(r"card-[\w.-]+", card_id(entry))


def test_cards_of_different_entries_have_different_ids():
    assert len({card_id(name) for name in FACTBOOK.entries}) == len(FACTBOOK.entries)


# Where a figure may stand


def test_words_for_the_alt_of_an_image_are_counted_as_uses():
    assert [use.words for use in bind(f"![{SHARE}](a.png)").uses] == ["95%"]


# Claims


def test_a_claim_has_its_predicate_and_opens_a_card():
    text = '{{ "almost all" if shop.share_of_food[2018] > 94 % }} of it'
    bound = bind(text)
    assert line(text) == (
        '<span class="claim" id="claim-1" data-claim="shop.share_of_food[2018] &gt; 94 %"><label>'
        '<button popovertarget="W-1" aria-label="almost all" aria-describedby="W-1t">almost all</button></label></span>'
        " of it"
    )
    (claim,) = bound.claims
    assert (claim.card, claim.name, claim.which) == ("W-1", "almost-all", 0)
    assert (claim.words, claim.predicate, str(claim.location)) == (
        "almost all", "shop.share_of_food[2018] > 94 %", "page.md:1:1",
    )  # fmt: skip


def test_claims_are_numbered_so_that_a_list_can_lead_to_them():
    bound = bind('{{ "a" if shop.founders > 1 person }} {{ "b" if shop.founders > 2 people }}')
    assert [claim.anchor for claim in bound.claims] == ["claim-1", "claim-2"]
    assert re.findall(r'id="([^"]+)"', bound.text) == ["claim-1", "claim-2"]


# Words, charts, citations


@pytest.mark.parametrize(
    "words", ["58.com", "C*5*", "a_1_b", "`R2`", "[C3](x)", "<B4>", "R5 & R6", "#R7", "B8|B9", "~~A1~~", "\\*B2"]
)
def test_literal_words_are_printed_as_they_are(words):
    page = render(f'See {{{{ "{words}" }}}} there', FACTBOOK)
    assert page.css_first("p").text() == f"See {words} there"
    assert not page.css("p *")


def test_literal_words_fit_into_an_attribute():
    page = render("<b title=\"{{ “a' onclick='x” }}\">text</b>", FACTBOOK)
    assert page.css_first("b").attributes == {"title": "a’ onclick=’x"}


@pytest.mark.parametrize("what", ["chart", "table"])
def test_a_chart_takes_the_place_of_its_paragraph(what):
    bound = bind(f"Text\n\n{{{{ {what} mix }}}}\n\nmore")
    assert bound.parts == ["<p>Text</p>\n", Block(what, "mix"), "\n<p>more</p>"]
    ((block, location),) = bound.blocks
    assert (block.what, block.name, str(location)) == (what, "mix", "page.md:3:1")


def test_sources_are_numbered_by_their_first_citation():
    text = "A [@paper] b [@report] c [@paper; @report, p. 3]."
    assert bind(text).cited == {"paper": 1, "report": 2}
    assert line(text) == (
        'A\xa0<sup class="citation"><a href="#source-paper" title="A Paper Writes">1</a></sup> '
        'b\xa0<sup class="citation"><a href="#source-report" title="Annual Report">2</a></sup> '
        'c\xa0<sup class="citation"><a href="#source-paper" title="A Paper Writes">1</a> '
        '<a href="#source-report" title="Annual Report">2</a>, p. 3</sup>.'
    )


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("- [@paper] end", "<li>"),
        ("1. [@paper] end", "<li>"),
        ("> [@paper] end", "<p>"),
        ("| a | [@paper] |\n|---|---|", "<th>"),
        ("word. [@paper] end", "word. "),
        ("word [@paper] end", "word\xa0"),
        ("*word* [@paper] end", "</em> "),
        ("“word” [@paper] end", "”\xa0"),
        ("{{ shop.closed }} [@paper] end", "</data>\xa0"),
        ("a [@paper] [@report]", "a\xa0"),
    ],
)
def test_a_citation_stays_on_the_line_of_the_word_before_it(text, before):
    assert bind(text).text.partition("<sup")[0].endswith(before)


def test_the_place_behind_a_citation_is_kept_for_the_sources_that_it_cites_first():
    parts = bind("A [@paper] b [@report; @paper] c [@report].").parts
    assert [part.sources for part in parts if isinstance(part, Note)] == [(("paper", 1),), (("report", 2),)]


def test_a_citation_in_a_heading_or_a_link_is_counted_and_not_shown():
    bound = bind("# About [@paper]")
    assert "<sup" not in bound.text
    assert list(bound.cited) == ["paper"]


# What is refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a {{ shop.revenu[2018] }}", "page.md:1:3: there is no figure 'shop.revenu' [unknown-figure]"),
        ("\n\n{{ x.y }}", "page.md:3:1: there is no figure 'x.y' [unknown-figure]"),
        ("{{ shop.revenue }}", "page.md:1:1: 'shop.revenue' is a series [unknown-member]"),
        ("{{ shop.revenue[2010] }}", "page.md:1:1: 'shop.revenue' has no member '2010' [unknown-member]"),
        ("{{ shop.founders[2010] }}", "page.md:1:1: 'shop.founders' is one number and has no members [unknown-member]"),
        ("{{ shop.founders[] }}", "page.md:1:1: 'shop.founders' is one number and has no members [unknown-member]"),
        ("{{ shop.founders | loud }}", "page.md:1:18: there is no option 'loud' [unknown-option]"),
        ("{{ shop.founders | 99 digits }}", "page.md:1:18: more than 12 digits after the point [unknown-option]"),
        ("{{ shop.founders", "page.md:1:1: '{{' is never closed [placeholder-syntax]"),
        ("{{ founders }}", "page.md:1:4: 'founders' can't stand between {{ and }} [placeholder-syntax]"),
        ("{{ chart mixx }}", "page.md:1:1: there is no chart 'mixx' [unknown-chart]"),
        ("a {{ chart mix }} b", "page.md:1:3: a chart can't stand inside a line [placeholder-syntax]"),
        ("# {{ table mix }}", "page.md:1:3: a table can't stand inside a line [placeholder-syntax]"),
        ("a {{ small mix }} b", "page.md:1:3: a small drawing can't stand inside a line [placeholder-syntax]"),
        ("[@nobody]", "page.md:1:1: there is no source 'nobody' [unknown-source]"),
        ("[@report; nobody]", "page.md:1:1: there is no source 'nobody' [unknown-source]"),
        ('{{ "most" if shop.founders > 9 people }}', 'page.md:1:1: the words "most" no longer hold: shop.founders is 4\u00a0people, not shop.founders > 9 people [claim-broken]'),
        ('{{ "most" if shop.founder > 9 people }}', "page.md:1:14: there is no figure 'shop.founder' [unknown-figure]"),
        ('a\n{{ "most"\n if shop.founder > 9 }}', "page.md:3:5: there is no figure 'shop.founder' [unknown-figure]"),
        ("![a {{ x.y }}](z.png)", "page.md:1:5: there is no figure 'x.y' [unknown-figure]"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_problem_at_its_place(text, said):
    assert problem(text) == said


def test_all_mistakes_of_a_page_are_found():
    bound = fill("{{ a.b }} {{ c }}\n[@d] {{", FACTBOOK)
    assert [str(problem.location) for problem in bound.problems] == [
        "page.md:1:1",
        "page.md:1:14",
        "page.md:2:1",
        "page.md:2:6",
    ]


def test_near_names_are_suggested():
    text = "{{ shop.revenu }} {{ chart mx }} [@reprot]\n\n{{ chart mx }}"
    hints = [problem.hint for problem in fill(text, FACTBOOK).problems]
    assert hints[0] == "did you mean 'shop.revenue'?"
    assert hints[2] == "did you mean 'report'?"
    assert hints[3] == "did you mean 'mix'?"


def test_a_series_without_a_key_is_shown_how():
    (found,) = fill("{{ shop.revenue }}", FACTBOOK).problems
    assert found.hint == "write shop.revenue[2018]; it has 2016, 2017, 2018"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a {{ <x> }} b", '<p>a <mark class="problem">{{ &lt;x&gt; }}</mark> b</p>'),
        ("a {{ b", '<p>a <mark class="problem">{{</mark> b</p>'),
        ("[@no*]", '<p><mark class="problem">[@no*]</mark></p>'),
        ("![{{ x.y }}](z.png)", '<p><img alt="" src="z.png"></p>'),
    ],
)
def test_a_mistake_stays_visible_for_the_one_who_mends_it(text, html):
    assert fill(text, FACTBOOK).text.replace(" /", "") == html


# Words of data files


def test_words_of_data_are_bound_as_html():
    bound = bind_words(Text("About {{ shop.founders | words }} & <more>", AT), FACTBOOK)
    assert bound.text == (
        'About <data class="figure" data-figure="shop.founders" value="4">four people</data> &amp; &lt;more&gt;'
    )


def test_words_of_data_are_bound_as_plain_text():
    words = Text('About {{ shop.founders | words }} & "{{ "58.com" }}" {{ "most" if shop.founders > 1 person }}', AT)
    bound = bind_words(words, FACTBOOK, markup=False)
    assert bound.text == 'About four people & "58.com" most'
    assert (len(bound.uses), len(bound.claims)) == (1, 1)


def test_a_mistake_in_words_of_data_has_its_place_in_the_file():
    factbook = load(
        SHOP,
        charts="mix:\n  kind: columns\n  title: >-\n    Two\n    lines of {{ x.y }}\n  marks: [{figure: shop.revenue, label: R}]\n",
    )
    (found,) = bind_words(factbook.charts["mix"].title, factbook).problems
    assert str(found.location) == "data/charts.yml:5:14"


# Data is no markup

HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(2)) ![y](javascript:alert(3)) **b** `c` \" onclick='x' &#60;i&#62;"
)


def hostile():
    """A factbook whose titles, units and sources are all trying to get out."""
    quoted = HOSTILE.replace("'", "''")
    return load(
        f"a: {{title: '{quoted}', value: 2, unit: thing, source: report, confidence: checked, date: 2018}}",
        units=UNITS + f"thing: {{title: '{quoted}', plural: '{quoted}', definition: '{quoted}'}}\n",
        sources=SOURCES
        + f"- {{id: bad, type: report, title: '{quoted}', author: [{{literal: '{quoted}'}}], publisher: '{quoted}', note: '{quoted}'}}\n",
    )


@pytest.mark.parametrize(
    "text",
    [
        "a {{ shop.a }} b",
        "# {{ shop.a }}",
        "[{{ shop.a }}](b.md)",
        "![{{ shop.a }}](b.png)",
        '<img alt="{{ shop.a }}" src="b.png">',
        '[x](b.md "y")\n\n{{ shop.a }}',
        "| {{ shop.a }} | b |\n|---|---|\n| {{ shop.a }} | c |",
        '!!! note "{{ shop.a }}"\n    x',
        "a [@bad]",
        "- {{ shop.a }}\n- **{{ shop.a }}**",
    ],
)
def test_data_never_becomes_markup_on_a_page(text):
    page = render(text, hostile())
    assert not page.css("script, i, code, [onclick], a[href^=javascript], img[src^=javascript]")
    assert "alert(1)" in page.html or "[@bad]" in text


def test_the_words_of_hostile_data_are_shown_as_they_are():
    page = render("a {{ shop.a }} b", hostile())
    assert page.css_first("data.figure").text().replace("\u00a0", " ") == f"2 {set_quotes(HOSTILE)}"
    page = render('<img alt="{{ shop.a }}" src="b.png">', hostile())
    assert page.css_first("img").attributes["alt"].replace("\u00a0", " ") == f"2 {set_quotes(HOSTILE)}"
    page = render("a [@bad]", hostile())
    assert page.css_first("sup a").attributes["title"] == set_quotes(HOSTILE)


# Whatever comes

PIECES = st.sampled_from(
    ["{{ shop.founders }}", "{{ shop.revenue[2018] | words }}", "{{ x.y }}", '{{ "a" if shop.founders > 1 person }}', "{{ chart mix }}",
     "[@report]", "[@x]", "{{", "}}", '{{ "5" }}', "`", "```\n", "\n\n", "# ", "[", "](a)", "![", "<b>", "<!--", "-->", "*", "|", "a "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=150)
def test_any_text_is_bound_or_has_problems_with_places(text):
    bound = fill(text, FACTBOOK)
    lines = text.split("\n")
    for problem in bound.problems:
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1
    assert bound.text.count('<data class="figure"') <= len(bound.uses)


@given(st.text(max_size=80))
def test_text_without_anything_of_ours_is_unchanged(text):
    bound = fill(text, FACTBOOK)
    if not PRIVATE.search(text) and "{{" not in text and "@" not in text:
        assert bound.text == CONVERTER.convert(text)
        assert not bound.problems
