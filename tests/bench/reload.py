"""How long it takes from saving a file to the new page served; README.md beside this file explains the table.

    python tests/bench/reload.py [--pages 100,1000] [--repeat 5]

Starts `mkdocs serve` on the generated sites of build.py, with this site's hooks and without any, edits a
page and a number again and again, and asks for the page until it shows the edit.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

import click
import yaml
from build import write_generated

PAGE, ADDRESS, DATA = "docs/part0/page7.md", "/part0/page7/", "data/figures/shop7.yml"
PAUSE = 0.01
PATIENCE = 120.0
Edit = Callable[[str, int], tuple[str, str]]


@click.command()
@click.option("--pages", default="100,1000", help="Sizes of the generated sites.", show_default=True)
@click.option("--repeat", default=5, help="Edits of each kind.", show_default=True)
def main(pages: str, repeat: int) -> None:
    """Print how long an edit takes to be served."""
    click.echo("| pages | stock, a page | ours, a page | ratio | ours, a number | ratio |")
    click.echo("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in pages.split(","):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_generated(folder, int(size), ("bound", "typed"))
            watch_data(folder / "bound" / "mkdocs.yml")
            with serving(folder / "typed") as port:
                stock = median(edits(folder / "typed" / PAGE, reword, port, repeat))
            with serving(folder / "bound") as port:
                page = median(edits(folder / "bound" / PAGE, reword, port, repeat))
                data = median(edits(folder / "bound" / DATA, raise_clerks, port, repeat))
        cells = [f"{stock:.2f} s", f"{page:.2f} s", f"{page / stock:.2f}", f"{data:.2f} s", f"{data / stock:.2f}"]
        click.echo(f"| {int(size):,} | {' | '.join(cells)} |")


def reword(text: str, turn: int) -> tuple[str, str]:
    """A sentence of the page in other words, and what the page then says."""
    return text.replace("a patient clerk", f"a patient clerk by the name of {'AB'[turn % 2]}{'xyzuvw'[turn % 6]}"), (
        f"by the name of {'AB'[turn % 2]}{'xyzuvw'[turn % 6]}"
    )


def raise_clerks(text: str, turn: int) -> tuple[str, str]:
    """Another number, and what the page then says."""
    return text.replace("value: 2008.5", f"value: {3000 + turn}.5"), f"{3000 + turn:,}.5"


def edits(path: Path, edit: Edit, port: int, repeat: int) -> Iterator[float]:
    """Seconds from each save to the first answer that shows it."""
    text = path.read_text(encoding="utf-8")
    for turn in range(repeat):
        time.sleep(0.6 + 0.17 * turn)  # at different moments of a watcher that looks twice a second
        new, wanted = edit(text, turn)
        start = time.monotonic()
        path.write_text(new, encoding="utf-8")
        while wanted not in read(port):
            if time.monotonic() > start + PATIENCE:
                raise SystemExit(f"the edit of {path} was never served")
            time.sleep(PAUSE)
        yield time.monotonic() - start
    path.write_text(text, encoding="utf-8")
    time.sleep(3)


def read(port: int) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", ADDRESS)
    answer = connection.getresponse().read().decode()
    connection.close()
    return answer


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """A server of the site on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "--livereload", "-q", "--dev-addr", f"127.0.0.1:{port}"]
    (folder / "temporary").mkdir()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(folder / "temporary")}
    server = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
    try:
        while server.poll() is None:
            with suppress(OSError, HTTPException):
                read(port)
                break
            time.sleep(0.2)
        time.sleep(1)
        yield port
    finally:
        server.terminate()
        server.wait()


def watch_data(path: Path) -> None:
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**config, "watch": ["data"]}), encoding="utf-8")


if __name__ == "__main__":
    main()
