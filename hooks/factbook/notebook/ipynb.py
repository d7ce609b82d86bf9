"""A notebook as it ran, in the form that converters read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from factbook.notebook.run import Outputs
from factbook.prose.notebook import Cell

LANGUAGE = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
WORDED = ("text/html", "image/svg+xml")


def find_code(cells: Iterable[Cell]) -> list[Cell]:
    """The cells that are run, in order."""
    return [cell for cell in cells if not cell.is_markdown and cell.code]


def write_ipynb(cells: Iterable[Cell], outputs: Outputs) -> str:
    """Words and code in order, each code with what it printed; without outputs it did not run yet."""
    written: list[dict[str, Any]] = []
    number = 0
    for cell in cells:
        common = {"id": f"cell-{len(written)}", "metadata": {}}
        if cell.is_markdown:
            written.append(common | {"cell_type": "markdown", "source": cell.words})
        elif cell.code:
            printed = list(outputs[number]) if number < len(outputs) else []
            code = {"cell_type": "code", "source": cell.code, "execution_count": None, "outputs": printed}
            written.append(common | code)
            number += 1
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": LANGUAGE, "cells": written})


def find_picture(outputs: Iterable[dict[str, Any]]) -> str:
    """The kind of a picture that has no words, so that not every reader can have it; "" if there is none."""
    kinds = (kind for output in outputs for kind in output.get("data", {}) if not {*WORDED} & {*output["data"]})
    return next((kind for kind in kinds if kind.startswith("image/")), "")
