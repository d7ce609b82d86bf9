"""The last step on a written site: one style sheet with only the rules that its pages can use, and their policy.

Which rules and scripts those are shows when all pages are written; only then can the name of the sheet hold its
digest, by which a browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

import tinycss2

from factbook.ground.recall import Recall
from factbook.page.policy import find_scripts, write_policy
from factbook.page.scripts import trim_frame, trim_script
from factbook.page.styles import find_classes, find_script_classes, trim_styles

THEME = ("assets/stylesheets/main.*.css", "assets/stylesheets/palette.*.css")  # in this order
SEARCH = "search/*.pagefind"  # WebAssembly, where the fork of the theme searches
SCRIPT = "assets/javascripts/bundle.*.js"
OWN_SCRIPTS = ("assets/filter.js", "assets/guess.js", "assets/offline.js", "assets/reader.js", "assets/whatif.js")
STYLES = "assets/styles.css"  # as the pages call it until its digest is known
POLICY = "the policy of this site"  # as the pages state it until all scripts are known
META = '<meta http-equiv="Content-Security-Policy" content="{}">'  # as no words of a page can stand in its head


def seal_site(folder: Path, own_sheets: Sequence[str], features: Collection[str], recall: Recall) -> None:
    """Write the sheet and the policy of the pages in a folder; `features` are those of the theme that are in use."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    pages = {path: trim_frame(html) for path, html in pages.items() if STYLES in html}
    sheets = [path for pattern in THEME for path in sorted(folder.glob(pattern))]
    sheets += [folder / name for name in own_sheets]
    script = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(SCRIPT)))
    known = {name for html in pages.values() for name in find_classes(html)}
    known |= find_script_classes(script, known | set(features))
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    depends_on = "\n".join([tinycss2.VERSION, whole, script, *sorted(known)])
    text = recall("styles", depends_on, lambda: trim_styles(whole, known, script)).encode()
    name = STYLES.replace(".css", f".{hashlib.sha256(text).hexdigest()[:8]}.css")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text)
    scripts = {code for html in pages.values() for code in find_scripts(html)}
    policy = write_policy(scripts, has_wasm=any(folder.glob(SEARCH)))
    for path, html in pages.items():
        sealed = html.replace(STYLES, name, 1)  # the link stands before all text
        path.write_text(sealed.replace(META.format(POLICY), META.format(policy), 1), encoding="utf-8")
    for path in (folder / name for name in OWN_SCRIPTS if (folder / name).exists()):
        path.write_text(trim_script(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (*sheets, *folder.glob("assets/**/*.css.map"), *folder.glob("assets/**/*.js.map")):
        path.unlink()  # the maps are for the theme's own developers
