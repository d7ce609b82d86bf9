"""Give all steps one memory of what they made, and keep it from one build to the next.

It is kept in the user's own folder for such files, one for each project: what a stranger's change brings into the
project can't get there. A memory of other code or other libraries is not read. What is in it is used only for the
same inputs, in builds as in `serve`.
"""

import contextlib
import hashlib
import logging
import os
import pickle
import sys
import sysconfig
import time
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from factbook.ground.memory import Memory

log = logging.getLogger("mkdocs.plugins.factbook")
HOOKS = Path(__file__).resolve().parent
FOLDER_VARIABLE = "FACTBOOK_MEMORY"  # another folder to keep it in; an empty one makes the next build a first one
MONTH = 30 * 24 * 60 * 60  # seconds after which nobody is likely to build a project again
_memory = Memory()
_path: Path | None = None
_is_written = False


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read it before anything is made."""
    global _memory, _path, _is_written
    path = _find_path(Path(config.config_file_path).resolve().parent)
    if path != _path:
        _memory, _path, _is_written = _read(path) if path else Memory(), path, False
    config.extra["memory"] = _memory
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write it after a whole build, which has asked for all that the next one can use; in `serve` after the first."""
    global _is_written
    _memory.forget_rest()
    if _path and _memory.is_changed and not _is_written:
        _write(_path, _memory)
        _is_written = True


def _find_path(root: Path) -> Path | None:
    """A file for a project and all that reads and makes its pages; None for a user who has no folder."""
    folder = _find_folder()
    if folder is None:
        return None
    project = hashlib.sha256(bytes(root)).hexdigest()[:16]
    return Path(folder, f"memory-{project}-{_digest_makers()}")


def _find_folder() -> Path | None:
    """As the XDG Base Directory Specification has it."""
    if folder := os.environ.get(FOLDER_VARIABLE):
        return Path(folder)
    if caches := os.environ.get("XDG_CACHE_HOME"):
        return Path(caches, "factbook")
    with contextlib.suppress(RuntimeError):  # a container may run as a user whom its system does not know
        return Path.home() / ".cache" / "factbook"
    return None


@cache  # what has been loaded makes all pages of this process, also when its files change meanwhile
def _digest_makers() -> str:
    """A digest of the language, the libraries with their versions, and the code of the steps."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(sysconfig.get_path("purelib")).iterdir()):
        digest.update(bytes(path))
    for path in sorted(HOOKS.rglob("*.py")):
        digest.update(bytes(path))
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _read(path: Path) -> Memory:
    """The memory of the last build; where it can't be read, a new one is as good."""
    try:
        return Memory.read(path.read_bytes())
    except Exception as error:  # noqa: BLE001 (whatever a damaged file makes of pickle)
        log.debug("the memory of the last build can't be read: %s", error)
        return Memory()


def _write(path: Path, memory: Memory) -> None:
    """In one step, since another build may be reading; memories of other code or of long ago are of no use any more."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_bytes(memory.write())
        beside.replace(path)
    except (OSError, pickle.PicklingError, TypeError, AttributeError) as error:
        log.debug("the memory of this build can't be kept: %s", error)
        with contextlib.suppress(OSError):
            beside.unlink()
        return
    project = path.name.rpartition("-")[0]
    for old in path.parent.glob("memory-*"):
        with contextlib.suppress(OSError):
            if old != path and (old.name.startswith(project) or old.stat().st_mtime < time.time() - MONTH):
                old.unlink()
