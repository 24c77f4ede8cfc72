"""The verdict band: colour, icon, title and one sentence, read from three metres."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.verdicts import Tone
from desk_app.ui import painting, theme

_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class VerdictBand(QWidget):
    """Shows one answer; ``figure`` with ``figure_word`` under it stands at the right (``1 / 3``, ``remis``)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = Tone.YES
        self.title = self.sentence = self.figure = self.figure_word = ""
        self._compact = False
        self._heights: dict[int, int] = {}  # by width: layouts ask for the same one eight times an answer
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(64)

    def show_answer(self, tone: Tone, title: str, sentence: str, figure: str = "", figure_word: str = "") -> None:
        """Say something else, and be seen."""
        self.tone, self.title, self.sentence = tone, title, sentence
        self.figure, self.figure_word = figure, figure_word
        self.setAccessibleName(f"{title}. {sentence}")
        self._heights.clear()
        self._measure()
        self.update()
        self.show()

    def set_compact(self, compact: bool) -> None:
        """Smaller letters, for low windows."""
        if compact != self._compact:
            self._compact = compact
            self._heights.clear()
            self._measure()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            text = self._sentence_rect(QRectF(0, 0, width, 400))
            needed = text.bottom() + (10 if self._compact else 18)
            self._heights[width] = int(max(64 if self._compact else 86, needed))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 300)))

    def resizeEvent(self, event: object) -> None:
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        ground, circle = theme.BAND[self.tone]
        painting.box(painter, rect, theme.RADIUS, ground)
        centre = QPointF(self._left() / 2 + 2, rect.center().y())
        radius = 20 if self._compact else 26
        painting.box(painter, QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), radius, circle)
        painting.draw_icon(painter, self.tone.value, radius + 8, theme.ON_DEEP, centre)
        painting.words(painter, self._title_rect(rect), self.title, self._title_font(), theme.ON_DEEP)
        painter.setFont(self._sentence_font())
        painter.drawText(self._sentence_rect(rect), _WRAP, self.sentence)
        self._paint_figure(painter, rect)

    def _paint_figure(self, painter: QPainter, rect: QRectF) -> None:
        if not self.figure:
            return
        room = self._figure_width()
        column = QRectF(rect.right() - 22 - room, rect.top(), room, rect.height())
        high, low = (26, 18) if self._compact else (38, 20)
        top = rect.center().y() - (high + low) / 2
        painting.words(
            painter,
            QRectF(column.left(), top, room, high),
            self.figure,
            self._figure_font(),
            theme.ON_DEEP,
            painting.RIGHT,
        )
        below = QRectF(column.left(), top + high, room, low)
        painting.words(painter, below, self.figure_word, self._sentence_font(), theme.ON_DEEP, painting.RIGHT)

    def _measure(self) -> None:
        self.updateGeometry()
        clipped = painting.width_of(self.title, self._title_font()) > self._title_rect(self.rect().toRectF()).width()
        self.setToolTip(self.title if clipped else "")

    def _left(self) -> int:
        return 72 if self._compact else 92

    def _title_font(self) -> QFont:
        """The largest letters in which the title fits, down to those in which it still is one."""
        most, least = (theme.TITLE, theme.LARGE) if self._compact else (theme.BAND_TITLE, theme.TITLE)
        width = self._text_width(self.rect().toRectF())
        sizes = (size for size in range(most, least, -2) if self._fits(size, width))
        return theme.font(next(sizes, least), theme.BOLD)

    def _fits(self, size: int, width: float) -> bool:
        return painting.width_of(self.title, theme.font(size, theme.BOLD)) <= width

    def _figure_font(self) -> QFont:
        return theme.font(theme.TITLE if self._compact else theme.BAND_TITLE, theme.BOLD)

    def _sentence_font(self) -> QFont:
        return theme.font(theme.SMALL + 1 if self._compact else theme.BODY + 1)

    def _figure_width(self) -> float:
        if not self.figure:
            return 0.0
        figure = painting.width_of(self.figure, self._figure_font())
        return max(figure, painting.width_of(self.figure_word, self._sentence_font())) + 4

    def _text_width(self, rect: QRectF) -> float:
        figure = self._figure_width()
        return max(40.0, rect.width() - self._left() - 22 - (figure + 18 if figure else 0))

    def _title_rect(self, rect: QRectF) -> QRectF:
        height = 28 if self._compact else 36
        return QRectF(
            rect.left() + self._left(), rect.top() + (6 if self._compact else 14), self._text_width(rect), height
        )

    def _sentence_rect(self, rect: QRectF) -> QRectF:
        title = self._title_rect(rect)
        room = QRectF(title.left(), title.bottom() + (0 if self._compact else 1), title.width(), 200)
        return painting.metrics_of(self._sentence_font()).boundingRect(room, _WRAP, self.sentence).adjusted(0, 0, 2, 0)
