"""What editors and the hosting site read of the repository can be read, and names what is there."""

import json
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_each_form_has_fields_with_names_of_their_own(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = [part for part in form["body"] if part["type"] != "markdown"]
    names = [field["id"] for field in fields]
    assert form["name"]
    assert form["description"]
    assert len(names) == len(set(names)) > 1
    assert all(field["attributes"]["label"] for field in fields)


def test_code_has_owners_and_texts_and_data_have_none():
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = [line.split()[0] for line in lines if line and not line.startswith("#")]
    for pattern in owned:
        assert list(ROOT.glob(pattern.strip("/"))), pattern
    assert not [pattern for pattern in owned if pattern.startswith("/data") or pattern.endswith(".md")]


def test_editors_know_the_schema_of_each_data_file():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    known = {path for pattern in settings.values() for path in ROOT.glob(pattern)}
    assert known == {*ROOT.glob("data/*.yml"), *ROOT.glob("data/figures/*.yml")}
    assert all((ROOT / schema).is_file() for schema in settings)


@pytest.mark.parametrize("name", [".devcontainer/devcontainer.json", ".vscode/tasks.json", ".pre-commit-config.yaml"])
def test_commands_for_editors_are_those_of_dev_py(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    yaml.safe_load(text)  # JSON is YAML, too
    commands = re.findall(r"dev\.py (\w+)", text)
    assert commands
    assert set(commands) <= {"serve", "test", "build", "check"}
