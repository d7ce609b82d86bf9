"""The rules for drawings in a style sheet of pages, in words that programs for pictures know.

They have colours for variables, those of light pages, and no selectors of newer kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import tinycss2

VARIABLE = re.compile(r"var\((--[\w-]+)\)")
ANY_OF = re.compile(r":is\(([^()]*)\)")
NONE_OF = re.compile(r":not\(([^()]*)\)")


def light_styles(css: str) -> str:
    """The rules for drawings in a style sheet of pages, in words that programs for pictures know."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    colours: dict[str, str] = {}
    found: list[str] = []
    for rule in rules:
        if rule.type != "qualified-rule":  # what is for some screens only
            continue
        selector, body = tinycss2.serialize(rule.prelude).strip(), tinycss2.serialize(rule.content)
        if selector == ".chart":
            colours |= {name: value.strip() for name, value in re.findall(r"(--[\w-]+):([^;]+);", body)}
        elif ".chart svg" in selector:
            found += _rewritten(selector.replace(".chart svg ", ""), " ".join(body.split()))
    return VARIABLE.sub(lambda match: colours[match[1]], "\n".join(found))


def _rewritten(selector: str, body: str) -> Iterator[str]:
    """A rule without `:is` and `:not`: one of several selectors, and one that takes back what is excepted."""
    if excepted := NONE_OF.search(selector):
        yield f"{NONE_OF.sub('', selector)} {{ {body} }}"
        kept = ", ".join(f"text{name.strip()}" for name in excepted[1].split(","))
        yield f"{kept} {{ stroke: none }}"
    elif among := ANY_OF.search(selector):
        before, after = selector[: among.start()], selector[among.end() :]
        yield f"{', '.join(f'{before}{one.strip()}{after}' for one in among[1].split(','))} {{ {body} }}"
    else:
        yield f"{selector} {{ {body} }}"
