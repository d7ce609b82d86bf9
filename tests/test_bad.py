"""Bad input: the real command refuses it with the expected message, and the old site stays as it was.

A folder of tests/bad/ is a case: its files are laid over those of tests/bad/_base/, and expected.txt holds
all that the build must say. A file NAME.link becomes a link to the path it holds. To write the messages of
a new case: `python tests/test_bad.py CASE`; then read them as the person would who made the mistake.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from factbook.ground.problem import format_problems
from factbook.review.project import check_project

BEFORE = '<meta name="generator" content="mkdocs-1.6.1">the site from before'
BAD = Path(__file__).parent / "bad"
HOOKS = Path(__file__).parents[1] / "hooks"
STEPS = re.findall(r"^  - (hooks/\w+\.py)$", (HOOKS.parent / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
CASES = sorted(path.name for path in BAD.iterdir() if path.name != "_base")
SECONDS = 60  # a case takes one or two; this only ends a build that hangs
# What only shows when a notebook is run.
RUN = ("notebook-endless", "notebook-exits", "notebook-fails", "notebook-huge", "notebook-no-python")
SAID = re.compile(r"(?:docs|data|mkdocs\.yml)\S*:\d+:\d+: |    hint: ")


def lay_out(case: str, project: Path) -> None:
    """The project of a case, with a site from before."""
    for folder in (BAD / "_base", BAD / case):
        shutil.copytree(folder, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    for link in project.rglob("*.link"):
        link.with_suffix("").symlink_to(link.read_text(encoding="utf-8").strip())
        link.unlink()
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    steps = ", ".join(str(HOOKS.parent / step) for step in STEPS)
    config.write_text(text.replace("HOOKS", steps), encoding="utf-8")
    (project / "site").mkdir()
    (project / "site/index.html").write_text(BEFORE, encoding="utf-8")


def build(project: Path) -> tuple[int, str]:
    """Exit status, and the problems and hints that the build prints."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    output = done.stdout + done.stderr
    assert "Traceback" not in output or "ipykernel" in output, output  # a kernel that is killed complains
    return done.returncode, "".join(f"{line}\n" for line in output.splitlines() if SAID.match(line))


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_refused_with_the_expected_message_and_the_old_site_stays(case, tmp_path):
    lay_out(case, tmp_path)
    status, said = build(tmp_path)
    assert said == (BAD / case / "expected.txt").read_text(encoding="utf-8")
    assert status == 1
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith(RUN)])
def test_a_check_says_the_same_as_the_build(case, tmp_path):
    lay_out(case, tmp_path)
    said = format_problems(check_project(tmp_path).problems)
    assert "".join(f"{line}\n" for line in said.splitlines()) == (BAD / case / "expected.txt").read_text(
        encoding="utf-8"
    )


def test_the_base_of_the_cases_is_itself_good(tmp_path):
    lay_out("_base", tmp_path)
    status, said = build(tmp_path)
    assert (status, said) == (0, "")
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") != BEFORE


if __name__ == "__main__":
    for name in sys.argv[1:] or CASES:
        with tempfile.TemporaryDirectory() as folder:
            lay_out(name, Path(folder))
            (BAD / name / "expected.txt").write_text(build(Path(folder))[1], encoding="utf-8")
