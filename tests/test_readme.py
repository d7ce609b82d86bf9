"""The README's example is what the build accepts."""

import re
import shutil
from pathlib import Path
from textwrap import dedent

from factbook.ground.problem import format_problems
from factbook.review.project import check_project

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^ {3}```(\w+)\n(.*?)^ {3}```$", re.MULTILINE | re.DOTALL)


def blocks():
    return [(language, dedent(text)) for language, text in BLOCK.findall(README)]


def test_the_three_steps_make_a_number_that_the_check_accepts(tmp_path):
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (source, _), (figures, _), (page, _) = [(text, language) for language, text in blocks()]
    sources, topic, chapter = (
        tmp_path / name for name in ("data/sources.yml", "data/figures/facebook.yml", "docs/revenue.md")
    )
    known = sources.read_text(encoding="utf-8")
    assert source.splitlines()[0] in known.splitlines()  # "if it is not there yet"
    topic.write_text(f"{topic.read_text(encoding='utf-8')}\n{figures}", encoding="utf-8")
    before = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{before}\n{page}", encoding="utf-8")
    project = check_project(tmp_path)
    assert format_problems(project.problems) == ""
    assert "Each employee brought in $1.57 million, more than a million dollars." in [
        line for _, line in project.bound["revenue.md"].lines
    ]


def test_every_file_that_it_names_is_there():
    for path in re.findall(r"\]\(([\w./-]+)\)", README):
        assert (ROOT / path).exists(), path
