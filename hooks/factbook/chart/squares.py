"""Shares in a grid of a hundred squares, one for each per cent, with the edge of another share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.chart import svg
from factbook.chart.label import full_label, value_label
from factbook.chart.layer import DISTINCT, Drawing, Frame, Layer, Stop, with_colours, wrong
from factbook.chart.scale import spread
from factbook.chart.tiles import SIDE, count_squares, tiles
from factbook.chart.wholes import draw_wholes
from factbook.model.factbook import Entry
from factbook.model.records import Chart

TOP = 3.0


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the whole: its words, its colour, and the square after its last."""

    entry: Entry
    words: str
    colour: str
    first: int
    end: int
    rule: bool = False

    @property
    def row(self) -> float:
        """The height to name it at: the middle of its squares in the last column, which its name stands beside."""
        last = SIDE * (SIDE - 1)
        if self.rule:
            return max(self.end - last, 0)
        return (max(self.first, last) + self.end) / 2 - last if self.end > last else (self.first + self.end) / 2 / SIDE


def draw_squares(chart: Chart, layers: Sequence[Layer], frame: Frame) -> Drawing:
    """Shares of a whole as squares, named at their side; a rule marks another share in the same grid."""
    if len(layers) > 1 and all(len(layer.entries) > 1 for layer in layers):
        return draw_wholes(chart, layers, frame)
    parts = find_parts(chart, layers)
    pitch = 30.0 if frame.wide else 18.0
    elements = []
    for part in parts:
        if part.rule:
            elements += _draw_edge(part, pitch)
            continue
        elements.append(tiles(range(part.first, part.end), 0, TOP, pitch, f"mark {part.colour}"))
    left = SIDE * pitch + 22
    named = sorted(parts, key=lambda part: part.row)
    lines = [svg.wrap(part.words, frame.width - left, frame.size) for part in named]
    sizes = [(len(each) + 1) * frame.size * 1.25 + 8 for each in lines]
    starts = spread([TOP + part.row * pitch - frame.size for part in named], sizes, -3, SIDE * pitch + 8)
    for part, start, said in zip(named, starts, lines, strict=True):
        if part.end > SIDE * (SIDE - 1):
            y, label = TOP + part.row * pitch - 1, start + frame.size * 0.8
            elements.append(svg.path([(left - 22, y), (left - 17, y), (left - 9, label), (left - 4, label)], "leader"))
        elements.append(svg.text(left, start + frame.size * 1.2, value_label(part.entry), f"value {part.colour}"))
        for number, words in enumerate(said, 1):
            elements.append(svg.text(left, start + frame.size * (1.2 + 1.25 * number), words))
    stops = [
        _stop(part, pitch, (left, start, frame.width - left, size))
        for part, start, size in sorted(zip(named, starts, sizes, strict=True), key=lambda each: parts.index(each[0]))
    ]
    return Drawing(max(TOP + SIDE * pitch, starts[-1] + sizes[-1]) + 2, tuple(elements), tuple(stops))


def _stop(part: Part, pitch: float, words: tuple[float, float, float, float]) -> Stop:
    """The squares of a share; of an edge, and of a share without a square, its words."""
    said = part.words, (full_label(part.entry),)
    if part.rule or part.first == part.end:
        return Stop(*words, *said)
    corners = [(column * pitch, TOP + row * pitch) for column, row in _around(part.first, part.end)]
    across, down = zip(*corners, strict=True)
    return Stop(min(across), min(down), max(across) - min(across), max(down) - min(down), *said, tuple(corners))


def _around(first: int, end: int) -> list[tuple[int, int]]:
    """The corners, as columns and rows, of the squares from the first up to the end."""
    (left, top), (right, bottom) = divmod(first, SIDE), divmod(end, SIDE)
    if left == right:
        return [(left, top), (left + 1, top), (left + 1, bottom), (left, bottom)]
    begin = [(left, top), (left + 1, top), (left + 1, 0)] if top else [(left, 0)]
    finish = [(right + 1, 0), (right + 1, bottom), (right, bottom)] if bottom else [(right, 0)]
    return [*begin, *finish, (right, SIDE), (left, SIDE)]


def find_parts(chart: Chart, layers: Sequence[Layer]) -> list[Part]:
    """The shares in order with the squares they fill; they must be shares that sum to the whole."""
    shares = [(layer, entry) for layer in layers if layer.mark.shape != "rule" for entry in layer.entries]
    for layer in layers:
        if layer.entries[0].figure.measure.head.kind != "ratio":
            raise wrong(
                layer.mark.location, f"'{layer.mark.figure}' is no share", "squares need a unit of %", "unit-mismatch"
            )
    counts = count_squares(chart, [entry for _, entry in shares])
    parts = []
    first = 0
    shades = _shades([layer for layer in layers if layer.mark.shape != "rule"])
    for (layer, entry), count, shade in zip(shares, counts, shades, strict=True):
        parts.append(Part(entry, layer.mark.label or entry.title, shade, first, first + count))
        first += count
    for layer in layers:
        if layer.mark.shape == "rule":
            end = int((layer.entries[0].quantity.value * 100).to_integral_value())
            parts.append(Part(layer.entries[0], layer.label, layer.colour, 0, end, rule=True))
    return parts


def _shades(layers: Sequence[Layer]) -> list[str]:
    """A colour for each part: those of one mark begin with its own and the paler one, and none looks like another."""
    found: list[str] = []
    for layer in with_colours(layers):
        own = [layer.colour, *([f"{layer.colour}-soft"] if f"{layer.colour}-soft" in DISTINCT else [])]
        for _ in layer.entries:
            taken = {*found, *(other.mark.colour for other in layers if other.mark is not layer.mark)}
            colour = next(
                (one for one in (*own, *DISTINCT) if one not in found and (one == own[0] or one not in taken)), ""
            )
            if not colour:
                said = f"the parts of '{layer.mark.figure}' would look alike"
                raise wrong(layer.mark.location, said, "draw fewer parts, or draw them as bars", "missing-key")
            found.append(colour)
    return found


def _draw_edge(part: Part, pitch: float) -> list[str]:
    """The stepped edge after the last square of a share."""
    column, row = divmod(part.end, SIDE)
    across, down, bottom = column * pitch - 1, TOP + row * pitch - 1, TOP + SIDE * pitch - 1
    points = [(across, bottom), (across, down), (across + pitch, down), (across + pitch, TOP - 1)]
    points = points[: 3 if column == SIDE - 1 else 4] if row else [(across, bottom), (across, TOP - 1)]
    return [svg.path(points, "halo"), svg.path(points, f"rule {part.colour}")]
