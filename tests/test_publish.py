"""The published folder stays the one that others hold; a build fills it, or leaves it as it was."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import factbook.publish.folder
from factbook.publish.draft import begin_draft
from factbook.publish.fill import fill_site
from factbook.publish.folder import MARK, PublishError

PAGE = '<meta name="generator" content="mkdocs-1.6.1">'
OLD = {
    "index.html": f"{PAGE}old",
    "about/index.html": "old",
    "assets/a.css": "old",
    "same.svg": "same",
    "gone/x.png": "old",
}
NEW = {"index.html": f"{PAGE}new", "about/index.html": "new", "assets/a.css": "new", "same.svg": "same"}
NEW |= {"new/deep/index.html": "new", "search/index.json": "new"}


def lay(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def texts(folder):
    found = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    return {name: text for name, text in found.items() if name != MARK}


@pytest.fixture
def built(tmp_path):
    return lay(tmp_path / "built", NEW)


@pytest.fixture
def site(tmp_path):
    return lay(tmp_path / "site", OLD)


def test_a_new_folder_is_made_with_those_above_it(built, tmp_path):
    fill_site(built, tmp_path / "a/b")
    assert texts(tmp_path / "a/b") == NEW


def test_what_changed_is_written_and_what_is_left_over_is_removed_with_its_folder(built, site):
    fill_site(built, site)
    assert texts(site) == NEW
    assert not (site / "gone").exists()


def test_the_folder_stays_the_one_that_others_hold(built, site):
    site.chmod(0o2775)
    before = site.stat()
    fill_site(built, site)
    after = site.stat()
    assert (after.st_ino, after.st_mode, after.st_uid, after.st_gid) == (
        before.st_ino,
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )


def test_a_link_stays_and_the_folder_behind_it_is_filled(built, site, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(site)
    draft = begin_draft(link)
    fill_site(built, draft.site)
    draft.remove()
    assert link.is_symlink()
    assert texts(site) == NEW


def test_files_that_did_not_change_keep_their_times_and_inodes_and_others_their_rights(built, site):
    (site / "index.html").chmod(0o640)
    os.utime(site / "same.svg", (1, 1))
    same = (site / "same.svg").stat()
    fill_site(built, site)
    after = (site / "same.svg").stat()
    assert (after.st_ino, after.st_mtime_ns) == (same.st_ino, same.st_mtime_ns)
    assert (site / "index.html").stat().st_mode & 0o777 == 0o640


def test_who_reads_an_old_file_reads_it_to_the_end(built, site):
    with (site / "index.html").open() as reader:
        fill_site(built, site)
        assert reader.read() == OLD["index.html"]


def test_what_begins_with_a_dot_belongs_to_others(built, site):
    lay(site, {".well-known/security.txt": "mine", ".git": "mine", "lost+found/x": "mine"})
    fill_site(built, site)
    assert texts(site) == NEW | {".well-known/security.txt": "mine", ".git": "mine", "lost+found/x": "mine"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(built, site):
    lay(site, {"new": "a file", "search": "a file"})
    shutil.rmtree(site / "assets")
    lay(site, {"assets/a.css/x": "in a folder"})
    fill_site(built, site)
    assert texts(site) == NEW


def test_links_in_the_folder_are_removed_and_not_followed(built, site, tmp_path):
    elsewhere = lay(tmp_path / "elsewhere", {"mine.txt": "mine"})
    (site / "link").symlink_to(elsewhere)
    (site / "file").symlink_to(elsewhere / "mine.txt")
    (site / "about/index.html").unlink()
    (site / "about/index.html").symlink_to(elsewhere / "mine.txt")
    fill_site(built, site)
    assert texts(site) == NEW
    assert texts(elsewhere) == {"mine.txt": "mine"}


# Whose folder it is


@pytest.mark.parametrize("files", [{"figures/a.yml": "- x"}, {"index.html": "<p>by hand"}, {"README.md": "mine"}])
def test_a_folder_of_other_files_is_refused_before_anything_is_built(built, tmp_path, files):
    folder = lay(tmp_path / "data", files)
    for attempt in (lambda: begin_draft(folder), lambda: fill_site(built, folder)):
        with pytest.raises(PublishError) as refused:
            attempt()
        assert str(refused.value).startswith(f"{folder}: this folder holds files that are no site, such as '")
        assert "hint: name a new or empty folder" in str(refused.value)
    assert texts(folder) == files


def test_an_empty_folder_and_the_root_of_a_mount_are_filled(built, tmp_path):
    folder = tmp_path / "empty"
    (folder / "lost+found").mkdir(parents=True)
    fill_site(built, folder)
    assert texts(folder) == NEW


def test_what_was_filled_once_is_known_whatever_is_in_it(built, site, tmp_path):
    fill_site(built, site)
    fill_site(lay(tmp_path / "other", {"only.txt": "x"}), site)
    fill_site(built, site)
    assert texts(site) == NEW


# When something goes wrong


def stop_at(monkeypatch, module, name, number, error):
    """Let a function of the system fail at its nth call, and list what it was called with."""
    real, calls = getattr(module, name), []

    def call(*arguments, **options):
        calls.append([str(argument) for argument in arguments])
        if len(calls) == number:
            raise error
        return real(*arguments, **options)

    monkeypatch.setattr(module, name, call)
    return calls


def test_pages_come_after_what_they_need_and_the_first_page_after_all_others(built, site, monkeypatch):
    calls = stop_at(monkeypatch, os, "replace", 0, None)
    fill_site(built, site)
    assert [Path(place).relative_to(site).as_posix() for _, place in calls] == [
        "assets/a.css",
        "new/deep/index.html",
        "about/index.html",
        "index.html",
        "search/index.json",
    ]


@pytest.mark.parametrize("number", range(1, 6))
def test_a_build_that_is_killed_leaves_every_file_old_or_new_and_the_next_one_cleans_up(
    built, site, monkeypatch, number
):
    calls = stop_at(monkeypatch, os, "replace", number, SystemExit)
    monkeypatch.setattr("factbook.publish.fill._remove_copies", lambda staged: None)  # as nobody does when killed
    with pytest.raises(SystemExit):
        fill_site(built, site)
    assert len(calls) == number
    assert all(texts(site)[name] in (OLD[name], NEW[name]) for name in OLD.keys() & NEW.keys())
    assert any(".factbook-" in name for name in texts(site))
    monkeypatch.undo()
    fill_site(built, site)
    assert texts(site) == NEW


def test_a_full_disk_is_one_line_with_a_place_and_nothing_is_touched(built, site, monkeypatch):
    stop_at(monkeypatch, shutil, "copyfile", 3, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(PublishError) as full:
        fill_site(built, site)
    assert str(full.value).splitlines() == [
        f"{site / 'about/index.html'}: can't write: no space left on device",
        "    hint: make room on this disk; the published site is as it was",
    ]
    assert texts(site) == OLD


def test_a_place_where_no_folder_can_be_is_one_line(built, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(PublishError, match="file/site: can't make the folder of the site: not a directory"):
        fill_site(built, tmp_path / "file/site")


NOBODY = 65534


@pytest.fixture
def own_folder():
    """A folder of an ordinary user, who the test is for as long as it runs: to root nothing is closed."""
    with tempfile.TemporaryDirectory() as folder:
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, NOBODY, -1)
            os.seteuid(NOBODY)
        yield Path(folder)
        if is_root:
            os.seteuid(0)


def test_a_folder_that_is_closed_is_one_line_and_a_closed_parent_is_no_hindrance(own_folder):
    parent = own_folder / "parent"
    site, built = lay(parent / "site", OLD), lay(own_folder / "built", NEW)
    site.chmod(0o555)
    with pytest.raises(PublishError, match="permission denied\n    hint: give the user who builds the right"):
        fill_site(built, site)
    site.chmod(0o755)
    parent.chmod(0o555)
    fill_site(built, site)
    parent.chmod(0o755)
    assert texts(site) == NEW


# Several builds

HOLD = "import fcntl, os, sys, time; held = os.open(sys.argv[1], os.O_RDONLY); fcntl.flock(held, fcntl.LOCK_EX); print(flush=True); time.sleep(600)"


@pytest.fixture
def hold():
    """Other processes that hold a folder; what names them is not seen in a container, and the lock is."""
    others = []

    def hold(folder):
        others.append(subprocess.Popen([sys.executable, "-c", HOLD, folder], stdout=subprocess.PIPE))
        others[-1].stdout.readline()
        return others[-1]

    yield hold
    for other in others:
        other.kill()
        other.communicate()


def test_a_build_waits_for_another_and_says_so_in_the_end(built, site, hold, monkeypatch):
    other = hold(site)
    monkeypatch.setattr(factbook.publish.folder, "WAIT_SECONDS", 0)
    with pytest.raises(PublishError, match="another build has been filling this folder"):
        fill_site(built, site)
    assert texts(site) == OLD
    other.kill()
    other.wait()
    fill_site(built, site)
    assert texts(site) == NEW


def test_a_build_removes_folders_that_nobody_holds_and_no_others(site, hold, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first = begin_draft(site)
    os.close(first.held)  # as the system does for a process that was killed
    second = begin_draft(site)
    assert not first.folder.exists()
    third, elsewhere = begin_draft(site), begin_draft(tmp_path / "other")
    assert all(draft.folder.exists() for draft in (second, third, elsewhere))
    for draft in (second, third, elsewhere):
        draft.remove()
        assert not draft.folder.exists()
