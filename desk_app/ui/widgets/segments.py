"""A few choices side by side, of which one holds: arrows move it, a finger picks it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui import painting, theme

HEIGHT = 40


class Segments(QWidget):
    """Takes the focus by Tab; letters typed on it still go to the scan bar."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: Sequence[str] = ()
        self.place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_texts(self, texts: Sequence[str]) -> None:
        """What the choices are called."""
        self.texts = texts
        self._tell()

    def pick(self, place: int) -> None:
        """Let this one hold."""
        place = max(0, min(place, len(self.texts) - 1))
        if place != self.place:
            self.place = place
            self.picked.emit(place)
        self._tell()

    def sizeHint(self) -> QSize:
        font = theme.font(theme.BODY, theme.SEMIBOLD)
        return QSize(int(sum(painting.width_of(text, font) + 24 for text in self.texts)), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60 * len(self.texts), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        line, width = (theme.DEEP, 2) if self.hasFocus() else (theme.LINE_STRONG, 1)
        painting.box(painter, rect, theme.RADIUS_SMALL, theme.CARD if self.isEnabled() else theme.PAPER, line, width)
        step = rect.width() / max(1, len(self.texts))
        for place, text in enumerate(self.texts):
            part = QRectF(rect.left() + place * step, rect.top(), step, rect.height()).adjusted(4, 4, -4, -4)
            holds = place == self.place
            if holds:
                painting.box(painter, part, 6, theme.DEEP)
            font = theme.font(theme.BODY, theme.SEMIBOLD if holds else theme.REGULAR)
            ink = theme.ON_DEEP if holds else theme.INK
            painting.words(painter, part, text, font, ink, painting.CENTRE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.pick(self.place + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pick(int(event.position().x() * len(self.texts) / max(1, self.width())))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(self.texts[self.place] if self.texts else "")
        self.update()
