"""Three engines for tests. Firefox and WebKit are given the commands of https://www.w3.org/TR/webdriver2/.

Firefox takes them itself, over a socket, so it needs no geckodriver, which Debian does not pack. WebKitGTK has a
driver, which takes them over HTTP. Both show their windows on a screen that nobody sees.
"""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import sync_playwright

PATIENCE = 60  # seconds, for a busy machine
PHONE_AND_DESK = [(390, 844), (1440, 900)]
SETTINGS = {
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.prefetch-next": True,  # as for readers, whatever automation prefers
    "termsofuse.bypassNotification": True,
    "ui.prefersReducedMotion": 0,
}
# MiniBrowser's bar of tools is wider than a phone.
NARROW = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; font-size: 1px; -gtk-icon-transform: scale(.1) }"
KINDS = {"enter": "\ue007", "tab": "\ue004", "escape": "\ue00c", "right": "\ue014"}


class EngineError(Exception):
    """The browser could not do what it was told."""


class Engine:
    """A browser with one window."""

    name = ""

    def __init__(self, display):
        self.home = tempfile.TemporaryDirectory(prefix=f"{self.name}-", ignore_cleanup_errors=True)
        self.log = Path(self.home.name, "log")
        self.environment = os.environ | {"DISPLAY": display, "HOME": self.home.name, "XDG_RUNTIME_DIR": self.home.name}

    def start(self, *command, **more):
        """In a process group of its own, which ends with it."""
        with self.log.open("wb") as log:
            return subprocess.Popen(command, env=self.environment | more, stdout=log, stderr=log, process_group=0)

    def choose_scheme(self, scheme):
        """Light or dark, where the engine can be told."""

    def force_colours(self, *, on):
        """Let the system choose all colours; whether the engine knows of that."""
        return False

    def rest(self):
        """Longer than between the clicks of a double click."""
        time.sleep(0.6)

    def wait(self, script, *arguments):
        """Until it returns something that counts."""
        end = time.monotonic() + PATIENCE
        while not (found := self.run(script, *arguments)):
            assert time.monotonic() < end, f"{self.name} waited in vain for {script}"
            time.sleep(0.05)
        return found

    def move(self, *steps):
        """The mouse: a place to go to, or "down" or "up"."""
        actions = [
            {"type": "pointerMove", "x": round(step[0]), "y": round(step[1]), "duration": 20}
            if isinstance(step, tuple)
            else {"type": {"down": "pointerDown", "up": "pointerUp"}[step], "button": 0}
            for step in steps
        ]
        self.act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions})

    def click(self, x, y):
        self.move((x, y), "down", "up")

    def press(self, *keys):
        """Keys by name or character, one after the other."""
        typed = [KINDS.get(key, key) for key in keys]
        actions = [{"type": kind, "value": key} for key in typed for kind in ("keyDown", "keyUp")]
        self.act({"type": "key", "id": "keyboard", "actions": actions})

    def end(self, process):
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
        self.home.cleanup()


