"""Work on the site. Needs Linux or macOS, Python 3.11 or later, pip and git.

commands:
  serve [--port N]       preview the site; it follows each saved change
  test [-- ARGUMENT...]  run the linters, then pytest with these arguments
  build                  build the site into site/, or say what is wrong
  check                  list what is wrong with data and texts, without building
  zip                    build site.zip, which opens without a server or a network

All packages go into .venv beside this file. They are installed again only when the
locked requirements or the Python version change.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = [str(VENV / "bin" / "python"), "-P", "-m"]  # -P keeps this folder off sys.path
# What the tests drive: the package that has it, its names, and how to see that it starts.
PROGRAMS = {
    "chromium": ("CHROMIUM", ("chromium", "chromium-browser", "google-chrome"), "--version"),
    "firefox-esr": ("FIREFOX", ("firefox-esr", "firefox"), "--version"),
    "webkit2gtk-driver": ("WEBKIT_DRIVER", ("WebKitWebDriver",), "--help"),
    "xvfb": ("XVFB", ("Xvfb",), "-help"),  # the screen on which the last two show their windows
}
GET = "apt-get update && apt-get install -y"
QUIET = subprocess.DEVNULL
# The settings of pip that tell how it gets packages.
WAYS = {
    *("index-url", "extra-index-url", "no-index", "find-links", "trusted-host", "proxy", "cert", "client-cert"),
    *("cache-dir", "no-cache-dir", "timeout", "default-timeout", "retries", "keyring-provider", "constraint"),
    "disable-pip-version-check",
}
# What pip says it did is tried: settings unknown here could make it put packages elsewhere, or nowhere.
TRIAL = """
import importlib, importlib.metadata, sys
for name in sys.argv[1:]:
    importlib.metadata.distribution(name)
for name, module in {"click": "click", "mkdocs": "mkdocs", "pyyaml": "yaml"}.items():
    if name in sys.argv[1:]:
        importlib.import_module(module)
"""


def main(arguments: list[str]) -> int:
    end = arguments.index("--") if "--" in arguments else len(arguments)
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("dev.py", description=__doc__, formatter_class=layout)
    parser.add_argument("command", choices=["serve", "test", "build", "check", "zip"], nargs="?")
    parser.add_argument("--port", type=int, default=8000, help="for serve; 8000 unless given")
    options = parser.parse_args(arguments[:end])
    os.chdir(ROOT)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's banner on its last year, in colours even in a file
    if options.command == "serve":
        return serve(options.port)
    if options.command == "test":
        return test(arguments[end + 1 :])
    if options.command == "build":
        return run("mkdocs", "build", "--strict")
    if options.command == "check":
        return run("factbook", "check")
    if options.command == "zip":
        return zip_site()
    parser.print_help()
    return 0


def serve(port: int) -> int:
    """Run `mkdocs serve`, and start it again when its code changes: it keeps the old code."""
    require_free_port(port)
    install("requirements.txt")
    ended: list[int] = []  # no exception, since Python drops one that comes while it tidies up
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: ended.append(number))
    command = [*PYTHON, "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    with folder as os.environ["TMPDIR"]:  # for MkDocs
        while not ended:
            run_until_change(command, ended)
            say("ended" if ended else "the code changed: starting again")
    return 0


def test(pytest_arguments: list[str]) -> int:
    """Run every step, so that all failures show at once; return the first one's status."""
    os.environ |= require_programs()
    install("requirements-dev.txt")
    if status := look_through_settings():
        return status
    steps = ("ruff check", "ruff format --check", "mypy", "pytest -n 2 --dist loadfile")
    failed = {}
    for step in steps:
        more = pytest_arguments if step == steps[-1] else []
        if status := subprocess.call([*PYTHON, *step.split(), *more]):
            failed[step] = status
    if failed:
        say("failed: " + ", ".join(failed))
    return next(iter(failed.values()), 0)


def zip_site() -> int:
    """Pack a site that needs no server."""
    with tempfile.TemporaryDirectory() as folder:
        status = build_files(Path(folder, "site"))
        if not status:
            say(f"wrote {shutil.make_archive('site', 'zip', folder, 'site')}; unpack it and open site/index.html")
    return status


def build_files(site: Path) -> int:
    """Build pages that link to files, since without a server no folder has a first page and no script may fetch data."""
    status = run("mkdocs", "build", "--strict", "--no-directory-urls", "--site-dir", str(site))
    index = site / "search" / "search_index.json"
    if index.exists():
        index.with_suffix(".js").write_text(f"var __index = {index.read_text('utf-8')}", "utf-8")
        index.unlink()
    return status


def run(*command: str, locked: str = "requirements.txt") -> int:
    install(locked)
    with lend_home():
        looked = look_through_settings() if command[0] == "mkdocs" else 0
        return looked or subprocess.call([*PYTHON, *command])


def look_through_settings(output: int | None = None) -> int:
    """Say what is wrong with mkdocs.yml before MkDocs reads it: its loader runs what some tags name."""
    return subprocess.call([*PYTHON, "factbook", "settings"], stdin=QUIET, stdout=output, stderr=output)


