"""Writing texts with placeholders: coloured while one types, underlined where unknown, inserted by chips."""

import re
from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFont, QResizeEvent, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desk_app.ui import theme
from desk_app.ui.forms import Field
from desk_app.ui.widgets.chip import ChipButton

_PART = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)\}|[{}]")
_GAP, _ALL = 6, 1_000
_LINES = {0x2028: "\n", 0x2029: "\n"}


class Marker(QSyntaxHighlighter):
    """Known placeholders stand out; what would not be filled in is underlined in red."""

    def __init__(self, area: QPlainTextEdit) -> None:
        super().__init__(area.document())
        self._known: Collection[str] = ()
        self._good, self._bad = QTextCharFormat(), QTextCharFormat()
        self._good.setForeground(theme.colour(theme.BLUE_INK))
        self._good.setFontWeight(QFont.Weight.DemiBold)
        self._bad.setForeground(theme.colour(theme.RED_INK))
        self._bad.setUnderlineColor(theme.colour(theme.RED))
        self._bad.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)

    def set_known(self, known: Collection[str]) -> None:
        """Which there are."""
        self._known = known
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for found in _PART.finditer(text):
            if found[0] not in ("{{", "}}"):
                is_known = found["name"] in self._known
                self.setFormat(found.start(), len(found[0]), self._good if is_known else self._bad)


class TextArea(Field):
    """Several lines of a text; Tab goes on to the next field."""

    def __init__(self, name: str, height: int) -> None:
        """At least ``height`` logical pixels high."""
        self.area = QPlainTextEdit()
        super().__init__(name, self.area)
        self.area.setTabChangesFocus(True)
        self.area.setStyleSheet(f"QPlainTextEdit {{ min-height: {height}px; }}")
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.column.setStretchFactor(self.area, _ALL)
        self.marker = Marker(self.area)
        self._before = ""
        self.area.textChanged.connect(self._on_text)

    def text(self) -> str:
        """All of it, its spaces that do not break too."""
        return self.area.document().toRawText().translate(_LINES)

    def set_text(self, text: str) -> None:
        """Write another."""
        self._before = text
        self.area.setPlainText(text)
        self.set_wrong("")

    def _on_text(self) -> None:
        """Colours change the document too, but not what it says."""
        text = self.text()
        if text != self._before:
            self._before = text
            self.changed.emit()


class ChipFlow(QWidget):
    """Chips in as many rows as they need; ``picked`` gives the value of the one that was clicked."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[str, ChipButton] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Other chips: a value, its word, and more of it for the tooltip."""
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {value: self._made(value, word, tip) for value, word, tip in choices}
        self._place(self.width())
        self.updateGeometry()

    def _made(self, value: str, word: str, tip: str) -> ChipButton:
        chip = ChipButton(self)
        chip.setCheckable(False)
        chip.setText(word)
        chip.setToolTip(tip)
        chip.clicked.connect(lambda: self.picked.emit(value))
        chip.show()
        return chip

    def _rects(self, width: int) -> list[QRect]:
        place, rects = QPoint(0, 0), []
        for chip in self.chips.values():
            size = chip.sizeHint()
            if place.x() and place.x() + size.width() > width:
                place = QPoint(0, place.y() + size.height())
            rects.append(QRect(place, size))
            place = QPoint(place.x() + size.width() + _GAP, place.y())
        return rects

    def _place(self, width: int) -> None:
        for chip, rect in zip(self.chips.values(), self._rects(width), strict=True):
            chip.setGeometry(rect)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rects = self._rects(width)
        return rects[-1].bottom() + 1 if rects else 0

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place(self.width())
        self.updateGeometry()
