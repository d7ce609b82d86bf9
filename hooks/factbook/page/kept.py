"""Remembers on disk what takes long to make, from one build to the next, and gives it back only for the same inputs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path


def keep(path: Path, inputs: object, make: Callable[[], bytes]) -> bytes:
    """What was made from inputs that are written alike, or else what `make` returns; a digest of them is in the name."""
    digest = hashlib.sha256(repr(inputs).encode()).hexdigest()
    kept = path.with_name(f"{path.stem}-{digest}{path.suffix}")
    if not kept.exists():
        beside = kept.with_suffix(f".{os.getpid()}")
        beside.write_bytes(make())
        beside.replace(kept)  # in one step: another build may be reading
    return kept.read_bytes()
