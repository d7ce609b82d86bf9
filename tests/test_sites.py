"""Small sites, built by the real command, come out as expected: first the set of their files, then each page.

A folder of tests/sites/ is a case: its files are laid over those of tests/sites/_base/. expected/files.txt
lists what the build must write, and expected/ holds each page that people wrote, as far as it comes from
their words: drawings are reduced to their titles and cards to their values, which have tests of their own.
To write what a new case expects: `python tests/test_sites.py CASE`; then read it as a reader of the page would.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from factbook.publish.folder import MARK

ROOT = Path(__file__).parents[1]
SITES = Path(__file__).parent / "sites"
CASES = sorted(path.parent.name for path in SITES.glob("*/expected"))
BLOCKS = "p|h[1-6]|[uod]l|li|d[td]|div|section|figure|figcaption|table|thead|tbody|tr|t[hd]|details|summary|aside|blockquote|pre|nav|main|title|meta|svg"
SECONDS = 120


def steps():
    """The hooks of the real site, in their order; the words before each name are its own."""
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nhooks:\n")[2].split("\n\n")[0]
    return [str(ROOT / name) for name in yaml.safe_load(lines)]


def lay_out(case, project):
    for folder in (SITES / "_base", SITES / case):
        shutil.copytree(folder, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("HOOKS", ", ".join(steps())), encoding="utf-8")


def build(project):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "SOURCE_DATE_EPOCH": "1552780800",
    }
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def files_of(project):
    """All but the mark by which a build knows its folder."""
    site = project / "site"
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return [name for name in found if name != MARK]


def pages_of(case):
    """The pages that people wrote, by their address and the name of what is expected of them."""
    docs = SITES / case / "docs"
    for path in sorted([*docs.rglob("*.md"), *docs.rglob("*.py")]):
        name = path.relative_to(docs).with_suffix("")
        address = name.with_suffix(".html") if name.name == "index" else name / "index.html"
        yield address, Path(*name.parts).with_suffix(".html")


def reduce(html):
    """A page without what the chart and card modules have tests for, a block to a line."""
    page = LexborHTMLParser(html)
    for drawing in page.css("svg"):
        title = drawing.css_first("title")
        said = title.text() if title else drawing.attributes.get("aria-label", "")
        drawing.replace_with(f"[drawing: {said}]")
    for card in page.css("aside.card"):
        card.replace_with(f"[card {card.attributes['id']}: {card.css_first('.card-value').text()}]")
    for result in page.css(".build-result"):
        result.decompose()
    text = re.sub(r"\s*\n\s*", "\n", page.html)
    text = re.sub(rf"(?<!\n)(<(?:{BLOCKS})\b)|(\[card )", r"\n\1\2", text)
    return text.strip() + "\n"


def expected_of(case, project):
    """What a build of the case wrote, as it is stored."""
    files = {"files.txt": "\n".join(files_of(project)) + "\n"}
    for address, name in pages_of(case):
        files[name.as_posix()] = reduce((project / "site" / address).read_text(encoding="utf-8"))
    return files


@pytest.mark.parametrize("case", CASES)
def test_a_site_comes_out_as_expected(case, tmp_path):
    lay_out(case, tmp_path)
    build(tmp_path)
    folder = SITES / case / "expected"
    found = expected_of(case, tmp_path)
    assert sorted(found) == sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name, text in found.items():
        assert text == (folder / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("case", CASES)
def test_what_is_expected_keeps_the_contract(case):
    """Each figure has a name and a value, each claim a predicate, and nothing of the grammar is left."""
    for path in sorted((SITES / case / "expected").rglob("*.html")):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for figure in page.css("data"):
            assert set(figure.attributes) - {"id"} == {"class", "data-figure", "value"}
            assert re.fullmatch(r"\w+\.\w+(\[\w[\w-]*\])?", figure.attributes["data-figure"])
            assert re.fullmatch(r"-?\d+(\.\d+)?|\d{4}(Q\d|-\d\d(-\d\d)?)", figure.attributes["value"])
        for claim in page.css("span.claim"):
            assert claim.attributes["data-claim"]
        for code in page.css("code, pre"):
            code.decompose()
        assert "{{" not in page.body.text()
        assert not page.css(".problem, .problems, .insert")


if __name__ == "__main__":
    for one in sys.argv[1:] or CASES:
        with tempfile.TemporaryDirectory() as folder:
            lay_out(one, Path(folder))
            build(Path(folder))
            for name, text in expected_of(one, Path(folder)).items():
                path = SITES / one / "expected" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
