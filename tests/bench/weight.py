"""What the figures of a page cost a reader, in bytes of gzip.

    python tests/bench/weight.py [--site FOLDER]

For each page: the first view (the page, its style sheet, and what it fetches before a reader moves), what
twenty of its figures add to the text itself, and its cards beside the same figures' entries in the reference.
"""

from __future__ import annotations

import gzip
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from lighthouse import build
from selectolax.lexbor import LexborHTMLParser

FIGURE = re.compile(r'<data class="figure"[^<>]*>(?:<label><button[^<>]*>)?([^<>]*)(?:</button></label>)?</data>')
FETCHED = re.compile(r'(?:<link rel="(?:stylesheet|icon|preload)" href|<script src|<img src)="([^":]+)"')


@click.command()
@click.option("--site", default="", help="A built site; built anew unless given.")
def main(site: str) -> None:
    """Print a table as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(site) if site else build(Path(folder, "site"))
        entries = {entry: html for page in built.glob("figures/*/index.html") for entry, html in find_entries(page)}
        click.echo("| page | first view | figures | twenty figures in the text | cards | their entries |")
        click.echo("| --- | ---: | ---: | ---: | ---: | ---: |")
        for page in sorted([*built.glob("*/index.html"), built / "index.html"]):
            cells = list(measure(page, entries))
            if cells:
                click.echo(f"| /{page.parent.relative_to(built).as_posix()} | {' | '.join(cells)} |")


def measure(page: Path, entries: dict[str, str]) -> Iterator[str]:
    """The cells of a page; none for one without cards."""
    html = page.read_text(encoding="utf-8")
    text = html.partition("<article")[2].partition('<div class="cards"')[0]
    figures = len(FIGURE.findall(text))
    cards = LexborHTMLParser(html).css(".cards .card")
    if not figures or not cards:
        return
    fetched = {(page.parent / name).resolve() for name in FETCHED.findall(html)}
    yield f"{sum(packed(file.read_bytes()) for file in {page.resolve(), *fetched}):,}"
    yield str(figures)
    bare = FIGURE.sub(lambda figure: figure[1], text)
    yield f"{(packed(text.encode()) - packed(bare.encode())) * 20 / figures:.0f}"
    yield f"{packed(''.join(card.html or '' for card in cards).encode()):,}"
    names = [card.css("details code")[-1].text().replace("[", "-").replace("]", "") for card in cards]
    yield f"{packed(''.join(dict.fromkeys(entries[name] for name in names)).encode()):,}"


def find_entries(page: Path) -> Iterator[tuple[str, str]]:
    """The entries of a page of figures by their anchors."""
    for entry in LexborHTMLParser(page.read_text(encoding="utf-8")).css(".entry"):
        for anchor in [entry, *entry.css("[id]")]:
            yield str(anchor.attributes.get("id")), entry.html or ""


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main()
