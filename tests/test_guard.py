"""Every number in prose is bound: what is typed is found, at its place, and what is none is left alone."""

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from example import AS_TYPED, GIVEN, SHOP, load, page, template
from factbook.ground.location import Location, locate
from factbook.ground.problem import WARNINGS
from factbook.model.records import Text
from factbook.prose.guard import HINT, Guard
from factbook.prose.limits import find_too_large
from factbook.prose.mark import mark
from factbook.prose.numeral import find_numbers
from factbook.prose.source import Source
from factbook.prose.template import read_template
from factbook.prose.worth import worth
from sentences import read_sentences, score

NAMES = ["58.com", "COVID-19", "G20", "Kaixin001", "Web 2.0", "Three Gorges"]
GUARD = Guard(load(names="".join(f"- {{name: {name!r}, why: A name.}}\n" for name in NAMES)))
SAID = re.compile(r"hard-coded number '(.*)'")


def typed(text):
    return [SAID.fullmatch(problem.message)[1] for problem in GUARD.page(template(text))]


def places(text, first_line=1):
    return [str(problem.location) for problem in GUARD.page(template(text, first_line))]


def words(text, path="data/charts.yml"):
    return [SAID.fullmatch(problem.message)[1] for problem in GUARD.words(Text(text, Location(path, 3, 10)))]


def hint(text, figures=SHOP):
    (problem,) = Guard(load(figures)).page(template(text))
    return problem.hint


# The golden file


def test_every_sentence_of_the_golden_file_gets_what_it_should(record_property):
    result = score("guard.txt", typed)
    record_property("printed", f"typed numbers: {result}")
    assert result.wrong == []
    assert (result.wolves, result.misses) == (0, 0)


def test_the_golden_file_has_enough_of_both_kinds():
    sentences = read_sentences("guard.txt")
    assert len(sentences) >= 600
    assert sum(not sentence.expected for sentence in sentences) >= 180
    assert len({sentence.text for sentence in sentences}) == len(sentences)


def test_a_typed_number_stops_the_build():
    (problem,) = GUARD.page(template("It was 40 %."))
    assert str(problem) == f"page.md:1:8: hard-coded number '40 %' [bare-number]\n    hint: {HINT}"
    assert problem.code not in WARNINGS


# Known figures


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("It took $160 million.", "shop.revenue[2018]"),
        ("It took US$160m.", "shop.revenue[2018]"),
        ("It took 160 million dollars.", "shop.revenue[2018]"),
        ("It took $160,000,000.", "shop.revenue[2018]"),
        ("It took $**160** million.", "shop.revenue[2018]"),
        ("It took １６０ million US dollars.", "shop.revenue[2018]"),
        ("It took USD 160&nbsp;million.", "shop.revenue[2018]"),
        ("It took one hundred and sixty million dollars.", "shop.revenue[2018]"),
        ("It was 95 %.", "shop.share_of_food[2018]"),
        ("It was 95%.", "shop.share_of_food[2018]"),
        ("It was 95 per cent.", "shop.share_of_food[2018]"),
        ("It was ninety-five percent.", "shop.share_of_food[2018]"),
        ("It has 2.5m customers.", "shop.customers"),
        ("It has 2.5 million customers.", "shop.customers"),
        ("It has 2,500,000 customers.", "shop.customers"),
        ("It has four founders.", "shop.founders"),
        ("It has 4 founders.", "shop.founders"),
        ("It has 86,500 visitors.", "shop.visitors"),
        ("It closed on 6 March 2019.", "shop.closed"),
        ("It closed on March 6, 2019.", "shop.closed"),
        ("It closed on 6th March 2019.", "shop.closed"),
        ("It closed on 2019-03-06.", "shop.closed"),
        ("It closed on 6\nMarch 2019.", "shop.closed"),
        ("It opened in December 2005.", "shop.opened"),
        ("It opened in Dec. 2005.", "shop.opened"),
    ],
)
def test_a_number_that_is_known_is_named(text, figure):
    assert hint(text) == f"{{{{ {figure} }}}} has the same value: write that if it is meant, or else {HINT}"


