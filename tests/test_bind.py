"""Placeholders become figures, claims, words and charts as the contract says, and data never becomes markup."""

import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from example import AS_TYPED, AT, SHOP, SOURCES, UNITS, load
from factbook.ground.typeset import set_quotes
from factbook.model.records import Text
from factbook.prose.bind import Bound, bind_markdown, bind_words, card_id, plain_value

CHARTS = "mix: {kind: columns, title: The mix, marks: [{figure: shop.revenue, label: Revenue}]}"
FACTBOOK = load(SHOP, charts=CHARTS)
FIGURE = (
    '<data class="figure" data-figure="shop.share_of_food[2018]" value="0.95">95%'
    '<button type="button" popovertarget="card-shop.share_of_food-2018" aria-label="source"></button></data>'
)
QUIET = '<data class="figure" data-figure="shop.share_of_food[2018]" value="0.95">95%</data>'
SHARE = "{{ shop.share_of_food[2018] }}"


def bind(text, factbook=FACTBOOK):
    """The text of a good page."""
    bound = bind_markdown(text, "page.md", factbook)
    assert not bound.problems, bound.problems
    return bound


def render(text, factbook=FACTBOOK):
    """The HTML that Markdown makes of a bound text."""
    return markdown.markdown(bind(text, factbook).text, extensions=AS_TYPED)


def problem(text):
    """The one problem of a page."""
    bound = bind_markdown(text, "page.md", FACTBOOK)
    (found,) = bound.problems
    return str(found).partition("\n")[0]


# Figures


def test_a_figure_has_its_name_its_value_and_the_way_to_its_card():
    assert bind(f"It is {SHARE}.").text == f"It is {FIGURE}."


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
    html = bind("In {{ shop.revenue[2018] | date }} and {{ shop.customers | year }}.").text
    assert html == 'In <time datetime="2018">2018</time> and <time datetime="2018-12-31">2018</time>.'


def test_a_use_is_kept_with_its_place_and_words():
    bound = bind(f"One\n\ntwo {SHARE} three")
    (use,) = bound.uses
    assert (use.entry.id, str(use.location), use.words) == ("shop.share_of_food[2018]", "page.md:3:5", "95%")


def test_uses_are_in_the_order_of_the_text():
    bound = bind("{{ shop.closed }} {{ shop.opened }} {{ shop.closed }}")
    assert [use.entry.id for use in bound.uses] == ["shop.closed", "shop.opened", "shop.closed"]


def test_the_first_line_of_the_text_is_counted():
    bound = bind_markdown(SHARE, "page.md", FACTBOOK, 12)
    assert bound.uses[0].location.line == 12


def test_uses_are_added_to_what_is_given():
    bound = Bound()
    bind_markdown(SHARE, "page.md", FACTBOOK, 1, bound)
    bind_markdown(SHARE, "page.md", FACTBOOK, 5, bound)
    assert [use.location.line for use in bound.uses] == [1, 5]


@pytest.mark.parametrize("entry", sorted(FACTBOOK.entries))
def test_the_id_of_a_card_is_one_word(entry):
    assert re.fullmatch(r"card-[\w.-]+", card_id(entry))


def test_cards_of_different_entries_have_different_ids():
    assert len({card_id(name) for name in FACTBOOK.entries}) == len(FACTBOOK.entries)


# Where a figure may stand


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"# About {SHARE}", f"# About {QUIET}"),
        (f"About {SHARE}\n=====", f"About {QUIET}\n====="),
        (f"[{SHARE}](other.md)", f"[{QUIET}](other.md)"),
        (f"[{SHARE}][other]", f"[{QUIET}][other]"),
        (f'!!! note "{SHARE}"', f'!!! note "{QUIET}"'),
        (f'??? note "{SHARE}"', f'??? note "{QUIET}"'),
        (f"![{SHARE} of it](image.png)", "![95% of it](image.png)"),
        (f'<img alt="{SHARE} of it" src="image.png">', '<img alt="95% of it" src="image.png">'),
        (f"| {SHARE} | b |", f"| {FIGURE} | b |"),
        (f"- {SHARE}", f"- {FIGURE}"),
        (f"**{SHARE}**", f"**{FIGURE}**"),
        (f"> {SHARE}", f"> {FIGURE}"),
        (f"`{SHARE}`", f"`{SHARE}`"),
        (f"```\n{SHARE}\n```", f"```\n{SHARE}\n```"),
        (f"<!-- {SHARE} -->", f"<!-- {SHARE} -->"),
        (f"[x](https://example.org/{SHARE})", f"[x](https://example.org/{SHARE})"),
    ],
)
def test_a_figure_fits_where_it_stands(text, html):
    assert bind(text).text == html


