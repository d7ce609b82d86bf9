"""Build beside the site and swap at the end, so that a failed or killed build leaves the old one whole."""

import contextlib
import ctypes
import logging
import os
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

AT_FDCWD, RENAME_EXCHANGE = -100, 2  # of <fcntl.h> and <linux/fs.h>
TRIES = 20  # two builds may swap at the same moment
_real: dict[str, Path] = {}


@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Send the output to a folder beside the real one, named after this process; `serve` has a folder of its own."""
    if not config.extra["is_preview"]:
        real = Path(config.site_dir)
        _remove_abandoned(real)
        _real["site"] = real
        config.site_dir = str(real.with_name(f".{real.name}-{os.getpid()}"))
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Swap, unless `--strict` is about to fail: it counts warnings only after this event."""
    if config.extra["is_preview"]:
        return
    built, real = Path(config.site_dir), _real["site"]
    config.site_dir = str(real)
    if not (config.strict and _warnings()):
        _exchange(built, real)
    shutil.rmtree(built, ignore_errors=True)


def on_build_error(error: Exception) -> None:
    """Leave nothing half-built behind."""
    if "site" in _real:
        shutil.rmtree(_real["site"].with_name(f".{_real['site'].name}-{os.getpid()}"), ignore_errors=True)


def _exchange(built: Path, real: Path) -> None:
    """Put the new folder in the place of the old one, in one step where the system can: at no time is there none."""
    real.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(TRIES):
        with contextlib.suppress(OSError):
            if not real.exists():
                built.rename(real)
            elif not _exchange_names(built, real):
                real.rename(built.with_name(f"{built.name}-old"))
                built.rename(real)
                shutil.rmtree(built.with_name(f"{built.name}-old"))
            return
    raise PluginError(f"could not put the new site in the place of {real}; is another build running?")


def _exchange_names(one: Path, other: Path) -> bool:
    """renameat2(2) of Linux; False where it is missing."""
    with contextlib.suppress(AttributeError, OSError):
        system = ctypes.CDLL(None, use_errno=True)
        return bool(system.renameat2(AT_FDCWD, bytes(one), AT_FDCWD, bytes(other), RENAME_EXCHANGE) == 0)
    return False


def _warnings() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


def _remove_abandoned(real: Path) -> None:
    """Folders of builds that were killed; those of processes still running are left alone."""
    for folder in real.parent.glob(f".{real.name}-[0-9]*"):
        pid = folder.name.removeprefix(f".{real.name}-").removesuffix("-old")
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(folder, ignore_errors=True)