@pytest.mark.parametrize(
    "text",
    ["It was 96.", "It was 160.", "It was 5 %.", "It was B2B.", "It has −4 founders.", "millions", "4 March 2019"],
)
def test_a_number_that_is_worth_something_else_is_not(text):
    assert hint(text) == HINT


def test_a_share_is_not_named_for_a_count_that_is_worth_as_much():
    share = f"fall: {{title: Fall, value: 2, unit: '%', date: 2018, {GIVEN}}}\n"
    assert hint("It has two people.", share) == HINT
    assert hint("It fell by 2 %.", share) != HINT


def test_all_figures_that_it_may_be_are_named_up_to_three():
    def figures(count):
        return "".join(f"f{n}: {{title: F, value: 7, unit: person, date: 2018, {GIVEN}}}\n" for n in range(count))

    said = "{{ shop.f0 }} or {{ shop.f1 }} have the same value: write that if it is meant, or else "
    assert hint("7 people", figures(2)) == said + HINT
    assert hint("7 people", figures(9)).count("{{ shop.") == 3


@pytest.mark.parametrize(
    "text",
    ["Jane O'Neill, 4, said so.", "Catch-4", "page 4", "It has 4 cats.", "It had 4.", "It took 160 million.", "¥160 million",
     "160 million yuan", "It has 4 dollars for its founders."],
)  # fmt: skip
def test_a_number_that_only_happens_to_be_worth_as_much_is_not(text):
    assert hint(text) == HINT


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("$16.9 billion", "16,900m"),
        ("1.2bn", "1,200 million"),
        ("half a million", "500k"),
        ("a dozen", "12"),
        ("two hundred and fifty thousand", "250,000"),
        ("1 082 300", "1,082,300"),
        ("−5 %", "-5 per cent"),
        ("6 March 2019", "2019-03-06"),
        ("March 2019", "Mar. 2019"),
    ],
)
def test_what_a_number_is_worth_does_not_depend_on_how_it_is_written(first, second):
    assert worth(first) == worth(second) is not None


# Places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("98", ["1:1"]),
        ("It was 98 %.", ["1:8"]),
        ("It was **98** %.", ["1:10"]),
        ("*It* __was__ *9*8.", ["1:15"]),
        ("A&nbsp;sum of 98.", ["1:15"]),
        ("It was &#57;8.", ["1:8"]),
        ("Text.\n\nIt was\n98 and 99.", ["4:1", "4:8"]),
        ("It was two\nthirds of it.", ["1:8"]),
        ("> Text.\n> It was 98.", ["2:10"]),
        ("| a | 98 |\n|---|---|\n| 99 | b |", ["1:7", "3:3"]),
        ("- a\n- 98", ["2:3"]),
        ("`code` and\n```\n98\n```\n99", ["5:1"]),
        ("<!-- 97\n-->98", ["2:4"]),
        ('<abbr title="It was 98">most</abbr> 99', ["1:37", "1:21"]),
        ('[a](b.md "It was 98") 99', ["1:23", "1:18"]),
        ('[a]\n\n[a]: https://example.org/ "It was 98"', ["3:35"]),
        ('```yaml title="It was 98"\na: b\n```', ["1:23"]),
        ("<p>\n`98` and 99</p>", ["2:2", "2:10"]),
        ("![It was 98](a.png)", ["1:10"]),
        ("![It was `98`](a.png)", ["1:11"]),
        ("２０１９ and ２０２０", ["1:1", "1:10"]),
        ("{{ a.b }} or 98", ["1:14"]),
    ],
)
def test_the_place_is_that_of_the_first_character(text, found):
    assert sorted(places(text)) == sorted(f"page.md:{place}" for place in found)


def test_lines_are_counted_from_the_first_of_the_file():
    assert places("Text.\n98", first_line=7) == ["page.md:8:1"]


