"""Whether the parts of a chart make a whole, which bars and squares ask alike."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from factbook.chart.layer import wrong
from factbook.ground.location import Location
from factbook.model.factbook import Entry

NEAR = Decimal("0.005")


def require_whole(entries: Iterable[Entry], what: str, at: Location) -> None:
    """Raise ProblemError if a part is below nothing or above all, or if all of them are not a hundred per cent."""
    shares = [entry.quantity.value for entry in entries]
    if not shares or min(shares) < 0 or abs(sum(shares, Decimal(0)) - 1) > NEAR:
        hint = "draw every part of one whole, a hundred per cent in all and none of them negative"
        raise wrong(at, f"{what} are no shares of one whole", hint, "formula-value")
