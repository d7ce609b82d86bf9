"""What-ifs: what follows from a setting, where words change, what is refused, and what a page shows without a script."""

import gzip
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import GIVEN, ROOT, SHOP, bind, html, load, problems_of, value_of
from factbook.ground.problem import ProblemError
from factbook.lists.standing import find_standings
from factbook.model.formula import FormulaError
from factbook.page.page import Frame, finish_page
from factbook.page.place import find_places
from factbook.page.scripts import trim_script
from factbook.page.whatif import draw_whatif
from factbook.prose.steps import write_steps
from factbook.prose.whatif import Play, all_settings
from factbook.review.perturb import perturb
from factbook.review.project import check_project
from factbook.review.surface import find_surfaces
from odd import odd
from settings import batch

MORE = """
rate: {title: Rate, value: 20, unit: "%", date: 2018, source: report, confidence: assumed}
left: {title: What is left, formula: "shop.revenue[2018] - shop.food[2018]", unit: million USD a year}
taxed: {title: What is left of it, formula: shop.left * (1 - shop.rate), unit: million USD a year}
per: {title: Food for each of it, formula: "shop.food[2018] / shop.left", unit: time}
"""
LESS = """
less_food:
  question: What if the shop sold <other> things?
  inputs:
    - figure: shop.food[2018]
      label: Revenue from food
      from: 0
      to: 200
      step: 5
      stops: {None: 0, As before: "shop.food[2017]"}
    - {figure: shop.rate, from: 0, to: 100, step: "0.5"}
  outputs:
    - {figure: "shop.share_of_food[2018]", label: Share of food, chart: bar}
    - figure: shop.taxed
    - figure: shop.per
  says:
    - >-
      Food would be {{ shop.share_of_food[2018] }}, {{ "most" if shop.share_of_food[2018] > 50 % else "a part" }} of it.
    - Of the rest, {{ shop.taxed }} would be left.
"""


@pytest.fixture
def factbook():
    return load(SHOP + MORE, whatif=LESS)


@pytest.fixture
def play(factbook):
    return Play(factbook.whatifs["less_food"], factbook)


def plainly(words):
    return [one.replace("\u00a0", " ") for one in words]


def whatif(outputs, says="", figures="", inputs='{figure: "shop.food[2018]", from: 0, to: 200, step: 1}'):
    """The play of a what-if of few lines."""
    text = f"one:\n  question: What if?\n  inputs:\n    - {inputs}\n  outputs:\n    - figure: {outputs}\n"
    made = load(SHOP + MORE + figures, whatif=text + (f"  says: '{says}'\n" if says else ""))
    return Play(made.whatifs["one"], made)


# What follows


def test_the_record_reads_as_it_does_on_every_page(play, factbook):
    found = play.follow(play.recorded)
    assert plainly(found.inputs) == ["$152 million", "20%"]
    assert plainly(found.outputs) == ["95%", "$6.4 million", "19 times"]
    assert plainly(found.claims) == ["Food would be 95%, most of it.", "Of the rest, $6.4 million would be left."]
    assert found.claims[0].startswith(
        f"Food would be {html('{{ shop.share_of_food[2018] }}', factbook).text().strip()}"
    )


def test_numbers_and_words_follow_a_setting_by_the_formulas_of_the_data(play):
    found = play.follow((Decimal(80), Decimal("12.5")))
    assert plainly(found.outputs) == ["50%", "$70 million", "once"]
    assert plainly(found.claims) == ["Food would be 50%, a part of it.", "Of the rest, $70 million would be left."]


def test_what_divides_by_nothing_has_no_answer_and_spoils_no_other_number(play):
    found = play.follow((Decimal(160), None))
    assert plainly(found.outputs) == ["100%", "$0", "no answer"]


def test_a_claim_that_only_some_values_bear_out_is_not_certain():
    doubt = (
        f"doubt: {{title: Doubt, value: 100, lower: 90, upper: 110, unit: million USD a year, {GIVEN}, date: 2018}}\n"
    )
    says = '{{ "more" if shop.food[2018] > shop.doubt else "less" }}'
    play = whatif("shop.taxed", says, doubt)
    said = [play.follow((Decimal(value),)).claims[0] for value in (80, 100, 120)]
    assert said == ["less", "not certain", "more"]


