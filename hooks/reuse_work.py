"""For speed alone: what was made for an earlier build is used again. Without this step no byte of the site differs.

It is kept as plain files in `.factbook/` beside mkdocs.yml, which git ignores, each under a digest of all that it
depends on. The folder can be deleted at any time.
"""

import logging
from importlib.metadata import distributions, version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from factbook.ground.problem import ProblemError
from factbook.review.ahead import Ahead
from factbook.review.edition import Edition
from factbook.review.settings import find_project
from factbook.review.store import Store, open_store

log = logging.getLogger("mkdocs.plugins.factbook")
FIRST = (
    "The first build works out what would break each claim, runs the notebooks and paints pictures, "
    "so it takes longer; the next ones keep all that in .factbook/."
)
_begun: list[Ahead] = []
FRONT_MATTER = ("title", "description", "hide", "search")  # what the theme may show of other pages


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the build a folder before it makes anything."""
    try:
        config.extra["store"] = open_store(find_project(config.config_file_path))
    except ProblemError as error:
        raise PluginError(f"\n{error.problem}") from error
    if config.extra["store"].begin():
        log.info(FIRST)
    return config


@event_priority(-100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Compile each template once, which saves a first build three seconds, and render a page again only if it changed.

    The second is what a person feels who writes: with it a saved sentence of this site is shown in half the time.
    """
    edition: Edition = config.extra["edition"]
    if edition.store.folder and edition.store.folder.is_dir():
        env.bytecode_cache = FileSystemBytecodeCache(str(edition.store.folder), "template-%s")
        env.template_class = keep_pages(edition.store, describe_site(edition, config, files))
    return env


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Begin to paint the cards of claims, which takes as long as all pages do, beside them."""
    edition: Edition = config.extra["edition"]
    _begun.append(Ahead(edition.cards.values(), edition.store))
    return files


def on_build_error(error: Exception) -> None:
    """Paint no more."""
    while _begun:
        _begun.pop().stop()


def on_post_build(config: MkDocsConfig) -> None:
    """Have all that was begun, and let the folder not grow for ever."""
    while _begun:
        _begun.pop().wait()
    config.extra["edition"].store.prune()


def describe_site(edition: Edition, config: MkDocsConfig, files: Files) -> str:
    """All that every page may show of the site around it: settings, templates, and the other pages."""
    settings = sorted(find_project(config.config_file_path).glob("*.yml"))  # one may inherit from another
    templates = sorted(path for folder in config.theme.dirs[:1] for path in Path(folder).rglob("*.html"))
    texts = [path.read_text("utf-8", "replace") for path in (*settings, *templates)]
    pages = [file.page for file in files.documentation_pages() if file.page]
    shown = [(page.url, str(page.title), [page.meta.get(key) for key in FRONT_MATTER]) for page in pages]
    own = (edition.is_preview, edition.styles, edition.policy, sorted(edition.feeds), config.site_url, config.extra_css)
    return repr((_find_versions(), texts, str(config.nav), shown, own))


def _find_versions() -> list[str]:
    """Of whatever builds and draws here: each has forks."""
    found = (one.name.lower() for one in distributions())
    return sorted(f"{name} {version(name)}" for name in found if name.startswith(("mkdocs", "properdocs")))


def keep_pages(store: Store, site: str) -> type[Template]:
    """Templates that render a page only if it or the site around it is another than before."""

    class KeptTemplate(Template):
        """A template of the theme."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            """The whole page as HTML."""
            context = dict(*args, **kwargs)
            page = context.get("page")
            if page is None:
                return super().render(context)
            own = (page.content, sorted(page.meta.items()), page.title, str(page.toc), page.url, page.canonical_url)
            inputs = repr((self.name, *own, page.edit_url, site))
            return store.recall_text("page", inputs, lambda: super(KeptTemplate, self).render(context))

    return KeptTemplate
