"""What every kind of chart starts from and ends with: marks with their numbers, and a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError, suggest
from factbook.model.factbook import Entry, Factbook
from factbook.model.period import parse_period
from factbook.model.records import Chart, Mark


@dataclass(frozen=True, slots=True)
class Frame:
    """The width to draw for and the size of its words, in the drawing's own pixels."""

    name: str
    width: float
    size: float

    @property
    def wide(self) -> bool:
        """Whether words may stand beside marks instead of above them."""
        return self.width > 500


MOST_KEYS = 200  # that have a place of their own
WIDE, NARROW = Frame("wide", 680, 14), Frame("narrow", 340, 13)


@dataclass(frozen=True, slots=True)
class Stop:
    """An area of a drawing and what it says when it is pointed at or has the focus: a head, and a line for each number.

    The area is a rectangle, or within it what `corners` enclose.
    """

    left: float
    top: float
    width: float
    height: float
    head: str
    lines: tuple[str, ...]
    corners: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG elements, the height they take, and what can be reached of them, in the order of reading."""

    height: float
    elements: tuple[str, ...]
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A mark and the entries that it draws, in order."""

    mark: Mark
    entries: tuple[Entry, ...]

    @property
    def label(self) -> str:
        """The words that stand on it."""
        return self.mark.label or self.entries[0].figure.title

    @property
    def by(self) -> str:
        """What its keys are: year, quarter, month or category; empty for a single number."""
        return by_of(self.entries[0].key)

    @property
    def colour(self) -> str:
        """The class that colours it."""
        return self.mark.colour or "neutral"


def layers_of(chart: Chart, factbook: Factbook) -> tuple[Layer, ...]:
    """The marks of a chart with their numbers. Raises ProblemError for a figure that is not there."""
    layers = tuple(Layer(mark, tuple(_entries(mark, factbook))) for mark in chart.marks)
    if chart.options.get("keys") != "shared":
        return layers
    shared = set.intersection(*({entry.key for entry in layer.entries} for layer in layers)) if layers else set()
    kept = tuple(Layer(x.mark, tuple(entry for entry in x.entries if entry.key in shared)) for x in layers)
    if not shared:
        raise wrong(chart.location, "the marks of this chart share no keys", "leave out the option 'keys: shared'")
    return kept


def by_of(key: str) -> str:
    """What a key is; a derived series does not say it of itself."""
    try:
        return parse_period(key).precision
    except ValueError:
        return "category" if key else ""


def keys_of(layers: Iterable[Layer]) -> list[str]:
    """Every key of the layers once, in order of time; categories in the order of the data."""
    keys = dict.fromkeys(entry.key for layer in layers for entry in layer.entries)
    return sorted(keys) if all(key[:1].isdigit() for key in keys) else list(keys)


def with_gaps(keys: list[str]) -> list[str]:
    """Keys of time with those that are missing between them, so that equal times take equal room."""
    found = keys[:1]
    for key in keys[1:]:
        while len(found) < MOST_KEYS and (following := parse_period(found[-1]).next().text) < key:
            found.append(following)
        found.append(key)
    return found if len(found) < MOST_KEYS else keys


def wrong(at: Location, message: str, hint: str = "", code: str = "wrong-type") -> ProblemError:
    """A problem that keeps a chart from being drawn."""
    return ProblemError(Problem(at, code, message, hint))


def _entries(mark: Mark, factbook: Factbook) -> Iterator[Entry]:
    if mark.figure in factbook.entries:
        yield factbook.entries[mark.figure]
    elif mark.figure in factbook.values:
        yield from factbook.members(mark.figure)
    else:
        hint = suggest(mark.figure, factbook.figures, "the names are in data/figures/")
        raise wrong(mark.location, f"there is no figure '{mark.figure}'", hint, "unknown-figure")