def test_each_number_is_reported_once():
    assert len(places("<p>\n98 and `99`\n</p>\n\n98")) == 3


# Words of data files and comments


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was 98 %", ["98 %"]),
        ("It was {{ a.b[2018] }}", []),
        ("It was fif*teen*", ["fifteen"]),
        ("It was 9*8* %", ["98 %"]),
        ("It was １６", ["16"]),
        ("58.com and the G20", []),
        ("See https://example.org/2019", []),
        # what Markdown would hide is shown in a drawing
        ("It was `98 %`", ["98 %"]),
        ("It was <!-- 98 % -->", ["98 %"]),
        ("It was [a](98 %)", ["98 %"]),
        ("It was <b class='x98'>", ["x98"]),
        ("1. It was", ["1"]),
        ("It was fif<b>teen</b>", []),
        ("It was &half;", ["half"]),
    ],
)
def test_words_of_data_are_read_as_they_are_written_and_shown(text, found):
    assert sorted(words(text)) == sorted(found)


def test_a_comment_of_a_notebook_may_quote_code():
    assert words(" takes `x[0]` of 98", "docs/method.py") == ["98"]


def test_places_in_words_start_where_the_words_do():
    (problem,) = GUARD.words(Text("It was 98", Location("data/charts.yml", 3, 10)))
    assert str(problem.location) == "data/charts.yml:3:17"


# Names


def test_names_are_left_alone_only_as_they_are_listed():
    assert typed("58.com, Kaixin001, the G20 and COVID-19") == []
    assert typed("58.net, Kaixin002, the G21 and COVID-20") == ["58", "Kaixin002", "G21", "20"]


def test_without_a_list_no_name_is_left_alone():
    problems = list(Guard(load()).page(template("58.com")))
    assert [problem.message for problem in problems] == ["hard-coded number '58'"]


# What Markdown shows is read: texts made at random, against the real renderer

MARKS = [
    "98 %", " ", " ", "word", "\n", "\n\n", "    ", "  ", "- ", "1. ", "> ", "# ", "## ", "`", "``", "```\n", "\n```\n", "```py\n",
    "~~~\n", "\n~~~\n", "[", "]", "](", "](a.md)", "(", ")", "http://x.y/", "!", "![", "<!--", "-->", "<b>", "<a href='b'>", "<div>\n",
    "\n</div>\n", "title=", '"', "'", ">", "<", "\\", "{", "}", "{ .b }", "|", "a | b\n---|---\n", "!!! note\n    ", "*", "**", "_",
    "&", "&amp;", ";", "^", "\t", "<br>", ":   ", "=", "/", "+",
]  # fmt: skip


def shown(text):
    """What a browser shows of a text, but for code."""
    tree = LexborHTMLParser(AS_TYPED.convert(text))
    said = [f" {node.attributes.get(name)} " for name in ("title", "alt") for node in tree.css(f"[{name}]")]
    tree.strip_tags(["code", "pre", "script", "style"])
    return re.sub(r"https?://\S+", "", (tree.body.text() if tree.body else "") + "".join(said))


@pytest.mark.parametrize("seed", range(10))
def test_no_mark_of_markdown_hides_a_number_that_a_reader_sees(seed):
    choose = random.Random(seed)  # noqa: S311 (nothing is secret here)
    for _ in range(150):
        marks = [choose.choice(MARKS) for _ in range(choose.randint(1, 12))]
        marks.insert(choose.randint(0, len(marks)), "98")
        text = "".join(marks)
        if "98" in shown(text):
            assert any("98" in number for number in typed(text)) or template(text).problems, repr(text)


