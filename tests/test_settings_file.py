"""mkdocs.yml is looked through without building anything: MkDocs's own loader runs what tags name."""

import os

import pytest

from committed import begin
from factbook.review.project import check_project
from factbook.review.settings_file import find_settings_faults

RUNS = [
    "!!python/object/apply:os.system ['touch FLAG']",
    "!<tag:yaml.org,2002:python/object/apply:os.system> ['touch FLAG']",
    "!!%70ython/object/apply:os.system ['touch FLAG']",
    "!!python/name:os.system ''",
    "!ENV HOME",
    "!%45NV HOME",
    "!!binary aGk=",
    "!!set {a}",
    "!anything x",
]


def faults(tmp_path, text, **files):
    tmp_path.joinpath("mkdocs.yml").write_text(text)
    for name, more in files.items():
        tmp_path.joinpath(f"{name}.yml").write_text(more)
    return [str(problem).partition("\n")[0] for problem in find_settings_faults(tmp_path)]


@pytest.mark.parametrize("tagged", RUNS)
@pytest.mark.parametrize(
    "form",
    ["extra: {x: %s}\n", 'extra: {a: " # ", x: %s}\n', "extra:\n  - &a %s\n  - *a\n", "? %s\n: a\n", "- {a: [%s]}\n"],
)
def test_every_tag_is_refused_however_it_is_written(tmp_path, form, tagged):
    (said,) = faults(tmp_path, form % tagged)
    assert said.startswith("mkdocs.yml:")
    assert said.endswith("is not allowed here [yaml-feature]")
    assert not (tmp_path / "FLAG").exists()


def test_a_tag_behind_a_handle_is_told_in_full(tmp_path):
    text = "%TAG !e! tag:yaml.org,2002:python/object/apply:\n---\nx: !e!os.system [ls]\n"
    assert faults(tmp_path, text) == [
        "mkdocs.yml:3:4: the tag '!!python/object/apply:os.system' is not allowed here [yaml-feature]"
    ]


@pytest.mark.parametrize(
    "inherit",
    [
        "INHERIT: other.yml\n",
        '"INHERIT": other.yml\n',
        "a: &x other.yml\nINHERIT: *x\n",
        "b: &m {INHERIT: other.yml}\n<<: *m\n",
    ],
)
def test_settings_that_are_inherited_are_looked_through_as_well(tmp_path, inherit):
    found = faults(tmp_path, inherit, other="INHERIT: third.yml\n", third="x: !!python/name:os.system\n")
    assert found == ["third.yml:1:4: the tag '!!python/name:os.system' is not allowed here [yaml-feature]"]


def test_settings_that_inherit_each_other_or_nothing_come_to_an_end(tmp_path):
    assert faults(tmp_path, "INHERIT: other.yml\n", other="INHERIT: mkdocs.yml\n") == []
    assert "gone.yml:1:1: the file can't be read" in faults(tmp_path, "INHERIT: gone.yml\n")[0]


def test_what_is_no_yaml_is_told_in_one_line_with_its_place(tmp_path):
    (said,) = faults(tmp_path, 'site_name: "A\nnav:\n  - x: y.md\n')
    assert said.startswith("mkdocs.yml:4:1: this is not valid YAML: ")
    (problem,) = find_settings_faults(tmp_path)
    assert problem.hint.endswith("from line 1 on")


def test_tags_of_plain_values_and_marks_that_only_look_like_tags_are_let_pass(tmp_path):
    assert faults(tmp_path, "a: !!str 5\nb: '!ENV x'\nc: a !b\n# !!python/name:x\nd: ! x\n") == []
    assert faults(tmp_path, "a: " + "[" * 60 + "]" * 60)[0].endswith("nesting deeper than 50 levels [yaml-feature]")


def problems(tmp_path, settings, **pages):
    files = {f"docs/{name}.md": f"# {name}\n" for name in pages or {"index": 0}}
    tmp_path.mkdir(exist_ok=True)
    root = begin(tmp_path / "root", files | {"mkdocs.yml": settings, "data/units.yml": ""})
    return [str(problem).partition("\n")[0] for problem in check_project(root).problems]


