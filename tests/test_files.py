"""docs/ holds pages, notebooks and pictures; mkdocs.yml holds plain values."""

from __future__ import annotations

import pytest

from factbook.review.files import find_config_problems, find_config_texts, find_file_problems

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def problems(root, name, content):
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return [(str(problem.location), problem.code) for problem in find_file_problems(root, root / "docs")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "# A"),
        ("method.py", "# %%\nprint()\n"),
        ("assets/shop.png", "x"),
        ("shop.svg", SVG.format('<path d="M0 0"/><use href="#a"/>')),
    ],
)
def test_pages_notebooks_and_pictures_are_welcome(tmp_path, name, content):
    assert problems(tmp_path, name, content) == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("run.js", "alert()", "file-kind"),
        ("page.html", "<p>", "file-kind"),
        ("code.py", "import os", "file-kind"),
        (".env", "x", "file-kind"),
        ("search/search_index.json", "{}", "file-kind"),
        ("assets/stylesheets/main.css", "*{}", "file-kind"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', "unsafe-html"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path, name, content, code):
    assert (f"docs/{name}:1:1", code) in problems(tmp_path, name, content)


def test_a_link_is_refused(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/passwd.md").symlink_to("/etc/passwd")
    (problem,) = find_file_problems(tmp_path, tmp_path / "docs")
    assert problem.code == "symlink"


def test_a_tag_in_the_configuration_is_found_at_its_place(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nsite_url: !ENV HOME\n# !ENV is no good\n", encoding="utf-8")
    (problem,) = find_config_problems(tmp_path)
    assert str(problem.location) == "mkdocs.yml:2:11"


def test_a_project_without_configuration_has_no_problem_there(tmp_path):
    assert list(find_config_problems(tmp_path)) == []


def test_the_words_of_the_configuration_that_readers_see_are_found_with_their_places(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A shop\nsite_description: 'Of it'\ntheme: {name: two}\n"
        "nav: [index.md, Start: a.md, Part: &p [{Deep: b.md}, Below: [c.md]], Again: *p]\n"
    )
    found = {str(text.location): text.text for text in find_config_texts(tmp_path)}
    assert found["mkdocs.yml:1:12"] == "A shop"
    assert found["mkdocs.yml:2:20"] == "Of it"
    assert sorted(found.values()) == ["A shop", "Again", "Below", "Deep", "Of it", "Part", "Start"]


@pytest.mark.parametrize("text", ["", "a: [", "- a", "nav: {a: b}", "\x00", "nav: &a [*a]"])
def test_a_configuration_of_another_form_has_no_words(tmp_path, text):
    (tmp_path / "mkdocs.yml").write_text(text)
    assert all(found.text == "a" for found in find_config_texts(tmp_path))
