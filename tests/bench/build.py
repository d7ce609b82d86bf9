"""What it costs to bind numbers instead of typing them in; README.md beside this file explains the tables.

    python tests/bench/build.py [--pages 10,100,1000] [--repeat 3] [--macros]

Builds sites in a temporary folder with the Python that runs it, in alternating order, and prints
medians of CPU time as Markdown. It reports ratios and costs, and asserts none of them.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import click
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from factbook.chart.chart import draw_chart
from factbook.ground.location import Location
from factbook.load.factbook import load_factbook
from factbook.model.factbook import Factbook
from factbook.model.look import Look
from factbook.model.records import Text
from factbook.model.series import Series
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound
from factbook.prose.number import format_entry
from factbook.prose.page import Page, read_page
from factbook.review.settings import read_converter

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
FIGURES = 20  # on each generated page
WAYS = ("bound", "typed")
EDITED = re.compile(r"(?<=value: )(?:2\d\d\d\.5|4[34])$", re.MULTILINE)  # a number of which no claim is made
KEPT = ".factbook"  # the folder in which a bound site keeps work


@dataclass
class Sites:
    """One site written in several ways, the figures on its pages, and the CPU seconds of each build."""

    name: str
    folder: Path
    figures: int
    ways: Sequence[str] = WAYS
    seconds: dict[str, list[float]] = field(default_factory=dict)


@click.command()
@click.option("--pages", default="10,100", help="Sizes of the generated sites.", show_default=True)
@click.option("--repeat", default=3, help="Builds of each kind.", show_default=True)
@click.option("--macros", is_flag=True, help="Compare with mkdocs-macros, too; installs it from PyPI.")
def main(pages: str, repeat: int, macros: bool) -> None:
    """Print what it costs to bind numbers instead of typing them in."""
    ways = (*WAYS, "macros") if macros else WAYS
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pythons = {"macros": install_macros(folder / "venv")} if macros else {}
        all_sites = [write_real(folder / "real")]
        all_sites += [write_generated(folder / size, int(size), ways) for size in pages.split(",")]
        for sites in all_sites:
            compare(sites, repeat, pythons)
        click.echo("\n".join(table(all_sites)) + "\n")
        for line in measure_core(folder, repeat):
            click.echo(f"- {line}")


def install_macros(folder: Path) -> str:
    """A Python that sees the packages of this one, and mkdocs-macros."""
    venv.create(folder, with_pip=True)
    next(folder.glob("lib/*/site-packages")).joinpath("parent.pth").write_text(sysconfig.get_path("purelib"))
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-qq", "mkdocs-macros-plugin"], check=True)
    return python


def compare(sites: Sites, repeat: int, pythons: Mapping[str, str]) -> None:
    """Build every way in turn, every other time in the opposite order; the bound one again after two edits."""
    for turn in range(repeat):
        for way in sites.ways[:: -1 if turn % 2 else 1]:
            folder = sites.folder / way
            shutil.rmtree(folder / KEPT, ignore_errors=True)
            note(sites, way, build(folder, pythons.get(way, sys.executable)))
            if way == "bound":
                edit(folder, turn)
                note(sites, "again", build(folder, sys.executable))


def note(sites: Sites, way: str, spent: float) -> None:
    sites.seconds.setdefault(way, []).append(spent)
    click.echo(f"{sites.name}, {way}: {spent:.2f} s", err=True)


def edit(folder: Path, turn: int) -> None:
    """Other words on a page, and another number: what a person does between two builds."""
    page = min((folder / "docs").rglob("*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\nIt is so.\n", encoding="utf-8")
    for data in sorted((folder / "data").rglob("*.yml")):
        text = data.read_text(encoding="utf-8")
        if found := EDITED.search(text):
            other = str(Decimal(found[0]) + (1 if turn % 2 else -1))
            data.write_text(text[: found.start()] + other + text[found.end() :], encoding="utf-8")
            return


def build(folder: Path, python: str) -> float:
    """CPU seconds of one build: on a busy machine they say more than the clock."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([python, "-m", "mkdocs", "build", "--quiet"], cwd=folder, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def table(all_sites: Sequence[Sites]) -> Iterator[str]:
    yield "| site | figures | typed in | bound / typed in | again / typed in | a bound figure | macros / typed in | quotient | again |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for sites in all_sites:
        spent = {way: median(seconds) for way, seconds in sites.seconds.items()}
        typed = spent["typed"]
        more = {way: seconds - typed for way, seconds in spent.items()}
        cells = [f"{typed:.2f} s", *(f"{spent[way] / typed:.2f}" for way in ("bound", "again"))]
        cells += [f"{more['bound'] / sites.figures * 1e6:,.0f} µs", "", "", ""]
        if "macros" in spent:
            quotients = [f"{more[way] / more['macros']:.2f}" for way in ("bound", "again")]
            cells[4:] = [f"{spent['macros'] / typed:.2f}", *quotients]
        yield f"| {sites.name} | {sites.figures:,} | {' | '.join(cells)} |"


