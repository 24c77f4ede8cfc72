"""A strip that asks the clerk for something: scan a place, type a number, confirm."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui import painting, theme

_LEFT, _RIGHT, _TOP = 66, 18, 9
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Prompt(QWidget):
    """Dark, so that it is not taken for an answer: what is asked, and how to answer."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.title = self.sentence = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def ask(self, title: str, sentence: str) -> None:
        """Ask, and be seen."""
        self.title, self.sentence = title, sentence
        self.setAccessibleName(f"{title}. {sentence}")
        self._tell_whole()
        self.updateGeometry()
        self.update()
        self.show()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(66, int(self._sentence_rect(width).bottom()) + 11)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.updateGeometry()
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect().toRectF(), theme.RADIUS, theme.DEEP)
        painting.draw_icon(painter, self._icon, 28, theme.GOLD, QPointF(_LEFT / 2 + 2, self.height() / 2))
        title = QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, 26)
        painting.words(painter, title, self.title, theme.font(theme.LARGE, theme.BOLD), theme.ON_DEEP)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(theme.colour(theme.ON_DEEP_MUTED))
        painter.drawText(self._sentence_rect(self.width()), _WRAP, self.sentence)

    def _sentence_rect(self, width: int) -> QRectF:
        room = QRectF(_LEFT, _TOP + 27, max(80, width - _LEFT - _RIGHT), 200)
        return painting.metrics_of(theme.font(theme.BODY)).boundingRect(room, _WRAP, self.sentence).adjusted(0, 0, 2, 0)

    def _tell_whole(self) -> None:
        width = painting.width_of(self.title, theme.font(theme.LARGE, theme.BOLD))
        self.setToolTip(self.title if width > self.width() - _LEFT - _RIGHT else "")
