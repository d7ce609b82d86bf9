"""What every kind of chart starts from and ends with: marks with their numbers, and a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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

    @property
    def small(self) -> bool:
        """Whether it is a sign for a chart, without words."""
        return not self.size

    def high(self, wide: float, narrow: float, small: float = 70) -> float:
        """The height of a field of marks on wide and on narrow pages, and in a sign."""
        return small if self.small else wide if self.wide else narrow


DISTINCT = ("neutral", "first", "second", "first-soft", "second-soft")  # which nobody takes for one another
MOST_KEYS = 200  # that have a place of their own
WIDE, NARROW = Frame("wide", 640, 15), Frame("narrow", 340, 14)
BROAD, FULL = Frame("wide", 840, 15), Frame("wide", 960, 16)
SMALL = Frame("small", 160, 0)  # words of no size take no room


def frame_of(chart: Chart) -> Frame:
    """What a chart is drawn for where it has room."""
    return {"wide": BROAD, "full": FULL}.get(chart.width, WIDE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a note can point at: from above down to its top, or from below up to its bottom."""

    x: float
    top: float
    bottom: float


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
    address: str = ""
    """Where it leads, if it does."""
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG elements, the height they take, what can be reached of them in the order of reading, and places for notes."""

    height: float
    elements: tuple[str, ...]
    stops: tuple[Stop, ...] = ()
    anchors: Mapping[str, Anchor] = field(default_factory=dict)


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


def with_colours(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """The same, each that says no colour in one that no other has. Raises ProblemError if there are not enough."""
    used = {layer.mark.colour for layer in layers}
    free = iter([colour for colour in DISTINCT if colour not in used])
    found = []
    for layer in layers:
        colour = layer.mark.colour or next(free, "")
        if not colour:
            said = f"'{layer.mark.figure}' has no colour, and would look like another mark"
            raise wrong(layer.mark.location, said, "give each mark a colour, or draw fewer", "missing-key")
        found.append(replace(layer, mark=replace(layer.mark, colour=colour)))
    return tuple(found)


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
