"""A calm strip over the page that stays while something is in the way, with the key that helps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk_app.ui import painting, theme
from desk_app.ui.widgets.key_button import KeyButton

_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LEFT = 58


class _Words(QWidget):
    """Title and sentence, as high as they need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = self.sentence = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return int(self._rects(width)[1].bottom()) + 10

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(self.width(), 260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rects = self._rects(self.width())
        for rect, text, font, ink in zip(
            rects, (self.title, self.sentence), _fonts(), (theme.RED_INK, theme.INK), strict=True
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            painter.drawText(rect, _WRAP, text)

    def _rects(self, width: int) -> tuple[QRectF, QRectF]:
        title_font, font = _fonts()
        room = QRectF(0, 8, width, 400)
        title = painting.metrics_of(title_font).boundingRect(room, _WRAP, self.title)
        below = QRectF(0, title.bottom() + 1, width, 400)
        return title, painting.metrics_of(font).boundingRect(below, _WRAP, self.sentence)


def _fonts() -> tuple[QFont, QFont]:
    return theme.font(theme.BODY + 1, theme.BOLD), theme.font(theme.BODY)


class Banner(QWidget):
    """``clicked`` when the clerk wants what its button says."""

    clicked = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.words = _Words(self)
        self.button = KeyButton(self)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN + _LEFT - 22, 4, theme.MARGIN, 4)
        row.setSpacing(16)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.clicked)
        self.hide()

    def tell(self, title: str, sentence: str, button: str, cap: str) -> None:
        """Say what is in the way and which key helps, and be seen."""
        self.words.title, self.words.sentence = title, sentence
        self.setAccessibleName(f"{title}. {sentence}")
        self.button.setText(button)
        self.button.set_cap(cap)
        self.words.updateGeometry()
        self.words.update()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.CHIP["red"][0]))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour(theme.RED))
        painting.draw_icon(painter, self._icon, 26, theme.RED_INK, QPointF(theme.MARGIN + 13, self.height() / 2))
