"""The start of the window: paint first, load behind it.

An empty window is on the screen before the screen's own modules are loaded; these fill it; and only when that has
been painted is the store loaded and opened, on the worker's thread. Scans made meanwhile wait for it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from desk_app.i18n import Texts
from desk_app.ui import theme
from desk_app.ui.shell import FirstPaint, Shell

if TYPE_CHECKING:
    from desk_app.settings import Settings
    from desk_app.ui.program import Program

SWITCH_SECONDS = 0.001  # how long a worker may keep the interpreter while the screen waits
ENVIRONMENT = 3  # exit status
_SMALL_SCREEN = (1400, 820)


def open_window(settings: "Settings", language: str, url: str) -> int:
    """Show the counter on the database at ``url`` until its window is closed; the exit status."""
    if not has_display():
        print(Texts(language)("ui.no_display"), file=sys.stderr)
        return ENVIRONMENT
    with leaving_without_screen(language):
        app = application()
    sys.setswitchinterval(SWITCH_SECONDS)
    shell = Shell()
    programs: list[Program] = []
    first_paint = FirstPaint(shell)
    first_paint.painted.connect(lambda: programs.append(fill(shell, settings, language, url)))
    show(shell)
    status = app.exec()
    for program in programs:
        program.close()
    return status


def fill(shell: Shell, settings: "Settings", language: str, url: str) -> "Program":
    """Load the screen's modules and put the counter into the window. Where that fails, no empty window stays."""
    try:
        from desk_app.ui.program import Program  # noqa: PLC0415 - the empty window is painted before it is loaded

        return Program(shell, settings, Texts(language), url)
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


@contextmanager
def leaving_without_screen(language: str) -> Iterator[None]:
    """Leave with a sentence after Qt's own words where the named screen does not answer: Qt would abort the process."""

    def told(kind: QtMsgType, _context: object, message: str) -> None:
        is_fatal = kind is QtMsgType.QtFatalMsg
        print(Texts(language)("ui.no_display") if is_fatal else message, file=sys.stderr, flush=True)
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
    picture.loadFromData((resources.files("desk_app.resources") / "icons" / "app.svg").read_bytes())
    app.setWindowIcon(QIcon(picture))
    theme.apply(app)
    return app
