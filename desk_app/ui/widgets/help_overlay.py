"""F1: which key does what, over everything."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui import painting, theme
from desk_app.ui.widgets.labels import Card
from desk_app.ui.widgets.scrolling import scroll_area

_ROW = 36


class _KeyList(QWidget):
    """Rows of a key cap and what it does."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, str]] = []
        self.setObjectName("plain")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(420, _ROW * len(self.rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        column = max((painting.key_cap_width(cap) for cap, _text in self.rows), default=0.0)
        for place, (cap, text) in enumerate(self.rows):
            row = QRectF(0, place * _ROW, self.width(), _ROW)
            box = QRectF(0, row.center().y() - 10, painting.key_cap_width(cap), painting.KEY_CAP_HEIGHT)
            painting.key_cap(painter, box, cap)
            painting.words(painter, row.adjusted(column + 16, 0, 0, 0), text, theme.font(theme.BODY), theme.INK)


class HelpOverlay(QWidget):
    """Covers its parent; a click anywhere puts it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = Card()
        self._list = _KeyList()
        scroll = scroll_area()
        scroll.setWidget(self._list)
        self._card.body.addWidget(scroll, 1)
        around = QVBoxLayout(self)
        around.addWidget(self._card, 1, Qt.AlignmentFlag.AlignHCenter)
        self._card.setMinimumWidth(460)
        parent.installEventFilter(self)
        self.hide()

    @property
    def rows(self) -> Sequence[tuple[str, str]]:
        """What it lists: the cap, and what the key does."""
        return self._list.rows

    def open(self, heading: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show these keys: cap and what it does."""
        self._card.set_heading(heading)
        self._list.rows = list(rows)
        self._list.updateGeometry()
        self._list.setFixedHeight(self._list.sizeHint().height())
        self._card.setMaximumHeight(self._list.height() + 66)
        self._cover()
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._cover()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = theme.colour(theme.DEEP).lighter(100)
        veil.setAlpha(150)
        QPainter(self).fillRect(self.rect(), veil)
