"""In `serve`, hear of every change at once, and go on after what MkDocs would stop at.

MkDocs looks twice a second; here the system tells. It tells of what a folder holds and not of another folder in its
place, so whether each path still leads where it led is asked as well.
"""

import contextlib
import ipaddress
import logging
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from watchdog.events import (
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from factbook.ground.problem import format_problems
from factbook.review.settings import find_project
from factbook.review.settings_file import find_settings_faults

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.plugins.factbook")
CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent, DirMovedEvent]  # reading is none
QUIET_SECONDS = 0.03  # after the last change; some editors write a file in several steps
LOOK_SECONDS = 0.1


class Watched(FileSystemEventHandler):
    """A path that MkDocs wants to hear of, as long as it leads to the same file or folder; links are followed."""

    def __init__(self, observer: Any, path: str, heard: FileSystemEventHandler) -> None:
        self._observer, self._path, self._heard = observer, path, heard
        self._watch: Any = None
        self._place: tuple[int, int] | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Of a folder everything; of a file what happens to its name."""
        names = {Path(os.fsdecode(path)).name for path in (event.src_path, event.dest_path) if path}
        if Path(self._path).is_dir() or Path(os.path.realpath(self._path)).name in names:
            self.tell()

    def tell(self) -> None:
        """Say that something changed."""
        self._heard.dispatch(FileModifiedEvent(self._path))

    def begin(self) -> None:
        """Listen where the path leads to; an editor puts another file in the place of a file, so to the folder of one."""
        self._place = self._find()
        if self._place is not None:
            real = Path(os.path.realpath(self._path))
            folder, is_folder = (real, True) if real.is_dir() else (real.parent, False)
            with contextlib.suppress(OSError):  # it went away just now; the next look tells
                self._watch = self._observer.schedule(self, str(folder), recursive=is_folder, event_filter=CHANGES)

    def end(self) -> None:
        """Listen no more."""
        if self._watch is not None:
            with contextlib.suppress(KeyError, OSError):  # what it listened to is gone
                self._observer.unschedule(self._watch)
            self._watch = None

    def look(self) -> None:
        """Listen anew if the path leads elsewhere now, or if what it led to was deleted."""
        place = self._find()
        if place != self._place or (place is not None and not self._is_listening()):
            self.end()
            self.begin()
            if place is None:
                log.warning("%s: it is gone; the preview goes on when it is back", self._path)
            self.tell()

    def _is_listening(self) -> bool:
        return any(emitter.watch == self._watch and emitter.is_alive() for emitter in self._observer.emitters)

    def _find(self) -> tuple[int, int] | None:
        real = Path(os.path.realpath(self._path))
        with contextlib.suppress(OSError):
            if real.exists():
                found = (real if real.is_dir() else real.parent).stat()
                return found.st_dev, found.st_ino
        return None


class PromptObserver:
    """In the place of MkDocs's own, which the server offers to be exchanged."""

    def __init__(self) -> None:
        self._observer = Observer()
        self._watched: list[Watched] = []
        self._ended = threading.Event()
        self._looker = threading.Thread(target=self._look, daemon=True)

    def schedule(self, heard: FileSystemEventHandler, path: str, **_: bool) -> Watched:
        """Watch a path; folders with all that is in them, as MkDocs does."""
        watched = Watched(self._observer, path, heard)
        watched.begin()
        self._watched.append(watched)
        return watched

    def unschedule(self, watched: Watched) -> None:
        """Watch a path no more."""
        self._watched.remove(watched)
        watched.end()

    def start(self) -> None:
        """Begin to listen."""
        self._observer.start()
        self._looker.start()

    def stop(self) -> None:
        """End."""
        self._ended.set()
        self._observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        self._observer.join()

    def _look(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            for watched in list(self._watched):
                watched.look()


@event_priority(50)
def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Watch anew what MkDocs watches already; what it adds after this comes to the same observer."""
    watched = [config.docs_dir, *filter(None, [config.config_file_path])]
    for path in watched:
        server.unwatch(path)
    server.observer = PromptObserver()  # type: ignore[assignment]  # it does what the server asks of one
    for path in (*watched, str(find_project(config.config_file_path) / "data")):
        server.watch(path)
    server.build_delay = QUIET_SECONDS
    root = find_project(config.config_file_path)
    server.builder = lambda: _build(builder, root)
    server.set_app(only_own_hosts(server.get_app(), config.dev_addr.host))  # type: ignore[arg-type]
    return server


def only_own_hosts(app: "WSGIApplication", own: str) -> "WSGIApplication":
    """Answer no other name than our own: a site elsewhere may give its name our address, and read the preview."""

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        host = _read_host(str(environ.get("HTTP_HOST", "")))
        if host in ("localhost", own) or _is_numeric(host):
            return app(environ, start)
        start("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"The preview answers only its own names, such as localhost and 127.0.0.1.\n"]

    return answer


def _read_host(said: str) -> str:
    with contextlib.suppress(ValueError):
        return urlsplit(f"//{said}").hostname or ""
    return ""


def _is_numeric(host: str) -> bool:
    """Whether this is an address itself, to which no name leads."""
    with contextlib.suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False


def _build(build: Callable[..., None], root: Path) -> None:
    """Say what can't be built, and show the pages as they were; after an error MkDocs would answer nobody."""
    if faults := [*find_settings_faults(root)]:  # which MkDocs would read first
        log.error("%s\nThe preview shows the pages as they were.", format_problems(faults))
        return
    try:
        build()
    except (MkDocsException, SystemExit) as error:
        log.error("%s\nThe preview shows the pages as they were.", error)  # noqa: TRY400 (no fault of this code)
    except Exception:
        log.exception("The preview shows the pages as they were.")
