"""A temporary folder to build in. It is held with a lock, so that the next build knows which are abandoned."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from factbook.publish.folder import require_own, told, try_lock


@dataclass(frozen=True, slots=True)
class Draft:
    """The folder of a build, and the folder that it will be published in, behind all links."""

    folder: Path
    site: Path
    held: int

    def remove(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            os.close(self.held)


def begin_draft(named: Path) -> Draft:
    """A new folder to build in, for a site in the folder that the user named. Raises PublishError."""
    site = Path(os.path.realpath(named))
    require_own(site)
    prefix = f"site-{hashlib.sha256(bytes(site)).hexdigest()[:16]}-"
    place = Path(tempfile.gettempdir())
    with told(place, "make a temporary folder"):
        _remove_abandoned(place, prefix)
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        held = try_lock(folder)
    if held is None:  # taken for abandoned in the moment before it was held
        return begin_draft(named)
    folder.chmod(0o700)
    return Draft(folder, site, held)


def _remove_abandoned(place: Path, prefix: str) -> None:
    """Those of this user that nobody holds."""
    for folder in place.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
                continue
            held = try_lock(folder)
            if held is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)
