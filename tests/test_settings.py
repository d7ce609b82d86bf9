"""A project is found from the path that a user gives, and what is read from its settings is of the right kind."""

import os
import subprocess
import sys

import pytest

import test_sites
from committed import begin, change
from factbook.ground.decode import decode_text
from factbook.ground.problem import ProblemError
from factbook.review.diff import compare_projects
from factbook.review.history import read_revision
from factbook.review.project import check_project
from factbook.review.settings import find_docs, find_project, find_setting_problems, read_converter
from test_build import files_of

ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore", "SOURCE_DATE_EPOCH": "1552780800"}


@pytest.fixture
def project(tmp_path):
    """It lies in a folder that a link leads to."""
    folder = tmp_path / "real/project"
    test_sites.lay_out("everywhere", folder)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    return folder


def build(folder, *arguments):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", *arguments]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


# Where the project is


def test_the_path_of_the_settings_may_be_given_in_any_form(project, tmp_path):
    (project / "fork.yml").write_text("INHERIT: mkdocs.yml\nsite_name: A small site\n")
    assert build(project) == (0, "")
    expected = files_of(project / "site")
    forms = [
        (project, "mkdocs.yml"),
        (project, "./mkdocs.yml"),
        (project, "fork.yml"),
        (project / "docs", "../mkdocs.yml"),
        (project / "docs", "../docs/../mkdocs.yml"),
        (tmp_path, "link/project/mkdocs.yml"),
        (tmp_path / "link/project", "mkdocs.yml"),
        (tmp_path, str(project / "mkdocs.yml")),
    ]
    for number, (folder, path) in enumerate(forms):
        site = tmp_path / f"site{number}"
        assert build(folder, "-f", path, "--site-dir", str(site)) == (0, ""), path
        assert files_of(site) == expected, path


def test_the_folder_of_settings_is_absolute_and_links_stay(tmp_path, monkeypatch):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path)
    assert find_project("mkdocs.yml") == tmp_path
    assert find_project("real/../link/mkdocs.yml") == tmp_path / "link"


@pytest.mark.parametrize("settings", ["docs_dir: content\n", "INHERIT: parent.yml\n", ""])
def test_pages_may_lie_in_any_folder(tmp_path, settings):
    files = {"content/index.md": "# A\n\nOne.\n", "data/units.yml": "", "parent.yml": "docs_dir: content\n"}
    root = begin(tmp_path / "root", files | {"mkdocs.yml": settings})
    assert find_docs(root) == root / ("content" if settings else "docs")
    if settings:
        assert list(check_project(root).pages) == ["index.md"]
        change(root, "content/index.md", "One", "Another")
        before = tmp_path / "before"
        before.mkdir()
        read_revision(root, "HEAD", before, find_docs)
        found = compare_projects(check_project(before), check_project(root))
        assert [(one.where, one.before, one.after) for one in found.sentences] == [
            ("content/index.md, A", "One.", "Another.")
        ]


def test_a_pencil_leads_to_the_folder_of_the_pages(project):
    (project / "docs").rename(project / "content")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        f"{config}docs_dir: content\nextra: {{repository: 'https://forge.example/a'}}\n"
    )
    theme = project / "theme/main.html"
    theme.write_text(theme.read_text(encoding="utf-8").replace("<main>", "<main>{{ page.edit_url }} "))
    assert build(project) == (0, "")
    assert "https://forge.example/a/edit/main/content/index.md" in (project / "site/index.html").read_text("utf-8")


# Of what kind they are


