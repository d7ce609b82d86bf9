"""Apostrophes and quotation marks are set as printers set them, and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.ground.typeset import set_quotes


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Facebook's revenue", "Facebook’s revenue"),
        ("the users' data", "the users’ data"),
        ("it says \"more than\", and 'less'", "it says “more than”, and ‘less’"),
        ('("up to")', "(“up to”)"),
        ('"It\'s so"', "“It’s so”"),
        ('in {{ "words" if a.b > 5 % }}\'s "year"', 'in {{ "words" if a.b > 5 % }}’s “year”'),
        ("no marks", "no marks"),
    ],
)
def test_marks_are_curved_by_what_stands_before_them(typed, shown):
    assert set_quotes(typed) == shown


@given(st.text(alphabet="a '\"{}(.", max_size=60))
def test_each_character_keeps_its_place_and_no_placeholder_changes(text):
    shown = set_quotes(text)
    assert shown.translate(str.maketrans("‘’“”", "''\"\"")) == text
    assert re.findall(r"\{\{[^{}]*\}\}", shown) == re.findall(r"\{\{[^{}]*\}\}", text)
    assert set_quotes(shown) == shown
    assert "'" not in re.sub(r"\{\{[^{}]*\}\}", "", shown)
