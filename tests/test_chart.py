"""Charts say what the data say, to those who see them and to those who do not."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from factbook.chart import svg
from factbook.chart.boxes import Box
from factbook.chart.chart import draw_chart, draw_table, entries_of
from factbook.chart.flags import Flag, raise_flags
from factbook.chart.kinds import DRAW
from factbook.chart.layer import Frame
from factbook.chart.scale import Scale, every, nice_ticks, spread
from factbook.chart.small import draw_small
from factbook.ground.problem import ProblemError
from factbook.load.factbook import load_factbook, parse_factbook
from factbook.model.records import CHART_KINDS

ROOT = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"
UNITS = """
USD: {title: US dollar, plural: US dollars, symbol: "$", definition: Money.}
"%": {title: per cent, plural: per cent, measures: ratio, scale: 0.01, definition: A hundredth.}
date: {title: date, definition: A day.}
day: {title: day, measures: duration, scale: 1440, definition: A day.}
year: {title: year, measures: duration, scale: 525960, definition: A year.}
fiscal year: {title: fiscal year, definition: A year of a company.}
user: {title: user, definition: Someone.}
claim: {title: claim, definition: A claim.}
"""
FIGURES = """
ads:
  title: Advertising
  unit: million USD a year
  by: year
  source: report
  confidence: checked
  values: {2016: 700, 2017: 900, 2018: 1600}
fees:
  title: Fees <&>
  unit: million USD a year
  by: year
  source: report
  confidence: checked
  values: {2016: 300, 2017: 100, 2018: 20}
share:
  title: Share of advertising
  formula: firm.ads / (firm.ads + firm.fees)
  unit: "%"
  show: 1 digits
mix:
  title: Lines
  unit: "%"
  by: category
  date: 2018
  source: report
  confidence: checked
  values:
    fees: {title: Fees, value: 25.4}
    ads: {title: Advertising, value: 74.6}
ads_mix:
  title: The ads by device
  unit: "%"
  by: category
  date: 2018
  source: report
  confidence: checked
  values:
    phones: {title: Phones, value: 60, bound: about, lower: 59.5, upper: 60.5}
    others: {title: Others, value: 40}
users:
  title: Users
  unit: million users
  by: year
  source: report
  confidence: checked
  values: {2016: 10, 2018: 30}
start: {title: The start, unit: date, value: 2016-02-01, source: report, confidence: checked}
follower: {title: The follower, unit: date, value: 2018-02-01, source: report, confidence: checked}
lag: {title: Start to follower, formula: firm.follower - firm.start, unit: year, show: 1 digits}
said: {title: What was said, unit: million USD a year, value: 1000, date: 2018, source: report, confidence: checked}
said_share: {title: The share that was said, unit: "%", value: 60, date: 2018, source: report, confidence: checked}
"""
SOURCES = """
- {id: ledger-own, type: dataset, title: Our ledger}
- {id: report, type: report, title: A report of "<us>", issued: 2019, URL: "https://example.org/?a=1&b=2"}
"""
LEDGER = """
- {id: R1, section: revenue, claim: One., verdict: wrong, reason: So.}
- {id: R2, section: revenue, claim: Two., verdict: supported, reason: So.}
- {id: P1, section: privacy, claim: Three., verdict: unverifiable, reason: So.}
"""
MARKS = {
    "columns": """[{figure: firm.ads, colour: first}, {figure: firm.fees, colour: neutral},
      {figure: firm.share, colour: first, shape: line},
      {figure: firm.said, label: The article, colour: accent, shape: rule}]""",
    "lines": "[{figure: firm.ads, label: Ads, colour: first}, {figure: firm.fees, colour: second}]",
    "amounts": "[{figure: firm.said, colour: accent}, {figure: 'firm.ads[2018]', label: In truth}]",
    "bars": "[{figure: firm.mix, label: The firm, colour: first}]",
    "squares": "[{figure: firm.mix, colour: first}, {figure: firm.said_share, colour: accent, shape: rule}]",
    "slip": """[{figure: firm.ads_mix, label: The ads, colour: first}, {figure: firm.mix, label: The firm, colour: first},
      {figure: firm.said_share, label: What was said of the firm, colour: accent, shape: rule}]""",
    "dumbbell": "[{figure: firm.lag, label: There, colour: first}]",
    "slopes": "[{figure: firm.lag}]",
    "history": """[{figure: firm.start, colour: first}, {figure: firm.follower, label: It follows, colour: second},
      {figure: firm.lag}, {figure: firm.users, label: Users}]""",
    "matrix": "[]",
    "timeline": "[{figure: firm.start, value: firm.said}, {figure: firm.follower, label: It follows}]",
    "verdicts": "[]",
    "table": "[{figure: firm.ads, label: Ads}, {figure: firm.users}]",
}
EXTRA = {
    "matrix": """  compared: [{label: In the plan, colour: first}, {label: In the shop, colour: second}]
  features:
    - label: A door
      cells: [{state: yes, source: report}, {state: part, words: "yes, in time", source: report}]
    - label: A lock
      cells: [{state: yes, source: report}, {state: no, source: report}]
