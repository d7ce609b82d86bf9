"""The heading of a page may say what was found, while the menu and the search call it by a short name."""

import pytest

from example import SHOP, bind, load
from factbook.prose.bound import Bound
from factbook.review.edition import find_message, name_in_search, say_length

FACTBOOK = load(SHOP)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('# {{ "Almost all" if shop.share_of_food[2018] > 90 % }} is *food*\n', "Almost all is food"),
        ('# {{ shop.founders | spoken capital }} "of" us & more\n', "Four people “of” us &amp; more"),
        ("## No title\n", ""),
    ],
)  # fmt: skip
def test_a_message_is_the_first_heading_with_its_numbers(text, message):
    bound = bind(text, FACTBOOK)
    assert bound.problems == []
    assert find_message(bound) == message


def test_the_address_of_a_heading_stays_what_its_braces_say():
    assert bind("# {{ shop.founders | spoken capital }} of us {#founders}\n", FACTBOOK).headings[0][1] == "founders"


@pytest.mark.parametrize(
    ("title", "message", "found"),
    [
        ("Food & drink", "Almost all is food", '<h1 id="a">Food &amp; drink: Almost all is food</h1><p>Text'),
        ("Almost all is food", "Almost all is food", '<h1 id="a">Almost all is food</h1><p>Text'),
        ("", "Almost all is food", '<h1 id="a">Almost all is food</h1><p>Text'),
    ],
)
def test_the_search_finds_a_page_by_the_name_in_the_menu_too(title, message, found):
    assert name_in_search('<h1 id="a">Almost all is food</h1><p>Text', title, message) == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([2380], " · one chapter · 10 minutes"),
        ([2380, 2380], " · two chapters · 20 minutes"),
        ([3], " · one chapter · 1 minute"),
        ([], ""),
    ],
)
def test_the_length_of_a_story_is_counted_in_its_words(words, said):
    assert say_length([Bound(lines=[("", "word " * count)]) for count in words]) == said