def test_words_turn_at_the_first_step_on_either_side(play):
    turns = play.find_turns(0)
    assert [(turn.value, turn.near, turn.far) for turn in turns] == [(Decimal(80), "most", "a part")]
    assert play.find_turns(1) == []
    assert "most" in play.follow(play.moved(0, turns[0].value + 5)).claims[0]


def test_the_table_has_the_record_and_each_stop(play):
    rows = [(name, setting) for name, _, setting in all_settings(play)]
    assert rows == [("As it was", (None, None)), ("None", (0, None)), ("As before", (95, None))]


def test_a_count_up_to_a_limit_tells_of_doubt_by_its_bounds():
    series = f"lags: {{title: Lags, unit: year, by: category, {GIVEN}, date: 2018, values: {{a: 1, b: {{value: 2, lower: 1.5, upper: 3}}, c: 9}}}}\n"
    made = load(SHOP + series)
    for limit, expected in (("0 years", (0, 0, 0)), ("1 year", (1, 1, 1)), ("1.75 years", (1, 1, 2)),
                            ("2 years", (2, 1, 2)), ("3 years", (2, 2, 2)), ("9 years", (3, 3, 3))):  # fmt: skip
        found = value_of(f"count_up_to(shop.lags, {limit})", made)
        assert (found.value, found.lower, found.upper) == expected, limit


def test_a_count_up_to_a_limit_needs_a_series_and_one_number(factbook):
    for formula, said in (
        ("count_up_to(shop.food)", "two arguments"),
        ("count_up_to(shop.founders, 3 people)", "a series and one number"),
        ("count_up_to(shop.food, shop.food)", "a series and one number"),
        ("count_up_to(shop.food, 3 people)", "can't be compared"),
    ):
        with pytest.raises(FormulaError, match=said):
            value_of(formula, factbook)


# What the script gets


def test_what_does_not_move_is_computed_at_the_build(play):
    data = write_steps(play)
    assert [step for step in data["steps"] if step[0] == "input"] == [["input", 0], ["input", 1]]
    assert ["is", "160000000"] in data["steps"]
    assert "shop" not in json.dumps(data)


def test_the_same_settings_are_tried_each_time(factbook):
    one, other = (batch(factbook.whatifs["less_food"], factbook, 60) for _ in range(2))
    assert one == other
    assert len(one[1]) == 60
    assert len(batch(odd().whatifs["odd"], odd(), 10)[2]) == 10


def test_the_script_is_small_and_runs_nothing_that_is_typed_or_fetched():
    code = trim_script((ROOT / "theme/assets/whatif.js").read_text(encoding="utf-8"))
    assert len(gzip.compress(code.encode(), 9, mtime=0)) <= 8 * 1024
    for word in (
        "eval",
        "Function(",
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "fetch(",
        "import(",
        "XMLHttp",
    ):
        assert word not in code, word


@pytest.mark.parametrize(
    ("outputs", "figures", "named"),
    [
        ("shop.x", "x: {title: X, formula: 'sqrt(shop.share_of_food[2018])', unit: time}\n", "sqrt()"),
        ("shop.x", "x: {title: X, formula: 'shop.share_of_food[2018] ^ 2', unit: time}\n", "'^'"),
        ("shop.x", 'x: {title: X, formula: "shop.visitors * shop.per", unit: person}\n', "one side"),
        ("shop.x", 'x: {title: X, formula: "shop.per * 1 minute", unit: minute}\n', "minutes"),
        ("shop.x", "x: {title: X, formula: shop.per, unit: time, show: full}\n", "'full'"),
        (
            "shop.x",
            (
                f"w: {{title: W, value: 5, lower: 4, upper: 6, unit: time, {GIVEN}, date: 2018}}\n"
                'x: {title: X, formula: "shop.w * shop.per - shop.w", unit: time}\n'
            ),
            "twice",
        ),
        (
            "shop.x",
            "g: {title: G, formula: growth(shop.food), unit: '%'}\nx: {title: X, formula: 'shop.g[2018]', unit: '%'}\n",
            "growth()",
        ),
    ],
)  # fmt: skip
def test_what_the_script_can_not_do_is_refused_with_its_name(outputs, figures, named):
    with pytest.raises(ProblemError) as raised:
        write_steps(whatif(outputs, figures=figures))
    assert named in raised.value.problem.message
    assert raised.value.problem.code == "whatif-unsupported"