"""
}
TITLE = '"Ads {{ \\"grew\\" if firm.ads grew every year }} to {{ firm.ads[2018] }} & more"'


def parse(kind="columns", marks="", figures=FIGURES, extra="", title=TITLE):
    text = f"it:\n  kind: {kind}\n  title: {title}\n  marks: {marks or MARKS[kind]}\n{extra or EXTRA.get(kind, '')}"
    factbook, problems = parse_factbook(
        {
            "data/units.yml": UNITS,
            "data/sources.yml": SOURCES,
            "data/ledger.yml": LEDGER,
            "data/figures/firm.yml": figures,
            "data/charts.yml": text,
        }
    )
    assert [problem for problem in problems if problem.code not in ALLOWED] == []
    return factbook


ALLOWED = ("unknown-figure",)  # those of charts, which drawing reports too


def draw(*args, **kwargs):
    factbook = parse(*args, **kwargs)
    return draw_chart(factbook.charts["it"], factbook)


def drawings(html):
    """Both drawings as XML, without what they say only when asked."""
    roots = [ET.fromstring(text) for text in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]
    for root in roots:
        for stop in root.findall(f"{SVG}g[@class='stop']"):
            root.remove(stop)
    return roots


def stops(html):
    """What can be reached of each drawing, as XML."""
    roots = [ET.fromstring(text) for text in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]
    return [root.findall(f"{SVG}g[@class='stop']") for root in roots]


def texts(root):
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def tiles_of(root):
    """How many of the hundred squares are drawn in each colour."""
    found = Counter()
    for path in root.iter(f"{SVG}path"):
        found[path.get("class")] += path.get("d").count("z")
    return +found


def message(*args, **kwargs):
    with pytest.raises(ProblemError) as caught:
        draw(*args, **kwargs)
    return str(caught.value)


numbers = st.decimals(min_value=Decimal("-1e13"), max_value=Decimal("1e13"), places=3)


@given(numbers, numbers, st.integers(1, 12))
def test_ticks_cover_the_data_in_equal_steps(one, other, count):
    low, high = min(one, other), max(one, other)
    ticks = nice_ticks(low, high, count)
    steps = {b - a for a, b in pairwise(ticks)}
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert len(steps) == 1
    assert steps.pop() > 0
    assert 2 <= len(ticks) <= count + 2


@given(numbers, numbers)
def test_ticks_are_round(one, other):
    step = (ticks := nice_ticks(min(one, other), max(one, other)))[1] - ticks[0]
    assert step.normalize().as_tuple().digits in ((1,), (2,), (5,))


@given(numbers, numbers, numbers)
def test_a_scale_keeps_the_order_of_values(one, other, value):
    scale = Scale(min(one, other), max(one, other) + 1, 0, 100)
    assert scale.place(value) <= scale.place(value + 1)
    assert scale.place(scale.low) == 0
    assert scale.place(scale.high) == 100


def test_a_scale_of_a_single_value_puts_it_in_the_middle():
    assert Scale(Decimal(5), Decimal(5), 0, 100).place(Decimal(5)) == 50


@given(st.lists(st.tuples(st.floats(-50, 500), st.floats(1, 40)), min_size=1, max_size=12))
def test_labels_that_are_spread_never_overlap_and_keep_their_order(labels):
    wanted, sizes = sorted(wish for wish, _ in labels), [size for _, size in labels]
    starts = spread(wanted, sizes, 0, 600)
    assert starts[0] >= 0
    assert starts[-1] + sizes[-1] <= 600 + 1e-6
    assert all(a + size <= b + 1e-6 for (a, b), size in zip(pairwise(starts), sizes, strict=False))


def test_labels_with_room_stay_where_they_belong():
    assert spread([10, 100], [20, 20], 0, 200) == [10, 100]


@given(st.integers(1, 40), st.integers(1, 40))
def test_as_many_labels_as_fit_are_printed_and_always_the_last(count, most):
    chosen = every(count, most)
    assert chosen[-1] == count - 1
    assert len(chosen) <= most


def test_ten_years_of_which_four_fit_show_the_first_and_the_last():
    assert every(10, 4) == [0, 3, 6, 9]


@given(st.text(max_size=60), st.floats(20, 300))
def test_wrapped_words_are_all_there(words, width):
    lines = svg.wrap(words, width, 14)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(svg.width_of(line, 14) <= width or len(line) == 1 for line in lines)


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_each_kind_can_be_drawn(kind):
    assert kind == "table" or kind in DRAW
    assert draw(kind).startswith("<figure")


@pytest.mark.parametrize("kind", DRAW)
def test_each_drawing_is_xml_and_says_what_it_shows(kind):
    wide, narrow = drawings(draw(kind))
    for root in (wide, narrow):
        assert root.get("role") == "group"
        assert "data-search-exclude" in root.attrib
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title.text == "Ads grew to $1.6\u00a0billion & more"
        assert len(desc.text) > 40
        assert root.get("aria-labelledby") == title.get("id")
        assert root.get("aria-describedby") == desc.get("id")
        assert {child.get("aria-hidden") for child in root.findall(f"{SVG}g")} == {"true"}
    assert wide.get("viewBox").startswith("0 0 640 ")
    assert narrow.get("viewBox").startswith("0 0 340 ")


STOPS = {
    "columns": ["2016", "2017", "2018", "The article"],
    "lines": ["2016", "2017", "2018"],
    "amounts": ["What was said", "In truth"],
    "bars": ["The firm", "The firm"],
    "squares": ["Fees", "Advertising", "The share that was said"],
    "slip": ["The ads", "What was said of the firm", "The firm"],
    "dumbbell": ["Start to follower"],
    "slopes": ["Start to follower"],
    "history": ["1 February 2016", "1 February 2018", "2016", "2018"],
    "matrix": ["A door", "A lock"],
    "timeline": ["1 February 2016", "1 February 2018"],
    "verdicts": ["Revenue", "Privacy"],
}


@pytest.mark.parametrize("kind", DRAW)
def test_each_mark_is_reached_by_keyboard_and_says_its_numbers_to_all(kind):
    for reached in stops(draw(kind)):
        assert {(stop.get("tabindex"), stop.get("role")) for stop in reached} == {("0", "img")}
        names = [stop.get("aria-label") for stop in reached]
        assert [name.partition(": ")[0].replace("\u00a0", " ") for name in names] == STOPS[kind]
        for stop, name in zip(reached, names, strict=True):
            shown = " ".join(texts(stop))
            assert shown.split() == name.replace(":", " ", 1).replace("; ", " ").split() or kind == "columns"
            assert re.search(r"\d", name) or kind in ("timeline", "history", "matrix")


def test_a_column_says_all_that_stands_on_its_key():
    (wide, _) = stops(draw("columns"))
    assert wide[0].get("aria-label").replace("\u00a0", " ") == (
        "2016: Fees <&>: $300 million; Advertising: $700 million; Share of advertising: 70.0%"
    )


@pytest.mark.parametrize("kind", DRAW)
def test_what_a_mark_says_stays_inside_the_drawing_and_its_box(kind):
    html = draw(kind)
    for root, reached in zip(drawings(html), stops(html), strict=True):
        width = float(root.get("viewBox").split()[2])
        for stop in reached:
            said = stop.find(f"{SVG}g[@class='said']")
            left, top, wide, high = (float(said[0].get(name)) for name in ("x", "y", "width", "height"))
            assert left >= 0
            assert left + wide <= width + 1
            said.set("font-size", root.get("font-size"))
            for words, start, end, upper, lower in boxes(said):
                assert left <= start, words
                assert end <= left + wide, words
                assert top <= upper, words
                assert lower <= top + high, words


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_no_id_is_given_twice(kind):
    ids = re.findall(r' id="([^"]*)"', draw(kind))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_a_strict_content_policy_is_obeyed(kind):
    html = draw(kind)
    assert not re.search(r"\sstyle=|<script|<style|\son\w+=", html)
    assert not re.search(r'(?:fill|stroke)="', html)


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_drawing_twice_gives_the_same_bytes(kind):
    assert draw(kind) == draw(kind)


@pytest.mark.parametrize("kind", DRAW)
def test_coordinates_have_one_digit_after_the_point(kind):
    for root in drawings(draw(kind)):
        for element in root.iter():
            for name, value in element.attrib.items():
                if name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "d"):
                    assert not re.search(r"\.\d\d", value)


@pytest.mark.parametrize("kind", DRAW)
def test_words_are_large_enough_to_read(kind):
    assert all(float(root.get("font-size")) >= 12 for root in drawings(draw(kind)))


def boxes(root):
    """About where each text stands: its words, left, right, top and bottom."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter(f"{SVG}text"):
        x, y = float(element.get("x")), float(element.get("y"))
        moved = re.findall(r"[-\d.]+", parents[element].get("transform", ""))
        x, y = (x + float(moved[0]), y + float(moved[1])) if moved else (x, y)
        size = float(root.get("font-size")) * (2 if "large" in element.get("class").split() else 1)
        width = svg.width_of(element.text, size) / svg.SLACK
        left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor")]
        yield element.text, left, left + width, y - size * 0.75, y


