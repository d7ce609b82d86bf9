"""What editors and the hosting site read of the repository can be read, and names what is there."""

import json
import re
import runpy
import subprocess
import sysconfig
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

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


def test_the_workflows_give_an_attacker_nothing():
    done = subprocess.run(
        [
            Path(sysconfig.get_path("scripts"), "zizmor"),
            "--offline",
            "--persona",
            "pedantic",
            ROOT / ".github/workflows",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout + done.stderr


def test_what_is_installed_in_a_workflow_is_locked_by_hash_and_runs_without_a_right_to_write():
    installs = re.compile(r"pip\"? install(?! -q --require-hashes -r)")
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        assert not installs.search(path.read_text(encoding="utf-8")), path
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            writes = [right for right, how in job.get("permissions", {}).items() if how == "write"]
            ran = " ".join(step.get("run", "") for step in job["steps"])
            assert not writes or not re.search(r"pip|dev\.py|\.ci/", ran), name
    locked = (ROOT / ".ci/audit.txt").read_text(encoding="utf-8")
    assert (
        len(re.findall(r"==.*\\$", locked, re.MULTILINE))
        == len(re.findall(r"^[a-z0-9.-]+==", locked, re.MULTILINE))
        > 9
    )
    assert "://" not in locked


def test_all_that_runs_on_somebodys_machine_has_an_owner():
    owned = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    for name in (
        ".devcontainer/",
        ".pre-commit-config.yaml",
        ".vscode/",
        "schema/",
        "tests/",
        "hooks/",
        ".ci/",
        "dev.py",
        "mkdocs.yml",
    ):
        assert f"\n/{name} " in owned, name


def test_the_environment_of_a_contributor_holds_what_the_guide_names():
    locked = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert re.search(r"^pip==", locked, re.MULTILINE)
    assert re.search(r"^pre-commit==", locked, re.MULTILINE)


@pytest.mark.parametrize("path", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_the_workflows_run_commands_that_are_there(path):
    text = path.read_text(encoding="utf-8")
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for command in re.findall(r"\.ci/[\w.]+", text):
        assert (ROOT / command).is_file(), command


class Answers(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    def do_GET(self):
        self.send_response(int(self.path[1:]))
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


def test_an_address_is_dead_if_nobody_answers_or_nothing_is_there_and_not_if_programs_are_refused():
    ask = runpy.run_path(str(ROOT / ".ci/check_links.py"))["ask"]
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        assert [ask({"URL": f"{base}/{status}"}) for status in (200, 403, 429)] == ["", "", ""]
        assert ask({"URL": f"{base}/404"}) == "answers 404"
        server.shutdown()
    assert ask({"URL": base}).startswith("does not answer")


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
