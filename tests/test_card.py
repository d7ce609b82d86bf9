"""A card says all that is known of a number, opens without JavaScript, and shows data as words only."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, SOURCES, UNITS, bind, load
from factbook.ground.typeset import set_quotes
from factbook.page.card import draw_card, draw_cards, draw_sources
from factbook.page.reference import Reference
from factbook.prose.figure import card_id

FACTBOOK = load(SHOP + "doubled: {title: Twice the visitors, formula: shop.visitors * 2, unit: thousand people}\n")
PLAIN = str.maketrans({"\u00a0": " "})


def facts(name, factbook=FACTBOOK):
    """The list on a card as names and words."""
    card = LexborHTMLParser(draw_card(factbook.entries[name], factbook))
    names = [node.text() for node in card.css("dt")]
    return dict(zip(names, [node.text().translate(PLAIN) for node in card.css("dd")], strict=True))


def card(name, factbook=FACTBOOK):
    return LexborHTMLParser(draw_card(factbook.entries[name], factbook)).css_first("aside")


# What it says


def test_a_card_is_the_target_of_the_button_of_its_figure():
    bound = bind("{{ shop.revenue[2018] }}", FACTBOOK)
    target = re.search(r'popovertarget="([^"]+)"', bound.text)[1]
    (aside,) = LexborHTMLParser(draw_cards([FACTBOOK.entries[name] for name in bound.opened], FACTBOOK)).css("aside")
    assert aside.attributes["id"] == target == "N1"
    assert "popover" in aside.attributes
    assert card("shop.revenue[2018]").attributes["id"] == card_id("shop.revenue[2018]")


def test_a_card_opens_and_closes_without_a_script():
    html = draw_card(FACTBOOK.entries["shop.revenue[2018]"], FACTBOOK)
    assert "onclick" not in html
    assert "<script" not in html
    button = LexborHTMLParser(html).css_first("button")
    assert button.attributes["popovertargetaction"] == "hide"
    assert button.attributes["aria-label"]


def test_a_card_names_the_value_in_full_and_what_it_is():
    aside = card("shop.revenue[2018]")
    assert "160,000,000 USD" in aside.text().translate(PLAIN)
    assert "The shop’s revenue" in aside.text()
    assert aside.css_first(f"[id='{aside.attributes['aria-labelledby']}']").text() == "The shop’s revenue, 2018"
    assert "shop.revenue[2018]" in aside.text()


def test_a_given_number_says_when_what_where_from_and_how_sure():
    known = facts("shop.revenue[2017]")
    assert card("shop.revenue[2017]").css_first(".card-title").text() == "The shop’s revenue, 2017"
    assert known["Source"] == "A Paper Writes, Doe, Jane"
    assert known["Confidence"].startswith("Recalled only")
    assert known["Note"] == "Printed without its cents."
    assert "Formula" not in known


def test_what_is_asked_first_stands_first_and_the_rest_is_folded():
    aside = card("shop.share_of_food[2018]")
    shown = [node.text() for node in aside.css("dt") if node.parent.parent.tag != "details"]
    folded = [node.text() for node in aside.css("details dt")]
    assert shown == ["Source", "Confidence", "Computed"]
    assert folded == ["Formula", "Name"]


def test_a_derived_number_says_in_words_and_numbers_how_it_was_computed():
    known = facts("shop.share_of_food[2018]")
    assert known["Computed"] == "The shop’s revenue from food $152 million ÷ The shop’s revenue $160 million"
    assert known["Formula"] == "shop.food / shop.revenue"
    assert facts("shop.doubled")["Computed"] == "Visitors at least 86,500 people × 2"


def test_an_input_of_another_time_says_when_it_was_true():
    factbook = load(SHOP + "gain: {title: Gain, formula: 'growth(shop.revenue)', unit: '%'}\n")
    assert facts("shop.gain[2018]", factbook)["Computed"] == (
        "The shop’s revenue $160 million ÷ The shop’s revenue (2017) $100 million − 1"
    )


def test_names_in_a_computation_lead_to_their_entries():
    reference = Reference(urls={"page.md": "page/", "figures/shop.md": "figures/shop/"}, titles={}, here="page.md")
    html = draw_card(FACTBOOK.entries["shop.share_of_food[2018]"], FACTBOOK, reference)
    links = [
        node.attributes["href"] for node in LexborHTMLParser(html).css("dd a") if "figures" in node.attributes["href"]
    ]
    assert links == ["../figures/shop/#shop.food-2018", "../figures/shop/#shop.revenue-2018"]


def test_a_unit_is_told_only_where_the_number_does_not_show_it():
    assert "A person who came in a month." in facts("shop.customers")["Unit"]
    for name in ("shop.revenue[2018]", "shop.share_of_food[2018]", "shop.closed"):
        assert "Unit" not in facts(name)


def test_a_derived_number_has_the_sources_and_doubts_of_its_inputs():
    known = facts("shop.share_of_food[2017]")
    assert "Annual Report" in known["Sources"]
    assert "A Paper Writes" in known["Sources"]
    assert known["Confidence"].startswith("Recalled only")


def test_the_bounds_of_a_number_are_in_its_value():
    assert "at least 86,500 people" in card("shop.visitors").text().translate(PLAIN)
    assert "at least 173,000 people" in card("shop.doubled").text().translate(PLAIN)


def test_a_date_says_nothing_of_when_it_is_true():
    assert card("shop.closed").css_first(".card-title").text() == "The day the shop closed"
    assert "6 March 2019" in card("shop.closed").text().translate(PLAIN)


def test_the_members_of_a_short_series_are_said_and_those_of_a_long_one_are_not():
    def computed(count):
        values = ", ".join(f"{2000 + year}: {year + 1}" for year in range(count))
        factbook = load(
            f"a: {{title: A, by: year, unit: person, source: report, confidence: checked, values: {{{values}}}}}\n"
            "b: {title: B, formula: sum(shop.a), unit: person}\n"
        )
        return facts("shop.b", factbook)["Computed"]

    assert computed(2) == "the sum of A (2000 1 person; 2001 2 people)"
    assert computed(15) == "the sum of A"


def test_a_constant_without_inputs_has_a_card():
    factbook = load("a: {title: A, formula: 2 + 3, unit: time}")
    assert "5 times" in card("shop.a", factbook).text().translate(PLAIN)


@pytest.mark.parametrize("name", sorted(FACTBOOK.entries))
def test_every_entry_has_a_card_with_its_source_and_confidence(name):
    known = facts(name)
    assert known.get("Source") or known["Sources"]
    assert known["Confidence"]


# Many cards


def test_a_page_has_one_card_for_each_figure_however_often_it_is_used():
    entries = [FACTBOOK.entries[name] for name in ("shop.closed", "shop.opened", "shop.closed")]
    cards = LexborHTMLParser(draw_cards(entries, FACTBOOK)).css("aside.card")
    assert [node.attributes["id"] for node in cards] == ["N1", "N2"]


def test_a_page_without_figures_has_no_cards():
    assert draw_cards([], FACTBOOK) == ""


def test_cards_are_no_part_of_the_search_index():
    assert "data-search-exclude" in draw_cards([FACTBOOK.entries["shop.closed"]], FACTBOOK)


def test_figures_name_their_cards_by_number():
    bound = bind("{{ shop.closed }} {{ shop.opened }} {{ shop.closed }}", FACTBOOK)
    assert re.findall(r'popovertarget="(\w+)"', bound.text) == ["N1", "N2", "N1"]
    assert bound.opened == {"shop.closed": 1, "shop.opened": 2}


def test_a_figure_without_a_button_opens_no_card():
    bound = bind("# Of {{ shop.closed }}\n\n![{{ shop.opened }}](a.png) [{{ shop.founders }}](b.md)", FACTBOOK)
    assert (len(bound.uses), bound.opened) == (3, {})


def test_a_number_is_the_button_and_is_described_by_the_title_of_its_card():
    bound = bind("{{ shop.revenue[2018] }}", FACTBOOK)
    button = LexborHTMLParser(bound.text).css_first("button")
    assert button.text().translate(PLAIN) == "$160 million"
    assert button.attributes["aria-label"] == button.text()
    cards = LexborHTMLParser(draw_cards([use.entry for use in bound.uses], FACTBOOK))
    title = cards.css_first(f"#{button.attributes['aria-describedby']}")
    assert title.text() == "The shop’s revenue, 2018"


# Sources


def test_cited_sources_come_by_number_and_those_of_figures_after_them():
    html = draw_sources(["paper"], [FACTBOOK.entries["shop.revenue[2018]"]], FACTBOOK)
    page = LexborHTMLParser(html)
    assert [node.attributes["id"] for node in page.css("ol li")] == ["source-paper"]
    assert "Annual Report" in page.css_first("details li").text()


def test_a_source_that_is_cited_is_not_listed_twice():
    html = draw_sources(["report"], [FACTBOOK.entries["shop.revenue[2018]"]], FACTBOOK)
    assert html.count("Annual Report") == 1


def test_every_citation_of_a_page_has_its_target():
    bound = bind("A [@paper] b [@report].", FACTBOOK)
    html = bound.text + draw_sources(bound.cited, [], FACTBOOK)
    page = LexborHTMLParser(html)
    for link in page.css("sup.citation a"):
        assert page.css_first(f"[id='{link.attributes['href'][1:]}']") is not None


def test_a_page_without_sources_has_no_list_of_them():
    assert draw_sources([], [], FACTBOOK) == ""


# Data is no markup

HOSTILE = "<script>alert(1)</script>\" onclick='x' &#60;i&#62;"


def test_data_never_becomes_markup_on_a_card():
    quoted = HOSTILE.replace("'", "''")
    factbook = load(
        f"a: {{title: '{quoted}', value: 2, unit: thing, source: bad, place: '{quoted}', confidence: checked, date: 2018, note: '{quoted}'}}\n"
        "b: {title: B, formula: shop.a * 2, unit: thing}",
        units=UNITS + f"thing: {{title: '{quoted}', plural: '{quoted}', definition: '{quoted}'}}\n",
        sources=SOURCES
        + f"- {{id: bad, type: report, title: '{quoted}', author: [{{literal: '{quoted}'}}], publisher: '{quoted}', note: '{quoted}'}}\n",
    )
    entries = list(factbook.entries.values())
    html = draw_cards(entries, factbook) + draw_sources(["bad"], entries, factbook)
    page = LexborHTMLParser(html)
    assert not page.css("script, i, [onclick]")
    assert "alert(1)" in page.text()
    assert set_quotes(HOSTILE) in page.css_first("aside .card-title").text()


def test_the_button_that_closes_a_card_names_that_card():
    (card,) = LexborHTMLParser(draw_cards([FACTBOOK.entries["shop.closed"]], FACTBOOK)).css("aside")
    assert card.css_first("button").attributes["popovertarget"] == card.attributes["id"]
