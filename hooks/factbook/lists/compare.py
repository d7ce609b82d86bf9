"""What two states of the data differ in, for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbook.chart.label import key_label
from factbook.lists.revision import (
    EXACT,
    FORMULA,
    PLACE,
    PRINTED,
    SOURCE,
    SURE,
    TIME,
    VALUE,
    VERDICT,
    Amendment,
    Differences,
    Named,
)
from factbook.model.factbook import Entry, Factbook
from factbook.model.records import CONFIDENCE, LedgerClaim
from factbook.model.unit import DATE
from factbook.page.digits import say_value
from factbook.prose.bind import bind_words
from factbook.prose.dates import format_period

LEDGER = "data/ledger.yml"


def compare_factbooks(before: Factbook, after: Factbook) -> Differences:
    """What a reader of the data would find different."""
    gone, come = (
        [name for name in one.figures if name not in other.figures] for one, other in ((before, after), (after, before))
    )
    renamed = dict(_renamed(gone, come, before, after))
    moved = list(_amended(before, after))
    follow = {one.id for one in moved if _is_derived(one, before) and _is_derived(one, after)}
    return Differences(
        amended=tuple(one for one in moved if one.id not in follow),
        follow=tuple(one for one in moved if one.id in follow),
        verdicts=tuple(_verdicts(before, after)),
        added=_figures(after, [name for name in come if name not in renamed.values()]),
        removed=_figures(before, [name for name in gone if name not in renamed]),
        renamed=tuple((old, _figure(after, new)) for old, new in renamed.items()),
        sources_added=_sources(after, before),
        sources_removed=_sources(before, after),
        claims_added=_claims(after, before),
        claims_removed=_claims(before, after),
        retitled=tuple(_retitled(before, after)),
        claims_reworded=tuple(_reworded(before, after)),
    )


def _amended(before: Factbook, after: Factbook) -> Iterator[Amendment]:
    """The numbers that differ, and the members that a series of both gained or lost."""
    for name in dict.fromkeys([*after.entries, *before.entries]):
        old, new = before.entries.get(name), after.entries.get(name)
        known = new or old
        if known is None or not (known.figure.id in before.figures and known.figure.id in after.figures):
            continue
        one, other = _aspects(old, before, after.about.noun), _aspects(new, after, after.about.noun)
        value = EXACT if old and new and old.quantity.value == new.quantity.value else VALUE
        pairs = (
            (value if what == VALUE else what, one.get(what, ""), other.get(what, ""))
            for what in dict.fromkeys([*one, *other])
        )
        if parts := tuple((what, was, now) for what, was, now in pairs if was != now):
            yield Amendment(name, f"{known.figure.title}, {key_label(known)}" if known.key else known.title, parts)


def _aspects(entry: Entry | None, factbook: Factbook, noun: str) -> dict[str, str]:
    """What a reader can check of a number."""
    if entry is None:
        return {}
    is_date = entry.figure.measure.dimension == DATE  # whose time is its value
    found = {VALUE: say_value(entry), TIME: format_period(entry.period) if entry.period and not is_date else ""}
    if entry.formula:
        return found | {FORMULA: " ".join(entry.formula.text.split())}
    titles = [factbook.sources[name].title for name in entry.sources if name in factbook.sources]
    return found | {
        SOURCE: "; ".join(titles),
        PLACE: entry.evidence.where,
        PRINTED: entry.evidence.printed,
        SURE: CONFIDENCE[entry.confidence].format(noun=noun),
    }


def _is_derived(amendment: Amendment, factbook: Factbook) -> bool:
    """Whether a number only follows from others: its formula stayed, or the build counts it in the ledger."""
    entry = factbook.entries.get(amendment.id)
    follows = entry is None or entry.formula is not None or entry.figure.location.path == LEDGER
    return follows and all(what != FORMULA for what, _, _ in amendment.parts)


def _renamed(gone: Iterable[str], come: Iterable[str], before: Factbook, after: Factbook) -> Iterator[tuple[str, str]]:
    """Figures that say the same of the same under another name."""
    free = {_content(name, after): name for name in come}
    for name in gone:
        if new := free.pop(_content(name, before), None):
            yield name, new


def _content(name: str, factbook: Factbook) -> tuple[str, ...]:
    return (factbook.figures[name].title, *(f"{one.key} {say_value(one)}" for one in factbook.members(name)))


def _verdicts(before: Factbook, after: Factbook) -> Iterator[Amendment]:
    known = {claim.id: claim.verdict for claim in before.ledger}
    for claim in after.ledger:
        was = known.get(claim.id, claim.verdict)
        if was != claim.verdict:
            yield Amendment(claim.id, _say_claim(claim, after), ((VERDICT, was, claim.verdict),))


def _figures(factbook: Factbook, names: Iterable[str]) -> tuple[Named, ...]:
    return tuple(_figure(factbook, name) for name in names)


def _figure(factbook: Factbook, name: str) -> Named:
    return Named(name, factbook.figures[name].title)


def _sources(here: Factbook, elsewhere: Factbook) -> tuple[Named, ...]:
    return tuple(Named(one.id, one.title) for one in here.sources.values() if one.id not in elsewhere.sources)


def _claims(here: Factbook, elsewhere: Factbook) -> tuple[Named, ...]:
    known = {claim.id for claim in elsewhere.ledger}
    return tuple(Named(claim.id, _say_claim(claim, here)) for claim in here.ledger if claim.id not in known)


def _retitled(before: Factbook, after: Factbook) -> Iterator[Named]:
    for name, figure in after.figures.items():
        if name in before.figures and before.figures[name].title != figure.title:
            yield _figure(after, name)


def _reworded(before: Factbook, after: Factbook) -> Iterator[Named]:
    """By what was written, since numbers that move in the words are told as such."""
    known = {claim.id: (claim.claim.text, claim.reason.text) for claim in before.ledger}
    for claim in after.ledger:
        if known.get(claim.id, words := (claim.claim.text, claim.reason.text)) != words:
            yield Named(claim.id, _say_claim(claim, after))


def _say_claim(claim: LedgerClaim, factbook: Factbook) -> str:
    words = bind_words(claim.claim, factbook, markup=False).text
    return f"{claim.id}: {' '.join(words.split())}"
