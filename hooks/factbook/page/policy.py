"""What a page may do, as a Content Security Policy: run the theme's own scripts, by their digests, and fetch from its site.

See https://www.w3.org/TR/CSP3/ for the terms. A reader's browser holds to it even where a page has been tampered with.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable

SCRIPT = re.compile(r"<script(?P<attributes>[^<>]*)>(?P<code>.*?)</script>", re.DOTALL)
ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
NOT_RUN = re.compile(r"\b(?:src=|type=\"(?!module|text/javascript|speculationrules))")  # from a file, or data
RULES = (
    ("default-src", "'self'"),  # of the rest that is not named, only fetching the next page ahead is in use
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # the theme's icons are in its style sheet
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("font-src", "'self'"),
    ("frame-src", "'none'"),
    ("manifest-src", "'none'"),
    ("media-src", "'none'"),
    ("object-src", "'none'"),
    ("base-uri", "'self'"),
    ("form-action", "'self'"),
)


def find_scripts(html: str) -> set[str]:
    """The code that the theme writes into a page. None is in the article: what got there no digest shall allow."""
    frame = ARTICLE.sub("", html)
    return {match["code"] for match in SCRIPT.finditer(frame) if not NOT_RUN.search(match["attributes"])}


def write_policy(scripts: Iterable[str], *, has_wasm: bool = False) -> str:
    """The policy for all pages, which differ in no script."""
    allowed = [f"'sha256-{_digest(code)}'" for code in scripts]
    allowed += ["'wasm-unsafe-eval'"] if has_wasm else []  # of the site's own files alone, as all that is fetched
    digests = " ".join(sorted(allowed))
    return "; ".join(f"{name} {sources}" + (f" {digests}" if name == "script-src" else "") for name, sources in RULES)


def _digest(code: str) -> str:
    return b64encode(hashlib.sha256(code.encode()).digest()).decode()
