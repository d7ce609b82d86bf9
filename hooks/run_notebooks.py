"""Run notebooks apart from whoever builds, and give them to mkdocs-jupyter as they ran.

mkdocs-jupyter would run them itself, with the settings of the person who builds, with no limit of time, and by a cache
that knows nothing of the data that they read. So it only converts them, and of its 600 KB of style and scripts nothing
is kept. In `serve` nobody waits: a page shows what it printed before, and the new results follow.
"""

import contextlib
import hashlib
import json
import logging
import os
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError
from factbook.load.factbook import read_data
from factbook.notebook.ipynb import find_code, find_picture, write_ipynb
from factbook.notebook.later import Later, NotYetError
from factbook.notebook.run import CellError, Outputs, Work
from factbook.page.notebook import extract_cells
from factbook.page.page import draw_banner
from factbook.prose import page as prose
from factbook.prose.notebook import mark_notebook, split_cells
from factbook.review.edition import Edition
from factbook.review.project import ROOT_VARIABLE

log = logging.getLogger("mkdocs.plugins.factbook")
CELL_SECONDS = 60  # unless extra: notebook_seconds: says something else
MAX_OUTPUT = 300_000  # characters of HTML; more is a mistake and would stall a phone
WAITING = '<p class="cell-waiting" role="status">The code of this page is running; its results follow.</p>\n'
PLACES = ("JUPYTER_CONFIG_DIR", "JUPYTER_CONFIG_PATH", "JUPYTER_DATA_DIR", "JUPYTER_PATH", "JUPYTER_RUNTIME_DIR")
_later = Later()
_instead: dict[str, str] = {}  # what is shown before or in place of the cells, by the name of the page


def on_startup(command: str, dirty: bool) -> None:
    """Let the converter find no settings of the person who builds."""
    os.environ |= dict.fromkeys((*PLACES, "IPYTHONDIR"), _later.folder) | {"JUPYTER_NO_CONFIG": "1"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Begin to run them while the other pages are made."""
    for file in files.documentation_pages():
        notebook = _notebook(file.src_uri, config)
        if notebook:
            with contextlib.suppress(NotYetError):
                _recall(notebook, config, partial(_begin, notebook, config))
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Let mkdocs-jupyter convert the notebook as it ran, with the tokens of its words."""
    notebook = _notebook(page.file.src_uri, config)
    if notebook is None:
        return page
    _instead[notebook.name] = ""
    outputs: Outputs = ()
    try:
        outputs = _recall(notebook, config, lambda: _take(notebook, config))
        _require_words(notebook, outputs)
        _later.last[notebook.name] = outputs
    except NotYetError:
        outputs, _instead[notebook.name] = _later.last.get(notebook.name, ()), WAITING
    except ProblemError as error:
        _instead[notebook.name] = _tell(error.problem, config)
    path = Path(_later.folder, f"{hashlib.sha256(notebook.name.encode()).hexdigest()}.ipynb")
    cells = split_cells(mark_notebook(notebook.text, notebook.shown).text)
    path.write_text(write_ipynb(cells, outputs), encoding="utf-8")
    page.file.abs_src_path = str(path)
    return page


@event_priority(150)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Of what mkdocs-jupyter made, the cells."""
    notebook = _notebook(page.file.src_uri, config)
    if notebook is None:
        return html
    page.file.abs_src_path = str(Path(config.docs_dir, notebook.name))
    content = extract_cells(html)
    if len(content) > MAX_OUTPUT:
        wrong = f"its cells print more than {MAX_OUTPUT:,} characters"
        return _tell(Problem(Location(notebook.shown), "notebook-cell", wrong, "print less"), config)
    return _instead.pop(notebook.name) + content


@event_priority(-100)
def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Hear when a notebook has ended."""
    server.watch(_later.ended)
    return server


def on_build_error(error: Exception) -> None:
    """End what runs: nobody will show it."""
    _later.stop()


def on_shutdown() -> None:
    """End what runs."""
    _later.stop()


def _notebook(name: str, config: MkDocsConfig) -> prose.Page | None:
    edition: Edition = config.extra["edition"]
    page = edition.page(name)
    return page if page and page.is_notebook else None


def _recall(notebook: prose.Page, config: MkDocsConfig, make: Callable[[], Outputs]) -> Outputs:
    """What it printed, from all that it may read."""
    edition: Edition = config.extra["edition"]
    kept = edition.store.recall("notebook", _inputs(notebook, config), lambda: json.dumps(make()).encode())
    printed: Outputs = tuple(map(tuple, json.loads(kept)))
    return printed


def _inputs(notebook: prose.Page, config: MkDocsConfig) -> str:
    """A preview leaves out the pages, which a notebook hardly ever reads, so that it need not run after each sentence."""
    edition: Edition = config.extra["edition"]
    beside = {} if edition.is_preview else _digests(Path(config.docs_dir))
    libraries = [(name, version(name)) for name in ("ipykernel", "nbclient")]
    return repr((_work(notebook, config), sorted(read_data(edition.root)[0].items()), beside, libraries))


def _begin(notebook: prose.Page, config: MkDocsConfig) -> Outputs:
    _later.begin(notebook.name, _inputs(notebook, config), _work(notebook, config))
    raise NotYetError


def _take(notebook: prose.Page, config: MkDocsConfig) -> Outputs:
    edition: Edition = config.extra["edition"]
    try:
        outputs = _later.take(notebook.name, is_waiting=not edition.is_preview)
    except CellError as error:
        raise ProblemError(_problem(notebook, error.cell, str(error), "run the cell by hand and mend it")) from error
    if outputs is None:
        raise NotYetError
    return outputs


def _require_words(notebook: prose.Page, outputs: Outputs) -> None:
    for number, printed in enumerate(outputs):
        if kind := find_picture(printed):
            wrong = f"a cell shows a picture of the kind '{kind}', which has no words for those who can't see it"
            raise ProblemError(
                _problem(notebook, number, wrong, "draw a chart of data/charts.yml, or print the numbers")
            )


def _problem(notebook: prose.Page, number: int, wrong: str, hint: str) -> Problem:
    cells = find_code(split_cells(notebook.text))
    line = cells[number].first_line if number < len(cells) else 1
    return Problem(Location(notebook.shown, line), "notebook-cell", wrong, hint)


def _tell(problem: Problem, config: MkDocsConfig) -> str:
    edition: Edition = config.extra["edition"]
    if not edition.is_preview:
        raise PluginError(f"\n{problem}")
    log.warning("%s", problem)
    return draw_banner([problem])


def _work(notebook: prose.Page, config: MkDocsConfig) -> Work:
    edition: Edition = config.extra["edition"]
    codes = tuple(cell.code for cell in find_code(split_cells(notebook.text)))
    seconds = int(config.extra.get("notebook_seconds", CELL_SECONDS))
    return Work(codes, seconds, ((ROOT_VARIABLE, str(edition.root)),))


def _digests(folder: Path) -> dict[str, str]:
    """Every file of a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
