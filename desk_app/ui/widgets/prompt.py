"""A strip that asks the clerk for something: scan a place, type a number, confirm."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui import painting, theme

_LEFT = 66


class Prompt(QWidget):
    """Dark, so that it is not taken for an answer: what is asked, and how to answer."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.title = self.sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def ask(self, title: str, sentence: str) -> None:
        """Ask, and be seen."""
        self.title, self.sentence = title, sentence
        self.setAccessibleName(f"{title}. {sentence}")
        self.update()
        self.show()

    def sizeHint(self) -> QSize:
        return QSize(300, 66)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        painting.box(painter, rect, theme.RADIUS, theme.DEEP)
        painting.draw_icon(painter, self._icon, 28, theme.GOLD, QPointF(_LEFT / 2 + 2, rect.center().y()))
        width = rect.width() - _LEFT - 18
        title = QRectF(_LEFT, rect.top() + 9, width, 26)
        painting.words(painter, title, self.title, theme.font(theme.LARGE, theme.BOLD), theme.ON_DEEP)
        below = QRectF(_LEFT, title.bottom(), width, 22)
        painting.words(painter, below, self.sentence, theme.font(theme.BODY), theme.ON_DEEP_MUTED)
