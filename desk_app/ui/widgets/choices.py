"""A few answers, each one key and one click: buttons with a digit, and a field that takes a lone digit as a choice."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLineEdit, QSizePolicy, QWidget

from desk_app.ui import painting, theme

DIGITS = {"1": 0, "&": 0, "2": 1, "é": 1, "3": 2, '"': 2, "4": 3, "'": 3, "5": 4, "(": 4}
"""The place that a key of the digits row means; the French row without Shift too."""
_HASTE_MS = 70  # nobody presses Enter this soon after another key
_HIGH, _CAP = 76, 24
_NARROW = 190  # below this width letters are smaller
_LEAST_WIDTH = 156  # of a button in a row of several


class DigitButton(QAbstractButton):
    """One answer with its digit."""

    def __init__(self, digit: int, *, checkable: bool = False) -> None:
        super().__init__()
        self._digit = str(digit)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(320, theme.TOUCH + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, theme.TOUCH)

    def setText(self, text: str) -> None:
        """Another answer."""
        super().setText(text)
        self.setAccessibleName(text)
        self._tell_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.isChecked() or self.isDown():
            painting.box(painter, rect, theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
        else:
            painting.box(painter, rect, theme.RADIUS_SMALL, theme.CARD, theme.LINE_STRONG)
        air = self._air()
        cap = QRectF(air, rect.center().y() - 10, _CAP, painting.KEY_CAP_HEIGHT)
        painting.key_cap(painter, cap, self._digit)
        painting.words(painter, rect.adjusted(2 * air + _CAP, 0, -air, 0), self.text(), self._font(), theme.INK)

    def _font(self) -> QFont:
        return theme.font(theme.SMALL if self.width() < _NARROW else theme.BODY, theme.SEMIBOLD)

    def _air(self) -> int:
        return 6 if self.width() < _NARROW else 14

    def _tell_whole(self) -> None:
        clipped = painting.width_of(self.text(), self._font()) > self.width() - 3 * self._air() - _CAP
        self.setToolTip(self.text() if clipped else "")


class Choices(QWidget):
    """Answers side by side, as many as the width has room for. ``picked`` gives the place."""

    picked = Signal(int)

    def __init__(self, count: int) -> None:
        super().__init__()
        self.buttons = [DigitButton(n) for n in range(1, count + 1)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.GAP_SMALL)
        self._columns = 0
        for place, button in enumerate(self.buttons):
            button.clicked.connect(self._picker(place))
        self._place(1)
        self.set_low(False)

    def set_texts(self, texts: Sequence[str]) -> None:
        """What each says; those without a text are not shown."""
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(texts))
            button.setText(texts[place] if place < len(texts) else "")

    def set_low(self, low: bool) -> None:
        """Where there is little room, buttons as low as a finger allows."""
        for button in self.buttons:
            button.setMinimumHeight(theme.TOUCH if low else _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place(max(1, min(3, self.width() // _LEAST_WIDTH)))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < columns))
        self.updateGeometry()

    def _picker(self, place: int) -> Callable[[], None]:
        def pick() -> None:
            self.picked.emit(place)

        return pick


class CalmField(QLineEdit):
    """A line in which Enter counts only when a hand pressed it: no scanned barcode submits it."""

    def __init__(self, most: int = 120) -> None:
        super().__init__()
        self.setMaxLength(most)
        self._last_key_at = -_HASTE_MS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hasty = event.timestamp() - self._last_key_at < _HASTE_MS
        self._last_key_at = event.timestamp()
        if not (hasty and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.take(event)

    def take(self, event: QKeyEvent) -> None:
        """A key that was pressed by hand, or writes."""
        super().keyPressEvent(event)


class DigitField(CalmField):
    """A free answer; a lone digit or an arrow chooses a ready one instead."""

    digit = Signal(int)
    moved = Signal(int)

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def take(self, event: QKeyEvent) -> None:
        place = None if self.text() else DIGITS.get(event.text())
        if place is not None and place < self._count:
            self.digit.emit(place)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().take(event)
