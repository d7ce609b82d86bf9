"""HTML that the site drew from data, as Markdown: what cannot be said in it is left out, and all words stay.

Characters that mean something in Markdown are written as entities, which are the same to every reader of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

SPECIAL = re.compile(r"[\\`*\[\]<|{]|(?<!\w)_|_(?!\w)|&(?=#|\w+;)")
AT_START = re.compile(r"#|[-+](?=\s)|\d+[.)](?=\s)")
LINK_END = re.compile(r"[()\s<>]")
SPACES = re.compile(r"\s+")
PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")
# Controls, ways about the page, and notes that say nothing new.
LEFT_OUT = frozenset(["form", "input", "nav", "script", "select", "style", "template"])
LEFT_OUT_CLASSES = frozenset(
    ["headerlink", "margin-note", "chart-downloads", "chart-reuse", "claim-share", "cite", "whatif-controls"]
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FRAMES = frozenset(["article", "aside", "blockquote", "details", "div", "figcaption", "figure", "section", "summary"])
BLOCKS = FRAMES | {*HEADINGS, "dl", "hr", "ol", "p", "pre", "svg", "table", "ul"}
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*"}
APART = frozenset([*BLOCKS, "br", "dd", "dt", "li"])  # where they stand in a line
INDENT = " " * 4
BETWEEN = "· "


def write_markdown(html: str, picture: str = "") -> str:
    """A piece of HTML as Markdown; `picture` is the address of what is drawn in it."""
    body = LexborHTMLParser(html).body
    return "\n\n".join(_Writer(picture).flow(body)) if body else ""


def escape_markdown(words: str, *, is_first: bool = False, quote: bool = False) -> str:
    """Words that are data and no Markdown; `is_first` if they would begin a list or heading, `quote` inside quotation marks."""
    words = SPECIAL.sub(_entity, words.translate(PLAIN_SPACES))
    if quote:
        words = words.replace('"', "&quot;")
    return _hide_start(words) if is_first else words


def _hide_start(words: str) -> str:
    return f"&#{ord(words[0])};{words[1:]}"


def _entity(match: re.Match[str]) -> str:
    return {"&": "&amp;", "<": "&lt;"}.get(match[0], f"&#{ord(match[0])};")


class _Writer:
    """Writes one piece; a picture stands once in it."""

    def __init__(self, picture: str) -> None:
        self.picture, self.is_drawn = picture, False

    def flow(self, parent: LexborNode) -> Iterator[str]:
        """The blocks of an element; words between them are paragraphs."""
        run: list[LexborNode] = []
        for node in parent.iter(include_text=True):
            if not _is_block(node):
                run.append(node)
                continue
            yield from _paragraph(self.run(run))
            run = []
            yield from _named(self.block(node), node)
        yield from _paragraph(self.run(run))

    def block(self, node: LexborNode) -> Iterator[str]:
        """One element that stands by itself."""
        tag = str(node.tag)
        if _is_left_out(node):
            return
        if tag in HEADINGS:
            name = node.attributes.get("id")
            yield f"{'#' * int(tag[1])} {self.words(node)}" + (f" {{#{name}}}" if name else "")
        elif tag == "svg":
            yield from self.drawing(node)
        elif tag == "pre":
            yield _fenced(node.text().strip("\n"))
        elif tag in ("ul", "ol"):
            yield "\n".join(self.items(node, "1. " if tag == "ol" else "- "))
        elif tag == "dl":
            yield "\n".join(self.facts(node))
        elif tag == "table":
            yield "\n".join(self.rows(node))
        elif tag == "blockquote":
            yield "\n>\n".join(f"> {line}" for block in self.flow(node) for line in block.split("\n"))
        elif tag == "hr":
            yield "---"
        elif tag == "summary" or "chart-title" in _classes(node):
            yield from (f"**{words}**" for words in [self.words(node).replace("**", "")] if words)
        else:
            yield from self.flow(node)

    def drawing(self, node: LexborNode) -> Iterator[str]:
        """A drawing as the picture with its description, or the description alone; one of those for several widths."""
        said = node.css_first("desc")
        if said and not self.is_drawn:
            self.is_drawn = True
            words = escape_markdown(SPACES.sub(" ", said.text()).strip())
            yield f"![{words}]({_address(self.picture)})" if self.picture else words

    def items(self, node: LexborNode, mark: str) -> Iterator[str]:
        """The items of a list."""
        for item in _elements(node, "li"):
            blocks = [*_named(self.flow(item), item)]
            if blocks:
                yield mark + "\n\n".join(blocks).replace("\n", f"\n{INDENT}").replace(f"\n{INDENT}\n", "\n\n")

    def facts(self, node: LexborNode) -> Iterator[str]:
        """A list of names and what is said of each, also where they stand in groups."""
        name = ""
        for part in _elements(node, "dt", "dd", "div"):
            if part.tag == "div":
                yield from self.facts(part)
            elif part.tag == "dt":
                name = self.words(part)
            else:
                yield f"- {name}: {self.words(part)}"

    def rows(self, node: LexborNode) -> Iterator[str]:
        """A table with a head; one that has none gets an empty one."""
        rows = [[self.cell(cell, row) for cell in _elements(row, "th", "td")] for row in node.css("tr")]
        width = max(map(len, rows), default=0)
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        head = rows.pop(0) if rows and node.css_first("thead") else [""] * width
        for row in (head, ["---"] * width, *rows):
            yield f"| {' | '.join(row)} |"

    def cell(self, cell: LexborNode, row: LexborNode) -> str:
        """A cell on one line; a link at the beginning of a row has the name of the row."""
        words, name = self.words(cell), row.attributes.get("id")
        return f"{words}{{ #{name} }}" if name and words.endswith(")") and cell.prev is None else words

    def words(self, node: LexborNode) -> str:
        """What an element says, on one line."""
        return SPACES.sub(" ", self.run(node.iter(include_text=True))).strip()

    def run(self, nodes: Iterable[LexborNode]) -> str:
        """The same with the spaces around it; between parts that a style sets apart stands a mark."""
        said, last = list[str](), None
        for part in nodes:
            if part.is_text_node and not (part.text_content or "").strip():
                said.append(" ")
                continue
            said += [BETWEEN] if part.tag == "span" and last == "span" and said[-1] == " " else []
            said.append(self.inline(part))
            last = part.tag
        return "".join(said)

    def inline(self, node: LexborNode) -> str:
        """A part of a line."""
        if node.is_text_node:
            return escape_markdown(SPACES.sub(" ", node.text_content or ""))
        if not node.is_element_node or _is_left_out(node) or node.tag == "svg":
            return ""
        return self.element(node, str(node.tag))

    def element(self, node: LexborNode, tag: str) -> str:
        """An element that is a part of a line."""
        attributes = node.attributes
        if tag == "code":
            words = node.text()
            return f"`{words.strip()}`" if "`" not in words else escape_markdown(words)
        if tag == "sup" and "citation" in _classes(node):
            return "".join(_note(link) for link in node.css("a"))
        if tag == "img":
            return f"![{escape_markdown(attributes.get('alt') or '')}]({_address(attributes.get('src') or '')})"
        words = self.run(node.iter(include_text=True))
        if tag == "a" and words.strip():
            return f"[{words.strip()}]({_address(attributes.get('href') or '')})"
        return f" {words} " if tag in APART else _marked(words, MARKS.get(tag, ""))


def _is_block(node: LexborNode) -> bool:
    return node.is_element_node and node.tag in BLOCKS


def _is_left_out(node: LexborNode) -> bool:
    if node.tag == "button" and "popovertarget" not in node.attributes:
        return True
    return node.tag in LEFT_OUT or "hidden" in node.attributes or bool(LEFT_OUT_CLASSES & set(_classes(node)))


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _elements(node: LexborNode, *tags: str) -> Iterator[LexborNode]:
    yield from (part for part in node.iter() if part.tag in tags)


def _paragraph(run: str) -> Iterator[str]:
    words = SPACES.sub(" ", run).strip()
    if words:
        yield _hide_start(words) if AT_START.match(words) else words


def _named(blocks: Iterator[str], node: LexborNode) -> Iterator[str]:
    """Blocks of which the first bears the name of their element, if it is a paragraph."""
    name = node.attributes.get("id")
    for number, block in enumerate(blocks):
        is_paragraph = block[:1] not in "#|-!>`" and not block.endswith("}") and "\n" not in block
        yield f"{block}\n{{ #{name} }}" if name and number == 0 and is_paragraph else block


def _marked(words: str, mark: str) -> str:
    """Words with a mark around them, within the spaces around them."""
    inner = words.strip()
    return words.replace(inner, f"{mark}{inner}{mark}", 1) if mark and inner and mark not in inner else words


def _note(link: LexborNode) -> str:
    """A citation as a note by the name of the source."""
    return f"[^{(link.attributes.get('href') or '').removeprefix('#source-')}]"


def _address(written: str) -> str:
    return LINK_END.sub(lambda match: f"%{ord(match[0]):02X}", written)


def _fenced(code: str) -> str:
    fence = "```"
    while fence in code:
        fence += "`"
    return f"{fence}\n{code}\n{fence}"
