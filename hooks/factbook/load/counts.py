"""Figures that the build counts itself: how the verdicts of the ledger fell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from factbook.ground.location import Location
from factbook.model.evidence import Evidence
from factbook.model.quantity import point
from factbook.model.records import VERDICTS, Figure, LedgerClaim, Member
from factbook.model.unit import Units

COUNTED = "ledger.verdicts"
UNIT, SOURCE = "claim", "ledger-own"


def count_verdicts(ledger: Sequence[LedgerClaim], units: Units, noun: str) -> Figure:
    """The series `ledger.verdicts`: claims by verdict. Raises LookupError if there is no unit 'claim'."""
    measure = units.parse(UNIT)
    counts = Counter(claim.verdict for claim in ledger)
    at = Location("data/ledger.yml")
    members = {
        verdict: Member(
            key=verdict,
            given=point(Decimal(counts[verdict]), measure.dimension),
            formula=None,
            period=None,
            sources=(SOURCE,),
            evidence=Evidence(
                place="the ledger", counted=tuple(claim.id for claim in ledger if claim.verdict == verdict)
            ),
            confidence="checked",
            bound="",
            note=None,
            title=f"Claims of the {noun} that are {verdict}",
            location=at,
        )
        for verdict in VERDICTS
    }
    title = f"Claims of the {noun} by verdict"
    return Figure(COUNTED, title, measure, "category", members, None, None, "", None, at)
