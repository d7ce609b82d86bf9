"""The difference between the article's number and the one on record, in words."""

import pytest

from example import load
from factbook.lists.difference import say_difference

GIVEN = "source: report, confidence: checked}"


def difference(unit, stated, record, other_unit=None):
    given = GIVEN if unit == "date" else f"date: 2018, {GIVEN}"
    factbook = load(
        f"a: {{title: A, value: {stated}, unit: {unit!r}, {given}\n"
        f"b: {{title: B, value: {record}, unit: {other_unit or unit!r}, {given}"
    )
    return say_difference(factbook.entries["shop.a"], factbook.entries["shop.b"], factbook).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("unit", "stated", "record", "said"),
    [
        ("%", "93", "98.4", "+5.4 percentage points"),
        ("%", "93", "93.004", "+0.004 percentage points"),
        ("million USD", "490658", "490660", "+$2 million"),
        ("person", "5", "3", "−2 people"),
        ("person", "5", "5", "none"),
        ("year", "4", "3.95", "−18.3 days"),
        ("year", "30", "24.9", "−5.1 years"),
        ("date", "2000-12-31", "2014-09-09", "+13.7 years"),
        ("date", "2018-03-01", "2018-03-17", "+16 days"),
        ("date", "2018-03", "2018-03-17", "none"),
    ],
)
def test_it_is_said_in_the_unit_that_tells_most(unit, stated, record, said):
    assert difference(unit, stated, record) == said


def test_different_things_have_none():
    assert difference("person", "5", "5", "USD") == ""