def overlaps(root):
    for one, other in combinations(boxes(root), 2):
        if min(one[2], other[2]) > max(one[1], other[1]) and min(one[4], other[4]) > max(one[3], other[3]):
            yield one[0], other[0]


@pytest.mark.parametrize("kind", DRAW)
def test_no_words_overlap_or_leave_the_drawing(kind):
    for root in drawings(draw(kind)):
        width, height = (float(number) for number in root.get("viewBox").split()[2:])
        assert list(overlaps(root)) == []
        assert [box for box in boxes(root) if box[1] < -1 or box[2] > width + 1 or box[3] < -2 or box[4] > height] == []


@pytest.mark.parametrize(
    "kind", ["columns", "lines", "amounts", "bars", "squares", "slip", "dumbbell", "slopes", "history", "table"]
)
def test_the_table_holds_each_number_of_the_marks_once(kind):
    factbook = parse(kind)
    chart = factbook.charts["it"]
    cells = HTMLParser(draw_table(chart, factbook)).css("table data.figure")
    shown = [cell.attributes["data-figure"] for cell in cells]
    for mark in chart.marks:
        for entry in (
            [factbook.entries[mark.figure]] if mark.figure in factbook.entries else factbook.members(mark.figure)
        ):
            assert shown.count(entry.id) == 1


