"""Something wrong at a location, said so that the reader of the message can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from factbook.ground.location import Location
from factbook.ground.visible import make_visible

# Every code has a heading in docs/messages.md; a test holds both lists equal.
CODES = frozenset(
    {
        "yaml-syntax",
        "yaml-feature",
        "duplicate-key",
        "hidden-character",
        "symlink",
        "too-large",
        "unknown-key",
        "missing-key",
        "wrong-type",
        "bad-number",
        "bad-date",
        "bad-name",
        "unknown-unit",
        "unknown-source",
        "unused-source",
        "unknown-figure",
        "unknown-member",
        "unknown-chart",
        "no-room",
        "unknown-list",
        "unknown-claim",
        "unknown-option",
        "formula-syntax",
        "formula-value",
        "unit-mismatch",
        "unknown-table",
        "not-as-printed",
        "printed-unit",
        "printed-period",
        "printed-unreadable",
        "cycle",
        "check-broken",
        "placeholder-syntax",
        "unbound-name",
        "unknown-markdown",
        "merge-conflict",
        "claim-broken",
        "claim-undecided",
        "claim-empty",
        "claim-misworded",
        "whatif-input",
        "whatif-unsupported",
        "unknown-whatif",
        "unknown-guess",
        "guess-range",
        "guess-bands",
        "verdict-changed",
        "bare-number",
        "quoted-number",
        "unbound-comparison",
        "does-not-fit",
        "front-matter",
        "broken-link",
        "unsafe-html",
        "unsafe-address",
        "unlisted-page",
        "file-kind",
        "notebook-cell",
        "not-in-step",
    }
)


# What a build reports and goes on; `mkdocs build --strict` and `factbook check` fail on these too.
WARNINGS = frozenset({"unbound-comparison", "does-not-fit"})


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: where, what kind, what is wrong, and what to do."""

    location: Location
    code: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"problem code {self.code!r} is not listed in CODES")

    @property
    def is_warning(self) -> bool:
        """Whether a build that is not strict may go on."""
        return self.code in WARNINGS

    def __str__(self) -> str:
        # Words of the input are in both: a line break in them could begin a line that a build server obeys.
        text = f"{self.location}: {make_visible(self.message)} [{self.code}]"
        return f"{text}\n    hint: {make_visible(self.hint)}" if self.hint else text


class ProblemError(Exception):
    """Raised inside the core where work on one thing can't go on; collectors keep its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def format_problems(problems: Iterable[Problem]) -> str:
    """All problems, sorted by place, each once."""
    return "\n".join(str(problem) for problem in sorted(set(problems)))


def suggest(wrong: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known word, or else the given text."""
    near = _nearest(wrong, tuple(known))
    return f"did you mean '{near}'?" if near else otherwise


@lru_cache(maxsize=256)
def _nearest(wrong: str, known: tuple[str, ...]) -> str:
    """Kept, since a text may repeat a mistake any number of times."""
    return next(iter(difflib.get_close_matches(wrong, known, n=1)), "")
