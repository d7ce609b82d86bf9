"""A small factbook that the tests share, and short ways to make others from a few lines of YAML."""

from pathlib import Path
from textwrap import dedent

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factbook.ground.location import Location
from factbook.load.factbook import parse_factbook
from factbook.model.evaluate import evaluate
from factbook.model.factbook import Factbook
from factbook.model.look import parse_look
from factbook.model.parse import parse_formula
from factbook.model.quantity import Quantity
from factbook.prose.bound import Bound
from factbook.prose.convert import Converter
from factbook.prose.mark import mark
from factbook.prose.number import format_entry
from factbook.prose.page import Page, read_page
from factbook.prose.source import Source
from factbook.prose.template import Template, read_template
from factbook.review.settings import read_converter

# What the site converts pages with; and the same without smarty, which sets quotation marks.
ROOT = Path(__file__).parents[1]
CONVERTER = read_converter(ROOT)
EXTENSIONS, OPTIONS = CONVERTER.settings
AS_TYPED = Converter([name for name in EXTENSIONS if name != "smarty"], OPTIONS)

AT = Location("page.md", 1, 1)

UNITS = """
USD: {title: US dollar, symbol: "$", definition: Money of the United States.}
CNY: {title: yuan, plural: yuan, symbol: "RMB ", definition: Money of China.}
minute: {title: minute, measures: duration, scale: 1, definition: Sixty seconds.}
hour: {title: hour, measures: duration, scale: 60, definition: Sixty minutes.}
day: {title: day, measures: duration, scale: 1440, definition: Twenty-four hours.}
week: {title: week, measures: duration, scale: 10080, definition: Seven days.}
year: {title: year, measures: duration, scale: 525960, definition: The earth's way round the sun.}
fiscal year: {title: fiscal year, definition: Twelve months of business.}
fiscal quarter: {title: fiscal quarter, definition: Three months of business.}
"%": {title: per cent, plural: per cent, measures: ratio, scale: 0.01, definition: One part in a hundred.}
percentage point: {title: percentage point, measures: ratio, scale: 0.01, definition: A step from one per cent to the next.}
time: {title: time, measures: ratio, definition: How many of one thing make another.}
person: {title: person, plural: people, minimum: 0, definition: A human being.}
daily user: {title: daily user, minimum: 0, definition: A person who came on a day.}
monthly user: {title: monthly user, minimum: 0, definition: A person who came in a month.}
share: {title: share, minimum: 0, definition: A part of a company.}
date: {title: date, definition: A day of the calendar.}
"""
SOURCES = """
- id: report
  type: report
  title: Annual Report
  author: [{literal: "Example, Inc."}]
  publisher: Securities Office
  issued: 2019-01-30
  URL: https://example.org/report
- id: paper
  type: article-newspaper
  title: A Paper Writes
  author: [{family: Doe, given: Jane}]
  publisher: The Paper
"""
GIVEN = "source: report, confidence: checked"
SHOP = """
revenue:
  title: The shop's revenue
  unit: million USD a year
  by: year
  source: report
  confidence: checked
  values:
    2016: 80
    2017: {value: 100, source: paper, confidence: recalled, note: Printed without its cents.}
    2018: 160
food:
  title: The shop's revenue from food
  unit: million USD a year
  by: year
  source: report
  confidence: checked
  values: {2017: 97, 2018: 152}
share_of_food:
  title: Share of food in the revenue
  formula: shop.food / shop.revenue
  unit: "%"
customers: {title: Customers, value: 2.5, unit: million monthly users, date: 2018-12-31, source: report, confidence: checked}
visitors: {title: Visitors, value: 86.5, bound: at least, unit: thousand people, date: 2018, source: report, confidence: checked}
founders: {title: Founders, value: 4, unit: person, date: 1995, source: report, confidence: checked}
opened: {title: The day the shop opened, value: 2005-12, unit: date, source: report, confidence: checked}
closed: {title: The day the shop closed, value: 2019-03-06, unit: date, source: paper, confidence: checked}
"""


def page(text: str, name: str = "page.md", converter: Converter = CONVERTER) -> Page:
    """A page of a site, read as the site reads it; messages have its name for its path."""
    return read_page(name, name, text, converter)


def template(text: str, first_line: int = 1, converter: Converter = CONVERTER) -> Template:
    """A text in page.md that begins there on some line, whatever its size."""
    marked = mark(text)
    return read_template(converter.convert(marked.text), Source("page.md", text, first_line), marked.tokens)


def bind(text: str, factbook: Factbook, name: str = "page.md", converter: Converter = CONVERTER) -> Bound:
    """A page filled with the words of a factbook."""
    return page(text, name, converter).fill(factbook)


def html(text: str, factbook: Factbook) -> LexborNode:
    """The tree of a good page, in which nothing is changed but what placeholders ask for."""
    bound = bind(text, factbook, converter=AS_TYPED)
    assert not bound.problems, bound.problems
    return LexborHTMLParser(bound.text).body


def read(figures: str = "", *, topic: str = "shop", **files: str):
    """The factbook of some figures and other files by name, and its problems."""
    texts = {"data/units.yml": UNITS, "data/sources.yml": SOURCES, f"data/figures/{topic}.yml": dedent(figures)}
    texts |= {f"data/{name}.yml": dedent(text) for name, text in files.items()}
    return parse_factbook(texts)


def load(figures: str = SHOP, *, topic: str = "shop", **files: str) -> Factbook:
    """A factbook without problems."""
    factbook, problems = read(figures, topic=topic, **files)
    assert not problems, "\n".join(map(str, problems))
    return factbook


def problems_of(figures: str = "", *, topic: str = "shop", **files: str) -> list[str]:
    """The first line of each problem, sorted by place."""
    return [str(problem).partition("\n")[0] for problem in sorted(read(figures, topic=topic, **files)[1])]


def one(unit: str, value: str, more: str = "") -> Factbook:
    """A factbook of one figure, x.y."""
    return load(f"y: {{title: Y, value: {value}, unit: {unit!r}, {GIVEN}{more}}}", topic="x")


def words(unit: str, value: str, look: str = "", more: str = "") -> str:
    """How one number reads, with plain spaces."""
    entry = one(unit, value, more).entries["x.y"]
    return format_entry(entry, parse_look(look)).replace("\u00a0", " ")


def value_of(formula: str, factbook: Factbook):
    """What a formula gives."""
    return evaluate(parse_formula(formula), factbook)


def contains(quantity: Quantity, value) -> bool:
    """Whether a value lies within the bounds, open or not."""
    above = quantity.lower < value or (quantity.lower == value and not quantity.lower_open)
    below = value < quantity.upper or (value == quantity.upper and not quantity.upper_open)
    return above and below