@pytest.mark.parametrize("key", ["site_url: %s", "repo_url: %s", "extra: {repository: %s}"])
def test_addresses_in_the_settings_are_addresses(tmp_path, key):
    (said,) = problems(tmp_path, key % "'https://x\" onclick=\"alert(1)'")
    assert "and not 'https://x\" onclick=\"alert(1)': an address can't hold \" [wrong-type]" in said
    assert problems(tmp_path / "two", key % "https://example.org/a/") == []
    assert problems(tmp_path / "three", key % "''") == []
    assert len(problems(tmp_path / "four", key % "javascript:alert(1)")) == 1


def test_the_menu_leads_to_pages_and_to_addresses(tmp_path):
    nav = "nav: [index.md, {A: 'javascript:x'}, {B: '//evil.example'}, {C: https://example.org}, {D: [gone.md]}, {E: 'mailto:a@b.org'}]"
    assert problems(tmp_path, nav) == [
        "mkdocs.yml:1:21: the menu can't lead to 'javascript:x': an address starts with https:// [unsafe-address]",
        "mkdocs.yml:1:42: the menu can't lead to '//evil.example': an address starts with https:// [unsafe-address]",
        "mkdocs.yml:1:92: the menu names 'gone.md', which is not there [broken-link]",
    ]


NOTEBOOK = "# %% [markdown]\n# # Second\n# %%\nprint()\n"


@pytest.mark.parametrize(
    ("plugins", "hint"),
    [
        ("[mkdocs-jupyter]", ""),
        ("[{mkdocs-jupyter: {include: ['*.py']}}]", ""),
        ("[search, {mkdocs-jupyter: {include: [second.py]}}]", ""),
        ("[{mkdocs-jupyter: {include: [method.py]}}]", "add 'second.py' to include"),
        ("[{mkdocs-jupyter: {ignore: ['s*.py']}}]", "add 'second.py' to include"),
        ("[]", "add the plugin mkdocs-jupyter"),
    ],
)
def test_each_notebook_is_made_a_page_or_refused(tmp_path, plugins, hint):
    files = {"docs/index.md": "# A\n", "docs/second.py": NOTEBOOK, "data/units.yml": ""}
    root = begin(tmp_path / "root", files | {"mkdocs.yml": f"plugins: {plugins}\n"})
    found = check_project(root).problems
    assert [(problem.location.path, problem.code) for problem in found] == (
        [("docs/second.py", "file-kind")] if hint else []
    )
    assert all(problem.hint.startswith(hint) for problem in found)


def test_a_page_that_the_menu_lacks_is_told(tmp_path):
    warn = "validation: {omitted_files: warn}\nnav: [index.md]\n"
    assert problems(tmp_path / "one", "validation: {nav: {omitted_files: warn}}\nnav: [index.md]\n", index=1, more=1)
    assert problems(tmp_path / "none", "nav: [index.md]\n", index=1, more=1) == []
    assert problems(tmp_path, warn, index=1, more=1) == [
        "docs/more.md:1:1: this page does not stand in the menu [unlisted-page]"
    ]
    assert problems(tmp_path / "two", f"{warn}not_in_nav: more.md\n", index=1, more=1) == []
    assert problems(tmp_path / "three", "site_name: A\n", index=1, more=1) == []


def test_settings_that_are_no_file_are_not_read_for_ever(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for odd in ("/dev/zero", "pipe", ".", '"a\\0b"'):
        assert "the file can't be read" in faults(tmp_path, f"INHERIT: {odd}\n")[0]


def test_only_so_much_of_settings_is_read_as_is_looked_through(tmp_path):
    (said,) = faults(tmp_path, "INHERIT: other.yml\n", other="#" * 900_000)
    assert said.endswith("[too-large]")


def test_what_lies_behind_many_files_is_not_passed_over(tmp_path):
    chain = {f"next{at}": f"INHERIT: next{at + 1}.yml\n" for at in range(40)}
    found = faults(tmp_path, "INHERIT: next0.yml\n", **chain, next40="x: !!python/name:os.system\n")
    assert found == ["next19.yml:1:1: the settings inherit from more than 19 files [too-large]"]
