"""docs/ holds pages, notebooks and pictures; mkdocs.yml holds plain values."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from factbook.review.files import find_config_texts, find_file_problems, is_ordinary
from factbook.review.project import check_project
from factbook.review.settings_file import find_settings_faults

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
        ("claim/R1/index.md", "# A", "file-kind"),
        ("embed/chart/index.md", "# A", "file-kind"),
        ("index.md.md", "# A", "file-kind"),
        ("search/search_index.json", "{}", "file-kind"),
        ("assets/stylesheets/main.css", "*{}", "file-kind"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', "unsafe-html"),
        ("zz.MD", "# A", "file-kind"),
        ("shop.PNG", "x", "file-kind"),
        ("sub/method.py", "# %%\nprint()\n", "file-kind"),
        ("sub/method.ipynb", "{}", "file-kind"),
        ("method.ipynb", "{}", "file-kind"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path, name, content, code):
    assert (f"docs/{name}:1:1", code) in problems(tmp_path, name, content)


PICTURES = {
    "a.png": b"\x89PNG\r\n\x1a\n...",
    "a.jpg": b"\xff\xd8\xff\xe0...",
    "a.jpeg": b"\xff\xd8\xff\xdb...",
    "a.gif": b"GIF89a...",
    "a.webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "a.ico": b"\x00\x00\x01\x00\x01",
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_holds_what_its_name_says(tmp_path, name):
    (tmp_path / "docs").mkdir()
    path = tmp_path / "docs" / name
    path.write_bytes(PICTURES[name])
    assert list(find_file_problems(tmp_path, tmp_path / "docs")) == []
    others = [content for other, content in PICTURES.items() if content[:3] != PICTURES[name][:3]]
    for content in (b"<html><script>1</script>", b"", b"GIF88a", *others):
        path.write_bytes(content)
        (problem,) = find_file_problems(tmp_path, tmp_path / "docs")
        assert (str(problem.location), problem.code) == (f"docs/{name}:1:1", "file-kind")


@pytest.mark.parametrize("folder", ["docs", "docs/deep", "data", "data/figures"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        (b"\xff\xfe.md", "the character U+DCFF"),
        (b"a\x1b[2J.md", "the character U+001B"),
        (b"a\n::error ::b.md", "the character U+000A"),
        ("a\u202eb.md".encode(), "the character U+202E"),
        ("a\u2800b.md".encode(), "the character U+2800"),
        ("a\u00a0b.md".encode(), "the character U+00A0"),
        *((f"a{sign}b.md".encode(), f"'{sign}'") for sign in "<>\"'&\\|:*?`"),
    ],
)
def test_a_name_that_hides_or_disguises_something_is_refused(tmp_path, folder, name, said):
    (tmp_path / folder).mkdir(parents=True)
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path / folder), name))).touch()  # noqa: PTH118 (a Path has no bytes)
    (problem,) = (problem for problem in check_project(tmp_path).problems if problem.code == "bad-name")
    first, hint = str(problem).splitlines()
    assert first.startswith(f"{folder}/")
    assert first.endswith(f"the name of a file or folder can't hold {said} [bad-name]")
    assert first.replace("\u00a0", " ").isprintable()
    assert hint.startswith("    hint: rename it")
    assert str(problem).encode()


def test_the_name_of_a_folder_counts_once(tmp_path):
    found = problems(tmp_path, 'a"b/c.md', "# C")
    assert found == [('docs/a"b:1:1', "bad-name")]


@pytest.mark.parametrize("name", ["微信 é.md", "a-b_c.2018.md", "a/b/c.md", "(old)+[new],~#1.md"])
def test_other_names_are_welcome(tmp_path, name):
    assert problems(tmp_path, name, "# A") == []


@pytest.mark.parametrize(
    ("names", "place", "said"),
    [
        (["revenue.md", "revenue/index.md"], "docs/revenue/index.md", "'docs/revenue.md'"),
        (["index.md", "README.md"], "docs/index.md", "'docs/README.md'"),
        (["a/index.md", "a/README.md"], "docs/a/index.md", "'docs/a/README.md'"),
        (["method.md", "method.py"], "docs/method.py", "'docs/method.md'"),
        (["figures/shop/index.md"], "docs/figures/shop/index.md", "'figures/shop.md', which is made from data"),
        (["claims.md", "claims/index.md"], "docs/claims/index.md", "'docs/claims.md'"),
    ],
)
def test_two_pages_with_one_address_are_named_both(tmp_path, names, place, said):
    (tmp_path / "data/figures").mkdir(parents=True)
    (tmp_path / "data/figures/shop.yml").touch()
    for name in names:
        problems(tmp_path, name, "# %%\n")
    (problem,) = find_file_problems(tmp_path, tmp_path / "docs")
    assert (problem.location.path, problem.code) == (place, "file-kind")
    assert problem.message == f"this page would have the same address as {said}"


@pytest.mark.parametrize("names", [["claims.md"], ["a.md", "a/b.md"], ["a/index.md", "index.md"], ["a.md", "a.svg"]])
def test_a_page_has_an_address_of_its_own(tmp_path, names):
    assert [found for name in names for found in problems(tmp_path, name, SVG if name.endswith("svg") else "# A")] == []


@pytest.mark.parametrize("name", ["shop.YML", "shop.yml.bak", "shop.json"])
def test_a_file_of_data_that_nobody_reads_is_named(tmp_path, name):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_text("a: 1", encoding="utf-8")
    assert problems(tmp_path, "a.md", "words") == [(f"data/{name}:1:1", "file-kind")]


def test_a_link_is_refused(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/passwd.md").symlink_to("/etc/passwd")
    (problem,) = find_file_problems(tmp_path, tmp_path / "docs")
    assert problem.code == "symlink"


@pytest.mark.parametrize("folder", ["docs", "docs/deep", "data", "data/figures"])
@pytest.mark.parametrize("name", ["a.md", "a.png", "a.yml", "a.py", "a"])
@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_what_is_neither_file_nor_folder_is_told_and_not_waited_for(tmp_path, monkeypatch, folder, name, kind):
    path = tmp_path / folder / name
    path.parent.mkdir(parents=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        monkeypatch.chdir(path.parent)  # since the path of a socket must be short
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(name)
    found = [problem for problem in check_project(tmp_path).problems if problem.location.path == f"{folder}/{name}"]
    assert [problem.message for problem in found] == ["this is neither a file nor a folder"]


@pytest.mark.parametrize("name", ["docs/more", "docs/more.png", "data/more", "data/figures/more", "data/more.txt"])
def test_a_link_out_of_the_project_is_told_and_not_followed(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.symlink_to("/etc")
    found = [problem for problem in check_project(tmp_path).problems if problem.location.path.startswith(name)]
    assert [(problem.location.path, problem.code) for problem in found] == [(name, "symlink")]


def test_a_file_below_a_link_is_no_ordinary_one(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.md").touch()
    (tmp_path / "docs").symlink_to(tmp_path / "real")  # somebody's choice
    (tmp_path / "docs/deep").symlink_to(tmp_path / "real")
    assert is_ordinary(tmp_path / "docs/a.md", tmp_path / "docs")
    assert not is_ordinary(tmp_path / "docs/deep/a.md", tmp_path / "docs")


def test_a_tag_in_the_configuration_is_found_at_its_place(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nsite_url: !ENV HOME\n# !ENV is no good\n", encoding="utf-8")
    (problem,) = find_settings_faults(tmp_path)
    assert str(problem.location) == "mkdocs.yml:2:11"


def test_a_project_without_configuration_has_no_problem_there(tmp_path):
    assert list(find_settings_faults(tmp_path)) == []


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
