"""What one build publishes: one value that each event of the build reads, and hands on with more in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from pathlib import Path

from factbook.chart.label import say_count
from factbook.chart.light import light_styles
from factbook.chart.paint import PAINTER, paint
from factbook.chart.picture import Picture, draw_card, draw_picture
from factbook.export.chart_table import write_chart
from factbook.export.datapackage import write_downloads
from factbook.export.export import Exporter
from factbook.export.feed import KINDS, write_feeds
from factbook.export.jsonld import describe_article, describe_dataset, describe_reviews, write_jsonld
from factbook.export.llms import PlainPage
from factbook.export.text import place_text, write_text
from factbook.ground.problem import Problem
from factbook.lists.draw import Material, draw_lists
from factbook.lists.revision import History
from factbook.model.factbook import Factbook
from factbook.model.records import Chart
from factbook.page.cite import cite_page, write_citations
from factbook.page.listing import add_lists
from factbook.page.page import Finished, Frame, Tally, find_description, finish_page
from factbook.page.place import ABOUT, CHANGES, FIGURES, LEDGER, find_places
from factbook.page.reference import Reference
from factbook.page.reuse import cite_chart, draw_page_reuse
from factbook.page.site import Site
from factbook.prose.bound import Bound
from factbook.prose.convert import Converter
from factbook.prose.page import Page
from factbook.prose.spelling import spell
from factbook.review.project import Project
from factbook.review.revisions import Told, read_history
from factbook.review.store import Store

CHARTS, CARDS = "data/charts/", "assets/cards/"
WORDS_A_MINUTE = 238  # read silently, in English: Brysbaert, "How many words do we read per minute?" (2019)


@dataclass(frozen=True)
class Edition:
    """A project as it is published, and what the theme reads of it."""

    root: Path
    project: Project
    converter: Converter
    store: Store = field(default_factory=Store)
    is_preview: bool = False
    history: History | None = None
    reference: Reference = field(default_factory=lambda: Reference(urls={}, titles={}, here=""))
    site: Site = field(default_factory=lambda: Site("", "", ""))
    drawings: str = ""
    """The style sheet of pictures; none in a preview, which nobody shares."""
    downloads: tuple[str, ...] = ()
    feeds: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """What is wrong now, though the last good project may be shown."""
    own_sheets: tuple[str, ...] = ()
    styles: str = ""
    """The one style sheet of the site, where the theme's and ours are joined."""
    policy: str = ""
    finished: dict[str, Finished] = field(default_factory=dict)
    """Pages as they are shown: filled while MkDocs reads them, and taken out when it writes them."""
    cards: dict[str, Picture] = field(default_factory=dict)
    """The pictures that pages name, to be painted when all are written."""
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The pages by the section of the menu that has them."""
    texts: dict[str, PlainPage] = field(default_factory=dict)
    """The pages as plain text, by their paths below docs/; none in a preview."""

    @property
    def factbook(self) -> Factbook:
        """The data of the project."""
        return self.project.factbook

    def page(self, name: str) -> Page | None:
        """A page that somebody wrote, or that of a topic."""
        return self.project.pages.get(name) or self.project.topics.get(name)

    def edit(self, name: str) -> str:
        """Where the file of a page can be changed in a browser, or that of the data that it is made from."""
        if name in self.project.pages:
            return self.reference.edit(f"{self.project.docs}/{name}")
        is_topic = name in self.project.topics
        return self.reference.edit(f"data/{name.removesuffix('.md')}.yml") if is_topic else ""


def add_history(edition: Edition) -> tuple[Edition, Told]:
    """With what git knows of data/, where a page tells of it."""
    told = read_history(edition.root, edition.store) if CHANGES in edition.project.pages else Told()
    return replace(edition, history=told.history), told


def place_pages(edition: Edition, urls: Mapping[str, str], files: Mapping[str, str]) -> Edition:
    """With the addresses of all pages and files, and the places where each figure is used."""
    bound, titles = edition.project.bound, edition.reference.titles
    told = {name: bound[name] for name in (*titles, *bound) if name in bound}  # in the order of the navigation
    reference = replace(
        edition.reference, urls=urls, files=files, here=next(iter(urls), ""), places=find_places(told, edition.factbook)
    )
    return replace(edition, reference=reference, site=replace(edition.site, pages=urls, about=edition.factbook.about))


def add_downloads(edition: Edition) -> tuple[Edition, dict[str, str | bytes]]:
    """With the data for programs, and its files."""
    texts = write_downloads(edition.factbook, edition.site, edition.reference.places)
    feeds = write_feeds(edition.history, edition.factbook, edition.site)
    kinds = {path: KINDS[path] for path in feeds}
    return replace(edition, downloads=tuple(texts), feeds=kinds), {**texts, **feeds}


def add_pictures(edition: Edition, sheet: str) -> tuple[Edition, dict[str, str | bytes]]:
    """With each chart as SVG, PNG and CSV; `sheet` has the styles of charts."""
    if edition.is_preview or not sheet:
        return edition, {}
    edition = replace(edition, drawings=light_styles(sheet), reference=replace(edition.reference, pictures=CHARTS))
    factbook, found = edition.factbook, dict[str, str | bytes]()
    exporter = Exporter(factbook, edition.site, edition.reference.places)
    for page, chart in find_drawn(edition.project.bound.items(), factbook):
        address = edition.site.address(page, f"chart-{chart.name}")
        picture = draw_picture(chart, factbook, edition.drawings, address)
        found[f"{CHARTS}{chart.name}.svg"] = picture.text
        found[f"{CHARTS}{chart.name}.png"] = paint_stored(picture, 2, edition.store)
        found[f"{CHARTS}{chart.name}.csv"] = write_chart(chart, factbook, exporter, address)
        found |= write_citations(cite_chart(chart, address, factbook, edition.reference), f"{CHARTS}{chart.name}")
    return edition, found


def paint_stored(picture: Picture, scale: float, store: Store) -> bytes:
    """A picture as PNG; it depends on what is drawn, and on the fonts and the program that paint it."""
    return store.recall("picture", _inputs_of(picture, scale), lambda: paint(picture, scale))


def is_painted(picture: Picture, scale: float, store: Store) -> bool:
    """Whether it was painted before."""
    return store.knows("picture", _inputs_of(picture, scale))


def _inputs_of(picture: Picture, scale: float) -> str:
    return f"{PAINTER}\n{scale}\n{picture.text}"


def finish(edition: Edition, name: str, page: Page, claims_url: str) -> tuple[Bound, Finished]:
    """A page as readers get it."""
    reference = replace(edition.reference, here=name)
    bound = page.fill(edition.factbook, reference.lead)
    pages, recall = edition.project.bound, edition.store.recall_text
    lists = draw_lists(
        bound, Material(edition.factbook, reference, pages, edition.history, recall, edition.project.exempt)
    )
    add_lists(bound, [(at, lists[block]) for block, at in bound.lists.items()])
    tally = Tally(len(bound.uses), len(bound.claims), claims_url, _count(edition) if name == ABOUT else None)
    frame = Frame(tally, reference, edition.project.drawn, lists)
    if edition.is_preview:
        return bound, finish_page(bound, edition.factbook, frame)
    heading = unescape(bound.headings[0][2]) if bound.headings else name
    title = reference.titles.get(name) or bound.front.get("title") or heading
    work = cite_page(name.rpartition(".")[0].replace("/", "-"), title, edition.factbook, reference)
    text = write_text(page, bound, edition.factbook, frame, edition.converter)
    edition.texts[name] = PlainPage(place_text(reference.urls[name]), describe(bound), text, work)
    frame = replace(frame, reuse=draw_page_reuse(work, reference))
    return bound, finish_page(bound, edition.factbook, frame)


def find_message(bound: Bound) -> str:
    """What a page says over its text, fit for an attribute; the menu may have a shorter name for it."""
    return next((escape(unescape(words)) for level, _, words in bound.headings if level == 1), "")


def name_in_search(words: str, title: str, message: str) -> str:
    """What the search reads of a page: if its heading is a message, after the name that the menu gives it."""
    if not title or escape(title) == message or "<h1" not in words:
        return words
    before, mark, after = words.partition("<h1")
    opening, end, rest = after.partition(">")
    return f"{before}{mark}{opening}{end}{escape(title)}: {rest}"


def say_length(told: Sequence[Bound]) -> str:
    """How much there is to read on some pages: " · six chapters · 24 minutes"; "" of none."""
    if not told:
        return ""
    words = sum(len(line.split()) for bound in told for _, line in bound.lines)
    count = f"{spell(len(told)) or len(told)} {'chapter' if len(told) == 1 else 'chapters'}"
    return f" · {count} · {say_count(max(round(words / WORDS_A_MINUTE), 1), 'minute')}"


def describe(bound: Bound) -> str:
    """The description of a page, by default its first words."""
    return bound.front.get("description") or find_description(bound)


def write_data(edition: Edition, name: str, title: str, about: str, *, is_chapter: bool) -> str:
    """What search engines read of a page: a chapter is an article, the figures a data set, the ledger reviews."""
    factbook, site = edition.factbook, edition.site
    if name == FIGURES:
        return write_jsonld(describe_dataset(list(edition.downloads), factbook, site))
    if name == LEDGER:
        return write_jsonld(*describe_reviews(factbook, site))
    if not is_chapter:
        return ""
    bound = edition.project.bound.get(name)
    cited = [factbook.sources[source] for source in bound.cited] if bound else []
    return write_jsonld(describe_article(unescape(title), unescape(about), site.address(name), cited, site))


def draw_preview(edition: Edition, name: str, title: str) -> tuple[str, Picture] | None:
    """A page as others show it who share it: the path of the picture, and the picture."""
    if not edition.drawings:
        return None
    factbook, bound = edition.factbook, edition.project.bound.get(name)
    charts = [chart for _, chart in find_drawn([(name, bound)] if bound else [], factbook)]
    path = f"{CARDS}{name.rpartition('.')[0].replace('/', '-')}.png"
    return path, draw_card(unescape(title), edition.site.name, next(iter(charts), None), factbook, edition.drawings)


def _count(edition: Edition) -> tuple[int, int, int]:
    """Pages, figures and claims of the whole site."""
    pages = edition.project.bound.values()
    return len(pages), sum(len(one.uses) for one in pages), sum(len(one.claims) for one in pages)


def find_drawn(pages: Iterable[tuple[str, Bound]], factbook: Factbook) -> Iterator[tuple[str, Chart]]:
    """Each chart that a page draws, once, with the first page that does."""
    seen = set()
    for page, bound in pages:
        for block, _ in bound.blocks:
            if block.what == "chart" and block.name not in seen and factbook.charts[block.name].kind != "table":
                seen.add(block.name)
                yield page, factbook.charts[block.name]
