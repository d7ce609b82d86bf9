"""The language of formulas and predicates: text to a tree, with the column of every part.

A precedence-climbing parser (Pratt, "Top down operator precedence", POPL 1973). It is our own and
not Python's `ast` because series members (`x[2018Q4]`), units in literals (`10 billion USD`) and
operators in words (`is the largest of`) are no Python; nothing in the tree can be executed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from factbook.ground.problem import suggest

MAX_LENGTH = 2_000
MAX_DEPTH = 50
MAX_DIGITS = 40

FUNCTIONS: tuple[str, ...] = ("abs", "annual", "count", "first", "growth", "last", "max", "mean", "min", "sqrt", "sum")
FUNCTIONS += ("when_last", "when_max", "when_min")
KEYWORDS = frozenset({"and", "or", "not", "between", "within", "is", "of", "grew", "fell", "else", "if"})

TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<date>\d{4}-\d\d-\d\d(?![\w-]))
    |(?P<number>\d(?:[\d_]|,(?=\d{3}(?!\d)))*(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_]\w*\.[A-Za-z_]\w*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<key>\[[^\[\]\n]*\])
    |(?P<op><=|>=|!=|[-+*/^()<>=,%])
    """,
    re.VERBOSE,
)
NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)


class FormulaError(Exception):
    """Raised while parsing or evaluating; `column` counts characters from 0 in the formula's text."""

    def __init__(self, message: str, column: int, code: str = "formula-syntax", hint: str = "") -> None:
        super().__init__(message)
        self.column, self.code, self.hint = column, code, hint


@dataclass(frozen=True, slots=True)
class Literal:
    """A number with its unit text ("" for a plain number), or a date."""

    value: Decimal
    unit: str
    column: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date written 2019-03-06."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure, one member of a series, or those from one member to another (`2013..2018`)."""

    figure: str
    key: str | None
    column: int

    @property
    def span(self) -> tuple[str, str] | None:
        """The first and last of several members."""
        first, dots, last = (self.key or "").partition("..")
        return (first.strip(), last.strip()) if dots else None

    def part_of(self, keys: list[str]) -> list[str]:
        """Of the keys of a series those that it names; none if an end is missing or they stand the other way round."""
        if self.span is None:
            return keys
        first, last = self.span
        return keys[keys.index(first) : keys.index(last) + 1] if {first, last} <= set(keys) else []

    def __str__(self) -> str:
        return self.figure if self.key is None else f"{self.figure}[{self.key}]"


