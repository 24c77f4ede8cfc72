"""The counter's real window, offscreen, on a demonstration hub of its own, with a keyboard before it."""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from desk_app import demo
from desk_app.app import application, fill
from desk_app.counter.desk import Desk
from desk_app.devices.pages import write_png
from desk_app.domain import keyboards
from desk_app.settings import Settings, Start
from desk_app.store.engine import Store
from desk_app.store.shared import COPY, SharedStore
from desk_app.ui.page import Page
from desk_app.ui.shell import HEIGHT, WIDTH, Shell

PATIENCE_MS = 20_000  # a busy machine is slow; a condition that needs longer will never come true
_LOOK_EVERY_MS = 4
_SHORT_MS = 500  # longer timers only tidy up
_SCANNER_GAP_MS, _TYPIST_GAP_MS, _PAUSE_MS = 10, 130, 5_000
OTHER = "Poste 2"
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Stuck(Exception):
    """The window did not come to what the tour was waiting for: a bug."""


class Stage:
    """The window, inside a ``with`` block; ``folder`` is its profile, where the hub is built unless it is there."""

    def __init__(self, folder: Path, language: str, now: datetime) -> None:
        self.clock = demo.Clock(now)
        self._settings = Settings(folder)
        self._language = language
        self._key_time = 1_000_000
        self._seen: set[Path] = set()
        self._troubles: list[str] = []
        self._ends = ExitStack()

    def __enter__(self) -> "Stage":
        with ExitStack() as ends:
            self._open(ends)
            self._ends = ends.pop_all()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ends.close()

    def _open(self, ends: ExitStack) -> None:
        if not self._settings.file.exists():
            demo.build(self._settings.database_url, self.clock.now).store.close()
        self._settings.set("counter.clerk", demo.CLERKS[0])
        self._settings.set("ui.language", self._language)
        ends.enter_context(offscreen())
        ends.enter_context(same_log())
        app = application()
        flash = app.cursorFlashTime()
        app.setCursorFlashTime(0)  # a cursor in a field is in every picture, or it would be by chance
        ends.callback(app.setCursorFlashTime, flash)
        self._open_window(ends)

    def _open_window(self, ends: ExitStack) -> None:
        shell = Shell()
        ends.callback(shell.close)
        program = fill(shell, lambda: Start(self._settings, self._language, self._settings.database_url))
        ends.callback(program.close)
        self.session, self.window = program.session, program.window
        self.session.play = _silence
        self.session.troubled.connect(self._on_trouble)
        self.shell = shell
        scale = shell.devicePixelRatio()
        shell.resize(round(WIDTH / scale), round(HEIGHT / scale))
        shell.show()
        self.until(lambda: self.session.is_open)
        self.session.set_desk(replace(self.session.desk(), clock=self.clock))
        self.later(minutes=0)
        self.settle()
        self.printed()

    # what the clerk does

    def scan(self, code: str) -> None:
        """A scanner reads ``code``; waits for the answer."""
        self._key_time += _PAUSE_MS
        for letter in code:
            self._letter(letter, _SCANNER_GAP_MS)
        self._send(Qt.Key.Key_Return, "\r", _SCANNER_GAP_MS)
        self.settle()

    def try_scanner(self, layout: str, code: str) -> None:
        """A scanner that believes in a US keyboard sends ``code`` to a computer with another ``layout``."""
        plain = keyboards.rows(layout)[0]
        self.scan("".join(plain[keyboards.us_keys().index(letter)] for letter in code))
        self.until(self.window.page.band.isVisible)

    def type(self, text: str) -> None:
        """Somebody types ``text``; waits for what it brings."""
        self._key_time += _PAUSE_MS
        for letter in text:
            self._letter(letter, _TYPIST_GAP_MS)
        self.settle()

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """Somebody presses keys, one after the other; waits for what each brings."""
        for key in keys:
            self._key_time += _PAUSE_MS
            self._send(key, "\r" if key == Qt.Key.Key_Return else "", 0, modifiers)
            self.settle()

    def go_to(self, name: str) -> Page:
        """Ctrl and the digit of a page."""
        place = [entry.name for entry in self.window.entries].index(name)
        self.press(Qt.Key(Qt.Key.Key_1 + place), modifiers=Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.window.entries[place].name == self.window.page.NAME)
        return self.window.page

    @contextmanager
    def unreachable_database(self) -> Iterator[None]:
        """The hub's database is on a server meanwhile, at whose address nobody listens."""
        desk = self.desk
        with nobody_listens() as url, closing(Store(url)) as store:
            self.session.set_desk(replace(desk, store=store))
            self.until(lambda: not self.session.is_online)
            yield
            self.settle()
        self.session.set_desk(desk)

    @contextmanager
    def alone(self) -> Iterator[Desk]:
        """The server is away meanwhile, and the counter works on its copy; then it is back and is told what was done.

        What is given is another counter, which has not lost it.
        """
        desk, other = self.desk, self.other()
        with nobody_listens() as url, self._shared(url) as store:
            store.copy.fill(desk.store, desk.hub_id)
            self.session.set_desk(replace(desk, store=store))
            self.until(lambda: self.session.alone_since is not None)
            yield other
            self.settle()
        with self._shared(str(desk.store.url)) as store:
            self.session.set_desk(replace(desk, store=store))
            self.until(lambda: self.session.alone_since is None)
            self.session.set_desk(desk)

    @contextmanager
    def _shared(self, url: str) -> Iterator[SharedStore]:
        """A server with this counter's copy before it; what waits in the copy goes there."""
        with closing(SharedStore(url, self._settings.profile / COPY, self.clock)) as store:
            store.begin()
            store.belong_to(self.desk.hub_id)
            yield store

    def drop(self, file: Path) -> None:
        """Somebody drags a file over the page in front and lets it go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        place, action, button = QPoint(200, 200), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        QCoreApplication.sendEvent(self.window.page, QDragEnterEvent(place, action, data, button, _NO_MODIFIER))
        QCoreApplication.sendEvent(self.window.page, QDropEvent(place.toPointF(), action, data, button, _NO_MODIFIER))
        self.settle()

    def _letter(self, letter: str, after_ms: int) -> None:
        code = ord(letter.upper())
        self._send(Qt.Key(code) if code < 0x80 else Qt.Key.Key_unknown, letter, after_ms)

    def _send(self, key: Qt.Key, text: str, after_ms: int, modifiers: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """A press and a release, with a time of our own, so that nobody has to wait between them."""
        self._key_time += after_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self._key_time)
            QCoreApplication.sendEvent(self.shell.windowHandle(), event)

    # waiting

    def until(self, condition: Callable[[], Any]) -> None:
        """Let the window live until ``condition``. Raises Stuck when it does not come true."""
        deadline, loop, look = QDeadlineTimer(PATIENCE_MS), QEventLoop(), QTimer(interval=_LOOK_EVERY_MS)
        look.timeout.connect(lambda: loop.quit() if condition() or deadline.hasExpired() else None)
        look.start()
        loop.exec()
        if self._troubles:
            raise Stuck(self._troubles[0])
        if deadline.hasExpired():
            raise Stuck("nothing happened any more")

    def settle(self) -> None:
        """Wait until everything asked is answered, searches that wait for the last letter included."""
        self.until(lambda: not (self.window.scans.is_busy or self.session.door.is_busy or self._is_waiting()))

    def _is_waiting(self) -> bool:
        """Whether a short delay runs that will ask for something."""
        timers = [*self.window.findChildren(QTimer), *self.session.findChildren(QTimer)]
        return any(t.isActive() and t.isSingleShot() and t.interval() <= _SHORT_MS for t in timers)

    def _on_trouble(self, sentence: str) -> None:
        self._troubles.append(sentence)

    # what it shows

    @property
    def desk(self) -> Desk:
        """The counter, to look codes up that customers and parcels bring."""
        return self.session.desk()

    def other(self) -> Desk:
        """Another counter of the hub, and who stands there."""
        return replace(self.desk, counter=OTHER, clerk=demo.CLERKS[1])

    def later(self, **time: float) -> None:
        """Time goes by: ``minutes=3``."""
        self.clock.now += timedelta(**time)
        self.window.signs.write_clock()
        self.window.status.show_note("")

    def picture(self, file: Path) -> None:
        """Keep a picture of the whole window. Raises EnvironmentTrouble."""
        self.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        write_png(file, self.shell.grab().toImage())

    def printed(self) -> list[Path]:
        """The label files that the window has written since the last call."""
        new = sorted(set((self._settings.profile / "labels").glob("*.pdf")) - self._seen)
        self._seen.update(new)
        return new


@contextmanager
def nobody_listens() -> Iterator[str]:
    """The URL of a server that is not there."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        yield f"postgresql://comptoir@127.0.0.1:{nobody.getsockname()[1]}/hub"


def _silence(_tone: object) -> None:
    return None


@contextmanager
def offscreen() -> Iterator[None]:
    """No window is seen: Qt draws into memory, unless the process has an application already."""
    name, before = "QT_QPA_PLATFORM", os.environ.get("QT_QPA_PLATFORM")
    os.environ[name] = "offscreen"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def same_log() -> Iterator[None]:
    """What the window logs into its profile ends with it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        yield
    finally:
        for handler in [h for h in root.handlers if h not in handlers]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
