"""Compile the theme's templates once for all builds, and look for its files only where there are any.

Compiled templates are kept in Jinja's own folder for them, which belongs to the user alone: a stranger's
change to the project can't bring any with it.
"""

import os
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


class VisibleLoader(jinja2.FileSystemLoader):
    """Leaves out folders with a dot: fourteen thousand icons, of which MkDocs copies none."""

    def list_templates(self) -> list[str]:
        """The names of all files, sorted."""
        found = set()
        for root in self.searchpath:
            for folder, inner, names in os.walk(root):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found |= {Path(folder, name).relative_to(root).as_posix() for name in names}
        return sorted(found)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """MkDocs and the search ask the theme for its templates, the search in its own `on_config`."""
    make = config.theme.get_env

    def get_env() -> jinja2.Environment:
        environment = make()
        environment.loader = VisibleLoader(config.theme.dirs)
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(pattern=f"{jinja2.__version__}-%s")
        return environment

    vars(config.theme)["get_env"] = get_env
    return config
