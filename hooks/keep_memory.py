"""Give all steps one memory of what they made, and keep it from one build to the next.

It is kept where the theme's compiled templates are, in a folder that belongs to the user alone, one file for each
project: what a stranger's change brings into the project can't get there. A memory of other code or other libraries
is not read. What is in it is used only for the same inputs, in builds as in `serve`.
"""

import hashlib
import logging
import os
import pickle
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from factbook.ground.memory import Memory

log = logging.getLogger("mkdocs.plugins.factbook")
HOOKS = Path(__file__).resolve().parent
FOLDER_VARIABLE = "FACTBOOK_MEMORY"  # another folder to keep it in; an empty one makes the next build a first one
_memories: dict[Path, Memory] = {}


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read it before anything is made."""
    path = _path(Path(config.config_file_path).resolve().parent)
    if path not in _memories:
        _memories[path] = _read(path)
    config.extra["memory"] = _memories[path]
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """A whole build has asked for all that the next one can use."""
    config.extra["memory"].forget_rest()


def on_shutdown() -> None:
    """Write what has changed; in `serve` only at the end, so that no edit waits for it."""
    for path, memory in _memories.items():
        if memory.is_changed:
            _write(path, memory)


def _path(root: Path) -> Path:
    """A file for a project and all that reads and makes its pages."""
    digest = hashlib.sha256()
    for part in _makers():
        digest.update(part)
    project = hashlib.sha256(bytes(root)).hexdigest()[:16]
    folder = os.environ.get(FOLDER_VARIABLE) or FileSystemBytecodeCache().directory
    return Path(folder, f"memory-{project}-{digest.hexdigest()[:16]}")


def _makers() -> Iterator[bytes]:
    """The language, the libraries with their versions, and the code of the steps."""
    yield sys.version.encode()
    yield from sorted(bytes(path) for path in Path(sysconfig.get_path("purelib")).iterdir())
    for path in sorted(HOOKS.rglob("*.py")):
        yield bytes(path)
        yield path.read_bytes()


def _read(path: Path) -> Memory:
    """The memory of the last build; where it can't be read, a new one is as good."""
    try:
        return Memory.read(path.read_bytes())
    except FileNotFoundError:
        pass
    except Exception as error:  # noqa: BLE001 (whatever a damaged file makes of pickle)
        log.debug("the memory of the last build can't be read: %s", error)
    return Memory()


def _write(path: Path, memory: Memory) -> None:
    """In one step, since another build may be reading; memories of other code are of no use any more."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(memory.write())
        beside.replace(path)
    except (OSError, pickle.PicklingError, TypeError, AttributeError) as error:
        log.debug("the memory of this build can't be kept: %s", error)
        beside.unlink(missing_ok=True)
        return
    memory.is_changed = False
    for old in path.parent.glob(f"{path.name.rpartition('-')[0]}-*"):
        if old != path:
            old.unlink(missing_ok=True)
