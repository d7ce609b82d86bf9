"""How work that takes long is asked for where somebody may have kept it from an earlier build."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Recall: TypeAlias = Callable[[str, str, Callable[[], str]], str]
"""From a kind, all that a text depends on, and how to make it, to the text."""


def make_now(kind: str, depends_on: str, make: Callable[[], str]) -> str:
    """Where nothing is kept."""
    return make()
