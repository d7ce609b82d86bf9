"""A step of the generated sites' build, in place of the one that adds pages made from data."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from factbook.page.reference import Reference


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Cards may point to pages, of which there are none but those that people wrote."""
    urls = {file.src_uri: file.url for file in files.documentation_pages()}
    config.extra["reference"] = Reference(urls, {}, "index.md")
    return files
