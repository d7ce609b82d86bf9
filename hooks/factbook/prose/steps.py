"""A what-if as data for a script: formulas as steps, each over the results of earlier ones, and how numbers read.

Whatever does not move with an input is computed here. What the script can't do as the core does is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias

from factbook.ground.problem import Problem, ProblemError
from factbook.ground.typeset import set_quotes
from factbook.model import arithmetic
from factbook.model.evaluate import evaluate
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import Call, Day, Literal, Operation, Reference, Tree
from factbook.model.inputs import inputs_of
from factbook.model.look import Look
from factbook.model.operators import ARITHMETIC
from factbook.model.quantity import INFINITY, Quantity, QuantityError, Span, point
from factbook.model.series import Series
from factbook.model.unit import DATE, DURATION, Measure
from factbook.model.unknown import Quotient
from factbook.prose.amount import measured_in, own_power
from factbook.prose.digits import NO_BREAK
from factbook.prose.number import look_of
from factbook.prose.placeholder import Claim
from factbook.prose.whatif import Piece, Play

Nodes: TypeAlias = "int | dict[str, int]"
"""A step by its number, or those of a series by key."""
LOOKS = frozenset({"words", "plain", "signed", "unsigned", "compact"})
ORDER = frozenset({"<", ">", "<=", ">=", "=", "!=", "within", "between"})
REDUCING = ("sum", "mean", "min", "max", "first", "last", "count", "count_up_to")


class UnsupportedError(Exception):
    """Raised for what the script can't do; the message says what."""


def write_steps(play: Play) -> dict[str, Any]:
    """The data of a what-if for its script. Raises ProblemError for what the script can't do."""
    writer = _Writer(play.factbook, {entry.id: place for place, entry in enumerate(play.dials)})
    try:
        return {
            "inputs": [_dial(play, place, writer) for place in range(len(play.dials))],
            "outputs": [[writer.entry(entry.id), writer.form(entry, Look())] for entry in play.outputs],
            "says": [[_piece(piece, writer) for piece in sentence] for sentence in play.sentences],
            "steps": writer.steps,
            "forms": writer.forms,
        }
    except UnsupportedError as error:
        hint = "leave it out, or let readers move something else"
        said = f"the what-if '{play.whatif.name}' needs {error}, which can't follow a reader's hand"
        raise ProblemError(Problem(play.whatif.location, "whatif-unsupported", said, hint)) from None


def _dial(play: Play, place: int, writer: _Writer) -> list[Any]:
    """What an input is: its range, how many base units one of it is, what is recorded, its step, and how it reads."""
    dial, entry = play.whatif.dials[place], play.dials[place]
    factor = Fraction(entry.figure.measure.factor)
    at = Fraction(entry.quantity.fraction) / factor
    texts = (str(number) for number in (dial.low, dial.high, dial.step))
    return [*texts, _ratio(factor), _ratio(at), writer.entry(entry.id), writer.form(entry, Look())]


def _piece(piece: Piece, writer: _Writer) -> Any:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Claim):
        cases = [
            [set_quotes(case.words)] if case.tree is None else [set_quotes(case.words), writer.truth(case.tree)]
            for case in piece.cases
        ]
        return {"cases": cases}
    entry = writer.factbook.entry(piece.figure, piece.key)
    return [writer.entry(entry.id), writer.form(entry, piece.look)]


