"""The published folder: whose it is, and a lock on it that other containers and other systems see.

The folder itself is what others hold: a link leads to it, a server has it mounted, it may be a mount, and its group
and mode are somebody's choice. So it stays; only what is in it is written.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

MARK = ".factbook-site"
MARK_WORDS = (
    "The build of a site fills this folder: it removes what it does not write, but names that begin with a dot.\n"
)
BUILDER = re.compile(rb'<meta name="generator" content="(?:mk|proper)docs', re.IGNORECASE)
PAGES = ("index.html", "404.html")
HEAD = 10_000  # bytes of a page in which its generator is named
FOREIGN = frozenset({"lost+found"})  # of a file system; names that begin with a dot are left alone as MkDocs does
WAIT_SECONDS, TRY_SECONDS = 60, 0.05
BUSY = (errno.EAGAIN, errno.EACCES)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


class PublishError(Exception):
    """Raised where a site can't be published; the text is one line with a place, and a hint."""


@contextlib.contextmanager
def told(path: Path, doing: str) -> Iterator[None]:
    """Say in one line what the system refuses, and where."""
    try:
        yield
    except OSError as error:
        raise PublishError(explain(error, path, doing)) from error


def explain(error: OSError, path: object, doing: str) -> str:
    """One line with a place, and a hint."""
    reason = (error.strerror or str(error)).lower()
    return f"{path}: can't {doing}: {reason}\n    hint: {_hint(error)}"


def is_refusal(error: OSError) -> bool:
    """Whether the disk is full or closed to this user: no fault of the build."""
    return error.errno in (*FULL, *CLOSED)


def _hint(error: OSError) -> str:
    if error.errno in FULL:
        return "make room on this disk; the published site is as it was"
    if error.errno in CLOSED:
        return "give the user who builds the right to write there, or name another folder with --site-dir"
    return "look at this path, or name another folder with --site-dir"


def is_kept(name: str) -> bool:
    """Whether something at the top of a published folder belongs to others."""
    return name.startswith(".") or name in FOREIGN


def require_own(site: Path) -> None:
    """Refuse a folder with files that no build wrote: they would be removed. Raises PublishError."""
    with told(site, "read the folder of the site"):
        if not site.exists() or (site / MARK).is_file():
            return
        others = sorted(entry.name for entry in site.iterdir() if not is_kept(entry.name))
        if others and not any(_is_built(site / name) for name in PAGES):
            raise PublishError(
                f"{site}: this folder holds files that are no site, such as '{others[0]}', and a build would remove them\n"
                "    hint: name a new or empty folder as site_dir, or empty this one yourself"
            )


def _is_built(page: Path) -> bool:
    if not page.is_file():
        return False
    with page.open("rb") as file:
        return bool(BUILDER.search(file.read(HEAD)))


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder as the only build that does, wherever the others run. Raises PublishError after a long wait."""
    end = time.monotonic() + WAIT_SECONDS
    while (held := try_lock(folder)) is None:
        if time.monotonic() > end:
            raise PublishError(
                f"{folder}: another build has been filling this folder for {WAIT_SECONDS} seconds\n"
                "    hint: end it, and build again"
            )
        time.sleep(TRY_SECONDS)
    try:
        yield
    finally:
        os.close(held)  # which lets go of it, as the end of the process would


def try_lock(folder: Path) -> int | None:
    """An open folder that no other build holds; None if one does. A file system without locks lets everybody in."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in BUSY:
            os.close(held)
            return None
    return held
