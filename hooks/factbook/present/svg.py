"""Writes SVG: escaped, rounded, without style attributes; and estimates how wide words are."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

# Widths in thousandths of the font size, after Helvetica's metrics, which the usual sans-serif
# fonts come near to, and a tenth more for those that run wider.
NARROW = dict.fromkeys("ijl'|", 222) | dict.fromkeys("ft .,:;!/()-[]I\u00a0", 278) | dict.fromkeys('r"', 355)
BROAD = dict.fromkeys("cksvxyzJ", 500) | dict.fromkeys("ABEKPSVXY&", 667) | dict.fromkeys("CDHNRUw", 722)
HUGE = dict.fromkeys("GOQ", 778) | dict.fromkeys("mM", 833) | dict.fromkeys("%W", 944)
WIDTHS = {**NARROW, **BROAD, **HUGE}
SLACK = 1.12


def tag(name: str, content: str = "", **attributes: str | float) -> str:
    """An element; underscores in attribute names become hyphens, and `class_` is class."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(x: float, y: float, words: str, class_: str = "label", anchor: str = "start") -> str:
    """One line of words with its baseline at y."""
    return tag("text", escape(words, quote=False), x=x, y=y, class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str) -> str:
    """A rectangle; one of negative height or width is turned round."""
    left, top = min(x, x + width), min(y, y + height)
    return tag("rect", x=left, y=top, width=abs(width), height=abs(height), class_=class_)


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
    units = sum(1000 if character > "\u2e80" else WIDTHS.get(character, 556) for character in words)
    return units * size / 1000 * SLACK * (1.06 if bold else 1)


def wrap(words: str, width: float, size: float) -> list[str]:
    """Lines no wider than `width`; a longer single word stands alone."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else fixed(value)
