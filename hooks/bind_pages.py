"""Step two: bind each page's text, and add its charts, cards and sources to its HTML."""

import re
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from factbook.present.page import Tally, finish_page
from factbook.prose.bind import Bound, bind_markdown
from factbook.prose.front_matter import bind_front_matter

ABOUT = "about.md"  # the page that tells of the whole site
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
    done = finish_page(html, bound, config.extra["factbook"], tally, config.extra["problems"])
    # MkDocs looked for the targets of links before the charts and sources were in.
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ANCHOR.findall(done)}
    return done


def _blank_lines(body: str, markdown: str) -> int:
    """MkDocs strips empty lines before the text; places must count them."""
    lead = re.match(r"\s*", body)
    return body[: lead.end()].count("\n") if lead and not markdown.startswith("\n") else 0
