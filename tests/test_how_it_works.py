"""The page that tells maintainers how the engine works tells what the code does."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[1] / "hooks"
TEXT = (HOOKS / "README.md").read_text(encoding="utf-8")
CONFIG = (HOOKS.parent / "mkdocs.yml").read_text(encoding="utf-8")
STEPS = re.findall(r"^  - hooks/(\w+)\.py$", CONFIG, re.MULTILINE)
BARRED = {"re", "yaml", "ast", "pickle"}  # work on texts and data is the core's


def rooms_of_the_code():
    arrows = defaultdict(set)
    for path in (HOOKS / "factbook").rglob("*.py"):
        room = path.relative_to(HOOKS / "factbook").parts[0]
        if room.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("factbook."):
                arrows[room].add(node.module.split(".")[1])
        arrows[room].discard(room)
    return dict(arrows)


def rooms_of_the_picture():
    return {name: set(below.split()) for name, below in re.findall(r"^(\w+) *→(.*)$", TEXT, re.MULTILINE)}


def events_of(step):
    tree = ast.parse((HOOKS / f"{step}.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("on_")}


def events_of_the_table():
    found, event = set(), ""
    for name, steps in re.findall(r"^\| (?:`(on_\w+)` )?\| ((?:`\w+`(?:, )?)+) \|", TEXT, re.MULTILINE):
        event = name or event
        found |= {(event, step) for step in re.findall(r"`(\w+)`", steps)}
    return found


def test_the_picture_of_the_rooms_is_that_of_the_code():
    assert rooms_of_the_picture() == rooms_of_the_code()


def test_the_picture_has_each_room_above_those_that_it_names():
    names = list(rooms_of_the_picture())
    for name, below in rooms_of_the_picture().items():
        if (name, "load") != ("prose", "load"):
            assert all(names.index(name) < names.index(one) for one in below), name


def test_each_room_is_explained():
    assert set(re.findall(r"^\| `(\w+)` \| ", TEXT, re.MULTILINE)) >= set(rooms_of_the_code())


def test_each_event_of_each_step_is_in_the_table():
    assert events_of_the_table() == {(event, step) for step in STEPS for event in events_of(step)}


@pytest.mark.parametrize("named", re.findall(r"`((?:prose|chart|lists|load|model|review|ground|page)/\w+\.py)`", TEXT))
def test_each_file_that_is_named_is_there(named):
    assert (HOOKS / "factbook" / named).is_file()


def test_the_steps_are_few_and_each_is_listed():
    assert len(STEPS) <= 8
    assert sorted(STEPS) == sorted(path.stem for path in HOOKS.glob("*.py"))


@pytest.mark.parametrize("step", STEPS)
def test_an_adapter_works_on_no_text_and_no_data_itself(step):
    tree = ast.parse((HOOKS / f"{step}.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not names & BARRED


def test_the_theme_alone_shares_the_value_of_a_build():
    """`config.extra` holds what the theme reads, and no step hands on anything else in it."""
    written = set()
    for step in STEPS:
        text = (HOOKS / f"{step}.py").read_text(encoding="utf-8")
        written |= set(re.findall(r'config\.extra\["(\w+)"\](?=[^\n]* = )', text))
    assert written == {"edition", "store"}  # the store is taken out when the edition begins
