"""A project as it was, read from git alone: nothing of it is run and no link in it is followed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OLD_PLACE = re.compile(rb"(?m)(^ +|[{,] *)locator:")
FILE_MODES = ("100644", "100755")  # links and submodules have others


# What a repository may say of itself on this machine alone, and fetching what is not here, change no answer.
ALONE = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull, "GIT_NO_LAZY_FETCH": "1"}
NOT_FETCHED = ("-c", "protocol.allow=never")  # the same, for git before 2.44
DUBIOUS = "detected dubious ownership"


HUNK = re.compile(r"@@ -[\d,]+ \+(\d+)(?:,(\d+))? @@")  # which lines of a file a change wrote


class RevisionError(Exception):
    """Raised where git knows no such revision, or there is no git. The hint may be a command that mends it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit and the files that it set, by path from the root: their digests, "" for one that is gone."""

    id: str
    seconds: str
    """Since 1970, as somebody's program wrote it."""
    message: str
    files: dict[str, str]


def read_revision(root: Path, revision: str, folder: Path, find_docs: Callable[[Path], Path]) -> None:
    """Write data/, the pages and the settings as they were into a folder. Raises RevisionError."""
    name = f"{revision}^{{commit}}"
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name).decode().strip()
    _write_files(root, commit, folder, lambda path: "/" not in path and path.endswith((".yml", ".yaml")))
    docs = os.path.relpath(find_docs(folder), folder)
    _write_files(root, commit, folder, lambda path: path.startswith(("data/", f"{docs}/")))


def _write_files(root: Path, commit: str, folder: Path, is_wanted: Callable[[str], bool]) -> None:
    listed = _git(root, "ls-tree", "-r", "-z", commit)  # paths are relative to the folder it runs in
    digests = {}
    for line in _text(listed).split("\0"):
        about, _, path = line.partition("\t")
        mode, _, digest = about.partition(" blob ")
        if mode in FILE_MODES and ".." not in Path(path).parts and is_wanted(path):
            digests[path] = digest
    contents = read_blobs(root, digests.values())
    for path, digest in digests.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(in_todays_words(path, contents[digest]))


def in_todays_words(path: str, content: bytes) -> bytes:
    """A file of figures with the keys by the names that they have today, or numbers would seem lost and found."""
    return OLD_PLACE.sub(rb"\1place:", content) if path.startswith("data/figures/") else content


def has_repository(root: Path) -> bool:
    """Whether there is a .git, readable or not, for the project or a folder that it is in."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


@dataclass(frozen=True, slots=True)
class Head:
    """All that the history depends on: the last commit, where older ones are missing, and the project's own folder."""

    id: str
    cut: str
    folder: str

    @property
    def is_shallow(self) -> bool:
        """Whether this copy lacks older commits, so that its first one is no beginning."""
        return bool(self.cut)


def read_head(root: Path) -> Head | None:
    """What the files are based on; None before the first commit. Raises RevisionError."""
    said = _git(root, "rev-parse", "--git-path", "shallow", "--show-prefix")
    shallow, prefix = _text(said).removesuffix("\n").split("\n", 1)
    path = root / shallow
    cut = path.read_text(encoding="ascii") if path.is_file() else ""
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
    except RevisionError:
        return None
    return Head(commit, cut, prefix)


def read_commits(root: Path, part: str) -> list[Commit]:
    """The commits that changed a folder, oldest first, a merge as one. Raises RevisionError."""
    shown = ("--raw", "--no-abbrev", "--no-renames", "--relative", "-z", "--encoding=UTF-8", "--format=%H%n%ct%n%B")
    followed = ("--first-parent", "--diff-merges=first-parent", "--reverse", "--no-show-signature", "--no-color")
    tokens = iter(_text(_git(root, "-c", "log.follow=false", "log", *followed, *shown, "--", part)).split("\0"))
    found: list[Commit] = []
    for token in (token.lstrip("\n") for token in tokens):
        if token.startswith(":"):
            mode, digest = token.split()[1], token.split()[3]
            path = next(tokens)
            found[-1].files[path] = digest if mode in FILE_MODES else ""
        elif token:
            own, seconds, message = token.split("\n", 2)
            found.append(Commit(own, seconds, message.strip(), {}))
    return found


def list_files(root: Path, part: str) -> list[str]:
    """The files of a folder that git has. Raises RevisionError."""
    return [path for path in _text(_git(root, "ls-files", "-z", "--", part)).split("\0") if path]


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
            raise RevisionError("this copy of the repository lacks old files", "git fetch --refetch --no-filter")
        start, at = end + 1, end + 1 + int(size[0]) + 1
        yield digest, said[start : at - 1]


def read_changed_lines(root: Path, part: str) -> dict[str, set[int]]:
    """The lines of each file that differ from the last commit; if none does, those that the last change of it wrote."""
    plain = ("--no-color", "--no-ext-diff", "--relative", "-U0")
    said = _git(root, "diff", *plain, "HEAD", "--", part) or _git(
        root, "log", "-1", "-p", "--format=", *plain, "--", part
    )
    found: dict[str, set[int]] = {}
    path = ""
    for line in said.decode(errors="replace").splitlines():
        if line.startswith("+++ b/"):
            path = line.removeprefix("+++ b/")
        elif path and (hunk := HUNK.match(line)):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            found.setdefault(path, set()).update(range(first, first + count))
    return found


def _text(said: bytes) -> str:
    return said.decode("utf-8", "surrogateescape")


def _git(root: Path, *arguments: str, give: bytes = b"") -> bytes:
    command = ["git", *NOT_FETCHED, "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=give, capture_output=True, check=False, env=_environment())
    except OSError:
        raise RevisionError("there is no git here", "install git") from None
    if done.returncode:
        raise _failure(root, done.stderr.decode(errors="replace").strip())
    return done.stdout


def _environment() -> dict[str, str]:
    """That of the user without what tells git of another repository, as the hook of one does."""
    return {name: value for name, value in os.environ.items() if name not in _local_names()} | ALONE


@cache
def _local_names() -> frozenset[str]:
    listed = subprocess.run(["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=True)
    return frozenset(listed.stdout.split())


def _failure(root: Path, said: str) -> RevisionError:
    """What git said, with what mends it where that is known."""
    if DUBIOUS in said:
        top = next(folder for folder in (root, *root.parents) if (folder / ".git").exists())
        mend = f"git config --global --add safe.directory {shlex.quote(str(top))}"
        return RevisionError("git does not read a repository that belongs to another user", mend)
    if "promisor" in said or "not allowed" in said or "lazy fetching" in said:
        return RevisionError("this copy of the repository lacks old files", "git fetch --refetch --no-filter")
    return RevisionError(said.removeprefix("fatal: ") or "git knows no such revision")
