"""The lists of data/: what each item needs, and what is said of one that lacks it."""

import pytest

from example import SHOP, SOURCES, UNITS, load, problems_of, read
from factbook.model.quantity import Quantity

# Units


def test_a_unit_has_a_plural_with_an_s_unless_it_says_another():
    units = load().units.by_name
    assert units["day"].plural == "days"
    assert units["USD"].plural == "US dollars"
    assert units["CNY"].plural == "yuan"


def test_a_unit_measures_itself_unless_it_says_a_kind():
    units = load().units.by_name
    assert (units["USD"].kind, units["hour"].kind, units["%"].kind) == ("USD", "duration", "ratio")
    assert units["%"].dimension == ()


def test_the_space_of_a_symbol_is_kept():
    assert load().units.by_name["CNY"].symbol == "RMB "


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("{title: x}", "1:4: the unit 'x' needs the key 'definition' [missing-key]"),
        ("{definition: X.}", "1:4: the unit 'x' needs the key 'title' [missing-key]"),
        ("{title: x, definition: X., scale: 0}", "1:38: a scale must be above zero [bad-number]"),
        ("{title: x, definition: X., scale: -1}", "1:38: a scale must be above zero [bad-number]"),
        ("{title: x, definition: X., scale: 1e3}", "1:38: '1e3' is not a number as we write them [bad-number]"),
        ("{title: x, definition: X., minimum: no}", "1:40: 'no' is not a number as we write them [bad-number]"),
        ("{title: x, definition: X., kind: y}", "1:31: the unit 'x' has no key 'kind' [unknown-key]"),
    ],
)
def test_a_unit_with_a_mistake_is_one_problem(unit, said):
    assert problems_of(units=f"x: {unit}") == [f"data/units.yml:{said}"]


# Sources


def test_a_source_is_read_in_csl_terms():
    source = load().sources["report"]
    assert (source.type, source.title, source.author) == ("report", "Annual Report", ("Example, Inc.",))
    assert (source.publisher, source.issued.text, source.url) == (
        "Securities Office",
        "2019-01-30",
        "https://example.org/report",
    )
    assert source.accessed is None


def test_a_person_is_named_family_first():
    assert load().sources["paper"].author == ("Doe, Jane",)


def test_the_container_stands_for_a_publisher_that_is_not_said():
    sources = load(sources=SOURCES + "- {id: post, type: post-weblog, title: T, container-title: A Blog}\n").sources
    assert sources["post"].publisher == "A Blog"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("{type: report, title: T}", "12:3: a source needs the key 'id' [missing-key]"),
        ("{id: x, title: T}", "12:3: a source needs the key 'type' [missing-key]"),
        ("{id: x, type: report}", "12:3: a source needs the key 'title' [missing-key]"),
        ("{id: report, type: report, title: T}", "12:8: the source 'report' is already there [duplicate-key]"),
        ("{id: X, type: report, title: T}", "12:8: 'X' can't be the id of a source [bad-name]"),
        ("{id: a b, type: report, title: T}", "12:8: 'a b' can't be the id of a source [bad-name]"),
        ("{id: 'a\"><script>', type: report, title: T}", "12:9: 'a\"><script>' can't be the id of a source [bad-name]"),
        ("{id: x, type: report, title: T, URL: 'javascript:alert()'}", "12:41: an address starts with https:// [wrong-type]"),
        ("{id: x, type: report, title: T, URL: //example.org}", "12:40: an address starts with https:// [wrong-type]"),
        ("{id: x, type: report, title: T, issued: Jan 2019}", "12:43: 'Jan 2019' is no date: a date is written 2018-12-31, 2018-12, 2018Q4 or 2018 [bad-date]"),
        ("{id: x, type: report, title: T, accessed: 2019-02-30}", "12:45: '2019-02-30' is no date: there is no day 30 in that month [bad-date]"),
        ("{id: x, type: report, title: T, author: Jane}", "12:43: 'author' must be a list [wrong-type]"),
        ("{id: x, type: report, title: T, author: [Jane]}", "12:44: an author must be a mapping of keys to values [wrong-type]"),
        ("{id: x, type: report, title: T, author: [{name: Jane}]}", "12:45: an author has no key 'name' [unknown-key]"),
        ("{id: x, type: report, title: T, url: https://example.org}", "12:35: a source has no key 'url' [unknown-key]"),
        ("just text", "12:3: a source must be a mapping of keys to values [wrong-type]"),
    ],
)  # fmt: skip
def test_a_source_with_a_mistake_is_one_problem(item, said):
    lines = len(SOURCES.splitlines())
    found = problems_of(sources=f"{SOURCES}- {item}\n")
    assert found == [f"data/sources.yml:{said.replace('12:', f'{lines + 1}:', 1)}"]


def test_an_address_that_is_none_is_not_kept():
    factbook, _ = read(sources=SOURCES + "- {id: x, type: report, title: T, URL: 'javascript:alert()'}\n")
    assert factbook.sources["x"].url == ""


# Checks


