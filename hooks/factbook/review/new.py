"""Writes a new record into data/; nothing is kept that the build would refuse."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml

from factbook.ground.problem import Problem
from factbook.load.schema import FIGURE, NAME, SOURCE, Fields
from factbook.review.project import check_project
from factbook.review.settings import find_docs, read_converter

ASKED: Mapping[str, tuple[str, ...]] = {
    "figure": ("title", "value", "unit", "date", "source", "printed", "printed_in", "place", "confidence"),
    "derived figure": ("title", "formula", "unit"),
    "source": ("type", "title", "publisher", "issued", "URL", "archive", "accessed"),
}
"""What a record of each kind is asked for; the rest can be given as a flag."""
PLAIN = re.compile(r"-?\d[\d.-]*")
FIRST = ("title", "unit", "value", "formula")  # of a figure, as people write them
LONG = 10_000  # characters of a line, so that none is folded
UNUSED = "unused-source"  # a new source is not used yet
SCHEMA = "# yaml-language-server: $schema=../../schema/figures.schema.json\n"


def simple_fields(fields: Fields) -> list[str]:
    """The keys whose values are words or numbers."""
    return [key for key, field in fields.items() if field.kind in ("text", "number", "value", "choice", "texts")]


def add_figure(root: Path, name: str, answers: Mapping[str, str]) -> list[Problem]:
    """Write a figure at the end of the file of its topic, or return what is wrong. Raises ValueError for a bad name."""
    topic, dot, own = name.partition(".")
    if not dot or not NAME.fullmatch(topic) or not NAME.fullmatch(own):
        raise ValueError(f"'{name}' is no name for a figure: write topic.name, as in shop.revenue")
    path = f"data/figures/{topic}.yml"
    before = _read(root / path) or SCHEMA
    keys = [key for key in dict.fromkeys((*FIRST, *simple_fields(FIGURE))) if answers.get(key)]
    record = _write_fields({key: answers[key] for key in keys}, "  ")
    return _keep(root, path, f"{before.rstrip()}\n{own}:\n{record}")


def add_source(root: Path, source_id: str, answers: Mapping[str, str]) -> list[Problem]:
    """Write a source at the end of the list, or return what is wrong."""
    path = "data/sources.yml"
    keys = [key for key in simple_fields(SOURCE) if answers.get(key)]
    record = _write_fields({"id": source_id} | {key: answers[key] for key in keys}, "  ")
    return _keep(root, path, f"{_read(root / path).rstrip()}\n- {record.removeprefix('  ')}")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write_fields(fields: Mapping[str, str], indent: str) -> str:
    return "".join(f"{indent}{key}: {_scalar(value)}\n" for key, value in fields.items())


def _scalar(value: str) -> str:
    """Numbers and dates as they are; words with quotation marks where YAML needs them."""
    if PLAIN.fullmatch(value):
        return value
    return str(yaml.safe_dump(value, allow_unicode=True, width=LONG)).removesuffix("...\n").strip()


def _keep(root: Path, path: str, text: str) -> list[Problem]:
    """Write the file if it makes nothing wrong that was right."""
    docs, converter = find_docs(root), read_converter(root)
    known = set(check_project(root, converter, docs).problems)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        pages = trial / (docs.relative_to(root) if docs.is_relative_to(root) else docs.name)
        for folder_of, copy in ((root / "data", trial / "data"), (docs, pages)):
            if folder_of.is_dir():
                shutil.copytree(folder_of, copy, symlinks=True)
        (trial / path).parent.mkdir(parents=True, exist_ok=True)
        (trial / path).write_text(text, encoding="utf-8", newline="\n")
        found = [problem for problem in check_project(trial, converter, pages).problems if problem not in known]
    wrong = [problem for problem in found if problem.code != UNUSED]
    if not wrong:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    return wrong