def test_dates_are_refused():
    figures = 'x: {title: X, formula: "shop.closed + shop.days", unit: date}\n'
    figures += f"days: {{title: Days, value: 9, unit: day, {GIVEN}, date: 2018}}\n"
    with pytest.raises(ProblemError, match="dates"):
        write_steps(whatif("shop.x", figures=figures, inputs="{figure: shop.days, from: 0, to: 20, step: 1}"))


def test_a_claim_without_an_else_and_a_citation_are_refused_at_their_place():
    for says, said in (
        ('{{ "most" if shop.per > 1 }}', "needs an else"),
        ("As [@report] says", "a citation can't stand"),
        ("{{ chart revenue }}", "a chart can't stand"),
    ):
        with pytest.raises(ProblemError, match=said) as raised:
            write_steps(whatif("shop.per", says))
        assert raised.value.problem.location.line == 7


def test_inputs_that_nobody_can_set_are_problems():
    for inputs, said in (
        ("{figure: shop.taxed, from: 0, to: 9, step: 1}", "computed"),
        ("{figure: shop.closed, from: 0, to: 9, step: 1}", "a date"),
        ("{figure: shop.visitors, from: 0, to: 900, step: 1}", "within bounds only"),
        ("{figure: shop.founders, from: 5, to: 9, step: 1}", "leaves out"),
        ("{figure: shop.founders, from: 0, to: 9, step: 2}", "no whole number of steps"),
        ("{figure: shop.founders, from: 9, to: 0, step: 1}", "no whole number of steps"),
        ("{figure: shop.founders, from: 0, to: 9, step: 0}", "no whole number of steps"),
        ("{figure: shop.founders, from: 0, to: 9, step: 1, stops: {Many: 10}}", "outside the range"),
        ("{figure: shop.founders, from: 0, to: 9, step: 1, stops: {Many: 2 * shop.staff}}", "shop.staff"),
        ("{figure: shop.founders, from: 0, to: 9, step: 1, stops: {Many: [1]}}", "must be text"),
        ("{figure: shop.staff, from: 0, to: 9, step: 1}", "there is no figure 'shop.staff'"),
    ):
        text = f"one: {{question: What?, inputs: [{inputs}], outputs: [{{figure: shop.taxed}}]}}"
        found, *more = problems_of(SHOP + MORE, whatif=text)
        assert more == [], inputs
        assert said in found, inputs
        assert found.startswith("data/whatif.yml:1:")


@pytest.mark.parametrize(
    ("low", "high", "step"), [("0", f"1{'0' * 14}", f"1{'0' * 13}"), ("0", "10", "0.0010000000"), ("-9", "9", "0.01")]
)
def test_the_ends_and_the_step_are_numbers_that_a_reader_can_type(low, high, step):
    odd = f"x: {{question: Q?, inputs: [{{figure: shop.founders, from: {low}, to: {high}, step: {step}}}], outputs: [{{figure: shop.founders}}]}}"
    said = problems_of(SHOP, whatif=odd)
    assert (said == []) == (step == "0.01")
    assert all("too many digits for a reader to type" in one for one in said)


def test_bars_follow_each_setting_once(factbook, monkeypatch):
    made = replace(factbook.whatifs["less_food"], shown=factbook.whatifs["less_food"].shown * 9)
    count = 0

    def follow(self, setting, own=Play.follow):
        nonlocal count
        count += 1
        return own(self, setting)

    monkeypatch.setattr(Play, "follow", follow)
    draw_whatif(made, factbook)
    many, count = count, 0
    draw_whatif(factbook.whatifs["less_food"], factbook)
    assert many == count


def test_it_needs_an_input_and_an_output():
    (found, other) = problems_of(SHOP, whatif="one: {question: What?, inputs: [], outputs: []}")
    assert "'inputs' of the what-if 'one' must name a figure" in found
    assert "'outputs'" in other


# On a page


