"""Compare what readers read in the pages of two sites, whatever is around it; print where it differs.

    python .ci/compare_articles.py ONE OTHER

Left out is what belongs to a theme and its search: scripts, styles, the index, forms, marks on the article itself.
"""

import sys
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

THEMES = "form, script, style, .md-content__button, .md-source-file"  # what a theme puts into an article


def main(one: Path, other: Path) -> int:
    """1 if a page or a download is missing or reads otherwise."""
    names = [path.relative_to(one) for path in sorted(one.rglob("*")) if path.is_file()]
    pages = [name for name in names if name.suffix == ".html"]
    data = [name for name in names if name.parts[0] == "data" or name.suffix == ".md" or name.name == "llms.txt"]
    wrong = [name for name in (*pages, *data) if not (other / name).is_file()]
    wrong += [name for name in pages if name not in wrong and read(one / name) != read(other / name)]
    wrong += [name for name in data if name not in wrong and (one / name).read_bytes() != (other / name).read_bytes()]
    for name in wrong:
        print(f"{name}: missing or otherwise in {other}")
    print(f"{len(pages)} pages and {len(data)} downloads and texts compared")
    return 1 if wrong or not pages else 0


def read(page: Path) -> str:
    """The inside of an article; white space may differ."""
    article = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("article")
    if article is None:
        return ""
    for node in article.css(THEMES):
        node.decompose()
    html = article.html or ""
    return "".join(html[html.index(">") :].split())


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
