"""The history of data/ as readers would tell it, from git alone and with today's code."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from factbook.ground.typeset import set_quotes
from factbook.lists.compare import compare_factbooks
from factbook.lists.revision import Amendment, Differences, History, Named, Revision
from factbook.load.factbook import parse_factbook
from factbook.model.factbook import Factbook
from factbook.model.period import parse_period
from factbook.model.unit import Units
from factbook.review.history import (
    Commit,
    RevisionError,
    has_repository,
    in_todays_words,
    read_blobs,
    read_commits,
    read_head,
)
from factbook.review.store import Store

MAX_COMMITS = 200  # the newest; each takes some hundredths of a second, once
MAX_BYTES = 2_000_000  # of a file; a larger one would be read for seconds at each first build
DATA = "data"
NOTHING = Factbook(Units(()), {}, {}, {}, {})
TRAILER = re.compile(r"[A-Za-z][\w-]*(?: ?\([^()]*\))? ?[:=#] ?\S.*")  # Signed-off-by and the like
ADDRESS = re.compile(r"[^\s<>()/:,;]+[@＠﹫][^\s<>()/,;@＠﹫]+")  # of a person, as in a trailer of any form
EMPTY = re.compile(r" ?(?:<\s*>|\(\s*\))")  # what was around it
TOKEN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+ ?:")  # as of Change-Id
MERGE = re.compile(r"Merge (?:pull request|branch|remote-tracking branch) .*")
NAMED = (
    "added",
    "removed",
    "sources_added",
    "sources_removed",
    "claims_added",
    "claims_removed",
    "retitled",
    "claims_reworded",
)
LOST = "so the page of changes and its feeds can't be complete"


@dataclass(frozen=True, slots=True)
class Told:
    """The history, if git knows any; what of it is lost and how to mend that; which revisions can't be told, and why."""

    history: History | None = None
    lost: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def read_history(root: Path, store: Store) -> Told:
    """What changed in data/ for readers. Each revision is told once and then remembered."""
    if not has_repository(root):
        return Told()
    try:
        return _read_history(root, store)
    except RevisionError as error:
        return Told(lost=(_say_lost(str(error).splitlines()[0], error.hint or "git fsck"),))


def _say_lost(reason: str, command: str) -> str:
    return f".git: {reason}, {LOST}\n    hint: run: {command}"


def _read_history(root: Path, store: Store) -> Told:
    head = read_head(root)
    commits = read_commits(root, DATA) if head else []
    if head is None or not commits:
        return Told()
    first = max(len(commits) - MAX_COMMITS, int(head.is_shallow))  # a shallow copy begins with all that was there
    teller = _Teller(partial(read_blobs, root), store)
    for commit in commits[:first]:
        teller.pass_over(commit)
    revisions = [revision for commit in commits[first:] if (revision := teller.tell(commit))]
    lost = (_say_lost("this copy of the repository is shallow", "git fetch --unshallow"),) if head.is_shallow else ()
    return Told(History(tuple(revisions)[::-1], is_complete=not first), lost, tuple(teller.left_out))


@dataclass(frozen=True, slots=True)
class _State:
    """The files of data/ by their digests, and a digest of all."""

    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        lines = (f"{digest} {path}\n" for path, digest in sorted(self.files.items()))
        return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()

    def after(self, commit: Commit) -> _State:
        """Files that a build would read."""
        files = {path: digest for path, digest in self.files.items() if path not in commit.files}
        texts = {path: one for path, one in commit.files.items() if one and path.endswith((".yml", ".yaml"))}
        return _State(files | texts)


@dataclass(frozen=True, slots=True)
class _Step:
    """What a commit changed for readers, if anything; whether its state can be read; what is wrong if it can't be told."""

    revision: Revision | None = None
    is_readable: bool = True
    wrong: str = ""


def _write_step(step: _Step) -> str:
    """A step as JSON, whose texts are all that there is to a revision."""
    revision = step.revision
    told = asdict(revision) | {"day": revision.day.text} if revision else None
    return json.dumps({"revision": told, "is_readable": step.is_readable, "wrong": step.wrong})


def _read_step(text: str) -> _Step:
    step = json.loads(text)
    return _Step(step["revision"] and _read_revision(step["revision"]), step["is_readable"], step["wrong"])


def _read_revision(told: Any) -> Revision:
    parts = told["differences"]
    differences: dict[str, Any] = {
        name: tuple(
            Amendment(one["id"], one["title"], tuple(tuple(part) for part in one["parts"])) for one in parts[name]
        )
        for name in ("amended", "follow", "verdicts")
    }
    for name in NAMED:
        differences[name] = tuple(Named(**one) for one in parts[name])
    differences["renamed"] = tuple((old, Named(**new)) for old, new in parts["renamed"])
    day, reason = parse_period(told["day"]), tuple(told["reason"])
    return Revision(told["id"], told["seconds"], day, told["subject"], reason, Differences(**differences))