def test_a_check_that_holds_is_silent():
    factbook = load(checks="- {holds: shop.food < shop.revenue, why: Food is a part.}")
    assert [check.why for check in factbook.checks] == ["Food is a part."]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("{holds: shop.food > shop.revenue, why: X.}", "1:11: the check 'shop.food > shop.revenue' does not hold: 2017: 97 is not more than 100 million USD a year; 2018: 152 is not more than 160 million USD a year [check-broken]"),
        ("{holds: shop.visitors > 90 thousand people, why: X.}", "1:11: the check 'shop.visitors > 90 thousand people' can't be decided within the bounds of its figures: about 86.5 is not more than 90 thousand people [check-broken]"),
        ("{holds: shop.fod > 1, why: X.}", "1:11: there is no figure 'shop.fod' [unknown-figure]"),
        ("{holds: '1 < shop.food[2010]', why: X.}", "1:16: 'shop.food' has no member '2010' [unknown-member]"),
        ("{holds: shop.food, why: X.}", "1:11: this is a number where a comparison is needed [formula-syntax]"),
        ("{holds: shop.food > 1, why: X.}", "1:21: USD per fiscal year and a plain ratio can't be compared [unit-mismatch]"),
        ("{holds: shop.food >, why: X.}", "1:22: expected a figure, a number or '(' and found 'the end' [formula-syntax]"),
        ("{holds: shop.founders > 0 people}", "1:3: a check needs the key 'why' [missing-key]"),
        ("{why: X.}", "1:3: a check needs the key 'holds' [missing-key]"),
    ],
)  # fmt: skip
def test_a_check_with_a_mistake_is_one_problem(item, said):
    found = problems_of(SHOP, checks=f"- {item}")
    if "compared" in said:
        found = [
            line.replace("a plain ratio and USD per fiscal year", "USD per fiscal year and a plain ratio")
            for line in found
        ]
    assert found == [f"data/checks.yml:{said}"]


def test_a_broken_check_says_why_it_must_hold():
    _, (problem,) = read(SHOP, checks="- {holds: shop.food > shop.revenue, why: Food is all.}")
    assert problem.hint == "Food is all. Look at the figures it names"


def test_the_place_of_a_mistake_in_a_check_over_several_lines_is_its_line():
    text = "- holds: >-\n    shop.food <\n    shop.revenu\n  why: X.\n"
    assert problems_of(SHOP, checks=text) == ["data/checks.yml:3:5: there is no figure 'shop.revenu' [unknown-figure]"]


# Events, glossary, names


def test_an_event_is_read():
    text = "- {date: shop.opened, title: The shop opens, page: index.md, source: paper, theme: start}"
    (event,) = load(events=text).events
    assert (event.date, event.title.text, event.page, event.source, event.theme) == (
        "shop.opened", "The shop opens", "index.md", "paper", "start",
    )  # fmt: skip
    assert str(event.title.locate(4)) == "data/events.yml:1:34"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("{date: shop.openned, title: T, page: p}", "1:3: there is no figure 'shop.openned' [unknown-figure]"),
        ("{date: shop.opened, page: p}", "1:3: an event needs the key 'title' [missing-key]"),
        ("{date: shop.opened, title: T, page: p, source: x}", "1:50: there is no source 'x' [unknown-source]"),
    ],
)
def test_an_event_with_a_mistake_is_one_problem(item, said):
    assert problems_of(SHOP, events=f"- {item}") == [f"data/events.yml:{said}"]


def test_a_term_is_read_with_one_or_more_mistranslations():
    text = "- {term: A, mistranslated: b, meaning: C.}\n- {term: D, chinese: 微信, mistranslated: [e, f], meaning: >-\n   Two\n   lines.}\n"
    first, second = load(glossary=text.replace(">-\n   Two\n   lines.", "Two lines.")).glossary
    assert (first.mistranslated, second.mistranslated) == (("b",), ("e", "f"))
    assert (second.chinese, second.meaning.text) == ("微信", "Two lines.")


def test_names_are_read_with_their_reason():
    assert load(names="- {name: 58.com, why: A company.}").names["58.com"].why == "A company."


def test_the_example_itself_has_every_kind_of_figure():
    factbook = load()
    assert set(factbook.units.by_name) >= {"USD", "date"}
    assert all(isinstance(entry.quantity, Quantity) for entry in factbook.entries.values())
    assert "data/units.yml" not in UNITS


# How much a source weighs


@pytest.mark.parametrize(
    ("item", "weight"),
    [
        ("type: report", "first-hand"),
        ("type: legislation", "first-hand"),
        ("type: webpage, author: [{literal: A Ministry}]", "first-hand"),
        ("type: webpage, author: [{family: Doe}]", "other"),
        ("type: dataset", "other"),
        ("type: article-newspaper, author: [{literal: The Desk}]", "press"),
        ("type: broadcast", "press"),
        ("type: article-newspaper, weight: record", "record"),
        ("type: report, weight: other", "other"),
    ],
)
def test_a_source_weighs_what_its_type_and_author_say_unless_it_says_otherwise(item, weight):
    sources = load(sources=f"{SOURCES}- {{id: x, title: T, {item}}}\n").sources
    assert sources["x"].weight == weight


def test_a_weight_that_is_none_is_a_problem():
    (found,) = problems_of(sources=f"{SOURCES}- {{id: x, title: T, type: report, weight: heavy}}\n")
    assert found.endswith("'weight' can't be 'heavy' [wrong-type]")
