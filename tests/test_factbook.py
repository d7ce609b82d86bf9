"""All of data/ at once: which files are read, what names what, and every problem in one list."""

import pytest

from example import SHOP, SOURCES, UNITS, load, problems_of
from factbook.load.factbook import OTHERS, load_factbook, parse_factbook, read_data


@pytest.fixture
def project(tmp_path):
    """A folder with the shop's data."""
    (tmp_path / "data/figures").mkdir(parents=True)
    (tmp_path / "data/units.yml").write_text(UNITS)
    (tmp_path / "data/sources.yml").write_text(SOURCES)
    (tmp_path / "data/figures/shop.yml").write_text(SHOP)
    return tmp_path


def problems(project):
    return [str(problem).partition("\n")[0] for problem in load_factbook(project)[1]]


# Files


def test_the_path_of_a_file_is_the_first_half_of_its_names(project):
    factbook, found = load_factbook(project)
    assert found == []
    assert set(factbook.figures) == {
        f"shop.{name}"
        for name in ["revenue", "food", "share_of_food", "customers", "visitors", "founders", "opened", "closed"]
    }


def test_texts_are_keyed_by_their_path_from_the_root(project):
    assert list(read_data(project)[0]) == ["data/figures/shop.yml", "data/sources.yml", "data/units.yml"]


def test_an_empty_folder_is_an_empty_factbook(tmp_path):
    factbook, found = load_factbook(tmp_path)
    assert (factbook.figures, found) == ({}, [])


def test_files_of_other_kinds_are_left_alone(project):
    (project / "data/README.md").write_text("# About")
    (project / "data/old.csv").write_text("a,b")
    assert problems(project) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("data/event.yml", "data/event.yml:1:1: nothing is read from a file named 'data/event.yml' [bad-name]"),
        ("data/events.yaml", "data/events.yaml:1:1: nothing is read from a file named 'data/events.yaml' [bad-name]"),
        ("data/figures/china.yaml", "data/figures/china.yaml:1:1: 'china.yaml' can't be a topic [bad-name]"),
        ("data/figures/China.yml", "data/figures/China.yml:1:1: 'China' can't be a topic [bad-name]"),
        ("data/figures/asia/china.yml", "data/figures/asia/china.yml:1:1: 'asia/china' can't be a topic [bad-name]"),
    ],
)
def test_a_file_that_would_be_passed_over_in_silence_is_a_problem(project, name, said):
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("")
    assert problems(project) == [said]


def test_a_misspelt_file_name_gets_a_hint(project):
    (project / "data/event.yml").write_text("")
    assert load_factbook(project)[1][0].hint == "did you mean 'data/events.yml'?"


def test_a_link_is_not_followed(project, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yml"
    secret.write_text("a: secret")
    (project / "data/figures/links.yml").symlink_to(secret)
    (project / "data/figures/shop.yml").write_text(SHOP + "x: {title: X, formula: links.a, unit: time}\n")
    assert problems(project) == ["data/figures/links.yml:1:1: a link is not followed [symlink]"]


def test_a_link_to_a_file_of_the_project_is_not_followed_either(project):
    (project / "data/figures/again.yml").symlink_to(project / "data/figures/shop.yml")
    assert problems(project) == ["data/figures/again.yml:1:1: a link is not followed [symlink]"]


def test_a_linked_folder_is_not_followed(project, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / "data/figures").rename(elsewhere / "figures")
    (project / "data/figures").symlink_to(elsewhere / "figures")
    factbook, _ = load_factbook(project)
    assert factbook.figures == {}


def test_a_folder_that_is_named_like_a_file_is_no_file(project):
    (project / "data/figures/china.yml").mkdir()
    assert problems(project) == []


def test_what_is_no_utf_8_is_one_problem(project):
    (project / "data/figures/china.yml").write_bytes("a: größe".encode("latin-1"))
    (project / "data/checks.yml").write_text("- {holds: china.a > 1, why: X.}")
    found = problems(project)
    assert len(found) == 1
    assert found[0].startswith("data/figures/china.yml:1:1: this is not UTF-8 text: invalid ")
    assert found[0].endswith("[yaml-syntax]")


def test_line_ends_of_windows_change_nothing(project):
    text = SHOP + "x: {title: X, formula: shop.y, unit: time}\n"
    (project / "data/figures/shop.yml").write_bytes(text.replace("\n", "\r\n").encode())
    assert problems(project) == [
        f"data/figures/shop.yml:{text.count(chr(10))}:24: there is no figure 'shop.y' [unknown-figure]"
    ]


def test_every_file_may_be_left_out_or_empty():
    assert problems_of(**dict.fromkeys(OTHERS, "")) == []


# Problems


def test_problems_are_sorted_by_place_and_said_once(project):
    (project / "data/figures/shop.yml").write_text("b: {title: B}\na: {title: A}\n")
    (project / "data/figures/art.yml").write_text("z: {title: Z}\n")
    found = load_factbook(project)[1]
    assert found == sorted(set(found))
    assert [problem.location.path for problem in found] == ["data/figures/art.yml"] + ["data/figures/shop.yml"] * 2


def test_an_unknown_source_that_a_series_gives_to_all_members_is_said_once():
    text = "a: {title: A, by: year, unit: USD, source: x, confidence: checked, values: {2016: 1, 2017: 2}}"
    assert problems_of(text) == ["data/figures/shop.yml:1:44: there is no source 'x' [unknown-source]"]


def test_the_same_data_gives_the_same_factbook_and_problems():
    texts = {
        "data/units.yml": UNITS,
        "data/sources.yml": SOURCES,
        "data/figures/shop.yml": SHOP,
        "data/figures/x.yml": "a: {title: A}",
    }
    first, second = parse_factbook(texts), parse_factbook(dict(reversed(texts.items())))
    assert first[1] == second[1]
    assert list(first[0].entries) == list(second[0].entries)


# Look-ups


def test_an_entry_is_found_by_name_and_key():
    factbook = load()
    assert factbook.entry("shop.customers", None).id == "shop.customers"
    assert factbook.entry("shop.revenue", "2018").id == "shop.revenue[2018]"


@pytest.mark.parametrize(
    ("figure", "key"), [("shop.revenue", None), ("shop.revenue", "2011"), ("shop.customers", "2018"), ("x.y", None)]
)
def test_an_entry_that_is_not_there_is_a_lookup_error(figure, key):
    with pytest.raises(LookupError):
        load().entry(figure, key)


def test_members_come_in_order():
    factbook = load()
    assert [entry.key for entry in factbook.members("shop.revenue")] == ["2016", "2017", "2018"]
    assert [entry.id for entry in factbook.members("shop.customers")] == ["shop.customers"]


def test_a_factbook_is_a_scope_for_formulas():
    factbook = load()
    assert factbook.value_of("shop.founders").value == 4
    assert factbook.measure("million USD").factor == 10**6
    assert "shop.food" in factbook.figure_names()
