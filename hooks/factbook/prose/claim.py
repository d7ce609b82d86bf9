"""Words bound to numbers: which words of a claim hold, or why none do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.ground.location import Location, Place
from factbook.ground.problem import Problem, ProblemError
from factbook.model.evaluate import evaluate_truth
from factbook.model.factbook import Factbook
from factbook.model.formula import FormulaError, Operation, Tree, references
from factbook.model.look import Look
from factbook.prose.number import format_entry
from factbook.prose.placeholder import Case, Claim


@dataclass(frozen=True, slots=True)
class Held:
    """The words of a claim that stand, and the predicate they stand under."""

    words: str
    predicate: str
    tree: Tree
    which: int = 0
    """The number of their case."""


def settle(claim: Claim, factbook: Factbook, at: Location, place: Place) -> Held:
    """The first case that holds. Raises ProblemError if none does or one can't be decided.

    `at` is where the claim starts, and `place` where each character between its braces is.
    """
    # a mistake in a later case is one now, and not only on the day when the case is needed
    truths = [_truth(case, factbook, place) for case in claim.cases]
    for number, (case, truth) in enumerate(zip(claim.cases, truths, strict=True)):
        if truth or case.tree is None:
            return _held(case, claim.cases[:number])
        if truth is None:
            raise _problem(
                at,
                "claim-undecided",
                f'whether "{case.words}" holds cannot be decided: {_state(case, factbook)} against {case.predicate}',
                "the figure is known only within bounds; claim less, or find a better source",
            )
    first = claim.cases[0]
    raise _problem(
        at,
        "claim-broken",
        f'the words "{first.words}" no longer hold: {_state(first, factbook)}, not {first.predicate}',
        "reword the sentence, or give the claim an else",
    )


def _held(case: Case, before: Sequence[Case]) -> Held:
    """A case stands while none of those before it does, and its own condition if it has one."""
    trees = [Operation("not", (one.tree,), 0) for one in before if one.tree is not None]
    texts = [f"not ({one.predicate})" for one in before]
    own = [case.tree] if case.tree is not None else []
    own_text = [f"({case.predicate})" if before else case.predicate] if own else []
    parts: list[Tree] = [*trees, *own]
    tree = parts[0] if len(parts) == 1 else Operation("and", tuple(parts), 0)
    return Held(case.words, " and ".join([*texts, *own_text]), tree, len(before))


def _truth(case: Case, factbook: Factbook, place: Place) -> bool | None:
    try:
        return None if case.tree is None else evaluate_truth(case.tree, factbook)
    except FormulaError as error:
        raise _problem(place(case.offset + error.column), error.code, str(error), error.hint) from None


def _state(case: Case, factbook: Factbook) -> str:
    """What the named figures are now: "shop.share_of_food is 62.1%"."""
    said = []
    for reference in references(case.tree) if case.tree is not None else ():
        entry = factbook.entries.get(str(reference))
        said.append(f"{reference} is {format_entry(entry, Look())}" if entry else f"{reference} is a series")
    return ", ".join(dict.fromkeys(said))


def _problem(at: Location, code: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(at, code, message, hint))
