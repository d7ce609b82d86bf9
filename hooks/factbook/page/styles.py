"""Leaves out of a style sheet what no page can use: the theme's has rules for every feature that it offers.

A rule stays if each class that its selector asks for is on some page or is set by the theme's script.
States and elements always stay. Of custom properties those stay that something still reads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import tinycss2

Node = Any  # of tinycss2.ast, which has no types

SET_BY_SCRIPT = re.compile(r"""(?:\bclass:|classList\.\w+\(|\bclassName=)["'`]([^"'`]+)|(\bmd-[\w-]+)""")
USED = re.compile(r"var\(\s*(--[\w-]+)")
PROPERTY = re.compile(r"--[\w-]+")
CLASSES = re.compile(r'class="([^"]*)"')
CHOSEN = re.compile(r'(?:dir|data-md-color-(?:scheme|primary|accent))="([^"]*)"')
RARE = ("del", "ins", "kbd", "meter", "progress")  # elements with rules of the theme's that few pages have
ELEMENT = re.compile(rf"<({'|'.join(RARE)})\b")
VALUED = ("dir", "data-md-color-scheme", "data-md-color-primary", "data-md-color-accent")
# Parts that the theme's script makes only where a page or the configuration asks for them by one of these words.
ON_DEMAND = {
    "md-annotation": {"annotate", "content.code.annotate"},
    "md-header__title--active": {"md-header__topic"},
    "md-header__topic": {"md-header__topic"},
    "md-nav__link--passed": {"toc.follow"},
    "md-status": {"md-status"},
    "md-toggle--indeterminate": {"navigation.expand"},
    "md-top": {"navigation.top"},
    "mermaid": {"mermaid"},
    "md-code": {"content.code.copy", "content.code.select"},
    "md-source": {"md-source"},
    "md-tag": {"md-tags"},
    "md-tooltip": {"annotate", "content.code.annotate"},
    "md-tooltip2": {"content.tooltips", "content.footnote.tooltips"},
    "md-version": {"version"},
    "tabbed-": {"tabbed-set"},
}


def find_classes(html: str) -> set[str]:
    """The classes of a page, its rare elements, and the values of the attributes that choose a palette or a direction."""
    found = {name for names in set(CLASSES.findall(html)) for name in names.split()}
    found |= {f"<{name}" for name in ELEMENT.findall(html)}
    return found | {f"={value}" for value in CHOSEN.findall(html)} | set(USED.findall(html))


def find_script_classes(script: str, wanted: Collection[str]) -> set[str]:
    """The classes that a script may set on pages where these words are wanted."""
    words = {word for pair in SET_BY_SCRIPT.findall(script) for word in " ".join(pair).split()}
    unwanted = tuple(start for start, asked in ON_DEMAND.items() if not asked.intersection(wanted))
    return {word for word in words if not _belongs(word, unwanted)}


def trim_styles(css: str, known: Collection[str], readers: str = "") -> str:
    """The rules of a sheet that can match, minified; `readers` is text elsewhere that may read its properties."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    text = "".join(_write_rules(rules, frozenset(known), frozenset(), drop=False))
    diagrams = () if "mermaid" in known else ("--md-mermaid",)
    read_elsewhere = {*(name for name in PROPERTY.findall(readers) if not name.startswith(diagrams)), *known}
    while True:  # a property may be read only by one that nobody reads
        used = frozenset({*USED.findall(text), *read_elsewhere})
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        shorter = "".join(_write_rules(rules, None, used, drop=True))
        if len(shorter) == len(text):
            return shorter
        text = shorter


def _belongs(word: str, starts: Iterable[str]) -> bool:
    """Whether a class is of a part, or of one below it: `md-code__nav` is of `md-code`, `md-codes` is not."""
    return any(
        word == start or word.startswith((f"{start}_", f"{start}-" if start[-1] != "-" else start)) for start in starts
    )


def _write_rules(
    rules: Iterable[Node], known: frozenset[str] | None, used: frozenset[str], *, drop: bool
) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _split(rule.prelude) if known is None or _can_match(one, known)]
            declarations = ";".join(_declarations(rule.content, used, drop=drop))
            if selectors and declarations:
                yield f"{','.join(tinycss2.serialize(one).strip() for one in selectors)}{{{declarations}}}"
        elif (
            rule.type == "at-rule"
            and rule.lower_at_keyword in ("container", "media", "supports")
            and rule.content is not None
        ):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if text := "".join(_write_rules(inner, known, used, drop=drop)):
                yield f"@{rule.lower_at_keyword} {tinycss2.serialize(rule.prelude).strip()}{{{text}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield rule.serialize()


def _declarations(content: Sequence[Node], used: frozenset[str], *, drop: bool) -> Iterator[str]:
    for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and not (drop and one.name.startswith("--") and one.name not in used):
            important = "!important" if one.important else ""
            yield f"{one.name}:{tinycss2.serialize(one.value).strip()}{important}"


def _split(nodes: Iterable[Node]) -> list[list[Node]]:
    """The selectors of a list."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        if node == ",":
            found.append([])
        else:
            found[-1].append(node)
    return found


def _can_match(selector: Sequence[Node], known: frozenset[str]) -> bool:
    """Whether all classes outside of parentheses are known: those inside may be alternatives or denied."""
    for node, after in pairwise(selector):
        if node == "." and after.type == "ident" and after.value not in known:
            return False
        if node not in (".", ":") and after.type == "ident" and after.value in RARE and f"<{after.value}" not in known:
            return False
    return all(_is_chosen(token.content, known) for token in selector if token.type == "[] block")


def _is_chosen(condition: Sequence[Node], known: frozenset[str]) -> bool:
    """Whether an attribute that chooses a palette or a direction has such a value on some page."""
    words = [token for token in condition if token.type in ("ident", "string")]
    if len(words) < 2 or words[0].value not in VALUED or condition[1] != "=":
        return True
    return f"={words[1].value}" in known
