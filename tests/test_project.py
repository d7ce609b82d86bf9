"""A project folder is checked as a whole: what is said here is all that keeps it from being built."""

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example import SHOP, SOURCES, UNITS
from factbook.review.project import ROOT_VARIABLE, check_project, find_root

CHARTS = "mix: {kind: columns, title: 'The revenue of the shop', marks: [{figure: shop.revenue, label: Revenue, colour: first}]}\n"
PAGE = """\
---
title: The shop
description: It had {{ shop.founders | words }}.
---

# The shop

It sold {{ "mostly" if shop.share_of_food[2018] > 90 % }} food [@report].
"""


@pytest.fixture
def project(tmp_path):
    """A folder with the shop's data and one page."""
    files = {
        "data/units.yml": UNITS,
        "data/sources.yml": SOURCES,
        "data/figures/shop.yml": SHOP,
        "data/charts.yml": CHARTS,
        "docs/index.md": PAGE,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def problems(project):
    return [str(problem).partition("\n")[0] for problem in check_project(project).problems]


# Good projects


def test_a_good_project_has_no_problems(project):
    found = check_project(project)
    assert found.problems == []
    assert not found.data_is_broken
    assert list(found.pages) == ["index.md"]


def test_a_page_is_bound_with_its_front_matter(project):
    bound = check_project(project).bound["index.md"]
    assert [use.entry.id for use in bound.uses] == ["shop.founders"]
    assert [claim.words for claim in bound.claims] == ["mostly"]
    assert bound.cited == {"report": 1}
    assert "title:" not in bound.text


def test_a_notebook_is_a_page_too(project):
    (project / "docs/method.py").write_text("# %% [markdown]\n# Of {{ shop.founders | words }}.\n\n# %%\nx = 40 + 2\n")
    found = check_project(project)
    assert found.problems == []
    assert [use.entry.id for use in found.bound["method.py"].uses] == ["shop.founders"]


def test_pages_in_folders_have_their_path_as_name(project):
    (project / "docs/deep/er").mkdir(parents=True)
    (project / "docs/deep/er/page.md").write_text("Text")
    assert list(check_project(project).pages) == ["deep/er/page.md", "index.md"]


def test_a_folder_that_is_called_like_a_page_is_none(project):
    (project / "docs/deep.md").mkdir()
    assert list(check_project(project).pages) == ["index.md"]


def test_a_page_whose_name_is_no_text_is_named_and_not_read(project):
    (project / "docs" / os.fsdecode(b"\xff.md")).write_text("Of 93 %.")
    found = check_project(project)
    assert list(found.pages) == ["index.md"]
    assert [problem.code for problem in found.problems] == ["bad-name"]


def test_an_empty_project_is_no_failure(tmp_path):
    found = check_project(tmp_path)
    assert (found.pages, found.problems) == ({}, [])


def test_the_byte_order_mark_of_an_editor_does_no_harm(project):
    (project / "docs/index.md").write_text(PAGE, encoding="utf-8-sig")
    assert problems(project) == []


def test_the_root_is_the_one_that_the_build_names(monkeypatch, tmp_path):
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    assert find_root() == tmp_path
    monkeypatch.delenv(ROOT_VARIABLE)
    assert (find_root() / "hooks/factbook").is_dir()


# Mistakes on pages


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Of {{ shop.zz }}.", "there is no figure 'shop.zz' [unknown-figure]"),
        ("Of [@nobody].", "there is no source 'nobody' [unknown-source]"),
        ("Of 93 %.", "hard-coded number '93 %' [bare-number]"),
        ("Of a{{ shop.founders", "'{{' is never closed [placeholder-syntax]"),
        ('So {{ "most" if shop.founders > 9 people }}.', 'the words "most" no longer hold: shop.founders is 4\u00a0people, not shop.founders > 9 people [claim-broken]'),
        ("{{ chart mixx }}", "there is no chart 'mixx' [unknown-chart]"),
        ("A\u200bword", "invisible character U+200B [hidden-character]"),
    ],
)  # fmt: skip
def test_a_mistake_on_a_page_has_its_line_in_the_file(project, line, said):
    (project / "docs/index.md").write_text(f"{PAGE}\n{line}\n")
    (found,) = problems(project)
    place, _, message = found.partition(": ")
    assert message == said
    assert place.startswith("docs/index.md:10:")


def test_a_mistake_in_the_front_matter_has_its_line(project):
    (project / "docs/index.md").write_text(PAGE.replace("shop.founders", "shop.zz"))
    assert problems(project) == ["docs/index.md:3:21: there is no figure 'shop.zz' [unknown-figure]"]


def test_a_page_that_is_too_large_is_not_given_to_markdown(project):
    (project / "docs/index.md").write_text(PAGE + "\n" + "[" * 8000)
    found = check_project(project)
    assert "docs/index.md:10:401: the paragraph has more than 400 '[' [too-large]" in problems(project)
    assert found.bound["index.md"].text == ""


def test_the_words_of_a_notebook_have_limits_too(project):
    (project / "docs/method.py").write_text("# %%\nx = 1\n\n# %% [markdown]\n#\n# " + "[" * 401 + "\n")
    assert problems(project) == ["docs/method.py:6:401: the paragraph has more than 400 '[' [too-large]"]


def test_a_mistake_in_a_notebook_has_its_line(project):
    (project / "docs/method.py").write_text("# %%\nx = 1\n\n# %% [markdown]\n#\n# Of {{ shop.zz }}.\n")
    assert problems(project) == ["docs/method.py:6:6: there is no figure 'shop.zz' [unknown-figure]"]


