"""Charts at the edges: gaps, negative and tiny values, many keys, bounds, parts of a whole, long words."""

import re
from decimal import Decimal
from html import unescape
from itertools import pairwise

import pytest

from factbook.chart import svg
from factbook.chart.label import scaled_label
from factbook.chart.layer import with_gaps
from factbook.ground.problem import ProblemError
from factbook.model.period import parse_period
from test_chart import FIGURES, draw, parse

G = "source: report, confidence: checked"
TEXT = re.compile(r'<text x="([\d.-]+)" y="([\d.-]+)" class="([^"]*)" text-anchor="(\w+)">([^<]*)</text>')
RECT = re.compile(r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)" class="mark')


def series(values, unit="user", by="year", more=""):
    return f"{FIGURES}\nn: {{title: Number, unit: {unit}, by: {by}, {G}, values: {{{values}}}{more}}}\n"


def wide(kind, figures, marks="[{figure: firm.n}]"):
    """The drawing for a wide page."""
    html = draw(kind, marks, figures=figures, title="Numbers")
    return html[html.index("<svg") : html.index("</svg>")]


def texts(drawing, kind):
    """Words of a class with the place where they begin, their height and where they end."""
    found = []
    for x, y, class_, anchor, words in TEXT.findall(drawing):
        if kind in class_.split():
            width = svg.width_of(words, 14, bold=kind == "value")
            left = float(x) - (width / 2 if anchor == "middle" else width if anchor == "end" else 0)
            found.append((unescape(words).replace("\u00a0", " "), left, float(y), left + width))
    return found


def columns(drawing):
    return [tuple(map(float, place)) for place in RECT.findall(drawing)]


# Gaps


def test_a_missing_time_has_an_empty_place():
    drawing = wide("columns", series("2010: 5, 2011: 6, 2014: 7"))
    lefts = [left for left, *_ in columns(drawing)]
    assert lefts[2] - lefts[1] == pytest.approx(3 * (lefts[1] - lefts[0]), abs=0.5)
    assert {"2012", "2013"} <= {words for words, *_ in texts(drawing, "tick")}


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (["2010", "2013"], ["2010", "2011", "2012", "2013"]),
        (["2018Q3", "2019Q1"], ["2018Q3", "2018Q4", "2019Q1"]),
        (["2018-11", "2019-02"], ["2018-11", "2018-12", "2019-01", "2019-02"]),
        (["2018"], ["2018"]),
        (["1000", "2018"], ["1000", "2018"]),
    ],
)
def test_keys_of_time_are_counted_on(keys, found):
    assert with_gaps(keys) == found


def test_a_period_knows_the_next():
    assert [parse_period(key).next().text for key in ("2018-12-31", "2018-12", "2018Q4", "2018")] == [
        "2019-01-01",
        "2019-01",
        "2019Q1",
        "2019",
    ]


# Below zero


def test_the_label_of_a_negative_column_stands_beyond_its_end():
    drawing = wide("columns", series("2016: -5, 2017: 5, 2018: -3", "USD"))
    (low, high, lower) = texts(drawing, "value")
    (_, top, _, height), second, third = columns(drawing)
    assert low[2] > top + height
    assert high[2] < second[1]
    assert lower[2] > third[1] + third[3]
    assert not any(
        mark[2] - 14 < low[2] < mark[2] + 2 and mark[1] < low[3] and low[1] < mark[3] for mark in texts(drawing, "tick")
    )


def test_there_is_one_minus_sign():
    drawing = wide("columns", series("2016: -5, 2017: 5", "USD"))
    assert not [words for words, *_ in texts(drawing, "tick") if "-" in words]
    assert scaled_label(Decimal(-5), parse().figures["firm.users"].measure, 0) == "−5"


def test_the_zero_line_is_seen_where_zero_is_the_top():
    drawing = wide("columns", series("2016: -5, 2017: -8", "USD"))
    assert drawing.count('class="axis"') == 1


# Small, whole and many


