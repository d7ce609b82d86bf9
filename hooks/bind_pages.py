"""Step two: bind each page's text, and add its charts, cards and sources to its HTML."""

import logging
import re
from dataclasses import replace
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from factbook.present.page import Frame, Tally, finish_parts
from factbook.prose.bind import Bound, bind_markdown
from factbook.prose.front_matter import bind_front_matter

log = logging.getLogger("mkdocs.plugins.factbook")
ABOUT = "about.md"  # the page that tells of the whole site
OWN_ANCHOR = re.compile(r' id="([^"]+)"')  # in HTML of which we know that it holds no such text
ANCHOR = re.compile(r'<[^<>]*\sid="([^"]+)"')


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Bind before Markdown runs, so that headings, contents and search see the reader's words."""
    source = page.file.content_string
    root = Path(config.config_file_path).parent
    path = Path(page.file.abs_src_path or page.file.src_uri)
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else page.file.src_uri
    factbook = config.extra["factbook"]
    bound = Bound()
    front = bind_front_matter(source, shown, factbook, bound)
    first_line = front.body_line + _blank_lines(source[front.body_offset :], markdown)
    bind_markdown(markdown, shown, factbook, first_line, bound)
    # Material prints both without escaping them.
    page.meta.update({key: escape(words) for key, words in front.words.items()})
    page.meta["bound"] = bound
    if page.file.src_uri not in config.extra["pages"]:  # a page made from data, which no check has read before
        for problem in bound.problems:
            log.warning("%s", problem)
    return bound.text


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put charts in their places, then cards and sources; in `serve` say first what is wrong."""
    bound = page.meta.pop("bound", None)
    if bound is None:
        return html
    url = get_relative_url("claims/" if config.use_directory_urls else "claims.html", page.url)
    pages = config.extra["pages"].values() if page.file.src_uri == ABOUT else ()
    site = (len(pages), sum(len(one.uses) for one in pages), sum(len(one.claims) for one in pages)) if pages else None
    tally = Tally(len(bound.uses), len(bound.claims), url, site)
    reference = replace(config.extra["reference"], here=page.file.src_uri)
    body, end = finish_parts(html, bound, config.extra["factbook"], Frame(tally, config.extra["problems"], reference))
    # MkDocs looked for the targets of links before the charts and sources were in.
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ANCHOR.findall(body), *OWN_ANCHOR.findall(end)}
    page.meta["end"] = end
    return body


@event_priority(-100)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Add the end after the search has read the page: it would parse all of it, only to leave it out."""
    page.content = (page.content or "") + page.meta.pop("end", "")
    return context


def _blank_lines(body: str, markdown: str) -> int:
    """MkDocs strips empty lines before the text; places must count them."""
    lead = re.match(r"\s*", body)
    return body[: lead.end()].count("\n") if lead and not markdown.startswith("\n") else 0
