"""A picture of what is damaged, from a file or the camera: a part of the panels that note damage."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.ui import theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.scanners import Scanners
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.labels import label
from desk_app.wording import reason

_SIGHT = 100  # the height of the picture as it is shown


class DamagePicture(QWidget):
    """``changed`` when its keys may have changed: ask :meth:`keys` then."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = session.words
        self.picture: bytes | None = None  # a JPEG
        self._seen = QImage()  # what the camera sees now
        self._asking: Ticket | None = None
        self.sight = QLabel()
        self.said = label(role="small", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.sight)
        row.addWidget(self.said, 1)
        Scanners.of(session).picture_changed.connect(self._on_sight)

    def begin(self) -> None:
        """No picture yet; one that is still being read is not wanted any more."""
        if self._asking is not None:
            self._asking.cancel()
        self.picture = None
        self._show_picture()
        self.retranslate()

    @property
    def is_reading(self) -> bool:
        """Whether a picture is still being read."""
        return self._asking is not None and not self._asking.done

    def keys(self, file_key: str, *, narrow: bool = False) -> list[Action]:
        """Its keys, ``file_key`` for a picture from a file; where it is narrow one of them is seen, in fewer words."""
        has_camera, short = not self._seen.isNull(), "_short" if narrow else ""
        return [
            Action(file_key, f"ui_retours.picture_file{short}", self.browse, shown=not (narrow and has_camera)),
            Action("F5", f"ui_retours.picture_camera{short}", self.take, shown=has_camera),
        ]

    def retranslate(self) -> None:
        """Write anew what is said."""
        self._say("ui_retours.picture_kept" if self.picture else "ui_retours.picture_none")

    # which

    def browse(self) -> None:
        """The system's own dialog, which keeps nobody waiting."""
        dialog = QFileDialog(self, self._words("ui_retours.picture_file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self.open(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, file: Path) -> None:
        """Take the picture in a file."""
        self._keep(partial(_of_file, file))

    def take(self) -> None:
        """Take what the camera sees now."""
        if not self._seen.isNull():
            self._keep(partial(_of_image, self._seen))

    def _keep(self, make: Callable[[], bytes]) -> None:
        self._say("ui_retours.picture_read")
        self._asking = self._session.door.ask(make, self._show_kept, self._on_unreadable, Lane.DEVICES)

    def _show_kept(self, picture: bytes) -> None:
        self.picture = picture
        self._show_picture()
        self._say("ui_retours.picture_kept")

    def _on_unreadable(self, error: Exception) -> None:
        """The picture before stays, if there was one."""
        if isinstance(error, EnvironmentTrouble):
            self.said.setText(reason(self._words.texts, error.reason))

    def _show_picture(self) -> None:
        self.sight.setVisible(self.picture is not None)
        if self.picture is not None:
            self.sight.setPixmap(sight_of(self.picture, _SIGHT))

    def _say(self, key: str) -> None:
        self.said.setText(self._words(key))

    def _on_sight(self, picture: QImage) -> None:
        had, self._seen = not self._seen.isNull(), picture
        if had == picture.isNull():
            self.changed.emit()


def sight_of(picture: bytes, height: int) -> QPixmap:
    """A kept picture, as high as that in logical pixels."""
    shown = QPixmap()
    shown.loadFromData(picture)
    return shown.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)


def _of_file(file: Path) -> bytes:
    from desk_app.devices import pictures  # noqa: PLC0415 - behind the painted window

    return pictures.of_file(file)


def _of_image(picture: QImage) -> bytes:
    from desk_app.devices import pictures  # noqa: PLC0415 - as above

    return pictures.of_image(picture)
