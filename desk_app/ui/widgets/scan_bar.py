"""The scan bar: shows what the keys write and what was scanned last. It never has the focus: it always listens."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk_app.ui import painting, theme
from desk_app.ui.widgets.key_button import KeyHint


class _Line(QWidget):
    """The framed line itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = self.hint = self.placeholder = ""
        self.dot = theme.GREEN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(300, 42)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        painting.box(painter, rect, 9, theme.CARD, theme.DEEP, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self.dot))
        painter.drawEllipse(QPointF(rect.left() + 20, rect.center().y()), 5, 5)
        room = rect.adjusted(37, 0, -14, 0)
        font = theme.font(theme.BODY + 2)
        if not self.text:
            painting.words(painter, room, self.placeholder, font, theme.FAINT)
            return
        width = painting.words(painter, room, self.text, font, theme.INK)
        if self.hint:
            rest = QRectF(room.left() + width + 12, room.top(), room.width() - width - 12, room.height())
            painting.words(painter, rest, "· " + self.hint, font, theme.FAINT)


class ScanBar(QWidget):
    """The white strip at the top: the line, and the key for searching without a code."""

    search_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = _Line(self)
        self.search_hint = KeyHint(self)
        self._row = QHBoxLayout(self)
        self._add_widgets()
        self.search_hint.clicked.connect(self.search_clicked)

    def _add_widgets(self) -> None:
        self._row.setSpacing(16)
        self._row.addWidget(self._line, 1)
        self._row.addWidget(self.search_hint)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Less high, for low windows."""
        margin = 5 if compact else 11
        self._row.setContentsMargins(theme.MARGIN, margin, theme.MARGIN, margin)
        self.setFixedHeight(46 if compact else 64)

    @property
    def text(self) -> str:
        """What the line shows."""
        return self._line.text

    @property
    def hint(self) -> str:
        """What the line says its text is."""
        return self._line.hint

    def set_text(self, text: str, hint: str = "") -> None:
        """Show what is being typed, or what was scanned and what it is."""
        self._line.text, self._line.hint = text, hint
        self._line.setAccessibleName(f"{text} {hint}".strip())
        self._line.setToolTip(text if len(text) > 40 else "")
        self._line.update()

    def set_placeholder(self, text: str) -> None:
        """What an empty line invites to."""
        self._line.placeholder = text
        self._line.update()

    def set_listening(self, listening: bool) -> None:
        """The dot: green while scans are answered, amber while they wait (the store is being opened)."""
        self._line.dot = theme.GREEN if listening else theme.AMBER
        self._line.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.CARD))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour(theme.LINE))
