"""Pictures that are painted by another process while pages are made. See `Ahead`; the process is this module, too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from factbook.chart.picture import Picture
from factbook.review.edition import is_painted, paint_stored
from factbook.review.store import Store

HOOKS = Path(__file__).resolve().parents[2]


class Ahead:
    """Paints pictures into a store, where whoever needs one finds it. What it does not paint is painted there and then."""

    def __init__(self, pictures: Iterable[Picture], store: Store) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        asked = [(one.text, one.width, one.height) for one in pictures if not is_painted(one, 1, store)]
        if not store.folder or not asked:
            return
        with tempfile.TemporaryFile() as orders:
            orders.write(json.dumps({"folder": str(store.folder), "code": store.code, "pictures": asked}).encode())
            orders.seek(0)
            command, silent = [sys.executable, "-P", "-m", "factbook.review.ahead"], subprocess.DEVNULL
            found = os.environ | {"PYTHONPATH": str(HOOKS)}
            self._process = subprocess.Popen(command, stdin=orders, stdout=silent, stderr=silent, env=found)

    def wait(self) -> None:
        """Until all are painted."""
        if self._process:
            self._process.wait()

    def stop(self) -> None:
        """Nobody needs them."""
        if self._process:
            self._process.kill()
            self._process.wait()


def main() -> None:
    """Paint what is asked for."""
    asked = json.load(sys.stdin)
    store = Store(Path(asked["folder"]), asked["code"])
    for text, width, height in asked["pictures"]:
        paint_stored(Picture(text, width, height), 1, store)


if __name__ == "__main__":
    main()
