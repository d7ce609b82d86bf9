"""Run notebooks on the text as bound, within a time limit, when anything that they may read has changed.

mkdocs-jupyter's own cache looks at the notebook's bytes and not at the data it reads, has no limit of
time, and adds 600 KB of style and a CDN script to the page; of that only the content is kept. Jupyter is
imported only where a site uses it.
"""

import hashlib
import logging
import os
import posixpath
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError
from factbook.load.factbook import read_data
from factbook.page.notebook import extract_cells
from factbook.page.page import draw_banner
from factbook.prose.notebook import bind_notebook, split_cells
from factbook.review.project import ROOT_VARIABLE

log = logging.getLogger("mkdocs.plugins.factbook")
CELL_SECONDS = 60  # unless extra: notebook_seconds: says something else
MAX_OUTPUT = 300_000  # characters of HTML; more is a mistake and would stall a phone
# What a cell prints comes in pieces, cut where a busy machine cuts them; nbconvert joins them before cells run.
STEPS = ("ExecutePreprocessor", "CoalesceStreamsPreprocessor")
LINK = re.compile(r'(?<=href=")[^":#?]+\.(?:md|py)(?=[#"])')
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
HOOKS = Path(__file__).resolve().parent
_limit = {"seconds": CELL_SECONDS}


def on_startup(command: str, dirty: bool) -> None:
    """Give the kernel the way to the project's code."""
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HOOKS), *filter(None, [os.environ.get("PYTHONPATH")])])


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Tell the kernel which project it reads, and give every cell a time limit."""
    os.environ[ROOT_VARIABLE] = str(Path(config.config_file_path).parent)
    if "mkdocs-jupyter" in config.plugins:
        _limit_cells(int(config.extra.get("notebook_seconds", CELL_SECONDS)))
    return config


def _limit_cells(seconds: int) -> None:
    """mkdocs-jupyter has no settings for how cells run, so those that it makes are completed."""
    from mkdocs_jupyter import nbconvert2  # noqa: PLC0415 (it takes a second that other sites need not pay)

    _limit["seconds"] = seconds
    make_app: Callable[..., Any] = nbconvert2.get_nbconvert_app
    if getattr(make_app, "is_limited", False):
        return

    def limited(*args: Any, **kwargs: Any) -> Any:
        app = make_app(*args, **kwargs)
        app.config["ExecutePreprocessor"]["timeout"] = _limit["seconds"]
        app.config["CoalesceStreamsPreprocessor"]["enabled"] = True
        app.config["HTMLExporter"]["default_preprocessors"] = [f"nbconvert.preprocessors.{name}" for name in STEPS]
        return app

    vars(limited)["is_limited"] = True
    nbconvert2.get_nbconvert_app = limited


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Wrap the rendering that mkdocs-jupyter has put in place of MkDocs's own."""
    render = page.render
    if Path(page.file.src_uri).suffix == ".py" and "render" in vars(page):
        vars(page)["render"] = lambda config, files: _render(page, render, config, files)
    return page


def _render(page: Page, render: Callable[[MkDocsConfig, Files], None], config: MkDocsConfig, files: Files) -> None:
    """The notebook with its Markdown cells bound, as it ran; what went wrong is tried again at the next time."""
    root = Path(config.config_file_path).parent
    source = Path(str(page.file.abs_src_path))
    shown = source.relative_to(root).as_posix()
    text = source.read_text(encoding="utf-8")
    bound = bind_notebook(text, shown, config.extra["factbook"])
    page.meta["bound"] = bound

    def run() -> tuple[str, TableOfContents, str | None]:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, source.name)
            copy.write_text(bound.text, encoding="utf-8")
            page.file.abs_src_path = str(copy)
            try:
                render(config, files)
            except Exception as error:
                problem = _problem_of(error, text, shown)
                if problem is None:
                    raise
                raise ProblemError(problem) from error
            finally:
                page.file.abs_src_path = str(source)
        content = extract_cells(page.content or "")
        if len(content) > MAX_OUTPUT:
            wrong = f"its cells print more than {MAX_OUTPUT:,} characters"
            raise ProblemError(Problem(Location(shown), "notebook-cell", wrong, "print less"))
        return content, page.toc, page.title

    # A person who edits a page should not wait for a notebook, which hardly ever reads one.
    beside = {} if config.extra["is_preview"] else _digests(Path(config.docs_dir))
    try:
        place, inputs = ("notebook", shown, bool(beside)), (text, read_data(root)[0], beside, _limit["seconds"])
        content, page.toc, page.title = config.extra["memory"].recall(place, inputs, run)
    except ProblemError as error:
        if not config.extra["is_preview"]:
            raise PluginError(f"\n{error.problem}") from error
        log.warning("%s", error.problem)
        page.content = draw_banner([error.problem])
        return
    page.content = _link(content, page, files)


def _digests(folder: Path) -> dict[str, str]:
    """Every file of a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _link(html: str, page: Page, files: Files) -> str:
    """Lead links to files of docs/ to their pages; MkDocs does that in Markdown only."""

    def lead(match: re.Match[str]) -> str:
        file = files.src_uris.get(posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), match[0])))
        if file is None:
            log.warning("Doc file '%s' contains a link '%s', which is not found", page.file.src_uri, match[0])
            return match[0]
        return file.url_relative_to(page.file)

    return LINK.sub(lead, html)


def _problem_of(error: Exception, text: str, shown: str) -> Problem | None:
    """What went wrong in which cell; None for what is no fault of the notebook."""
    from nbclient import exceptions  # noqa: PLC0415 (as above)

    said = COLOURS.sub("", str(error)).strip()
    if isinstance(error, exceptions.CellTimeoutError):
        reason = f"a cell ran longer than {_limit['seconds']} {'second' if _limit['seconds'] == 1 else 'seconds'}"
    elif isinstance(error, exceptions.CellExecutionError | exceptions.DeadKernelError):
        reason = f"a cell failed: {said.splitlines()[-1]}"
    else:
        return None
    lines = [cell.first_line for cell in split_cells(text) if cell.marker and _is_named(cell.lines, said)]
    return Problem(
        Location(shown, lines[0] if lines else 1), "notebook-cell", reason, "run the cell by hand and mend it"
    )


def _is_named(lines: tuple[str, ...], said: str) -> bool:
    """Whether a message quotes a cell."""
    source = "\n".join(lines).strip()
    return bool(source) and source in said
