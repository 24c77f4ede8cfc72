"""What is broken: a note, a picture from a file or the camera, and whether the parcel goes back. For any page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Parcel
from desk_app.ui import theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.pages.etageres_content import whose
from desk_app.ui.scanners import Scanners
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.choices import CalmField
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.widgets.segments import Segments
from desk_app.wording import reason

_MOST_NOTE = 300
_SIGHT = 132  # the height of the picture as it is shown


class DamagePanel(Card):
    """``confirmed`` gives the parcel's id, the note, the picture as a JPEG or None, and whether it goes back.

    ``changed`` when its keys may have changed: ask :meth:`keys` then.
    """

    confirmed = Signal(str, str, object, bool)
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = session.words
        self.parcel: Parcel | None = None
        self.picture: bytes | None = None
        self._seen = QImage()  # what the camera sees now
        self._asking: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self) -> None:
        self.title = LineLabel(size=theme.BAND_TITLE, weight=theme.BOLD)
        self.what = label(role="muted", wraps=True)
        self.field = CalmField(_MOST_NOTE)
        self.fate = Segments()
        self.sight = QLabel()
        self.said = label(role="small", wraps=True)

    def _add_widgets(self) -> None:
        self._words.bind(self.set_heading, "ui_retours.damage_heading")
        self._words.bind(self.field.setPlaceholderText, "ui_retours.damage_note")
        self._words.bind(self.field.setAccessibleName, "ui_retours.damage_note")
        self.body.setSpacing(theme.GAP_SMALL)
        row = QHBoxLayout()
        row.addWidget(self.sight)
        row.addWidget(self.said, 1)
        for widget in (self.title, self.what, self.field, self.fate):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        Scanners.of(self._session).picture_changed.connect(self._on_sight)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self.confirm)

    def begin(self, parcel: Parcel) -> None:
        """Ask what is broken of this parcel; takes the keys."""
        self.parcel, self.picture = parcel, None
        self.field.clear()
        self.fate.pick(0)
        self.retranslate()
        self._show_picture()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.fate.set_texts([self._words("ui_retours.damage_stays"), self._words("ui_retours.damage_goes_back")])
        if self.parcel is not None:
            self.title.setText(self.parcel.customer)
            self.what.setText(whose(self._words, self.parcel))
        self._say("ui_retours.picture_kept" if self.picture else "ui_retours.picture_none")

    @property
    def note(self) -> str:
        """What is broken; empty while nothing is said."""
        text = " ".join(self.field.text().split())
        return text if any(char.isalpha() for char in text) else ""

    def keys(self, back: Callable[[], object]) -> list[Action]:
        """Its keys; ``back`` leaves it."""
        return [
            Action(ENTER, "ui_retours.damage_confirm", self.confirm, primary=True, enabled=bool(self.note)),
            Action("F4", "ui_retours.picture_file", self.browse),
            Action("F5", "ui_retours.picture_camera", self.take, shown=not self._seen.isNull()),
            Action(ESCAPE, "ui_retours.back", back),
        ]

    def confirm(self) -> None:
        """Enter: note it, when something is said and no picture is still being read."""
        if self.parcel is not None and self.note and (self._asking is None or self._asking.done):
            self.confirmed.emit(self.parcel.id, self.note, self.picture, self.fate.place == 1)

    # the picture

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

    def _on_text(self, _text: str) -> None:
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
