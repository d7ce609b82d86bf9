"""Step one of the build: read data/ and docs/, and refuse or report what is wrong with them.

In `mkdocs build` every problem is raised here, before MkDocs touches the old site. In `mkdocs serve`
nothing is raised, since MkDocs would stop answering: the last good factbook stays in use and
`config.extra["problems"]` says on each page what is wrong.
"""

import gc
import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from factbook.ground.memory import Memory
from factbook.ground.problem import format_problems
from factbook.review.files import has_address
from factbook.review.project import Project, check_project

log = logging.getLogger("mkdocs.plugins.factbook")
REFUTED = frozenset({"claim-broken", "claim-undecided"})  # new numbers under which words of the text would be false
_serving = False
_memory = Memory()
_last_good: Project | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether a person is watching."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check everything; each rebuild starts here."""
    global _last_good
    root = Path(config.config_file_path).parent
    config.extra["is_preview"] = _serving
    project = check_project(root, Path(config.docs_dir), config.extra.setdefault("memory", _memory))
    if _last_good is None:
        gc.freeze()  # nearly all of this stays to the end: no search for garbage need look at it
    grave = [problem for problem in project.problems if config.strict or not problem.is_warning]
    if grave and not _serving:
        raise PluginError("\n" + format_problems(project.problems))
    for problem in project.problems:
        log.warning("%s", problem)
    if not project.data_is_broken and not any(problem.code in REFUTED for problem in project.problems):
        _last_good = project
    shown = _last_good or project
    config.extra["factbook"] = shown.factbook
    config.extra["pages"] = shown.pages
    config.extra["problems"] = project.problems
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what has no address: a preview goes on to say so, and MkDocs would end here."""
    for file in list(files):
        if not has_address(file.src_uri):
            files.remove(file)
    return files
