"""A build begins with what the last one made: the same site comes out, and nothing is hidden by it."""

import os
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import test_sites
from factbook.ground.memory import Memory
from test_build import files_of

HOOKS = Path(__file__).parents[1] / "hooks"
PAGE = "docs/more.md"


@pytest.fixture
def site(tmp_path):
    """A small site with hooks of its own, built once."""
    project = tmp_path / "project"
    test_sites.lay_out("everywhere", project)
    shutil.copytree(HOOKS, tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    edit(project / "mkdocs.yml", str(HOOKS), str(tmp_path / "hooks"))
    (project / PAGE).write_text("# More\n\nOf {{ shop.founders }} and the *rest*.\n")
    (tmp_path / "memory").mkdir()
    assert build(project) == (0, "")
    return project


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(project, *options, **variables):
    command = [sys.executable, "-P", "-m", "mkdocs", "build", *(options or ["--quiet"])]
    environment = os.environ | {
        "FACTBOOK_MEMORY": str(project.parent / "memory"),
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1552780800",
        **variables,
    }
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def memory_of(project):
    (path,) = (project.parent / "memory").iterdir()
    return path


def mark(project):
    """Put words into what is remembered of a page that no build would make."""
    path = memory_of(project)
    kept = pickle.loads(path.read_bytes())  # noqa: S301
    (place,) = (one for one in kept if one[0] == "html" and one[1] == "more.md")
    inputs, html = kept[place]
    kept[place] = inputs, html.replace("rest", "remembered rest")
    path.write_bytes(pickle.dumps(kept))


def page(project):
    return (project / "site/more/index.html").read_text(encoding="utf-8")


def test_the_next_build_uses_what_is_remembered_and_makes_the_same(site):
    before = files_of(site / "site")
    written = memory_of(site).read_bytes()
    assert build(site, "--strict", "--quiet") == (0, "")
    assert files_of(site / "site") == before
    assert memory_of(site).read_bytes() == written  # nothing was made, so nothing was written
    mark(site)
    assert build(site) == (0, "")
    assert "remembered rest" in page(site)


def test_a_page_that_is_gone_is_forgotten(site):
    (site / "docs/extra.md").write_text("# Extra\n\nSome words.\n")
    assert build(site) == (0, "")
    assert b"Some words." in memory_of(site).read_bytes()
    (site / "docs/extra.md").unlink()
    assert build(site) == (0, "")
    assert b"Some words." not in memory_of(site).read_bytes()


def test_a_build_that_fails_forgets_nothing_of_other_pages(site):
    written = memory_of(site).read_bytes()
    (site / "docs/extra.md").write_text("# Extra\n\nOf {{ shop.nothing }}.\n")
    assert build(site)[0] == 1
    (site / "docs/extra.md").unlink()
    assert build(site) == (0, "")
    assert len(memory_of(site).read_bytes()) > 0.9 * len(written)
    mark(site)
    assert build(site) == (0, "")
    assert "remembered rest" in page(site)


EDITS = {
    "page": (PAGE, "Of", "Out of"),
    "number": ("data/figures/shop.yml", "Founders, value: 4", "Founders, value: 5"),
    "configuration": ("mkdocs.yml", "site_name: A small", "site_name: One small"),
    "template": ("theme/main.html", "<main", "<main lang=en"),
    "extension": ("mkdocs.yml", "abbr, ", "abbr, def_list, "),
    "code": ("../hooks/bind_pages.py", "import re\n", "import re  # as ever\n"),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_is_remembered_is_not_used_where_anything_differs(site, what):
    mark(site)
    name, old, new = EDITS[what]
    edit(site / name, old, new)
    assert build(site) == (0, "")
    assert "remembered" not in page(site)
    assert "rest" in page(site)


def test_another_extension_reads_every_page_anew(site):
    (site / PAGE).write_text("# More\n\nWord\n:   Meaning\n")
    assert build(site) == (0, "")
    assert "<dl>" not in page(site)
    edit(site / "mkdocs.yml", "abbr, ", "abbr, def_list, ")
    assert build(site) == (0, "")
    assert "<dl>" in page(site)


def test_a_memory_of_other_code_is_thrown_away(site):
    old = memory_of(site).name
    edit(site.parent / "hooks/bind_pages.py", "import re\n", "import re  # as ever\n")
    assert build(site) == (0, "")
    assert memory_of(site).name != old


PREVIEW = """
import sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

for turn in range(2):
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    if not turn:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    hook = Path("../hooks/bind_pages.py")
    hook.write_text(hook.read_text() + "\\n# A later thought.\\n")
    Path("docs/more.md").write_text("# More\\n\\nOther words.\\n")
"""


def test_what_a_running_preview_makes_is_never_kept_as_made_by_code_that_was_saved_meanwhile(site, tmp_path):
    before = memory_of(site).name
    environment = os.environ | {"FACTBOOK_MEMORY": str(memory_of(site).parent), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-P", "-c", PREVIEW, str(tmp_path / "preview")]
    subprocess.run(command, cwd=site, env=environment, check=True, capture_output=True)
    assert "Other words." in (tmp_path / "preview/more/index.html").read_text(encoding="utf-8")
    assert memory_of(site).name == before


def test_warnings_are_said_again_so_that_a_strict_build_fails_again(site):
    (site / PAGE).write_text("# More\n\n[dead](nowhere.md)\n")
    first, again, strict = build(site, "--no-strict"), build(site, "--no-strict"), build(site, "--strict")
    assert [status for status, _ in (first, again, strict)] == [0, 0, 1]
    assert all("contains a link 'nowhere.md'" in said for _, said in (first, again, strict))


def test_a_notebook_runs_again_if_a_file_beside_it_has_changed(tmp_path):
    project = tmp_path / "project"
    test_sites.lay_out("notebook", project)
    code = "from factbook.review.project import find_root\nprint(len((find_root() / 'docs/index.md').read_text()), 'signs')\n"
    (project / "docs/method.py").write_text(f"# %% [markdown]\n# # Method\n\n# %%\n{code}")
    for words in ("# Home\n", "# Home and more\n", "# Home and more\n"):
        (project / "docs/index.md").write_text(words)
        assert build(project, "--quiet")[0] == 0
        assert f"{len(words)} signs" in (project / "site/method/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", [b"", b"no pickle", pickle.dumps(Memory)[:-1], None])
def test_a_damaged_memory_is_as_good_as_none(site, damage):
    before, written = files_of(site / "site"), memory_of(site).read_bytes()
    memory_of(site).write_bytes(written[: len(written) // 2] if damage is None else damage)
    assert build(site) == (0, "")
    assert files_of(site / "site") == before
    assert not Memory.read(memory_of(site).read_bytes()).is_changed


def test_a_build_ends_well_where_its_memory_cannot_be_kept(site):
    """A folder of the file's name is in the way, as a full disk would be."""
    path = memory_of(site)
    path.unlink()
    (path / "in the way").mkdir(parents=True)
    assert build(site) == (0, "")
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_user_without_a_folder_builds_without_a_memory(site, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import pathlib\n\ndef home(cls):\n    raise RuntimeError('no home')\n\npathlib.Path.home = classmethod(home)\n"
    )
    before = files_of(site / "site")
    assert build(site, FACTBOOK_MEMORY="", XDG_CACHE_HOME="", PYTHONPATH=str(tmp_path)) == (0, "")
    assert files_of(site / "site") == before


def test_it_is_kept_with_the_caches_of_the_user_and_old_ones_are_thrown_away(site, tmp_path):
    folder = tmp_path / "caches/factbook"
    folder.mkdir(parents=True)
    for name, age in (("memory-new", 0), ("memory-old", 31 * 24 * 60 * 60), ("other-old", 31 * 24 * 60 * 60)):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - age,) * 2)
    assert build(site, FACTBOOK_MEMORY="", XDG_CACHE_HOME=str(tmp_path / "caches")) == (0, "")
    names = {path.name for path in folder.iterdir()}
    assert names >= {"memory-new", "other-old"}
    assert len(names) == 3
    assert "memory-old" not in names


def test_a_project_can_bring_no_memory_with_it(site):
    """The files of a project are read by nothing that could run them: its memory is elsewhere."""
    inside = [path for path in site.rglob("*") if path.is_file() and "site" not in path.relative_to(site).parts]
    assert not [path for path in inside if path.read_bytes().startswith(b"\x80")]
    assert site not in memory_of(site).parents
