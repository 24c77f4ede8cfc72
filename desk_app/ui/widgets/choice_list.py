"""A list to choose one thing from: by arrows and Enter, by its number, by a word, by a finger."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.domain.people import fold
from desk_app.ui import painting, theme

ROW = 44
_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: what it is called, what else is known of it, its colour, and what is chosen with it.

    ``also`` is another text that names it, as the tag of a shelf.
    """

    text: str
    value: object
    detail: str = ""
    colour: str = ""
    also: str = ""


class _Rows(QStyledItemDelegate):
    """Paints a choice: its number, its colour, its name, its detail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice = index.data(_ROLE)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, rect.adjusted(0, 2, 0, -2), theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
        number = str(index.row() + 1)
        cap = QRectF(rect.left() + 14, rect.center().y() - 10, painting.key_cap_width(number), painting.KEY_CAP_HEIGHT)
        painting.key_cap(painter, cap, number)
        left = rect.left() + 62
        if choice.colour:
            painting.box(painter, QRectF(left, rect.center().y() - 11, 8, 22), 3, choice.colour)
            left += 20
        font = theme.font(theme.BODY + 1, theme.SEMIBOLD)
        room = QRectF(left, rect.top(), rect.right() - left - 16, rect.height())
        width = painting.words(painter, room, choice.text, font, theme.INK)
        rest = room.adjusted(width + 20, 0, 0, 0)
        if rest.width() > 40:
            painting.words(painter, rest, choice.detail, theme.font(theme.BODY), theme.MUTED, painting.RIGHT)


class ChoiceList(QListWidget):
    """Has the focus while it is shown; letters still go to the scan bar."""

    picked = Signal(object)  # the value of a Choice

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; }")
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.itemClicked.connect(self._on_clicked)

    def set_choices(self, choices: Sequence[Choice], current: int = 0) -> None:
        """Offer these."""
        self.clear()
        for choice in choices:
            item = QListWidgetItem(choice.text)
            item.setData(_ROLE, choice)
            self.addItem(item)
        self.setCurrentRow(current)

    def choices(self) -> list[Choice]:
        """What is offered."""
        return [self.item(place).data(_ROLE) for place in range(self.count())]

    def pick(self) -> None:
        """Choose the row that is marked."""
        item = self.currentItem()
        if item is not None:
            self.picked.emit(item.data(_ROLE).value)

    def pick_named(self, text: str) -> bool:
        """Choose by number, by name, or by what a name begins with or has in it; whether one was meant."""
        place = self._place_of(text)
        if place is None:
            return False
        self.setCurrentRow(place)
        self.pick()
        return True

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar."""

    def _place_of(self, text: str) -> int | None:
        if text.isdecimal() and len(text) <= 3:
            return int(text) - 1 if 0 < int(text) <= self.count() else None
        wanted, offered = fold(text), self.choices()
        if not wanted:
            return None
        exact = [place for place, choice in enumerate(offered) if wanted in {fold(choice.text), fold(choice.also)}]
        loose = [place for place, choice in enumerate(offered) if f" {wanted}" in f" {fold(choice.text)}"]
        meant = exact or (loose if len(loose) == 1 else [])
        return meant[0] if meant else None

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_ROLE).value)
