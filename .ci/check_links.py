"""Ask for every address in data/sources.yml, and print in Markdown those that do not answer.

    .venv/bin/python -P .ci/check_links.py

Some sites refuse programs, so a refusal (401, 403, 405, 429) is no dead link. Exits with 1 if there is one.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import yaml

ROOT = Path(__file__).resolve().parents[1]
AGENT = "Mozilla/5.0 (compatible; link check of a static site)"
REFUSALS = {401, 403, 405, 406, 429, 999}
SECONDS = 30


def ask(source: dict[str, str]) -> str:
    """What is wrong with an address; "" if it answers."""
    request = Request(source["URL"], headers={"User-Agent": AGENT})  # noqa: S310 (the data allows https and http only)
    try:
        with urlopen(request, timeout=SECONDS):  # noqa: S310 (as above)
            return ""
    except HTTPError as error:
        return "" if error.code in REFUSALS else f"answers {error.code}"
    except (OSError, ValueError) as error:
        return f"does not answer: {error}"


def main() -> int:
    """Ask for all of them, a few at a time."""
    listed = yaml.safe_load((ROOT / "data/sources.yml").read_text(encoding="utf-8"))
    sources = [source for source in listed if source.get("URL")]
    with ThreadPoolExecutor(8) as pool:
        found = [(source, wrong) for source, wrong in zip(sources, pool.map(ask, sources), strict=True) if wrong]
    for source, wrong in found:
        print(f"- `{source['id']}`: <{source['URL']}> {wrong}")
    print(f"\n{len(found)} of {len(sources)} addresses of sources are dead.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
