"""The history of data/ as readers would tell it, from git alone and with today's code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from factbook.ground.memory import Memory
from factbook.ground.typeset import set_quotes
from factbook.lists.revision import History, Revision, compare_factbooks
from factbook.load.factbook import parse_factbook
from factbook.model.factbook import Factbook
from factbook.model.period import parse_period
from factbook.model.unit import Units
from factbook.review.history import Commit, RevisionError, is_shallow, read_blobs, read_commits, read_head

MAX_COMMITS = 200  # the newest; each takes some hundredths of a second
DATA = "data"
NOTHING = Factbook(Units(()), {}, {}, {}, {})
TRAILER = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)+: \S.*")  # Signed-off-by and the like: addresses of people
MERGE = re.compile(r"Merge (?:pull request|branch|remote-tracking branch) .*")


def read_history(root: Path, memory: Memory) -> History | None:
    """What changed in data/ for readers; None where git knows nothing of it. Remembered until there is a commit."""
    try:
        return memory.recall("history", read_head(root), lambda: _read_history(root))
    except RevisionError:
        return None


def _read_history(root: Path) -> History | None:
    commits = read_commits(root, DATA)
    if not commits:
        return None
    first = max(len(commits) - MAX_COMMITS, int(is_shallow(root)))  # a shallow copy begins with all that was there
    contents = read_blobs(root, (digest for commit in commits for digest in commit.files.values() if digest))
    texts: dict[str, str] = {}
    for commit in commits[:first]:
        _apply(commit, contents, texts)
    return History(tuple(_revisions(commits[first:], texts, contents))[::-1], is_complete=not first)


def _revisions(commits: Sequence[Commit], texts: dict[str, str], contents: Mapping[str, bytes]) -> Iterator[Revision]:
    """Those that changed something for readers."""
    memory = Memory()
    before = parse_factbook(dict(texts), memory=memory)[0] if texts else NOTHING
    for commit in commits:
        _apply(commit, contents, texts)
        after, problems = parse_factbook(dict(texts), memory=memory)
        differences = compare_factbooks(before, after)
        if problems and differences.has_losses:
            continue  # what can't be read is not gone; the next commit that can be read tells of both
        if differences:
            subject, reason = _words(commit.message)
            day = parse_period(f"{datetime.fromtimestamp(commit.seconds, UTC):%Y-%m-%d}")
            yield Revision(commit.id, commit.seconds, day, subject, reason, differences)
        before = after


def _apply(commit: Commit, contents: Mapping[str, bytes], texts: dict[str, str]) -> None:
    """Bring the texts to the state of a commit; what is no text is left out, as it is in a build."""
    for path, digest in commit.files.items():
        texts.pop(path, None)
        if digest and path.endswith((".yml", ".yaml")):
            texts[path] = contents[digest].decode("utf-8", "replace")


def _words(message: str) -> tuple[str, tuple[str, ...]]:
    """The subject and the paragraphs of a message, without what can't be printed; of a merge those of what was merged."""
    readable = message.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    paragraphs = [_printable(part) for part in re.split(r"\n\s*\n", readable) if not _is_trailer(part)]
    if len(paragraphs) > 1 and MERGE.fullmatch(paragraphs[0]):
        paragraphs = paragraphs[1:]
    subject, *reason = paragraphs or [""]
    return set_quotes(subject), tuple(map(set_quotes, reason))


def _printable(words: str) -> str:
    return "".join(mark for mark in " ".join(words.split()) if mark.isprintable())


def _is_trailer(paragraph: str) -> bool:
    return all(TRAILER.fullmatch(line.strip()) for line in paragraph.strip().splitlines())
