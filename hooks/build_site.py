"""The build, event by event in the order of time. What one event leaves for the next is one value, the Edition.

In `mkdocs build` every problem is raised before MkDocs writes anything. In `mkdocs serve` nothing is raised, since
MkDocs would stop answering: the last good data stay in use, and each page says what is wrong.
"""

import logging
from dataclasses import replace
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from factbook.ground.problem import format_problems
from factbook.page.page import draw_banner
from factbook.page.reference import Reference
from factbook.page.seal import POLICY, STYLES, seal_site
from factbook.page.site import Site
from factbook.prose.convert import Converter
from factbook.prose.page import has_address, read_output
from factbook.review import edition as editions
from factbook.review.edition import Edition
from factbook.review.files import is_ordinary
from factbook.review.menu import read_sections, read_titles
from factbook.review.project import Project, check_project
from factbook.review.settings import find_project
from factbook.review.shared import add_bare_pages, write_last
from factbook.review.store import Store

log = logging.getLogger("mkdocs.plugins.factbook")
aside = logging.getLogger("factbook")  # whose warnings a strict build does not count
STEPS = ("reuse_work", "build_site", "run_notebooks", "publish_site", "watch_files")
OPTIONAL = ("reuse_work", "run_notebooks", "watch_files")  # for speed, for notebooks, and for a preview
REFUTED = frozenset({"claim-broken", "claim-undecided"})  # new numbers under which words of the text would be false
BANNER = "<!-- what is wrong -->"  # its place while somebody is watching
CHART_SHEET = "assets/charts.css"
MATERIAL = ("material", "materialx")  # the theme, and the fork of it that goes on
# All that outlives one build: whether somebody is watching, and what a preview goes on to show.
_preview: dict[str, Project | None] = {}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether a person is watching."""
    if command == "serve":
        _preview["last good"] = None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything; each rebuild starts here."""
    require_steps([Path(name).stem for name in config.hooks])
    root = find_project(config.config_file_path)
    store: Store = config.extra.pop("store", Store())
    converter = Converter(config.markdown_extensions, config.mdx_configs, store.recall_text)
    project = check_project(root, converter, Path(config.docs_dir))
    grave = [problem for problem in project.problems if config.strict or not problem.is_warning]
    if grave and not _preview:
        raise PluginError("\n" + format_problems(project.problems))
    for problem in project.problems:
        log.warning("%s", problem)
    edition = Edition(
        root, _keep_good(project), converter, store, is_preview=bool(_preview), problems=tuple(project.problems)
    )
    edition = replace(
        edition,
        reference=Reference(
            urls={},
            titles=read_titles(config.nav),
            here="",
            site=config.site_url or "",
            name=config.site_name,
            repository=config.extra.get("repository") or config.repo_url or "",
        ),
        sections=read_sections(config.nav),
        site=Site(config.site_name, config.site_description or "", f"{(config.site_url or '').rstrip('/')}/"),
    )
    if not _preview and config.theme.name in MATERIAL and config.theme.custom_dir:  # whose pages link one sheet
        edition = replace(
            edition, styles=STYLES, policy=POLICY, own_sheets=tuple(str(path) for path in config.extra_css)
        )
        config.extra_css = []
    config.extra["edition"], told = editions.add_history(edition)
    for words in told.lost:
        log.warning("%s", words)
    for words in told.left_out:  # by somebody's old mistake, which must stop no build
        aside.warning("%s", words)
    return config


def require_steps(listed: list[str]) -> None:
    """Say which step is missing in mkdocs.yml, or stands where it can't do its work."""
    known = [name for name in listed if name in STEPS]
    missing = [name for name in STEPS if name not in known and name not in OPTIONAL]
    if missing or known != sorted(known, key=STEPS.index):
        wrong = f"hooks/{missing[0]}.py is missing" if missing else "the steps stand in another order"
        order = ", ".join(f"hooks/{name}.py" for name in STEPS)
        raise PluginError(f"\nmkdocs.yml: hooks: {wrong}\n    hint: list them in this order: {order}")


