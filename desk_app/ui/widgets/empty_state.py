"""What a place shows while there is nothing in it: an icon, a title and a sentence that says what to do."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desk_app.ui import painting, theme

_WRAP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class EmptyState(QWidget):
    """``{F2}`` in the sentence is painted as the cap of a key; a sentence without one may wrap."""

    def __init__(self, icon: str, *, size: int = 128, framed: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._framed = icon, size, framed
        self._title = self._sentence = ""
        self.setMinimumSize(240, 84)

    def set_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.update()

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title = title
        self.setAccessibleName(title)
        self.update()

    def set_sentence(self, sentence: str) -> None:
        """Another sentence."""
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self._framed:
            painting.box(painter, rect, theme.RADIUS, theme.CARD, theme.LINE)
        low = rect.height() < 320
        size = self._icon_size(rect.height())
        top = rect.center().y() - (size + (84 if low else 124)) / 2
        if size:
            painting.draw_icon(painter, self._icon, size, theme.DEEP, QPointF(rect.center().x(), top + size / 2))
        title = QRectF(rect.left() + 16, top + size + (6 if low else 30), rect.width() - 32, 44)
        font = theme.font(theme.TITLE if low else 30, theme.BOLD)
        painting.words(painter, title, self._title, font, theme.INK, painting.CENTRE)
        self._paint_sentence(painter, QRectF(title.left(), title.bottom() + (0 if low else 6), title.width(), 56))

    def _icon_size(self, height: float) -> int:
        """Large, small, or none where there is room for the words only."""
        if height >= 320:
            return self._size
        return min(64, self._size) if height >= 160 else 0

    def _paint_sentence(self, painter: QPainter, rect: QRectF) -> None:
        before, brace, rest = self._sentence.partition("{")
        font = theme.font(theme.BODY + 2 if rect.width() > 520 else theme.BODY)
        if not brace:
            painter.setFont(font)
            painter.setPen(theme.colour(theme.MUTED))
            painter.drawText(rect, _WRAP, self._sentence)
            return
        key, _, after = rest.partition("}")
        widths = painting.width_of(before, font), painting.key_cap_width(key), painting.width_of(after, font)
        left = max(rect.left(), rect.center().x() - sum(widths) / 2)
        line = QRectF(left, rect.top(), widths[0] + 1, 26)
        painting.words(painter, line, before, font, theme.MUTED)
        cap = QRectF(line.left() + widths[0], line.center().y() - 10, widths[1], painting.KEY_CAP_HEIGHT)
        painting.key_cap(painter, cap, key)
        tail = QRectF(cap.right(), line.top(), max(0.0, rect.right() - cap.right()), 26)
        painting.words(painter, tail, after, font, theme.MUTED)
