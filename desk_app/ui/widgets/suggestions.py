"""What a text field may mean, dropped down under it.

A part of the window, not a popup of its own: scans are heard while it shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.ui import painting, theme

ROW = 40
SHOWN = 6  # rows at a time; the others are scrolled to
_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: the text, what else is known, and what is taken with it."""

    text: str
    value: object
    detail: str = ""
    colour: str = ""


class _Rows(QStyledItemDelegate):
    """Paints a suggestion: colour, text, detail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        suggestion = index.data(_ROLE)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour(theme.SELECTED))
        left = rect.left() + 12
        if suggestion.colour:
            painting.box(painter, QRectF(left, rect.center().y() - 9, 8, 18), 3, suggestion.colour)
            left += 18
        room = QRectF(left, rect.top(), rect.right() - left - 10, rect.height())
        width = painting.words(painter, room, suggestion.text, theme.font(theme.BODY, theme.MEDIUM), theme.INK)
        rest = room.adjusted(width + 14, 0, 0, 0)
        if rest.width() > 40:
            painting.words(painter, rest, suggestion.detail, theme.font(theme.SMALL), theme.MUTED)


class Suggestions(QListWidget):
    """Never has the focus: its field does."""

    taken = Signal(object)  # a Suggestion

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = self._field = parent
        self._settled = QTimer(self, singleShot=True, interval=0)  # a form just shown finds its place only then
        self._settled.timeout.connect(self._place)
        self.setStyleSheet(theme.style_sheet())  # it lies over the counter's window, beside what that one dresses
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_clicked)
        self.hide()

    def offer(self, suggestions: Sequence[Suggestion], field: QWidget) -> None:
        """Show these under ``field``, over it where there is no room; nothing when there are none."""
        self.clear()
        for suggestion in suggestions:
            item = QListWidgetItem(suggestion.text)
            item.setData(_ROLE, suggestion)
            self.addItem(item)
        self._field = field
        self.setVisible(self.count() > 0)
        self._place()
        self._settled.start()
        self.raise_()

    def step(self, by: int) -> None:
        """Mark the next or the last one."""
        self.setCurrentRow(max(0, min(self.currentRow() + by, self.count() - 1)))

    def take(self) -> bool:
        """Take the marked one; whether there was one."""
        item = self.currentItem()
        if self.isHidden() or item is None or not item.isSelected():
            return False
        self._on_clicked(item)
        return True

    def _place(self) -> None:
        parent, field = self._window, self._field
        top = field.mapTo(parent, QPoint(0, 0))
        below = parent.height() - top.y() - field.height() - 8
        wanted = min(self.count(), SHOWN) * ROW + 4
        is_below = below >= min(wanted, 3 * ROW) or below >= top.y()
        height = min(wanted, max(ROW, below if is_below else top.y() - 8))
        y = top.y() + field.height() + 2 if is_below else top.y() - height - 2
        self.setGeometry(top.x(), y, max(field.width(), min(380, parent.width() - top.x() - 12)), height)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        suggestion = item.data(_ROLE)
        self.hide()
        self.taken.emit(suggestion)
