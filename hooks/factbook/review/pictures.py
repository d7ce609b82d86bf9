"""Charts before and after a change, side by side, as a page that opens without a server."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from factbook.chart.chart import draw_chart
from factbook.chart.picture import draw_picture
from factbook.ground.problem import ProblemError
from factbook.model.factbook import Factbook

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Charts before and after</title>
<style>
body {{ margin: 2rem; font: 16px/1.4 sans-serif; color: #1a202c; background: #eef1f5 }}
section {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; align-items: start }}
figure {{ margin: 0 }}
img {{ width: 100%; height: auto }}
</style>
<h1>Charts before and after</h1>
{charts}
</html>
"""


def write_pictures(names: Sequence[str], before: Factbook, after: Factbook, styles: str, folder: Path) -> None:
    """An index.html in the folder, and beside it each chart as it was and as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for name in names:
        sides = [
            _write(name, factbook, styles, folder / f"{name}-{when}.svg")
            for when, factbook in (("before", before), ("after", after))
        ]
        parts.append(f"<h2>{escape(name)}</h2><section>{''.join(sides)}</section>")
    (folder / "index.html").write_text(PAGE.format(charts="\n".join(parts)), encoding="utf-8")


def _write(name: str, factbook: Factbook, styles: str, path: Path) -> str:
    """One side: the picture, the table of a chart that is none, or why there is nothing to see."""
    when = path.stem.rpartition("-")[2].capitalize()
    chart = factbook.charts.get(name)
    if chart is None:
        return f"<figure><figcaption>{when}: there is none</figcaption></figure>"
    try:
        if chart.kind == "table":
            return f"<figure><figcaption>{when}</figcaption>{draw_chart(chart, factbook)}</figure>"
        path.write_text(draw_picture(chart, factbook, styles, "").text, encoding="utf-8")
    except ProblemError as error:
        return f"<figure><figcaption>{when}: {escape(str(error.problem))}</figcaption></figure>"
    return f'<figure><figcaption>{when}</figcaption><img src="{path.name}" alt="{escape(name)}"></figure>'
