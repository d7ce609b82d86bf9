"""Figures are computed in the order of dependency; one mistake is one problem; an entry knows its origin."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example import load, problems_of, read

G = "source: report, confidence: checked"
D = f"{G}, date: 2018"


def derived(name, formula, unit="time"):
    return f"{name}: {{title: T, formula: '{formula}', unit: '{unit}'}}\n"


def given_figure(name, value=1, unit="time"):
    return f"{name}: {{title: T, value: {value}, unit: {unit}, {D}}}\n"


def series(name, values, unit="USD a year", by="year", more=G):
    return f"{name}: {{title: T, by: {by}, unit: {unit}, {more}, values: {{{values}}}}}\n"


def value(factbook, name):
    return factbook.entries[f"shop.{name}"].quantity.value


# Order


def test_a_figure_may_stand_before_its_inputs():
    factbook = load(derived("a", "shop.b + 1") + derived("b", "shop.c * 2") + given_figure("c", 3))
    assert value(factbook, "a") == 7


def test_inputs_may_stand_in_another_file():
    files = {"figures/other": given_figure("n", 5)}
    factbook = load(derived("a", "other.n + 1"), **files)
    assert value(factbook, "a") == 6


@given(st.permutations(range(8)), st.data())
@settings(max_examples=40)
def test_the_order_of_the_file_changes_no_value(order, data):
    lines = [given_figure("f0", 2)]
    for number in range(1, 8):
        before = data.draw(st.integers(0, number - 1))
        lines.append(derived(f"f{number}", f"shop.f{before} * 2 + {number}"))
    straight, shuffled = load("".join(lines)), load("".join(lines[index] for index in order))
    assert {name: entry.quantity for name, entry in straight.entries.items()} == {
        name: entry.quantity for name, entry in shuffled.entries.items()
    }


def test_a_long_chain_is_computed_without_recursion():
    chain = "".join(derived(f"f{number}", f"shop.f{number + 1} + 1") for number in range(3000))
    assert value(load(chain + given_figure("f3000", 0)), "f0") == 3000


# Cycles


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (derived("a", "shop.a"), "1:1: shop.a needs shop.a"),
        (derived("a", "shop.b") + derived("b", "shop.a"), "1:1: shop.a needs shop.b needs shop.a"),
        (derived("x", "shop.a") + derived("a", "shop.b") + derived("b", "shop.c") + derived("c", "shop.a"), "2:1: shop.a needs shop.b needs shop.c needs shop.a"),
        (derived("a", "shop.b + shop.c") + derived("b", "shop.a") + derived("c", "shop.a"), "1:1: shop.a needs shop.b needs shop.a"),
        (series("a", "2018: {formula: shop.b}") + derived("b", "sum(shop.a)", "USD a year"), "1:1: shop.a needs shop.b needs shop.a"),
    ],
)  # fmt: skip
def test_a_cycle_is_reported_once_at_the_figure_where_it_closes(figures, said):
    assert problems_of(figures) == [f"data/figures/shop.yml:{said} [cycle]"]


def test_two_cycles_are_two_problems():
    figures = derived("a", "shop.b") + derived("b", "shop.a") + derived("c", "shop.d") + derived("d", "shop.c")
    assert len(problems_of(figures)) == 2


def test_figures_outside_a_cycle_are_computed():
    factbook, _ = read(derived("a", "shop.a") + given_figure("b", 4) + derived("c", "shop.b"))
    assert value(factbook, "c") == 4
    assert "shop.a" not in factbook.figures


# One mistake, one problem


BROKEN = {
    "an unknown name": derived("a", "shop.nothing"),
    "a unit that is none": given_figure("a", unit="thing"),
    "a bad number": given_figure("a", value="1e6"),
    "a bad date": f"a: {{title: T, value: 2018-99, unit: date, {G}}}\n",
    "an unknown source": "a: {title: T, value: 1, unit: time, source: x, confidence: checked, date: 2018}\n",
    "a mismatch": derived("a", "1 USD + 1"),
    "a wrong unit": derived("a", "1 USD"),
    "no formula": derived("a", "1 +"),
    "an unknown key": f"a: {{title: T, vlaue: 1, value: 1, unit: time, {D}}}\n",
    "a bad name": given_figure("A"),
    "a bad member": series("a", "2017: 1, 2018: x"),
    "a bad member name": series("a", "2017: 1, 18: 2"),
}


@pytest.mark.parametrize("mistake", sorted(BROKEN))
def test_what_depends_on_a_mistake_is_not_reported_as_well(mistake):
    name = "A" if mistake == "a bad name" else "a"
    figures = (
        BROKEN[mistake]
        + derived("b", f"shop.{name} * 2")
        + derived("c", "shop.b + 1")
        + derived("d", f"shop.{name}[2018]")
    )
    files = {
        "checks": f"- {{holds: shop.{name} > 1, why: X.}}\n- {{holds: shop.c > 1, why: X.}}",
        "events": f"- {{date: shop.{name}, title: T, page: p}}",
    }
    assert len(problems_of(figures, **files)) == 1


@pytest.mark.parametrize("text", ["a: [", "- a", "words", "a: 1\na: 2", "a: &x 1"])
def test_a_file_that_cannot_be_read_is_one_problem(text):
    files = {"figures/other": derived("b", "shop.a * 2"), "checks": "- {holds: shop.a > 1, why: X.}"}
    assert len(problems_of(text, **files)) == 1


@pytest.mark.parametrize("name", ["units", "sources"])
def test_without_units_or_sources_nothing_else_is_said(name):
    assert len(problems_of(given_figure("a"), **{name: "a: ["})) == 1


def test_independent_mistakes_are_all_reported():
    figures = (
        derived("a", "shop.nothing") + derived("b", "1 USD + 1") + derived("c", "shop.a + shop.b") + derived("d", "1 /")
    )
    assert [line.split(":")[1] for line in problems_of(figures)] == ["1", "2", "4"]


def test_a_figure_of_two_unknown_names_names_the_first():
    assert problems_of(derived("a", "shop.x + shop.y")) == [
        "data/figures/shop.yml:1:25: there is no figure 'shop.x' [unknown-figure]"
    ]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (derived("a", "shop.revenu") + given_figure("revenue"), "1:25: there is no figure 'shop.revenu' [unknown-figure]"),
        (derived("a", "1 USD", "CNY"), "1:25: the formula gives USD, and the unit says CNY [unit-mismatch]"),
        (derived("a", "2 * 3 USD", "USD a year"), "1:25: the formula gives USD, and the unit says USD per fiscal year [unit-mismatch]"),
        (derived("a", "2018-01-02 - 2018-01-01", "USD"), "1:25: the formula gives duration, and the unit says USD [unit-mismatch]"),
        (derived("a", "1 > 0"), "1:27: this is a comparison where a number is needed [formula-syntax]"),
        (derived("a", "9 ^ 9 ^ 9"), "1:27: the exponent 387420489 is beyond 100 [formula-value]"),
        (series("s", "2018: 1") + derived("a", "shop.s[2017]", "USD a year"), "2:25: 'shop.s' has no member '2017' [unknown-member]"),
        (series("s", "2018: 1") + series("a", "2017: 1, 2018: {formula: shop.s}"), "2:114: the formula of one member gives a whole series [formula-value]"),
    ],
)  # fmt: skip
def test_a_formula_without_a_value_is_one_problem_at_its_part(figures, said):
    assert problems_of(figures) == [f"data/figures/shop.yml:{said}"]


def test_the_place_in_a_formula_over_several_lines_is_its_line():
    text = "a:\n  title: T\n  unit: time\n  formula: >-\n    1 +\n    2 *\n    shop.b\n"
    assert problems_of(text) == ["data/figures/shop.yml:7:5: there is no figure 'shop.b' [unknown-figure]"]


def test_the_place_in_a_quoted_formula_is_exact():
    text = 'a:\n  title: T\n  unit: time\n  formula: "1 +\\\n    shop.b"\n'
    assert problems_of(text) == ["data/figures/shop.yml:5:5: there is no figure 'shop.b' [unknown-figure]"]


# Entries


FAMILY = load(
    series(
        "total",
        "2016: 10, 2017: {value: 20, source: paper, confidence: recalled, note: Rounded., title: The total once more}, 2018: 40",
    )
    + series("part", "2017: 5, 2018: 30")
    + derived("ratio", "shop.part / shop.total", "%")
    + derived("latest", "shop.ratio[2018]", "%")
    + derived("whole", "sum(shop.total)", "USD a year")
    + derived("top", "max(shop.part, shop.total[2016])", "USD a year")
    + derived("change", "growth(shop.total)", "%")
    + given_figure("rate", 7)
    + derived("at_rate", "shop.latest * shop.rate", "%")
    + derived("constant", "2 + 3")
    + series("mixed", "2017: 1, 2018: {formula: 'shop.total[2018] / 4'}")
)


def entry(name):
    return FAMILY.entries[f"shop.{name}"]


def test_each_member_of_a_series_is_an_entry():
    assert [name for name in FAMILY.entries if name.startswith("shop.total")] == [
        "shop.total[2016]", "shop.total[2017]", "shop.total[2018]",
    ]  # fmt: skip
    assert entry("total[2018]").key == "2018"
    assert entry("rate").key == ""


def test_a_derived_series_has_the_shared_members():
    assert [name for name in FAMILY.entries if name.startswith("shop.ratio")] == [
        "shop.ratio[2017]",
        "shop.ratio[2018]",
    ]
    assert entry("ratio[2018]").quantity.value * 100 == 75


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("total[2018]", []),
        ("ratio[2017]", ["part[2017]", "total[2017]"]),
        ("latest", ["ratio[2018]"]),
        ("whole", ["total[2016]", "total[2017]", "total[2018]"]),
        ("top", ["part[2017]", "part[2018]", "total[2016]"]),
        ("at_rate", ["latest", "rate"]),
        ("constant", []),
        ("mixed[2017]", []),
        ("mixed[2018]", ["total[2018]"]),
    ],
)
def test_an_entry_names_what_it_is_made_of(name, inputs):
    assert entry(name).inputs == tuple(f"shop.{one}" for one in inputs)


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        ("total[2016]", ("report",)),
        ("total[2017]", ("paper",)),
        ("ratio[2017]", ("report", "paper")),
        ("ratio[2018]", ("report",)),
        ("whole", ("report", "paper")),
        ("constant", ()),
        ("mixed[2018]", ("report",)),
    ],
)
def test_a_derived_entry_has_the_sources_of_its_inputs(name, sources):
    assert entry(name).sources == sources


@pytest.mark.parametrize(
    ("name", "confidence"),
    [
        ("total[2016]", "not located"),
        ("total[2017]", "recalled"),
        ("ratio[2017]", "recalled"),
        ("ratio[2018]", "not located"),
        ("whole", "recalled"),
    ],
)
def test_a_derived_entry_is_as_sure_as_its_weakest_input(name, confidence):
    assert entry(name).confidence == confidence


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("total[2018]", "2018"),
        ("ratio[2017]", "2017"),
        ("latest", "2018"),
        ("rate", "2018"),
        ("at_rate", "2018"),
        ("whole", None),
        ("constant", None),
        ("mixed[2018]", "2018"),
    ],
)
def test_a_derived_entry_has_the_period_that_its_inputs_share(name, period):
    found = entry(name).period
    assert (found and found.text) == period


def test_a_member_has_its_own_title_and_note_or_those_of_the_series():
    assert entry("total[2017]").title == "The total once more"
    assert entry("total[2018]").title == "T"
    assert entry("total[2017]").note.text == "Rounded."


def test_a_derived_entry_keeps_its_formula():
    assert entry("ratio[2018]").formula.text == "shop.part / shop.total"
    assert entry("mixed[2017]").formula is None
    assert entry("mixed[2018]").formula.text == "shop.total[2018] / 4"


def test_bounds_pass_through_formulas():
    factbook = load(
        f"a: {{title: T, value: 10, bound: at least, unit: USD, {D}}}\n"
        + derived("b", "shop.a * 2", "USD")
        + derived("c", "10 USD / shop.b")
    )
    b, c = factbook.entries["shop.b"].quantity, factbook.entries["shop.c"].quantity
    assert (b.value, b.lower, b.upper_open) == (20, 20, True)
    assert (c.lower, c.lower_open, c.upper) == (0, True, c.value)
