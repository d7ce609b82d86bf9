"""Run the code of a notebook so that nothing of the person who builds is in what it prints.

A kernel reads start-up files and settings from the home of its user, and variables of the environment. This one has an
empty home, and of the environment only what a program needs to start. So a user without a home or a name can build.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

HOOKS = Path(__file__).resolve().parents[2]
# Which programs and libraries there are, and where temporary files go.
PASSED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "TMPDIR", "SOURCE_DATE_EPOCH")
FIXED = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "USER": "notebook",
    "LOGNAME": "notebook",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "PYTHONSAFEPATH": "1",
    "JUPYTER_NO_CONFIG": "1",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
HOMES = {
    "HOME": "",
    "IPYTHONDIR": "ipython",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTER_CONFIG_PATH": "config",
    "JUPYTER_PATH": "data",
}
START_SECONDS = 120
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
Outputs: TypeAlias = tuple[tuple[Any, ...], ...]
"""Of each cell, in the form of nbformat."""


class CellError(Exception):
    """Raised where a cell can't be run: which one, from 0, and why."""

    def __init__(self, cell: int, reason: str) -> None:
        super().__init__(reason)
        self.cell = cell


@dataclass(frozen=True, slots=True)
class Work:
    """Code to run one cell after the other, each for so many seconds at most, and variables for it."""

    codes: tuple[str, ...]
    seconds: int
    variables: tuple[tuple[str, str], ...] = ()


class Run:
    """Work that was begun. It runs beside what else there is to do."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._home = tempfile.TemporaryDirectory(prefix="notebook-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "factbook.notebook.kernel"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._home.name,
            env=_environment(Path(self._home.name), work),
        )

    def wait(self) -> Outputs:
        """What the cells printed. Raises CellError."""
        asked = {"codes": self.work.codes, "seconds": self.work.seconds, "folder": self._home.name}
        longest = START_SECONDS + self.work.seconds * len(self.work.codes)
        try:
            out, err = self._process.communicate(json.dumps(asked).encode(), timeout=longest)
        except subprocess.TimeoutExpired:
            raise CellError(0, "the kernel does not end") from None
        finally:
            self.stop()
        if self._process.returncode:
            raise CellError(0, f"the kernel can't be started: {_last_line(err.decode(errors='replace'))}")
        return self._read(json.loads(out))

    def stop(self) -> None:
        """End it, and leave nothing behind."""
        self._process.kill()
        self._process.wait()
        self._home.cleanup()

    def _read(self, said: dict[str, Any]) -> Outputs:
        if said.get("slow"):
            seconds = self.work.seconds
            raise CellError(said["cell"], f"a cell ran longer than {seconds} second{'s' * (seconds != 1)}")
        if "failed" in said:
            raise CellError(said["cell"], f"a cell failed: {_last_line(said['failed'])}")
        return tuple(map(tuple, said["outputs"]))


def _last_line(text: str) -> str:
    lines = COLOURS.sub("", text).strip().splitlines()
    return lines[-1] if lines else "it does not say why"


def _environment(home: Path, work: Work) -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED if name in os.environ}
    homes = {name: str(home / inside) for name, inside in HOMES.items()}
    return {**passed, **FIXED, **homes, "PYTHONPATH": str(HOOKS), **dict(work.variables)}
