"""What Lighthouse says of every page, and how many bytes the first view of each takes.

    python tests/bench/lighthouse.py [--pages revenue/,copying/] [--repeat 3] [--site FOLDER] [--bare]

Builds the site, serves it compressed on 127.0.0.1 as a host would, and runs Lighthouse from npm with its
mobile preset. Prints the median of each score as Markdown. With `--bare` also how much longer the largest
contentful paint takes than on the same page without its scripts. Needs Node, npm and Chromium.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

import click

ROOT = Path(__file__).resolve().parents[2]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MEASURES = {"largest-contentful-paint": "ms", "cumulative-layout-shift": "", "total-byte-weight": "bytes"}
SCRIPT = re.compile("<script.*?</script>", re.DOTALL)
BARE = "bare"  # the folder of the pages without scripts
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class Handler(SimpleHTTPRequestHandler):
    """Files with gzip and with caching, as a host serves them."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@click.command()
@click.option("--pages", default="", help="Addresses below the root; all pages unless given.")
@click.option("--repeat", default=3, show_default=True)
@click.option("--site", default="", help="A built site; built anew unless given.")
@click.option("--bare", is_flag=True, help="Compare with the pages without their scripts.")
def main(pages: str, repeat: int, site: str, bare: bool) -> None:
    """Print the scores of each page."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(shutil.copytree(site, Path(folder, "site"))) if site else build(Path(folder, "site"))
        found = [*(pages.split(",") if pages else find_pages(built))]
        if bare:
            strip(built, built / BARE)
        tool = install(Path(folder, "npm"))
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(built))) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            base = f"http://127.0.0.1:{server.server_port}/"
            more = ("LCP / bare",) if bare else ()
            click.echo(f"| {' | '.join(('page', *CATEGORIES, 'LCP', 'shift', 'bytes', *more))} |")
            click.echo(f"| --- |{' ---: |' * (len(CATEGORIES) + 3 + len(more))}")
            for page in found:
                reports, without = [], []
                for _ in range(repeat):
                    reports.append(run(tool, base + page, Path(folder)))
                    without += [run(tool, f"{base}{BARE}/{page}", Path(folder))] if bare else []
                ratio = [f"{median(map(paint, reports)) / median(map(paint, without)):.2f}"] if bare else []
                click.echo(f"| /{page} | {' | '.join([*summarize(reports), *ratio])} |")
                for failed in find_failed(reports[0]):
                    click.echo(f"  {page or '/'}: {failed}", err=True)
            server.shutdown()


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    return folder


def strip(site: Path, bare: Path) -> None:
    """Write the pages once more without any script."""
    shutil.copytree(site, bare)
    for path in bare.rglob("*.html"):
        path.write_text(SCRIPT.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")


def paint(report: Any) -> float:
    """Its largest contentful paint in milliseconds."""
    return float(report["audits"]["largest-contentful-paint"]["numericValue"])


def install(folder: Path) -> str:
    folder.mkdir()
    npm = shutil.which("npm")
    if not npm:
        raise click.ClickException("Lighthouse needs Node and npm")
    subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "lighthouse"], cwd=folder, check=True)
    return str(folder / "node_modules/.bin/lighthouse")


def find_pages(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("index.html")):
        folder = path.parent.relative_to(site).as_posix()
        yield "" if folder == "." else f"{folder}/"


def run(tool: str, address: str, folder: Path) -> Any:
    """The report of one run."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    output = folder / "report.json"
    command = [tool, address, "--quiet", "--output=json", f"--output-path={output}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox"]
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": chromium}, stderr=subprocess.DEVNULL)
    return json.loads(output.read_text(encoding="utf-8"))


def summarize(reports: Sequence[Any]) -> Iterator[str]:
    for category in CATEGORIES:
        yield f"{median(report['categories'][category]['score'] * 100 for report in reports):.0f}"
    for audit, unit in MEASURES.items():
        value = median(report["audits"][audit]["numericValue"] for report in reports)
        yield f"{value:,.0f} {unit}".strip() if unit else f"{value:.3f}"


def find_failed(report: Any) -> Iterator[str]:
    """What cost points."""
    for category in CATEGORIES:
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{category}: {audit['title']} ({audit.get('displayValue', '')})"


if __name__ == "__main__":
    main()
