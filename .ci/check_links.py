"""Ask for every address in data/sources.yml, and print in Markdown those that do not answer or have changed.

    .venv/bin/python -P .ci/check_links.py

Some sites refuse programs, so a refusal (401, 403, 405, 429) is no dead link. A source with a digest is a file that
should stay as it is; where it changed, its numbers must be located again. Exits with 1 if there is anything to mend.
"""

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import yaml

ROOT = Path(__file__).resolve().parents[1]
AGENT = "Mozilla/5.0 (compatible; link check of a static site)"
REFUSALS = {401, 403, 405, 406, 429, 999}
SECONDS = 30
PIECE, LARGEST = 1 << 16, 1 << 26
CHANGED = "this document has changed: compare its numbers again, then write its digest"


def ask(source: dict[str, str], key: str = "URL") -> str:
    """What is wrong with an address; "" if it answers, with the document that was seen where that is known."""
    request = Request(source[key], headers={"User-Agent": AGENT})  # noqa: S310 (the data allows https and http only)
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 (as above)
            if key != "URL" or "digest" not in source:
                return ""
            found = digest(answer)
    except HTTPError as error:
        return "" if error.code in REFUSALS else f"answers {error.code}"
    except (OSError, ValueError) as error:
        return f"does not answer: {error}"
    return "" if found == source["digest"] else f"{CHANGED}, {found}"


def digest(answer: IO[bytes]) -> str:
    """The digest of a document, as data/sources.yml writes it. Raises ValueError for one that is too large."""
    sum_of_all, size = hashlib.sha256(), 0
    while piece := answer.read(PIECE):
        size += len(piece)
        if size > LARGEST:
            raise ValueError("it is too large to be compared")
        sum_of_all.update(piece)
    return f"sha256:{sum_of_all.hexdigest()}"


def main() -> int:
    """Ask for all of them, a few at a time."""
    listed = yaml.safe_load((ROOT / "data/sources.yml").read_text(encoding="utf-8"))
    asked = [(source, key) for source in listed for key in ("URL", "archive") if source.get(key)]
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda one: ask(*one), asked)
        found = [(source, key, wrong) for (source, key), wrong in zip(asked, answers, strict=True) if wrong]
    for source, key, wrong in found:
        print(f"- `{source['id']}`: <{source[key]}> {wrong}")
    digests = sum("digest" in source for source in listed)
    print(f"\n{len(found)} of {len(asked)} addresses of sources are dead or changed; {digests} have a digest.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
