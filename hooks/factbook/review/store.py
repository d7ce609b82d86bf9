"""What takes long to make, kept from one build to the next as plain files in one folder that git ignores.

The name of a file is a digest of all that its content depends on, so nothing in the folder can be stale, and all of
it can be deleted. What depends on what is said where `recall` is called, and nowhere else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError
from factbook.review.history import RevisionError, has_repository, list_files

PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = ".factbook"
MAX_FILES = 5_000  # of which the oldest go first


def open_store(root: Path) -> Store:
    """The store of a project. Raises ProblemError if git has its folder: a stranger may have written what is in it."""
    try:
        committed = list_files(root, FOLDER) if has_repository(root) else []
    except RevisionError:
        return Store()
    if committed:
        said = "this folder is in the repository, and what it holds would be published unread"
        raise ProblemError(Problem(Location(committed[0]), "file-kind", said, f"run: git rm -r {FOLDER}"))
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return Store(root / FOLDER, digest.hexdigest())


class Store:
    """A folder of results; without a folder all is made anew. `code` is a digest of what made them."""

    def __init__(self, folder: Path | None = None, code: str = "") -> None:
        self.folder, self.code = folder, code

    def knows(self, kind: str, depends_on: str) -> bool:
        """Whether this was made before."""
        return self.folder is not None and self._path(kind, depends_on.encode("utf-8", "surrogatepass")).is_file()

    def begin(self) -> bool:
        """Whether this code has kept nothing yet; from now on it has."""
        is_new = self.folder is not None and not self.knows("begun", "")
        self.recall("begun", "", bytes)
        return is_new

    def _path(self, kind: str, content: bytes) -> Path:
        folder = self.folder or Path()
        return folder / f"{kind}-{hashlib.sha256(self.code.encode() + content).hexdigest()}"

    def recall(self, kind: str, depends_on: str | bytes, make: Callable[[], bytes]) -> bytes:
        """What was made from this before, or else what `make` returns."""
        if self.folder is None:
            return make()
        content = depends_on if isinstance(depends_on, bytes) else depends_on.encode("utf-8", "surrogatepass")
        path = self._path(kind, content)
        with contextlib.suppress(OSError):
            found = path.read_bytes()
            os.utime(path)  # so that what is in use stays
            return found
        made = make()
        with contextlib.suppress(OSError):  # a folder that can't be written costs time, and no build
            self.folder.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{path.name}.{os.getpid()}")
            beside.write_bytes(made)
            beside.replace(path)  # in one step: another build may be reading
        return made

    def recall_text(self, kind: str, depends_on: str, make: Callable[[], str]) -> str:
        """The same for text."""
        return self.recall(kind, depends_on, lambda: make().encode()).decode()

    def prune(self) -> None:
        """Delete what has not been asked for longest, where there is too much."""
        if self.folder is None or not self.folder.is_dir():
            return
        with contextlib.suppress(OSError):  # another build may be pruning
            files = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
            for path in files[: max(len(files) - MAX_FILES, 0)]:
                path.unlink(missing_ok=True)
