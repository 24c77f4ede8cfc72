"""The empty window that is on the screen before anything else is loaded; the counter fills it a moment later."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMainWindow, QWidget

from desk_app.ui import theme

RAIL, BAR, STATUS = 92, 64, 34  # the measures of rail, scan bar and status bar
LEAST_WIDTH, LEAST_HEIGHT = 640, 340
WIDTH, HEIGHT = 1366, 768


class Shell(QMainWindow):
    """Paints what the window will look like until :meth:`fill` gives it its content."""

    def __init__(self) -> None:
        super().__init__()
        self._closing: Callable[[], None] = _nothing
        self._early: list[QKeyEvent] = []
        self.setWindowTitle("Comptoir")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(WIDTH, HEIGHT)

    def fill(self, content: QWidget, closing: Callable[[], None]) -> None:
        """Show the counter; ``closing`` is called when the window is closed, out of sight."""
        self._closing = closing
        self.setCentralWidget(content)
        content.windowTitleChanged.connect(self.setWindowTitle)
        content.show()  # now, not in the next round: keys that the system holds back shall find it listening
        for event in self._early:
            QCoreApplication.sendEvent(self.windowHandle(), event)
        self._early.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that come before the counter are kept for it."""
        if self.centralWidget() is None:
            self._early.append(event.clone())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height = self.width(), self.height()
        painter.fillRect(0, 0, RAIL, height, theme.colour(theme.DEEP))
        for top, strip, line in ((0, BAR, BAR - 1), (height - STATUS, STATUS, height - STATUS)):
            painter.fillRect(RAIL, top, width - RAIL, strip, theme.colour(theme.CARD))
            painter.fillRect(RAIL, line, width - RAIL, 1, theme.colour(theme.LINE))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(theme.DEEP), 2))
        painter.drawRoundedRect(QRectF(RAIL + 23, 12, width - RAIL - 147, 40), 9, 9)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Out of sight at once; what is being written is written to its end."""
        self.hide()
        self._closing()
        super().closeEvent(event)


class FirstPaint(QObject):
    """``painted`` comes once, after a widget has been painted for the first time: what takes long begins then."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False


def _nothing() -> None:
    return None
