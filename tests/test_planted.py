"""Thirty mistakes that people make when they copy a number from a document: each is refused."""

import pytest

from example import SOURCES, UNITS
from factbook.load.factbook import parse_factbook

TABLES = """
bakery_lines:
  source: report
  place: Revenue by line
  printed_in: million USD
  columns: [2016, 2017, 2018, 2018Q3, 2018Q4]
  rows:
    Bread:  1,204.5 | 1,310.2 | 1,468.9 | 371.4 | 402.6
    Cake: 88.1 | 97.4 | (12.6) | 24.0 | 31.7
    Total: 1,292.6 | 1,407.6 | 1,456.3 | 395.4 | 434.3
guests:
  source: report
  place: Guests
  columns: [2017-12-31, 2018-12-31]
  rows:
    Daily guests: 3.14 million | 3.41 million
"""
G = "source: report, confidence: checked"
BREAD = "title: A, unit: million USD a year, by: year, confidence: checked, table: bakery_lines, row: Bread"
RIGHT = {
    "a cell of a table": f"{BREAD}, values: {{2017: 1310.2, 2018: 1468.9}}",
    "a loss": f"{BREAD.replace('Bread', 'Cake')}, values: {{2018: -12.6}}",
    "a quarter": f"{BREAD.replace('a year', 'a quarter').replace('by: year', 'by: quarter')}, values: {{2018Q4: 402.6}}",
    "an amount in words": f"value: 7.25, unit: billion USD a year, date: 2018, printed: $7.25 billion, place: 'Letter, year 2018', {G}",
    "in another unit": f"value: 7250, unit: million USD a year, date: 2018, printed: $7.25 billion, {G}",
    "in Chinese": f"value: 385, unit: million CNY a year, date: 2018, printed: 3.85亿元, {G}",
    "a share": f"value: 41, unit: '%', date: 2018, printed: approximately 41%, {G}",
    "a length": f"value: 137, unit: minute, date: 2018, printed: 2 hours and 17 minutes, {G}",
    "a day": f"value: 2018-05-17, unit: date, printed: 'May 17, 2018', {G}",
    "people": f"value: 35587, unit: person, date: 2018-12-31, printed: '35,587', place: 'as of December 31, 2018', {G}",
    "guests": f"value: 3.41, unit: million daily users, date: 2018-12-31, table: guests, row: Daily guests, {G}",
}
PLANTED = {
    # digits
    "two digits swapped": (f"{BREAD}, values: {{2018: 1486.9}}", "two digits are swapped"),
    "a digit wrong": (f"{BREAD}, values: {{2018: 1468.8}}", "not-as-printed"),
    "a digit missing": (f"{BREAD}, values: {{2018: 146.9}}", "not-as-printed"),
    "a point lost": (f"{BREAD}, values: {{2018: 14689}}", "the scale differs"),
    "a sign lost": (f"{BREAD.replace('Bread', 'Cake')}, values: {{2018: 12.6}}", "the sign differs"),
    "a digit of a length": (RIGHT["a length"].replace("137", "173"), "two digits are swapped"),
    "minutes taken as hundredths": (RIGHT["a length"].replace("137, unit: minute", "2.17, unit: hour"), "not-as-printed"),
    # rounding
    "rounded": (f"{BREAD}, values: {{2018: 1469}}", "record all digits"),
    "rounded twice": (RIGHT["an amount in words"].replace("value: 7.25", "value: 7.3"), "record all digits"),
    "more digits than printed": (RIGHT["a share"].replace("value: 41", "value: 41.3"), "not-as-printed"),
    "the hedge turned": (RIGHT["a share"].replace("value: 41", "value: 41, bound: at least"), "the record says 'at least'"),
    "up to taken as at least": (
        f"value: 87, unit: million people, bound: at least, date: 2018, printed: up to 87 million, {G}",
        "the record says 'at least'",
    ),
    # scale
    "billion for million": (f"{BREAD.replace('million', 'billion')}, values: {{2018: 1468.9}}", "the scale differs"),
    "thousand for million": (RIGHT["in another unit"].replace("million USD", "thousand USD"), "the scale differs"),
    "亿 taken as a billion": (RIGHT["in Chinese"].replace("385, unit: million", "3.85, unit: billion"), "the scale differs"),
    "万 taken as a thousand": (f"value: 52, unit: thousand people, date: 2018, printed: 52万, {G}", "the scale differs"),
    "the scale said twice": (
        RIGHT["an amount in words"].replace("printed:", "printed_in: in millions, printed:"),
        "says its scale itself",
    ),
    # unit and currency
    "yuan for dollars": (RIGHT["an amount in words"].replace("USD", "CNY"), "printed-unit"),
    "a currency that is not said": (
        f"value: 1468.9, unit: million USD a year, date: 2018, printed: '1,468.9', printed_in: in millions, {G}",
        "the document's money is not said",
    ),
    "a share taken as people": (f"value: 41, unit: person, date: 2018, printed: 41%, {G}", "printed-unit"),
    "people taken as a share": (f"value: 41, unit: '%', date: 2018, printed: '41', {G}", "printed-unit"),
    "hours taken as minutes": (f"value: 5, unit: minute, date: 2018, printed: 5 hours, {G}", "not-as-printed"),
    "points taken as points of the index": (f"value: 12, unit: USD, date: 2018, printed: 12 percentage points, {G}", "printed-unit"),
    # row and column
    "the row above": (f"{BREAD.replace('Bread', 'Cake')}, values: {{2017: 1310.2}}", "stands in row “Bread”, column 2017"),
    "the total": (f"{BREAD}, values: {{2018: 1456.3}}", "stands in row “Total”, column 2018"),
    # time
    "the year before": (f"{BREAD}, values: {{2018: 1310.2}}", "stands in row “Bread”, column 2017"),
    "the quarter for the year": (f"{BREAD}, values: {{2018: 402.6}}", "stands in row “Bread”, column 2018Q4"),
    "a quarter's number in a sentence for the year": (
        RIGHT["an amount in words"].replace("year 2018", "three months ended December 31, 2018"),
        "printed-period",
    ),
    "another year's place": (RIGHT["an amount in words"].replace("year 2018", "year ended 31 December 2017"), "printed-period"),
    "a day's digits": (RIGHT["a day"].replace("value: 2018-05-17", "value: 2018-05-71".replace("71", "16")), "not-as-printed"),
}  # fmt: skip


def problems_of(record):
    texts = {
        "data/units.yml": UNITS,
        "data/sources.yml": SOURCES,
        "data/tables.yml": TABLES,
        "data/figures/shop.yml": f"a: {{{record if 'title' in record else f'title: A, {record}'}}}",
    }
    return [str(problem) for problem in parse_factbook(texts)[1]]


@pytest.mark.parametrize("record", RIGHT.values(), ids=RIGHT)
def test_what_is_copied_rightly_is_accepted(record):
    assert problems_of(record) == []


@pytest.mark.parametrize(("record", "said"), PLANTED.values(), ids=PLANTED)
def test_a_planted_error_is_refused_and_says_what_to_look_at(record, said):
    problems = problems_of(record)
    assert len(problems) == 1
    assert said in problems[0]


def test_there_are_thirty_of_them():
    assert len(PLANTED) == 30
