"""A location says where, in the way that editors understand."""

from hypothesis import given
from hypothesis import strategies as st

from factbook.ground.location import Location, locate


def test_it_prints_as_path_line_and_column():
    assert str(Location("data/figures/facebook.yml", 15, 12)) == "data/figures/facebook.yml:15:12"


def test_line_and_column_start_at_one():
    assert Location("a.md") == Location("a.md", 1, 1)


def test_shifting_stays_on_the_line():
    assert Location("a.md", 3, 4).shift(5) == Location("a.md", 3, 9)


def test_locations_sort_by_path_then_line_then_column():
    places = [Location("b"), Location("a", 10), Location("a", 9, 2), Location("a", 9, 1)]
    assert sorted(places) == places[::-1]


def test_the_first_character_is_at_one_one():
    assert locate("a.md", "word", 0) == Location("a.md", 1, 1)


def test_the_character_after_a_line_break_starts_a_line():
    assert locate("a.md", "one\ntwo", 4) == Location("a.md", 2, 1)


def test_a_line_break_belongs_to_the_line_that_it_ends():
    assert locate("a.md", "one\ntwo", 3) == Location("a.md", 1, 4)


def test_a_text_below_front_matter_counts_from_the_first_line_of_its_file():
    assert locate("a.md", "one\ntwo", 5, first_line=7) == Location("a.md", 8, 2)


def test_a_column_counts_characters_and_not_bytes():
    assert locate("a.md", "微信 x", 3) == Location("a.md", 1, 4)


@given(st.text(alphabet="ab\n"), st.data())
def test_the_place_leads_back_to_the_character(text, data):
    offset = data.draw(st.integers(0, len(text)))
    place = locate("a", text, offset)
    before = text.split("\n")[: place.line - 1]
    assert sum(len(line) + 1 for line in before) + place.column - 1 == offset
