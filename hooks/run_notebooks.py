"""Run notebooks at every build on the text as bound, within a time limit, and keep only their content.

mkdocs-jupyter's own cache looks at the notebook's bytes and not at the data it reads, has no limit of
time, and adds 600 KB of style and a CDN script to the page; see docs of the three hooks below.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs_jupyter import nbconvert2
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from factbook.ground.location import Location
from factbook.ground.problem import Problem
from factbook.load.factbook import read_data
from factbook.present.notebook import extract_cells
from factbook.present.page import draw_banner
from factbook.prose.notebook import bind_notebook
from factbook.review.project import ROOT_VARIABLE

log = logging.getLogger("mkdocs.plugins.factbook")
CELL_SECONDS = 60  # unless extra: notebook_seconds: says something else
MAX_OUTPUT = 300_000  # characters of HTML; more is a mistake and would stall a phone
HOOKS = Path(__file__).resolve().parent
_rendered: dict[str, tuple[str, Page]] = {}
_serving = False
_limit = {"seconds": CELL_SECONDS}


def on_startup(command: str, dirty: bool) -> None:
    """Give every cell a time limit, and the kernel the way to the project's code."""
    global _serving
    _serving = command == "serve"
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HOOKS), *filter(None, [os.environ.get("PYTHONPATH")])])
    make_app: Callable[..., Any] = nbconvert2.get_nbconvert_app

    def limited(*args: Any, **kwargs: Any) -> Any:
        app = make_app(*args, **kwargs)
        app.config["ExecutePreprocessor"]["timeout"] = _limit["seconds"]
        return app

    nbconvert2.get_nbconvert_app = limited


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Tell the kernel which project it reads."""
    os.environ[ROOT_VARIABLE] = str(Path(config.config_file_path).parent)
    _limit["seconds"] = int(config.extra.get("notebook_seconds", CELL_SECONDS))
    return config


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Wrap the rendering that mkdocs-jupyter has put in place of MkDocs's own."""
    render = page.render
    if Path(page.file.src_uri).suffix == ".py" and "render" in vars(page):
        vars(page)["render"] = lambda config, files: _render(page, render, config, files)
    return page


def _render(page: Page, render: Callable[[MkDocsConfig, Files], None], config: MkDocsConfig, files: Files) -> None:
    """Run the notebook with its Markdown cells bound; in `serve` run again only if something it reads changed."""
    root = Path(config.config_file_path).parent
    source = Path(str(page.file.abs_src_path))
    shown = source.relative_to(root).as_posix()
    text = source.read_text(encoding="utf-8")
    bound = bind_notebook(text, shown, config.extra["factbook"])
    page.meta["bound"] = bound
    key = hashlib.sha256(repr((text, sorted(read_data(root)[0].items()))).encode()).hexdigest()
    if _serving and _rendered.get(shown, ("",))[0] == key:
        before = _rendered[shown][1]
        page.content, page.toc, page.title = before.content, before.toc, before.title
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, source.name)
        copy.write_text(bound.text, encoding="utf-8")
        page.file.abs_src_path = str(copy)
        try:
            render(config, files)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            _fail(page, Problem(Location(shown), "notebook-cell", _reason(error), "run the cell by hand and mend it"))
            return
        finally:
            page.file.abs_src_path = str(source)
    page.content = extract_cells(page.content or "")
    if len(page.content) > MAX_OUTPUT:
        _fail(
            page,
            Problem(
                Location(shown), "notebook-cell", f"its cells print more than {MAX_OUTPUT:,} characters", "print less"
            ),
        )
        return
    _rendered[shown] = (key, page)


def _fail(page: Page, problem: Problem) -> None:
    if not _serving:
        raise PluginError(f"\n{problem}")
    log.warning("%s", problem)
    page.content = draw_banner([problem])


def _reason(error: Exception) -> str:
    if isinstance(error, CellTimeoutError):
        return f"a cell ran longer than {_limit['seconds']} seconds"
    last = str(error).strip().splitlines()[-1]
    return f"a cell failed: {last}"
