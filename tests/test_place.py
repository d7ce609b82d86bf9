"""Every use of a figure is found, with the section in which it stands."""

from example import SHOP, UNITS, bind, load
from factbook.page.place import Place, find_places
from factbook.prose.bind import bind_words

CHARTS = """
sales: {kind: columns, title: "Sales of {{ shop.founders }}", marks: [{figure: shop.revenue}]}
"""
LEDGER = """
- id: R1
  section: revenue
  claim: It had {{ shop.founders }}
  verdict: supported
  reason: "So it {{ \\"did\\" if shop.visitors > 1 person }}."
  stated: shop.founders
  record: shop.founders
  holds: shop.customers > 1 monthly user
"""
EVENTS = "- {date: shop.opened, title: 'It opens with {{ shop.founders }}', page: page.md}"
GLOSSARY = "- {term: Till, meaning: 'Where {{ shop.revenue[2018] }} went.'}"
UNITS_TOO = UNITS + "claim: {title: claim, definition: A statement.}\n"
FACTBOOK = load(SHOP, units=UNITS_TOO, charts=CHARTS, ledger=LEDGER, events=EVENTS, glossary=GLOSSARY)
PAGE = """# Shop {{ shop.closed }}

{{ shop.founders }}

## Sales {#sales}

{{ shop.founders }} and {{ shop.founders }}, {{ "few" if shop.customers > 1 monthly user }}

{{ chart sales }}
"""


def places(text=PAGE):
    return find_places({"page.md": bind(text, FACTBOOK)}, FACTBOOK)


def test_a_figure_is_found_in_each_line_once_and_leads_to_its_place_there():
    found = [
        place for place in places(f"{PAGE}\n{{{{ shop.founders }}}}\n")["shop.founders"] if place.page == "page.md"
    ]
    assert found == [
        Place("page.md", "at-shop.founders", "opening"),
        Place("page.md", "at-shop.founders.2", "Sales"),
        Place("page.md", "at-shop.founders.4", "again"),
        Place("page.md", "chart-sales", "the chart"),
    ]


def test_a_figure_that_is_no_element_leads_to_its_section():
    found = places("# Shop\n\n## Sales {#sales}\n\n![{{ shop.founders }}](a.png) in {{ shop.revenue[2018] | year }}\n")
    assert Place("page.md", "sales", "Sales") in found["shop.founders"]
    assert Place("page.md", "sales", "Sales") in found["shop.revenue[2018]"]


def test_a_figure_that_words_rest_on_is_used_there():
    assert Place("page.md", "claim-1", "Sales") in places()["shop.customers"]


def test_every_mark_of_a_chart_is_used_by_it():
    for year in (2016, 2017, 2018):
        assert Place("page.md", "chart-sales", "the chart") in places()[f"shop.revenue[{year}]"]


def test_the_ledger_uses_its_numbers_words_and_predicates():
    found = places("")
    for name in ("shop.founders", "shop.visitors", "shop.customers"):
        assert Place("ledger.md", "R1", "R1") in found[name]


def test_the_timeline_and_the_glossary_use_figures():
    found = places("")
    assert Place("timeline.md", "opened", "The day the shop opened") in found["shop.opened"]
    assert Place("timeline.md", "opened", "The day the shop opened") in found["shop.founders"]
    assert Place("glossary.md", "till", "Till") in found["shop.revenue[2018]"]


def test_what_nothing_uses_has_no_places():
    assert "shop.food[2017]" not in places("")


def test_words_of_data_are_bound_without_problems():
    assert bind_words(FACTBOOK.events[0].title, FACTBOOK).problems == []
