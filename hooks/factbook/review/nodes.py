"""The parts of a setting as YAML composes it, which keeps their places."""

from __future__ import annotations

from collections.abc import Iterator

import yaml


def walk_values(node: yaml.Node) -> Iterator[yaml.Node]:
    """The node and all values in it, each once, however often an alias names it; keys stand in their mappings."""
    waiting, seen = [node], set[int]()
    while waiting:
        node = waiting.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
