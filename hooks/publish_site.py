"""Build into a temporary folder, and fill the published one at the end: a failed or killed build leaves it whole."""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

from factbook.publish.draft import Draft, begin_draft
from factbook.publish.fill import fill_site
from factbook.publish.folder import PublishError, explain, is_refusal

_drafts: list[Draft] = []


@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Send the output to a folder of this build; `serve` has a temporary one anyway."""
    if "edition" not in config.extra:
        raise PluginError("\nmkdocs.yml: hooks: hooks/build_site.py is missing\n    hint: list it before this step")
    if not config.extra["edition"].is_preview:
        try:
            _drafts.append(begin_draft(Path(config.site_dir)))
        except PublishError as error:
            raise PluginError(f"\n{error}") from error
        config.site_dir = str(_drafts[-1].folder)
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Publish, unless `--strict` is about to fail: it counts warnings only after this event."""
    for draft in _drafts:
        config.site_dir = str(draft.site)
        if not (config.strict and _warnings()):
            try:
                fill_site(draft.folder, draft.site)
            except PublishError as error:
                raise PluginError(f"\n{error}") from error
    _remove_drafts()


def on_build_error(error: Exception) -> None:
    """Leave nothing half-built behind, and say in one line what the system refuses."""
    _remove_drafts()
    if isinstance(error, OSError) and is_refusal(error):
        raise PluginError(f"\n{explain(error, error.filename, 'build')}") from error


def _remove_drafts() -> None:
    while _drafts:
        _drafts.pop().remove()


def _warnings() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
