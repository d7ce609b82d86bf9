"""What to write in place of HTML that no page has: Markdown has no word for most of it."""

from __future__ import annotations

ELEMENT = "write it in Markdown; pages show text and pictures and run nothing"
RUNS = "leave it out; pages run nothing"
EMBEDDED = "take it out and link to it: [words](https://…); or put a picture of it into docs/assets/"
FORM = "leave it out; what readers can move is a what-if, {{ whatif name }}, or a guess, {{ guess name }}"
STYLED = "leave it out; how pages look is for the style sheet, and pages have classes"
ELEMENTS = {
    **dict.fromkeys(("iframe", "frame", "object", "embed", "video", "audio", "portal"), EMBEDDED),
    **dict.fromkeys(("form", "button", "select", "textarea", "input", "dialog"), FORM),
    **dict.fromkeys(("style", "link", "font", "center", "marquee"), STYLED),
    "script": RUNS,
    "meta": "leave it out; the description of a page stands in its front matter",
    "base": "leave it out; links are written as the paths of pages",
    "svg": "save it as a file in docs/assets/ and write ![what it shows](assets/name.svg)",
    "math": "write it in words, or as code between marks `",
}
ATTRIBUTES = {
    "target": "leave it out; a link opens where the reader chooses",
    "style": STYLED,
    "srcset": "leave it out; a picture has one file",
    "name": "leave it out; the name of a heading is written {#name} behind it",
}
ATTRIBUTE = "leave it out; pages show text and pictures and run nothing"


def instead_of_element(name: str) -> str:
    """A hint that can be followed."""
    return ELEMENTS.get(name.lower(), ELEMENT)


def instead_of_attribute(name: str) -> str:
    """The same for an attribute; what begins so is run by a browser."""
    return RUNS if name.lower().startswith("on") else ATTRIBUTES.get(name.lower(), ATTRIBUTE)
