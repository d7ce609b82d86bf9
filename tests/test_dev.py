"""dev.py, run as a person runs it, in a small repository where stand-ins play the programs it starts."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
SYSTEM_PYTHON = os.path.realpath(sys.executable)  # .venv itself has no pip
BROWSERS = ("chromium", "firefox-esr", "WebKitWebDriver", "Xvfb")
PACKAGES = "chromium firefox-esr webkit2gtk-driver xvfb"
STAND_IN = """
import os, sys, time
with open("log", "a") as log:
    log.write(" ".join(["NAME", *sys.argv[1:]]) + "\\n")
sys.exit(int(os.environ.get("NAME_STATUS", "0")))
"""
SERVER = """
import os, sys, tempfile, time
open(os.path.join(tempfile.mkdtemp(), "page"), "w").close()
with open("served", "a") as log:
    log.write(f"{os.getpid()} {tempfile.gettempdir()} {sys.argv[1:]}\\n")
if open("hooks/bind.py").read() == "broken":
    sys.exit(1)
time.sleep(60)
"""


class Repository:
    """A folder with dev.py, nothing to install, and stand-ins for the modules that dev.py runs."""

    def __init__(self, root):
        self.root = root
        self.bin = root / "path"
        self.hooks = root / "hooks"
        self.environment = {"PATH": str(self.bin), "HOME": str(root)}
        for folder in (self.bin, self.hooks):
            folder.mkdir(parents=True)
        shutil.copy(ROOT / "dev.py", root)
        for name in ("requirements.txt", "requirements-dev.txt"):
            (root / name).write_text("# nothing\n")
        for name in ("ruff", "mypy", "pytest", "mkdocs", "factbook"):
            (self.hooks / f"{name}.py").write_text(STAND_IN.replace("NAME", name))
        (self.hooks / "bind.py").write_text("")

    def start(self, *arguments):
        return subprocess.Popen(
            [SYSTEM_PYTHON, str(self.root / "dev.py"), *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments):
        process = self.start(*arguments)
        output, _ = process.communicate(timeout=120)
        return process.returncode, output

    def command(self, name, script="exit 0"):
        """Put a program on the PATH, which holds nothing else."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    def browsers(self, *names):
        """Stand-ins for all that the tests drive, or for those named."""
        for name in names or BROWSERS:
            self.command(name)

    def log(self):
        log = self.root / "log"
        return log.read_text().splitlines() if log.exists() else []

    def served(self):
        """The servers started so far: process id, temporary folder, arguments."""
        served = self.root / "served"
        return [line.split(" ", 2) for line in served.read_text().splitlines()] if served.exists() else []


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


@pytest.fixture
def server(repository):
    """`dev.py serve`, running and ended after the test."""
    (repository.hooks / "mkdocs.py").write_text(SERVER)
    process = repository.start("serve", "--port", str(free_port()))
    wait_until(lambda: len(repository.served()) == 1)
    yield process
    process.send_signal(signal.SIGINT)
    process.wait(timeout=20)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def alive(process_id):
    try:
        os.kill(int(process_id), 0)
    except ProcessLookupError:
        return False
    return True


def one_line(output):
    assert output.startswith("dev.py: ")
    assert output.count("\n") == 1
    return output


def test_without_a_command_it_explains_all(repository):
    status, output = repository.run()
    assert status == 0
    for name in ("serve", "test", "build", "check", "zip"):
        assert f"\n  {name} " in output


def test_an_unknown_command_is_refused(repository):
    status, output = repository.run("publish")
    assert status == 2
    assert "invalid choice: 'publish'" in output


def test_build_is_strict(repository):
    assert repository.run("build")[0] == 0
    assert repository.log() == ["factbook settings", "mkdocs build --strict"]


def test_nothing_reads_the_settings_before_they_were_looked_through(repository):
    repository.browsers()
    repository.environment["factbook_STATUS"] = "4"
    for command in ("build", "zip", "test"):
        assert repository.run(command)[0] == 4
    assert repository.log() == ["factbook settings"] * 3