def test_headings_anchors_and_titles_have_the_readers_words():
    html = render(f'## About {SHARE} {{#about}}\n\n!!! note "{SHARE}"\n    text\n')
    page = LexborHTMLParser(html)
    assert page.css_first("h2").text() == "About 95%"
    assert page.css_first("h2").attributes["id"] == "about"
    assert page.css_first(".admonition-title").text() == "95%"


@pytest.mark.parametrize(
    ("text", "within"),
    [
        (f"a {SHARE} b", "p"),
        (f"**{SHARE}**", "strong"),
        (f"*{SHARE}*", "em"),
        (f"- {SHARE}", "li"),
        (f"> {SHARE}", "blockquote"),
        (f"| a | b |\n|---|---|\n| {SHARE} | c |", "td"),
        (f"# {SHARE}", "h1"),
        (f"[{SHARE}](a.md)", "a"),
        (f'<div markdown="1">\n\n{SHARE}\n\n</div>', "div"),
        (f'??? note "Title"\n    {SHARE}', "details"),
    ],
)
def test_markdown_leaves_a_figure_whole(text, within):
    node = LexborHTMLParser(render(text)).css_first(f"{within} data.figure")
    assert node.attributes["data-figure"] == "shop.share_of_food[2018]"
    assert node.text() == "95%"


def test_words_for_the_alt_of_an_image_are_counted_as_uses():
    assert [use.words for use in bind(f"![{SHARE}](a.png)").uses] == ["95%"]


# Claims


def test_a_claim_has_its_predicate():
    bound = bind('{{ "almost all" if shop.share_of_food[2018] > 94 % }} of it')
    assert bound.text == (
        '<span class="claim" id="claim-1" data-claim="shop.share_of_food[2018] &gt; 94 %">almost all</span> of it'
    )
    (claim,) = bound.claims
    assert (claim.words, claim.predicate, str(claim.location)) == (
        "almost all", "shop.share_of_food[2018] > 94 %", "page.md:1:1",
    )  # fmt: skip


def test_claims_are_numbered_so_that_a_list_can_lead_to_them():
    bound = bind('{{ "a" if shop.founders > 1 person }} {{ "b" if shop.founders > 2 people }}')
    assert [claim.anchor for claim in bound.claims] == ["claim-1", "claim-2"]
    assert re.findall(r'id="([^"]+)"', bound.text) == ["claim-1", "claim-2"]


def test_a_claim_can_stand_in_a_heading_a_link_and_an_alt_text():
    claim = '{{ "most" if shop.founders > 1 person }}'
    assert '<span class="claim"' in bind(f"# {claim}").text
    assert '<span class="claim"' in bind(f"[{claim}](a.md)").text
    assert bind(f"![{claim}](a.png)").text == "![most](a.png)"


def test_the_words_of_a_claim_may_be_emphasised_around_it():
    html = render('**{{ "most" if shop.founders * 2 > 1 person and shop.founders * 3 > 2 people }}**')
    claim = LexborHTMLParser(html).css_first("strong span.claim")
    assert claim.text() == "most"
    assert claim.attributes["data-claim"] == "shop.founders * 2 > 1 person and shop.founders * 3 > 2 people"


# Words, charts, citations


@pytest.mark.parametrize(
    "words", ["58.com", "C*5*", "a_1_b", "`2`", "[3](x)", "<4>", "5 & 6", "#7", "8|9", "~~1~~", "\\*2"]
)
def test_literal_words_are_printed_as_they_are(words):
    page = LexborHTMLParser(render(f'See {{{{ "{words}" }}}} there'))
    assert page.css_first("p").text() == f"See {words} there"
    assert not page.css("p *")


def test_literal_words_fit_into_an_attribute():
    html = render("<b title='{{ “a' onclick='x” }}'>text</b>")
    assert LexborHTMLParser(html).css_first("b").attributes == {"title": "a’ onclick=’x"}


@pytest.mark.parametrize("what", ["chart", "table"])
def test_a_chart_leaves_an_empty_element_and_its_name(what):
    bound = bind(f"Text\n\n{{{{ {what} mix }}}}\n\nmore")
    assert bound.text == f'Text\n\n<div class="insert" id="{what}-mix"></div>\n\nmore'
    ((block, location),) = bound.blocks
    assert (block.what, block.name, str(location)) == (what, "mix", "page.md:3:1")


