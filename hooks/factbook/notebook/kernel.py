"""The process that runs a notebook: cells come in as JSON, and what they print goes out. See `run`, which starts it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import from_dict


def main() -> None:
    """Run all cells, or up to the first one that fails."""
    asked = json.load(sys.stdin)
    said: dict[str, Any] = {"cell": 0}
    cells = [_cell(code) for code in asked["codes"]]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    client = NotebookClient(
        from_dict(notebook),  # type: ignore[no-untyped-call]
        timeout=asked["seconds"],
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": asked["folder"]}},
        on_cell_start=lambda cell_index, **_: said.update(cell=cell_index),
    )
    try:
        ran = client.execute()
        said["outputs"] = [_joined(cell.outputs) for cell in ran.cells]
    except CellTimeoutError:
        said["slow"] = True
    except CellExecutionError as error:
        said["failed"] = error.traceback
    except DeadKernelError as error:
        said["failed"] = str(error)
    json.dump(said, sys.stdout)


def _joined(outputs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a cell prints comes in pieces, cut where a busy machine cuts them; nbclient takes quadratic time to join them."""
    found: list[dict[str, Any]] = []
    for name, some in groupby(outputs, lambda output: output.get("name")):  # of a stream
        pieces = list(some)
        found += pieces if name is None else [{**pieces[0], "text": "".join(piece["text"] for piece in pieces)}]
    return found


def _cell(code: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": code, "metadata": {}, "outputs": [], "execution_count": None}


if __name__ == "__main__":
    main()
