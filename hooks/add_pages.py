"""Add the pages that are made from data: the article's ledger and the claims. Nothing is written into docs/."""

from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from factbook.present.claims import find_standings, write_claims
from factbook.present.ledger import write_ledger


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The navigation may name these pages like any other."""
    factbook, pages = config.extra["factbook"], config.extra["pages"]
    titles = _titles(config.nav or [])
    for name, text in (
        ("ledger.md", write_ledger(factbook, titles)),
        ("claims.md", write_claims(find_standings(pages, factbook), titles)),
    ):
        if name not in files.src_uris:
            files.append(File.generated(config, name, content=text))
    return files


def _titles(nav: object) -> Mapping[str, str]:
    """The titles that the navigation gives to pages, by path."""
    found: dict[str, str] = {}
    for item in nav if isinstance(nav, list) else []:
        for title, target in item.items() if isinstance(item, dict) else ():
            found |= {target: title} if isinstance(target, str) else _titles(target)
    return found
