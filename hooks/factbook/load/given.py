"""From the value, the bounds and the unit of a record to a quantity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from factbook.load.schema import Reader
from factbook.load.yaml_file import Node, Scalar
from factbook.model.evidence import Limits
from factbook.model.quantity import INFINITY, Quantity, from_fraction, measured
from factbook.model.unit import Measure
from factbook.model.unknown import name_unknown


@dataclass(frozen=True)
class GivenReader:
    """Reads the number of one record; `problems` of the reader grow as it goes."""

    reader: Reader
    found: Mapping[str, Node]
    measure: Measure
    limits: Limits | None = None
    """What follows from how the number is printed, where the record has no bounds of its own."""

    def quantity(self, name: str) -> Quantity | None:
        """The value with its bounds, in base units, under its name; None and a problem if it can't be."""
        value, low, high = (self.number(key) for key in ("value", "lower", "upper"))
        if self.limits and self.limits.lower is not None and self.limits.upper is not None:
            low = max(from_fraction(self.limits.lower).lower, self.least)
            high = from_fraction(self.limits.upper).upper
        if value is None or not self.has_width(low, high):
            return None
        lower, upper = self.ends(value, low, high)
        if not lower <= value <= upper:
            self.refuse("value", "the value lies outside its bounds", "lower <= value <= upper")
            return None
        if lower < self.least:
            at = "lower" if value >= self.least else "value"
            self.refuse(at, f"{self.measure.head.plural} can't be below {self.measure.head.minimum}")
            return None
        ends_before = self.bound == "less than" or bool(self.limits and self.limits.upper_open)
        opens = (self.bound == "more than" or lower == -INFINITY, ends_before or upper == INFINITY)
        if lower == upper and any(opens):
            self.refuse("bound", f"nothing is {self.bound} {value} here, since that is the end of the unit")
            return None
        return name_unknown(name, self.between(value, lower, upper, opens))

    @property
    def bound(self) -> str:
        """What the record says of its value, or else the document: "at least"."""
        node = self.found.get("bound")
        said = node.text.strip() if isinstance(node, Scalar) else ""
        return said or (self.limits.bound if self.limits else "")

    @property
    def least(self) -> Decimal:
        """The smallest value that the unit knows."""
        minimum = self.measure.head.minimum
        return -INFINITY if minimum is None else minimum

    def number(self, key: str) -> Decimal | None:
        node = self.found.get(key)
        return self.reader.number(node) if node else None

    def has_width(self, low: Decimal | None, high: Decimal | None) -> bool:
        """Whether a value that is "about" right says how far off it can be."""
        if self.bound != "about":
            return True
        if low is None and high is None:
            said = "say how far off the value can be, in the same unit"
            self.refuse("bound", "'about' needs 'lower' or 'upper'", said, "missing-key")
        elif low == high:
            self.refuse("bound", "'about' needs limits that lie apart", "leave 'bound' out if the value is exact")
        return low != high

    def ends(self, value: Decimal, low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal]:
        """The bounds as they are given, or as the words of the bound have them."""
        lower, upper = low if low is not None else value, high if high is not None else value
        if self.bound in ("at least", "more than") and high is None:
            upper = INFINITY
        if self.bound in ("at most", "less than", "up to") and low is None:
            lower = self.least
        return lower, upper

    def between(self, value: Decimal, lower: Decimal, upper: Decimal, opens: tuple[bool, bool]) -> Quantity:
        """The quantity in base units."""
        middle = measured(value, self.measure)
        if lower == upper:
            return middle
        low = lower if lower.is_infinite() else measured(lower, self.measure).lower
        high = upper if upper.is_infinite() else measured(upper, self.measure).upper
        return replace(middle, lower=low, upper=high, lower_open=opens[0], upper_open=opens[1], made=None)

    def refuse(self, key: str, message: str, hint: str = "", code: str = "bad-number") -> None:
        """Keep a problem at a key of the record."""
        self.reader.report((self.found.get(key) or self.found["value"]).location, code, message, hint)
