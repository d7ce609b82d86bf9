"""The changes: what was corrected in the data, when, from what to what, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape

from factbook.chart.label import say_count
from factbook.lists.change_title import say_change
from factbook.lists.revision import VALUE, VERDICT, Amendment, Differences, History, Named, Revision
from factbook.lists.topic import topic_title
from factbook.model.factbook import Factbook
from factbook.page.listing import Heading, Listing, Record, draw_heading
from factbook.page.place import LEDGER, SOURCES, page_of
from factbook.page.reference import Reference
from factbook.prose.dates import format_period
from factbook.prose.figure import entry_anchor

ATOM, JSON_FEED = "changes.atom", "changes.json"
MAX_ROWS = 60  # of each kind; the repository has all
SPACES = " \u00a0"
NOTE = "The note that came with it"
CUT_OFF = "This copy of the site was built without the older history of its data, so it can’t list what changed."
Address = Callable[[str, str], str]
"""Where a part of a page is, by the page's path and the anchor; "" if there is no such page."""


def draw_changes(history: History | None, factbook: Factbook, reference: Reference) -> Listing:
    """Every revision on record, newest first."""
    parts, headings, records = list[str](), list[Heading](), list[Record]()
    for revision in history.revisions if history else ():
        title = say_change(revision, history, factbook.about.noun) if history else ""
        heading = Heading(2, revision_id(revision), readable(title))
        headings.append(heading)
        parts += [draw_heading(heading), _when(revision, reference)]
        parts.append(draw_revision(revision, factbook, reference.page))
        said = (format_period(revision.day), revision.subject, *revision.reason)
        records.append(Record(title, revision_id(revision), ". ".join(said)))
    if history and not history.is_complete:
        parts.append("<p>Older changes are in the history of the repository.</p>")
    return Listing("\n".join(parts), tuple(headings), tuple(records))


def draw_summary(history: History | None, reference: Reference) -> Listing:
    """How often numbers had to be corrected, and the feeds that tell of it."""
    answer = _say_unknown(reference) if history is None else _answer(history)
    feeds = _say_feeds(reference) if history and history.revisions else ""
    return Listing(f'<p class="answer">{answer}</p>{feeds}')


def revision_id(revision: Revision) -> str:
    """The anchor of a revision on the page."""
    return f"c-{revision.id[:10]}"


def draw_revision(revision: Revision, factbook: Factbook, address: Address) -> str:
    """What it changed, as HTML: corrections and verdicts in full, folded what may be much, and the words with it."""
    differences = revision.differences
    link = partial(_link, factbook=factbook, address=address)
    corrected = [one for one in differences.amended if one.is_correction]
    return "".join(
        [
            _table(corrected, "Number", link),
            _table(differences.verdicts, "Claim", link),
            *(
                _fold(_say(len(found), "number", how), _table(found, "Number", link))
                for found, how in _retold(differences)
            ),
            *(
                _fold(_say(len(named), what, how), _list(named, link, factbook))
                for named, what, how in _lists(differences, factbook.about.noun)
            ),
            _fold(NOTE, "".join(f"<p>{readable(words)}</p>" for words in (revision.subject, *revision.reason))),
        ]
    )


def _retold(differences: Differences) -> Iterable[tuple[Sequence[Amendment], str]]:
    """Numbers of which before and after can be compared, though nobody had to correct them."""
    kept = [one for one in differences.amended if not (one.is_correction or one.is_located)]
    yield differences.follow, "computed from others moved along"
    yield [one for one in kept if one.is_new_or_gone], "added to a series or taken out of one"
    yield [one for one in kept if not one.is_new_or_gone], "told of by another time, source, formula or exactness"


def _lists(differences: Differences, noun: str) -> Iterable[tuple[Sequence[Named], str, str]]:
    located = [Named(one.id, one.title) for one in differences.amended if one.is_located]
    renamed = [Named(new.id, f"{new.title}, {old} before and {new.id} now") for old, new in differences.renamed]
    yield located, "number", "located in sources, each by the characters printed there"
    yield differences.added, "figure", "added"
    yield differences.removed, "figure", "removed"
    yield renamed, "figure", "renamed"
    yield differences.retitled, "figure", "given another title"
    yield differences.sources_added, "source", "added"
    yield differences.sources_removed, "source", "removed"
    yield differences.claims_added, f"claim of the {noun}", "added"
    yield differences.claims_removed, f"claim of the {noun}", "removed"
    yield differences.claims_reworded, f"claim of the {noun}", "told or judged in other words"


