"""The real window on a measured database, offscreen, with a scanner before it."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desk_app import app
from desk_app.counter.desk import Desk
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.ui.program import Memory
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from desk_app.ui.words import Words

SWITCH_SECONDS = 0.001  # as the program sets it


@cache
def application() -> QApplication:
    """The one application, kept."""
    return app.application()


class Screen:
    """A window and the keys that reach it; times of keys are their own, so that nobody waits between them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.window = Window(session)
        self._key_time = 1_000_000

    def show(self) -> None:
        """Open window and store."""
        self.window.resize(1366, 768)
        self.window.show()
        self.session.open()
        self.until(lambda: self.session.is_open and self.session.totals is not None)

    def type(self, text: str) -> None:
        """A scanner's letters, without what ends them."""
        self._key_time += 5_000
        for letter in text:
            self._key_time += 10
            self._press(Qt.Key(ord(letter)), letter)

    def enter(self) -> None:
        """What ends a scan."""
        self._key_time += 10
        self._press(Qt.Key.Key_Return, "\r")

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key of the clerk's."""
        self._key_time += 5_000
        self._press(key, "", modifiers)

    def _press(self, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
        event.setTimestamp(self._key_time)
        QCoreApplication.sendEvent(self.window.windowHandle(), event)

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window live until ``condition``, asleep between events as in its own loop; paint what has changed."""
        while not condition():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        paint()


def paint() -> None:
    """Lay out and paint all that waits for it."""
    for kind in (QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest):
        QApplication.sendPostedEvents(None, kind)
    QCoreApplication.processEvents()


@contextmanager
def screen(desk: Desk) -> Iterator[Screen]:
    """A window at ``desk``."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    application()
    with tempfile.TemporaryDirectory() as folder:
        shown = Screen(Session(Words(Texts("fr")), Settings(Path(folder)), lambda: desk))
        shown.show()
        memory = Memory(lambda: shown.session.door.is_busy)
        memory.start()
        try:
            yield shown
        finally:
            memory.stop()
            shown.window.stop()
            shown.session.close()
            shown.window.close()
            sys.setswitchinterval(interval)
