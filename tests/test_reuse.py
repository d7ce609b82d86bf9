"""What did not change is used again, in the preview and by the next build, and nothing is stale after edits of every kind.

The preview runs here as `mkdocs serve` runs it, build after build in one process, but for the server and the
watching of files.
"""

import json
import os
import re
import subprocess
import sys

import pytest

from test_build import copy_project, files_of

# file, what to replace, by what; the data stays such that all claims hold
EDITS = [
    (
        "data/figures/facebook.yml",
        r"title: Facebook's advertising revenue\n",
        "title: What Facebook's advertising earned\n",
    ),
    ("data/figures/privacy.yml", r"value: 44\b", "value: 43"),
    ("data/figures/wechat.yml", r"\A", "\n"),
    ("data/figures/copying.yml", r"(formula: )(copying\.\w+|dates\.\w+)", r"\1 \2"),
    ("data/sources.yml", r"title: Facebook Reports Fourth Quarter", "title: Facebook Tells of Its Fourth Quarter"),
    ("data/sources.yml", r"accessed: 20\d\d-\d\d-\d\d", "accessed: 2026-11-01"),
    ("data/units.yml", r"definition: (\w)", r"definition: Also \1"),
    ("data/glossary.yml", r"meaning: (.)", r"meaning: Now \1"),
    ("data/ledger.yml", r"reason: He replied", "reason: Zuckerberg replied"),
    ("data/events.yml", r"title: (\w)", r"title: Then \1"),
    ("data/charts.yml", r"note: The share of phones", "note: This share of phones"),
    ("data/charts.yml", r"label: Advertising\b", "label: Advertisements"),
    ("data/checks.yml", r"\A", "# A word to editors\n"),
    ("docs/privacy.md", r"What they buy is aim\.", "What they pay for is aim."),
    ("docs/strategy.md", r"## Advice that had to wait", "## Advice that waited"),
    ("docs/wechat.md", r"title: The WeChat model", "title: The model of WeChat"),
    ("docs/revenue.md", r"\{\{ table quarters \}\}\n", ""),
    ("docs/method.py", r"We follow one number", "Here we follow one number"),
    ("mkdocs.yml", r"- Privacy: privacy\.md", "- Private life: privacy.md"),
    ("theme/partials/copyright.html", r"Text and data:", "Texts and data:"),
]
PREVIEW = """
import json, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

def make(first=False):
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    if first:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config)

make(first=True)
for path, text in json.loads(sys.stdin.read()):
    Path(path).write_text(text, encoding="utf-8")
    make()
"""
# What only the finished site has: its policy, the pictures of its pages and of its charts.
BUILT = re.compile(
    rb'[ \t]*<meta (?:http-equiv="Content-Security-Policy"|property="og:[\w:]+"|name="twitter:card")[^>]*>'
    rb'|<p class="chart-downloads".*?</p>'
)
SHEET = re.compile(rb"assets/styles(\.\w+)?\.css")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """After all edits: the preview, a build that remembers the one before them, and a build that remembers nothing."""
    project = copy_project(tmp_path_factory.mktemp("reuse") / "project")
    memories = [tmp_path_factory.mktemp("memory") for _ in range(2)]
    texts, edits = {}, []
    for name, old, new in EDITS:
        text = texts.get(name) or (project / name).read_text(encoding="utf-8")
        texts[name] = re.sub(old, new, text, count=1)
        assert texts[name] != text, (name, old)
        edits.append((name, texts[name]))
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "SOURCE_DATE_EPOCH": "1552780800",
        "FACTBOOK_MEMORY": str(memories[0]),
    }
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir"]
    run(project, environment, [*build, "before"])
    run(project, environment, [sys.executable, "-c", PREVIEW, "preview"], edits)
    run(project, environment, [*build, "again"])
    run(project, environment | {"FACTBOOK_MEMORY": str(memories[1])}, [*build, "first"])
    return project


def run(project, environment, command, edits=()):

    done = subprocess.run(
        command,
        cwd=project,
        env=environment,
        input=json.dumps(edits),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def read(site):
    """Every page and the search index, as they are in a preview."""
    paths = [path for path in site.rglob("*") if path.suffix in (".html", ".json") and path.is_file()]
    return {path.relative_to(site).as_posix(): without_built(path.read_bytes()) for path in paths}


def without_built(text):
    lines = BUILT.sub(b"", text).splitlines()
    return SHEET.sub(b"assets/styles.css", b"\n".join(line for line in lines if line.strip()))


def test_after_twenty_edits_of_any_kind_nothing_is_stale_in_the_preview(built):
    preview, first = read(built / "preview"), read(built / "first")
    assert len(EDITS) >= 20
    assert preview.keys() == first.keys()
    assert [name for name in first if preview[name] != first[name]] == []


def test_nor_in_a_build_that_remembers_the_one_before_the_edits(built):
    assert files_of(built / "again") == files_of(built / "first")
    assert files_of(built / "before") != files_of(built / "first")


def test_the_edits_can_be_seen(built):
    preview = read(built / "preview")
    assert b"What they pay for is aim." in preview["privacy/index.html"]
    assert b"Private life" in preview["wechat/index.html"]
    assert b"Texts and data:" in preview["index.html"]
