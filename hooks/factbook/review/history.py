"""A project as it was, read from git alone: nothing of it is run and no link in it is followed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PARTS = ("data", "docs", "mkdocs.yml")
FILE_MODES = ("100644", "100755")  # links and submodules have others


class RevisionError(Exception):
    """Raised where git knows no such revision, or there is no git."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit and the files that it set, by path from the root: their digests, "" for one that is gone."""

    id: str
    parents: tuple[str, ...]
    seconds: int
    message: str
    files: dict[str, str]


def read_revision(root: Path, revision: str, folder: Path) -> None:
    """Write data/, docs/ and mkdocs.yml as they were into a folder. Raises RevisionError."""
    name = f"{revision}^{{commit}}"
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name).decode().strip()
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *PARTS)  # paths are relative to the folder it runs in
    digests = {}
    for line in _text(listed).split("\0"):
        about, _, path = line.partition("\t")
        mode, _, digest = about.partition(" blob ")
        if mode in FILE_MODES and ".." not in Path(path).parts:
            digests[path] = digest
    contents = read_blobs(root, digests.values())
    for path, digest in digests.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents[digest])


def read_head(root: Path) -> str:
    """The commit that the files are based on. Raises RevisionError."""
    return _git(root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()


def read_commits(root: Path, part: str) -> list[Commit]:
    """The commits that changed a folder, oldest first, a merge as one. Raises RevisionError."""
    shown = ("--raw", "--no-abbrev", "--no-renames", "--relative", "-z", "--format=%H %P%n%ct%n%B")
    followed = ("--first-parent", "--diff-merges=first-parent", "--reverse", "--no-show-signature", "--no-color")
    tokens = iter(_text(_git(root, "-c", "log.follow=false", "log", *followed, *shown, "--", part)).split("\0"))
    found: list[Commit] = []
    for token in (token.lstrip("\n") for token in tokens):
        if token.startswith(":"):
            mode, digest = token.split()[1], token.split()[3]
            path = next(tokens)
            found[-1].files[path] = digest if mode in FILE_MODES else ""
        elif token:
            names, seconds, message = token.split("\n", 2)
            own, *parents = names.split()
            found.append(Commit(own, tuple(parents), int(seconds), message.strip(), {}))
    return found


def is_shallow(root: Path) -> bool:
    """Whether this copy lacks older commits, so that its first one is no beginning."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def read_blobs(root: Path, digests: Iterable[str]) -> dict[str, bytes]:
    """The contents of files by their digests. Raises RevisionError."""
    wanted = list(dict.fromkeys(digests))
    said = _git(root, "cat-file", "--batch", give="".join(f"{digest}\n" for digest in wanted).encode())
    return dict(_blobs(said))


def _blobs(said: bytes) -> Iterator[tuple[str, bytes]]:
    """What `git cat-file --batch` says: a line with digest, kind and size, then the content and a line's end."""
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        digest, kind, *size = said[at:end].decode().split()
        if kind != "blob":
            raise RevisionError(f"git has no file {digest}")
        start, at = end + 1, end + 1 + int(size[0]) + 1
        yield digest, said[start : at - 1]


def _text(said: bytes) -> str:
    return said.decode("utf-8", "surrogateescape")


def _git(root: Path, *arguments: str, give: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], input=give, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("there is no git here") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise RevisionError(said or "git knows no such revision")
    return done.stdout