@contextlib.contextmanager
def lend_home() -> Iterator[None]:
    """A container may run as a user whom its system does not know, and Jupyter wants a home when it is loaded."""
    try:
        Path.home()
    except RuntimeError:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["HOME"] = folder
            yield
            del os.environ["HOME"]
    else:
        yield


def install(locked: str) -> None:
    """Make .venv hold what the file locks. No ensurepip: Debian packs that apart."""
    digest = hashlib.sha256((ROOT / locked).read_bytes()).hexdigest()
    wanted = f"{digest}\n{sys.version}\n{ROOT}\n"
    stamp = VENV / f"{locked}.stamp"
    if Path(PYTHON[0]).exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not importlib.util.find_spec("pip"):
        stop(f"{sys.executable} has no pip; run: sudo apt-get install -y python3-pip")
    say(f"installing {locked} into .venv")
    create_venv()
    stamp.unlink(missing_ok=True)
    pip = [sys.executable, "-m", "pip", "--python", PYTHON[0], "install", "--quiet"]
    if subprocess.call([*pip, "--require-hashes", "-r", locked], env=pip_environment()):
        stop(f"could not install {locked}: pip says why above")
    names = re.findall(r"^([\w.-]+)==[^;\n]*$", (ROOT / locked).read_text(), re.MULTILINE)
    if subprocess.call([PYTHON[0], "-P", "-c", TRIAL, *names]):
        stop(f"pip said that it installed {locked}, and did not: Python says what is missing above")
    stamp.write_text(wanted)


def pip_environment() -> dict[str, str]:
    """Where pip finds packages stays as the user has it; where it puts them, and whether, is not theirs to say."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    asked = {name: value for name, value in os.environ.items() if name != "PIP_PYTHON"}  # pip would start that one
    listed = subprocess.run(command, env=asked, capture_output=True, text=True, check=False)
    found = re.findall(r"^[\w:]+\.([\w-]+)=(.*)$", listed.stdout, re.MULTILINE)
    kept = {f"PIP_{name.upper().replace('-', '_')}": ast.literal_eval(value) for name, value in found if name in WAYS}
    others = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return others | kept | {"PIP_CONFIG_FILE": os.devnull}


def create_venv() -> None:
    settings = VENV / "pyvenv.cfg"
    version = f"version = {platform.python_version()}\n"
    usable = settings.exists() and version in settings.read_text() and Path(PYTHON[0]).exists()
    venv.create(VENV, clear=not usable, symlinks=True, with_pip=False)
    packages = sysconfig.get_path("purelib", "venv", vars={"base": str(VENV)})
    Path(packages, "hooks.pth").write_text(f"{ROOT / 'hooks'}\n")  # finds the factbook package


def require_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            stop(f"port {port} is taken or not allowed here; choose another with --port")


def run_until_change(command: list[str], ended: list[int]) -> None:
    """Run the command in a process group of its own, which ends with this call."""
    before = code_times()
    if look_through_settings():
        command = [sys.executable, "-c", ""]  # nothing to serve until it is mended
    child = subprocess.Popen(command, stdin=QUIET, process_group=0)
    try:
        while not ended and child.poll() is None:
            if (now := code_times()) != before:
                if not look_through_settings(QUIET):
                    break
                before = now  # the preview tells, and goes on with the settings that it has
            time.sleep(0.5)
        if not ended and child.poll() is not None:
            say("mkdocs ended; it starts again when hooks/ or mkdocs.yml change (Ctrl-C ends)")
        while not ended and code_times() == before:
            time.sleep(0.5)
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=5)


def code_times() -> dict[Path, int]:
    times = {}
    for path in (*ROOT.glob("mkdocs.yml"), *ROOT.glob("hooks/**/*.py")):
        with contextlib.suppress(FileNotFoundError):  # an editor may just be replacing it
            times[path] = path.stat().st_mtime_ns
    return times


def require_programs() -> dict[str, str]:
    """Browsers that start, by the variables that name them, after installing them where that asks for no password."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if (missing := find_missing()) and shutil.which("apt-get") and shutil.which([*sudo, "sh"][0]):
        say(f"installing for the tests: {', '.join(missing)}")
        subprocess.call([*sudo, "sh", "-c", f"{GET} {' '.join(missing)}"], stdin=QUIET)
        missing = find_missing()
    if missing:
        text = f"{GET} {' '.join(missing)}".replace("apt-get", "sudo apt-get")
        variables = ", ".join(PROGRAMS[package][0] for package in missing)
        stop(f"the tests need {', '.join(missing)}, or the paths in {variables}; run: {text}")
    return {PROGRAMS[package][0]: str(find_program(package)) for package in PROGRAMS}


def find_missing() -> list[str]:
    return [package for package in PROGRAMS if not find_program(package)]


def find_program(package: str) -> str | None:
    variable, names, question = PROGRAMS[package]
    for name in (os.environ.get(variable), *names):
        path = shutil.which(name or "")
        if path and not subprocess.call([path, question], stdout=QUIET, stderr=QUIET, stdin=QUIET):
            return path  # it starts: the name alone can be a stub that asks for another package
    return None


def say(text: str) -> None:
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """End the program with one line for the person who runs it, and exit status 1."""
    sys.exit(f"dev.py: {text}")


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python gets here, and stops)
        stop(f"needs Python 3.11 or later; this is {platform.python_version()}")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
