"""The cells of a converted notebook without the style, scripts and wrappers of its converter."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

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
            pieces += [_output(node) for node in cell.css(".jp-OutputArea-output")]
    return "\n".join(pieces)


def _code(pre: LexborNode) -> str:
    return f'<div class="highlight cell-input"><pre tabindex="0"><code>{_inner(pre).strip()}</code></pre></div>'


def _output(node: LexborNode) -> str:
    pre = node.css_first("pre")
    if pre is not None:
        # object addresses would make two builds differ
        return f'<pre class="cell-output" tabindex="0">{ADDRESS.sub("", _inner(pre)).strip()}</pre>'
    return f'<div class="cell-output">{_inner(node).strip()}</div>'


def _inner(node: LexborNode) -> str:
    """The HTML inside a node, without the paragraph marks that nbconvert adds to headings."""
    for anchor in node.css("a.anchor-link"):
        anchor.decompose()
    html = node.html or ""
    return html[html.index(">") + 1 : html.rindex("</")]
