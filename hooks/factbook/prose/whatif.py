"""What follows where a reader sets given numbers otherwise: the words of numbers and claims, by the same formulas.

A script that moves with the reader has to say the same, letter for letter; `steps.py` writes what it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from factbook.ground.problem import Problem, ProblemError
from factbook.ground.typeset import set_quotes
from factbook.model.breakeven import all_inputs, find_limits
from factbook.model.evaluate import evaluate_quantity, evaluate_truth
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import FormulaError, Reference, Tree
from factbook.model.look import Look
from factbook.model.nudge import Moved
from factbook.model.quantity import Quantity, measured
from factbook.model.records import Dial, Text, WhatIf
from factbook.prose.mark import find_tokens
from factbook.prose.number import format_entry
from factbook.prose.placeholder import Block, Claim, FigureUse, Literal, parse_placeholder

Piece: TypeAlias = "str | FigureUse | Claim"
Setting: TypeAlias = "tuple[Decimal | None, ...]"
"""For each input a value in its own unit; None: as it is recorded."""
NO_ANSWER, UNDECIDED = "no answer", "not certain"


@dataclass(frozen=True, slots=True)
class Followed:
    """What follows from a setting: the words of inputs and outputs, each piece of each sentence, and the outputs' values."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    says: tuple[tuple[str, ...], ...]
    values: tuple[Decimal | None, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """All words of the sentences, which change where a claim does."""
        return tuple("".join(sentence) for sentence in self.says)


@dataclass(frozen=True, slots=True)
class Turn:
    """The first step of an input at which a claim says something else, and what it says on both sides."""

    value: Decimal
    near: str
    far: str


@dataclass(frozen=True)
class Play:
    """A what-if on the numbers of a factbook. Raises ProblemError where its sentences can't be read."""

    whatif: WhatIf
    factbook: Factbook

    @cached_property
    def dials(self) -> list[Entry]:
        """The numbers that a reader sets."""
        return [self.factbook.entries[dial.figure] for dial in self.whatif.dials]

    @cached_property
    def outputs(self) -> list[Entry]:
        """The numbers that follow."""
        return [self.factbook.entries[shown.figure] for shown in self.whatif.shown]

    @cached_property
    def sentences(self) -> list[list[Piece]]:
        """Literal words, numbers and claims, each claim with an else."""
        return [list(_read(sentence)) for sentence in self.whatif.says]

    @cached_property
    def claims(self) -> list[Claim]:
        """Those in the sentences."""
        return [piece for sentence in self.sentences for piece in sentence if isinstance(piece, Claim)]

    @cached_property
    def trees(self) -> list[Tree]:
        """All formulas and conditions that are asked for."""
        named = [
            Reference(use.figure, use.key, 0) for line in self.sentences for use in line if isinstance(use, FigureUse)
        ]
        named += [Reference(entry.figure.id, entry.key or None, 0) for entry in (*self.outputs, *self.dials)]
        return [*named, *(case.tree for claim in self.claims for case in claim.cases if case.tree)]

    @cached_property
    def needed(self) -> frozenset[str]:
        """The entries that all of it rests on, the inputs among them."""
        return frozenset(name for tree in self.trees for name in all_inputs(tree, self.factbook))

    @cached_property
    def scope(self) -> Moved:
        """The factbook with the inputs moved."""
        return Moved(self.factbook, {entry.id: entry.quantity for entry in self.dials}, self.needed)

    def follow(self, setting: Setting) -> Followed:
        """What follows from a setting."""
        self.scope.move({entry.id: quantity_at(entry, value) for entry, value in zip(self.dials, setting, strict=True)})
        found = [self._quantity(Reference(entry.figure.id, entry.key or None, 0)) for entry in self.outputs]
        return Followed(
            tuple(self._words(entry, self.scope.given[entry.id], Look()) for entry in self.dials),
            tuple(self._words(entry, value, Look()) for entry, value in zip(self.outputs, found, strict=True)),
            tuple(tuple(self._say(piece) for piece in sentence) for sentence in self.sentences),
            tuple(value.value if value else None for value in found),
        )

    @property
    def recorded(self) -> Setting:
        """Nothing moved."""
        return (None,) * len(self.dials)

    def moved(self, place: int, value: Decimal) -> Setting:
        """Only one input moved."""
        return tuple(value if at == place else None for at in range(len(self.dials)))

    def find_turns(self, place: int) -> list[Turn]:
        """Where the words of a claim change if one input alone moves, in the order of its values."""
        dial, entry = self.whatif.dials[place], self.dials[place]
        ends = (measured(dial.low, entry.figure.measure).value, measured(dial.high, entry.figure.measure).value)
        now = in_unit_of(entry, entry.quantity.value)
        trees = [case.tree for claim in self.claims for case in claim.cases if case.tree]
        found: dict[Decimal, Turn] = {}
        for value in (limit for tree in trees for limit in find_limits(tree, entry, self.factbook, ends)):
            step = -dial.step if in_unit_of(entry, value) < now else dial.step
            beyond = to_step(dial, in_unit_of(entry, value), outwards=step)
            # the search is exact to a small part of the range, so the step before may be the one
            for at in (beyond - step, beyond):
                near, far = (self._claimed(place, one) for one in (at - step, at))
                changed = [pair for pair in zip(near, far, strict=True) if pair[0] != pair[1]]
                if changed and dial.low <= at <= dial.high:
                    found.setdefault(at, Turn(at, *changed[0]))
        return [found[value] for value in sorted(found)]

    def _claimed(self, place: int, value: Decimal) -> list[str]:
        """The words of each claim with one input moved."""
        self.follow(self.moved(place, value))
        return [self._say(claim) for claim in self.claims]

    def _quantity(self, tree: Tree) -> Quantity | None:
        try:
            value = evaluate_quantity(tree, self.scope)
        except FormulaError:
            return None
        return value if isinstance(value, Quantity) else None

    def _words(self, entry: Entry, quantity: Quantity | None, look: Look) -> str:
        return format_entry(replace(entry, quantity=quantity), look) if quantity else NO_ANSWER

    def _say(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, FigureUse):
            entry = self.factbook.entry(piece.figure, piece.key)
            return self._words(entry, self._quantity(Reference(piece.figure, piece.key, 0)), piece.look)
        return self._settle(piece)

    def _settle(self, claim: Claim) -> str:
        """The words of the first case that holds; as in a text, a case that has no answer spoils them all."""
        try:
            truths = [case.tree is None or evaluate_truth(case.tree, self.scope) for case in claim.cases]
        except FormulaError:
            return NO_ANSWER
        for case, truth in zip(claim.cases, truths, strict=True):
            if truth is None:
                return UNDECIDED
            if truth:
                return set_quotes(case.words)
        return UNDECIDED  # pragma: no cover - the last case is an else


def in_unit_of(entry: Entry, value: Decimal) -> Decimal:
    """A value in base units, in the unit in which the record and the reader write it."""
    return value / entry.figure.measure.decimal_factor


def quantity_at(entry: Entry, value: Decimal | None) -> Quantity:
    """An input at a value in its own unit, or as it is recorded."""
    return entry.quantity if value is None else measured(value, entry.figure.measure)


def to_step(dial: Dial, value: Decimal, outwards: Decimal = Decimal(0)) -> Decimal:
    """The nearest step of an input, or the first that lies beyond a value in the direction of `outwards`."""
    steps = (value - dial.low) / dial.step
    rounding = "ROUND_CEILING" if outwards > 0 else "ROUND_FLOOR" if outwards < 0 else "ROUND_HALF_UP"
    return dial.low + steps.to_integral_value(rounding) * dial.step


def stops_of(play: Play, place: int) -> Iterator[tuple[str, Decimal]]:
    """The named values of an input, in its own unit; those that are computed stand on the nearest step."""
    dial, entry = play.whatif.dials[place], play.dials[place]
    for name, value in dial.stops:
        if isinstance(value, Decimal):
            yield name, value
            continue
        try:
            found = evaluate_quantity(value.tree, play.factbook)
        except FormulaError as error:
            raise ProblemError(Problem(value.locate(error.column), error.code, str(error), error.hint)) from None
        if not isinstance(found, Quantity) or found.dimension != entry.quantity.dimension:
            hint = "a stop is a number in the unit of the input, or a formula that gives one"
            raise ProblemError(Problem(value.location, "unit-mismatch", f"'{name}' is no value of '{entry.id}'", hint))
        yield name, min(max(to_step(dial, in_unit_of(entry, found.value)), dial.low), dial.high)


def _read(sentence: Text) -> Iterator[Piece]:
    """The pieces of a sentence."""
    done = 0
    for token in find_tokens(sentence.text):
        yield sentence.text[done : token.start]
        done = token.end
        at = sentence.locate(token.start)
        if token.kind != "placeholder":
            raise ProblemError(
                Problem(at, "whatif-unsupported", f"a {token.kind} can't stand in a what-if", "leave it out")
            )
        inside = token.start + len("{{")
        found = parse_placeholder(token.inside, lambda offset, start=inside: sentence.locate(start + offset))  # type: ignore[misc]
        if isinstance(found, Literal):
            yield set_quotes(found.words)
        elif isinstance(found, FigureUse) or (isinstance(found, Claim) and found.cases[-1].tree is None):
            yield found
        else:
            said, hint = "the claim needs an else", 'readers move the numbers, so end it with: else "other words"'
            if isinstance(found, Block):
                said, hint = f"a {found.what} can't stand in a what-if", "leave it out"
            raise ProblemError(Problem(at, "whatif-unsupported", said, hint))
    yield sentence.text[done:]


def all_settings(play: Play) -> Sequence[tuple[str, int, Setting]]:
    """The rows of a table: as it was, then each named stop of each input, with the place of the input or -1."""
    rows: list[tuple[str, int, Setting]] = [("As it was", -1, play.recorded)]
    for place in range(len(play.dials)):
        rows += [(name, place, play.moved(place, value)) for name, value in stops_of(play, place)]
    return rows