def test_a_page_shows_the_question_the_record_and_the_table(factbook):
    bound = bind("# Shop\n\nBefore.\n\n{{ whatif less_food }}\n\nAfter.\n", factbook)
    assert bound.problems == []
    tree = LexborHTMLParser(finish_page(bound, factbook).html)
    block = tree.css_first("figure.whatif")
    assert block.css_first(".whatif-question").text() == "What if the shop sold <other> things?"
    assert plainly([one.text() for one in block.css(".whatif-follows > p")])[0] == "Food would be 95%, most of it."
    assert [row.css_first("th").text() for row in block.css("tbody tr")] == ["As it was", "None", "As before"]
    assert "hidden" in block.css_first(".whatif-controls").attributes
    assert not block.css("script, style, [style], [onclick]")
    assert json.loads(block.attributes["data-steps"])["name"] == "less_food"


def test_words_of_the_data_are_text_wherever_they_stand():
    bad = "'\"><img src=x onerror=alert(1)>&lt;"
    text = LESS.replace("Revenue from food", f'"{bad.replace(chr(34), chr(92) + chr(34))}"').replace(
        '"most"', '"<b>\'most"'
    )
    made = load(SHOP + MORE, whatif=text)
    drawn = draw_whatif(made.whatifs["less_food"], made)
    tree = LexborHTMLParser(drawn)
    assert not tree.css("img, b, script")
    assert bad[1:] in tree.css_first("label").text().replace("”", '"')
    assert "'most" in str(json.loads(tree.css_first("figure").attributes["data-steps"])) or "’most" in drawn


def test_it_stands_alone_once_and_by_its_name(factbook):
    for text, said in (
        ("{{ whatif less_food }}\n\n{{ whatif less_food }}", "twice"),
        ("So {{ whatif less_food }} it is", "can't stand inside a line"),
        ("{{ whatif less_foot }}", "there is no what-if 'less_foot'"),
        ("# A\n\n## B {#whatif-less_food}", "is one that the site gives"),
    ):
        (problem,) = bind(text, factbook).problems
        assert said in problem.message


def test_a_search_a_card_and_the_list_of_claims_find_it(factbook):
    bound = bind("# Shop\n\n{{ whatif less_food }}\n", factbook)
    assert "What if the shop sold &lt;other&gt; things?" in finish_page(bound, factbook, Frame()).words
    assert "data-steps" not in finish_page(bound, factbook, Frame()).words
    assert "whatif-less_food" in {place.anchor for place in find_places({"a.md": bound}, factbook)["shop.taxed"]}
    (standing,) = [one for one in find_standings({"a.md": bound}, factbook) if one.use.anchor == "whatif-less_food"]
    assert standing.use.words == "most"


# In step


def test_perturb_moves_it_and_only_with_what_it_rests_on(tmp_path):
    files = {
        "data/units.yml": "USD: {title: US dollar, symbol: $, definition: Money.}\n",
        "data/sources.yml": "- {id: a, type: report, title: A report}\n",
        "data/figures/shop.yml": (
            "sales: {title: Sales, value: 900, unit: USD, date: 2018, source: a, confidence: checked}\n"
            "rent: {title: Rent, value: 70, unit: USD, date: 2018, source: a, confidence: checked}\n"
            "profit: {title: Profit, formula: shop.sales / 3, unit: USD}\n"
        ),
        "data/whatif.yml": (
            "more:\n  question: What if it sold more?\n  inputs:\n    - {figure: shop.sales, from: 0, to: 2000, step: 10}\n"
            "  outputs: [{figure: shop.profit}]\n"
        ),
        "docs/index.md": "# Shop\n\n{{ whatif more }} \n\nThe rent is {{ shop.rent }}.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    project = check_project(tmp_path)
    assert project.problems == []
    report = perturb(project, tmp_path)
    assert report.problems == []
    assert report.counts["whatif"] > 0
    (surface,) = [one for one in find_surfaces([], project.factbook) if one.kind == "whatif"]
    (piece,) = surface.render(project.factbook)
    assert piece.shows == {"shop.sales", "shop.profit"}
    assert "shop.rent" not in piece.rests_on


def test_each_what_if_of_the_site_stands_on_a_page():
    pages = [
        path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md") if path.name != "contributing.md"
    ]
    project = check_project(ROOT)
    named = [name for text in pages for name in re.findall(r"^\{\{ whatif (\w+) \}\}$", text, re.MULTILINE)]
    assert sorted(named) == sorted(project.factbook.whatifs)
    assert len(named) >= 4
