# %% [markdown]
# # How a number gets into a sentence
#
# <p class="answer">Every number on this site is computed from one set of data when the site is built, and so is this page: what you see below ran at the last build.</p>
#
# We follow one number, **{{ facebook.quarterly_ad_share[2018Q4] }}**, the share of advertising in Facebook’s revenue in {{ facebook.quarterly_ad_share[2018Q4] | date }}, from the file in which it is written down to the sentence in which you read it. Then we break it on purpose.

# %% [markdown]
# ## It starts as a line of data
#
# A number with a source stands in a text file under `data/figures/`, with its unit, its date and how well it was checked. This is how that file begins its account of Facebook’s quarterly advertising revenue.

# %%
from factbook.load.factbook import load_factbook
from factbook.review.project import find_root

factbook, problems = load_factbook(find_root())
start = factbook.figures["facebook.quarterly_advertising"].location
lines = (find_root() / start.path).read_text(encoding="utf-8").splitlines()
print("\n".join(lines[start.line - 1 : start.line + 16]))

# %% [markdown]
# ## A share is a formula, and not a number that somebody typed
#
# The share has no value of its own in the data. It has a formula over the names of other figures, and the build works it out.

# %%
from factbook.model.factbook import Entry
from factbook.model.look import Look
from factbook.prose.number import format_entry
from factbook.review.command import explain

share = factbook.entry("facebook.quarterly_ad_share", "2018Q4")
print(explain(share, factbook))

# %% [markdown]
# The arithmetic is done in decimal numbers, so that nothing is lost in binary fractions, and it is rounded once, at the end, when it is printed.

# %%
print("stored: ", share.quantity.value)
print("printed:", format_entry(share, Look()))

# %% [markdown]
# ## Units stop mistakes
#
# A quarter’s revenue is not a year’s, dollars are not yuan, and people who came on a day are not people who came in a month. A formula that mixes them has no value, and the build says why.

# %%
from factbook.model.evaluate import evaluate
from factbook.model.formula import FormulaError
from factbook.model.parse import parse_formula


def try_formula(text: str) -> None:
    """Print what a formula gives, or why it gives nothing."""
    try:
        print(f"{text}\n  = {evaluate(parse_formula(text), factbook)}")
    except FormulaError as error:
        print(f"{text}\n  no: {error}")


try_formula("facebook.quarterly_revenue[2018Q4] + facebook.revenue[2018]")
try_formula("facebook.daily_users > facebook.monthly_users[2018]")

# %% [markdown]
# ## What is known only in part stays so
#
# The article tells of one person’s week: {{ article.wechat_time }} on WeChat, and {{ article.other_apps_time }} on everything else. Nobody knows the second number exactly, so the engine keeps its limits and carries them through the formula. The words “at least” below come from the arithmetic.

# %%
week = factbook.entry("article.wechat_time_share", None)
print(week.formula.text)
print("between", week.quantity.lower, "and", week.quantity.upper)
print(format_entry(week, Look()))

# %% [markdown]
# ## Then it meets the words
#
# A page names the figure where the number should stand. Words that depend on the number are tied to a condition.

# %%
from factbook.prose.page import read_page
from factbook.review.settings import read_converter

sentence = (
    'In that quarter {{ "almost all" if facebook.quarterly_ad_share[2018Q4] > 95 % else "part" }} of the revenue, '
    "{{ facebook.quarterly_ad_share[2018Q4] }}, came from advertising."
)
page = read_page("example.md", "docs/example.md", sentence, read_converter(find_root()))
bound = page.fill(factbook)
for use in bound.uses:
    print(f"{use.location}  {use.entry.id}  ->  {use.words}")
for claim in bound.claims:
    print(f"{claim.location}  holds while {claim.predicate}  ->  {claim.words}")

# %% [markdown]
# ## Change one number, and everything that rests on it moves
#
# We take the same data, lower the advertising revenue of a single quarter a little, in memory only, and ask which numbers of the whole site are different now.

# %%
import re

from factbook.load.factbook import parse_factbook, read_data


def lower(match: re.Match[str]) -> str:
    """The same line with a tenth taken off its number."""
    return f"{match[1]}{int(match[2]) * 9 // 10}"


texts, _ = read_data(find_root())
path = "data/figures/facebook.yml"
head, name, rest = texts[path].partition("quarterly_advertising:")
texts[path] = head + name + re.sub(r"(2018Q4: )(\d+)", lower, rest, count=1)
changed, broken = parse_factbook(texts)


def words(entry: Entry) -> str:
    """How an entry reads."""
    return format_entry(entry, Look())


for name, entry in changed.entries.items():
    if entry.quantity != factbook.entries[name].quantity:
        print(f"{name}: {words(factbook.entries[name])} -> {words(entry)}")

# %% [markdown]
# The checks notice it too. The lines of revenue no longer add up to the total, and the quarters no longer add up to the year, so such a change would stop the build.

# %%
print("\n".join(str(problem) for problem in broken if problem not in problems))

# %% [markdown]
# ## Where to go next
#
# The story itself [starts here](index.md). [About](about.md) says how to read the words that tell how sure we are of a number.
