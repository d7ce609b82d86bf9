"""Every figure's value, in the order of dependency, and one entry for each number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from factbook.ground.problem import Problem, ProblemError
from factbook.model.counterexample import find_counterexamples
from factbook.model.evaluate import evaluate_quantity, evaluate_truth, in_unit_of
from factbook.model.evidence import Evidence
from factbook.model.factbook import Entry
from factbook.model.formula import FormulaError, Tree, references, says_nothing
from factbook.model.inputs import inputs_of
from factbook.model.period import Period, parse_period
from factbook.model.quantity import Months, Quantity
from factbook.model.records import CONFIDENCE, Check, Figure, Formula, Member, Text
from factbook.model.series import Series, numbers_of
from factbook.model.unit import Measure, Units, describe


@dataclass
class Computation:
    """Figures in, values, entries and problems out. A Scope for the formulas it evaluates."""

    units: Units
    figures: Mapping[str, Figure]
    values: dict[str, Quantity | Series] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)  # figures and topics that have been reported

    def value_of(self, figure: str) -> Quantity | Series:
        """A value computed before."""
        return self.values[figure]

    def measure(self, text: str) -> Measure:
        """A unit by its text."""
        return self.units.parse(text)

    def measure_of(self, figure: str) -> Measure:
        """The unit of a figure."""
        return self.figures[figure].measure

    def figure_names(self) -> list[str]:
        """For hints."""
        return list(self.figures)

    def run(self) -> None:
        """Compute every figure that can be computed."""
        for figure in self._ordered():
            try:
                self.values[figure.id], entries = self._compute(figure)
            except ProblemError as error:
                self.failed.add(figure.id)
                if not self._names_failed(figure):  # one mistake, one problem
                    self.problems.append(error.problem)
                continue
            for entry in entries:
                self.entries[entry.id] = entry

    def check(self, check: Check) -> None:
        """Keep a problem if a check does not hold."""
        formula = check.predicate
        if any(names_failed(reference.figure, self.failed) for reference in references(formula.tree)):
            return
        try:
            truth = evaluate_truth(formula.tree, self)
            if says_nothing(formula.tree):
                said = f"the check '{formula.text}' says nothing of any figure"
                self.problems.append(Problem(formula.location, "claim-empty", said, "name the figure that it checks"))
                return
        except FormulaError as error:
            at = formula.locate(error.column)
            self.problems.append(Problem(at, error.code, str(error), error.hint))
            return
        if not truth:
            said = "does not hold" if truth is False else "can't be decided within the bounds of its figures"
            if against := find_counterexamples(formula.tree, self):
                said = f"{said}: {'; '.join(against)}"
            self.problems.append(
                Problem(
                    formula.location,
                    "check-broken",
                    f"the check '{formula.text}' {said}",
                    f"{check.why} Look at the figures it names",
                )
            )

    def _ordered(self) -> Iterator[Figure]:
        """Inputs before what is made of them; a cycle is reported once and left out."""
        state: dict[str, str] = {}
        for start in self.figures:
            stack = [(start, iter(sorted(self._inputs(start))))] if start not in state else []
            if stack:
                state[start] = "open"
            while stack:
                name, inputs = stack[-1]
                following = next(inputs, None)
                if following is None:
                    stack.pop()
                    state[name] = "done"
                    if name not in self.failed:
                        yield self.figures[name]
                elif following not in state:
                    state[following] = "open"
                    stack.append((following, iter(sorted(self._inputs(following)))))
                elif state[following] == "open":
                    self._report_cycle([entry for entry, _ in stack], following)

    def _report_cycle(self, path: list[str], back_to: str) -> None:
        ring = path[path.index(back_to) :]
        if not self.failed.intersection(ring):
            self.problems.append(
                Problem(
                    self.figures[back_to].location,
                    "cycle",
                    " needs ".join([*ring, back_to]),
                    "one of them must be a given number",
                )
            )
        self.failed.update(ring)

    def _inputs(self, name: str) -> set[str]:
        return {r.figure for tree in _trees(self.figures[name]) for r in references(tree) if r.figure in self.figures}

    def _names_failed(self, figure: Figure) -> bool:
        return any(names_failed(name.figure, self.failed) for tree in _trees(figure) for name in references(tree))

    def _compute(self, figure: Figure) -> tuple[Quantity | Series, list[Entry]]:
        value = self._value(figure)
        return value, list(self._entries(figure, value))

    def _value(self, figure: Figure) -> Quantity | Series:
        if figure.formula:
            return self._evaluate(figure.formula, figure.measure)
        found: dict[str, Quantity] = {}
        for key, member in figure.members.items():
            value = self._evaluate(member.formula, figure.measure) if member.formula else member.given
            if isinstance(value, Series):
                raise ProblemError(
                    Problem(
                        member.location,
                        "formula-value",
                        "the formula of one member gives a whole series",
                        "name one member of the series it uses: topic.name[key]",
                    )
                )
            if value is not None:
                found[key] = value
        return Series(figure.by, found) if figure.by else found[""]

    def _evaluate(self, formula: Formula, measure: Measure) -> Quantity | Series:
        """The value of a formula in the dimension of its unit."""
        try:
            value = evaluate_quantity(formula.tree, self)
        except FormulaError as error:
            at = formula.locate(error.column)
            raise ProblemError(Problem(at, error.code, str(error), error.hint)) from None
        sample = numbers_of([value])[0]
        if sample.dimension != measure.dimension:
            raise ProblemError(
                Problem(
                    formula.location,
                    "unit-mismatch",
                    f"the formula gives {describe(sample.dimension)}, and the unit says {describe(measure.dimension)}",
                    "change the unit, or convert with a figure that is a rate between them",
                )
            )
        return in_unit_of(value, measure)

    def _entries(self, figure: Figure, value: Quantity | Series) -> Iterator[Entry]:
        if isinstance(value, Quantity):
            yield self._entry(figure, "", figure.id, value)
        else:
            for key, quantity in value.members.items():
                yield self._entry(figure, key, f"{figure.id}[{key}]", quantity, value.by)

    def _entry(self, figure: Figure, key: str, entry_id: str, quantity: Quantity, by: str = "") -> Entry:
        member = figure.members.get(key)
        formula = member.formula if member else figure.formula
        inputs = inputs_of(formula.tree, key, self.values) if formula else ()
        parts = [self.entries[name] for name in inputs]
        return Entry(
            id=entry_id,
            key=key,
            figure=figure,
            quantity=quantity,
            title=(member and member.title) or figure.title,
            period=_period(figure, member, key, by, parts),
            sources=_unique(part.sources for part in parts) if formula or not member else member.sources,
            evidence=member.evidence if member else Evidence(),
            confidence=_weakest(parts) if formula or not member else member.confidence,
            bound=member.bound if member else "",
            note=(member and member.note) or figure.note or _remark(formula, quantity),
            formula=formula,
            inputs=inputs,
        )


def names_failed(name: str, failed: Collection[str]) -> bool:
    """Whether a figure, a member of it or its whole topic was reported where it stands."""
    figure = name.partition("[")[0]
    return figure in failed or figure.partition(".")[0] in failed


def _trees(figure: Figure) -> list[Tree]:
    formulas = [figure.formula, *(member.formula for member in figure.members.values())]
    return [formula.tree for formula in formulas if formula]


def _remark(formula: Formula | None, quantity: Quantity) -> Text | None:
    """What a reader must know of a date that came to a month which lacks its day."""
    if formula is None or not isinstance(quantity.calendar, Months) or not quantity.calendar.clipped:
        return None
    return Text("The month has no such day; its last day stands for it.", formula.location)


def _unique(groups: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _weakest(parts: list[Entry]) -> str:
    order = list(CONFIDENCE)
    known = [part.confidence for part in parts if part.confidence in order]
    return max(known, key=order.index, default="checked")


def _period(figure: Figure, member: Member | None, key: str, by: str, parts: list[Entry]) -> Period | None:
    """The number's own time, else its key's, else the one that all its inputs share."""
    own = (member and member.period) or figure.period
    if own:
        return own
    if by in ("year", "quarter", "month"):
        return parse_period(key)
    shared = {part.period for part in parts}
    return shared.pop() if len(shared) == 1 else None
