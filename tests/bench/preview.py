"""How long `mkdocs serve` takes from a broken edit to the banner, and from the repair to a page without it.

    python tests/bench/preview.py [--repeat 5]

Copies the project into a temporary folder, serves it on a free port, and asks for a page until it has
changed. It prints the seconds of each edit, and asserts none of them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

import click

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("data", "docs", "hooks", "theme", "schema", "mkdocs.yml")
BANNER = 'role="alert"'
PATIENCE = 120


@click.command()
@click.option("--repeat", default=5, show_default=True)
def main(repeat: int) -> None:
    """Time broken edits of a page and their repairs."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        root = Path(folder)
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, root / part)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "-a", f"127.0.0.1:{port}"]
        with subprocess.Popen(command, cwd=root, env=os.environ, stderr=subprocess.DEVNULL) as server:
            try:
                time_edits(root / "docs/index.md", f"http://127.0.0.1:{port}/", repeat)
            finally:
                server.terminate()


def time_edits(page: Path, base: str, repeat: int) -> None:
    """Break and mend a page, and print the median seconds of both."""
    address = find_site(base)
    good = page.read_text(encoding="utf-8")
    broken: list[float] = []
    mended: list[float] = []
    for _ in range(repeat):
        broken.append(time_edit(page, good + "\nSee {{ no.such }}.\n", address, shows_banner=True))
        mended.append(time_edit(page, good, address, shows_banner=False))
    for name, seconds in (("banner", broken), ("repair", mended)):
        click.echo(f"{name}: median {median(seconds):.2f} s, worst {max(seconds):.2f} s of {repeat}")


def find_site(base: str) -> str:
    """The address of the first page, once the first build is done; MkDocs serves it below the path of site_url."""
    for _ in range(PATIENCE * 10):
        try:
            with urlopen(base) as answer:  # noqa: S310  # our own server
                return str(answer.url)
        except URLError:
            time.sleep(0.1)
    raise click.ClickException("the preview did not start")


def time_edit(page: Path, text: str, address: str, *, shows_banner: bool) -> float:
    """Seconds from saving a text until the page has the banner, or has it no more."""
    start = time.perf_counter()
    page.write_text(text, encoding="utf-8")
    while time.perf_counter() - start < PATIENCE:
        with urlopen(address) as answer:  # noqa: S310  # our own server
            if (BANNER in answer.read().decode()) is shows_banner:
                return time.perf_counter() - start
        time.sleep(0.02)
    raise click.ClickException("the page did not change")


if __name__ == "__main__":
    main()