def test_sources_are_numbered_by_their_first_citation():
    bound = bind("A [@paper] b [@report] c [@paper; @report, p. 3].")
    assert bound.cited == {"paper": 1, "report": 2}
    assert bound.text == (
        'A\xa0<sup class="citation"><a href="#source-paper" title="A Paper Writes">1</a></sup> '
        'b\xa0<sup class="citation"><a href="#source-report" title="Annual Report">2</a></sup> '
        'c\xa0<sup class="citation"><a href="#source-paper" title="A Paper Writes">1</a> '
        '<a href="#source-report" title="Annual Report">2</a>, p. 3</sup>.'
    )


@pytest.mark.parametrize("start", ["- ", "1. ", "* ", "> ", "| ", "word. ", "word  "])
def test_a_citation_stays_with_the_word_before_it_and_leaves_markdown_its_spaces(start):
    assert bind(f"{start}[@paper] end").text.startswith(f"{start}<sup")


def test_a_citation_in_a_heading_or_a_link_is_counted_and_not_shown():
    bound = bind("# About [@paper]")
    assert bound.text == "# About "
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
    bound = bind_markdown("{{ a.b }} {{ c }}\n[@d] {{", "page.md", FACTBOOK)
    assert [str(problem.location) for problem in bound.problems] == [
        "page.md:1:1",
        "page.md:1:14",
        "page.md:2:1",
        "page.md:2:6",
    ]


def test_near_names_are_suggested():
    hints = [
        problem.hint
        for problem in bind_markdown(
            "{{ shop.revenu }} {{ chart mx }} [@reprot]\n\n{{ chart mx }}", "p", FACTBOOK
        ).problems
    ]
    assert hints[0] == "did you mean 'shop.revenue'?"
    assert hints[2] == "did you mean 'report'?"
    assert hints[3] == "did you mean 'mix'?"


def test_a_series_without_a_key_is_shown_how():
    (found,) = bind_markdown("{{ shop.revenue }}", "p", FACTBOOK).problems
    assert found.hint == "write shop.revenue[2018]; it has 2016, 2017, 2018"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a {{ <x> }} b", 'a <mark class="problem">&#123;&#123; &#60;x&#62; &#125;&#125;</mark> b'),
        ("a {{ b", 'a <mark class="problem">&#123;&#123;</mark> b'),
        ("[@no*]", '<mark class="problem">&#91;@no&#42;&#93;</mark>'),
        ("![{{ x.y }}](z.png)", "![](z.png)"),
    ],
)
def test_a_mistake_stays_visible_for_the_one_who_mends_it(text, html):
    assert bind_markdown(text, "page.md", FACTBOOK).text == html


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
        "<img alt='{{ shop.a }}' src='b.png'>",
        "| {{ shop.a }} | b |\n|---|---|\n| {{ shop.a }} | c |",
        '!!! note "{{ shop.a }}"\n    x',
        "a [@bad]",
        "- {{ shop.a }}\n- **{{ shop.a }}**",
    ],
)
def test_data_never_becomes_markup_on_a_page(text):
    page = LexborHTMLParser(render(text, hostile()))
    assert not page.css("script, i, code, [onclick], a[href^=javascript], img[src^=javascript]")
    assert "alert(1)" in page.html or "[@bad]" in text


def test_the_words_of_hostile_data_are_shown_as_they_are():
    page = LexborHTMLParser(render("a {{ shop.a }} b", hostile()))
    assert page.css_first("data.figure").text().replace("\u00a0", " ") == f"2 {set_quotes(HOSTILE)}"
    page = LexborHTMLParser(render('<img alt="{{ shop.a }}" src="b.png">', hostile()))
    assert page.css_first("img").attributes["alt"].replace("\u00a0", " ") == f"2 {set_quotes(HOSTILE)}"
    page = LexborHTMLParser(render("a [@bad]", hostile()))
    assert page.css_first("sup a").attributes["title"] == set_quotes(HOSTILE)


# Whatever comes

PIECES = st.sampled_from(
    ["{{ shop.founders }}", "{{ shop.revenue[2018] | words }}", "{{ x.y }}", '{{ "a" if shop.founders > 1 person }}', "{{ chart mix }}",
     "[@report]", "[@x]", "{{", "}}", '{{ "5" }}', "`", "```\n", "\n\n", "# ", "[", "](a)", "![", "<b>", "<!--", "-->", "*", "|", "a "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=150)
def test_any_text_is_bound_or_has_problems_with_places(text):
    bound = bind_markdown(text, "page.md", FACTBOOK)
    lines = text.split("\n")
    for problem in bound.problems:
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1
    assert bound.text.count('<data class="figure"') <= len(bound.uses)


@given(st.text(max_size=80))
def test_text_without_anything_of_ours_is_unchanged(text):
    bound = bind_markdown(text, "page.md", FACTBOOK)
    if "{{" not in text and "[@" not in text and "[-@" not in text:
        assert bound.text == text
        assert not bound.problems