class Chromium(Engine):
    """By Playwright, as in the other tests."""

    name = "chromium"

    def __init__(self, display):
        super().__init__(display)
        self.playwright = sync_playwright().start()
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        self.browser = self.playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        self.page = self.browser.new_page()
        self.said = []
        self.page.on("console", lambda said: said.type in {"error", "warning"} and self.said.append(said.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, address):
        self.page.goto(address)

    def size(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def run(self, script, *arguments):
        return self.page.evaluate(f"arguments => {{ {script} }}", list(arguments))

    def move(self, *steps):
        count = 0
        for step in steps:
            if isinstance(step, tuple):
                self.page.mouse.move(*step)
            elif step == "down":
                count += 1
                self.page.mouse.down(click_count=count)
            else:
                self.page.mouse.up(click_count=count)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press({"right": "ArrowRight"}.get(key, key.capitalize()))

    def picture(self):
        return self.page.screenshot()

    def choose_scheme(self, scheme):
        self.page.emulate_media(color_scheme=scheme)

    def force_colours(self, *, on):
        self.page.emulate_media(forced_colors="active" if on else "none")
        return True

    def complaints(self):
        said, self.said = self.said, []
        return said

    def close(self):
        self.browser.close()
        self.playwright.stop()
        self.home.cleanup()


class Firefox(Engine):
    """By its own protocol, each message of which is JSON after its length."""

    name = "firefox"

    def __init__(self, display):
        super().__init__(display)
        port = free_port()
        settings = SETTINGS | {"marionette.port": port}
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
        Path(self.home.name, "user.js").write_text("".join(lines), "utf-8")
        program = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or "firefox"
        options = ("--marionette", "--remote-allow-system-access", "--no-remote", "--profile", self.home.name)
        self.process = self.start(program, *options, "about:blank", MOZ_ENABLE_WAYLAND="0")
        self.socket, self.read, self.number = connect(port, self.process), b"", 0
        self.receive()
        self.tell("WebDriver:NewSession", capabilities={})
        self.tell("WebDriver:SetWindowRect", x=0, y=0, width=1560, height=1160)

    def receive(self):
        while b":" not in self.read:
            self.read += self.socket.recv(1 << 16)
        length, _, rest = self.read.partition(b":")
        while len(rest) < int(length):
            rest += self.socket.recv(1 << 16)
        self.read = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def tell(self, command, **parameters):
        self.number += 1
        text = json.dumps([0, self.number, command, parameters])
        self.socket.sendall(f"{len(text)}:{text}".encode())
        _, _, error, result = self.receive()
        if error:
            raise EngineError(f"{command}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def tell_frame(self, script, *arguments):
        """Run a script in the browser's own window, around that of the page."""
        self.tell("Marionette:SetContext", value="chrome")
        try:
            return self.tell("WebDriver:ExecuteScript", script=script, args=list(arguments))
        finally:
            self.tell("Marionette:SetContext", value="content")

    def go(self, address):
        self.tell("WebDriver:Navigate", url=address)

    def size(self, width, height):
        """No window of Firefox is as narrow as a phone, but the page's part of it can be."""
        style = f"width: {width}px; max-width: {width}px; height: {height}px; max-height: {height}px; flex: none"
        self.tell_frame("gBrowser.selectedBrowser.setAttribute('style', arguments[0])", style)
        self.wait("return innerWidth === arguments[0] && innerHeight === arguments[1]", width, height)

    def run(self, script, *arguments):
        return self.tell("WebDriver:ExecuteScript", script=script, args=list(arguments))

    def act(self, *sources):
        self.tell("WebDriver:PerformActions", actions=list(sources))
        self.tell("WebDriver:ReleaseActions")

    def click(self, x, y):
        """Marionette takes a click soon after another for the second of a double click, wherever it is."""
        self.rest()
        super().click(x, y)

    def picture(self):
        return base64.b64decode(self.tell("WebDriver:TakeScreenshot", full=False, hash=False))

    def choose_scheme(self, scheme):
        value = {"dark": 0, "light": 1}[scheme]
        self.tell_frame(
            "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0])", value
        )

    def force_colours(self, *, on):
        self.tell_frame("Services.prefs.setIntPref('browser.display.document_color_use', arguments[0])", 2 if on else 1)
        return True

    def complaints(self):
        """What the console said of pages since it was last asked.

        A busy machine may show the fallback of a face that came late, as font-display says; Firefox then
        remarks that what was fetched first was not used.
        """
        script = """const said = Services.console.getMessageArray().filter(one => one instanceof Ci.nsIScriptError)
          .filter(one => /^http/.test(one.sourceName || one.errorMessage))
          .filter(one => !/woff2.*preload/.test(one.errorMessage)).map(one => `${one.category}: ${one.errorMessage}`)
          Services.console.reset(); return said"""
        return self.tell_frame(script)

    def close(self):
        self.socket.close()
        self.end(self.process)


class WebKit(Engine):
    """By WebKitGTK's driver, which starts its small browser."""

    name = "webkit"

    def __init__(self, display):
        super().__init__(display)
        style = Path(self.home.name, ".config/gtk-3.0/gtk.css")
        style.parent.mkdir(parents=True)
        style.write_text(NARROW, "utf-8")
        shutil.copytree(style.parent, style.parents[1] / "gtk-4.0")
        port = free_port()
        self.process = self.start(
            os.environ.get("WEBKIT_DRIVER", "WebKitWebDriver"),
            f"--port={port}",
            GDK_BACKEND="x11",
            LIBGL_ALWAYS_SOFTWARE="1",
        )
        connect(port, self.process).close()
        self.port, self.path = port, "/session"
        arguments = ["--automation", "--enable-write-console-messages-to-stdout=true"]
        options = {"binary": str(find_minibrowser()), "args": arguments}
        made = self.ask("POST", "", capabilities={"alwaysMatch": {"webkitgtk:browserOptions": options}})
        self.path += f"/{made['sessionId']}"
        self.heard = 0

    def ask(self, method, path, **parameters):
        data = json.dumps(parameters).encode() if method == "POST" else None
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, f"{self.path}{path}", data, {"Content-Type": "application/json"})
            answer = json.load(connection.getresponse())["value"]
        if isinstance(answer, dict) and "error" in answer:
            raise EngineError(f"{method} {path}: {answer['error']}: {answer['message']}")
        return answer

    def go(self, address):
        self.ask("POST", "/url", url=address)

    def size(self, width, height):
        """Of the page, which its frame's adds to."""
        wanted = [width, height]
        for _ in range(20):
            inner = self.run("return [innerWidth, innerHeight]")
            if inner == [width, height]:
                return
            outer = self.ask("GET", "/window/rect")
            wanted = [outer["width"] + width - inner[0], outer["height"] + height - inner[1]]
            self.ask("POST", "/window/rect", x=0, y=0, width=wanted[0], height=wanted[1])
            time.sleep(0.1)
        raise EngineError(f"the window is {inner} and not {(width, height)}")

    def run(self, script, *arguments):
        return self.ask("POST", "/execute/sync", script=script, args=list(arguments))

    def act(self, *sources):
        self.ask("POST", "/actions", actions=list(sources))
        self.ask("DELETE", "/actions")

    def picture(self):
        return base64.b64decode(self.ask("GET", "/screenshot"))

    def complaints(self):
        """What the console said since it was last asked."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        said, self.heard = text[self.heard :], len(text)
        return [line for line in said.splitlines() if line.startswith("CONSOLE")]

    def close(self):
        with suppress(EngineError):
            self.ask("DELETE", "")
        self.end(self.process)


def find_minibrowser():
    """Debian keeps it where no PATH leads."""
    return next(path for path in sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), reverse=True))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connect(port, process):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except ConnectionRefusedError:
            assert time.monotonic() < end
            assert process.poll() is None, f"{process.args[0]} ended with status {process.returncode}"
            time.sleep(0.05)


@contextmanager
def hidden_screen():
    """The name of a display that only lives in memory."""
    ours, its = os.pipe()
    command = [
        os.environ.get("XVFB", "Xvfb"),
        "-displayfd",
        str(its),
        "-screen",
        "0",
        "1600x1200x24",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, pass_fds=[its], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        os.close(its)
        try:
            with os.fdopen(ours) as pipe:
                number = pipe.readline().strip()
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            process.terminate()