def test_zip_packs_a_site_that_needs_no_server_and_keeps_the_last_one_if_a_build_fails(repository):
    build = "import sys; from pathlib import Path\nfolder = Path(sys.argv[-1])\nfolder.mkdir()\n"
    build += "(folder / 'index.html').write_text(' '.join(sys.argv[1:-1]))\n"
    (repository.hooks / "mkdocs.py").write_text(build)
    assert repository.run("zip")[0] == 0
    (repository.hooks / "mkdocs.py").write_text("raise SystemExit(3)")
    assert repository.run("zip")[0] == 3
    with ZipFile(repository.root / "site.zip") as packed:
        assert packed.read("site/index.html").decode() == "build --strict --no-directory-urls --site-dir"


def test_check_runs_the_factbook_without_an_installed_package(repository):
    assert repository.run("check")[0] == 0
    assert repository.log() == ["factbook check"]


def test_the_status_of_a_failed_build_is_passed_on(repository):
    repository.environment["mkdocs_STATUS"] = "3"
    assert repository.run("build")[0] == 3


def test_it_works_from_any_folder(repository, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert repository.run("check")[0] == 0
    assert repository.log() == ["factbook check"]


def test_the_environment_is_made_without_ensurepip(repository, tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError('Debian packs this apart')")
    repository.environment["PYTHONPATH"] = str(tmp_path)
    status, output = repository.run("check")
    assert status == 0, output
    assert (repository.root / ".venv" / "bin" / "python").exists()


def test_a_pip_that_defaults_to_user_folders_does_not_disturb(repository):
    repository.environment["PIP_USER"] = "1"
    assert repository.run("check")[0] == 0


WHEEL = """
import base64, hashlib, zipfile
with zipfile.ZipFile("tiny-1-py3-none-any.whl", "w") as wheel:
    wheel.writestr("tiny.py", "")
    wheel.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n")
    wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("tiny-1.dist-info/RECORD", "")
digest = hashlib.sha256(open("tiny-1-py3-none-any.whl", "rb").read()).hexdigest()
open("requirements.txt", "w").write(f"tiny==1 \\\\\\n    --hash=sha256:{digest}\\n")
"""


@pytest.fixture
def tiny(repository):
    """It needs one package, which lies beside it: the user's settings say so."""
    subprocess.run([SYSTEM_PYTHON, "-c", WHEEL], cwd=repository.root, check=True)
    repository.environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(repository.root)}
    return repository


def installed(repository):
    return [path.name for path in (repository.root / ".venv").rglob("tiny.py")]


@pytest.mark.parametrize(
    "setting",
    [
        {"PIP_TARGET": "{root}/elsewhere"},
        {"PIP_PREFIX": "{root}/elsewhere"},
        {"PIP_ROOT": "{root}/elsewhere"},
        {"PIP_DRY_RUN": "1"},
        {"PIP_USER": "1"},
        {"PIP_REQUIRE_VIRTUALENV": "1"},
        {"PIP_PYTHON": "/nowhere/python"},
        {"PIP_CONFIG_FILE": "{root}/pip.conf"},
        {},
    ],
)
def test_no_setting_of_the_user_puts_packages_elsewhere(tiny, setting):
    (tiny.root / "pip.conf").write_text(f"[install]\ntarget = {tiny.root}/elsewhere\n[global]\ndry-run = true\n")
    tiny.environment |= {name: value.format(root=tiny.root) for name, value in setting.items()}
    status, output = tiny.run("check")
    assert status == 0, output
    assert installed(tiny) == ["tiny.py"]
    assert not (tiny.root / "elsewhere").exists()


def test_a_file_of_settings_says_where_packages_are(tiny):
    del tiny.environment["PIP_FIND_LINKS"], tiny.environment["PIP_NO_INDEX"]
    (tiny.root / "pip.conf").write_text(f"[global]\nno-index = true\n[install]\nfind-links = {tiny.root}\n")
    tiny.environment["PIP_CONFIG_FILE"] = str(tiny.root / "pip.conf")
    assert tiny.run("check")[0] == 0
    assert installed(tiny) == ["tiny.py"]


def test_what_pip_only_says_that_it_installed_is_not_taken_for_installed(tiny, tmp_path):
    (tmp_path / "pip.py").write_text("")  # another pip, which says yes to all
    tiny.environment["PYTHONPATH"] = str(tmp_path)
    for _ in range(2):
        status, output = tiny.run("check")
        assert status == 1
        assert "and did not: Python says what is missing above" in output
    del tiny.environment["PYTHONPATH"]
    assert tiny.run("check")[0] == 0


def test_a_user_whom_the_system_does_not_know_is_lent_a_home(repository):
    (repository.hooks / "factbook.py").write_text("import pathlib; print('at home:', pathlib.Path.home().is_dir())")
    (repository.root / "sitecustomize.py").write_text(
        "import os, pathlib\nif 'HOME' not in os.environ:\n"
        "    def home(cls):\n        raise RuntimeError('no home')\n    pathlib.Path.home = classmethod(home)\n"
    )
    del repository.environment["HOME"]
    repository.environment["PYTHONPATH"] = str(repository.root)
    assert "at home: True" in repository.run("check")[1]


def test_nothing_is_installed_twice(repository):
    assert "installing requirements.txt" in repository.run("check")[1]
    assert repository.run("check")[1] == ""


def test_changed_requirements_are_installed(repository):
    repository.run("check")
    (repository.root / "requirements.txt").write_text("# nothing, again\n")
    assert "installing requirements.txt" in repository.run("check")[1]


def test_an_environment_of_another_python_is_made_afresh(repository):
    repository.run("check")
    environment = repository.root / ".venv"
    (environment / "requirements.txt.stamp").unlink()
    (environment / "pyvenv.cfg").write_text("version = 3.10.1\n")
    (environment / "old").touch()
    assert repository.run("check")[0] == 0
    assert not (environment / "old").exists()


def test_an_environment_whose_python_is_gone_is_made_afresh(repository):
    repository.run("check")
    python = repository.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert repository.run("check")[0] == 0


def test_a_package_without_a_hash_is_refused_and_not_taken_for_installed(repository):
    (repository.root / "requirements.txt").write_text("click==8.5.1\n")
    for _ in range(2):
        status, output = repository.run("check")
        assert status == 1
        assert "dev.py: could not install requirements.txt: pip says why above" in output
    assert repository.log() == []


def test_a_python_without_pip_is_named_in_one_line(repository, tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([SYSTEM_PYTHON, "-m", "venv", "--without-pip", bare], check=True)
    command = [bare / "bin" / "python", repository.root / "dev.py", "check"]
    result = subprocess.run(command, env=repository.environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "has no pip; run: sudo apt-get install -y python3-pip" in one_line(result.stderr)


def test_a_taken_port_is_named_in_one_line_before_anything_is_installed(repository):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        status, output = repository.run("serve", "--port", str(port))
    assert status == 1
    assert f"port {port} is taken" in one_line(output)
    assert not (repository.root / ".venv").exists()


def test_a_port_that_does_not_exist_is_named_in_one_line(repository):
    status, output = repository.run("serve", "--port", "70000")
    assert status == 1
    assert "port 70000 is taken or not allowed" in one_line(output)


def test_serve_turns_live_reload_on(repository, server):
    _, _, arguments = repository.served()[0]
    assert arguments.startswith("['serve', '--livereload', '--dev-addr', '127.0.0.1:")


def test_a_changed_hook_starts_the_server_again(repository, server):
    (repository.hooks / "bind.py").write_text("changed")
    wait_until(lambda: len(repository.served()) == 2)
    first, second = (process_id for process_id, *_ in repository.served())
    assert not alive(first)
    assert alive(second)


def test_a_new_hook_in_a_subfolder_starts_the_server_again(repository, server):
    (repository.hooks / "factbook_parts").mkdir()
    (repository.hooks / "factbook_parts" / "new.py").touch()
    wait_until(lambda: len(repository.served()) == 2)


def test_after_a_broken_hook_the_server_comes_back_with_the_repair(repository, server):
    (repository.hooks / "bind.py").write_text("broken")
    wait_until(lambda: len(repository.served()) == 2 and not alive(repository.served()[1][0]))
    (repository.hooks / "bind.py").write_text("repaired")
    wait_until(lambda: len(repository.served()) == 3)
    server.send_signal(signal.SIGINT)
    assert "mkdocs ended; it starts again when hooks/ or mkdocs.yml change" in server.communicate(timeout=20)[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ending_serve_leaves_no_process_and_no_files(repository, server, number):
    process_id, folder, _ = repository.served()[0]
    assert list(Path(folder).iterdir())
    server.send_signal(number)
    output, _ = server.communicate(timeout=20)
    assert server.returncode == 0
    assert "Traceback" not in output
    assert not alive(process_id)
    assert not Path(folder).exists()


def test_test_runs_the_linters_and_then_pytest_with_what_follows_the_dashes(repository):
    repository.browsers()
    status, output = repository.run("test", "--", "-k", "port")
    assert status == 0, output
    assert repository.log() == [
        "factbook settings",
        "ruff check",
        "ruff format --check",
        "mypy",
        "pytest -n 2 --dist loadfile -k port",
    ]


def test_test_runs_every_step_and_returns_the_first_failing_status(repository):
    repository.browsers()
    repository.environment |= {"mypy_STATUS": "7", "pytest_STATUS": "5"}
    status, output = repository.run("test")
    assert status == 7
    assert repository.log()[-1] == "pytest -n 2 --dist loadfile"
    assert output.endswith("dev.py: failed: mypy, pytest -n 2 --dist loadfile\n")


def test_a_run_without_any_test_is_a_failure(repository):
    repository.browsers()
    repository.environment["pytest_STATUS"] = "5"
    assert repository.run("test")[0] == 5


def test_the_tests_learn_which_browser_to_use(repository):
    named = repository.command("own-browser")
    repository.browsers()
    (repository.hooks / "pytest.py").write_text("import os; print('uses', os.environ['CHROMIUM'])")
    assert f"uses {repository.bin / 'chromium'}" in repository.run("test")[1]
    repository.environment["CHROMIUM"] = str(named)
    assert f"uses {named}" in repository.run("test")[1]


def test_without_browsers_and_apt_one_line_says_what_to_run(repository):
    status, output = repository.run("test")
    assert status == 1
    assert one_line(output).endswith(f"run: sudo apt-get update && sudo apt-get install -y {PACKAGES}\n")
    assert repository.log() == []


@pytest.mark.parametrize(("name", "package"), [*zip(BROWSERS, PACKAGES.split(), strict=True)])
def test_each_browser_is_asked_for_by_its_name(repository, name, package):
    repository.browsers(*(other for other in BROWSERS if other != name))
    status, output = repository.run("test")
    assert status == 1
    assert one_line(output).endswith(f"sudo apt-get install -y {package}\n")
    assert repository.log() == []


def test_a_browser_that_does_not_start_does_not_count(repository):
    repository.browsers()
    repository.command("chromium", "exit 10")
    repository.command("chromium-browser", "exit 10")
    status, output = repository.run("test")
    assert status == 1
    assert "the tests need chromium, or the paths in CHROMIUM; run:" in one_line(output)


def test_missing_browsers_are_installed_where_no_password_is_asked(repository):
    repository.command("sh", 'exec /bin/sh "$@"')
    repository.command("sudo", 'shift; exec "$@"')
    linked = " ".join(f"/bin/ln -s /bin/true {repository.bin / name};" for name in BROWSERS)
    repository.command("apt-get", f'case "$*" in *"install -y {PACKAGES}") {linked} esac')
    status, output = repository.run("test")
    assert status == 0, output
    assert f"installing for the tests: {PACKAGES.replace(' ', ', ')}" in output
    assert repository.log()[-1] == "pytest -n 2 --dist loadfile"


def test_an_installation_that_fails_does_not_skip_the_tests(repository):
    repository.command("sh", 'exec /bin/sh "$@"')
    repository.command("sudo", "exit 1")
    repository.command("apt-get", "exit 100")
    status, output = repository.run("test")
    assert status == 1
    assert "run: sudo apt-get update" in output
    assert repository.log() == []


def packages(name):
    return set(re.findall(r"^[a-z0-9.-]+==\S+", (ROOT / name).read_text(), re.MULTILINE))


def test_the_tests_use_the_very_packages_that_build_the_site():
    assert packages("requirements.txt") < packages("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_each_locked_package_has_a_hash_and_no_address(name):
    text = (ROOT / name).read_text()
    entries = re.split(r"^(?=[a-z0-9.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(packages(name))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_ci_runs_the_command_of_the_readme():
    assert (ROOT / ".ci" / "run").read_text().endswith("\nexec python3 dev.py test\n")
    assert "\npython3 dev.py test " in (ROOT / "README.md").read_text()


def test_each_action_of_the_workflows_is_pinned_to_a_commit():
    uses = [
        line
        for path in (ROOT / ".github" / "workflows").iterdir()
        for line in re.findall(r"uses: *(.+)", path.read_text())
    ]
    assert uses
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in uses)
