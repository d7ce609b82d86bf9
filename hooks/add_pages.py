"""Add the pages that are made from data, such as the ledger and the figures. Nothing is written into docs/."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from factbook.ground.memory import Memory
from factbook.model.factbook import Factbook
from factbook.present.claims import find_standings, write_claims
from factbook.present.events import write_events
from factbook.present.figures import write_figures
from factbook.present.glossary import write_glossary
from factbook.present.ledger import write_ledger
from factbook.present.place import CLAIMS, FIGURES, GLOSSARY, LEDGER, SOURCES, TIMELINE, find_places
from factbook.present.reference import Reference
from factbook.present.sources import write_sources
from factbook.prose.bind import Bound

_memory = Memory()  # only equal inputs give what was made before, so that it may serve every build of the process
Write = Callable[[Factbook, Mapping[str, Bound], Reference], str]
WRITE: Mapping[str, Write] = {
    LEDGER: lambda factbook, _, reference: write_ledger(factbook, reference.titles),
    CLAIMS: lambda factbook, pages, here: write_claims(find_standings(pages, factbook, _memory), here.titles),
    FIGURES: lambda factbook, _, here: _memory.recall(FIGURES, (factbook, here), lambda: write_figures(factbook, here)),
    SOURCES: write_sources,
    TIMELINE: lambda factbook, _, reference: write_events(factbook, reference),
    GLOSSARY: lambda factbook, _, __: write_glossary(factbook),
}
# A page is made where the factbook has something for it.
NEEDS = {LEDGER: "ledger", SOURCES: "sources", TIMELINE: "events", GLOSSARY: "glossary"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The navigation may name these pages like any other; a page that people wrote goes before."""
    factbook, pages = config.extra["factbook"], config.extra["pages"]
    names = [name for name in WRITE if name not in files.src_uris and getattr(factbook, NEEDS.get(name, "figures"))]
    made = [File.generated(config, name, content="") for name in names]
    for file in made:
        files.append(file)
    reference = _reference(files, config)
    config.extra["reference"] = reference
    for file in made:
        here = replace(reference, here=file.src_uri)
        file.content_string = WRITE[file.src_uri](factbook, pages, here)
    return files


def _reference(files: Files, config: MkDocsConfig) -> Reference:
    """The way from the first page to all others; other pages put themselves in its place."""
    titles = _titles(config.nav or [])
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
