"""Two wholes as bars of one width, and the share that slipped from the first into the second: struck through."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.chart import svg
from factbook.chart.bars import lead
from factbook.chart.label import full_label, value_label
from factbook.chart.layer import Drawing, Frame, Layer, Stop, wrong
from factbook.chart.stop import say_parts
from factbook.model.factbook import Entry
from factbook.model.records import Chart

THICK = 3.6  # of a bar, in sizes of its words
SIGN = 26.0  # the same in a drawing without words
LARGE = 2.0  # shares, as a multiple of other words
GAP = 2.0  # between the parts of a bar
HEAD = 6.0  # of the arrow


def draw_slip(chart: Chart, layers: Sequence[Layer], frame: Frame) -> Drawing:
    """Both bars, and between them an arrow at the share that a rule names, with its number struck through."""
    upper, lower, slipped = _require_three(chart, layers)
    size, thick = frame.size, _thick(frame)
    above = _draw_heading(upper, lead(chart, upper), frame)
    top = above.height
    elements = [*above.elements, *_draw_bar(upper, lead(chart, upper), top, frame, f"{upper.colour} soft")]
    bottom = top + thick
    said = _draw_slipped(slipped, bottom, svg.width_of(lower.label, size, bold=True), frame)
    below = bottom + said.height
    elements += said.elements
    elements += _draw_bar(lower, lead(chart, lower), below, frame, "neutral")
    elements += _draw_arrow(slipped, (bottom, below), frame)
    elements.append(svg.text(0, below - size * 0.5, lower.label, "heading"))
    end = below + thick
    small = [f"{entry.title} {value_label(entry)}" for entry in lead(chart, lower)[1:]]
    for words in small:
        end += size * 1.35
        elements.append(svg.text(frame.width, end, words, "label", "end"))
    stops = [
        Stop(0, top, frame.width, thick, upper.label, say_parts(lead(chart, upper))),
        Stop(
            0,
            bottom + 4,
            frame.width,
            max(said.height - size * 1.4 - 8, 0),
            slipped.label,
            (full_label(_share(slipped)),),
        ),
        Stop(0, below, frame.width, thick, lower.label, say_parts(lead(chart, lower))),
    ]
    return Drawing(end + 6, tuple(elements), tuple(stops))


def _require_three(chart: Chart, layers: Sequence[Layer]) -> tuple[Layer, Layer, Layer]:
    """The two wholes and the share that slipped."""
    wholes = [layer for layer in layers if layer.mark.shape != "rule"]
    rules = [layer for layer in layers if layer.mark.shape == "rule"]
    if len(wholes) != 2 or len(rules) != 1:
        said = f"the chart '{chart.name}' has {len(wholes)} wholes and {len(rules)} rules"
        raise wrong(chart.location, said, "a slip needs two series by category, and one mark of the shape rule")
    (rule,) = rules
    if len(rule.entries) != 1 or rule.entries[0].figure.measure.head.kind != "ratio":
        raise wrong(
            rule.mark.location, f"'{rule.mark.figure}' is no share", "a rule needs one number in %", "unit-mismatch"
        )
    return wholes[0], wholes[1], rule


def _thick(frame: Frame) -> float:
    return SIGN if frame.small else THICK * frame.size


def _share(slipped: Layer) -> Entry:
    return slipped.entries[0]


def _draw_heading(layer: Layer, entries: Sequence[Entry], frame: Frame) -> Drawing:
    """What the upper bar is of, and at its right what the small parts are; below it where both do not fit."""
    size, y = frame.size, frame.size
    elements = [svg.text(0, y, layer.label, "heading")]
    taken = svg.width_of(layer.label, size, bold=True) + 16
    for entry in entries[1:]:
        words = f"{entry.title} {value_label(entry)}"
        y += 0 if taken + svg.width_of(words, size) <= frame.width else size * 1.35
        elements.append(svg.text(frame.width, y, words, "label", "end"))
        taken = frame.width
    return Drawing(y + size * 0.5, tuple(elements))


def _draw_bar(layer: Layer, entries: Sequence[Entry], top: float, frame: Frame, rest: str) -> list[str]:
    """A bar in parts, the share and the name of its first part on it; `rest` colours the others."""
    size, height = frame.size, _thick(frame)
    elements, x = [], 0.0
    for entry in entries:
        width = float(entry.quantity.value) * frame.width
        colour = layer.colour if entry is entries[0] else rest
        gap = GAP if entry is not entries[-1] else 0
        elements.append(svg.rect(x, top, max(width - gap, 1), height, f"mark {colour}"))
        x += width
    share, y = value_label(entries[0]), top + height / 2 + size * LARGE * 0.35
    room = svg.width_of(share, size * LARGE, bold=True) / svg.SLACK + 24
    elements.append(svg.text(12, y, share, "large on"))
    lines = svg.wrap(entries[0].title, float(entries[0].quantity.value) * frame.width - room - 8, size)
    first = top + height / 2 + size * (0.35 - 0.625 * (len(lines) - 1))
    for number, words in enumerate(lines):
        elements.append(svg.text(room, first + size * 1.25 * number, words, "label on"))
    return elements


def _draw_slipped(slipped: Layer, top: float, heading: float, frame: Frame) -> Drawing:
    """The number struck through and whose it is, at the left of the arrow; the height down to the lower bar.

    The heading of that bar, so many pixels wide, stands beside them, or below where it would not fit.
    """
    size = frame.size
    words = value_label(_share(slipped))
    edge = float(_share(slipped).quantity.value) * frame.width - 12
    wide = svg.width_of(words, size * LARGE, bold=True) / svg.SLACK
    lines = svg.wrap(slipped.label, edge - wide - 24, size)
    y = top + size * 2.7
    if frame.small:
        return Drawing(SIGN, ())
    elements = [svg.text(edge, y, words, "large accent", "end")]
    strike = y - size * LARGE * 0.35
    elements.append(svg.line(edge - wide, strike, edge + 4, strike, f"rule {slipped.colour}"))
    first = y - size * (0.3 + 0.625 * (len(lines) - 1))
    for number, line in enumerate(lines):
        at = first + size * 1.25 * number
        elements.append(svg.text(edge - wide - 14, at, line, f"label {slipped.colour}", "end"))
    left = edge - wide - 14 - max(svg.width_of(line, size) for line in lines)
    beside = heading + 16 <= left
    height = size * (4.4 if beside else 5.6) + size * max(len(lines) - 2, 0) * 0.7
    return Drawing(height, tuple(elements))


def _draw_arrow(slipped: Layer, ends: tuple[float, float], frame: Frame) -> list[str]:
    """From the edge of the part in the upper bar down into the lower bar."""
    x = float(_share(slipped).quantity.value) * frame.width
    (top, bottom), reach = ends, _thick(frame)
    colour = slipped.colour
    return [
        svg.line(x, bottom, x, bottom + reach, "halo"),
        svg.line(x, bottom, x, bottom + reach, f"rule dashed {colour}"),
        svg.line(x, top + 4, x, bottom - 2, f"rule {colour}"),
        svg.path([(x - HEAD, bottom - HEAD - 3), (x, bottom - 3), (x + HEAD, bottom - HEAD - 3)], f"rule {colour}"),
    ]