@pytest.mark.parametrize(
    ("settings", "place", "words"),
    [
        ("nav:\n  - No: a.md\n", "mkdocs.yml:2:5", "the title of a page, and not 'No', which YAML reads as a truth"),
        ("nav:\n  - Part:\n      - 12:30: a.md\n", "mkdocs.yml:3:9", "not '12:30', which YAML reads as a number"),
        ("nav:\n  - 2019-03-06: a.md\n", "mkdocs.yml:2:5", "'2019-03-06', which YAML reads as a date"),
        ("nav:\n  - ~: a.md\n", "mkdocs.yml:2:5", "'~', which YAML reads as nothing"),
        ("nav:\n  - A: 2019\n", "mkdocs.yml:2:8", "the path of a page, and not '2019'"),
        ("extra: {repository: 12345}\n", "mkdocs.yml:1:21", "an address, and not '12345'"),
        ("extra: {repository: [a]}\n", "mkdocs.yml:1:21", "an address, and not a list or mapping"),
        ("extra: {repository: 'javascript:alert(1)'}\n", "mkdocs.yml:1:21", "'javascript:alert(1)'"),
        ("extra: {notebook_seconds: soon}\n", "mkdocs.yml:1:27", "a whole number of seconds, and not 'soon'"),
        ("extra: {notebook_seconds: 0}\n", "mkdocs.yml:1:27", "a whole number of seconds"),
        ("INHERIT: other.yml\n", "other.yml:1:8", "the title of a page, and not 'on'"),
    ],
)
def test_what_yaml_reads_as_something_else_is_named_with_its_place(tmp_path, settings, place, words):
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "other.yml").write_text("nav: [{on: a.md}]\nINHERIT: mkdocs.yml\n", encoding="utf-8")
    (problem,) = find_setting_problems(tmp_path)
    assert (str(problem.location), problem.code) == (place, "wrong-type")
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "- a\n",
        "nav: [",
        "nav: [a.md, {'No': b.md}, {Part: [c.md]}]\nextra: {repository: '', notebook_seconds: 5}\n",
        "extra: {repository: 'https://forge.example/a'}\n",
        "extra:\n  repository:\n",
        "nav: &a [*a]\n",
    ],
)
def test_all_else_is_welcome_or_said_by_others(tmp_path, settings):
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert list(find_setting_problems(tmp_path)) == []
    read_converter(tmp_path)


def test_the_build_and_the_check_say_it_alike(project):
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        f"{config}not_in_nav: more.md\nnav:\n  - Yes: index.md\nextra: {{repository: 5}}\n"
    )
    said = [str(problem) for problem in check_project(project).problems]
    assert len(said) == 2
    status, output = build(project)
    assert status == 1
    assert all(problem in output for problem in said)
    assert "Traceback" not in output


# How files are read

FILES = {"page": "docs/more.md", "notebook": "docs/method.py", "data": "data/figures/shop.yml"}


@pytest.fixture
def with_notebooks(project):
    """The project with what makes a page of a notebook."""
    config = project / "mkdocs.yml"
    plugin = "plugins: [{mkdocs-jupyter: {include: ['*.py'], ignore: ['*.md'], execute: false}}]"
    config.write_text(config.read_text(encoding="utf-8").replace("plugins: []", plugin), encoding="utf-8")
    return project


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize("form", ["byte order mark", "Windows", "old Mac", "both"])
def test_a_file_saved_by_another_system_is_the_same_file(with_notebooks, what, form):
    project = with_notebooks
    (project / "docs/method.py").write_text("# %% [markdown]\n# # Method\n", encoding="utf-8")
    path = project / FILES[what]
    content = path.read_bytes() if path.exists() else b"# More\n\nOf {{ shop.founders }}.\n"
    path.write_bytes(content)
    before = check_project(project)
    ends = {"Windows": b"\r\n", "both": b"\r\n", "old Mac": b"\r"}.get(form, b"\n")
    mark = b"\xef\xbb\xbf" if form in ("byte order mark", "both") else b""
    path.write_bytes(mark + content.replace(b"\n", ends))
    after = check_project(project)
    assert after.problems == before.problems == []
    assert {name: page.text for name, page in after.pages.items()} == {
        name: page.text for name, page in before.pages.items()
    }
    assert after.factbook.figures == before.factbook.figures


@pytest.mark.parametrize("what", FILES)
def test_another_encoding_gets_one_verdict_with_a_remedy_from_check_and_build(with_notebooks, what):
    project = with_notebooks
    path = project / FILES[what]
    text = path.read_text(encoding="utf-8") if path.exists() else "# %% [markdown]\n# # More\n"
    path.write_text(text, encoding="utf-16")
    said = [str(problem) for problem in check_project(project).problems]
    assert said[0].startswith(
        f"{FILES[what]}:1:1: this is not UTF-8 text: it is UTF-16 [yaml-syntax]\n    hint: save the"
    )
    assert len(said) == 1
    status, output = build(project)
    assert status == 1
    assert said[0] in output
    assert "Traceback" not in output


def test_text_that_is_no_text_has_a_reason():
    with pytest.raises(ProblemError, match=r"a\.md:1:1: this is not UTF-8 text: invalid start byte"):
        decode_text(b"\xff", "a.md")
