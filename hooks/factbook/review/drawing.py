"""An SVG file is a picture only if it draws and does nothing else: no scripts, no styles, nothing from elsewhere.

A browser runs what it is given in an SVG, so the list says what is allowed. The file is read as the browser reads
it: as XML, with its prefixes resolved, and in the one encoding in which both see the same characters.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError

SVG = "http://www.w3.org/2000/svg"
# No `style`, `a`, `animate` or `set`: they load, lead away, or change an address after it was read here.
ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "image",
        "marker",
        "pattern",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
    ]
)
ADDRESSES = frozenset({"href", "src"})
# With another base `#a` would be a part of another file.
REFUSED = frozenset({"base"})
FRAGMENT = re.compile(r"#[^\s]*")
EMBEDDED = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
OWN_PART = re.compile(r"url\(\s*(?:#[^\s\"'()]+|\"#[^\s\"'()]+\"|'#[^\s\"'()]+')\s*\)", re.IGNORECASE)
# What loads or runs in a style; most attributes are styles, too, and in a style `\` can spell any of these otherwise.
ACTIVE = re.compile(
    r"url\s*\(|(?:image-set|(?<![\w-])(?:src|image))\s*\(|(?:java|vb)script\s*:|expression\s*\(|@import|-moz-binding|\\",
    re.IGNORECASE,
)
HINT = "save it as a plain SVG, which only draws"


def find_drawing_problem(content: bytes, path: str) -> Problem | None:
    """The first thing in an SVG file that does not draw."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Problem(Location(path), "yaml-syntax", "this is not UTF-8 text", "save the file as UTF-8")
    reader = _Reader(path)
    try:
        reader.parser.Parse(text, True)
    except ProblemError as error:
        return error.problem
    except (expat.ExpatError, ValueError) as error:
        return reader.problem(f"the picture can't be read as XML: {error}").problem
    return None


class _Reader:
    """Raises ProblemError at the first fault; the parser keeps its own stack, so depth costs nothing here."""

    def __init__(self, path: str) -> None:
        self.path, self.is_begun = path, False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._element

    def problem(self, wrong: str) -> ProblemError:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        return ProblemError(Problem(Location(self.path, line, column + 1), "unsafe-html", wrong, HINT))

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            raise self.problem(f"the picture says that it is '{encoding[:40]}' and not UTF-8")

    def _doctype(self, *_: object) -> None:
        raise self.problem("the picture holds a '<!DOCTYPE'")

    def _entity(self, *_: object) -> None:
        raise self.problem("the picture holds an '<!ENTITY'")

    def _instruction(self, target: str, _: str) -> None:
        raise self.problem(f"the picture holds '<?{target[:40]}'")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space != SVG:
            raise self.problem(f"the element <{local[:40]}> of the picture is none of SVG")
        if local not in ELEMENTS:
            raise self.problem(f"the picture holds the element <{local[:40]}>")
        if not self.is_begun and local != "svg":
            raise self.problem(f"the picture begins with <{local[:40]}> and not with <svg>")
        self.is_begun = True
        for key, value in attributes.items():
            self._attribute(local, key.rpartition(" ")[2], value)

    def _attribute(self, element: str, name: str, value: str) -> None:
        lower = name.lower()
        if lower.startswith("on") or lower in REFUSED:
            raise self.problem(f"the picture holds the attribute '{name[:40]}'")
        if lower in ADDRESSES:
            if not FRAGMENT.fullmatch(value) and not (element == "image" and EMBEDDED.fullmatch(value)):
                raise self.problem(f"the picture needs '{value[:40]}', which is not in it")
        elif found := ACTIVE.search(OWN_PART.sub(" ", value)):
            raise self.problem(f"the attribute '{name[:40]}' holds '{found[0]}'")
