"""The language of formulas and predicates: text to a tree, with the column of every part.

A precedence-climbing parser (Pratt, "Top down operator precedence", POPL 1973). It is our own and
not Python's `ast` because series members (`x[2018Q4]`), units in literals (`10 billion USD`) and
operators in words (`is the largest of`) are no Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from factbook.ground.problem import suggest
from factbook.model.formula import Call, Day, FormulaError, Literal, Operation, Reference, Tree
from factbook.model.token import Token, tokens_of

MAX_LENGTH = 2_000
MAX_DEPTH = 50  # of parentheses and the like
MAX_STEPS = 100  # one inside the other, as in a long sum
MAX_DIGITS = 40

FUNCTIONS: tuple[str, ...] = ("abs", "annual", "count", "first", "growth", "last", "max", "mean", "min", "sqrt", "sum")
FUNCTIONS += ("count_up_to", "when_last", "when_max", "when_min")
KEYWORDS = frozenset({"and", "or", "not", "between", "within", "is", "of", "grew", "fell", "else", "if"})

NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)


@lru_cache(maxsize=4096)  # a claim is read again wherever its words are shown
def parse_formula(text: str) -> Tree:
    """The tree of a formula or predicate. Raises FormulaError."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"the formula is longer than {MAX_LENGTH:,} characters", 0, "too-large", "split it")
    parser = _Parser(list(tokens_of(text)), len(text))
    tree = parser.expression(0)
    if parser.peek.kind != "end":
        raise FormulaError(f"'{parser.peek.text}' can't stand here", parser.peek.column)
    _require_flat(tree)
    return tree


def _require_flat(tree: Tree) -> None:
    """Raise FormulaError at the part that is too deep in the tree."""
    level: list[Tree] = [tree]
    for _ in range(MAX_STEPS):
        level = [part for node in level for part in _parts(node)]
    if level:
        said = f"the formula has more than {MAX_STEPS} steps, each of which needs the one before"
        raise FormulaError(said, level[0].column, "too-large", "split it, or take the sum() of a series")


def _parts(node: Tree) -> tuple[Tree, ...]:
    if isinstance(node, Operation):
        return node.operands
    return node.arguments if isinstance(node, Call) else ()


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
