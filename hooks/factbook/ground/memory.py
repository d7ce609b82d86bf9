"""Remembers what was made, together with all that it was made from, and gives it back only for the same."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar

Made = TypeVar("Made")
MANY = 10_000  # things, fewer of which are searched in no time


class Memory:
    """One result for each place, such as a page. What it was made from is kept and compared, not trusted to a digest.

    Comparing is quick where a part is the very object that it was before; `same` makes it that.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[object, Any]] = {}
        self._asked: set[Hashable] = set()
        self.is_changed = False
        """Whether anything was made or forgotten since it was begun or read."""

    @cached_property
    def passing(self) -> Memory:
        """A memory for steps on the way to what is kept here; it is not written."""
        return Memory()

    def recall(self, place: Hashable, inputs: object, make: Callable[[], Made]) -> Made:
        """What was made here from equal inputs, or else what `make` returns. It must not change afterwards."""
        self._asked.add(place)
        kept = self._kept.get(place)
        if kept is not None and kept[0] == inputs:
            made: Made = kept[1]
            return made
        made = make()
        self._kept[place] = (inputs, made)
        self.is_changed = True
        return made

    def same(self, place: Hashable, value: Made) -> Made:
        """The value of the last time if it is equal to this one."""
        return self.recall(place, value, lambda: value)

    def forget(self, place: Hashable) -> None:
        """Make it anew at the next time."""
        self._kept.pop(place, None)
        self.is_changed = True

    def forget_rest(self) -> None:
        """Forget all places that nobody has asked for since the last time: their pages, say, are gone."""
        for place in self._kept.keys() - self._asked:
            self.forget(place)
        self._asked.clear()

    def write(self) -> bytes:
        """All of it, for `read`. Raises what pickle raises if something in it can't be written."""
        with without_collector():
            return pickle.dumps(self._kept, pickle.HIGHEST_PROTOCOL)

    @classmethod
    def read(cls, written: bytes) -> Memory:
        """What `write` wrote, by the same code. Only for what this user wrote: pickle can do anything."""
        memory = cls()
        with without_collector():
            memory._kept = pickle.loads(written)  # noqa: S301
        return memory


@contextmanager
def without_collector() -> Iterator[None]:
    """Making many small things and keeping nearly all: a search for garbage would take a third of the time.

    At the end many count as old, or the next search would begin with all of them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if gc.get_count()[0] > MANY and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # to the oldest
            gc.enable()