def _keep_good(project: Project) -> Project:
    """The project, or what a preview shows as long as its data are broken."""
    if not _preview:
        return project
    if not project.data_is_broken and not any(problem.code in REFUTED for problem in project.problems):
        _preview["last good"] = project
    return _preview["last good"] or project


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made from data: pages, downloads, pictures. Nothing is written into docs/ or data/."""
    for file in list(files):
        path, docs = file.abs_src_path, Path(config.docs_dir)
        # A preview says so and goes on, and MkDocs would end here, wait for a pipe, or follow a link.
        if not has_address(file.src_uri) or (path and not is_ordinary(Path(path), docs)):
            files.remove(file)
    edition: Edition = config.extra["edition"]
    for name in edition.project.topics:  # which the navigation need not name, as they have a list of their own
        files.append(File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    pages = {file.src_uri: file.url for file in files.documentation_pages()}
    edition = editions.place_pages(edition, pages, {file.src_uri: file.url for file in files})
    sheet = files.src_uris.get(CHART_SHEET)
    edition, downloads = editions.add_downloads(edition)
    styles = sheet.content_string if sheet else ""
    edition, pictures = editions.add_pictures(edition, styles)
    edition, bare = add_bare_pages(edition, styles)
    for path, content in {**downloads, **pictures, **bare}.items():
        files.append(File.generated(config, path, content=content))
    edition = replace(edition, reference=replace(edition.reference, files={file.src_uri: file.url for file in files}))
    config.extra["edition"] = edition
    return files


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A page that the core has converted needs no second time."""
    edition: Edition = config.extra["edition"]
    read = edition.page(page.file.src_uri)
    if read is None or read.is_notebook:
        return markdown
    page.meta = {}  # what the front matter may say comes with the words
    return ""


@event_priority(100)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill the page with numbers and words, and let MkDocs know its title and contents."""
    edition: Edition = config.extra["edition"]
    name = page.file.src_uri
    read = edition.page(name)
    if read is None:
        return html
    if read.is_notebook:
        read = read_output(read, html)
        if read.template.problems and not edition.is_preview:
            raise PluginError("\n" + format_problems(read.template.problems))
    claims = get_relative_url("claims/" if config.use_directory_urls else "claims.html", page.url)
    bound, finished = editions.finish(edition, name, read, claims)
    # Material prints all of this without escaping it.
    page.meta = {**bound.settings, **{key: escape(words) for key, words in bound.front.items()}}
    page.meta["description"] = escape(editions.describe(bound))
    page.meta["message"] = editions.find_message(bound)
    if name not in edition.reference.titles and "title" not in page.meta and bound.headings:
        page.title = bound.headings[0][2]
    page.toc = get_toc(bound.contents)
    edition.finished[name] = finished
    return editions.name_in_search(finished.words, edition.reference.titles.get(name, ""), page.meta["message"])


@event_priority(-100)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Give the page all that it shows when the search has read its words."""
    edition: Edition = config.extra["edition"]
    name = page.file.src_uri
    title = str(page.meta.get("message") or page.title)
    finished = edition.finished.pop(name, None)
    page.content = finished.html if finished else page.content
    if edition.is_preview:
        page.content = BANNER + (page.content or "")
    about = str(page.meta.get("description", ""))
    page.meta["jsonld"] = editions.write_data(edition, name, title, about, is_chapter=page in _chapters(nav))
    if page.is_homepage and "eyebrow" in page.meta:
        told = [edition.project.bound.get(one.file.src_uri) for one in _chapters(nav) if isinstance(one, Page)]
        page.meta["eyebrow"] += editions.say_length([bound for bound in told if bound])
    if preview := editions.draw_preview(edition, name, title):
        page.meta["card"], picture = preview
        edition.cards[page.meta["card"]] = picture
    if name in edition.texts:
        page.meta["text"] = edition.texts[name].path
    if address := edition.edit(name):
        page.edit_url = address
    return context


@event_priority(100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """In `serve` say first what is wrong: a mistake shows on all pages."""
    edition: Edition = config.extra["edition"]
    return output.replace(BANNER, draw_banner(edition.problems), 1)


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """Write what all pages have a part in, and seal the site."""
    edition: Edition = config.extra["edition"]
    for name, content in write_last(edition):
        path = Path(config.site_dir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if edition.styles:
        features = {*(config.theme.get("features") or ()), *(["version"] if config.extra.get("version") else [])}
        seal_site(Path(config.site_dir), edition.own_sheets, features, edition.store.recall_text)


def _chapters(nav: Navigation) -> list[object]:
    """The story: the first section of the navigation."""
    story = next((item for item in nav.items if isinstance(item, Section)), None)
    return list(story.children) if story else []
