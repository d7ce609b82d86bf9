"""Charts as a browser sets them: words stand beside each other in the font of the pages, inside their drawing, large."""

import pytest
from pages import CHAPTERS

pytestmark = pytest.mark.xdist_group("browser")

# Of each drawing that is shown: which words cover others or a mark, which leave it, and the size of its smallest words.
LOOK = """async () => {
  await document.fonts.load('16px "Site Sans"');
  return [...document.querySelectorAll("figure.chart > svg")].filter(one => one.checkVisibility()).map(drawing => {
    const edge = drawing.getBoundingClientRect(), scale = edge.width / drawing.viewBox.baseVal.width;
    const words = [...drawing.querySelectorAll(":scope > g[aria-hidden] text")].map(one => ({
      said: one.textContent, on: one.matches(".on, .on-soft"), box: one.getBoundingClientRect(),
      size: parseFloat(getComputedStyle(one).fontSize) * scale,
    }));
    const line = 3;  // above and below letters
    const covers = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2 * line;
    const covered = words.flatMap((one, at) => words.slice(at + 1)
      .filter(other => covers(one.box, other.box)).map(other => `${one.said} / ${other.said}`));
    const marks = [...drawing.querySelectorAll("rect.mark")].map(one => one.getBoundingClientRect());
    for (const one of words) if (!one.on && marks.some(mark => covers(one.box, mark))) covered.push(one.said);
    const outside = words.filter(({box}) => box.left < edge.left - 1 || box.right > edge.right + 1
      || box.bottom > edge.bottom + line).map(one => one.said);
    return {name: drawing.parentElement.id, covered, outside, smallest: Math.min(...words.map(one => one.size)),
      width: edge.width, words: words.length};
  });
}"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["", *CHAPTERS])
def test_no_words_of_a_chart_cover_others_or_leave_it_and_all_are_large(path, width, base, open_page):
    page = open_page(base, path, width=width)
    drawings = page.evaluate(LOOK)
    assert drawings
    assert [(one["name"], one["covered"], one["outside"]) for one in drawings if one["covered"] or one["outside"]] == []
    assert {one["name"]: one["smallest"] for one in drawings if one["smallest"] < 14} == {}


def test_a_wide_chart_reaches_into_the_margin_where_there_is_one(base, open_page):
    page = open_page(base, "copying/", width=1440)
    (chart,) = [one for one in page.evaluate(LOOK) if one["name"] == "chart-who_copies_whom"]
    assert 860 <= chart["width"] <= 960
    assert page.locator("article h1").bounding_box()["width"] < 700
