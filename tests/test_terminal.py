"""A card in the terminal says what the card on the page says."""

from pathlib import Path

import pytest

from example import load
from factbook.page.facts import find_facts
from factbook.page.place import Place
from factbook.review.command import main
from factbook.review.terminal import WIDTH, show_entry, show_figure, to_text

ROOT = Path(__file__).parent.parent
PLACES = {"shop.founders": (Place("a.md", "who", "Who"), Place("index.md"))}


@pytest.fixture(scope="module")
def factbook():
    return load()


def test_a_card_leads_with_the_number_and_tells_each_fact(factbook):
    assert show_figure("shop.founders", factbook, PLACES) == (
        "4 people\n"
        "Founders\n"
        "shop.founders\n"
        "\n"
        "True for    1995\n"
        "Unit        People. A human being.\n"
        "Source      Example, Inc. (30 January 2019). Annual Report (https://example.org/report). Securities\n"
        "            Office.\n"
        "Confidence  Noted from the source, not located in it\n"
        "Used in     a.md: Who\n"
        "            index.md"
    )


def test_every_fact_of_the_page_is_there(factbook):
    for entry in factbook.entries.values():
        card = " ".join(show_entry(entry, factbook, {}).split())
        for name, html in find_facts(entry, factbook):
            assert all(" ".join(line.split()) in card for line in to_text(html)), (entry.id, name)


def test_a_formula_stands_in_names_and_with_its_numbers(factbook):
    card = show_figure("shop.share_of_food[2018]", factbook, {})
    assert "Formula     shop.food / shop.revenue\n            = $152 million / $160 million\n" in card


def test_limits_are_said_in_words(factbook):
    assert "Known       Not less than 86,500 people\n" in show_figure("shop.visitors", factbook, {})


def test_figures_made_of_it_are_named(factbook):
    assert show_figure("shop.food[2018]", factbook, {}).endswith("Part of     shop.share_of_food")


def test_a_series_lists_its_members_and_shows_the_last(factbook):
    first, _, third, empty, value, *_ = show_figure("shop.revenue", factbook, {}).splitlines()
    assert first == "shop.revenue[2016]  2016  $80 million"
    assert third == "shop.revenue[2018]  2018  $160 million"
    assert (empty, value) == ("", "160,000,000 USD")


def test_a_link_is_followed_by_its_address_and_others_by_nothing():
    assert to_text('<a href="https://a/?b&amp;c" rel="x">A &amp; <cite>B</cite></a>, <a href="#x">C</a>') == [
        "A & B (https://a/?b&c), C"
    ]
    assert to_text("<ul><li>A</li><li>B</li></ul>") == ["A", "B"]
    assert to_text("A<br>= B") == ["A", "= B"]


def test_lines_fit_a_screen_unless_an_address_does_not(factbook):
    for entry in factbook.entries.values():
        lines = show_entry(entry, factbook, PLACES).splitlines()
        assert all(len(line) <= WIDTH or "https://" in line for line in lines)


# The command


def test_the_command_shows_a_real_figure_down_to_its_sources(capsys):
    main(["show", "facebook.ad_share", "--root", str(ROOT)], standalone_mode=False)
    said = capsys.readouterr().out
    assert "facebook.ad_share[2018]  2018  " in said
    assert "\nFormula     " in said
    assert "\nUsed in     " in said
    assert "\nDown to the sources\n\nfacebook.ad_share[2018] = " in said


def test_the_command_says_what_a_wrong_name_could_mean(capsys):
    with pytest.raises(SystemExit):
        main(["show", "facebook.ad_shar", "--root", str(ROOT)], standalone_mode=False)
    assert capsys.readouterr().err == "there is no figure 'facebook.ad_shar'; did you mean 'facebook.ad_share'?\n"
