"""Add the downloads, and what search engines read of a page. Nothing is written into docs/ or data/."""

from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from factbook.export.datapackage import write_downloads
from factbook.export.feed import KINDS as FEED_KINDS
from factbook.export.feed import write_feeds
from factbook.export.jsonld import describe_article, describe_dataset, describe_reviews, write_jsonld
from factbook.ground.memory import Memory
from factbook.page.place import FIGURES, LEDGER
from factbook.page.site import Site


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """After all pages are known, since each figure names those that use it."""
    pages = {file.src_uri: file.url for file in files.documentation_pages()}
    url = f"{(config.site_url or '').rstrip('/')}/"
    config.extra["site"] = site = Site(config.site_name, config.site_description or "", url, pages)
    factbook, places = config.extra["factbook"], config.extra["reference"].places
    memory: Memory = config.extra["memory"]
    texts = memory.recall("downloads", (factbook, site, places), lambda: write_downloads(factbook, site, places))
    config.extra["downloads"] = list(texts)
    history = config.extra["history"]
    feeds = memory.recall("feeds", (history, factbook, site), lambda: write_feeds(history, factbook, site))
    config.extra["feeds"] = {path: FEED_KINDS[path] for path in feeds}
    for path, text in {**texts, **feeds}.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """A chapter is an article, the page of figures is a data set, and the ledger is a list of reviews."""
    factbook, site = config.extra["factbook"], config.extra["site"]
    name = page.file.src_uri
    if name == FIGURES:
        page.meta["jsonld"] = write_jsonld(describe_dataset(config.extra["downloads"], factbook, site))
    elif name == LEDGER:
        page.meta["jsonld"] = write_jsonld(*describe_reviews(factbook, site))
    elif page in _chapters(nav):
        bound = config.extra["pages"].get(name)
        cited = [factbook.sources[source] for source in bound.cited] if bound else []
        title, about = unescape(str(page.title)), unescape(str(page.meta.get("description", "")))
        page.meta["jsonld"] = write_jsonld(describe_article(title, about, site.address(name), cited, site))
    return context


def _chapters(nav: Navigation) -> list[object]:
    """The story: the first section of the navigation."""
    story = next((item for item in nav.items if isinstance(item, Section)), None)
    return list(story.children) if story else []
