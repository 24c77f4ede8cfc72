"""Where a file is saved: the system's own dialog, which keeps nobody waiting."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

_NO_SCREEN = frozenset({"offscreen", "minimal"})


def save_as(parent: QWidget, title: str, file: Path, then: Callable[[str], None]) -> None:
    """Call ``then`` with the file that the clerk names, or with ``file`` where no dialog can ask."""
    if not has_screen():
        then(str(file))
        return
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(str(file))
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def has_screen() -> bool:
    """Whether a window system is there that can show a dialog."""
    return QGuiApplication.platformName() not in _NO_SCREEN
