"""Writes SVG: escaped, rounded, without style attributes; and estimates how wide words are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

# Widths in thousandths of the font size, after Helvetica's metrics, which the usual sans-serif
# fonts come near to, and a tenth more for those that run wider.
NARROW = dict.fromkeys("ijl'|", 222) | dict.fromkeys("ft .,:;!/()-[]I\u00a0", 278) | dict.fromkeys('r"', 355)
BROAD = dict.fromkeys("cksvxyzJ", 500) | dict.fromkeys("ABEKPSVXY&", 667) | dict.fromkeys("CDHNRUw", 722)
HUGE = dict.fromkeys("GOQ", 778) | dict.fromkeys("mM", 833) | dict.fromkeys("%W", 944)
SLACK = 1.12
HYPHEN = re.compile(r"(?<=\w-)(?=\w)")


class _Widths(dict[str, int]):
    """Of any character; signs of Chinese are square."""

    def __missing__(self, character: str) -> int:
        self[character] = width = 1000 if character > "\u2e80" else 556
        return width


WIDTHS = _Widths({**NARROW, **BROAD, **HUGE})


def tag(name: str, content: str = "", **attributes: str | float) -> str:
    """An element; underscores in attribute names become hyphens, and `class_` is class."""
    written = "".join([f' {_key(key)}="{_value(value)}"' for key, value in attributes.items()])
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(x: float, y: float, words: str, class_: str = "label", anchor: str = "start") -> str:
    """One line of words with its baseline at y."""
    place = f'x="{fixed(x)}" y="{fixed(y)}"'
    return f'<text {place} class="{_quoted(class_)}" text-anchor="{anchor}">{escape(words, quote=False)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """A straight line."""
    ends = f'x1="{fixed(x1)}" y1="{fixed(y1)}" x2="{fixed(x2)}" y2="{fixed(y2)}"'
    return f'<line {ends} class="{_quoted(class_)}"/>'


def rect(x: float, y: float, width: float, height: float, class_: str) -> str:
    """A rectangle; one of negative height or width is turned round."""
    left, top = min(x, x + width), min(y, y + height)
    size = f'width="{fixed(abs(width))}" height="{fixed(abs(height))}"'
    return f'<rect x="{fixed(left)}" y="{fixed(top)}" {size} class="{_quoted(class_)}"/>'


def dot(x: float, y: float, radius: float, class_: str) -> str:
    """A filled circle."""
    return tag("circle", cx=x, cy=y, r=radius, class_=class_)


def path(points: Iterable[tuple[float, float]], class_: str) -> str:
    """Straight lines from point to point."""
    return tag("path", d="M" + "L".join(f"{fixed(x)} {fixed(y)}" for x, y in points), class_=class_)


def fixed(number: float) -> str:
    """A coordinate to one digit after the point."""
    digits = f"{number:.1f}".removesuffix(".0")
    return "0" if digits == "-0" else digits


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How wide words will be about, rather too wide than too narrow."""
    return _units(words) * size / 1000 * SLACK * (1.06 if bold else 1)


def wrap(words: str, width: float, size: float) -> list[str]:
    """Lines no wider than `width`; a word that is wider itself is cut, as Chinese is anywhere."""
    lines: list[str] = []
    for word in [piece for whole in words.split(" ") for piece in _pieces(whole, width, size)]:
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _pieces(word: str, width: float, size: float) -> list[str]:
    """A word in pieces that fit, cut behind its hyphens if that is enough."""
    parts = HYPHEN.split(word) if width_of(word, size) > width else [word]
    if len(parts) > 1 and all(width_of(part, size) <= width for part in parts):
        joined = parts[:1]
        for part in parts[1:]:
            if width_of(f"{joined[-1]} {part}", size) > width:
                joined.append(part)
            else:
                joined[-1] += part
        return joined
    pieces = [""]
    for character in word if width_of(word, size) > width else ():
        if pieces[-1] and width_of(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces if pieces[0] else [word]


@lru_cache(maxsize=4096)  # drawings for wide and for narrow pages have the same words
def _units(words: str) -> int:
    return sum(map(WIDTHS.__getitem__, words))


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return _quoted(value) if isinstance(value, str) else fixed(value)


_quoted = lru_cache(maxsize=4096)(escape)  # nearly all are names of classes
