"""Add each chart as SVG, PNG and CSV, and for each page a picture of it for those who share it.

In `serve` there are none: nobody shares a preview. A picture is painted once for what it shows, and kept
where the templates are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from factbook.chart.light import light_styles
from factbook.chart.paint import FONTS, PAINTER, paint
from factbook.chart.picture import Picture, draw_card, draw_picture
from factbook.export.chart_table import write_chart
from factbook.export.export import Exporter
from factbook.model.records import Chart
from factbook.page.kept import keep
from factbook.page.place import LEDGER
from factbook.prose.bind import Bound

SHEET = "assets/charts.css"
FOLDER = "data/charts/"
CARDS = "assets/cards/"
_styles = ""  # none while somebody is watching
_cards: dict[str, Picture] = {}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """After all pages are known, since a picture tells where it is from."""
    global _styles
    _cards.clear()
    sheet = files.src_uris.get(SHEET)
    _styles = light_styles(sheet.content_string) if sheet and not config.extra["is_preview"] else ""
    if not _styles:
        return files
    factbook, site = config.extra["factbook"], config.extra["site"]
    exporter = Exporter(factbook, site, config.extra["reference"].places)
    for page, chart in _drawn(config.extra["pages"], factbook.charts):
        address = site.address(page, f"chart-{chart.name}")
        picture = draw_picture(chart, factbook, _styles, address)
        path = f"{FOLDER}{chart.name}"
        files.append(File.generated(config, f"{path}.svg", content=picture.text))
        files.append(File.generated(config, f"{path}.png", content=_painted(picture, 2)))
        table = write_chart(chart, factbook, exporter, address)
        files.append(File.generated(config, f"{path}.csv", content=table))
    config.extra["reference"] = replace(config.extra["reference"], pictures=FOLDER)
    return files


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Draw the page as others will show it."""
    if _styles:
        factbook, bound = config.extra["factbook"], config.extra["pages"].get(page.file.src_uri)
        charts = [chart for _, chart in _drawn({"": bound}, factbook.charts)] if bound else []
        if page.file.src_uri == LEDGER:
            charts = [chart for chart in factbook.charts.values() if chart.kind == "verdicts"]
        name = page.file.src_uri.rpartition(".")[0].replace("/", "-")
        card = draw_card(unescape(str(page.title)), config.site_name, next(iter(charts), None), factbook, _styles)
        _cards[f"{CARDS}{name}.png"] = card
        page.meta["card"] = f"{CARDS}{name}.png"
    return context


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """Paint what the pages name."""
    for name, card in _cards.items():
        path = Path(config.site_dir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_painted(card, 1))


def _drawn(pages: Mapping[str, Bound], charts: Mapping[str, Chart]) -> Iterator[tuple[str, Chart]]:
    """Each chart that a page draws, once, with the first page that does."""
    seen = set()
    for page, bound in pages.items():
        for block, _ in bound.blocks:
            if block.what == "chart" and block.name not in seen and charts[block.name].kind != "table":
                seen.add(block.name)
                yield page, charts[block.name]


def _painted(picture: Picture, scale: float) -> bytes:
    path = Path(FileSystemBytecodeCache().directory, "picture.png")
    fonts = [Path(font).stat().st_size for font in FONTS]
    return keep(path, (picture.text, scale, PAINTER, fonts), lambda: paint(picture, scale))
