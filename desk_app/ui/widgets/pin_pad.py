"""A PIN: a dot for each digit, and keys to touch where there is no keyboard."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from desk_app.domain.clerks import LONGEST_PIN, SHORTEST_PIN
from desk_app.ui import painting, theme

ENTER, BACK = "\r", "\b"
_KEYS = (*"123456789", BACK, "0", ENTER)
_SIGNS = {BACK: "⌫", ENTER: "✓"}
_GAP = 8


class PinDots(QWidget):
    """How many digits have been typed; of four at least, the missing ones are seen too."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """So many are typed."""
        self.count = min(count, LONGEST_PIN)
        self.setAccessibleName("•" * self.count)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places, step = max(self.count, SHORTEST_PIN), 26
        left = (self.width() - (places - 1) * step) / 2
        for place in range(places):
            is_typed = place < self.count
            painter.setPen(Qt.PenStyle.NoPen if is_typed else theme.colour(theme.LINE_STRONG))
            painter.setBrush(theme.colour(theme.DEEP) if is_typed else Qt.BrushStyle.NoBrush)
            radius = 7.0 if is_typed else 6.0
            painter.drawEllipse(QPointF(left + place * step, self.height() / 2), radius, radius)


class _PadKey(QAbstractButton):
    """One key. It never takes the focus."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        super().setText(_SIGNS.get(key, key))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(84, 56)

    def minimumSizeHint(self) -> QSize:
        return QSize(56, theme.TOUCH - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, is_primary = self.rect().toRectF(), self.key == ENTER
        if is_primary:
            painting.box(painter, rect, theme.RADIUS_SMALL, theme.DEEP_SOFT if self.isDown() else theme.DEEP)
        else:
            ground = theme.SELECTED if self.isDown() else theme.SHELF
            painting.box(painter, rect, theme.RADIUS_SMALL, ground, theme.LINE_STRONG)
        ink = theme.ON_DEEP if is_primary else theme.INK
        painting.words(painter, rect, self.text(), theme.font(theme.TITLE, theme.SEMIBOLD), ink, painting.CENTRE)


class PinPad(QWidget):
    """``touched`` gives a digit, :data:`BACK` or :data:`ENTER`."""

    touched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.keys = {key: _PadKey(key) for key in _KEYS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for place, (key, button) in enumerate(self.keys.items()):
            grid.addWidget(button, place // 3, place % 3)
            button.clicked.connect(self._toucher(key))

    def _toucher(self, key: str) -> object:
        return lambda: self.touched.emit(key)
