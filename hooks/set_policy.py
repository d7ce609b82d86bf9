"""Tell browsers what the pages may do: nothing but what they were built to do.

The digests of all scripts are known when all pages are written, so the pages get the policy in a last step.
In `serve` there is none, since MkDocs adds a script of its own when it serves a page.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from factbook.page.policy import find_scripts, write_policy

UNWRITTEN = "the policy of this site"  # until all pages are known
PLACE = '<meta http-equiv="Content-Security-Policy" content="{}">'  # as no words of a page can stand in its head
_scripts: set[str] = set()
_written: list[Path] = []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the theme leave a place for it."""
    _scripts.clear()
    _written.clear()
    if not config.extra["is_preview"]:  # nobody is watching
        config.extra["policy"] = UNWRITTEN
    return config


@event_priority(-100)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Also the page for a wrong address has scripts."""
    _note(output, Path(config.site_dir, template_name))
    return output


@event_priority(-100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Note what the page runs."""
    _note(output, Path(page.file.abs_dest_path))
    return output


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """Write it into each page; after this only the swap follows."""
    before, after = (PLACE.format(words).encode() for words in (UNWRITTEN, write_policy(_scripts)))
    for path in _written:
        path.write_bytes(path.read_bytes().replace(before, after, 1))


def _note(output: str, path: Path) -> None:
    if PLACE.format(UNWRITTEN) in output:
        _scripts.update(find_scripts(output))
        _written.append(path)
