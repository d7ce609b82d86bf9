"""Remembers what was made, together with all that it was made from, and gives it back only for the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memory:
    """One result for each place, such as a page. What it was made from is kept and compared, not trusted to a digest.

    Comparing is quick where a part is the very object that it was before; `same` makes it that.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[object, Any]] = {}

    def recall(self, place: Hashable, inputs: object, make: Callable[[], Made]) -> Made:
        """What was made here from equal inputs, or else what `make` returns. It must not change afterwards."""
        kept = self._kept.get(place)
        if kept is not None and kept[0] == inputs:
            made: Made = kept[1]
            return made
        made = make()
        self._kept[place] = (inputs, made)
        return made

    def same(self, place: Hashable, value: Made) -> Made:
        """The value of the last time if it is equal to this one."""
        return self.recall(place, value, lambda: value)

    def forget(self, place: Hashable) -> None:
        """Make it anew at the next time."""
        self._kept.pop(place, None)
