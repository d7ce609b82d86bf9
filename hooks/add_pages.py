"""Add the pages that are made from data, such as the ledger and the figures. Nothing is written into docs/."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from factbook.ground.memory import Memory
from factbook.lists.changes import write_changes
from factbook.lists.claims import find_standings, write_claims
from factbook.lists.events import write_events
from factbook.lists.figures import write_figures, write_topic
from factbook.lists.glossary import write_glossary
from factbook.lists.ledger import write_ledger
from factbook.lists.sources import write_sources
from factbook.lists.topic import figures_by_topic
from factbook.model.factbook import Factbook
from factbook.page.place import (
    CHANGES,
    CLAIMS,
    FIGURES,
    GLOSSARY,
    LEDGER,
    SOURCES,
    TIMELINE,
    TOPICS,
    find_places,
    topic_page,
)
from factbook.page.reference import Reference
from factbook.prose.bind import Bound
from factbook.review.revisions import read_history

Write = Callable[[Factbook, Mapping[str, Bound], Reference, Memory], str]
WRITE: Mapping[str, Write] = {
    LEDGER: lambda factbook, _, here, __: write_ledger(factbook, here.titles),
    CLAIMS: lambda factbook, pages, here, memory: write_claims(find_standings(pages, factbook, memory), here.titles),
    FIGURES: lambda factbook, _, here, __: write_figures(factbook, here),
    SOURCES: lambda factbook, pages, here, _: write_sources(factbook, pages, here),
    TIMELINE: lambda factbook, _, here, __: write_events(factbook, here),
    GLOSSARY: lambda factbook, *_: write_glossary(factbook),
}
# The part of the factbook, and file of data/, that a page is made from; it is made where there is something in it.
NEEDS = {LEDGER: "ledger", SOURCES: "sources", TIMELINE: "events", GLOSSARY: "glossary"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The navigation may name these pages like any other; a page that people wrote goes before."""
    factbook, pages, titles = config.extra["factbook"], config.extra["pages"], _titles(config.nav or [])
    memory: Memory = config.extra["memory"]
    write = {name: WRITE[name] for name in WRITE if getattr(factbook, NEEDS.get(name, "figures"))} | _topics(factbook)
    history = config.extra["history"] = read_history(Path(config.config_file_path).parent, memory)
    if history or CHANGES in titles:
        write[CHANGES] = lambda factbook, _, here, __: write_changes(history, factbook, here)
    made = [_file(config, name) for name in write if name not in files.src_uris]
    for file in made:
        files.append(file)
    reference = _reference(files, titles, config)
    config.extra["reference"] = reference
    for file in made:
        here = replace(reference, here=file.src_uri)
        file.content_string = write[file.src_uri](factbook, pages, here, memory)
    return files


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Let the theme's pencil lead to the file in the repository, of a made page to the data that it is made from."""
    name = page.file.src_uri
    made_from = name.removesuffix(".md") if name.startswith(TOPICS) else NEEDS.get(name, "")
    written = f"docs/{name}" if page.file.generated_by is None else f"data/{made_from}.yml" if made_from else ""
    if written and (address := config.extra["reference"].edit(written)):
        page.edit_url = address
    return context


def _file(config: MkDocsConfig, name: str) -> File:
    """The pages of topics have a list of their own, so the navigation need not name them."""
    listed = InclusionLevel.NOT_IN_NAV if name.startswith(TOPICS) else InclusionLevel.UNDEFINED
    return File.generated(config, name, content="", inclusion=listed)


def _topics(factbook: Factbook) -> dict[str, Write]:
    return {topic_page(topic): partial(_write_topic, topic) for topic in figures_by_topic(factbook)}


def _write_topic(topic: str, factbook: Factbook, _: Mapping[str, Bound], here: Reference, memory: Memory) -> str:
    """The page of a topic, kept until the data or the ways to other pages change."""
    return memory.recall(("topic", topic), (factbook, here), lambda: write_topic(topic, factbook, here))


def _reference(files: Files, titles: Mapping[str, str], config: MkDocsConfig) -> Reference:
    """The way from the first page to all others; other pages put themselves in its place."""
    pages = config.extra["pages"]
    told = {name: pages[name] for name in (*titles, *pages) if name in pages}  # in the order of the navigation
    return Reference(
        urls={file.src_uri: file.url for file in files.documentation_pages()},
        titles=titles,
        here=next(iter(files.documentation_pages())).src_uri,
        places=find_places(told, config.extra["factbook"]),
        site=config.site_url or "",
        name=config.site_name,
        repository=config.extra.get("repository") or "",
    )


def _titles(nav: object) -> Mapping[str, str]:
    """The titles that the navigation gives to pages, by path."""
    found: dict[str, str] = {}
    for item in nav if isinstance(nav, list) else []:
        for title, target in item.items() if isinstance(item, dict) else ():
            found |= {target: title} if isinstance(target, str) else _titles(target)
    return found
