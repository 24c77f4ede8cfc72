"""Fields that only the settings have: passwords, lines, colours, and lists that open."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from desk_app.ui import painting, theme
from desk_app.ui.forms import ChoiceField, Field, TextField
from desk_app.ui.widgets.labels import Card

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_GAP = 6
SWATCH = 44
LINES_HEIGHT = 88


class FormCard(Card):
    """A card as high as its sentences need at its width: a narrow page would squeeze them otherwise."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


class PasswordField(TextField):
    """What is typed is not shown."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def text(self) -> str:
        """What was typed, spaces and all."""
        return self.line.text()


class WordField(ChoiceField):
    """A few words side by side, each standing for a value."""

    def __init__(self, name: str, values: Sequence[str]) -> None:
        super().__init__(name, list(values))
        self.segments.set_texts(list(values))

    def set_words(self, words: Sequence[str]) -> None:
        """What the values are called, in their order."""
        self.segments.set_texts(list(words))

    def text(self) -> str:
        """The value that is taken."""
        return str(self.value)

    def set_text(self, text: str) -> None:
        """Take that value; does nothing when it is none of these."""
        if text in self.values:
            self.choose(text)
        self.set_wrong("")


class _Combo(QComboBox):
    """Has an arrow of its own, the same on every system; both ends of a long word stay."""

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet("QComboBox::drop-down { border: none; width: 34px; } QComboBox::down-arrow { image: none; }")
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentTextChanged.connect(self.setToolTip)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            option.currentText = self._shortened(option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        place = QRectF(self.width() - 34, 0, 30, self.height())
        painting.words(painter, place, "▾", theme.font(theme.LARGE), theme.MUTED, painting.CENTRE)

    def _shortened(self, option: QStyleOptionComboBox) -> str:
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width() - 4
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room)


class ListField(Field):
    """A list that opens; an editable one takes other texts too."""

    entered = Signal()  # Enter, where texts can be typed

    def __init__(self, name: str, *, editable: bool = False) -> None:
        self.combo = _Combo()
        super().__init__(name, self.combo)
        self.combo.setEditable(editable)
        line = self.combo.lineEdit()
        if line is not None:
            line.returnPressed.connect(self.entered)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.setMinimumHeight(theme.TOUCH - 4)
        self.combo.currentTextChanged.connect(self._on_picked)
        self._is_written = False

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other (value, word) pairs; what was taken stays."""
        before = self.text()
        self._is_written = True
        self.combo.clear()
        for value, word in options:
            self.combo.addItem(word, value)
        self._is_written = False
        self.set_text(before)

    def text(self) -> str:
        """The value that is taken, or the text that was typed."""
        place = self.combo.findText(self.combo.currentText())
        return str(self.combo.itemData(place)) if place >= 0 else self.combo.currentText().strip()

    def set_text(self, text: str) -> None:
        """Take that value; one that is not in the list is added as it stands."""
        self._is_written = True
        if self.combo.findData(text) < 0 and text:
            self.combo.addItem(text, text)
        self.combo.setCurrentIndex(self.combo.findData(text))
        self._is_written = False
        self.set_wrong("")

    def _on_picked(self) -> None:
        if not self._is_written:
            self.set_wrong("")
            self.changed.emit()


class _Lines(QPlainTextEdit):
    """Some lines of text; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(LINES_HEIGHT)


class LinesField(Field):
    """Some texts, one a line."""

    def __init__(self, name: str) -> None:
        self.lines = _Lines()
        super().__init__(name, self.lines)
        self._is_written = False
        self.lines.textChanged.connect(self._on_text)

    def values(self) -> tuple[str, ...]:
        """The lines that say something, each once."""
        lines = (" ".join(text.split()) for text in self.lines.toPlainText().splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))

    def set_values(self, values: Sequence[str]) -> None:
        """Write these."""
        self._is_written = True
        self.lines.setPlainText("\n".join(values))
        self._is_written = False

    def _on_text(self) -> None:
        if not self._is_written:
            self.changed.emit()


class Swatches(QWidget):
    """One of some colours: arrows or a finger."""

    picked = Signal(int)

    def __init__(self, colours: Sequence[str]) -> None:
        super().__init__()
        self.colours = list(colours)
        self.place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def pick(self, place: int) -> None:
        """Take another."""
        if place != self.place and 0 <= place < len(self.colours):
            self.place = place
            self.update()
            self.picked.emit(place)

    def cells(self, width: int) -> list[QRectF]:
        """Where the colours stand, in as many rows as they need."""
        columns = max(1, (width + _GAP) // (SWATCH + _GAP))
        step = SWATCH + _GAP
        return [QRectF(n % columns * step, n // columns * step, SWATCH, SWATCH) for n in range(len(self.colours))]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self.cells(width)[-1].bottom())

    def sizeHint(self) -> QSize:
        return QSize(6 * (SWATCH + _GAP), self.heightForWidth(max(self.width(), 6 * (SWATCH + _GAP))))

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * (SWATCH + _GAP), self.heightForWidth(max(self.width(), 4 * (SWATCH + _GAP))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.pick(self.place + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place, rect in enumerate(self.cells(self.width())):
            if rect.contains(event.position()):
                self.pick(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, rect in enumerate(self.cells(self.width())):
            inner = rect.adjusted(4, 4, -4, -4)
            if place == self.place:
                ring = theme.DEEP if self.hasFocus() else theme.LINE_STRONG
                painting.box(painter, rect, theme.RADIUS_SMALL + 2, theme.CARD, ring, 2)
            painting.box(painter, inner, theme.RADIUS_SMALL - 2, self.colours[place])
            if place == self.place:
                painting.draw_icon(painter, "yes", 22, theme.ON_DEEP, QPointF(inner.center()))


class ColourField(Field):
    """One colour of a palette."""

    def __init__(self, name: str, colours: Sequence[str]) -> None:
        self.swatches = Swatches(colours)
        super().__init__(name, self.swatches)
        self.swatches.picked.connect(self.changed)

    def text(self) -> str:
        """The colour, ``#rrggbb``."""
        return self.swatches.colours[self.swatches.place]

    def set_text(self, colour: str) -> None:
        """Take that colour; one that is not on the palette is added to it."""
        if colour not in self.swatches.colours:
            self.swatches.colours.append(colour)
            self.swatches.updateGeometry()
        self.swatches.pick(self.swatches.colours.index(colour))
