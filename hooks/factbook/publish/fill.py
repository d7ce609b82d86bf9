"""Fill a published folder in place: what changed by rename, pages after what they need, what is left over last.

All that changed is first copied beside its place. So a full disk is noticed before anything is touched, and a build
that is killed leaves each file as it was or as it will be; what it left beside them the next build removes.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from factbook.publish.folder import MARK, MARK_WORDS, is_kept, locked, require_own, told

STAGED = ".factbook-new-"  # begins the names of copies beside their places
LISTS = ("search/", "sitemap.xml", "changes.")  # name pages, so they come after them


@dataclass(frozen=True, slots=True)
class Staged:
    """A changed file beside its place."""

    copy: Path
    place: Path


def fill_site(built: Path, site: Path) -> None:
    """Make a folder hold what was built. Raises PublishError."""
    with told(site, "make the folder of the site"):
        site.mkdir(parents=True, exist_ok=True)
    with told(site, "lock the folder of the site"), locked(site):
        require_own(site)
        names = sorted(_files(built), key=_turn)
        with told(site, "write"):
            _write_mark(site)
            _remove_staged(site)
            _make_room(names, site)
            staged: list[Staged] = []
            try:
                for name in names:
                    with told(site / name, "write"):
                        staged.extend(_stage(built / name, site / name))
                for one in staged:
                    with told(one.place, "write"):
                        one.copy.replace(one.place)
            except BaseException:
                _remove_copies(staged)
                raise
            _remove_left_over(site, {*names}, top=True)


def _turn(name: str) -> tuple[int, int, str]:
    """Files that pages need, pages from the deepest to the first one, lists of pages."""
    if name.startswith(LISTS):
        return 2, 0, name
    is_page = name.endswith(".html")
    return int(is_page), -len(PurePosixPath(name).parts) if is_page else 0, name


def _files(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _write_mark(site: Path) -> None:
    """Before anything else, so that a folder whose build was killed is known as its own."""
    if not (site / MARK).is_file():
        (site / MARK).write_text(MARK_WORDS, encoding="utf-8")


def _make_room(names: Iterable[str], site: Path) -> None:
    """Folders for all files; what was a file and is a folder now, or the other way round, goes first."""
    folders = {parent for name in names for parent in PurePosixPath(name).parents}
    for folder in sorted(folders, key=lambda folder: len(folder.parts)):
        place = site / folder
        if not place.is_dir():
            place.unlink(missing_ok=True)
            place.mkdir(exist_ok=True)
    for name in names:
        if (site / name).is_dir() and not (site / name).is_symlink():
            shutil.rmtree(site / name)


def _stage(new: Path, place: Path) -> Iterator[Staged]:
    """A copy beside the place, with the rights of what is there; none if that is the same already.

    It is told before it is made, so that half a copy is known too.
    """
    try:
        old = place.lstat()
    except FileNotFoundError:
        old = None
    if old and stat.S_ISREG(old.st_mode) and filecmp.cmp(new, place, shallow=False):
        return
    copy = place.with_name(f"{STAGED}{secrets.token_hex(8)}")
    yield Staged(copy, place)
    shutil.copyfile(new, copy)
    if old and stat.S_ISREG(old.st_mode):
        with contextlib.suppress(PermissionError):  # a group that this user is not in
            if copy.stat().st_gid != old.st_gid:
                os.chown(copy, -1, old.st_gid)
        copy.chmod(stat.S_IMODE(old.st_mode))


def _remove_copies(staged: Iterable[Staged]) -> None:
    for one in staged:
        with contextlib.suppress(OSError):
            one.copy.unlink()


def _remove_staged(site: Path) -> None:
    """Copies that a killed build left at the top; those below are left over like any other file."""
    for path in site.glob(f"{STAGED}*"):
        path.unlink()


def _remove_left_over(folder: Path, names: set[str], *, top: bool = False, inside: str = "") -> None:
    """Files that were not built, then the folders that held only such; links are removed and not followed."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        name = f"{inside}{entry.name}"
        if (top and is_kept(entry.name)) or name in names:
            continue
        if not entry.is_dir(follow_symlinks=False):
            if not (entry.is_symlink() and any(one.startswith(f"{name}/") for one in names)):
                Path(entry.path).unlink()
            continue
        _remove_left_over(Path(entry.path), names, inside=f"{name}/")
        with contextlib.suppress(OSError):  # not empty, or mounted
            Path(entry.path).rmdir()
