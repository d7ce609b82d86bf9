"""Words in quotation marks are names: what reads as an amount, a date or a bare number is refused, and the rest listed."""

import shutil

import pytest
from click.testing import CliRunner

from example import ROOT, SHOP, bind, load, page
from factbook.lists.names import draw_names
from factbook.prose.guard import Guard
from factbook.prose.name import find_amount
from factbook.review.command import main
from factbook.review.project import check_project

FACTBOOK = load(SHOP)
NAMES = """58.com|Kaixin001|COVID-19|G20|Web 2.0|Three Gorges|CC BY 4.0|Catch-22|a16z|4chan|Fortune 500|
Fortune 500 companies|iOS 11|Windows 95|F8 2018|Three Squirrels|Five Guys|5G|4S|MP3|B2B|Boeing 737|ISO 8601|WeChat 7.0|
360 Security|Ocean's Eleven|The Age of 5G|Section 230|The Million Dollar Homepage|Big Four|H.264|8K|1688.com|51job|Double 11|
7-Eleven|36Kr|Article 5|the iPhone 4S|ISBN 978-3-16-148410-0|Python 3.11|Form 10-K|P2P|RFC 2119|UTF-8"""
AMOUNTS = """100 million accounts|42|twice as many|January 21, 2011|March 2012|99 billion dollars|two|2011|2011-01-21|
about 40|ninety-three per cent|40 %|$5|5 km|5km|10k|3m|half|a dozen|In 2011|WeChat had 100 million accounts|Only two|
two of them|over 90%|a third of users|Facebook grew by 40|Only 500 companies|1,240|WeChat took 16.9bn|the 1990s|3x|５０|
四十|½|twentieth|8 years|8-year-old|Twice as many|Doubled|One Hundred Million|21 January|Tencent in 2011|4th|24/7|10:30"""


def split(words):
    return [word.strip() for word in words.split("|")]


@pytest.mark.parametrize("words", split(NAMES))
def test_a_name_with_a_number_is_a_name(words):
    assert find_amount(words) is None


@pytest.mark.parametrize("words", split(AMOUNTS))
def test_an_amount_a_date_and_a_bare_number_are_no_names(words):
    (problem,) = bind(f'It has {{{{ "{words}" }}}}.', FACTBOOK).problems
    assert (problem.code, problem.location.column) == ("quoted-number", 8)


def test_a_number_beside_a_unit_of_the_data_is_an_amount():
    assert find_amount("WeChat 3 trams") is None  # as "iPhone 4 phones" it follows a name
    assert find_amount("Has 3 trams", {"trams"}) == "3"


@pytest.mark.parametrize("name", ["42", "2011", "100 million", "# people"])
def test_an_amount_is_none_in_the_list_of_names_either(name):
    (problem,) = Guard(load(SHOP, names=f'- {{name: "{name}", why: A year.}}')).listed_names()
    assert str(problem).startswith("data/names.yml:1:11: ")
    assert problem.code == "quoted-number"


def test_a_name_in_the_list_may_stand_for_a_pattern():
    guard = Guard(load(SHOP, names='- {name: "Fortune #", why: A list.}\n- {name: "#.com", why: Sites.}'))
    assert list(guard.listed_names()) == []
    text = "The Fortune 500, the Fortune 1,000, 58.com and 1688.com."
    assert list(guard.page(page(text).template)) == []
    assert list(guard.find_exempt(text)) == ["Fortune #", "Fortune #", "#.com", "#.com"]
    assert [problem.message for problem in guard.page(page("It has 500.").template)] == ["hard-coded number '500'"]


@pytest.fixture
def site(tmp_path):
    shutil.copytree(ROOT / "tests" / "bad" / "_base", tmp_path, dirs_exist_ok=True)
    docs = tmp_path / "docs"
    (docs / "index.md").write_text('# Page\n\n{{ "Portal 24" }}, 58.com and {{ "Portal 24" }}.\n')
    (tmp_path / "data" / "names.yml").write_text("- {name: 58.com, why: A site.}\n- {name: G20, why: States.}\n")
    return tmp_path


def test_the_check_lists_all_that_is_exempt(site):
    assert check_project(site).exempt == {"58.com": 1, "G20": 0, "Portal 24": 2}
    said = CliRunner().invoke(main, ["check", "--root", str(site)]).output
    assert "names exempt from the guard: 58.com (once), G20 (nowhere), Portal 24 (2 times)" in said


def test_a_page_lists_them_with_their_number():
    html = draw_names({"58.com": 1, 'A "<7>"': 2}).html
    assert "<p>2 names with numbers are exempt.</p>" in html
    assert "<li>58.com, once</li><li>A “&lt;7&gt;”, 2 times</li>" in html
    assert "No words" in draw_names({}).html
