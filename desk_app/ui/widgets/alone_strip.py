"""One calm line over the page: what is good to know while the work goes on, and sometimes the key that helps."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk_app.ui import painting, theme
from desk_app.ui.widgets.key_button import KeyButton

_HEIGHT, _WITH_KEY = 34, 48
_LEFT = theme.MARGIN + 36


class _Line(QWidget):
    """The first of some sentences that fits; the last one is cut. The whole is told by the tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentences: Sequence[str] = ("",)
        self.ink = theme.INK
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    @property
    def shown(self) -> str:
        """What fits at this width."""
        return next(filter(self._has_room, self.sentences), self.sentences[-1])

    @property
    def fits(self) -> bool:
        """Whether that is not cut."""
        return self._has_room(self.shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.words(painter, self.rect().toRectF(), self.shown, _font(), self.ink)

    def _has_room(self, text: str) -> bool:
        return painting.width_of(text, _font()) <= self.width()


def _font() -> QFont:
    return theme.font(theme.SMALL + 1, theme.SEMIBOLD)


class AloneStrip(QWidget):
    """``clicked`` when the clerk wants what its key says."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = "offline", "blue"
        self._line = _Line(self)
        self.button = KeyButton(self)
        self.button.set_compact(True)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, theme.MARGIN, 1)
        row.setSpacing(16)
        row.addWidget(self._line, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.clicked)
        self.hide()

    def tell(self, icon: str, tone: str, sentences: Sequence[str], button: str = "", cap: str = "") -> None:
        """Say the longest of ``sentences`` that has room, the first one, and be seen; ``tone`` is a chip's."""
        self._icon, self._tone = icon, tone
        self._line.sentences, self._line.ink = sentences, theme.CHIP[tone][1]
        self.setAccessibleName(sentences[0])
        self.setToolTip(sentences[0])
        self.button.setText(button)
        self.button.set_cap(cap)
        self.button.setVisible(bool(button))
        self.setFixedHeight(_WITH_KEY if button else _HEIGHT)
        self._line.update()
        self.update()
        self.show()

    @property
    def text(self) -> str:
        """What is read at this width."""
        return self._line.shown

    @property
    def fits(self) -> bool:
        """Whether it is read to its end at this width."""
        return self._line.fits

    @property
    def has_key(self) -> bool:
        """Whether it is there and says a key."""
        return self.isVisible() and bool(self.button.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, ink = theme.CHIP[self._tone]
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(ground))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour(theme.LINE))
        painting.draw_icon(painter, self._icon, 20, ink, QPointF(theme.MARGIN + 13, self.height() / 2))
