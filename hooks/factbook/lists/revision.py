"""What one revision of the data changed for readers: numbers corrected, added, removed, and verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from factbook.model.period import Period

VALUE, EXACT, TIME, FORMULA, SOURCE, PLACE, PRINTED, SURE, VERDICT = (
    "value",
    "exactness",
    "time",
    "formula",
    "source",
    "place",
    "printed",
    "confidence",
    "verdict",
)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A number that is given, or told of, otherwise now: what of it, and how it read before and after."""

    id: str
    title: str
    parts: tuple[tuple[str, str, str], ...]

    @property
    def is_correction(self) -> bool:
        """Whether the number itself is another one; what a series gains or loses was not wrong."""
        return any(what == VALUE and was and now for what, was, now in self.parts)

    @property
    def is_new_or_gone(self) -> bool:
        """Whether a series gained it or lost it."""
        return any(what == VALUE and not (was and now) for what, was, now in self.parts)

    @property
    def is_located(self) -> bool:
        """Whether the same number is now known by its place in a source."""
        found = any(what in (PRINTED, PLACE) and not was for what, was, _ in self.parts)
        return found and all(what != VALUE for what, _, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Named:
    """A record by the id that pages give it, and its title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Between two states of the data. `follow` are the numbers that moved only because their inputs did."""

    amended: tuple[Amendment, ...] = ()
    follow: tuple[Amendment, ...] = ()
    verdicts: tuple[Amendment, ...] = ()
    added: tuple[Named, ...] = ()
    removed: tuple[Named, ...] = ()
    renamed: tuple[tuple[str, Named], ...] = ()
    sources_added: tuple[Named, ...] = ()
    sources_removed: tuple[Named, ...] = ()
    claims_added: tuple[Named, ...] = ()
    claims_removed: tuple[Named, ...] = ()
    retitled: tuple[Named, ...] = ()
    claims_reworded: tuple[Named, ...] = ()

    @property
    def corrections(self) -> int:
        """How many recorded numbers are others now."""
        return sum(amendment.is_correction for amendment in self.amended)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of the data: when and why it came, in the words of whoever recorded it, and what it changed."""

    id: str
    seconds: int
    """Since 1970, in universal time."""
    day: Period
    subject: str
    reason: tuple[str, ...]
    """Paragraphs."""
    differences: Differences


@dataclass(frozen=True, slots=True)
class History:
    """What changed for readers, newest first; `is_complete` if it goes back to the beginning."""

    revisions: tuple[Revision, ...]
    is_complete: bool = True
