"""The counter in its process: session, window, log, errors, sounds; and the store, opened behind the painted window."""

import gc
import logging
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.verdicts import Tone
from desk_app.i18n import Texts
from desk_app.settings import BY_KEY, Settings
from desk_app.ui.discreet import Discreet
from desk_app.ui.session import Session
from desk_app.ui.shell import FirstPaint, Shell
from desk_app.ui.window import Window
from desk_app.ui.words import Words
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

log = logging.getLogger(__name__)

LOG_BYTES, LOG_FILES = 1_000_000, 3
COLLECT_EVERY_MS, COLLECT_FROM = 20, 2_000  # short rounds: none of them is felt, a large import included
ROUNDS_OF_YOUNG, ROUNDS_OF_MIDDLE = 4, 20
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(slots=True)
class Opener:
    """Opens the store; called on the worker's thread, again after a failure."""

    settings: Settings
    url: str

    def __call__(self) -> "Desk":
        """The desk of this profile, its schema made or upgraded. Raises EnvironmentTrouble."""
        from desk_app.counter import check_out, database, find, lists, undo  # noqa: F401, PLC0415 - behind the window
        from desk_app.counter.backups import look_through  # noqa: PLC0415
        from desk_app.counter.clerks import standing  # noqa: PLC0415
        from desk_app.counter.desk import open_desk  # noqa: PLC0415
        from desk_app.store.shared import open_store  # noqa: PLC0415

        database.secure(self.settings.get("database.url"), partial(self.settings.set, "database.url"))
        counter, clerk = self.settings.get("counter.name"), self.settings.get("counter.clerk")
        hub, hub_name = self.settings.get("counter.hub"), str(BY_KEY["hub.name"].default)
        store = open_store(self.url, self.settings.profile)
        try:
            look_through(store)
            return standing(open_desk(store, counter, clerk, hub_name=hub_name, hub=hub)).desk
        except BaseException:  # a file that is damaged may then be set aside
            store.close()
            raise


class Program:
    """Fills ``shell`` with the counter on the database at ``url``, and keeps the process in order until it closes."""

    def __init__(self, shell: Shell, settings: Settings, texts: Texts, url: str) -> None:
        self._shell, self._settings = shell, settings
        self.log_file = settings.profile / "log" / "comptoir.log"
        self.session = Session(Words(texts), settings, Opener(settings, url), play=self._play)
        self.window = Window(self.session)
        self._hooks = (sys.excepthook, threading.excepthook, signal.getsignal(signal.SIGTERM))
        self._first_paint = FirstPaint(self.window)
        self._memory = Memory(lambda: self.session.door.is_busy)
        self._connect_signals()
        self._watch_errors()
        shell.fill(self.window, self.window.stop)

    def _connect_signals(self) -> None:
        self._first_paint.painted.connect(self._on_painted)
        for began in (self.session.opened, self.session.open_failed):
            began.connect(self._on_began)

    def _on_painted(self) -> None:
        self.session.open()
        if self._settings.trouble is not None:
            self.session.troubled.emit(reason(self.session.words.texts, self._settings.trouble))

    def _on_began(self, error: Exception | None = None) -> None:
        """The counter can be used, or cannot for now; what is not needed for a scan comes after that."""
        self._memory.start()
        QTimer.singleShot(0, self.window, lambda: self._go_on(error))

    def _go_on(self, error: Exception | None) -> None:
        from desk_app.ui.live import Live  # noqa: PLC0415 - the counter is ready before it listens to the others,
        from desk_app.ui.messenger import Messenger  # noqa: PLC0415 - or sends messages
        from desk_app.ui.nightly import Nightly  # noqa: PLC0415 - and that comes last of all
        from desk_app.ui.printing import Labels  # noqa: PLC0415 - nor can it print before

        start_log(self.log_file)
        if error is not None:
            log.info("the store did not open: %r", error)
        Live.of(self.session)
        Labels.of(self.session)
        Messenger.of(self.session)
        Nightly.of(self.session)

    def close(self) -> None:
        """Write what is being written, close the store, give the process its hooks back."""
        self._memory.stop()
        self.session.close()
        if self.session.is_open:
            self.session.desk().store.close()
        sys.excepthook, threading.excepthook, terminate = self._hooks
        signal.signal(signal.SIGTERM, terminate)
        qInstallMessageHandler(None)

    def _play(self, tone: Tone) -> None:
        if self._settings.get("ui.sounds"):
            from desk_app.devices import sound  # noqa: PLC0415 - the window paints first

            sound.play(tone, QApplication.beep)

    # what goes wrong

    def _watch_errors(self) -> None:
        sys.excepthook = self._on_error
        threading.excepthook = _log_thread_error
        signal.signal(signal.SIGTERM, lambda _number, _frame: self._shell.close())
        qInstallMessageHandler(lambda kind, _context, message: log.log(_QT_LEVELS[kind], "Qt: %s", message))

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What no one caught: a sentence for the clerk; a bug is logged with all its details besides."""
        if isinstance(error, KeyboardInterrupt):
            self._shell.close()
            return
        texts = self.session.words.texts
        if isinstance(error, EnvironmentTrouble):
            sentence = reason(texts, error.reason)
        else:
            log.critical("a bug", exc_info=(kind, error, trace))
            sentence = texts("errors.bug", file=str(self.log_file))
        self.session.troubled.emit(sentence)


def _log_thread_error(args: threading.ExceptHookArgs) -> None:
    log.critical("a thread failed", exc_info=(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback))


def start_log(file: Path) -> None:
    """Log into ``file``, which never grows large; nowhere when it cannot be written."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - it loads sockets; the window paints first

    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for old in [h for h in root.handlers if isinstance(h, RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    except OSError:
        return
    handler.handleError = _lose  # type: ignore[method-assign]
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root.addHandler(handler)


def _lose(record: logging.LogRecord) -> None:
    """A disk is full: the counter goes on without its log."""


class Memory(QObject):
    """Collects Python's garbage on the screen's thread only: on a worker it could destroy widgets there.

    What is loaded by the time it starts is left out of its rounds, so that none of them is felt.
    """

    def __init__(self, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        """``is_busy``: something long goes on, and its data is no garbage; the whole is looked through later."""
        super().__init__(parent)
        self._is_busy = is_busy
        self._timer = QTimer(self, interval=COLLECT_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Take the collector over; not before the start is over, of which nothing is garbage."""
        if not self._timer.isActive():
            gc.disable()
            gc.freeze()
            self._timer.start()

    def stop(self) -> None:
        """Give the collector back."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        """The young often, the old when the young have been looked through often enough: as Python does."""
        young, middle, old = gc.get_count()
        if old > ROUNDS_OF_MIDDLE and not self._is_busy():
            gc.collect()
        elif young > COLLECT_FROM:
            gc.collect(1 if middle > ROUNDS_OF_YOUNG else 0)
