"""Convert, index and render again only the pages of which something changed, and in `serve` hear of changes at once.

Each step keeps, for each page, what it returned and all that it was given, and compares that the next time.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

from factbook.ground.memory import Memory

CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
QUIET_SECONDS = 0.03  # after the last change; some editors write a file in several steps
SETTINGS = ("styles", "policy", "feeds")  # that steps of the build leave for the theme
FRONT_MATTER = ("title", "description", "hide", "search")  # what the theme may show of other pages
_nav: Navigation | None = None
_known: object = None


class PromptObserver(Observer):  # type: ignore[misc,valid-type]  # which one depends on the system
    """Is told of changes by the system, where MkDocs would look twice a second; reading a file is no change."""

    def schedule(self, handler: Any, path: str, *, recursive: bool = False, **options: Any) -> Any:
        """Watch a path."""
        return super().schedule(handler, path, recursive=recursive, event_filter=CHANGES, **options)


class RememberingEnvironment:
    """The theme's templates, where rendering a page of which nothing changed gives what it gave before."""

    def __init__(self, environment: Environment, memory: Memory, site: object) -> None:
        self._environment, self._memory, self._site = environment, memory, site

    def __getattr__(self, name: str) -> Any:
        return getattr(self._environment, name)

    def get_template(self, name: str) -> Any:
        """A template that remembers pages."""
        return RememberingTemplate(self._environment.get_template(name), self._memory, self._site)


class RememberingTemplate:
    """A template of the theme."""

    def __init__(self, template: Template, memory: Memory, site: object) -> None:
        self._template, self._memory, self._site = template, memory, site

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, context: Mapping[str, Any]) -> str:
        """The whole page as HTML."""
        page = context.get("page")
        if page is None:
            return self._template.render(context)
        own = (page.content, dict(page.meta), page.title, str(page.toc), page.url, page.canonical_url, page.edit_url)
        inputs = (self._template.name, *own, self._site)
        return self._memory.recall(("html", page.file.src_uri), inputs, lambda: self._template.render(context))


@event_priority(-50)
def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Watch anew what MkDocs watches already; what it adds after this comes to the same observer."""
    watched = [config.docs_dir, *filter(None, [config.config_file_path])]
    for path in watched:
        server.unwatch(path)
    server.observer = PromptObserver()
    for path in watched:
        server.watch(path)
    server.build_delay = QUIET_SECONDS
    return server


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep what every page may show or is converted with, and wrap what the search does with a page."""
    global _nav, _known
    memory: Memory = config.extra["memory"]
    targets = [(file.src_uri, file.url, file.inclusion) for file in files]  # of links
    extensions: list[Any] = config.markdown_extensions
    names = [one if isinstance(one, str) else type(one).__name__ for one in extensions]
    _nav, _known = nav, memory.same("known", (targets, names, config.mdx_configs))
    search = config.plugins.get("material/search")
    if search is not None and hasattr(search, "search_index"):
        _remember_sections(search.search_index, memory)
    return nav


@event_priority(100)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Wrap the conversion of Markdown; notebooks have a way of their own."""
    if "render" not in vars(page):
        vars(page)["render"] = lambda config, files: _convert(page, config, files)
    return page


@event_priority(-100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Note what every page shows of the site, once all are read."""
    memory: Memory = config.extra["memory"]
    settings_files = Path(config.config_file_path).parent.glob("*.yml")  # one may inherit from another
    templates = (path for folder in config.theme.dirs[:1] for path in Path(folder).rglob("*.html"))
    texts = [path.read_bytes() for path in (*sorted(settings_files), *sorted(templates))]
    pages = [file.page for file in files.documentation_pages() if file.page]
    shown = [(page.url, [page.meta.get(key) for key in FRONT_MATTER]) for page in pages]
    settings = [config.site_url, config.theme.name, *(config.extra.get(key) for key in SETTINGS)]
    site = memory.same("site", [texts, str(_nav), shown, settings])
    return RememberingEnvironment(env, memory, site)  # type: ignore[return-value]


def _remember_sections(index: Any, memory: Memory) -> None:
    """Let the search read a page again only if it changed; it keeps an entry for each section."""
    read = index.add_entry_from_context

    def find(page: Page) -> list[Any]:
        before = len(index.entries)
        read(page)
        found: list[Any] = index.entries[before:]
        del index.entries[before:]
        return found

    def add(page: Page) -> None:
        inputs = (page.content, page.title, page.url, str(page.toc), dict(page.meta))
        index.entries += memory.recall(("sections", page.file.src_uri), inputs, lambda: find(page))

    index.add_entry_from_context = add


def _convert(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Markdown to HTML."""
    memory: Memory = config.extra["memory"]
    place = ("converted", page.file.src_uri)

    def convert() -> tuple[Any, ...]:
        Page.render(page, config, files)
        links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
        return page.content, page.toc, page._title_from_render, page.present_anchor_ids, links  # noqa: SLF001

    with _counted_warnings() as warnings:
        found = memory.recall(place, (page.markdown, _known), convert)
    page.content, page.toc, page._title_from_render, anchors, links = found  # noqa: SLF001
    page.present_anchor_ids = set(anchors)
    page.links_to_anchors = {files.src_uris[name]: links[name] for name in links if name in files.src_uris}
    if warnings.get_counts():
        memory.forget(place)  # or they would not be said again


@contextmanager
def _counted_warnings() -> Iterator[CountHandler]:
    log, handler = logging.getLogger("mkdocs"), CountHandler(level=logging.WARNING)
    log.addHandler(handler)
    try:
        yield handler
    finally:
        log.removeHandler(handler)
