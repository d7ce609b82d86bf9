"""Words bound to numbers: which words of a claim hold, or why none do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError
from factbook.model.evaluate import evaluate_truth
from factbook.model.factbook import Factbook
from factbook.model.formula import FormulaError, Reference, Tree, references
from factbook.prose.number import Look, format_entry
from factbook.prose.placeholder import Case, Claim


@dataclass(frozen=True, slots=True)
class Held:
    """The case of a claim that holds."""

    words: str
    predicate: str
    tree: Tree | None


def settle(claim: Claim, factbook: Factbook, at: Location) -> Held:
    """The first case that holds. Raises ProblemError if none does or one can't be decided."""
    for case in claim.cases:
        if case.tree is None:
            return Held(case.words, "otherwise", None)
        truth = _truth(case, factbook, at)
        if truth:
            return Held(case.words, case.predicate, case.tree)
        if truth is None:
            raise ProblemError(
                Problem(at, "claim-undecided",
                        f'whether "{case.words}" holds cannot be decided: {_state(case.tree, factbook)} against '
                        f"{case.predicate}",
                        "the figure is known only within bounds; claim less, or find a better source")  # fmt: skip
            )
    first = claim.cases[0]
    assert first.tree is not None
    raise ProblemError(
        Problem(at, "claim-broken",
                f'the words "{first.words}" no longer hold: {_state(first.tree, factbook)}, not {first.predicate}',
                "reword the sentence, or give the claim an else")  # fmt: skip
    )


def inputs(trees: Iterable[Tree | None]) -> Iterator[Reference]:
    """The figures that predicates name."""
    for tree in trees:
        if tree is not None:
            yield from references(tree)


def _truth(case: Case, factbook: Factbook, at: Location) -> bool | None:
    assert case.tree is not None
    try:
        return evaluate_truth(case.tree, factbook)
    except FormulaError as error:
        place = at.shift(case.column + error.column)
        raise ProblemError(Problem(place, error.code, str(error), error.hint)) from None


def _state(tree: Tree, factbook: Factbook) -> str:
    """What the named figures are now: "facebook.ad_share is 62.1%"."""
    said = []
    for reference in references(tree):
        entry = factbook.entries.get(str(reference))
        said.append(f"{reference} is {format_entry(entry, Look())}" if entry else f"{reference} is a series")
    return ", ".join(dict.fromkeys(said))