def readable(words: str) -> str:
    """Words of a stranger as HTML prints them, without what does not print."""
    return escape("".join(mark for mark in words if mark.isprintable() or mark in SPACES), quote=False)


def find_record(name: str, factbook: Factbook) -> tuple[str, str]:
    """The page and anchor of a figure, a source or a claim of the ledger; none if it is there no more."""
    if name in factbook.entries or name in factbook.figures:
        return page_of(name), entry_anchor(name)
    if name in factbook.sources:
        return SOURCES, name
    return (LEDGER, name) if any(claim.id == name for claim in factbook.ledger) else ("", "")


def _say_feeds(reference: Reference) -> str:
    links = [f'<a href="{reference.file(path)}">{kind}</a>' for path, kind in ((ATOM, "Atom"), (JSON_FEED, "JSON"))]
    notes = "Each heading is worked out from what changed; the note of those who changed it is folded below."
    return f"<p>{notes} Follow the changes as a feed: {' or '.join(links)}.</p>"


def _answer(history: History) -> str:
    """How often numbers had to be corrected."""
    if not history.revisions:
        return "No change of a number is on record yet." if history.is_complete else CUT_OFF
    steps = [revision for revision in history.revisions if revision.differences.corrections]
    since = f"since {'the record began on ' if history.is_complete else ''}{format_period(history.revisions[-1].day)}"
    if not steps:
        return f"No recorded number has been corrected {since}. What was added stands below, newest first."
    count = sum(step.differences.corrections for step in steps)
    numbers = "recorded number has been" if count == 1 else "recorded numbers have been"
    return (
        f"{count:,} {numbers} corrected {since}, in {say_count(len(steps), 'step')}. Each stands below, newest first."
    )


def _say_unknown(reference: Reference) -> str:
    where = f' It is <a href="{escape(reference.repository)}">in the repository</a>.' if reference.repository else ""
    return f"This copy of the site was built without the history of its data, so it can't list what changed.{where}"


def _when(revision: Revision, reference: Reference) -> str:
    day = f'<time datetime="{revision.day.text}">{format_period(revision.day)}</time>'
    words = f"revision <code>{revision.id[:10]}</code>"
    if reference.repository:
        words = f'<a href="{escape(reference.repository.rstrip("/"))}/commit/{revision.id}">{words}</a>'
    return f'<p class="change-when">{day}, {words}</p>'


def _say(count: int, what: str, how: str) -> str:
    return f"{say_count(count, what)} {how}"


def _fold(summary: str, content: str) -> str:
    return f'<details class="rests"><summary>{summary}</summary>{content}</details>' if content else ""


def _table(amendments: Sequence[Amendment], head: str, link: Callable[[Named], str]) -> str:
    if not amendments:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{link(Named(one.id, one.title))}</th>'
        + "".join(f"<td>{_side(one, side)}</td>" for side in (1, 2))
        + "</tr>"
        for one in amendments[:MAX_ROWS]
    )
    columns = "".join(f'<th scope="col">{words}</th>' for words in (head, "Before", "After"))
    return f"<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>{_more(amendments)}"


def _side(amendment: Amendment, side: int) -> str:
    """How it read before or after; what is no value is named, and left out where there was none."""
    parts = [(part[0], readable(part[side])) for part in amendment.parts if part[side]]
    return "<br>".join(words if what in (VALUE, VERDICT) else f"{what}: {words}" for what, words in parts) or "none"


def _list(named: Sequence[Named], link: Callable[[Named], str], factbook: Factbook) -> str:
    if len(named) > MAX_ROWS and all("." in one.id for one in named):
        return _topics(named, factbook)
    items = "".join(f"<li>{link(one)}</li>" for one in named[:MAX_ROWS])
    return f"<ul>{items}</ul>{_more(named)}" if named else ""


def _topics(figures: Sequence[Named], factbook: Factbook) -> str:
    """So many figures that only their number in each topic can be read."""
    counts = Counter(one.id.partition(".")[0] for one in figures)
    items = (f"<li>{escape(topic_title(topic, factbook))}: {count:,}</li>" for topic, count in counts.items())
    return f"<ul>{''.join(items)}</ul>"


def _more(things: Sequence[object]) -> str:
    return f"<p>and {len(things) - MAX_ROWS:,} more</p>" if len(things) > MAX_ROWS else ""


def _link(one: Named, factbook: Factbook, address: Address) -> str:
    where = address(*find_record(one.id, factbook))
    return f'<a href="{escape(where)}">{readable(one.title)}</a>' if where else readable(one.title)
