"""The real site: one number changed is changed everywhere and nothing else is; no failed build touches the old site.

The copy of the project is built three times at once: as it is, with one number changed, and once more as it
is in another folder, time zone, language and order of hashes.
"""

import hashlib
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import test_sites
from factbook.load.factbook import load_factbook
from factbook.prose.figure import plain_value
from factbook.review.project import check_project

ROOT = Path(__file__).parents[1]
PARTS = ("data", "docs", "hooks", "theme", "schema", "mkdocs.yml")
CHANGED = "facebook.quarterly_advertising"
ITEM = re.compile(r"^- holds: .*?(?=^- holds: |^# |\Z)", re.DOTALL | re.MULTILINE)
HERE = {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}


def copy_project(folder):
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            folder.mkdir(exist_ok=True)
            shutil.copy(source, folder)
    return folder


def start(project, environment=HERE):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    settings = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "SOURCE_DATE_EPOCH": "1552780800",
        **environment,
    }
    return subprocess.Popen(
        command, cwd=project, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def finish(build):
    said, _ = build.communicate(timeout=300)
    return build.returncode, said


def files_of(folder):
    """The hash of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def change_one_number(project):
    """A million more of advertising in the last quarter of 2018, taken from the rest so that the totals hold."""
    data = project / "data/figures/facebook.yml"
    text = data.read_text(encoding="utf-8")
    for name, step in (("quarterly_advertising", 1), ("quarterly_other", -1)):
        start, end = re.search(rf"^{name}:\n(?:[ #].*\n)+", text, re.MULTILINE).span()
        record = text[start:end]
        changed = re.sub(
            r"(?P<key>\b2018Q4:\s*(?:\{ *)?(?:value: *)?)(?P<value>\d+)",
            lambda match, step=step: match["key"] + str(int(match["value"]) + step),
            record,
        )
        assert changed != record
        text = text[:start] + changed + text[end:]
    data.write_text(text, encoding="utf-8")
    tables = project / "data/tables.yml"  # where the release prints them
    printed = tables.read_text(encoding="utf-8")
    changed = printed.replace("$16,640", "$16,641").replace(" 274 |", " 273 |")
    assert changed != printed
    tables.write_text(changed, encoding="utf-8")
    drop_broken_checks(project)


def drop_broken_checks(project):
    """What compares the number with the article's own, or with a second source, no longer holds and is left out."""
    path = project / "data/checks.yml"
    text = path.read_text(encoding="utf-8")
    _, problems = load_factbook(project)
    lines = {problem.location.line for problem in problems if problem.code == "check-broken"}
    for item in reversed(list(ITEM.finditer(text))):
        first = text.count("\n", 0, item.start()) + 1
        if lines.intersection(range(first, first + item[0].count("\n"))):
            text = text[: item.start()] + text[item.end() :]
    path.write_text(text, encoding="utf-8")
    assert not check_project(project).problems


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """Three built copies: as it is, changed, and as it is but elsewhere."""
    folder = tmp_path_factory.mktemp("builds")
    before = copy_project(folder / "before")
    after, elsewhere = (Path(shutil.copytree(before, folder / name)) for name in ("after", "elsewhere/deeper"))
    change_one_number(after)
    running = [start(before), start(after), start(elsewhere, THERE)]
    for status, said in map(finish, running):
        assert status == 0, said
    return before, after, elsewhere


def values_of(html):
    """Every figure of a page, in order, with its value."""
    nodes = LexborHTMLParser(html).css("data.figure")
    return [(node.attributes["data-figure"], node.attributes["value"]) for node in nodes]


def pages_of(project):
    site = project / "site"
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def moved(builds):
    """The entries whose value is another after the change."""
    before, after = (load_factbook(project)[0].entries for project in builds[:2])
    assert before.keys() == after.keys()
    return {name for name in before if plain_value(before[name]) != plain_value(after[name])}


def test_the_change_moves_what_rests_on_it(moved):
    assert f"{CHANGED}[2018Q4]" in moved
    assert "facebook.quarterly_ad_share[2018Q4]" in moved
    assert len(moved) > 5


def test_every_number_that_moved_is_new_on_every_page_and_no_other_is(builds, moved):
    before, after = map(pages_of, builds[:2])
    assert before.keys() == after.keys()
    seen = set()
    for page in before:
        old, new = values_of(before[page]), values_of(after[page])
        assert [name for name, _ in old] == [name for name, _ in new], page
        for (name, was), (_, now) in zip(old, new, strict=True):
            assert (was != now) == (name in moved), (page, name)
            seen.add(name)
    assert f"{CHANGED}[2018Q4]" in seen


def test_pages_without_a_number_that_moved_are_the_same_to_the_byte(builds, moved):
    before, after = map(pages_of, builds[:2])
    same = [page for page in before if not moved.intersection(name for name, _ in values_of(before[page]))]
    changed = [page for page in same if before[page] != after[page] and "claims" not in page and "sources" not in page]
    assert not changed


def test_a_drawing_moves_only_with_its_table(builds, moved):
    before, after = map(pages_of, builds[:2])
    drawings = 0
    for page in before:
        charts = [LexborHTMLParser(pages[page]).css("figure.chart") for pages in (before, after)]
        for old, new in zip(*charts, strict=True):
            drawings += 1
            names = {node.attributes["data-figure"] for node in old.css("data.figure")}
            if not names & moved:
                assert old.html == new.html
            elif old.css_first("svg desc"):
                assert old.html != new.html
    assert drawings


def test_a_notebook_shows_the_new_number(builds, moved):
    texts = {}
    for project in builds[:2]:
        entries = load_factbook(project)[0].entries
        for page, html in pages_of(project).items():
            outputs = [node.text() for node in LexborHTMLParser(html).css(".cell-output")]
            shown = [name for name in moved for output in outputs if str(entries[name].quantity.value) in output]
            if outputs:
                texts.setdefault(page, []).append((sorted(set(shown)), outputs))
    assert texts
    for (old_names, old), (new_names, new) in texts.values():
        assert old_names == new_names
        assert (old != new) or not old_names
    assert any(names for pair in texts.values() for names, _ in pair)


def test_the_downloads_have_the_new_number(builds):
    for name in ("data/figures.json", "data/figures.csv"):
        old, new = ((project / "site" / name).read_bytes() for project in builds[:2])
        assert old != new


def test_two_builds_are_the_same_to_the_byte_wherever_they_run(builds):
    before, _, elsewhere = builds
    one, other = files_of(before / "site"), files_of(elsewhere / "site")
    assert one.keys() == other.keys()
    different = [name for name in one if one[name] != other[name]]
    assert not different, [first_difference(name, before, elsewhere) for name in different]


def first_difference(name, *projects):
    """The name of a file and the first line in which two copies differ."""
    lines = [(project / "site" / name).read_bytes().splitlines() for project in projects]
    pairs = (pair for pair in itertools.zip_longest(*lines) if pair[0] != pair[1])
    return name, *(line and line[:2000] for line in next(pairs))


def test_no_page_tells_where_it_was_built(builds):
    for project in builds:
        for path in (project / "site").rglob("*"):
            if path.is_file():
                assert str(project).encode() not in path.read_bytes(), path


# The old site stays: on a small site, which goes through the same steps


@pytest.fixture
def small(tmp_path, monkeypatch):
    """It is built, and has a folder of its own for temporary files."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    project = tmp_path / "project"
    test_sites.lay_out("everywhere", project)
    assert finish(start(project))[0] == 0
    return project


def break_data(project):
    path = project / "data/figures/shop.yml"
    path.write_text(path.read_text(encoding="utf-8") + "x: {title: X, formula: shop.nothing, unit: time}\n")


def break_page(project):
    (project / "docs/more.md").write_text("# More\n\nOf {{ shop.nothing }}.\n")


def break_link(project):
    (project / "docs/more.md").write_text("# More\n\n[dead](nowhere.md)\n")


def break_anchor(project):
    (project / "docs/more.md").write_text("# More\n\n[dead](index.md#nowhere)\n")


def break_theme(project):
    (project / "theme/main.html").write_text("{{ page.nothing.at.all }}")


BREAKS = {"data": break_data, "page": break_page, "link": break_link, "anchor": break_anchor, "theme": break_theme}


@pytest.mark.parametrize("what", sorted(BREAKS))
def test_a_build_that_fails_leaves_the_old_site_as_it_was(small, what):
    before = files_of(small / "site")
    BREAKS[what](small)
    status, said = finish(start(small))
    assert status == 1, said
    assert files_of(small / "site") == before
    assert not drafts()


def drafts():
    return list(Path(tempfile.gettempdir()).glob("site-*"))


def test_a_folder_that_is_no_site_is_refused(small):
    before = files_of(small)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", "data"]
    done = subprocess.run(command, cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{small}/data: this folder holds files that are no site" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert files_of(small) == before


def test_a_disk_that_is_full_while_pages_are_made_is_one_line(small):
    before = files_of(small / "site")
    add_hook(small, "def on_post_page(output, **_):\n    raise OSError(28, 'No space left on device', '/tmp/x')\n")
    status, said = finish(start(small))
    assert status == 1
    assert "\n/tmp/x: can't build: no space left on device\n    hint: make room on this disk" in said
    assert "Traceback" not in said
    assert files_of(small / "site") == before


HALT = """
import pathlib, time

def on_post_page(output, **_):
    pathlib.Path("halted").touch()
    time.sleep(300)  # until it is killed
"""
MEET = """
import os, pathlib, time
from mkdocs.plugins import event_priority

@event_priority(-99)  # the last thing before the folder is filled
def on_post_build(**_):
    pathlib.Path(f"meet-{os.getpid()}").touch()
    while len(list(pathlib.Path().glob("meet-*"))) < 2:
        time.sleep(0.001)
"""


def add_hook(project, code):
    """Run this code within the build, and give back what takes it out again."""
    config = project / "mkdocs.yml"
    before = config.read_text()
    (project / "extra_hook.py").write_text(code)
    config.write_text(before.replace("hooks: [", "hooks: [extra_hook.py, "))
    assert config.read_text() != before
    return lambda: config.write_text(before)


def test_a_build_that_is_killed_leaves_the_old_site_as_it_was(small):
    before = files_of(small / "site")
    (small / "docs/more.md").write_text("# More\n\nOther words.\n")
    take_out = add_hook(small, HALT)
    build = start(small)
    deadline = time.monotonic() + 60
    while not (small / "halted").exists():
        assert time.monotonic() < deadline
        assert build.poll() is None, build.communicate()
        time.sleep(0.005)
    build.kill()
    build.communicate()
    assert files_of(small / "site") == before
    assert len(drafts()) == 1, "the half-built folder of the one that was killed"

    take_out()
    assert finish(start(small))[0] == 0
    assert "Other words." in (small / "site/more/index.html").read_text()
    assert not drafts(), "the next build has cleared it away"


def test_two_builds_that_end_at_once_both_end_well_and_leave_one_whole_site(small):
    alone = files_of(small / "site")
    add_hook(small, MEET)
    builds = [start(small), start(small)]
    assert [(status, said) for status, said in map(finish, builds) if status] == []
    assert files_of(small / "site") == alone
    assert not drafts()


def test_a_build_without_strict_refuses_wrong_numbers_too(small):
    before = files_of(small / "site")
    break_page(small)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=small, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "docs/more.md:3:4: there is no figure 'shop.nothing' [unknown-figure]" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert files_of(small / "site") == before
