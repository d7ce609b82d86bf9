"""The preview hears every change of its files, whatever becomes of their folders, and answers all the while."""

import os
import shutil
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

import test_sites
from committed import commit, git
from test_dev import free_port
from watch_files import only_own_hosts

PATIENCE = 30


class Preview:
    """`mkdocs serve` of a small site, and what it said."""

    def __init__(self, project):
        self.project, self.port = project, free_port()
        self.log = (project.parent / "log").open("w+")
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{self.port}"]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        self.process = subprocess.Popen(command, cwd=project, env=environment, stdout=self.log, stderr=self.log)
        self.wait_for("Serving on")

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def wait_for(self, words, path=""):
        """Until the log has the words, or with a path the page."""
        end = time.monotonic() + PATIENCE
        while words not in (self.page(path) if path else self.said()):
            assert time.monotonic() < end, self.said()
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)

    def page(self, path):
        with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as page:
            return page.read().decode()

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    test_sites.lay_out("everywhere", folder)
    write(folder, "Words")
    return folder


@pytest.fixture
def serve(project, tmp_path):
    previews = []

    def serve():
        previews.append(Preview(project))
        return previews[-1]

    yield serve
    for preview in previews:
        preview.stop()


def write(project, words):
    (project / "docs/more.md").write_text(f"# More\n\n{words}.\n", encoding="utf-8")


def correct(project, old, new):
    path = project / "data/figures/shop.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(f"value: {old},", f"value: {new},"), encoding="utf-8")


def test_docs_may_be_a_link_and_the_folder_behind_it_another_one_later(project, serve):
    real = project.parent / "real"
    (project / "docs").rename(real)
    (project / "docs").symlink_to(real)
    preview = serve()
    (real / "more.md").write_text("# More\n\nBehind the link.\n")
    preview.wait_for("Behind the link.", "more/")
    write(project, "Through the link")
    preview.wait_for("Through the link.", "more/")
    shutil.copytree(real, project.parent / "other")
    (project / "docs").unlink()
    (project / "docs").symlink_to(project.parent / "other")
    write(project, "Behind another link")
    preview.wait_for("Behind another link.", "more/")


@pytest.mark.parametrize("way", ["moved", "deleted"])
def test_a_folder_may_be_replaced_by_another(project, serve, way):
    preview = serve()
    for name in ("docs", "data"):
        shutil.copytree(project / name, project.parent / name)
        if way == "moved":
            (project / name).rename(project.parent / f"old-{name}")
        else:
            shutil.rmtree(project / name)
        shutil.copytree(project.parent / name, project / name)
    for number, words in ((5, "In the new folder"), (6, "And again")):
        write(project, f"{words}: {{{{ shop.founders | plain }}}}")
        correct(project, number - 1, number)
        preview.wait_for(words, "more/")
        preview.wait_for(f'value="{number}"', "more/")


def test_a_branch_without_folders_may_be_looked_at_and_left_and_nobody_waits(project, serve):
    git(project, "init", "-q", "-b", "main")
    (project / ".gitignore").write_text("site/\n")
    git(project, "checkout", "-q", "--orphan", "empty")
    git(project, "add", "mkdocs.yml", "theme", ".gitignore")
    git(project, "commit", "-q", "-m", "Empty")
    git(project, "checkout", "-q", "-b", "main")
    commit(project)
    preview = serve()
    git(project, "checkout", "-q", "empty")
    assert not (project / "docs").exists()
    preview.wait_for("it is gone; the preview goes on when it is back")
    preview.wait_for("The preview shows the pages as they were.")
    assert "Words." in preview.page("more/")
    git(project, "checkout", "-q", "main")
    write(project, "Back again")
    preview.wait_for("Back again.", "more/")
    assert "Traceback" not in preview.said()


def test_an_editor_may_put_a_file_in_the_place_of_one_and_break_the_settings(project, serve):
    theme = project / "theme/main.html"
    theme.write_text(theme.read_text(encoding="utf-8").replace("<title>", "<title>{{ config.site_name }}: "))
    preview = serve()
    config = project / "mkdocs.yml"
    good = config.read_text(encoding="utf-8")
    for text, words in ((good.replace("A small site", "A fine site"), "A fine site"), (good, "A small site")):
        (project / "beside").write_text(text, encoding="utf-8")
        (project / "beside").rename(config)
        preview.wait_for(words, "more/")
    config.write_text("nav: [", encoding="utf-8")
    preview.wait_for("The preview shows the pages as they were.")
    assert "Words." in preview.page("more/")
    config.write_text(good.replace("A small site", "A mended site"), encoding="utf-8")
    preview.wait_for("A mended site", "more/")


def test_the_results_of_a_notebook_follow_its_page(project, serve):
    test_sites.lay_out("notebook", project)
    code = "from factbook.load.factbook import load_factbook\nfrom factbook.review.project import find_root\n"
    code += "print('founders:', load_factbook(find_root())[0].entries['shop.founders'].quantity.value)\n"
    (project / "docs/method.py").write_text(f"# %% [markdown]\n# # Method\n\n# %%\n{code}")
    preview = serve()
    preview.wait_for("founders: 4", "method/")
    correct(project, 4, 5)
    preview.wait_for("founders: 5", "method/")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", "200 OK"),
        ("127.0.0.1", "200 OK"),
        ("[::1]:8000", "200 OK"),
        ("site.test:8000", "200 OK"),
        ("evil.example:8000", "421 Misdirected Request"),
        ("127.0.0.1.evil.example", "421 Misdirected Request"),
        ("evil.example@localhost.", "421 Misdirected Request"),
        ("[", "421 Misdirected Request"),
        ("", "421 Misdirected Request"),
    ],
)
def test_the_preview_answers_only_its_own_names(host, status):
    answered = []

    def app(_environ, start):
        start("200 OK", [])
        return [b"words"]

    content = only_own_hosts(app, "site.test")({"HTTP_HOST": host}, lambda said, _: answered.append(said))
    assert answered == [status]
    assert (b"words" in content) == (status == "200 OK")


def test_the_preview_itself_refuses_the_name_of_another_site(serve):
    preview = serve()
    with pytest.raises(HTTPError, match="421"):
        urlopen(Request(f"http://127.0.0.1:{preview.port}/", headers={"Host": "evil.example"}))
