"""A list whose rows are two lines: what it is, with a chip that says how it stands, and below it all else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.ui import painting, theme
from desk_app.ui.widgets.scrolling import staying

ITEM = Qt.ItemDataRole.UserRole
ROW = 62
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row says. ``tone`` is its chip's; what is empty in ``below`` is left out."""

    title: str
    chip: str
    tone: str
    below: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """The whole row, for those who hear it and for its tooltip."""
        return "\n".join(filter(None, (self.title, self.chip, *self.below)))


class Spoken(Protocol):
    """A row in words."""

    @property
    def spoken(self) -> str:
        """The whole row."""


Describe = Callable[[Any], TwoLines]


class TwoLineModel(QAbstractListModel):
    """Gives each item as a whole under the role ITEM."""

    def __init__(self, describe: Callable[[Any], Spoken]) -> None:
        super().__init__()
        self._describe = describe
        self.rows: Sequence[Any] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Other items."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ITEM:
            return self.rows[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._describe(self.rows[index.row()]).spoken
        return None


class TwoLinePainter(QStyledItemDelegate):
    """Paints an item in two lines."""

    def __init__(self, describe: Describe, parent: QWidget) -> None:
        super().__init__(parent)
        self._describe = describe

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        said = self._describe(index.data(ITEM))
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, rect.adjusted(4, 2, -4, -2), theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
        line = rect.adjusted(20, 8, -20, -8)
        width = min(painting.chip_width(said.chip), line.width() / 2)
        right = QRectF(line.right() - width, line.top() + 2, width, painting.CHIP_HEIGHT)
        painting.chip(painter, right, said.chip, said.tone)
        upper = QRectF(line.left(), line.top(), line.width() - width - 12, line.height() / 2)
        painting.words(painter, upper, said.title, theme.font(theme.BODY + 2, theme.SEMIBOLD), theme.INK)
        lower = QRectF(line.left(), upper.bottom(), line.width(), upper.height())
        text = " · ".join(filter(None, said.below))
        painting.words(painter, lower, text, theme.font(theme.SMALL + 1), theme.MUTED)


class ItemList(QListView):
    """Has the arrows while it is shown; letters still go to the scan bar. How an item is painted is said by others."""

    def __init__(self, describe: Callable[[Any], Spoken], key_of: Callable[[Any], str]) -> None:
        """``key_of`` tells an item by its id, so that it stays marked when others come and go."""
        super().__init__()
        self._key_of = key_of
        self.items = TwoLineModel(describe)
        self.setModel(self.items)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_items(self, items: Sequence[Any]) -> None:
        """Other items; the one that is marked stays so while it is there."""
        if list(items) == list(self.items.rows):
            self.viewport().update()  # what is said of them may be of another minute
            return
        before, place = self.current(), max(0, self.currentIndex().row())
        self.items.set_rows(items)
        kept = [
            row for row, one in enumerate(items) if before is not None and self._key_of(one) == self._key_of(before)
        ]
        if kept:
            with staying(self):
                self.setCurrentIndex(self.items.index(kept[0]))
        elif items:
            self.setCurrentIndex(self.items.index(min(place, len(items) - 1)))

    def current(self) -> Any:
        """The item that is marked; None when there is none."""
        index = self.currentIndex()
        return index.data(ITEM) if index.isValid() else None

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar."""


class TwoLineList(ItemList):
    """Items in two lines."""

    def __init__(self, describe: Describe, key_of: Callable[[Any], str]) -> None:
        super().__init__(describe, key_of)
        self.setItemDelegate(TwoLinePainter(describe, self))
        self.setProperty("role", "flat")
