"""The cells of a converted notebook without the style, scripts and wrappers of its converter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

STREAM = ["jp-RenderedText", "jp-OutputArea-output"]
ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def extract_cells(html: str) -> str:
    """Markdown cells as they are, code in Material's own highlighting, outputs below their code."""
    pieces = []
    for cell in LexborHTMLParser(html).css("div.jp-Cell[id]"):  # a code cell stands in a second one without id
        classes = cell.attributes.get("class") or ""
        if "jp-MarkdownCell" in classes:
            pieces += [_inner(node) for node in cell.css(".jp-RenderedMarkdown")]
        elif "jp-CodeCell" in classes:
            pieces += [_code(node) for node in cell.css(".jp-InputArea pre")[:1]]
            pieces += _outputs(cell.css(".jp-OutputArea-output"))
    return "\n".join(pieces)


def _code(pre: LexborNode) -> str:
    return f'<div class="highlight cell-input"><pre tabindex="0"><code>{_inner(pre).strip()}</code></pre></div>'


def _outputs(nodes: Iterable[LexborNode]) -> Iterator[str]:
    """What a cell gives, in order; what it prints comes in more pieces on a slow machine and is joined again."""
    for stream, found in groupby(nodes, key=_stream):
        if stream:
            yield _text("".join(_inner(pre) for node in found for pre in node.css("pre")[:1]))
        else:
            yield from map(_output, found)


def _stream(node: LexborNode) -> str:
    """The name of the stream that printed an output; "" for a value or a drawing."""
    classes = (node.attributes.get("class") or "").split()
    return node.attributes.get("data-mime-type") or "" if classes == STREAM else ""


def _text(html: str) -> str:
    # object addresses would make two builds differ
    return f'<pre class="cell-output" tabindex="0">{ADDRESS.sub("", html).strip()}</pre>'


def _output(node: LexborNode) -> str:
    pre = node.css_first("pre")
    if pre is not None:
        return _text(_inner(pre))
    return f'<div class="cell-output">{_inner(node).strip()}</div>'


def _inner(node: LexborNode) -> str:
    """The HTML inside a node, without the paragraph marks that nbconvert adds to headings."""
    for anchor in node.css("a.anchor-link"):
        anchor.decompose()
    html = node.html or ""
    return html[html.index(">") + 1 : html.rindex("</")]
