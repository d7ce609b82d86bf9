"""The real site, built once and served from a subfolder, and a browser for the tests of each file."""

import os
import shutil
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from engines import Chromium, Firefox, WebKit, hidden_screen
from playwright.sync_api import expect, sync_playwright
from reader import wake

from factbook.load.factbook import load_factbook

ROOT = Path(__file__).parents[2]
SUBFOLDER = "/in/a/folder/"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NOT_MODIFIED = 304
PATIENCE = 20_000  # milliseconds, for a busy machine
expect.set_options(timeout=PATIENCE)


class Handler(SimpleHTTPRequestHandler):
    """The same files in the subfolder and at the root, where the page for a wrong address expects them."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path):
        return super().translate_path("/" + path.removeprefix(SUBFOLDER))

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        pytest.fail(done.stderr, pytrace=False)
    return folder


@pytest.fixture(scope="session")
def factbook():
    """What the pages should say."""
    factbook, problems = load_factbook(ROOT)
    assert problems == []
    return factbook


@pytest.fixture(scope="session")
def origin(site):
    """The address of the server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def base(origin):
    """The address of the site."""
    return origin + SUBFOLDER


@pytest.fixture(scope="module")
def browser():
    """Closed after each file, since Playwright's event loop would be in the way of other tests."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "these tests need Chromium: install it, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """What the browser complained of and what it asked of others; no test may leave any."""
    found = []
    yield found
    assert found == []


@pytest.fixture
def open_page(browser, complaints):
    """Open an address of a site in a new window of some width, in light or dark."""
    contexts = []

    def open_page(base, path="", *, width=1440, scheme="light", **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", lambda said: said.type in {"error", "warning"} and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith(base) or complaints.append(asked.url))
        page.on(
            "response", lambda got: got.ok or got.status == NOT_MODIFIED or complaints.append(f"{got.status} {got.url}")
        )
        page.goto(base + path)
        if options.get("java_script_enabled", True):
            wake(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def display():
    """A screen that nobody sees."""
    with hidden_screen() as name:
        yield name


@pytest.fixture(scope="module", params=[Chromium, Firefox, WebKit], ids=lambda kind: kind.name)
def engine(request, display):
    """Each of the three browsers."""
    engine = request.param(display)
    yield engine
    engine.close()
