"""What a change of data or texts does to a reader: numbers, sentences, claims, verdicts and charts, before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from factbook.chart.chart import draw_chart
from factbook.chart.layer import layers_of
from factbook.ground.problem import ProblemError
from factbook.lists.names import say_times
from factbook.lists.standing import Standing, find_standings
from factbook.model.evidence import Evidence
from factbook.model.factbook import Entry, Factbook
from factbook.model.look import Look
from factbook.page.digits import say_value
from factbook.prose.bind import bind_words
from factbook.prose.bound import Bound, ClaimUse
from factbook.prose.dates import format_period
from factbook.prose.number import format_entry
from factbook.prose.placeholder import Block
from factbook.prose.whatif import Play, all_settings
from factbook.review.project import Project

Sentence = tuple[str, str]  # the section that it stands in, and its words
NONE = ("", "")
ALIKE, MAX_NEAR = 0.5, 20  # of two wordings of one sentence at least half is the same
CLOSER = Decimal("0.9")  # a margin that shrank by less is no news


@dataclass(frozen=True, slots=True)
class Change:
    """Something of a name or place that reads otherwise now; an empty side is missing. `follows` from others."""

    where: str
    before: str
    after: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes by kind."""

    figures: list[Change]
    evidence: list[Change]
    """What is said of the places of numbers in their sources."""
    sentences: list[Change]
    claims: list[Change]
    verdicts: list[Change]
    charts: list[Change]
    whatifs: list[Change]
    """What follows from the record and from each stop of a what-if."""
    exempt: list[Change]
    """Names with numbers that the guard passes over."""
    drawn: list[str]
    """The names of the charts that are drawn otherwise now, with those that came or went."""
    pages: list[str]
    """Those that show anything otherwise."""
    problems: list[str]


def compare_projects(before: Project, after: Project) -> Diff:
    """Both are read by today's code; problems are those of the state after."""
    old, new = before.factbook, after.factbook
    sentences, charts = list(_sentences(before.bound, after.bound, after.docs)), _changed_charts(old, new)
    whatifs = list(_pairs(_whatifs(old), _whatifs(new)))
    pages = [change.where.partition(",")[0] for change in sentences]
    moved = {change.where.partition(":")[0] for change in whatifs}
    for page, bound in after.bound.items():
        pages += [f"{after.docs}/{page}" for block, _ in bound.whatifs if block.name in moved]
    pages += [f"{after.docs}/{page}" for page in after.bound if _draws_otherwise(page, before, after, charts)]
    return Diff(
        figures=list(_pairs(_figures(old), _figures(new))),
        evidence=list(_pairs(_evidence(old), _evidence(new))),
        sentences=sentences,
        claims=[*_flips(before, after), *_margins(before, after)],
        verdicts=list(_pairs(_verdicts(old), _verdicts(new))),
        charts=[change for name in charts for change in _chart(name, old, new)],
        whatifs=whatifs,
        exempt=list(_pairs(_exempt(before), _exempt(after))),
        drawn=charts,
        pages=list(dict.fromkeys(pages)),
        problems=[str(problem) for problem in after.problems],
    )


def _pairs(before: Mapping[str, tuple[str, bool]], after: Mapping[str, tuple[str, bool]]) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        (old, _), (new, follows) = before.get(name, ("", False)), after.get(name, ("", False))
        if old != new:
            yield Change(name, old, new, follows and bool(old))


def _figures(factbook: Factbook) -> dict[str, tuple[str, bool]]:
    return {name: (_describe(entry), entry.formula is not None) for name, entry in factbook.entries.items()}


def _describe(entry: Entry) -> str:
    """A number with what a reader can check of it; the exact value where the words are rounded."""
    words, exact = format_entry(entry, Look()), say_value(entry)
    when = format_period(entry.period) if entry.period else ""
    made = " ".join(entry.formula.text.split()) if entry.formula else ", ".join(entry.sources)
    return "; ".join(dict.fromkeys(filter(None, [words, exact, when, made, entry.confidence])))


def _evidence(factbook: Factbook) -> dict[str, tuple[str, bool]]:
    """What stands in the source of each recorded number, and where."""
    return {name: (_say_evidence(entry.evidence), False) for name, entry in factbook.entries.items()}


def _say_evidence(evidence: Evidence) -> str:
    printed = ", ".join(evidence.counted) or (f"'{evidence.printed}'" if evidence.printed else "")
    stated = f"in {evidence.stated}" if evidence.stated else ""
    signed = [f"signed by {one.by} on {one.on.text}" for one in evidence.signed]
    return "; ".join(filter(None, [" ".join(filter(None, [printed, stated])), evidence.where, *signed]))


def _verdicts(factbook: Factbook) -> dict[str, tuple[str, bool]]:
    texts = {claim.id: bind_words(claim.claim, factbook, markup=False).text for claim in factbook.ledger}
    return {claim.id: (f"{claim.verdict}: {' '.join(texts[claim.id].split())}", False) for claim in factbook.ledger}


