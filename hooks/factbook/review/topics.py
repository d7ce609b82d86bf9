"""The pages of topics of figures: one template for all of them, in a folder that MkDocs leaves out."""

from __future__ import annotations

from pathlib import Path

from factbook.lists.topic import figures_by_topic, topic_title
from factbook.model.factbook import Factbook
from factbook.page.place import topic_page
from factbook.prose.convert import Converter
from factbook.prose.page import TEMPLATES, Page, read_page

TEMPLATE = f"{TEMPLATES}topic.md"
# Where a site has no template.
PLAIN = "---\ntitle: '{{ topic }}'\n---\n# {{ topic }}\n\n{{ entries }}\n"


def read_topics(root: Path, docs: Path, factbook: Factbook, converter: Converter) -> dict[str, Page]:
    """A page for each topic, by its path below docs/."""
    path = docs / TEMPLATE
    is_there = path.is_file() and not path.is_symlink() and path.resolve().is_relative_to(docs.resolve())
    text = path.read_text(encoding="utf-8-sig", errors="replace") if is_there else PLAIN
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    found = {}
    for topic in figures_by_topic(factbook):
        name = topic_page(topic)
        found[name] = read_page(name, shown, fill_template(text, topic, factbook), converter)
    return found


def fill_template(text: str, topic: str, factbook: Factbook) -> str:
    """The page of a topic as if somebody had written it: what only a template can say is said in full."""
    title = topic_title(topic, factbook).translate({ord(mark): None for mark in "{}“”\"'"})
    return (
        text.replace("{{ topic }}", f"{{{{ “{title}” }}}}")
        .replace("{{ file }}", f"`data/figures/{topic}.yml`")
        .replace("{{ entries }}", f"{{{{ figures {topic} }}}}")
    )