@pytest.mark.parametrize("kind", ["columns", "lines"])
def test_ticks_have_the_digits_that_they_need(kind):
    drawing = wide(kind, series("2016: 0.0000001, 2017: 0.00000016, 2018: 0.0000002"))
    ticks = [words for words, *_ in texts(drawing, "tick") if not words.isdigit() or words == "0"]
    assert len(ticks) == len(set(ticks)) >= 3
    labels = [words for words, *_ in texts(drawing, "value")]
    assert len(labels) == len(set(labels))


def test_counts_have_no_digits_after_the_point():
    values = ", ".join(f"{2000 + year}: {8 + year}" for year in range(18))
    assert not any("." in words for words, *_ in texts(wide("columns", series(values)), "value"))


def test_sixty_months_do_not_overlap():
    months = ", ".join(f"{2014 + at // 12}-{at % 12 + 1:02}: {20 + at * 7 % 30}" for at in range(60))
    drawing = wide("columns", series(months, by="month"))
    keys = sorted((one for one in texts(drawing, "tick") if one[0][:3].isalpha()), key=lambda one: one[1])
    assert len(keys) > 5
    assert all(one[3] < other[1] for one, other in pairwise(keys))
    assert keys[-1][0] == "Dec 2018"
    for words, left, y, right in texts(drawing, "value"):
        beside = [top for x, top, width, _ in columns(drawing) if x < right and left < x + width]
        assert y < min(beside), words


# Bounds


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("{value: 8, bound: at least}", "≥ 8"),
        ("{value: 8, bound: more than}", "> 8"),
        ("{value: 8, bound: at most}", "≤ 8"),
        ("{value: 8, bound: less than}", "< 8"),
        ("{value: 9, bound: about, lower: 7, upper: 12}", "≈ 9"),
    ],
)
@pytest.mark.parametrize("kind", ["columns", "lines"])
def test_a_visible_label_is_as_exact_as_its_number(kind, value, label):
    drawing = wide(kind, series(f"2016: {value}, 2017: 20"))
    assert label in [words for words, *_ in texts(drawing, "value")]


# Wholes

PARTS = "m: {title: M, unit: '%', by: category, date: 2018, source: report, confidence: checked, values: {MEMBERS}}"


def parts(members):
    return f"{FIGURES}\n{PARTS.replace('MEMBERS', members)}\n"


@pytest.mark.parametrize("kind", ["bars", "squares"])
@pytest.mark.parametrize("members", ["one: 110, two: -10", "one: 60, two: 39.4", "one: 60, two: 41"])
def test_what_is_no_whole_is_drawn_neither_as_bars_nor_as_squares(kind, members):
    with pytest.raises(ProblemError, match="no shares of one whole"):
        draw(kind, "[{figure: firm.m}]", figures=parts(members), title="Parts")


@pytest.mark.parametrize("kind", ["bars", "squares"])
def test_a_whole_of_odd_parts_is_drawn(kind):
    assert draw(kind, "[{figure: firm.m}]", figures=parts("one: 49.5, two: 49.5, three: 0.5, four: 0.5"), title="Parts")


# Words

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
CHINESE = "微信和脸书在中国和美国的每月活跃用户账户总数量比较" * 3
ARABIC = "عدد المستخدمين النشطين شهريا في الصين والولايات المتحدة الأمريكية " * 3


@pytest.mark.parametrize("label", [LONG, CHINESE, ARABIC.strip()])
@pytest.mark.parametrize("kind", ["columns", "lines", "bars", "squares"])
def test_long_words_of_any_script_stay_inside(kind, label):
    marks = f"[{{figure: firm.{'mix' if kind in ('bars', 'squares') else 'ads'}, label: {label}}}"
    marks += "]" if kind in ("bars", "squares") else f", {{figure: firm.fees, label: {label}}}]"
    drawing = wide(kind, FIGURES, marks)
    for class_ in ("label", "heading", "value"):
        for words, left, _, right in texts(drawing, class_):
            assert left >= -0.5, words
            assert right <= 680 * 1.01, words
