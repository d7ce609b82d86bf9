"""An SVG file is a picture only if it draws and does nothing else: no scripts, nothing from elsewhere.

A browser runs what it is given in an SVG, so the list says what is allowed. The file is read as the browser reads
it: as XML, with its prefixes resolved, and in the one encoding in which both see the same characters. What drawing
programs add and no browser acts on is let pass: what they note about the picture, the name of its form, and a style
sheet that loads nothing.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.prose.numeral import find_numbers

SVG = "http://www.w3.org/2000/svg"
# Of what drawing programs note about a picture; elements of these spaces do nothing in a browser.
NOTES = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch/ns",
    "http://www.serif.com/",
)
# No `a`, `animate` or `set`: they lead away, or change an address after it was read here.
ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "style",
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
FORM = re.compile(r"-//W3C//DTD SVG 1\.[01](?: \w+)?//EN")
MAX_TOLD = 20
SPOKEN = ("text", "title", "desc")
SAY = "draw it as a chart of data/charts.yml, or say it without the number"
HINT = "take it out; Inkscape saves as 'Plain SVG', and Illustrator exports with 'Presentation Attributes'"


def find_drawing_problems(content: bytes, path: str) -> list[Problem]:
    """What in an SVG file does not draw, in order."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Problem(Location(path), "yaml-syntax", "this is not UTF-8 text", "save the file as UTF-8")]
    reader = _Reader(path)
    try:
        reader.parser.Parse(text, True)
    except (expat.ExpatError, ValueError) as error:
        reader.report(f"the picture can't be read as XML: {error}")
    return reader.problems[:MAX_TOLD]


class _Reader:
    """Keeps every fault; the parser keeps its own stack, so depth costs nothing here."""

    def __init__(self, path: str) -> None:
        self.path, self.is_begun = path, False
        self.problems: list[Problem] = []
        self.styles: list[str] | None = None
        self.said = 0
        """How many elements are open whose words a reader sees."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.AttlistDeclHandler = self._attributes
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words

    def report(self, wrong: str) -> None:
        """Keep one fault, at the place where the parser is."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        self.problems.append(Problem(Location(self.path, line, column + 1), "unsafe-html", wrong, HINT))

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self.report(f"the picture says that it is '{encoding[:40]}' and not UTF-8")

    def _doctype(self, _: str, __: str | None, public: str | None, has_own: int) -> None:
        if has_own or not FORM.fullmatch(public or ""):
            self.report("the picture holds a '<!DOCTYPE'")

    def _entity(self, *_: object) -> None:
        self.report("the picture holds an '<!ENTITY'")

    def _attributes(self, *_: object) -> None:
        self.report("the picture holds an '<!ATTLIST'")

    def _skipped(self, name: str, _: int) -> None:
        self.report(f"the picture names the undefined entity '{name[:40]}'")

    def _instruction(self, target: str, _: str) -> None:
        self.report(f"the picture holds '<?{target[:40]}'")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        is_note = space.startswith(NOTES)
        if not self.is_begun and (local != "svg" or is_note):
            self.report(f"the picture begins with <{local[:40]}> and not with <svg>")
        self.is_begun = True
        if space != SVG and not is_note:
            self.report(f"the element <{local[:40]}> of the picture is none of SVG")
            return
        if not is_note and local not in ELEMENTS:
            self.report(f"the picture holds the element <{local[:40]}>")
            return
        self.said += local in SPOKEN and not is_note
        self.styles = [] if local == "style" and not is_note else self.styles
        for key, value in attributes.items():
            of, _, own = key.rpartition(" ")
            if not is_note and not of.startswith(NOTES):
                self._attribute(local, own, value)
            elif own.lower().startswith("on"):
                self.report(f"the picture holds the attribute '{own[:40]}'")

    def _words(self, words: str) -> None:
        for _, number in find_numbers(words.strip()) if self.said else ():
            line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
            said = f"the picture says the hard-coded number '{number}'"
            self.problems.append(Problem(Location(self.path, line, column + 1), "bare-number", said, SAY))
        if self.styles is not None:
            self.styles.append(words)

    def _end(self, name: str) -> None:
        self.said -= self.said > 0 and name.removeprefix(f"{SVG} ") in SPOKEN
        if self.styles is not None and name == f"{SVG} style":
            sheet, self.styles = "".join(self.styles), None
            if found := ACTIVE.search(OWN_PART.sub(" ", sheet)) or re.search("[@<]", sheet):
                self.report(f"the element <style> of the picture holds '{found[0]}'")

    def _attribute(self, element: str, name: str, value: str) -> None:
        lower = name.lower()
        if lower.startswith("on") or lower in REFUSED:
            self.report(f"the picture holds the attribute '{name[:40]}'")
        elif lower in ADDRESSES:
            if not FRAGMENT.fullmatch(value) and not (element == "image" and EMBEDDED.fullmatch(value)):
                self.report(f"the picture needs '{value[:40]}', which is not in it")
        elif found := ACTIVE.search(OWN_PART.sub(" ", value)):
            self.report(f"the attribute '{name[:40]}' holds '{found[0]}'")
