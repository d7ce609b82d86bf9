"""A list stands on a page like a chart: its headings are among the contents, and each entry is found by itself."""

import pytest

import factbook.lists.draw as draw_module
from example import CONVERTER, SHOP, bind, load, page
from factbook.lists.draw import Material, draw_list
from factbook.page.listing import Heading, Listing, Record, add_lists, draw_heading, write_records
from factbook.page.page import Frame, finish_page
from factbook.page.reference import Reference
from factbook.prose.bound import Bound
from factbook.prose.placeholder import LISTS, Block
from factbook.review.topics import PLAIN, fill_template, read_topics

FACTBOOK = load(SHOP)
TEXT = "# Page\n\n## Before\n\n{{ sources }}\n\n## Behind\n"


def problems(text):
    return [str(problem).partition("\n")[0] for problem in bind(text, FACTBOOK).problems]


@pytest.mark.parametrize("what", LISTS)
def test_each_list_and_each_of_its_parts_stands_on_a_line_of_its_own(what):
    parts = ("", *LISTS[what])
    text = "\n\n".join(f"{{{{ {what} {part} }}}}" for part in parts)
    bound = bind(text, FACTBOOK)
    assert bound.problems == []
    assert list(bound.lists) == [Block(what, part) for part in parts]
    assert bound.blocks == []


def test_of_figures_each_topic_is_a_part():
    assert problems("{{ figures shop }}") == []
    assert problems("{{ figures shops }}") == ["page.md:1:1: figures has no part 'shops' [unknown-list]"]


def test_a_list_within_a_line_twice_or_with_an_unknown_part_is_a_problem():
    assert problems("See {{ ledger }}.") == ["page.md:1:5: this list can't stand inside a line [placeholder-syntax]"]
    assert problems("{{ ledger true }}") == ["page.md:1:1: ledger has no part 'true' [unknown-list]"]
    assert problems("{{ ledger }}\n\n{{ ledger }}") == [
        "page.md:3:1: this list stands on the page twice [unknown-list]"
    ]


def test_headings_of_a_list_stand_in_the_contents_where_the_list_does():
    bound = bind(TEXT, FACTBOOK)
    add_lists(bound, [(at, Listing("", (Heading(2, "within", "Within"),))) for at in bound.lists.values()])
    assert [words for _, _, words in bound.headings] == ["Page", "Before", "Within", "Behind"]


def test_a_list_is_shown_as_it_is_drawn_and_searched_by_its_records():
    bound = bind(TEXT, FACTBOOK)
    listing = Listing("<ul><li>All of it</li></ul>", records=(Record("A <title>", "here", "Words"),))
    finished = finish_page(bound, FACTBOOK, Frame(lists={Block("sources", ""): listing}))
    assert "<ul><li>All of it</li></ul>" in finished.html
    assert "All of it" not in finished.words
    assert '<h2 id="here">A &lt;title&gt;</h2><p>Words</p>' in finished.words
    assert finished.words.index("Before") < finished.words.index("here") < finished.words.index("Behind")


def test_a_heading_leads_to_itself():
    assert 'href="#a"' in draw_heading(Heading(2, "a", "A"), "year")
    assert write_records([]) == ""


# The pages of topics


def test_each_topic_has_a_page_from_the_template(tmp_path):
    (tmp_path / "docs/templates").mkdir(parents=True)
    text = '---\ntitle: "All of {{ topic }}"\n---\n# {{ topic }}\n\nIn {{ file }}.\n\n{{ entries }}\n'
    (tmp_path / "docs/templates/topic.md").write_text(text, encoding="utf-8")
    pages = read_topics(tmp_path, tmp_path / "docs", FACTBOOK, CONVERTER)
    assert list(pages) == ["figures/shop.md"]
    bound = pages["figures/shop.md"].fill(FACTBOOK)
    assert bound.problems == []
    assert bound.front["title"] == "All of Shop"
    assert "<code>data/figures/shop.yml</code>" in bound.text
    assert list(bound.lists) == [Block("figures", "shop")]


def test_what_is_wrong_in_the_template_is_said_at_its_place(tmp_path):
    (tmp_path / "docs/templates").mkdir(parents=True)
    (tmp_path / "docs/templates/topic.md").write_text("# A\n\n{{ shop.gone }}\n", encoding="utf-8")
    (found,) = read_topics(tmp_path, tmp_path / "docs", FACTBOOK, CONVERTER).values()
    assert str(found.fill(FACTBOOK).problems[0]).startswith("docs/templates/topic.md:3:1: there is no figure")


def test_without_a_template_the_page_has_title_and_entries():
    about = load(SHOP, site='topics: {shop: "The <shop>"}')
    text = fill_template(PLAIN, "shop", about)
    bound = page(text, "figures/shop.md").fill(about)
    assert bound.problems == []
    assert bound.front["title"] == "The <shop>"


def test_the_claims_of_a_page_are_solved_once_for_all_its_lists(monkeypatch):
    solved = []
    monkeypatch.setattr(draw_module, "find_standings", lambda *given: solved.append(given) or [])
    material = Material(load(), Reference(urls={"claims.md": ""}, titles={}, here="claims.md"))
    for part in ("", "exact"):
        draw_list(Block("claims", part), Bound(), material)
    assert len(solved) == 1
