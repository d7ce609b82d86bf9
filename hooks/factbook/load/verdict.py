"""Verdicts that rest on numbers: what the numbers say, and where the ledger says something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from factbook.ground.problem import Problem, ProblemError
from factbook.load.compute import names_failed
from factbook.model.evaluate import evaluate_truth
from factbook.model.factbook import Factbook
from factbook.model.formula import FormulaError, references, says_nothing
from factbook.model.records import Formula, LedgerClaim


def find_verdict_problems(factbook: Factbook, failed: Collection[str] = ()) -> Iterator[Problem]:
    """Verdicts that the numbers contradict or can't decide; claims that name `failed` figures are left out."""
    for claim in factbook.ledger:
        if _names_any(claim, failed):  # one mistake, one problem
            continue
        for predicate in (claim.holds, claim.close):
            if predicate and says_nothing(predicate.tree):
                said = f"'{predicate.text}' says nothing of any figure"
                yield Problem(predicate.location, "claim-empty", said, "name the figures that the verdict rests on")
        try:
            computed = decide_verdict(claim, factbook)
        except ProblemError as error:
            yield error.problem
            continue
        if computed != claim.verdict:
            yield Problem(
                claim.verdict_location,
                "verdict-changed",
                f"the verdict of {claim.id} is '{claim.verdict}', and the numbers say '{computed}'",
                "change the verdict, or the tolerance in 'holds'",
            )


def decide_verdict(claim: LedgerClaim, factbook: Factbook) -> str:
    """The verdict by the claim's predicates, else the recorded one. Raises ProblemError if they are undecided."""
    if claim.holds is None:
        return claim.verdict
    holds = _truth(claim.holds, factbook)
    close = _truth(claim.close, factbook) if claim.close else False
    if holds is None:
        raise _undecided(claim, "holds", claim.holds)
    if holds:
        return "supported"
    if close is None and claim.close:
        raise _undecided(claim, "close", claim.close)
    return "imprecise" if close else "wrong"


def _names_any(claim: LedgerClaim, figures: Collection[str]) -> bool:
    formulas = (claim.holds, claim.close)
    return any(
        names_failed(name.figure, figures) for formula in formulas if formula for name in references(formula.tree)
    )


def _truth(predicate: Formula, factbook: Factbook) -> bool | None:
    try:
        return evaluate_truth(predicate.tree, factbook)
    except FormulaError as error:
        at = predicate.locate(error.column)
        raise ProblemError(Problem(at, error.code, str(error), error.hint)) from None


def _undecided(claim: LedgerClaim, key: str, predicate: Formula) -> ProblemError:
    message = f"the verdict of {claim.id} can't be decided: '{key}' is true for some values within bounds only"
    hint = f"change the tolerance in '{key}', or leave it out and judge by hand"
    return ProblemError(Problem(predicate.location, "claim-undecided", message, hint))