def test_the_table_of_a_chart_is_the_same_as_the_table_alone():
    factbook = parse("columns")
    chart = factbook.charts["it"]
    both = [
        HTMLParser(text).css_first("table").html for text in (draw_chart(chart, factbook), draw_table(chart, factbook))
    ]
    assert both[0] == both[1]


def test_a_table_that_scrolls_can_be_reached_by_keyboard():
    box = HTMLParser(draw("columns")).css_first(".chart-table")
    assert box.attributes["tabindex"] == "0"
    assert box.attributes["aria-label"].startswith("Table: Ads grew")


def test_a_column_of_a_table_has_the_colour_of_its_mark():
    factbook = parse("columns")
    heads = HTMLParser(draw("columns")).css("thead th")[1:]
    assert [head.attributes["class"] for head in heads] == [
        " ".join(filter(None, [mark.colour, "number"]))
        for mark in factbook.charts["it"].marks
        if mark.figure not in factbook.entries
    ]


def test_a_cell_has_no_button():
    assert not HTMLParser(draw("columns")).css("table button")


def test_a_changed_value_changes_both_drawings_the_words_and_the_table():
    before, after = draw("columns"), draw("columns", figures=FIGURES.replace("2018: 1600", "2018: 1700"))
    assert all(
        a.find(f"{SVG}desc").text != b.find(f"{SVG}desc").text
        for a, b in zip(drawings(before), drawings(after), strict=True)
    )
    rows = [HTMLParser(html).css_first("table").html for html in (before, after)]
    assert rows[0] != rows[1]
    marks = [[rect.attrib for rect in drawings(html)[0].iter(f"{SVG}rect")] for html in (before, after)]
    assert marks[0] != marks[1]


def test_columns_are_as_high_as_their_numbers():
    root = drawings(draw("columns", "[{figure: firm.ads}]"))[0]
    heights = [float(rect.get("height")) for rect in root.iter(f"{SVG}rect")]
    assert [round(height / heights[0], 2) for height in heights] == [
        1,
        pytest.approx(9 / 7, abs=0.01),
        pytest.approx(16 / 7, abs=0.01),
    ]


def test_ticks_are_counted_like_the_words_on_the_columns():
    root = drawings(draw("columns", "[{figure: firm.ads}]", figures=FIGURES.replace("2018: 1600", "2018: 950")))[0]
    assert "$1,000\xa0million" in texts(root)


def test_a_hundred_squares_are_drawn_and_remainders_go_to_the_largest():
    root = drawings(draw("squares"))[0]
    assert sum(tiles_of(root).values()) == 100
    desc = root.find(f"{SVG}desc").text
    assert "Fees 25.4%" in desc
    split = "[{figure: 'firm.mix[fees]', colour: first}, {figure: 'firm.mix[ads]', colour: second}]"
    root = drawings(draw("squares", split))[0]
    assert tiles_of(root) == {"mark first": 25, "mark second": 75}


def test_each_share_is_pointed_at_where_its_squares_are():
    for groups in stops(draw("squares", "[{figure: firm.mix, colour: first}]")):
        areas = [group.find(f"{SVG}path[@class='hit']") for group in groups]
        outlines = [[tuple(map(float, each.split())) for each in area.get("d")[1:].split("L")] for area in areas]
        sizes = [abs(sum(a * d - c * b for (a, b), (c, d) in pairwise(outline)) / 2) for outline in outlines]
        assert sorted(round(100 * size / sum(sizes)) for size in sizes) == [25, 75]


def test_wholes_stand_side_by_side_with_the_compared_part_first():
    marks = "[{figure: firm.mix, label: One, colour: first}, {figure: firm.mix, label: Two, colour: second}]"
    for root in drawings(draw("squares", marks, extra="  options: {lead: ads}\n")):
        assert tiles_of(root) == {
            "mark first": 75,
            "mark first-soft": 25,
            "mark second": 75,
            "mark second-soft": 25,
        }
        assert list(overlaps(root)) == []
        assert texts(root).count("74.6%") == 2