@dataclass(frozen=True, slots=True)
class Call:
    """A function over one argument or more."""

    function: str
    arguments: tuple[Tree, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator over its operands.

    Arithmetic: + - * / ^ neg. Comparison: < > <= >= = != between within (A = B within C) largest
    smallest, grew or fell every year (quarter, month, member). Logic: and or not.
    """

    operator: str
    operands: tuple[Tree, ...]
    column: int


Tree: TypeAlias = "Literal | Day | Reference | Call | Operation"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula, its kind and its column."""

    kind: str
    text: str
    column: int


@lru_cache(maxsize=4096)  # a claim is read again wherever its words are shown
def parse_formula(text: str) -> Tree:
    """The tree of a formula or predicate. Raises FormulaError."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"the formula is longer than {MAX_LENGTH:,} characters", 0, "too-large", "split it")
    parser = _Parser(list(_tokens(text)), len(text))
    tree = parser.expression(0)
    if parser.peek.kind != "end":
        raise FormulaError(f"'{parser.peek.text}' can't stand here", parser.peek.column)
    return tree


def references(tree: Tree) -> Iterator[Reference]:
    """Every figure that the tree names, from left to right."""
    stack: list[Tree] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Reference):
            yield node
        elif isinstance(node, Call):
            stack.extend(reversed(node.arguments))
        elif isinstance(node, Operation):
            stack.extend(reversed(node.operands))


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise FormulaError(f"the character '{text[position]}' has no meaning in a formula", position)
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match[0], position)
        position = match.end()


# operator -> (binding power of the left side, of the right side)
_BINARY = {
    "or": (1, 2),
    "and": (3, 4),
    "=": (7, 8), "!=": (7, 8), "<": (7, 8), ">": (7, 8), "<=": (7, 8), ">=": (7, 8),
    "between": (7, 8), "is": (7, 8), "grew": (7, 8), "fell": (7, 8),
    "+": (9, 10), "-": (9, 10),
    "*": (11, 12), "/": (11, 12),
    "^": (16, 15),
}  # fmt: skip
_COMPARISON = 7
_NOT, _NEGATIVE = 5, 13


class _Parser:
    def __init__(self, tokens: list[Token], end: int) -> None:
        self.tokens = tokens
        self.end = Token("end", "the end", end)
        self.position = 0
        self.depth = 0

    @property
    def peek(self) -> Token:
        return self.tokens[self.position] if self.position < len(self.tokens) else self.end

    def take(self) -> Token:
        token = self.peek
        self.position += 1
        return token

    def expect(self, text: str) -> Token:
        if self.peek.text != text:
            raise FormulaError(f"expected '{text}' and found '{self.peek.text}'", self.peek.column)
        return self.take()

    def expression(self, minimum: int) -> Tree:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaError(f"the formula is nested deeper than {MAX_DEPTH} levels", self.peek.column, "too-large")
        left = self.operand()
        compared = False
        while self.peek.text in _BINARY and _BINARY[self.peek.text][0] >= minimum:
            token = self.take()
            if _BINARY[token.text][0] == _COMPARISON:
                if compared:
                    raise FormulaError(
                        "a chain of comparisons is ambiguous", token.column, hint="write 'x between A and B'"
                    )
                compared = True
            left = self.after(left, token)
        self.depth -= 1
        return left

    def after(self, left: Tree, token: Token) -> Tree:
        """The operation that starts with `left` and the operator just taken."""
        operator, right_power = token.text, _BINARY[token.text][1]
        if operator in ("grew", "fell"):
            self.expect("every")
            every = self.take_one_of("year", "quarter", "month", "member")
            return Operation(f"{operator} every {every}", (left,), token.column)
        if operator == "is":
            self.expect("the")
            which = self.take_one_of("largest", "smallest")
            self.expect("of")
            return Operation(which, (left, *self.arguments()), token.column)
        if operator == "between":
            low = self.expression(_BINARY["+"][0])
            self.expect("and")
            return Operation("between", (left, low, self.expression(_BINARY["+"][0])), token.column)
        right = self.expression(right_power)
        if operator == "=" and self.peek.text == "within":
            self.take()
            return Operation("within", (left, right, self.expression(right_power)), token.column)
        return Operation(operator, (left, right), token.column)

    def operand(self) -> Tree:
        token = self.take()
        if token.text == "(":
            inner = self.expression(0)
            self.expect(")")
            return inner
        if token.text == "-":
            return Operation("neg", (self.expression(_NEGATIVE),), token.column)
        if token.text == "not":
            return Operation("not", (self.expression(_NOT),), token.column)
        leaves: dict[str, Callable[[Token], Tree]] = {"number": self.literal, "date": self.day, "name": self.reference}
        if token.kind in leaves:
            return leaves[token.kind](token)
        if token.kind == "word" and token.text not in KEYWORDS and self.peek.text == "(":
            return self.call(token)
        hint = "a figure is named topic.name" if token.kind == "word" else ""
        raise FormulaError(f"expected a figure, a number or '(' and found '{token.text}'", token.column, hint=hint)

    def day(self, token: Token) -> Day:
        return Day(token.text, token.column)

    def reference(self, token: Token) -> Reference:
        key = self.take().text[1:-1].strip() if self.peek.kind == "key" else None
        return Reference(token.text, key, token.column)

    def call(self, token: Token) -> Call:
        if token.text not in FUNCTIONS:
            hint = suggest(token.text, FUNCTIONS, "the functions are " + ", ".join(FUNCTIONS))
            raise FormulaError(f"there is no function '{token.text}'", token.column, hint=hint)
        return Call(token.text, self.arguments(), token.column)

    def arguments(self) -> tuple[Tree, ...]:
        self.expect("(")
        found = [self.expression(0)]
        while self.peek.text == ",":
            self.take()
            found.append(self.expression(0))
        self.expect(")")
        return tuple(found)

    def literal(self, token: Token) -> Literal:
        if not NUMBER.fullmatch(token.text) or len(token.text) > MAX_DIGITS:
            raise FormulaError(
                f"'{token.text[:MAX_DIGITS]}' is not a number as we write them",
                token.column,
                "bad-number",
                "write digits and one point, at most 40, as in 1097.6; large ones as 1.6 billion",
            )
        words = []
        if self.peek.text == "%":
            words.append(self.take().text)
        while self.peek.kind == "word" and self.peek.text not in KEYWORDS:
            words.append(self.take().text)
        return Literal(Decimal(token.text), " ".join(words), token.column)

    def take_one_of(self, *words: str) -> str:
        token = self.take()
        if token.text not in words:
            raise FormulaError(f"expected {' or '.join(words)} and found '{token.text}'", token.column)
        return token.text
