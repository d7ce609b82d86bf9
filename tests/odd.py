"""What-ifs over numbers of every kind: bounds of each sort, counts, words, signs, sizes, ranks, and what has no answer."""

from example import load

GIVEN = "date: 2018, source: report, confidence: checked"
DATA = f"""
small: {{title: Small, value: 0.5, unit: person, {GIVEN}}}
big: {{title: Big, value: 1234.5, unit: million USD a year, {GIVEN}}}
rate: {{title: Rate, value: 12.5, unit: "%", {GIVEN}}}
about: {{title: About, value: 3.58, lower: 3.575, upper: 3.585, bound: about, unit: million people, {GIVEN}}}
wide: {{title: Wide, value: 40, lower: 30, upper: 55, bound: about, unit: person, {GIVEN}}}
below: {{title: Below, value: 40, lower: 30, upper: 40, unit: time, {GIVEN}}}
over: {{title: Over, value: 40, upper: 50, lower: 40, unit: time, {GIVEN}}}
minus: {{title: Minus, value: -7, lower: -9, upper: -2, unit: time, {GIVEN}}}
years: {{title: Years, value: 3, unit: year, {GIVEN}}}
lags: {{title: Lags, unit: year, by: category, {GIVEN}, values: {{a: 1, b: {{value: 2, lower: 1.5, upper: 3}}, c: 2.5, d: 9}}}}
parts: {{title: Parts, unit: million USD a year, by: category, {GIVEN}, values: {{a: 100, b: 200.25, c: 1234.5}}}}

people: {{title: People, formula: "x.small * 3", unit: person}}
in_words: {{title: In words, formula: "x.small * 2", unit: person, show: words}}
digits: {{title: Digits, formula: "x.small / 3", unit: person, show: 3 digits}}
per_head: {{title: Per head, formula: "x.big / x.about", unit: USD a year per person}}
money: {{title: Money, formula: "x.big * x.rate", unit: million USD a year, show: 1 digits}}
cents: {{title: Cents, formula: "x.big / 1000000000", unit: USD a year}}
share: {{title: Share, formula: "x.big / (x.big + x.parts[a])", unit: "%"}}
step: {{title: Step, formula: "x.rate - 50 %", unit: percentage point}}
times: {{title: Times, formula: "x.small / 1 person", unit: time}}
bounded: {{title: Bounded, formula: "x.wide * x.small / 1 person", unit: person}}
at_most: {{title: At most, formula: "x.below * x.rate", unit: time, show: 1 digits}}
at_least: {{title: At least, formula: "x.over / (x.rate + 1 time)", unit: time}}
negative: {{title: Negative, formula: "x.minus * x.small / 1 person", unit: time}}
size: {{title: Size, formula: "abs(x.minus + x.small / 1 person)", unit: time}}
most: {{title: Most, formula: "max(x.below, x.over, x.small / 1 person)", unit: time}}
least: {{title: Least, formula: "min(x.below, x.minus, x.rate)", unit: time}}
mean: {{title: Mean, formula: "(x.small + x.wide + x.about) / 3", unit: person}}
average: {{title: Average, formula: "mean(x.parts) * x.rate", unit: million USD a year}}
total: {{title: Total, formula: "sum(x.parts) + x.big", unit: million USD a year}}
counted: {{title: Counted, formula: "count_up_to(x.lags, x.years) * 1 person", unit: person, show: words}}
inverse: {{title: Inverse, formula: "1 person / x.small", unit: time}}
later: {{title: Later, formula: "x.years * 2 - 1 year", unit: year}}
"""
OUTPUTS = [
    "people",
    "in_words",
    "digits",
    "per_head",
    "money",
    "cents",
    "share",
    "step",
    "times",
    "bounded",
    "at_most",
    "at_least",
    "negative",
    "size",
    "most",
    "least",
    "mean",
    "average",
    "total",
    "counted",
    "inverse",
    "later",
]
LOOKS = ("{{ x.people | plain }} {{ x.people | 2 digits }} {{ x.step | signed }} {{ x.step | unsigned capital }} "
         "{{ x.money | compact }} {{ x.bounded | 1 digits }} {{ x.negative | signed }} {{ x.in_words | capital }}.")  # fmt: skip
CLAIMS = """{{ "more" if x.bounded > x.people else "less" if x.bounded < x.people else "as much" }},
{{ "a" if x.at_most between 1 and 5 else "b" }}, {{ "c" if x.share = 50 % within 3 percentage points else "d" }},
{{ "e" if x.big is the largest of (x.parts) else "f" if x.big is the smallest of (x.parts) else "g" }},
{{ "h" if x.size <= 3 or x.size > 9 and not (x.negative >= -2) else "i" }}, {{ "j" if x.inverse != 2 else "k" }},
{{ "l" if x.counted = 2 people else "m" if x.counted > 2 people else "n" }}."""


def odd():
    """The factbook of one what-if in which every input moves."""
    inputs = [
        ("small", "-3", 12, "0.25"),
        ("big", "-2000", 3000, 5),
        ("rate", "-150", 250, "0.5"),
        ("years", 0, 12, "0.5"),
    ]
    lines = ["odd:", "  question: What if?", "  inputs:"]
    lines += [f"    - {{figure: x.{name}, from: {low}, to: {high}, step: {step}}}" for name, low, high, step in inputs]
    lines += ["  outputs:", *(f"    - {{figure: x.{name}}}" for name in OUTPUTS)]
    lines += ["  says:", f"    - '{LOOKS}'", f"    - '{' '.join(CLAIMS.split())}'"]
    return load(DATA, topic="x", whatif="\n".join(lines))