def test_a_share_that_slipped_is_struck_through_where_it_does_not_belong():
    for root in drawings(draw("slip")):
        (said,) = [text for text in root.iter(f"{SVG}text") if text.get("class") == "large accent"]
        assert said.text == "60%"
        (strike,) = [
            line
            for line in root.iter(f"{SVG}line")
            if line.get("class") == "rule accent" and line.get("y1") == line.get("y2")
        ]
        assert float(strike.get("x2")) >= float(said.get("x"))
        assert float(said.get("y")) - 40 < float(strike.get("y1")) < float(said.get("y"))
        (edge,) = [line for line in root.iter(f"{SVG}line") if line.get("class") == "rule dashed accent"]
        width = float(root.get("viewBox").split()[2])
        assert float(edge.get("x1")) == pytest.approx(0.6 * width)
        assert {"\u2248\u00a060%", "25.4%"} <= set(texts(root)), (
            "the shares that are right, and what is only about right"
        )


@pytest.mark.parametrize("kind", DRAW)
def test_a_small_drawing_has_marks_and_no_words_and_is_heard_by_nobody(kind):
    factbook = parse(kind)
    drawn = HTMLParser(draw_small(factbook.charts["it"], factbook)).css_first("div.chart.small")
    assert drawn.attributes["aria-hidden"] == "true"
    assert drawn.css_first("svg").attributes["viewBox"] == "0 0 160 90"
    assert len(drawn.css("svg rect, svg line, svg circle, svg path")) > 1
    assert not drawn.css("text, title, [id], [tabindex]")
    assert not drawn.text().strip()


NOTE = "  notes: [{at: 2017, text: 'Then it had {{ firm.ads[2017] }}'}]\n"


def notes_of(root):
    return [text for text in root.iter(f"{SVG}text") if "note" in text.get("class").split()]


@pytest.mark.parametrize("kind", ["columns", "lines", "history"])
def test_a_note_stands_free_of_all_else_beside_its_place_in_both_drawings_and_is_heard(kind):
    at = "firm.users[2018]" if kind == "history" else "2017"
    html = draw(kind, extra=NOTE.replace("2017,", f"'{at}',"))
    for root in drawings(html):
        assert " ".join(text.text for text in notes_of(root)) == "Then it had $900\u00a0million"
        assert list(overlaps(root)) == []
        assert [line for line in root.iter(f"{SVG}line") if line.get("class") == "leader"]
        assert "A note at 201" in root.find(f"{SVG}desc").text
        assert "Then it had $900" in root.find(f"{SVG}desc").text


def test_a_note_stands_on_the_other_side_if_there_is_no_room_on_the_one_it_asks_for():
    marks, note = "[{figure: firm.ads}]", "  notes: [{at: 2018, side: SIDE, text: Here}]\n"
    heights = []
    for side in ("above", "below"):
        (said,) = notes_of(drawings(draw("lines", marks, extra=note.replace("SIDE", side)))[0])
        heights.append(float(said.get("y")))
    assert heights[0] < heights[1]


def test_a_timeline_tells_a_note_among_its_events():
    for root in drawings(draw("timeline", extra="  notes: [{at: 2017, text: Nothing came of it}]\n")):
        assert [text for text in texts(root) if text in ("The start", "Nothing came of it", "It follows")] == [
            "The start",
            "Nothing came of it",
            "It follows",
        ]


@pytest.mark.parametrize(
    ("kind", "note", "expected"),
    [
        ("columns", "{at: 2031, text: Later}", "the chart 'it' has no place '2031' [unknown-member]"),
        ("bars", "{at: 2018, text: Later}", "charts of the kind 'bars' have no places for notes"),
        ("timeline", "{at: soon, text: Later}", "'soon' is no time [unknown-member]"),
        (
            "lines",
            "{at: 2017, text: '" + "long words " * 60 + "'}",
            "no room for this note on a drawing 640 pixels wide",
        ),
        ("lines", "{at: 2017, text: '{{ \"fell\" if firm.ads[2017] < 1 million USD a year }}'}", "[claim-broken]"),
    ],
)
def test_a_note_that_cannot_stand_is_a_problem_at_its_place(kind, note, expected):
    said = message(kind, extra=f"  notes: [{note}]\n")
    assert expected in said
    assert re.match(r"data/charts\.yml:\d+:\d+: ", said)


def test_the_words_of_a_note_are_bound_like_those_of_a_title():
    factbook = parse("columns", extra=NOTE)
    chart = factbook.charts["it"]
    assert "firm.ads[2017]" in [entry.id for entry in entries_of(chart, factbook)]
    assert NOTE.count("{{") == len([text for text in chart.texts if "Then" in text.text])


def test_arrows_lead_from_what_was_first_to_what_followed_on_the_other_side():
    both = "[{figure: firm.lag}, {figure: firm.back}]"
    figures = FIGURES + "back: {title: Shop to Start, formula: firm.follower - firm.start, unit: year}\n"
    options = "  options: {left: Here, right: There}\n"
    for root in drawings(draw("slopes", both, figures=figures, extra=options)):
        across = [
            float(line.get("x2")) - float(line.get("x1"))
            for line in root.iter(f"{SVG}line")
            if line.get("class").startswith("span")
        ]
        assert sorted(length > 0 for length in across) == [False, True]
        assert {"Here", "There", "Start", "follower"} <= set(texts(root))