def measure_core(folder: Path, repeat: int) -> Iterator[str]:
    """The parts of the work without MkDocs."""
    spent = {}
    for figures in (2_000, 20_000):
        write_data(folder / f"data-{figures}", figures // FIGURES)
        spent[figures] = median(timed(partial(load_factbook, folder / f"data-{figures}")) for _ in range(repeat))
        yield f"load and compute {figures:,} figures: {spent[figures] / figures * 1e6:.0f} µs a figure"
    yield f"20,000 figures take {spent[20_000] / spent[2_000]:.1f} times as long as 2,000"
    first, again = [], []
    converter = read_converter(ROOT)
    pages = [read_page("a.md", "a.md", write_page(number), converter) for number in range(2_000 // FIGURES)]
    for _ in range(repeat):
        work = partial(fill_all, pages, load(folder / "data-2000"))
        once, *more = (timed(work) / len(pages) * 1e6 for _ in range(4))
        first.append(once)
        again.append(median(more))
    yield f"fill a page of {FIGURES} figures: {median(first):.0f} µs at first, {median(again):.0f} µs again"
    factbook = load(ROOT)
    charts = [chart for chart in factbook.charts.values() if chart.kind != "table"]
    each = [median(timed(partial(draw_chart, chart, factbook)) for _ in range(repeat)) for chart in charts]
    yield f"draw a chart: {median(each) * 1e3:.1f} ms (median of this site's {len(each)}, each wide and narrow)"


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def fill_all(pages: Sequence[Page], factbook: Factbook) -> list[Bound]:
    return [page.fill(factbook) for page in pages]


def load(root: Path) -> Factbook:
    factbook, problems = load_factbook(root)
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    return factbook


def type_in(text: str, factbook: Factbook) -> str:
    """A page as if its numbers had been typed, without charts and citations."""
    return bind_words(Text(text, Location("page.md")), factbook, markup=False).text


def write_real(folder: Path) -> Sites:
    """This site, without its notebook; where it has lists and pages made from data, the typed one has none."""
    for way in WAYS:
        shutil.copytree(ROOT / "docs", folder / way / "docs", ignore=shutil.ignore_patterns("*.py"))
    shutil.copytree(ROOT / "data", folder / "bound" / "data")
    write_configs(folder, WAYS, ["run_notebooks"])
    for page in folder.rglob("*.md"):
        page.write_text(page.read_text(encoding="utf-8").replace("(method.py)", "(about.md)"), encoding="utf-8")
    factbook, converter = load(folder / "bound"), read_converter(ROOT)
    figures = 0
    for path in (folder / "typed" / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        figures += len(read_page(path.name, path.name, text, converter).fill(factbook).uses)
        path.write_text(type_in(text, factbook), encoding="utf-8")
    return Sites("this site", folder, figures)


def write_generated(folder: Path, pages: int, ways: Sequence[str]) -> Sites:
    """Pages of twenty figures, each with figures of its own."""
    write_data(folder / "bound", pages)
    factbook = load(folder / "bound")
    for way in ways:
        for number in range(pages):
            text = write_page(number)
            page = folder / way / "docs" / (f"part{number // 25}/page{number}.md" if number else "index.md")
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(type_in(text, factbook) if way == "typed" else text, encoding="utf-8")
    if "macros" in ways:
        (folder / "macros" / "words.yml").write_text(yaml.safe_dump(variables(factbook)), encoding="utf-8")
    # Without pruning, the navigation of many pages takes most of the time and hides what numbers cost; sections of
    # the navigation are never pruned.
    write_configs(folder, ways, ["run_notebooks", "build_site"], "navigation.prune")
    return Sites(f"{pages:,} generated pages", folder, pages * FIGURES, ways)


def write_data(root: Path, pages: int) -> None:
    """A shop for each page, from the one in data/."""
    shutil.copytree(BENCH / "data", root / "data")
    shop = root / "data" / "figures" / "shop.yml"
    text = shop.read_text(encoding="utf-8")
    shop.unlink()
    for number in range(pages):
        own = text.replace("shop.", f"shop{number}.").replace("777", f"{number + 1:03}")
        shop.with_stem(f"shop{number}").write_text(own, encoding="utf-8")


def write_page(number: int) -> str:
    return (BENCH / "page.md").read_text(encoding="utf-8").replace("shop.", f"shop{number}.")


def variables(factbook: Factbook) -> dict[str, Any]:
    """The same words under the same names for Jinja, so that it can build the same pages."""
    found: dict[str, Any] = {}
    for name, value in factbook.values.items():
        topic, _, figure = name.partition(".")
        words = {entry.key: format_entry(entry, Look()) for entry in factbook.members(name)}
        series = {int(key): said for key, said in words.items() if key}
        found.setdefault(topic, {})[figure] = series if isinstance(value, Series) else words[""]
    return found


def write_configs(folder: Path, ways: Sequence[str], left_out: Sequence[str], *features: str) -> None:
    """This site's configuration with its hooks, without hooks, or with mkdocs-macros."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    kept = set(config["theme"]["features"]) - ({"navigation.sections"} if "navigation.prune" in features else set())
    config["theme"] |= {"custom_dir": str(ROOT / "theme"), "features": sorted({*kept, *features})}
    hooks = [str(ROOT / hook) for hook in config["hooks"] if Path(hook).stem not in left_out]
    if "build_site" in left_out:
        del config["nav"]
        hooks.insert(1, str(BENCH / "only_binding.py"))
    macros = {"macros": {"include_yaml": ["words.yml"], "on_error_fail": True, "on_undefined": "strict"}}
    for way in ways:
        own = {**config, "watch": [], "plugins": ["search"]}
        if "nav" in own:
            own["nav"] = without_notebook(own["nav"])
        own["hooks"] = hooks if way == "bound" else []
        own["plugins"] += [macros] if way == "macros" else []
        (folder / way / "mkdocs.yml").write_text(yaml.safe_dump(own), encoding="utf-8")


def without_notebook(nav: Any) -> Any:
    if isinstance(nav, list):
        return [kept for item in nav if (kept := without_notebook(item))]
    if isinstance(nav, dict):
        return {title: without_notebook(target) for title, target in nav.items() if target != "method.py"}
    return nav


if __name__ == "__main__":
    main()
