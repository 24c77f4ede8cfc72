"""Labels and cards."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desk_app.ui import painting, theme


def label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """A label; ``role`` is one of the style sheet's: heading, muted, small, strong, title, big, figure, error."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wraps)
    return made


class LineLabel(QWidget):
    """One line that elides where it does not fit, and then tells the whole by its tooltip."""

    def __init__(
        self,
        text: str = "",
        size: int = theme.BODY,
        weight: int = theme.REGULAR,
        ink: str = theme.INK,
        align: Qt.AlignmentFlag = painting.LEFT,
    ) -> None:
        super().__init__()
        self._font = theme.font(size, weight)
        self._ink = ink
        self._align = align
        self._text = ""
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text; does nothing when it is the same."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._tell_whole()
        self.update()

    def set_ink(self, ink: str) -> None:
        """Write in another colour."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        metrics = painting.metrics_of(self._font)
        return QSize(int(metrics.horizontalAdvance(self._text)) + 2, int(metrics.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.words(painter, self.rect().toRectF(), self._text, self._font, self._ink, self._align)

    def _tell_whole(self) -> None:
        clipped = painting.width_of(self._text, self._font) > self.width()
        self.setToolTip(self._text if clipped else "")


class Card(QFrame):
    """A white box with a small heading; put widgets into ``body``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.heading = label(role="heading", wraps=True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 18)
        self.body.setSpacing(6)
        self.body.addWidget(self.heading)
        self.heading.hide()

    def set_heading(self, text: str) -> None:
        """Write the heading; bind this one to a text."""
        self.heading.setText(text)
        self.heading.setVisible(bool(text))