def test_a_name_has_the_colour_of_the_party_that_it_begins_with():
    figures = FIGURES.replace("Start to follower", "Firm to follower")
    factbook = parse("slopes", figures=figures)
    about = replace(factbook.about, colours={"firm": "first"})
    root = drawings(draw_chart(factbook.charts["it"], replace(factbook, about=about)))[0]
    assert [text.get("class") for text in root.iter(f"{SVG}text") if text.text == "Firm"] == ["label first"]
    assert [text.get("class") for text in root.iter(f"{SVG}text") if text.text == "follower"] == ["label neutral"]


def test_events_and_series_of_a_history_stand_on_one_scale_of_time():
    marks = "[{figure: firm.start}, {figure: firm.follower}, {figure: firm.lag, label: Between}, {figure: firm.users}]"
    for root in drawings(draw("history", marks)):
        dots = {dot.get("r"): [] for dot in root.iter(f"{SVG}circle")}
        for dot in root.iter(f"{SVG}circle"):
            dots[dot.get("r")].append(float(dot.get("cx")))
        (start, follower), (end_of_first, end_of_last) = dots["5"], dots["3.5"]
        days = (follower - start) / 731, (end_of_last - end_of_first) / 730
        assert days[0] == pytest.approx(days[1], rel=0.01)
        assert start < end_of_first < follower < end_of_last
        assert "two years" in texts(root)


def test_flags_of_any_days_never_cover_one_another():
    for days in ((1, 2, 3, 4), (1, 150, 152, 300), (1, 2, 299, 300), (1, 140, 160, 300), (298, 299, 300)):
        flags = [
            Flag(float(day), "1 January 2019", "Somebody did something that was told at length", "first")
            for day in days
        ]
        raised = raise_flags(flags, Frame("narrow", 340, 14))
        assert len(raised) == len(days)
        for one, other in combinations(raised, 2):
            assert not one.box.meets(other.box)
            for this, that in ((one, other), (other, one)):
                assert not this.box.meets(Box(that.flag.x, that.box.top, that.flag.x, 0), 1)


def test_what_is_lacking_differs_in_shape_colour_and_words():
    for root in drawings(draw("matrix")):
        assert [line.get("class") for line in root.iter(f"{SVG}line") if "cross" in line.get("class")] == [
            "cross accent"
        ] * 2
        assert [rect.get("class") for rect in root.iter(f"{SVG}rect")] == ["band accent"]
        assert [text.get("class") for text in root.iter(f"{SVG}text") if text.text == "no"] == ["value bare accent"]
        assert [dot.get("class") for dot in root.iter(f"{SVG}circle")].count("ring second") == 1


def test_each_cell_of_a_matrix_names_its_source():
    cells = HTMLParser(draw("matrix")).css("tbody td")
    assert [cell.text().split(" (")[0] for cell in cells] == ["yes", "yes, in time", "yes", "no"]
    assert {link.attributes["href"] for cell in cells for link in cell.css("a")} == {"https://example.org/?a=1&b=2"}


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("  compared: [{label: A}]\n", "the chart 'it' compares nothing"),
        (
            EXTRA["matrix"].replace(", {state: no, source: report}", ""),
            "this feature has 1 cells for 2 things compared",
        ),
        (
            "  compared: [" + ", ".join(["{label: A}"] * 7) + "]\n  features: [{label: B, cells: []}]\n",
            "more than 6 things compared or more than 60 features",
        ),
        (EXTRA["matrix"].replace("colour: first", "colour: loud"), "there is no colour 'loud'"),
    ],
)
def test_a_matrix_without_a_cell_for_each_is_a_problem(extra, expected):
    assert expected in message("matrix", extra=extra)


def test_marks_without_a_colour_never_look_alike():
    root = drawings(draw("columns", "[{figure: firm.ads}, {figure: firm.fees}]"))[0]
    assert len({rect.get("class") for rect in root.iter(f"{SVG}rect")}) == 2
    root = drawings(draw("lines", "[{figure: firm.ads}, {figure: firm.fees}]"))[0]
    assert len({path.get("class") for path in root.iter(f"{SVG}path")}) == 2
    root = drawings(draw("squares", "[{figure: firm.mix}]"))[0]
    assert len(tiles_of(root)) == 2


def test_more_parts_than_colours_are_a_problem():
    values = "".join(f"    p{number}: {{title: Part {number}, value: 12.5}}\n" for number in range(8))
    figures = (
        FIGURES
        + f"many:\n  title: Many\n  unit: '%'\n  by: category\n  date: 2018\n  source: report\n  confidence: checked\n  values:\n{values}"
    )
    assert "the parts of 'firm.many' would look alike" in message("squares", "[{figure: firm.many}]", figures=figures)