@dataclass
class _Writer:
    """Grows the steps; for each it keeps what the core finds for the record, and on which unknowns it rests."""

    factbook: Factbook
    dials: Mapping[str, int]
    steps: list[list[Any]] = field(default_factory=list)
    forms: list[dict[str, Any]] = field(default_factory=list)
    found: list[Quantity | bool | None] = field(default_factory=list)
    unknowns: list[frozenset[str]] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    moving: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for entry in self.factbook.entries.values():  # inputs come before what is made of them
            if entry.id in self.dials or not self.moving.isdisjoint(entry.inputs):
                self.moving.add(entry.id)

    def add(self, step: list[Any], found: Quantity | bool | None, unknowns: frozenset[str]) -> int:
        self.steps.append(step)
        self.found.append(found)
        self.unknowns.append(unknowns)
        return len(self.steps) - 1

    def constant(self, value: Quantity | bool | None) -> int:
        if not isinstance(value, Quantity):
            return self.add(["truth", value], value, frozenset())
        if INFINITY in (value.upper, -value.lower):
            raise UnsupportedError("a number that is known from one side only")
        names = frozenset(value.made.unknowns) if isinstance(value.made, Quotient) else frozenset[str]()
        if value.exact:
            return self.add(["is", _ratio(value.fraction)], value, names)
        ends = [_ratio(Fraction(end)) for end in (value.value, value.lower, value.upper)]
        return self.add(["is", *ends, int(value.lower_open), int(value.upper_open)], value, names)

    def entry(self, name: str) -> int:
        """The step that has a number of the factbook."""
        if name not in self.known:
            self.known[name] = self.make(self.factbook.entries[name])
        return self.known[name]

    def make(self, entry: Entry) -> int:
        if entry.id in self.dials:
            return self.add(["input", self.dials[entry.id]], entry.quantity, frozenset())
        if entry.formula is None or entry.id not in self.moving:
            return self.constant(entry.quantity)
        made = self.value(entry.formula.tree, entry.key)
        return made[entry.key] if isinstance(made, dict) else made

    def truth(self, tree: Tree) -> int:
        """The step that has a condition."""
        return self.one(tree, "")

    def one(self, tree: Tree, key: str) -> int:
        made = self.value(tree, key)
        if isinstance(made, dict):
            raise UnsupportedError("a whole series where one number is shown")
        return made

    def value(self, tree: Tree, key: str) -> Nodes:
        """The steps of a tree; of a series only the member `key`, if one is given."""
        if isinstance(tree, Reference):
            return self.reference(tree, key)
        if isinstance(tree, Literal | Day) or self.moving.isdisjoint(inputs_of(tree, key, self.factbook.values)):
            return self.folded(tree, key)
        return self.call(tree, key) if isinstance(tree, Call) else self.operation(tree, key)

    def operation(self, tree: Operation, key: str) -> Nodes:
        if tree.operator in ("and", "or", "not"):
            return self.add([tree.operator, *(self.one(part, key) for part in tree.operands)], None, frozenset())
        if tree.operator in ("largest", "smallest"):
            return self.rank(tree, key)
        parts = [self.value(part, key) for part in tree.operands]
        if tree.operator in ORDER:
            compared = self.combine(partial(self.compare, tree.operator), parts)
            return self.add(["and", *compared.values()], None, frozenset()) if isinstance(compared, dict) else compared
        if tree.operator in ("+", "-", "*", "/", "neg"):
            return self.combine(partial(self.operate, tree.operator), parts)
        raise UnsupportedError(f"the operator '{tree.operator}'")

    def folded(self, tree: Tree, key: str) -> Nodes:
        """What does not move."""
        value = evaluate(tree, self.factbook)
        if not isinstance(value, Series):
            return self.constant(value)
        if key:
            return self.constant(value.members[key])
        return {name: self.constant(member) for name, member in value.members.items()}

    def reference(self, tree: Reference, key: str) -> Nodes:
        value = self.factbook.values[tree.figure]
        if not isinstance(value, Series):
            return self.entry(tree.figure)
        if tree.key is not None and tree.span is None:
            return self.entry(str(tree))
        if key:
            return self.entry(f"{tree.figure}[{key}]")
        return {name: self.entry(f"{tree.figure}[{name}]") for name in tree.part_of(list(value.members))}

    def call(self, tree: Call, key: str) -> Nodes:
        if tree.function == "abs":
            return self.combine(partial(self.operate, "abs"), [self.value(tree.arguments[0], key)])
        if tree.function not in REDUCING:
            raise UnsupportedError(f"the function {tree.function}()")
        made = [self.value(part, "") for part in tree.arguments]
        members = [step for part in made for step in (part.values() if isinstance(part, dict) else (part,))]
        if tree.function in ("first", "last"):
            return members[0 if tree.function == "first" else -1]
        if tree.function == "count":
            return self.constant(point(Decimal(len(members))))
        if tree.function == "count_up_to":
            return self.count(tree, members)
        if tree.function in ("min", "max"):
            return members[0] if len(members) == 1 else self.extreme(tree.function, members)
        return self.total(members, is_mean=tree.function == "mean")

    def count(self, tree: Call, members: Sequence[int]) -> int:
        *listed, limit = members
        for member in listed:
            self.require_apart(member, limit)
        return self.add(["count", limit, *listed], self.at_record(tree), self.resting(members))

    def total(self, members: Sequence[int], *, is_mean: bool) -> int:
        total = members[0]
        for member in members[1:]:
            total = self.operate("+", total, member)
        return self.operate("/", total, self.constant(point(Decimal(len(members))))) if is_mean else total

    def extreme(self, function: str, members: Sequence[int]) -> int:
        found = arithmetic.extreme([self.quantity(one) for one in members], largest=function == "max")
        if len(members) > 1 and self.overlap(members):
            raise UnsupportedError(f"{function}() of numbers that rest on one unknown")
        return self.add([function, *members], found, self.resting(members))

    def rank(self, tree: Operation, key: str) -> int:
        first, *listed = (self.value(part, key) for part in tree.operands)
        if isinstance(first, dict):
            raise UnsupportedError("the rank of a whole series")
        others = [step for part in listed for step in (part.values() if isinstance(part, dict) else (part,))]
        rivals = [other for other in others if other != first]
        for rival in rivals:
            self.require_apart(first, rival)
        pairs = [(rival, first) if tree.operator == "largest" else (first, rival) for rival in rivals]
        return self.add(["and", *(self.add(["<", *pair], None, frozenset()) for pair in pairs)], None, frozenset())

    def combine(self, make: Callable[..., int], parts: Sequence[Nodes]) -> Nodes:
        """The same step for each key that series share."""
        series = [part for part in parts if isinstance(part, dict)]
        if not series:
            return make(*parts)
        keys = [key for key in series[0] if all(key in other for other in series)]
        return {key: make(*(part[key] if isinstance(part, dict) else part for part in parts)) for key in keys}

    def operate(self, sign: str, *parts: int) -> int:
        """A step of arithmetic."""
        if self.overlap(parts):
            raise UnsupportedError("one number twice that is known within bounds only")
        given = [self.quantity(part) for part in parts]
        one_sided: dict[str, Callable[..., Quantity]] = {"neg": arithmetic.negate, "abs": arithmetic.absolute}
        try:
            found = {**ARITHMETIC, **one_sided}[sign](*given)
        except QuantityError as error:
            raise UnsupportedError(f"what has no answer for the record ({error})") from None
        return self.add([sign, *parts], found, self.resting(parts))

    def compare(self, sign: str, *parts: int) -> int:
        """A step that compares."""
        for other in parts[1:]:
            self.require_apart(parts[0], other)
        if sign == "between":
            low, high = (
                self.add(["<=", *pair], None, frozenset()) for pair in ((parts[1], parts[0]), (parts[0], parts[2]))
            )
            return self.add(["and", low, high], None, frozenset())
        if sign == "within":
            apart = self.operate("abs", self.operate("-", *parts[:2]))
            return self.add(["<=", apart, parts[2]], None, frozenset())
        if sign in (">", ">="):
            sign, parts = sign.replace(">", "<"), parts[::-1]
        if sign == "!=":
            return self.add(["not", self.add(["=", *parts], None, frozenset())], None, frozenset())
        return self.add([sign, *parts], None, frozenset())

    def require_apart(self, one: int, other: int) -> None:
        """Raise if two numbers are compared otherwise than by their values alone."""
        a, b = self.quantity(one), self.quantity(other)
        if self.overlap((one, other)):
            raise UnsupportedError("one number twice that is known within bounds only")
        if a.dimension == b.dimension == DURATION and (a.calendar is None) != (b.calendar is None):
            raise UnsupportedError("days that are compared with years of the calendar")

    def quantity(self, step: int) -> Quantity:
        """What a step gives for the record; the calendar stays with the core."""
        found = self.found[step]
        if not isinstance(found, Quantity):
            raise UnsupportedError("a comparison where a number is needed")
        if found.dimension == DATE or isinstance(found.calendar, Span):
            raise UnsupportedError("dates")
        return found

    def at_record(self, tree: Tree) -> Quantity | bool | None:
        value = evaluate(tree, self.factbook)
        return None if isinstance(value, Series) else value

    def resting(self, parts: Sequence[int]) -> frozenset[str]:
        return frozenset().union(*(self.unknowns[part] for part in parts))

    def overlap(self, parts: Sequence[int]) -> bool:
        """Whether two of some steps rest on one unknown."""
        return sum(len(self.unknowns[part]) for part in parts) > len(self.resting(parts))

    def form(self, entry: Entry, own: Look) -> int:
        """How a number reads, by its number among the forms."""
        measure, look = entry.figure.measure, look_of(entry.figure.show, own)
        look = replace(look, options=look.options - {"capital"})
        if entry.bound:
            raise UnsupportedError(f"'{entry.id}', which is known as '{entry.bound}' only")
        if odd := sorted(look.options - LOOKS):
            raise UnsupportedError(f"the option '{odd[0]}'")
        if measure.dimension == DATE or measure.head.name == "minute":
            raise UnsupportedError(f"{measure.head.plural}")
        made = _form(measure, look) | ({"capital": 1} if "capital" in own else {})
        if made not in self.forms:
            self.forms.append(made)
        return self.forms.index(made)


def _form(measure: Measure, look: Look) -> dict[str, Any]:
    head = measure.head
    kind = "money" if head.symbol else "share" if "%" in (measure.multiplier, head.name) else "count"
    one, several = ("", head.symbol.replace(" ", NO_BREAK)) if kind == "money" else (head.title, head.plural)
    return {
        "kind": kind,
        "in": _ratio(Fraction(measured_in(measure))) if kind != "money" else "1",
        "one": one,
        "all": several,
        **({"once": 1} if head.name == "time" else {}),
        **({"power": own_power(measure)} if own_power(measure) else {}),
        **({} if look.digits is None else {"digits": look.digits}),
        **dict.fromkeys(sorted(look.options), 1),
    }


def _ratio(number: Fraction) -> str:
    return str(number)
