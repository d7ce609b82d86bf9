"""Notebooks that run while other pages are made, or while somebody reads on."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from factbook.notebook.run import CellError, Outputs, Run, Work


class NotYetError(Exception):
    """Raised where nothing is remembered, and the code has not run."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A run, all that it may read, and how it ended."""

    inputs: object
    run: Run
    thread: threading.Thread
    ended: list[Outputs | CellError]


class Later:
    """Runs of notebooks by the names of their files, each with what it printed last."""

    def __init__(self) -> None:
        self._begun: dict[str, Begun] = {}
        self.last: dict[str, Outputs] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="notebooks-", ignore_cleanup_errors=True)
        self.folder = self._folder.name
        self.ended = str(Path(self.folder, "ended"))
        """A folder in which a file is written at each end."""
        Path(self.ended).mkdir()

    def begin(self, name: str, inputs: object, work: Work) -> None:
        """Run it, unless it runs or ran with the same; what is out of date is ended."""
        if name in self._begun:
            if self._begun[name].inputs == inputs:
                return
            self._begun.pop(name).run.stop()
        run, ended = Run(work), list[Outputs | CellError]()
        thread = threading.Thread(target=self._wait, args=(run, ended), daemon=True)
        self._begun[name] = Begun(inputs, run, thread, ended)
        thread.start()

    def _wait(self, run: Run, ended: list[Outputs | CellError]) -> None:
        try:
            ended.append(run.wait())
        except CellError as error:
            ended.append(error)
        except (OSError, ValueError) as error:  # what came back is no answer
            ended.append(CellError(0, f"the kernel does not answer: {error}"))
        with contextlib.suppress(OSError):  # the server ends
            Path(self.ended, "now").write_text("", encoding="ascii")

    def take(self, name: str, *, is_waiting: bool) -> Outputs | None:
        """What it printed; None if it has not ended. Raises CellError."""
        begun = self._begun[name]
        if is_waiting:
            begun.thread.join()
        for ended in begun.ended:
            if isinstance(ended, CellError):
                raise ended
            return ended
        if is_waiting:
            raise CellError(0, "the kernel ended without an answer")
        return None

    def stop(self) -> None:
        """End all that runs."""
        while self._begun:
            self._begun.popitem()[1].run.stop()
