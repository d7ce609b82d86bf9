"""What a chart costs a reader and the build: our own SVG beside that of Altair with vl-convert and of matplotlib.

    python tests/bench/charts.py [--repeat 5]

Installs both libraries from PyPI into a temporary environment and draws the same numbers with each: advertising
by year as columns, and monthly users as lines. charts.md beside this file says what was decided on it.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from factbook.chart.chart import draw_chart
from factbook.load.factbook import load_factbook

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("altair", "vl-convert-python", "matplotlib")
# Run by the other Python: reads numbers and prints the SVG and the seconds of each drawing.
ALTAIR = """
import json, sys, time
import altair as alt
series, kind, repeat = json.load(sys.stdin)
rows = [{"key": k, "value": v, "name": n} for n, s in series.items() for k, v in s.items()]
spent = []
for _ in range(repeat):
    start = time.process_time()
    mark = alt.Chart(alt.Data(values=rows), title="T", width=680, height=300)
    mark = mark.mark_bar() if kind == "columns" else mark.mark_line()
    chart = mark.encode(x="key:O", y="value:Q", color="name:N")
    import vl_convert
    svg = vl_convert.vegalite_to_svg(chart.to_json())
    spent.append(time.process_time() - start)
print(json.dumps([svg, spent]))
"""
MATPLOTLIB = """
import io, json, sys, time
import matplotlib
matplotlib.use("svg")
import matplotlib.pyplot as plt
matplotlib.rcParams["svg.fonttype"] = "none"
series, kind, repeat = json.load(sys.stdin)
spent = []
for _ in range(repeat):
    start = time.process_time()
    figure, axes = plt.subplots(figsize=(6.8, 3))
    for name, members in series.items():
        draw = axes.bar if kind == "columns" else axes.plot
        draw(list(members), list(members.values()), label=name)
    axes.legend()
    axes.set_title("T")
    stream = io.StringIO()
    figure.savefig(stream, format="svg")
    plt.close(figure)
    svg = stream.getvalue()
    spent.append(time.process_time() - start)
print(json.dumps([svg, spent]))
"""


@click.command()
@click.option("--repeat", default=5, show_default=True)
def main(repeat: int) -> None:
    """Print bytes, time and what each drawing offers."""
    factbook, _ = load_factbook(ROOT)
    click.echo(
        "| chart | route | bytes of gzip | ms a drawing | follows the page's colours | says title and finding | same twice |"
    )
    click.echo("| --- | --- | ---: | ---: | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        python = install(Path(folder))
        for name in ("revenue_by_year", "monthly_users"):
            chart = factbook.charts[name]
            series = {
                mark.figure: {e.key: float(e.quantity.value) for e in factbook.members(mark.figure)}
                for mark in chart.marks
                if "[" not in mark.figure
            }
            given = json.dumps([series, chart.kind, repeat])
            own, spent = [], []
            for _ in range(repeat):
                start = time.process_time()
                own.append(draw_chart(chart, factbook))
                spent.append(time.process_time() - start)
            # Both widths, without the words and the table around them.
            drawings = "".join(part.partition("</svg>")[0] for part in own[0].split("<svg")[1:])
            report(name, "ours, for two widths", drawings, spent, len(set(own)) == 1)
            for route, code in (("Altair", ALTAIR), ("matplotlib", MATPLOTLIB)):
                first, again = (run(python, code, given) for _ in range(2))
                report(name, f"{route}, for one width", first[0], first[1], first[0] == again[0])


def install(folder: Path) -> str:
    venv.create(folder, with_pip=True)
    python = str(folder / "bin/python")
    subprocess.run([python, "-m", "pip", "install", "-qq", *PACKAGES], check=True)
    return python


def run(python: str, code: str, given: str) -> tuple[str, list[float]]:
    environment = {**os.environ, "MPLCONFIGDIR": tempfile.gettempdir()}
    done = subprocess.run(
        [python, "-c", code], input=given, capture_output=True, text=True, check=True, env=environment
    )
    svg, spent = json.loads(done.stdout)
    return svg, spent


def report(name: str, route: str, svg: str, spent: list[float], is_same: bool) -> None:
    size = len(gzip.compress(svg.encode(), 9, mtime=0))
    cells: Mapping[str, Any] = {
        "bytes": f"{size:,}",
        "ms": f"{median(spent) * 1000:.1f}",
        "colours": say("#" not in svg.replace("&#", "")),
        "words": say("<title" in svg and "<desc" in svg),
        "same": say(is_same),
    }
    click.echo(f"| {name} | {route} | {' | '.join(cells.values())} |")


def say(truth: bool) -> str:
    return "yes" if truth else "no"


if __name__ == "__main__":
    main()