def _whatifs(factbook: Factbook) -> dict[str, tuple[str, bool]]:
    """For the record and each stop of each what-if what a reader is told."""
    found = {}
    for whatif in factbook.whatifs.values():
        play = Play(whatif, factbook)
        question = bind_words(whatif.question, factbook, markup=False).text
        try:
            for name, place, setting in all_settings(play):
                told = play.follow(setting)
                label = f", {whatif.dials[place].figure}" if place >= 0 else ""
                said = "; ".join([*told.inputs, *told.outputs, *told.claims])
                found[f"{whatif.name}: {name}{label}"] = (said if place >= 0 else f"{question} {said}", False)
        except (ProblemError, LookupError):  # said among the problems
            continue
    return found


def _exempt(project: Project) -> dict[str, tuple[str, bool]]:
    return {name: (say_times(count), False) for name, count in project.exempt.items()}


def _sentences(before: Mapping[str, Bound], after: Mapping[str, Bound], docs: str) -> Iterator[Change]:
    """Lines of a page that read otherwise, with the section they stand in."""
    for page in dict.fromkeys([*before, *after]):
        old, new = (_read(pages[page]) if page in pages else [] for pages in (before, after))
        for kind, i, j, k, m in SequenceMatcher(
            None, [x for _, x in old], [x for _, x in new], autojunk=False
        ).get_opcodes():
            for one, other in _paired(old[i:j], new[k:m]) if kind != "equal" else ():
                yield Change(f"{docs}/{page}, {other[0] or one[0]}".removesuffix(", "), one[1], other[1])


def _paired(gone: list[Sentence], come: list[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Each new sentence beside the old one that it most resembles, in order; one without a like stands alone."""
    left = 0
    for new in come:
        likeness = [SequenceMatcher(None, old[1], new[1]).ratio() for old in gone[left : left + MAX_NEAR]]
        best = max(likeness, default=0.0)
        if best >= ALIKE:
            found = left + likeness.index(best)
            yield from ((old, NONE) for old in gone[left:found])
            yield gone[found], new
            left = found + 1
        else:
            yield NONE, new
    yield from ((old, NONE) for old in gone[left:])


def _read(bound: Bound) -> list[Sentence]:
    """The sections and sentences of a page, as a reader sees them."""
    return [
        (section, sentence) for section, line in bound.lines for sentence in re.split(r"(?<=[.?!]) (?=[A-Z])", line)
    ]


def _flips(before: Project, after: Project) -> Iterator[Change]:
    """Claims that word themselves otherwise now; one that no longer holds is among the problems."""
    for page, bound in after.bound.items():
        known = before.bound[page].claims if page in before.bound else []
        old = {key: use.words for key, use in _numbered(known)}
        for number, (key, use) in enumerate(_numbered(bound.claims)):
            was = old.get(key) or (known[number].words if len(known) == len(bound.claims) else use.words)
            if was != use.words:
                yield Change(f"{after.docs}/{page}:{use.location.line}", was, f"{use.words} ({use.predicate})")


def _numbered(claims: Iterable[ClaimUse]) -> Iterator[tuple[tuple[str, int], ClaimUse]]:
    """Claims by their predicate and by how many of the page had the same before."""
    counts: Counter[str] = Counter()
    for use in claims:
        yield (use.predicate, counts[use.predicate]), use
        counts[use.predicate] += 1


def _margins(before: Project, after: Project) -> Iterator[Change]:
    """Claims that came closer to breaking."""
    old = {(one.page, one.use.predicate): one for one in find_standings(before.bound, before.factbook)}
    for one in find_standings(after.bound, after.factbook):
        was = old.get((one.page, one.use.predicate))
        if was and one.margin is not None and was.margin is not None and one.margin < was.margin * CLOSER:
            yield Change(f"{after.docs}/{one.page}, “{one.use.words}”, margin", _margin(was), _margin(one))


def _margin(standing: Standing) -> str:
    return f"{(standing.margin or 0) * 100:.1f}%"


def _draws_otherwise(page: str, before: Project, after: Project, changed: Collection[str]) -> bool:
    """Whether a page has another chart than before, or one that is drawn otherwise."""
    old, new = (
        [part.name for part in one.bound[page].parts if isinstance(part, Block) and not part.is_list]
        if page in one.bound
        else []
        for one in (before, after)
    )
    return old != new or any(name in changed for name in new)


def _changed_charts(before: Factbook, after: Factbook) -> list[str]:
    return [name for name in sorted({*before.charts, *after.charts}) if _drawn(name, before) != _drawn(name, after)]


def _chart(name: str, before: Factbook, after: Factbook) -> Iterator[Change]:
    """The numbers of a chart that differ."""
    old, new = (_shown(name, factbook) for factbook in (before, after))
    changes = [Change(f"{name}: {key}", old.get(key, ""), new.get(key, "")) for key in dict.fromkeys([*old, *new])]
    moved = [change for change in changes if change.before != change.after]
    yield from moved or [Change(name, "drawn" if old else "", "drawn otherwise" if new else "")]


def _drawn(name: str, factbook: Factbook) -> str:
    try:
        return draw_chart(factbook.charts[name], factbook) if name in factbook.charts else ""
    except ProblemError as error:
        return str(error.problem)


def _shown(name: str, factbook: Factbook) -> dict[str, str]:
    try:
        layers = layers_of(factbook.charts[name], factbook) if name in factbook.charts else ()
    except ProblemError:
        return {}
    names = [entry.id for layer in layers for entry in layer.entries]
    names += [layer.mark.value for layer in layers if layer.mark.value]
    return {name: format_entry(factbook.entries[name], Look()) for name in names}
