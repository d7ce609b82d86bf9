"""Give the whole site one style sheet, of the theme's and our own, with only the rules that its pages can use.

Which rules those are shows when all pages are written; only then can the sheet's name hold its digest,
by which a browser may keep it for ever. So the pages get the name in a last step. In `serve` the sheet is whole.
"""

import hashlib
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from factbook.page.kept import keep
from factbook.page.styles import find_classes, find_script_classes, trim_styles

THEME = ("assets/stylesheets/main.", "assets/stylesheets/palette.")  # in this order
SCRIPT = "assets/javascripts/bundle."
UNNAMED = "assets/styles.css"
_sheet = ""
_script = ""
_known: set[str] = set()
_written: list[Path] = []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the style sheets over from MkDocs, which would link each; the theme finds ours as a setting."""
    _known.clear()
    _written.clear()
    if config.theme.name == "material" and config.theme.custom_dir:  # whose pages link the one sheet
        config.extra["own_styles"], config.extra_css = [str(path) for path in config.extra_css], []
        config.extra["styles"] = UNNAMED
    return config


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Join the sheets; maps for the theme's own developers are left out, too."""
    global _sheet, _script
    if "styles" not in config.extra:
        return files
    names = sorted(files.src_uris)
    theme = [name for start in THEME for name in names if name.startswith(start) and name.endswith(".css")]
    sheets = [*theme, *config.extra["own_styles"]]
    _sheet = "\n".join(files.src_uris[name].content_string for name in sheets)
    _script = "".join(
        files.src_uris[name].content_string for name in names if name.startswith(SCRIPT) and name.endswith(".js")
    )
    for name in [*sheets, *(name for name in names if name.endswith((".css.map", ".js.map")))]:
        files.remove(files.src_uris[name])
    if config.extra["is_preview"]:
        files.append(File.generated(config, UNNAMED, content=_sheet))
    return files


@event_priority(-100)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Also the page for a wrong address has classes."""
    if template_name.endswith(".html") and not config.extra["is_preview"]:
        _note(output, Path(config.site_dir, template_name))
    return output


@event_priority(-100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Note what the page needs."""
    if not config.extra["is_preview"]:
        _note(output, Path(page.file.abs_dest_path))
    return output


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the sheet, and its name into each page; after this only the swap follows."""
    if not _written:
        return
    features = set(config.theme.get("features") or ()) | ({"version"} if config.extra.get("version") else set())
    known = _known | find_script_classes(_script, _known | features)
    text = _trimmed(known)
    name = UNNAMED.replace(".css", f".{hashlib.sha256(text).hexdigest()[:8]}.css")
    Path(config.site_dir, name).parent.mkdir(parents=True, exist_ok=True)
    Path(config.site_dir, name).write_bytes(text)
    for path in _written:
        html = path.read_bytes()
        path.write_bytes(html.replace(UNNAMED.encode(), name.encode(), 1))  # the link stands before all text


def _note(output: str, path: Path) -> None:
    if UNNAMED in output:
        _known.update(find_classes(output))
        _written.append(path)


def _trimmed(known: set[str]) -> bytes:
    """The sheet for these classes, made once for each theme and set of classes, and kept where templates are."""
    path = Path(FileSystemBytecodeCache().directory, "styles.css")
    return keep(path, (_sheet, _script, sorted(known)), lambda: trim_styles(_sheet, known, _script).encode())
