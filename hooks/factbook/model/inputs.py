"""Which single numbers a formula is made of: the dependency graph, one number to a node."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factbook.model.formula import Call, Operation, Reference, Tree
from factbook.model.quantity import Quantity
from factbook.model.series import Series

Selector = Callable[[list[str]], list[str]]
"""From the keys of a series to those that are needed."""


def inputs_of(tree: Tree, key: str, values: Mapping[str, Quantity | Series]) -> tuple[str, ...]:
    """Entry ids that the member `key` of the tree's value needs, or its one number if key is ""."""
    names: dict[str, None] = {}
    stack: list[tuple[Tree, Selector]] = [(tree, _same(key))]
    while stack:
        node, select = stack.pop()
        if isinstance(node, Reference):
            names.update(dict.fromkeys(_entries(node, select, values)))
        elif isinstance(node, Call):
            inner = _selector(node.function, key, select)
            stack.extend((part, inner) for part in reversed(node.arguments))
        elif isinstance(node, Operation):
            stack.extend((part, select) for part in reversed(node.operands))
    return tuple(names)


def _entries(node: Reference, select: Selector, values: Mapping[str, Quantity | Series]) -> list[str]:
    value = values.get(node.figure)
    if not isinstance(value, Series) or (node.key is not None and node.span is None):
        return [str(node)]
    return [f"{node.figure}[{key}]" for key in select(node.part_of(list(value.members)))]


def _selector(function: str, key: str, outer: Selector) -> Selector:
    if function in ("abs", "sqrt"):
        return outer
    if function == "growth" and key:
        return lambda keys: keys[max(keys.index(key) - 1, 0) : keys.index(key) + 1] if key in keys else keys
    if function == "annual" and key:
        return lambda keys: [one for one in keys if one.startswith(key)]
    if function == "first":
        return lambda keys: keys[:1]
    if function in ("last", "when_last"):
        return lambda keys: keys[-1:]
    return lambda keys: keys


def _same(key: str) -> Selector:
    return lambda keys: [key] if key in keys else keys
