"""Drawing without a window: the command line prints labels too."""

import os
import sys

from PySide6.QtGui import QFontDatabase, QGuiApplication

_application: QGuiApplication | None = None


def start_drawing() -> None:
    """Make what Qt needs to draw and print, unless a window has made it already. Call on the main thread."""
    global _application  # noqa: PLW0603 - Qt wants exactly one, kept for as long as the program runs
    if QGuiApplication.instance() is not None:
        return
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QGuiApplication(sys.argv[:1])


def font_families() -> list[str]:
    """The fonts of this system; without any, every word is boxes."""
    return QFontDatabase.families()
