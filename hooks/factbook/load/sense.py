"""Records that read well and cannot be: true in the future, or before anybody could know it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from factbook.ground.problem import Problem
from factbook.model.factbook import Factbook
from factbook.model.formula import Tree
from factbook.model.ratio import Measures, misnamed
from factbook.model.records import Figure, Formula, Member, Source
from factbook.model.unit import DATE, RATIO, Measure

RATE = re.compile(r"\b(?:rate|annuali[sz]ed)\b", re.IGNORECASE)  # a quarter carried on for a year
ASSUMED = "assumed"
ELSEWHERE = timedelta(days=1)  # where it is tomorrow already
# Money "a year" and "a quarter", and what its date cannot be.
SPANS: Mapping[str, tuple[str, ...]] = {"fiscal quarter": ("year",), "fiscal year": ("quarter", "month")}


def find_impossible(factbook: Factbook, today: date) -> Iterator[Problem]:
    """Given numbers whose time contradicts the day, their sources or their unit; units that are another kind of ratio."""
    for source in factbook.sources.values():
        yield from _unseen(source, today)
    for figure in factbook.figures.values():
        for member in figure.members.values():
            if member.given is not None:
                yield from _untimely(figure, member, factbook.sources, today)
                yield from _other_span(figure, member)
        for formula in (figure.formula, *(member.formula for member in figure.members.values())):
            if formula:
                yield from _other_ratio(formula, figure.measure, factbook)


def _unseen(source: Source, today: date) -> Iterator[Problem]:
    for key, period in (("issued", source.issued), ("accessed", source.accessed)):
        if period and period.start > today + ELSEWHERE:
            said = f"the source '{source.id}' was {key} on {period.text}, which has not come yet"
            yield Problem(source.location, "bad-date", said, "correct the date")
    if source.issued and source.accessed and source.accessed.end < source.issued.start:
        said = f"the source '{source.id}' was accessed on {source.accessed.text}, before it was issued"
        yield Problem(source.location, "bad-date", said, "correct one of both dates")


def _untimely(figure: Figure, member: Member, sources: Mapping[str, Source], today: date) -> Iterator[Problem]:
    period = member.period or figure.period
    if period is None or member.confidence == ASSUMED:
        return
    if period.start > today:
        said = f"'{figure.id}' is true for {period.text}, which has not come yet"
        yield Problem(
            member.location, "bad-date", said, "correct the date; what is only assumed says confidence: assumed"
        )
        return
    issued = [sources[name].issued for name in member.sources if name in sources]
    known = [one.end for one in issued if one is not None]
    if len(known) < len(issued) or not known or figure.measure.dimension == DATE or period.start <= max(known):
        return
    said = f"'{figure.id}' is true for {period.text}, and its source was issued before, on {max(known).isoformat()}"
    yield Problem(member.location, "bad-date", said, "correct the date, or name the source that knew it")


def _other_span(figure: Figure, member: Member) -> Iterator[Problem]:
    period = member.period or figure.period
    if any(RATE.search(words) for words in (figure.title, *(note.text for note in (figure.note, member.note) if note))):
        return
    for unit in figure.measure.per:
        if period and period.precision in SPANS.get(unit.name, ()):
            span = unit.name.removeprefix("fiscal ")
            said = f"'{figure.id}' counts what comes in a {span}, and is dated {period.text}"
            yield Problem(
                member.location,
                "bad-date",
                said,
                f"date it by the {span}, say 'a {period.precision}', or call it a rate",
            )


def _other_ratio(formula: Formula, measure: Measure, measures: Measures) -> Iterator[Problem]:
    if measure.dimension == RATIO and (hint := _misnamed(formula.tree, measure, measures)):
        said = f"'{measure.text}' is not what the formula gives"
        yield Problem(formula.location, "unit-mismatch", said, hint)


def _misnamed(tree: Tree, measure: Measure, measures: Measures) -> str:
    try:
        return misnamed(tree, measure, measures)
    except LookupError:  # of a name that others report
        return ""
