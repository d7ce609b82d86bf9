"""The build of the generated sites: pages are bound and finished, and nothing is made from data beside them."""

import sys
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

import build_site
from build_site import on_page_content, on_page_context, on_page_markdown, on_post_page, on_startup  # noqa: F401
from factbook.review import edition as editions

on_post_build = build_site.on_post_build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """As the site does it, though this step stands in the place of its own."""
    build_site.STEPS = ()
    config = build_site.on_config(config)
    edition = config.extra["edition"]
    config.extra["edition"] = replace(edition, project=replace(edition.project, topics={}))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Cards may point to pages, of which there are none but those that people wrote."""
    pages = {file.src_uri: file.url for file in files.documentation_pages()}
    config.extra["edition"] = editions.place_pages(config.extra["edition"], pages, pages)
    return files