def test_an_axis_that_does_not_begin_at_nothing_says_so():
    figures = FIGURES.replace("2016: 300, 2017: 100", "2016: 100, 2017: 100")
    for root in drawings(draw("columns", figures=figures)):
        assert any(words.startswith("axis begins at ") for words in texts(root))
        assert [path for path in root.iter(f"{SVG}path") if path.get("class") == "cut"]
    for root in drawings(draw("columns", figures=FIGURES.replace("2018: 20}", "2018: 90000}"))):
        assert not any(words.startswith("axis begins") for words in texts(root))


@pytest.mark.parametrize(("width", "box"), [("", 640), ("wide", 840), ("full", 960)])
def test_a_chart_is_drawn_for_the_width_that_it_asks_for_and_for_phones(width, box):
    html = draw("columns", extra=f"  width: {width}\n" if width else "")
    assert [root.get("viewBox").split()[2] for root in drawings(html)] == [str(box), "340"]
    classes = HTMLParser(html).css_first("figure").attributes["class"]
    assert classes == {"": "chart", "wide": "chart broad", "full": "chart broad full"}[width]


def test_bars_begin_with_the_member_that_is_compared():
    root = drawings(draw("bars", extra="  options: {lead: ads}\n"))[0]
    assert texts(root).index("Advertising") < next(i for i, words in enumerate(texts(root)) if "Fees" in words)


def test_lines_are_named_at_their_ends():
    assert {"Ads", "$1.6\u00a0billion", "$20\u00a0million"} <= set(texts(drawings(draw("lines"))[0]))


def test_shared_keys_leave_out_what_only_one_mark_has():
    marks = "[{figure: firm.ads}, {figure: firm.users}]"
    assert "2017" in texts(drawings(draw("lines", marks))[0])
    table = HTMLParser(draw("lines", marks, extra="  options: {keys: shared}\n")).css_first("table")
    assert [cell.text() for cell in table.css("tbody th")] == ["2016", "2018"]


def test_a_pair_shows_its_lag_between_its_two_dates():
    root = drawings(draw("dumbbell"))[0]
    assert "2.0\u00a0years" in texts(root)
    assert len(list(root.iter(f"{SVG}circle"))) == 2


def test_an_event_takes_its_words_from_the_mark_else_from_the_date():
    assert {"The start", "It follows"} <= set(texts(drawings(draw("timeline"))[0]))


def test_verdicts_are_counted_by_section():
    cells = [[cell.text() for cell in row.css("th, td")] for row in HTMLParser(draw("verdicts")).css("tbody tr")]
    assert cells == [["Revenue", "1", "0", "1", "0", "2"], ["Privacy", "0", "0", "0", "1", "1"]]


def test_an_empty_ledger_draws_no_bars():
    factbook = parse("verdicts")
    empty, _ = parse_factbook({"data/charts.yml": "it: {kind: verdicts, title: Claims, marks: []}"})
    assert "<figure" in draw_chart(empty.charts["it"], empty)
    assert len(draw_chart(empty.charts["it"], empty)) < len(draw_chart(factbook.charts["it"], factbook))


def test_the_caption_holds_message_unit_and_source():
    caption = HTMLParser(draw("bars")).css_first("figcaption")
    assert caption.css_first(".claim").text() == "grew"
    assert "Per cent; 2018" in caption.text()
    assert caption.css_first("a").attributes["href"] == "https://example.org/?a=1&b=2"


def test_everything_is_escaped():
    html = draw("columns")
    assert "Fees &lt;&amp;&gt;" in html
    assert "<&>" not in html
    assert "<us>" not in html


def test_the_numbers_of_the_message_are_known_to_the_page():
    factbook = parse("columns")
    assert [entry.id for entry in entries_of(factbook.charts["it"], factbook)] == ["firm.ads[2018]"]


def test_a_message_that_no_longer_holds_is_not_drawn():
    assert "[claim-broken]" in message("columns", figures=FIGURES.replace("2018: 1600", "2018: 800"))


@pytest.mark.parametrize(
    ("kind", "marks", "expected"),
    [
        ("columns", "[{figure: firm.ads}, {figure: firm.users}]", "'firm.users' has another unit than 'firm.ads'"),
        ("columns", "[{figure: firm.mix}]", "'firm.mix' is no series over time"),
        ("columns", "[{figure: firm.share, shape: line}]", "columns need a mark of the shape bar"),
        ("columns", "[{figure: firm.ads}, {figure: firm.fees, shape: rule}]", "'firm.fees' is a series"),
        ("columns", "[]", "the chart 'it' has no marks"),
        ("columns", "[{figure: firm.nothing}]", "there is no figure 'firm.nothing'"),
        ("lines", "[{figure: firm.mix}]", "'firm.mix' is no series over time"),
        (
            "amounts",
            "[{figure: firm.said}, {figure: firm.said_share}]",
            "'firm.said_share' has another unit than 'firm.said'",
        ),
        ("bars", "[{figure: firm.ads}]", "no series by category"),
        ("squares", "[{figure: 'firm.mix[ads]'}]", "no shares of one whole"),
        ("squares", "[{figure: firm.ads}]", "'firm.ads' is no share"),
        ("slip", "[{figure: firm.mix}, {figure: firm.mix}]", "has 2 wholes and 0 rules"),
        (
            "slip",
            "[{figure: firm.mix}, {figure: firm.mix}, {figure: firm.said, shape: rule}]",
            "'firm.said' is no share",
        ),
        ("dumbbell", "[{figure: firm.said}]", "is not the time between two dates"),
        ("timeline", "[{figure: firm.said}]", "'firm.said' is no date"),
        ("timeline", "[{figure: firm.start, value: firm.nothing}]", "there is no figure 'firm.nothing'"),
    ],
)
def test_what_cannot_be_drawn_is_a_problem_at_its_place(kind, marks, expected):
    said = message(kind, marks)
    assert expected in said
    assert re.match(r"data/charts\.yml:\d+:\d+: ", said)