class _Teller:
    """Goes through commits, oldest first. A state is parsed only for a step that is not remembered."""

    def __init__(self, read: Callable[[list[str]], Mapping[str, bytes]], store: Store) -> None:
        self._read, self._store = read, store
        self._now = self._told = _State()
        self._parsed: dict[str, tuple[Factbook, bool]] = {}
        self._contents: dict[str, bytes] = {}
        self.left_out: list[str] = []

    def pass_over(self, commit: Commit) -> None:
        """Bring the state to that of a commit that is not told."""
        self._now = self._told = self._now.after(commit)

    def tell(self, commit: Commit) -> Revision | None:
        """What a commit changed since the last one that could be told."""
        self._now = self._now.after(commit)
        depends_on = f"{commit.id}\n{self._told.id}\n{self._now.id}"
        step = _read_step(self._store.recall_text("revision", depends_on, lambda: _write_step(self._compare(commit))))
        if step.wrong:
            self.left_out.append(f"{commit.id[:10]}: this revision is not told, since {step.wrong}")
        if step.is_readable:
            self._told = self._now
        return step.revision

    def _compare(self, commit: Commit) -> _Step:
        try:
            day = parse_period(f"{datetime.fromtimestamp(int(commit.seconds), UTC):%Y-%m-%d}")
        except (ValueError, OverflowError, OSError):
            return _Step(is_readable=False, wrong="it has no date, or one that no calendar has")
        try:
            (before, _), (after, is_whole) = self._parse(self._told), self._parse(self._now)
            differences = compare_factbooks(before, after)
        except RevisionError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever today's code makes of data of another time)
            return _Step(is_readable=False, wrong=f"its data can't be read today ({type(error).__name__})")
        if not is_whole and self._still_stands(differences):
            return _Step(is_readable=False)  # what can't be read is not gone; the next one that can be tells of both
        if not differences:
            return _Step()
        subject, reason = _words(commit.message)
        return _Step(Revision(commit.id, int(commit.seconds), day, subject, reason, differences))

    def _still_stands(self, differences: Differences) -> bool:
        """Whether anything that seems gone has its record in the files all the same, and only can't be read."""
        texts = {path: self._contents[digest].decode("utf-8", "replace") for path, digest in self._now.files.items()}
        keys = [one.id.partition(".") for one in differences.removed]
        figures = any(f"\n{name}:" in "\n" + texts.get(f"data/figures/{topic}.yml", "") for topic, _, name in keys)
        listed = {f"id: {one.id}" for one in (*differences.sources_removed, *differences.claims_removed)}
        lines = {line.strip(" -{").partition(",")[0] for text in texts.values() for line in text.splitlines()}
        return figures or not listed.isdisjoint(lines)

    def _parse(self, state: _State) -> tuple[Factbook, bool]:
        """The factbook of a state, and whether nothing was wrong with it."""
        if not state.files:
            return NOTHING, True
        if state.id not in self._parsed:
            missing = [digest for digest in state.files.values() if digest not in self._contents]
            self._contents |= self._read(missing) if missing else {}
            texts = {path: in_todays_words(path, self._contents[digest]) for path, digest in state.files.items()}
            if any(len(text) > MAX_BYTES for text in texts.values()):
                raise ValueError("a file is too large")
            decoded = {path: text.decode("utf-8-sig", "replace") for path, text in texts.items()}
            factbook, problems = parse_factbook(decoded)
            self._parsed = dict([*self._parsed.items()][-1:]) | {state.id: (factbook, not problems)}
        return self._parsed[state.id]


def _words(message: str) -> tuple[str, tuple[str, ...]]:
    """The subject and the paragraphs of a message, without what can't be printed; of a merge those of what was merged."""
    readable = message.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    paragraphs = [
        printed for part in re.split(r"\n\s*\n", readable) if not _is_trailer(part) and (printed := _printable(part))
    ]
    if len(paragraphs) > 1 and MERGE.fullmatch(paragraphs[0]):
        paragraphs = paragraphs[1:]
    subject, *reason = paragraphs or [""]
    return set_quotes(subject), tuple(map(set_quotes, reason))


def _printable(words: str) -> str:
    """In one line, without what can't be seen and without addresses of people."""
    seen = "".join(mark for mark in " ".join(words.split()) if mark.isprintable())
    return " ".join(EMPTY.sub("", ADDRESS.sub("", seen)).split())


def _is_trailer(paragraph: str) -> bool:
    """Lines of the form that git gives to facts about a commit, one of which names somebody."""
    lines = [line.strip() for line in paragraph.strip().splitlines()]
    return all(TRAILER.fullmatch(line) for line in lines) and any(
        ADDRESS.search(line) or TOKEN.match(line) for line in lines
    )
