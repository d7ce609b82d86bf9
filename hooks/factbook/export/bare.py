"""Pages without the frame of the site, which others may put into theirs: no script, no controls, the reader's colours."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from html import escape

import tinycss2

from factbook.page.reuse import EMBED

# A header may add who may frame it; that nothing can run or be loaded holds everywhere.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
DARK = '[data-md-color-scheme="slate"] '
BASE = """:root { color-scheme: light dark }
body { margin: 0; padding: 12px; background: #fff; color: #1a1f29;
  font: 16px/1.5 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif }
a { color: inherit }
figure { margin: 0 !important }
table { border-collapse: collapse; font-size: .85em }
th, td { padding: .25em .7em .25em 0; border-bottom: 1px solid #8886; text-align: left; vertical-align: top }
summary { cursor: pointer; padding: .3em 0 }
.claim { max-width: 40rem; margin: 1.5rem auto }
h1 { font-size: 1.6em; line-height: 1.25; margin: .2em 0 .6em }
.from, .numbers, .sources { color: #586172; font-size: .85em }
.numbers { display: flex; flex-wrap: wrap; gap: .5em 3em }
.numbers b { display: block; color: #1a1f29; font-size: 2.2em; line-height: 1.2 }
.verdict { display: inline-block; margin: 0; padding: .15em .7em; background: #33486a; color: #fff; font-weight: 700 }
.verdict.wrong { background: #b2401a }
.verdict.imprecise { background: #7790b4; color: #0b111b }
.verdict.unverifiable { background: #8d939c; color: #0b111b }
.sources { padding: 0; list-style: none }
@media (prefers-color-scheme: dark) {
  body { background: #12151b }
  body, .numbers b { color: #e3e6ec }
  .from, .numbers, .sources { color: #a2abba }
}
"""


@dataclass(frozen=True, slots=True)
class Bare:
    """A page: its title, its body as HTML, the whole address of what it is a part of, and what it says to those who share it."""

    title: str
    body: str
    whole: str
    meta: dict[str, str] = field(default_factory=dict)
    is_listed: bool = True
    """Whether a search engine may show it."""


def write_bare(page: Bare, styles: str, site: str) -> str:
    """The page as HTML; `styles` is the address of the sheet as seen from it."""
    meta = "".join(f'<meta property="{name}" content="{escape(value)}">\n' for name, value in page.meta.items())
    robots = "" if page.is_listed else '<meta name="robots" content="noindex">\n'
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<base target="_blank">\n'
        f"<title>{escape(page.title, quote=False)}</title>\n"
        f'{meta}{robots}<link rel="stylesheet" href="{styles}">\n</head>\n<body>\n<main>\n{page.body}\n'
        f'<p class="from">From <a href="{escape(page.whole)}" rel="noopener">{escape(site, quote=False)}</a></p>\n'
        f"</main>\n</body>\n</html>\n"
    )


def write_styles(charts: str) -> tuple[str, str]:
    """The path and the text of the sheet of such pages, of the sheet of charts: dark where the reader's system is."""
    rules = tinycss2.parse_stylesheet(charts, skip_comments=True, skip_whitespace=True)
    parts = [BASE]
    for rule in rules:
        text = tinycss2.serialize([rule])
        if DARK in text:
            text = re.sub(r"^@media screen\b", "@media screen and (prefers-color-scheme: dark)", text.replace(DARK, ""))
        parts.append(text)
    sheet = "\n".join(parts) + "\n"
    return f"{EMBED}style.{hashlib.sha256(sheet.encode()).hexdigest()[:8]}.css", sheet