def test_an_unknown_kind_gets_a_hint():
    _, problems = parse_factbook({"data/charts.yml": "it: {kind: collumns, title: A, marks: []}"})
    assert "did you mean 'columns'?" in str(problems[0])


@pytest.fixture(scope="module")
def site():
    factbook, _ = load_factbook(ROOT)
    return factbook


def test_each_chart_of_the_site_can_be_drawn_without_words_over_words(site):
    for chart in site.charts.values():
        for root in drawings(draw_chart(chart, site)):
            assert list(overlaps(root)) == [], chart.name


def test_no_title_of_the_site_has_a_typed_number(site):
    for chart in site.charts.values():
        words = re.sub(r"\{\{.*?\}\}", "", chart.title.text + (chart.note.text if chart.note else ""), flags=re.DOTALL)
        assert not re.search(r"\d", words), chart.name
        assert not any(re.search(r"\d", mark.label) for mark in chart.marks), chart.name


CSS = (ROOT / "theme/assets/charts.css").read_text(encoding="utf-8")


def colours(selector):
    found = re.search(rf"{re.escape(selector)} \{{([^}}]*)\}}", CSS)
    return dict(re.findall(r"--chart-([\w-]+): (#\w+);", found[1]))


def linear(colour):
    """Red, green and blue as amounts of light."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    def light(colour):
        red, green, blue = linear(colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


# What eyes without one kind of cone see of linear light: Machado, Oliveira and Fernandes, "A Physiologically-based
# Model for Simulation of Color Vision Deficiency" (2009), at full severity.
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# Colours that touch, or cross, in some chart.
MEET = [
    ("first", "first-soft"), ("first", "neutral"), ("first-soft", "accent"), ("first", "accent"),
    ("second", "second-soft"), ("first-soft", "neutral"),
    ("supported", "imprecise"), ("imprecise", "wrong"), ("wrong", "unverifiable"), ("imprecise", "unverifiable"),
    ("supported", "wrong"), ("supported", "unverifiable"),
]  # fmt: skip


def lab(colour, eyes):
    """CIE L*a*b* under D65 of a colour as such eyes see it."""
    seen = [min(max(sum(a * b for a, b in zip(row, linear(colour), strict=True)), 0), 1) for row in EYES[eyes]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1, 1.089)
    parts = [sum(a * b for a, b in zip(row, seen, strict=True)) / w for row, w in zip(to_xyz, white, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("selector", [".chart", '[data-md-color-scheme="slate"] .chart'])
def test_colours_that_meet_differ_for_all_eyes(selector, eyes):
    found = colours(selector)
    close = {}
    for one, other in MEET:
        distance = math.dist(lab(found[one], eyes), lab(found[other], eyes))
        if distance < 12:  # a difference of 2.3 can just be seen
            close[one, other] = round(distance, 1)
    assert close == {}


def test_colours_of_shares_that_touch_differ_on_grey_paper():
    found = colours(".chart")  # print is always light
    for one, other in (
        ("first", "first-soft"),
        ("second", "second-soft"),
        ("supported", "imprecise"),
        ("wrong", "unverifiable"),
    ):
        assert contrast(found[one], found[other]) > 1.5, (one, other)


@pytest.mark.parametrize("selector", [".chart", '[data-md-color-scheme="slate"] .chart'])
def test_marks_stand_out_and_words_can_be_read_in_both_schemes(selector):
    found = colours(selector)
    background = found["background"]
    for name in set(found) - {"background", "grid", "on", "on-soft"}:
        assert contrast(found[name], background) >= 3, name
    for name in ("text", "text-light", "first", "second", "accent"):
        assert contrast(found[name], background) >= 4.5, name
    for on, names in {
        "on": ("first", "second", "supported", "wrong"),
        "on-soft": ("first-soft", "second-soft", "imprecise", "unverifiable"),
    }.items():
        for name in names:
            assert contrast(found[on], found[name]) >= 4.5, name


def test_both_schemes_name_the_same_colours():
    assert set(colours(".chart")) == set(colours('[data-md-color-scheme="slate"] .chart'))


def test_colours_stand_in_the_style_sheet_only():
    for path in (ROOT / "hooks/factbook/chart").glob("*.py"):
        assert not re.search(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8")), path.name
