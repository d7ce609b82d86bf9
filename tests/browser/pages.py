"""Which pages the site has, by its configuration and its data."""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))


def address(path):
    """The address of a page by its path below docs/."""
    name = path.rpartition(".")[0]
    return "" if name == "index" else f"{name}/"


def addresses(items):
    for item in items:
        target = next(iter(item.values()))
        if isinstance(target, list):
            yield from addresses(target)
        else:
            yield address(target)


TOPICS = [f"figures/{path.stem}/" for path in sorted((ROOT / "data/figures").glob("*.yml"))]
PAGES = [*addresses(CONFIG["nav"]), *TOPICS]
BARE = ("embed", "claim")  # folders of pages that others show or share, with no frame of the site around them
CHAPTERS = next(
    list(addresses(target)) for item in CONFIG["nav"] for target in item.values() if isinstance(target, list)
)