def test_mistakes_of_all_pages_come_sorted_by_place(project):
    (project / "docs/b.md").write_text("{{ x.y }}\n\n{{ x.z }}\n")
    (project / "docs/a.md").write_text("\n" * 9 + "{{ x.w }}\n")
    assert [line.split(": ")[0] for line in problems(project)] == ["docs/a.md:10:1", "docs/b.md:1:1", "docs/b.md:3:1"]


def test_a_link_in_docs_is_not_followed(project, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("Secret {{ x.y }}")
    (project / "docs/page.md").symlink_to(secret)
    found = check_project(project)
    assert [str(problem).partition("\n")[0] for problem in found.problems] == [
        "docs/page.md:1:1: a link is not followed [symlink]"
    ]
    assert "Secret" not in found.pages["page.md"].text


def test_what_is_no_utf_8_is_said_once(project):
    (project / "docs/page.md").write_bytes("größe".encode("latin-1"))
    assert problems(project) == ["docs/page.md:1:1: this is not UTF-8 text: invalid start byte [yaml-syntax]"]


# Mistakes in data


def test_a_mistake_in_data_is_said_where_it_is_and_not_on_every_page(project):
    (project / "data/figures/shop.yml").write_text(SHOP.replace("value: 4,", "value: four,"))
    found = check_project(project)
    assert [str(problem).partition("\n")[0] for problem in found.problems] == [
        "data/figures/shop.yml:25:36: 'four' is not a number as we write them [bad-number]"
    ]
    assert found.data_is_broken


@pytest.mark.parametrize("name", ["data/units.yml", "data/sources.yml", "data/figures/shop.yml", "data/charts.yml"])
def test_a_data_file_that_cannot_be_read_is_one_problem(project, name):
    (project / name).write_text("a: [")
    assert problems(project) == [
        f"{name}:2:1: this is not valid YAML: did not find expected node content [yaml-syntax]"
    ]


def test_a_mistake_in_data_is_not_repeated_where_words_of_data_name_it(project):
    (project / "data/figures/shop.yml").write_text(SHOP.replace("value: 4,", "value: four,"))
    (project / "data/charts.yml").write_text(CHARTS.replace("of the shop", "of {{ shop.founders | words }}"))
    assert len(problems(project)) == 1


def test_a_mistake_in_the_words_of_data_has_its_place(project):
    (project / "data/charts.yml").write_text(CHARTS.replace("of the shop", "of {{ shop.zz }}"))
    assert problems(project) == ["data/charts.yml:1:45: there is no figure 'shop.zz' [unknown-figure]"]


def test_white_space_before_words_of_data_moves_no_place(project):
    (project / "data/charts.yml").write_text(CHARTS.replace("'The revenue of the shop'", "'   Of {{ shop.zz }}'"))
    assert problems(project) == ["data/charts.yml:1:36: there is no figure 'shop.zz' [unknown-figure]"]


def test_a_number_typed_into_a_title_or_a_label_has_its_place(project):
    text = SHOP.replace("title: The shop's revenue\n", "title: >-\n    The shop's\n    93 revenues\n", 1)
    text = text.replace("note: Printed", "title: In 2017, note: Printed")
    (project / "data/figures/shop.yml").write_text(text)
    (project / "data/charts.yml").write_text(CHARTS.replace("label: Revenue", "label: The 5"))
    assert problems(project) == [
        "data/charts.yml:1:98: hard-coded number '5' [bare-number]",
        "data/figures/shop.yml:5:5: hard-coded number '93' [bare-number]",
        "data/figures/shop.yml:12:71: hard-coded number '2017' [bare-number]",
    ]


def test_mistakes_of_pages_come_once_the_data_is_right(project):
    (project / "data/figures/shop.yml").write_text(SHOP.replace("value: 4,", "value: four,"))
    (project / "docs/index.md").write_text("{{ shop.zz }}")
    assert [line.split(":")[0] for line in problems(project)] == ["data/figures/shop.yml"]
    (project / "data/figures/shop.yml").write_text(SHOP)
    assert [line.split(":")[0] for line in problems(project)] == ["docs/index.md"]


def test_checking_twice_says_the_same(project):
    (project / "docs/index.md").write_text("{{ a.b }} 5 {{ c")
    assert problems(project) == problems(project)


def test_checking_writes_nothing(project):
    before = sorted(path.relative_to(project) for path in project.rglob("*"))
    check_project(project)
    assert sorted(path.relative_to(project) for path in project.rglob("*")) == before


# Whatever comes


@pytest.mark.parametrize(
    "piece",
    [
        "{{ shop.founders }} ",
        "5 ",
        "twenty-five and ",
        " more {{ shop.founders }}",
        "<a ",
        '<p title="x">',
        "{{ ",
        "\u200b",
    ],
)
def test_the_work_grows_with_the_page_and_not_with_its_square(project, piece):
    def seconds(count, attempt):
        (project / "docs/index.md").write_text(piece * count + "a" * attempt)  # a text that was not read before
        start = time.process_time()
        check_project(project)
        return time.process_time() - start

    seconds(10, 0)
    many, few = (min(seconds(count, attempt) for attempt in range(4)) for count in (4_000, 1_000))
    assert many < 9 * few + 0.1


@given(page=st.text(max_size=80), data=st.text(alphabet=st.sampled_from("ab: \n{}[]'\"12.-%"), max_size=60))
@settings(max_examples=60)
def test_any_page_and_any_figures_are_checked_to_the_end(tmp_path_factory, page, data):
    root = tmp_path_factory.mktemp("any")
    files = {"data/units.yml": UNITS, "data/sources.yml": SOURCES, "data/figures/shop.yml": data, "docs/index.md": page}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    found = check_project(root)
    assert found.problems == sorted(set(found.problems))
