"""The steps in mkdocs.yml: one that is missing or stands elsewhere says so, and the one for speed changes no byte."""

import filecmp
import os
import subprocess
import sys
from pathlib import Path

import pytest

import test_sites


def build(project, *more):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", *more],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1552780800"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def project(tmp_path):
    test_sites.lay_out("everywhere", tmp_path)
    return tmp_path


def relist(project, change):
    """Rewrite the list of steps."""
    path, steps = project / "mkdocs.yml", test_sites.steps()
    text = path.read_text(encoding="utf-8")
    assert ", ".join(steps) in text
    path.write_text(text.replace(", ".join(steps), ", ".join(change(steps))), encoding="utf-8")


def without(name):
    return lambda steps: [step for step in steps if name not in step]


@pytest.mark.parametrize("name", ["build_site", "publish_site"])
def test_a_missing_step_says_so(project, name):
    relist(project, without(name))
    status, said = build(project)
    assert status == 1
    assert f"mkdocs.yml: hooks: hooks/{name}.py is missing" in said
    assert "Traceback" not in said


def test_a_step_that_stands_elsewhere_says_so(project):
    relist(project, lambda steps: steps[::-1])
    status, said = build(project)
    assert status == 1
    assert "the steps stand in another order" in said
    assert "hooks/reuse_work.py, hooks/build_site.py" in said


def test_without_the_step_for_speed_no_byte_of_the_site_differs(project):
    for folder in ("first", "again"):  # the second is from what the first has kept
        assert build(project, "-d", folder)[0] == 0
    relist(project, without("reuse_work"))
    assert build(project, "-d", "plain")[0] == 0
    for folder in ("again", "plain"):
        compared = filecmp.dircmp(project / "first", project / folder)
        assert not list(differing(compared))


def differing(compared):
    names = (*compared.diff_files, *compared.left_only, *compared.right_only)
    yield from (Path(compared.left, name) for name in names if not name.startswith(".factbook"))
    for below in compared.subdirs.values():
        yield from differing(below)
