"""Which options and which keys of its marks each kind of chart uses: what it does not use is a mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from factbook.ground.problem import Problem, suggest
from factbook.load.yaml_file import Mapping as Record
from factbook.load.yaml_file import Node, Scalar

# A kind that is not here is not checked.
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "columns": ("keys",),
    "lines": ("keys",),
    "bars": ("keys", "lead"),
    "squares": ("keys", "lead"),
    "amounts": (),
    "slip": ("lead",),
    "dumbbell": ("keys",),
    "slopes": ("left", "right"),
    "timeline": (),
    "history": (),
    "matrix": (),
    "table": ("keys",),
}
CHOICES: Mapping[str, tuple[str, ...]] = {"keys": ("shared",)}
SHAPES: Mapping[str, tuple[str, ...]] = {
    "columns": ("bar", "line", "rule"),
    "squares": ("rule",),
    "slip": ("rule",),
    "lines": (),
    "amounts": (),
    "bars": (),
    "dumbbell": (),
    "slopes": (),
    "timeline": (),
    "history": (),
    "matrix": (),
}
SIZED = ("timeline", "table")  # marks may have a value, too


def find_useless_options(kind: str, options: Node | None, sections: Collection[str]) -> Iterator[Problem]:
    """Options that the kind does not know, or that can't be so; those of `verdicts` are sections of the ledger."""
    known = tuple(sections) if kind == "verdicts" else OPTIONS.get(kind)
    if not isinstance(options, Record) or known is None or (kind == "verdicts" and not known):
        return
    for name, value in options.entries:
        if name.text not in known:
            listed = f"it has {', '.join(known)}" if known else "leave it out"
            said = f"a chart of the kind '{kind}' has no option '{name.text[:40]}'"
            yield Problem(name.location, "unknown-option", said, suggest(name.text, known, listed))
        elif name.text in CHOICES and isinstance(value, Scalar) and value.text not in CHOICES[name.text]:
            said = f"the option '{name.text}' can't be '{value.text[:40]}'"
            yield Problem(value.location, "unknown-option", said, f"one of {', '.join(CHOICES[name.text])}")


def find_useless_keys(kind: str, mark: Mapping[str, Node]) -> Iterator[Problem]:
    """Keys of a mark that the kind does not draw."""
    shape = mark.get("shape")
    if isinstance(shape, Scalar) and kind in SHAPES and shape.text not in SHAPES[kind]:
        listed = SHAPES[kind]
        hint = f"it draws {' and '.join(listed)}" if listed else "leave the key out"
        said = f"a chart of the kind '{kind}' draws no shape '{shape.text}'"
        yield Problem(shape.location, "unknown-option", said, hint)
    if "value" in mark and kind not in SIZED:
        said = f"a mark of the kind '{kind}' has no use for 'value'"
        yield Problem(mark["value"].location, "unknown-option", said, "leave it out; only a timeline shows it")
    if kind == "verdicts":
        said = "a chart of the kind 'verdicts' draws the ledger and no marks"
        yield Problem(mark["figure"].location, "unknown-option", said, "write marks: []")
