"""The left rail: one button a page, an icon and its word, with how many things wait there."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desk_app.ui import painting, theme

WIDTH = 92
_LOGO = 72
_ROW, _LEAST_ROW = 67, 46


class RailButton(QAbstractButton):
    """One page of the rail."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._badge = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_badge(self, badge: str) -> None:
        """What the gold mark says; empty for none."""
        if badge != self._badge:
            self._badge = badge
            self.update()

    @property
    def badge(self) -> str:
        """What the gold mark says."""
        return self._badge

    def setText(self, text: str) -> None:
        """Another word under the icon."""
        super().setText(text)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, _ROW)  # less where the rail is low

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, _LEAST_ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.isChecked():
            painting.box(painter, rect.adjusted(8, 3, -8, -3), 10, theme.DEEP_SOFT)
        middle = rect.center()
        ink = theme.ON_DEEP if self.isChecked() else theme.ON_DEEP_MUTED
        painting.draw_icon(painter, self._icon, 24, ink, QPointF(middle.x(), middle.y() - 10))
        word = QRectF(rect.left() + 4, middle.y() + 6, rect.width() - 8, 18)
        painting.words(painter, word, self.text(), theme.font(theme.TINY + 1), ink, painting.CENTRE)
        self._paint_badge(painter, middle)

    def _paint_badge(self, painter: QPainter, middle: QPointF) -> None:
        if not self._badge:
            return
        font = theme.font(11, theme.BOLD)
        width = max(18.0, painting.width_of(self._badge, font) + 12)
        mark = QRectF(middle.x() + 2, middle.y() - 26, width, 17)
        painting.box(painter, mark, 8.5, theme.GOLD)
        painting.words(painter, mark, self._badge, font, theme.INK, painting.CENTRE)


class Rail(QWidget):
    """The rail; ``chosen`` gives the place of the page, from 0."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.buttons: list[RailButton] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def add(self, icon: str) -> RailButton:
        """A further page, below the others."""
        button = RailButton(icon, self)
        place = len(self.buttons)
        button.clicked.connect(lambda: self.chosen.emit(place))
        self.buttons.append(button)
        self._column.insertWidget(place, button)
        return button

    def select(self, place: int) -> None:
        """Mark the page in front."""
        self.buttons[place].setChecked(True)

    def resizeEvent(self, event: object) -> None:
        self._column.setContentsMargins(0, _LOGO if self._has_logo() else 4, 0, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.DEEP))
        if self._has_logo():
            mark = QRectF((WIDTH - 44) / 2, 14, 44, 44)
            painting.box(painter, mark, 10, theme.GOLD)
            painting.words(painter, mark, "C", theme.font(25, 800), theme.DEEP, painting.CENTRE)

    def _has_logo(self) -> bool:
        return self.height() >= _LOGO + _ROW * len(self.buttons) + 8
