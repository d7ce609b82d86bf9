"""The numbers of a column are counted in one power of ten, so that digits stand below digits of their own rank."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import GIVEN, load
from factbook.chart.chart import draw_table


def columns(*series, unit="million USD", more=""):
    """The heads and cells of a table of series by year, given as YAML."""
    figures = [
        f"s{number}: {{title: Series, unit: {unit}, by: year, {GIVEN}, values: {{{values}}}}}"
        for number, values in enumerate(series)
    ]
    marks = ", ".join(f"{{figure: shop.s{number}}}" for number in range(len(series)))
    factbook = load("\n".join([*figures, more]), charts=f"it: {{title: Numbers, kind: lines, marks: [{marks}]}}")
    page = LexborHTMLParser(draw_table(factbook.charts["it"], factbook))
    heads = [head.text().replace("\xa0", " ") for head in page.css("thead th")][1:]
    rows = [[cell.text().replace("\xa0", " ") for cell in row.css("td")] for row in page.css("tbody tr")]
    return heads, [list(column) for column in zip(*rows, strict=True)]


def test_the_smallest_number_chooses_the_power_and_the_head_says_it():
    heads, cells = columns("2009: 764, 2018: 55013")
    assert (heads, cells) == (["Series $ million"], [["764", "55,013"]])


def test_all_columns_are_counted_in_the_same_power():
    heads, cells = columns("2017: 1230, 2018: 2320", "2017: 355, 2018: 1098", unit="million monthly users")
    assert heads == ["Series million monthly users"] * 2
    assert cells == [["1,230", "2,320"], ["355", "1,098"]]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ("2017: 7860, 2018: 13040", ["7.86", "13.04"]),
        ("2017: 7900, 2018: 13000", ["7.9", "13.0"]),
        ("2017: 13, 2018: 557", ["13", "557"]),
        ("2017: 1.25, 2018: 1234.5", ["1.25", "1,234.50"]),
    ],
)
def test_all_have_the_same_digits_and_none_that_are_noughts_in_all(values, shown):
    assert columns(values)[1] == [shown]


@pytest.mark.parametrize(
    ("unit", "values", "shown"),
    [
        ("'%'", "2017: 93, 2018: 98.4", ["93%", "98.4%"]),
        ("person", "2017: 4, 2018: 35587", ["4 people", "35,587 people"]),
        ("million USD", "2017: -5, 2018: 7", ["−$5 million", "$7 million"]),
        ("million USD", "2017: {value: 5, bound: at least}, 2018: 7", ["at least $5 million", "$7 million"]),
        ("minute", "2017: 2000000, 2018: 3000000", ["33,333 hours 20 minutes", "50,000 hours"]),
    ],
)
def test_words_tell_shares_small_and_negative_numbers_bounds_and_times(unit, values, shown):
    heads, cells = columns(values, unit=unit)
    assert heads == ["Series"]
    assert cells == [shown]
