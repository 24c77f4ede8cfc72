"""The status bar: database, printer, scanner, a passing sentence; who stands where; the time."""

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.ui import painting, theme
from desk_app.ui.widgets.labels import LineLabel

NOTE_MS = 5000
_COLOURS: dict[bool | None, tuple[str, str]] = {
    True: (theme.GREEN, theme.GREEN_INK),
    False: (theme.RED, theme.RED_INK),
    None: (theme.AMBER, theme.AMBER_INK),
}


class DotLabel(QWidget):
    """A dot and a word of the same meaning: green for well, red for not, amber for neither (None).

    ``clicked`` when somebody touches it.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.well: bool | None = True
        self.hide()

    def set(self, text: str, well: bool | None) -> None:
        """Say something else."""
        if (text, well) == (self.text, self.well):
            return
        self.text, self.well = text, well
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def sizeHint(self) -> QSize:
        return QSize(int(painting.width_of(self.text, theme.font(theme.SMALL))) + 19, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        dot, ink = _COLOURS[self.well]
        painter.setBrush(theme.colour(dot))
        rect = self.rect().toRectF()
        painter.drawEllipse(QPointF(6, rect.center().y()), 5, 5)
        painting.words(painter, rect.adjusted(16, 0, 0, 0), self.text, theme.font(theme.SMALL), ink)


class PlaceLabel(LineLabel):
    """Which counter this is, and who stands there. ``clicked`` when somebody touches it and it is live."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__(size=theme.SMALL, ink=theme.MUTED, align=painting.RIGHT)
        self._is_live = False

    def set_live(self, live: bool) -> None:
        """Whether a touch means something."""
        self._is_live = live
        self.setCursor(Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_live and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class StatusBar(QWidget):
    """One strip at the bottom of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.database = DotLabel(self)
        self.incidents = DotLabel(self)
        self.printer = DotLabel(self)
        self.scanner = DotLabel(self)
        self.note = LineLabel(size=theme.SMALL, weight=theme.SEMIBOLD)
        self.place = PlaceLabel()
        self.clock = LineLabel(size=theme.SMALL, ink=theme.MUTED, align=painting.RIGHT)
        self._clock = ("", "")
        self._compact = False
        for dot in (self.incidents, self.printer):
            dot.setCursor(Qt.CursorShape.PointingHandCursor)
        self._forget = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._add_widgets()
        self._forget.timeout.connect(self._clear_note)

    def _add_widgets(self) -> None:
        row = QHBoxLayout(self)
        self._row = row
        row.addWidget(self.database)
        row.addWidget(self.incidents)
        row.addWidget(self.printer)
        row.addWidget(self.scanner)
        row.addWidget(self.note, 1)
        row.addWidget(self.place)
        row.addWidget(self.clock)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Less high, and the time without its day, for small windows."""
        margin = theme.GAP if compact else theme.MARGIN
        self._row.setContentsMargins(margin, 1, margin, 0)
        self._row.setSpacing(12 if compact else 26)
        self.setFixedHeight(26 if compact else 34)
        self._compact = compact
        self.set_clock(*self._clock)

    def set_clock(self, day: str, time: str) -> None:
        """What time it is."""
        self._clock = (day, time)
        self.clock.setText(time if self._compact else f"{day} {time}".strip())

    def show_note(self, sentence: str) -> None:
        """Say one passing sentence."""
        self.note.setText(sentence)
        self._forget.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.CARD))
        painter.fillRect(0, 0, self.width(), 1, theme.colour(theme.LINE))

    def _clear_note(self) -> None:
        self.note.setText("")
