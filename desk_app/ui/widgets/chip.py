"""Chips: small marks, and chips that filter a list when clicked."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk_app.ui import painting, theme


class Chip(QWidget):
    """A mark: text on a soft ground; ``tone`` is plain, green, amber, red, blue or deep."""

    def __init__(self, text: str = "", tone: str = "plain") -> None:
        super().__init__()
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, text: str, tone: str) -> None:
        """Say something else."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(painting.chip_width(self._text)) + 1, painting.CHIP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.chip(QPainter(self), self.rect().toRectF(), self._text, self._tone)


class ChipButton(QAbstractButton):
    """A filter: dark while it is on. Never takes the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Say something else."""
        if text != self.text():
            super().setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        font = theme.font(theme.SMALL, theme.SEMIBOLD)
        return QSize(int(painting.width_of(self.text(), font)) + 28, theme.TOUCH - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, ink = theme.CHIP["deep" if self.isChecked() else "plain"]
        rect = self.rect().toRectF()
        painting.box(painter, rect.adjusted(0, 3, 0, -3), theme.RADIUS_SMALL, ground)
        painting.words(painter, rect, self.text(), theme.font(theme.SMALL, theme.SEMIBOLD), ink, painting.CENTRE)
