"""A button that says its key. It never takes the focus, so that no scan can press it."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk_app.ui import painting, theme


class KeyButton(QAbstractButton):
    """Label to the left, key cap to the right; the primary one is dark. A touch target."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cap = ""
        self._primary = self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_cap(self, cap: str) -> None:
        """What the key's cap says; empty for none."""
        if cap != self._cap:
            self._cap = cap
            self.updateGeometry()
            self.update()

    def set_primary(self, primary: bool) -> None:
        """Whether it is the one the clerk mostly wants."""
        if primary != self._primary:
            self._primary = primary
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Smaller letters and less air, for several in a row."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        """Say something else."""
        if text != self.text():
            super().setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self._tell_whole()

    def sizeHint(self) -> QSize:
        text = painting.width_of(self.text(), self._font())
        return QSize(ceil(text + self._cap_room()) + 2 * self._air() + 2, theme.TOUCH)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), int(self._cap_room()) + 60), theme.TOUCH)

    def resizeEvent(self, event: object) -> None:
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        self._paint_ground(painter, rect)
        room = self._cap_room()
        ink = theme.ON_DEEP if self._primary else theme.INK
        air = self._air()
        if self._cap:
            width = painting.key_cap_width(self._cap)
            cap = QRectF(rect.right() - air - width, rect.center().y() - 10, width, painting.KEY_CAP_HEIGHT)
            painting.key_cap(painter, cap, self._cap, self._primary)
        align = painting.LEFT if self._cap else painting.CENTRE
        painting.words(painter, rect.adjusted(air, 0, -air - room, 0), self.text(), self._font(), ink, align)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        pressed = self.isDown()
        if self._primary:
            painting.box(painter, rect, theme.RADIUS_SMALL, theme.DEEP_SOFT if pressed else theme.DEEP)
        else:
            ground = theme.SELECTED if pressed else theme.CARD
            painting.box(painter, rect, theme.RADIUS_SMALL, ground, theme.LINE_STRONG)

    def _font(self) -> QFont:
        return theme.font(theme.SMALL if self._compact else theme.BODY, theme.SEMIBOLD)

    def _air(self) -> int:
        return 10 if self._compact else 15

    def _cap_room(self) -> float:
        return painting.key_cap_width(self._cap) + 10 if self._cap else 0.0

    def _tell_whole(self) -> None:
        clipped = self.sizeHint().width() > self.width()
        self.setToolTip(self.text() if clipped else "")


class KeyHint(QAbstractButton):
    """Only a key cap with its word, as beside the scan bar; may be clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(int(painting.key_cap_width(self.text())) + 2, theme.TOUCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        height = painting.KEY_CAP_HEIGHT
        top = QPointF(rect.left(), rect.center().y() - height / 2)
        painting.key_cap(painter, QRectF(top.x(), top.y(), rect.width(), height), self.text())
