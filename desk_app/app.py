"""The start of the window: paint first, load behind it.

An empty window is on the screen before the screen's own modules are loaded; these fill it; and only when that has
been painted is the store loaded and opened, on the worker's thread. Scans made meanwhile wait for it.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from desk_app.resources import FOLDER
from desk_app.ui import theme
from desk_app.ui.shell import FirstPaint, Shell

if TYPE_CHECKING:
    from desk_app.settings import Start
    from desk_app.ui.program import Program

SWITCH_SECONDS = 0.001  # how long a worker may keep the interpreter while the screen waits
ENVIRONMENT = 3  # exit status
_SMALL_SCREEN = (1400, 820)


def open_window(ask: Callable[[], "Start"]) -> int:
    """Show the counter until its window is closed; the exit status. ``ask`` is called behind the first paint."""
    if not has_display():
        print(_no_display(ask), file=sys.stderr)
        return ENVIRONMENT
    gc.disable()  # nothing of a start is garbage; the program takes the collector over
    try:
        with leaving_without_screen(ask):
            app = application()
        return _run(app, ask)
    finally:
        gc.enable()


def _run(app: QApplication, ask: Callable[[], "Start"]) -> int:
    sys.setswitchinterval(SWITCH_SECONDS)
    shell = Shell()
    programs: list[Program] = []
    first_paint = FirstPaint(shell)
    first_paint.painted.connect(lambda: programs.append(fill(shell, ask)))
    show(shell)
    status = app.exec()
    for program in programs:
        program.close()
    return status


def fill(shell: Shell, ask: Callable[[], "Start"]) -> "Program":
    """Load the screen's modules and put the counter into the window. Where that fails, no empty window stays."""
    try:
        from desk_app.i18n import Texts  # noqa: PLC0415 - the empty window is painted before these are loaded
        from desk_app.ui.program import Program  # noqa: PLC0415

        start = ask()
        return Program(shell, start.settings, Texts(start.language), start.url)
    except BaseException:
        QApplication.exit(ENVIRONMENT)
        raise


def show(shell: Shell) -> None:
    """Show the window; all over a counter PC's small screen, also where no window manager is there to do it."""
    room = shell.screen().availableGeometry()
    if room.width() <= _SMALL_SCREEN[0] or room.height() <= _SMALL_SCREEN[1]:
        shell.setGeometry(room)
        shell.showMaximized()
    else:
        shell.show()


def has_display() -> bool:
    """Whether there is a screen to open a window on; Qt would abort without one."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _no_display(ask: Callable[[], "Start"]) -> str:
    from desk_app.i18n import Texts  # noqa: PLC0415 - seldom needed, never before the first paint

    return Texts(ask().language)("ui.no_display")


@contextmanager
def leaving_without_screen(ask: Callable[[], "Start"]) -> Iterator[None]:
    """Leave with a sentence after Qt's own words where the named screen does not answer: Qt would abort the process."""

    def told(kind: QtMsgType, _context: object, message: str) -> None:
        is_fatal = kind is QtMsgType.QtFatalMsg
        print(_no_display(ask) if is_fatal else message, file=sys.stderr, flush=True)
        if is_fatal:
            os._exit(ENVIRONMENT)

    before = qInstallMessageHandler(told)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def application() -> QApplication:
    """The one application, dressed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Comptoir")
    app.setDesktopFileName("comptoir")
    picture = QPixmap()
    picture.loadFromData((FOLDER / "icons" / "app.svg").read_bytes())
    app.setWindowIcon(QIcon(picture))
    theme.apply(app)
    return app
