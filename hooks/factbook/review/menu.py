"""The menu of a site, as its settings list it: the titles of pages, and the sections that hold them."""

from __future__ import annotations

PAGES = "Pages"  # the section of those that stand in none


def read_titles(nav: object) -> dict[str, str]:
    """The titles that the menu gives to pages, by path."""
    found: dict[str, str] = {}
    for item in nav if isinstance(nav, list) else []:
        for title, target in item.items() if isinstance(item, dict) else ():
            found |= {target: title} if isinstance(target, str) else read_titles(target)
    return found


def read_sections(nav: object) -> dict[str, list[str]]:
    """The pages by the outermost section that they stand in."""
    found: dict[str, list[str]] = {}
    for item in nav if isinstance(nav, list) else []:
        for title, target in item.items() if isinstance(item, dict) else [(PAGES, item)]:
            pages = [target] if isinstance(target, str) else list(_read_paths(target))
            found.setdefault(PAGES if isinstance(target, str) else title, []).extend(pages)
    return found


def _read_paths(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    inside = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return [path for one in inside for path in _read_paths(one)]
