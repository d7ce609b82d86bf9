"""A project as it was at some revision, read from git alone: nothing of it is run and no link in it is followed."""

from __future__ import annotations

import subprocess
from pathlib import Path

PARTS = ("data", "docs", "mkdocs.yml")
FILE_MODES = ("100644", "100755")  # links and submodules have others


class RevisionError(Exception):
    """Raised by `read_revision`: git knows no such revision, or there is no git."""


def read_revision(root: Path, revision: str, folder: Path) -> None:
    """Write data/, docs/ and mkdocs.yml as they were into a folder. Raises RevisionError."""
    commit = (
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    )
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *PARTS)  # paths are relative to the folder it runs in
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        about, _, name = line.partition("\t")
        mode, _, digest = about.partition(" blob ")
        if mode in FILE_MODES and ".." not in Path(name).parts:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_git(root, "cat-file", "blob", digest))


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("there is no git here") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise RevisionError(said or "git knows no such revision")
    return done.stdout