@pytest.mark.parametrize("seed", range(10))
def test_of_numbers_among_marks_each_has_its_own_place(seed):
    choose = random.Random(seed)  # noqa: S311 (nothing is secret here)
    for _ in range(100):
        marks = [choose.choice(MARKS) for _ in range(choose.randint(1, 20))]
        for number in choose.sample(range(101, 999), 3):
            marks.insert(choose.randint(0, len(marks)), f" {number} ")
        text = "".join(marks)
        for problem in GUARD.page(template(text)):
            if known := re.search(r"'(\d{3})'", problem.message):
                place = text.index(known[1])
                assert problem.location == locate("page.md", text, place), (text, known[1])


@pytest.mark.parametrize(
    "text",
    [
        "[98 %](98 %)",
        "[98](98)",
        "[98](mailto:98)",
        "[98](http://98)",
        '<a href="98">98</a>',
        '<a href="98">9<b>8</b></a>',
    ],
)
def test_a_number_is_no_address_because_it_leads_to_its_own_words(text):
    assert typed(text)[0].startswith("98")


@pytest.mark.parametrize(
    "text", ["https://example.org/98", "<https://example.org/98>", "www.example.org/98", "a98@example.org"]
)
def test_an_address_that_is_shown_as_it_is_is_left_alone(text):
    assert typed(f"See {text} there") == []


# Whatever comes

PIECES = [
    "1", "1,", "1 ", "1 000 ", "1.", "\n1. ", "−1", "one ", "two ", "two-", "a third ", "hundred and ", "half-", "$", "²", "½", "百",
    "<a ", '<a b="', "<a b='", "<b>", "<div>\n", "<code>", '<p title="1">', "[^", "[", "](", "[a](b)", "[a][b]", "[a]: /b 'c'\n",
    "`", "` ", "``` ", "```\n", "```py\n", " ```py\n", "~~~\n", "{ ", "{#a ", "{.a}", '{a="', "{{ ", "{{ a.b }}", "\\", "<!--", "<!-- -->",
    "&", "&#1;", "> ", "\n> ", "    ", "\n    a", "\n\n    a", "- ", "|", "\n|1", "\n- `", "--", "*", "_", "a_", "\t", "\n", "\n\n", "https://a", "Jan 1 ",
    "\u202f", "e\u0301", "(", "'", "a",
]  # fmt: skip


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_arbitrary_text_never_raises(text):
    typed(text)
    words(text)


@pytest.mark.parametrize("piece", PIECES)
def test_ten_thousand_characters_of_anything_are_read_fast(piece):
    text = (piece * 10_000)[:10_000]
    if any(find_too_large(text, "page.md")):
        return  # it never comes so far
    assert any(seconds(text) < 0.25 for _ in range(5))


def test_the_work_grows_with_the_text_and_not_with_its_square():
    text = "".join(piece * 40 for piece in PIECES)
    once, twice = (min(seconds(text * times) for _ in range(3)) for times in (1, 2))
    assert twice < 4 * once + 0.1


def seconds(text):
    """How long it takes to read and search a text that was not read before."""
    marked = mark(text)
    converted = AS_TYPED.convert(marked.text)  # whose time is its own
    find_numbers.cache_clear()
    start = time.process_time()
    list(GUARD.page(read_template(converted, Source("page.md", text), marked.tokens)))
    return time.process_time() - start


@pytest.mark.parametrize(
    "name",
    [
        *("ISO 8601", "RFC 3339", "ISO/IEC 27001:2013", "ISBN 978-0-13-468599-1", "ISSN 1234-5678", "doi:10.1000/182"),
        *("HTTP/2", "TLS 1.3", "Python 3.11", "WeChat 7.0", "iOS 12", "Windows 95", "Boeing 747", "S&P 500", "Web 2.0"),
        *("1 Hacker Way", "Room 101", "Form 10-K", "Section 230", "catch-22", "Area 51", "UTF-8", "H.264", "A4", "5G"),
    ],
)
def test_names_of_standards_books_versions_and_places_pass_as_the_hint_says(name):
    found = page(f'It is {{{{ "{name}" }}}} there.')
    assert [*found.problems, *found.find_typed(Guard(load(SHOP))), *found.fill(load(SHOP)).problems] == []
