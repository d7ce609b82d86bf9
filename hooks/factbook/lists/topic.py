"""How the files of figures are called on pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factbook.model.factbook import Factbook
from factbook.model.records import Figure


def topic_title(topic: str, factbook: Factbook) -> str:
    """The words for a topic, by default its name."""
    return factbook.about.topics.get(topic) or topic.replace("_", " ").capitalize()


def figures_by_topic(factbook: Factbook) -> Mapping[str, Sequence[Figure]]:
    """Topics by title, each with its figures in the order of its file."""
    found: dict[str, list[Figure]] = {}
    for figure in factbook.figures.values():
        found.setdefault(figure.topic, []).append(figure)
    return {
        topic: sorted(found[topic], key=lambda figure: figure.location)
        for topic in sorted(found, key=lambda topic: topic_title(topic, factbook).removeprefix("The ").lower())
    }
