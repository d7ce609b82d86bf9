"""Step two: bind each page's text, and add its charts, cards and sources to its HTML."""

import logging
import re
from dataclasses import replace
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from factbook.ground.location import Location
from factbook.ground.memory import Memory
from factbook.ground.problem import Problem
from factbook.load.factbook import read_data
from factbook.model.factbook import Factbook
from factbook.page.page import Finished, Frame, Tally, draw_banner, find_lead, finish_page
from factbook.prose.bind import Bound, bind_markdown
from factbook.prose.front_matter import bind_front_matter
from factbook.prose.limits import find_too_large
from factbook.prose.rendered import Rendered, Written
from factbook.prose.shield import Shield

log = logging.getLogger("mkdocs.plugins.factbook")
BANNER = "<!-- what is wrong -->"  # its place while somebody is watching
FORGED_HINT = "a number or claim is bound by writing it between {{ and }}, and not by the HTML that this makes"
ABOUT = "about.md"  # the page that tells of the whole site

# Kept here and not as metadata, since the theme asks more of each page in the navigation that has any.
_finished: dict[str, str] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let Markdown put back what is hidden from it."""
    _finished.clear()
    config.extra["shield"] = shield = Shield()
    config.markdown_extensions = [*config.markdown_extensions, shield]  # type: ignore[list-item]
    return config


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Bind before Markdown runs, so that headings, contents and search see the reader's words."""
    memory: Memory = config.extra["memory"]
    bound: Bound | None = config.extra["pages"].get(page.file.src_uri)
    if bound is None or bound.source.lstrip("\n") != markdown:  # made from data, or saved a moment ago
        inputs = (markdown, page.file.content_string, config.extra["factbook"])
        bound = memory.recall(("bound late", page.file.src_uri), inputs, lambda: _bind(markdown, page, config))
    # Material prints all without escaping it. Of what MkDocs read itself nothing stays: in a preview, what is wrong
    # is shown all the same, and MkDocs takes also the first lines of a notebook for metadata.
    words = {key: escape(words) for key, words in bound.front.items()}
    page.meta = {**bound.settings, **words, "bound": bound}
    if page.file.src_uri not in config.extra["pages"]:  # a page made from data, which no check has read before
        for problem in bound.problems:
            log.warning("%s", problem)
    shield: Shield = config.extra["shield"]
    return shield.hide(bound.text.lstrip("\n"))


def _bind(markdown: str, page: Page, config: MkDocsConfig) -> Bound:
    source, shown = page.file.content_string, _shown(page, config)
    is_made = page.file.generated_by is not None
    if not is_made and (too_large := list(find_too_large(source, shown))):
        return Bound(source=markdown, problems=too_large)
    bound = Bound()
    front = bind_front_matter(source, shown, config.extra["factbook"], bound)
    bound.front, bound.settings = front.words, front.settings
    first_line = front.body_line + _blank_lines(source[front.body_offset :], markdown)
    return bind_markdown(markdown, shown, config.extra["factbook"], first_line, bound)


def _shown(page: Page, config: MkDocsConfig) -> str:
    """The path of a page as a person in the project would write it."""
    root = Path(config.config_file_path).parent
    path = Path(page.file.abs_src_path or page.file.src_uri)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else page.file.src_uri


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put charts in their places, then cards and sources."""
    bound = page.meta.pop("bound", None)
    if bound is None:
        return html
    problems = _check(html, bound, page, config)
    if problems and not config.extra["is_preview"]:
        raise PluginError("\n" + "\n".join(str(problem) for problem in problems))
    for problem in problems:
        log.warning("%s", problem)
    if problems:
        return draw_banner(problems)
    url = get_relative_url("claims/" if config.use_directory_urls else "claims.html", page.url)
    pages = config.extra["pages"].values() if page.file.src_uri == ABOUT else ()
    site = (len(pages), sum(len(one.uses) for one in pages), sum(len(one.claims) for one in pages)) if pages else None
    finished = _finish(html, bound, page.file.src_uri, Tally(len(bound.uses), len(bound.claims), url, site), config)
    # MkDocs looked for the targets of links before the charts and sources were in.
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *finished.anchors}
    _finished[page.file.src_uri] = finished.html
    if not page.meta.get("description"):
        page.meta["description"] = escape(find_lead(html))
    return finished.words


def _check(html: str, bound: Bound, page: Page, config: MkDocsConfig) -> list[Problem]:
    """What the HTML of a page may not have, found again only where the page or the names of our parts are others."""
    factbook: Factbook = config.extra["factbook"]
    charts = frozenset(factbook.charts)
    parts = {"source": frozenset(factbook.sources), "chart": charts, "table": charts}
    is_made = page.file.src_uri not in config.extra["pages"]

    def find() -> list[Problem]:
        shown = _shown(page, config)
        rendered = Rendered(html)
        if not is_made:
            forged = rendered.find_forged([use.entry.id for use in bound.uses], len(bound.claims))
            typed = [Problem(Location(shown), "unsafe-html", f"'{name}' is typed", FORGED_HINT) for name in forged]
            return [*typed, *rendered.find_unsafe([Written(shown, bound.source, bound.first_line)], parts)]
        made = Written(shown, "")
        if not any(rendered.find_unsafe([made], parts)):
            return []
        data, _ = read_data(Path(config.config_file_path).parent)  # what the page was made from
        return list(rendered.find_unsafe([*(Written(path, text) for path, text in data.items()), made], parts))

    memory: Memory = config.extra["memory"]
    return memory.recall(("checked", page.file.src_uri), (html, parts), find)


def _finish(html: str, bound: Bound, here: str, tally: Tally, config: MkDocsConfig) -> Finished:
    """Again only if something changed that the page shows or explains."""
    factbook: Factbook = config.extra["factbook"]
    memory: Memory = config.extra["memory"]
    lists = (factbook.units.by_name, factbook.sources, factbook.charts, factbook.glossary, factbook.ledger)
    known = memory.same("shown lists", lists)
    drawn = [factbook.charts[block.name] for block, _ in bound.blocks]
    words = [text.text for chart in drawn for text in (chart.title, chart.note) if text]
    words += [f"{mark.figure} {mark.value}" for chart in drawn for mark in chart.marks]
    names = factbook.mentioned(bound.source) | factbook.mentioned(" ".join(words)) | factbook.explained
    everywhere = memory.same("reference", replace(config.extra["reference"], here=""))
    inputs = (html, bound, tally, everywhere, known, factbook.excerpt(names, deep=True))

    def finish() -> Finished:
        return finish_page(html, bound, factbook, Frame(tally, replace(everywhere, here=here)))

    return memory.recall(("finished", here), inputs, finish)


@event_priority(-100)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Give the page all that it shows when the search has read it: that would parse all of it, only to leave it out."""
    page.content = _finished.pop(page.file.src_uri, page.content or "")
    if config.extra["is_preview"]:
        page.content = BANNER + page.content
    return context


@event_priority(100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """In `serve` say first what is wrong: a mistake shows on all pages, and none is made again for it."""
    return output.replace(BANNER, draw_banner(config.extra["problems"]), 1)


def _blank_lines(body: str, markdown: str) -> int:
    """MkDocs strips empty lines before the text; places must count them."""
    lead = re.match(r"\s*", body)
    return body[: lead.end()].count("\n") if lead and not markdown.startswith("\n") else 0
