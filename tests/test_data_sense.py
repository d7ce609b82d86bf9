"""Data that reads well and cannot be so: each has a problem at its place, and none is an error of ours."""

from datetime import date

import pytest

from example import SHOP, UNITS, load, problems_of
from factbook.ground.address import find_address_fault
from factbook.load.factbook import parse_factbook
from factbook.review.links import find_page_problems

BASE = "- {id: report, type: report, title: The report}\n"
CHART = "c: {{kind: {kind}, title: A chart, marks: [{{figure: shop.revenue{more}}}]{options}}}"


def of_source(keys):
    return problems_of(sources=f"- {{id: report, title: The report, {keys}}}\n")


def of_chart(kind, more="", options="", **files):
    return problems_of(SHOP, charts=CHART.format(kind=kind, more=more, options=options), **files)


@pytest.mark.parametrize(
    "address",
    ["https://", "https://[", "https://exa mple.org", 'https://example.org/"x', "https://a:b@example.org/", "https://<b>",
     "https://example.org/{{ x }}", "https://.org", "https://example.org:99999/", "https://ex..org", "javascript:x", "ftp://x.org",
     "https://example.org/" + "a" * 2000, "https://-x.org/", "https://example.org\\evil"],
)  # fmt: skip
def test_what_no_browser_could_open_is_no_address(address):
    assert find_address_fault(address)
    assert of_source(f"type: report, URL: {address!r}")


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8080/a?b=c#d", "https://例子.中国/路", "https://xn--fsqu00a.xn--fiqs8s/",
     "https://web.archive.org/web/2019/https://example.org/", "http://localhost/", "https://[::1]/", "https://a.org/~b/(c)_d,e;f"],
)  # fmt: skip
def test_an_address_that_a_browser_opens_is_one(address):
    assert find_address_fault(address) == ""


def test_a_source_has_a_type_that_csl_knows():
    assert of_source("type: telepathy")[0].endswith("'type' can't be 'telepathy' [wrong-type]")
    assert of_source("type: legal_case") == []


def on(day, keys):
    texts = {
        "data/units.yml": UNITS,
        "data/sources.yml": f"- {{id: report, type: report, title: The report, {keys}}}\n",
    }
    return [problem.message for problem in parse_factbook(texts, today=day)[1]]


def test_nobody_has_seen_a_source_tomorrow_or_before_it_was_there():
    day = date(2026, 11, 28)
    assert on(day, "accessed: 2026-11-29, issued: 2026-11") == []  # where it is tomorrow already
    assert on(day, "accessed: 2999-01-01") == ["the source 'report' was accessed on 2999-01-01, which has not come yet"]
    assert on(day, "issued: 2027-03") == ["the source 'report' was issued on 2027-03, which has not come yet"]
    assert on(day, "issued: 2020, accessed: 2019-12-31") == [
        "the source 'report' was accessed on 2019-12-31, before it was issued"
    ]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("sources", '- {id: report, type: report, title: "On {{ shop.revenue }}"}\n'),
        ("sources", '- {id: report, type: report, title: T, author: [{literal: "{{ x }}"}]}\n'),
        ("names", '- {name: "{{ x }}", why: A name.}\n'),
        ("glossary", '- {term: "{{ x }}", meaning: A word.}\n'),
        ("site", 'publisher: "}} us"\n'),
    ],
)
def test_braces_in_words_that_are_not_bound_are_a_problem(file, text):
    assert [one.split("[")[-1] for one in problems_of(**{file: text})] == ["placeholder-syntax]"]


def test_braces_in_words_that_are_bound_are_none():
    events = '- {date: shop.opened, title: "It had {{ shop.founders }}", page: index.md}\n'
    assert problems_of(SHOP, events=events) == []


def test_an_event_has_a_date():
    events = (
        "- {date: 'shop.revenue[2018]', title: A year, page: index.md}\n- {date: shop.founders, title: A, page: x.md}\n"
    )
    assert problems_of(SHOP, events=events) == [
        "data/events.yml:1:3: 'shop.revenue[2018]' counts US dollars, and is no date [wrong-type]",
        "data/events.yml:2:3: 'shop.founders' counts people, and is no date [wrong-type]",
    ]


@pytest.mark.parametrize("page", ["nosuch.md", "../../etc/passwd", "javascript:alert(1)", "/index.md"])
def test_an_event_and_a_claim_name_pages_that_are_there(page):
    factbook = load(SHOP, events=f"- {{date: shop.opened, title: Opened, page: '{page}'}}\n")
    (problem,) = find_page_problems(factbook, ["index.md"])
    assert problem.code == "broken-link"
    assert list(find_page_problems(factbook, ["index.md", page])) == []


def test_a_chart_has_only_options_and_marks_that_its_kind_draws():
    assert of_chart("lines") == of_chart("columns", ", shape: rule") == []
    assert of_chart("bars", options=", options: {keys: shared, lead: food}") == []
    for kind, more, options in [
        ("lines", "", ", options: {lead: food}"),
        ("columns", "", ", options: {kees: shared}"),
        ("columns", "", ", options: {keys: all}"),
        ("lines", ", shape: rule", ""),
        ("squares", ", shape: line", ""),
        ("columns", ", value: shop.founders", ""),
        ("verdicts", "", ""),
    ]:
        (said,) = of_chart(kind, more, options)
        assert said.endswith("[unknown-option]")


def test_the_options_of_verdicts_are_sections_of_the_ledger():
    chart = "c: {kind: verdicts, title: A chart, marks: [], options: {money: Money, prvacy: Privacy}}"
    assert problems_of(charts=chart, site="sections: {money: The money, privacy: Privacy}\n") == [
        "data/charts.yml:1:72: a chart of the kind 'verdicts' has no option 'prvacy' [unknown-option]"
    ]
    assert problems_of(charts=chart) == []  # without sections any name is one


def test_no_unit_is_called_as_what_joins_units():
    assert (
        "'per' can't be the name of a unit" in problems_of(units=UNITS + "per: {title: per, definition: A word.}\n")[0]
    )
