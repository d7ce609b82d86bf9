"""The pages made from data list everything, link both ways, and work without a script."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import SHOP, UNITS, bind, load
from factbook.lists.draw import Material, draw_list, draw_lists
from factbook.lists.entry import draw_entry, kind_of
from factbook.lists.topic import figures_by_topic
from factbook.load.factbook import load_factbook
from factbook.page.card import draw_card
from factbook.page.cite import cite_figure, cite_plain
from factbook.page.place import find_places
from factbook.page.reference import Reference
from factbook.prose.bound import Bound
from factbook.prose.figure import entry_anchor
from factbook.prose.placeholder import LISTS, Block
from factbook.review.unused import find_unused_sources

ROOT = Path(__file__).parents[1]
FILES = {
    "units": UNITS + "claim: {title: claim, definition: A statement.}\n",
    "events": "- {date: shop.opened, title: Doors <open>, page: page.md, source: report}\n"
    "- {date: shop.closed, title: It closes, page: none.md}",
    "glossary": "- {term: Till, chinese: 收银, mistranslated: [silver box, a|b], meaning: 'It held {{ shop.customers }}.'}",
    "ledger": """
- {id: R1, section: revenue, claim: It had {{ shop.founders }}, verdict: wrong, reason: No., stated: shop.founders}
- {id: R2, section: revenue, claim: It grew, verdict: supported, reason: Yes., source: [report]}
- {id: P1, section: privacy, claim: It sold, verdict: unverifiable, reason: Who knows.}
""".replace("It had {{ shop.founders }}", "'It had {{ shop.founders }}'"),
}
FACTBOOK = load(SHOP, **FILES)
PAGE = "# Page\n\n## Sales {#sales}\n\n{{ shop.revenue[2018] }} {{ shop.founders }} {{ shop.opened }} [@paper]\n"
PAGES = {"page.md": bind(PAGE, FACTBOOK)}
NAMES = ("page", "figures", "figures/shop", "figures/ledger", "sources", "timeline", "glossary", "ledger", "about")
REFERENCE = Reference(
    urls={f"{name}.md": f"{name}/" for name in NAMES} | {"index.md": "./"},
    titles={"page.md": "The <page>", "ledger.md": "Ledger"},
    here="page.md",
    places=find_places(PAGES, FACTBOOK),
    site="https://example.org/site/",
    name="The site",
)


def at(page):
    return replace(REFERENCE, here=page)


def drawn(what, part="", here="", factbook=FACTBOOK):
    """A list, as the page that has it shows it."""
    return draw_list(Block(what, part), Bound(), Material(factbook, at(here or f"{what}.md"), PAGES))


def topic(name):
    return drawn("figures", name, f"figures/{name}.md").html


def figures():
    """The entries of all topics."""
    return LexborHTMLParser("".join(topic(name) for name in figures_by_topic(FACTBOOK)))


# Addresses


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("page.md", "figures.md", "../figures/"),
        ("index.md", "figures.md", "figures/"),
        ("page.md", "index.md", "../"),
        ("index.md", "index.md", "./"),
        ("page.md", "nowhere.md", ""),
    ],
)
def test_pages_are_reached_from_each_other(here, there, address):
    assert at(here).page(there) == address


def test_addresses_without_folders_work_too():
    flat = replace(
        REFERENCE, urls={"page.md": "page.html", "figures/shop.md": "figures/shop.html", "index.md": "index.html"}
    )
    assert flat.figure("shop.founders") == "figures/shop.html#shop.founders"


def test_a_place_on_the_same_page_needs_no_address():
    assert at("figures/shop.md").figure("shop.revenue[2018]") == "#shop.revenue-2018"


def test_the_permanent_address_is_that_of_the_site():
    assert REFERENCE.permanent("shop.revenue[2018]") == "https://example.org/site/figures/shop/#shop.revenue-2018"


def test_a_report_leads_to_the_words_on_reporting_while_the_repository_is_unknown():
    assert REFERENCE.report("shop.founders") == "../about/#report"


def test_a_report_leads_to_the_form_with_figure_and_page_filled_in():
    address = replace(REFERENCE, repository="https://git.example/a/b/").report("shop.revenue[2018]")
    assert address == (
        "https://git.example/a/b/issues/new?template=wrong-number.yml&figure=shop.revenue%5B2018%5D"
        "&page=https%3A%2F%2Fexample.org%2Fsite%2Fpage%2F"
    )


def test_the_form_has_the_fields_that_are_filled_in():
    form = (ROOT / ".github/ISSUE_TEMPLATE/wrong-number.yml").read_text(encoding="utf-8")
    assert {"figure", "page"} <= set(re.findall(r"^\s+id: (\S+)$", form, re.MULTILINE))


def test_a_citation_names_title_value_and_address():
    entry = FACTBOOK.entries["shop.founders"]
    assert (
        cite_plain(cite_figure([entry], FACTBOOK, REFERENCE))
        == "“Founders: 4 people.” The site. https://example.org/site/figures/shop/#shop.founders"
    )
    assert cite_plain(cite_figure(FACTBOOK.members("shop.food"), FACTBOOK, REFERENCE)) == (
        "“The shop’s revenue from food from 2017 to 2018.” The site. https://example.org/site/figures/shop/#shop.food"
    )


# The card


def links_of(html):
    return {link.text(): link.attributes["href"] for link in LexborHTMLParser(html).css("a")}


def test_a_card_leads_to_its_entry_its_citation_and_a_report():
    links = links_of(draw_card(FACTBOOK.entries["shop.revenue[2018]"], FACTBOOK, REFERENCE))
    assert links["All about it"] == "../figures/shop/#shop.revenue-2018"
    assert links["Cite this figure"] == "../figures/shop/#cite-shop.revenue"
    assert links["Report a wrong number"] == "../about/#report"


def test_a_card_names_the_inputs_as_links():
    links = links_of(draw_card(FACTBOOK.entries["shop.share_of_food[2018]"], FACTBOOK, REFERENCE))
    assert links["The shop’s revenue from food"] == "../figures/shop/#shop.food-2018"


def test_a_card_names_the_other_places_and_not_its_own():
    html = draw_card(FACTBOOK.entries["shop.founders"], FACTBOOK, REFERENCE)
    assert links_of(html)["R1"] == "../ledger/#R1"
    assert "Sales" not in html
    assert (
        links_of(draw_card(FACTBOOK.entries["shop.founders"], FACTBOOK, at("about.md")))["Sales"]
        == "../page/#at-shop.founders"
    )


def test_the_number_is_heard_first():
    card = LexborHTMLParser(draw_card(FACTBOOK.entries["shop.founders"], FACTBOOK, REFERENCE)).css_first("aside")
    title = card.css_first(".card-title")
    assert (title.text(), title.attributes["id"]) == ("Founders, 1995", card.attributes["aria-labelledby"])
    assert card.text().startswith("4\u00a0people")


def test_the_bounds_stand_on_the_card_in_words():
    factbook = load(
        "a: {title: A, value: 5, lower: 4, upper: 7, bound: about, unit: person, date: 2018, source: report, confidence: checked}"
    )
    card = LexborHTMLParser(draw_card(factbook.entries["shop.a"], factbook)).text().replace("\u00a0", " ")
    assert "Between 4 people and 7 people" in card


# Figures


def test_every_figure_has_an_entry_and_every_number_an_anchor():
    page = figures()
    assert {node.attributes["id"] for node in page.css("details.entry")} == set(FACTBOOK.figures)
    anchors = {node.attributes["id"] for node in page.css("[id]")}
    assert {entry_anchor(name) for name in FACTBOOK.entries} <= anchors


@pytest.mark.parametrize("text", [drawn(what).html for what in LISTS] + [topic("shop")])
def test_no_anchor_is_given_twice(text):
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_list_has_a_line_for_every_figure_that_leads_to_its_entry():
    lines = LexborHTMLParser(drawn("figures").html).css(".figure-list li")
    found = [line.css_first("a").attributes["href"].rpartition("#")[2] for line in lines]
    assert sorted(found) == sorted(FACTBOOK.figures)


def test_every_number_of_an_entry_is_bound():
    shown = {node.attributes["data-figure"] for node in figures().css("data.figure")}
    assert shown == set(FACTBOOK.entries)


def test_a_figure_is_recorded_or_derived():
    assert kind_of(FACTBOOK.figures["shop.revenue"]) == "recorded"
    assert kind_of(FACTBOOK.figures["shop.share_of_food"]) == "derived"


def test_an_entry_leads_to_its_sentences_its_sources_and_the_figures_made_of_it():
    links = links_of(draw_entry(FACTBOOK.figures["shop.revenue"], FACTBOOK, at("figures/shop.md")))
    assert links["Sales"] == "../../page/#at-shop.revenue-2018"
    assert links["Annual Report"] == "https://example.org/report"
    assert links["more from it"].startswith("../../sources/#")
    assert links["Share of food in the revenue"] == "#shop.share_of_food"


def test_members_from_other_sources_say_so():
    entry = LexborHTMLParser(draw_entry(FACTBOOK.figures["shop.revenue"], FACTBOOK, at("figures/shop.md")))
    row = entry.css_first("[id='shop.revenue-2017']")
    assert "paper, recalled" in row.text()
    assert "Printed without its cents." in row.text()


def test_the_list_leads_to_each_topic_and_each_topic_to_the_others():
    own = f"Shop {len(FACTBOOK.figures) - 1}"  # one counts the verdicts of the ledger
    text = drawn("figures").html
    assert links_of(text)[own] == "#shop"
    assert '<h2 id="shop">Shop<' in text
    links = links_of(topic("shop"))
    assert links["All topics"] == "../#all"
    assert links[own] == "./"


def test_the_counts_are_those_of_the_data():
    said = drawn("figures", "summary").html
    assert f"{len(FACTBOOK.figures)} figures hold the {len(FACTBOOK.entries)} numbers" in said
    assert "2 documents stand behind" in drawn("sources", "summary").html
    assert "2 events, from 2005 to 2019" in drawn("timeline", "summary").html


# Sources


def test_every_source_is_listed_with_the_figures_that_rest_on_it():
    page = LexborHTMLParser(drawn("sources").html)
    assert {node.attributes["id"] for node in page.css("li[id]")} == set(FACTBOOK.sources)
    paper = page.css_first("#paper")
    assert [link.attributes["href"] for link in paper.css(".rests a")] == [
        "../figures/shop/#shop.closed",
        "../figures/shop/#shop.revenue",
        "../page/#source-paper",
        "../timeline/",
        "../timeline/#closed",
    ]


def test_a_source_says_when_it_was_accessed():
    sources = "- {id: report, type: report, title: R, accessed: 2026-11-22, note: 'A <copy>'}"
    factbook = load(
        "a: {title: A, value: 1, unit: person, date: 2018, source: report, confidence: checked}", sources=sources
    )
    text = drawn("sources", factbook=factbook).html
    assert "Accessed 22\u00a0November 2026." in text
    assert "A &lt;copy&gt;" in text


def test_a_source_that_nothing_rests_on_is_a_problem():
    more = "- {id: extra, type: report, title: Extra}\n- {id: report, type: report, title: Report}"
    factbook = load(
        "a: {title: A, value: 1, unit: person, date: 2018, source: report, confidence: checked}", sources=more
    )
    (problem,) = find_unused_sources(factbook, [])
    assert str(problem).startswith("data/sources.yml:1:3: nothing rests on the source 'extra' [unused-source]")
    cited = bind("[@extra]", factbook)
    assert list(find_unused_sources(factbook, [cited])) == []


def test_sources_stand_by_weight_with_their_number_and_what_is_located_in_them():
    sources = (
        "- {id: web, type: webpage, title: A page}\n- {id: wire, type: article, title: B, weight: record}\n"
        "- {id: report, type: report, title: R}\n- {id: memo, type: report, title: M}"
    )
    text = (
        "a: {title: A, value: 1, unit: person, date: 2018, source: report, confidence: checked, printed: '1', place: p}\n"
        "b: {title: B, value: 2, unit: person, date: 2018, source: memo, confidence: checked}"
    )
    page = LexborHTMLParser(drawn("sources", factbook=load(text, sources=sources)).html)
    assert [heading.attributes["id"] for heading in page.css(".group h2")] == [
        "filings-releases-laws-and-official-counts",
        "newspapers-of-record-and-news-agencies",
        "web-pages-posts-and-other-documents",
    ]
    assert [item.attributes["id"] for item in page.css("li[id]")] == ["memo", "report", "wire", "web"]
    assert [tally.text() for tally in page.css(".tally")] == [
        "2 sources; of 2 numbers from them 1 located.",
        "1 source.",
        "1 source.",
    ]


def test_events_and_claims_use_their_sources():
    factbook = load(SHOP, **FILES)
    assert list(find_unused_sources(replace(factbook, entries={}), [PAGES["page.md"]])) == []


# Timeline and glossary


def test_events_come_in_order_and_lead_to_the_section_that_tells_them():
    text = drawn("timeline").html
    assert text.index("Doors") < text.index("It closes")
    assert links_of(text)["The <page>"] == "../page/#at-shop.opened"
    assert 'popovertarget="N1"' in text
    assert "Doors &lt;open&gt;" in text


def test_each_year_has_a_heading():
    assert [heading.words for heading in drawn("timeline").headings] == ["2005", "2019"]


def test_the_glossary_decodes_the_machine_translation():
    text = drawn("glossary", "mistranslated").html
    assert '<td>“silver box”</td><td><span lang="zh-Hans">收银</span></td><td><a href="#till">Till</a></td>' in text
    assert "“a|b”" in text
    text = drawn("glossary").html
    assert '<h2 class="term-title" id="till">Till<' in text
    assert 'data-figure="shop.customers"' in text


# The ledger


def test_the_claims_of_one_verdict_lead_to_the_ledger():
    assert links_of(drawn("ledger", "wrong", "ledger.md").html) == {"R1": "#R1"}
    assert drawn("ledger", "imprecise", "ledger.md").html == ""


def test_each_verdict_has_a_filter_with_its_count_and_a_number_that_its_claims_have():
    page = LexborHTMLParser(drawn("ledger").html)
    for number, (verdict, count) in enumerate(
        {"supported": 1, "imprecise": 0, "wrong": 1, "unverifiable": 1}.items(), 1
    ):
        link = page.css_first(f".filter a#only-{verdict}.pick-{number}[href='#only-{verdict}']")
        assert link.text() == f"{verdict.capitalize()} {count}"
        assert len(page.css(f".ledger-claim.item.{verdict}.in-{number}")) == count


def test_a_claim_shows_the_number_that_the_article_gave():
    numbers = LexborHTMLParser(drawn("ledger").html).css_first("#R1 .claim-numbers")
    assert numbers.text().startswith("The text: 4")


def test_the_ledger_of_the_site_has_every_claim_once():
    factbook, _ = load_factbook(ROOT)
    found = drawn("ledger", factbook=factbook)
    assert found.used.problems == []
    assert found.html.count('class="ledger-claim ') == len(factbook.ledger) == len(found.records)
    assert found.html.count("Difference: ") > 20


def test_lists_of_a_page_go_on_numbering_where_it_ends():
    page = bind("# A\n\n{{ shop.closed }} [@paper]\n\n{{ ledger }}\n\n{{ timeline }}\n", FACTBOOK, "ledger.md")
    lists = draw_lists(page, Material(FACTBOOK, at("ledger.md"), PAGES))
    opened = {name: number for one in lists.values() for name, number in one.used.opened.items()}
    assert opened["shop.closed"] == 1
    assert sorted(opened.values()) == list(range(1, len(opened) + 1))
    assert [*lists.values()][-1].used.cited == {"paper": 1, "report": 2}
    assert page.opened == {"shop.closed": 1}


def test_each_entry_of_a_list_is_one_record_for_the_search():
    assert [one.anchor for one in drawn("ledger").records] == ["R1", "R2", "P1"]
    assert [one.title for one in drawn("glossary").records] == ["Till"]
    assert {one.anchor for one in drawn("sources").records} == set(FACTBOOK.sources)
    shop = {one.anchor for one in drawn("figures", "shop", "figures/shop.md").records}
    assert shop == {name for name in FACTBOOK.figures if name.startswith("shop.")}
    assert drawn("figures").records == drawn("claims").records == ()
