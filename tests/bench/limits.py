"""What the slowest text costs that a stranger can send: CPU milliseconds for 10 KB, by what reads it.

    python tests/bench/limits.py [--size 10000]

Each reader gets texts of one pattern again and again, and the worst are printed with their patterns. A text
of a single pattern is the classic way to make a search take quadratic time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count, product
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from factbook.ground.location import Location
from factbook.ground.problem import ProblemError
from factbook.load.factbook import load_factbook
from factbook.load.yaml_file import parse_yaml
from factbook.model.formula import FormulaError
from factbook.model.parse import parse_formula
from factbook.model.records import Text
from factbook.prose.bind import bind_words
from factbook.prose.comparison import find_unbound
from factbook.prose.fill import fill
from factbook.prose.guard import Guard
from factbook.prose.limits import find_too_large
from factbook.prose.mark import mark
from factbook.prose.placeholder import parse_placeholder
from factbook.prose.slips import find_slips
from factbook.prose.source import Source
from factbook.prose.template import Template, read_template
from factbook.review.settings import read_converter

ROOT = Path(__file__).resolve().parents[2]
PIECES = [
    *"a1 \n*_`[](){}<>!|#-+.,:;'\"&@=~^%$/\\",
    "1 ", "two ", "one ", "half ", "a third ", "1,", "1.", "$1", "1-", "2018 ", "March ", "百", "½", "Ⅷ", "é",
    "{{", "}}", "{{ a.b ", '{{ "a" if ', "`a", "```\n", "<!--", "-->", "<a ", "</a>", "<b a=", "&amp;", "&#49;",
    "[a](", "](", "![a](", "[a]: b ", "[^1]", "[@a", "\n\n", "\n- ", "\n1. ", "\n    ", "| a ", "\n|-|", "# ", "> ",
    "most ", "more than ", "fell ", "as much as ", "a.b ", "(", "-", "not ", "a: ", "- ", "{a: ", "&a ", "*a ", "? ",
]  # fmt: skip

COUNTER = count()
LETTERS = str.maketrans("0123456789", "abcdefghij")
SECOND = ["", "\n", " ", "a", "1", "-", "`", "[", "]", "{{", "<", "*", "|", "two "]


@click.command()
@click.option("--size", default=10_000, help="Characters of each text.", show_default=True)
def main(size: int) -> None:
    """Print for each reader its slowest texts."""
    factbook, _ = load_factbook(ROOT)
    guard = Guard(factbook)
    guard.known  # noqa: B018 (made once, before anything is measured)
    at = Location("page.md")
    converter = read_converter(ROOT)
    converted: dict[str, str] = {}

    def convert(text: str) -> None:
        """Before anything is measured: Markdown's time is its own, and what is too large never comes so far."""
        too_large = any(find_too_large(text, "page.md"))
        converted[text] = "" if too_large else converter.convert(mark(text).text)

    def template(text: str) -> Template:
        return read_template(converted[text], Source("page.md", text), mark(text).tokens)

    readers: dict[str, Callable[[str], object]] = {
        "YAML reader": lambda text: parse_yaml(text, "data/a.yml"),
        "formula parser": parse_formula,
        "placeholder parser": lambda text: parse_placeholder(text, at.shift),
        "marker": mark,
        "limits": lambda text: list(find_too_large(text, "page.md")),
        "template": template,
        "template and fill": lambda text: fill(template(text), factbook),
        "binder of words": lambda text: bind_words(Text(text, at), factbook),
        "template and guard": lambda text: list(guard.page(template(text))),
        "guard of words": lambda text: list(guard.words(Text(text, at))),
        "template and comparing words": lambda text: list(find_unbound(template(text))),
        "template and slips": lambda text: list(find_slips(template(text), factbook)),
    }
    texts = [first + second for first, second in product(PIECES, SECOND)]
    click.echo(
        f"| reader | worst of {len(texts):,} texts of {size:,} characters | over and over |\n| --- | ---: | --- |"
    )
    for name, read in readers.items():
        prepare = convert if "template" in name else len
        worst = sorted(((milliseconds(read, prepare, pattern, size), pattern) for pattern in texts), reverse=True)[:4]
        again = [(min(milliseconds(read, prepare, pattern, size) for _ in range(3)), pattern) for _, pattern in worst]
        said = ", ".join(f"`{pattern!r}` {spent:.0f}" for spent, pattern in sorted(again, reverse=True))
        click.echo(f"| {name} | {max(again)[0]:.0f} ms | {said} |")


def milliseconds(read: Callable[[str], object], prepare: Callable[[str], object], pattern: str, size: int) -> float:
    """CPU time for a text of one pattern, which ends like no other: some readers remember texts."""
    text = (pattern * size)[: size - 6] + f"{next(COUNTER):06}".translate(LETTERS)
    prepare(text)
    start = time.process_time()
    with suppress(ProblemError, FormulaError):
        read(text)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
