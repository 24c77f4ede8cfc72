"""One shelf: its code in the largest letters, how full it is, and the parcels that stand on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.lists import Page
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.ui import painting, theme
from desk_app.ui.pages.etageres_tiles import Tile, described, filling, kind_of, paint_bar
from desk_app.ui.session import Session
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.labels import label
from desk_app.ui.widgets.scrolling import staying
from desk_app.ui.widgets.tile import shelf_size
from desk_app.ui.words import Words

PARCEL = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 58
_HIGH, _LOW = 116, 68
_CODE, _CODE_LOW = 72, 44


class ShelfHead(QWidget):
    """The shelf's code, zone and filling, on its zone's ground."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._tile: Tile | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_low(False)

    def set_low(self, low: bool) -> None:
        """Less high, for low windows."""
        self.setFixedHeight(_LOW if low else _HIGH)

    def show_tile(self, tile: Tile) -> None:
        """Another shelf."""
        self._tile = tile
        self.setAccessibleName(described(self._words, tile))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tile is None:
            return
        painter = QPainter(self)
        shelf = self._tile.shelf
        ground, ink = theme.ZONE[shelf.zone]
        rect = self.rect().toRectF()
        painting.box(painter, rect, theme.RADIUS, ground, theme.LINE)
        inner = rect.adjusted(20, 8, -20, -8)
        size = shelf_size(shelf.code, inner.width() * 0.5, _CODE if rect.height() == _HIGH else _CODE_LOW)
        font = theme.font(size, theme.BOLD)
        code = painting.words(
            painter,
            QRectF(inner.topLeft(), QSize(int(inner.width() * 0.5) + 4, int(inner.height()))),
            shelf.code,
            font,
            ink,
        )
        self._paint_state(painter, inner.adjusted(code + 28, 0, 0, 0), self._tile, ink)

    def _paint_state(self, painter: QPainter, rect: QRectF, tile: Tile, ink: str) -> None:
        middle = rect.center().y()
        font = theme.font(theme.LARGE, theme.SEMIBOLD)
        text = " · ".join((kind_of(self._words, tile.shelf), filling(self._words, tile.shelf)))
        upper = QRectF(rect.left(), middle - 27, rect.width(), 26)
        painting.words(painter, upper, text, font, ink)
        left = rect.left()
        if tile.shelf.capacity is not None:
            bar = QRectF(left, middle + 10, min(220.0, rect.width() * 0.5), 9)
            paint_bar(painter, bar, tile.shelf)
            left = bar.right() + 14
        if tile.overdue:
            late = self._words("ui_etageres.late", n=tile.overdue)
            width = min(painting.chip_width(late), rect.right() - left)
            painting.chip(painter, QRectF(left, middle + 4, width, painting.CHIP_HEIGHT), late, "amber")
            left += width + 14
        self._paint_hint(painter, QRectF(left, middle + 3, rect.right() - left, 22))

    def _paint_hint(self, painter: QPainter, rect: QRectF) -> None:
        """What to do now; left out where it does not fit, and on a full shelf."""
        if self._tile is not None and self._tile.shelf.is_full:
            return
        text, font = self._words("ui_etageres.shelf_hint"), theme.font(theme.SMALL + 1)
        if painting.width_of(text, font) <= rect.width():
            painting.words(painter, rect, text, font, theme.MUTED, painting.RIGHT)


class ParcelModel(QAbstractListModel):
    """Parcels; gives each as a whole under the role PARCEL."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: Sequence[Parcel] = ()

    def set_rows(self, rows: Sequence[Parcel]) -> None:
        """Other parcels."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Parcel]:
        """What it shows."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == PARCEL:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parcel = self._rows[index.row()]
            words = self._session.words
            return "\n".join((parcel.customer, whose(words, parcel), standing(words, parcel, self._session.now())[0]))
        return None


def whose(words: Words, parcel: Parcel) -> str:
    """``La Belle Plume · n° 4127 · 1/2``."""
    piece = f"{parcel.piece}/{parcel.pieces}" if parcel.pieces > 1 else ""
    return " · ".join(filter(None, (parcel.shop, words("ui_etageres.order", order=parcel.order), piece)))


def standing(words: Words, parcel: Parcel, now: datetime) -> tuple[str, str]:
    """Until when a parcel is kept, or why it is not simply ready; and the tone of its chip."""
    if parcel.state is not State.READY or parcel.keep_until is None:
        return words.texts.name_of(parcel.state), "plain"
    if parcel.is_too_late(now):
        return words("ui_etageres.too_late"), "red"
    if parcel.is_overdue(now):
        return words("ui_etageres.since", at=parcel.keep_until), "amber"
    return words("ui_etageres.until", at=parcel.keep_until), "green"


class ParcelPainter(QStyledItemDelegate):
    """Paints one parcel: the shop's colour, customer, order, until when it is kept."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        parcel: Parcel = index.data(PARCEL)
        rect = QRectF(option.rect)
        paint_ground(painter, rect, is_current=bool(option.state & QStyle.StateFlag.State_Selected))
        chip = standing(self._session.words, parcel, self._session.now())
        paint_line(painter, rect, parcel.colour, (parcel.customer, whose(self._session.words, parcel)), chip)


def paint_ground(painter: QPainter, rect: QRectF, *, is_current: bool) -> None:
    """A frame around the current row, a line under the others."""
    if is_current:
        painting.box(painter, rect.adjusted(4, 2, -4, -2), theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
    else:
        painter.fillRect(QRectF(rect.left() + 16, rect.bottom(), rect.width() - 32, 1), theme.colour(theme.LINE))


def paint_line(painter: QPainter, rect: QRectF, colour: str, texts: tuple[str, str], chip: tuple[str, str]) -> None:
    """The shop's colour, two texts one above the other, and a chip (its text and its tone) at the right."""
    line = rect.adjusted(18, 8, -18, -8)
    painting.box(painter, QRectF(line.left(), line.top() + 2, 8, line.height() - 4), 4, colour)
    width = min(painting.chip_width(chip[0]), line.width() / 2)
    painting.chip(painter, QRectF(line.right() - width, rect.center().y() - 10, width, painting.CHIP_HEIGHT), *chip)
    text = line.adjusted(20, 0, -width - 12, 0)
    upper = QRectF(text.left(), text.top(), text.width(), text.height() / 2)
    painting.words(painter, upper, texts[0], theme.font(theme.BODY + 2, theme.SEMIBOLD), theme.INK)
    painting.words(painter, upper.translated(0, upper.height()), texts[1], theme.font(theme.SMALL + 1), theme.MUTED)


class ShelfContent(QWidget):
    """What stands on one shelf."""

    moved = Signal()  # the arrows stand on another parcel

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._words = session.words
        self.tile: Tile | None = None
        self._init_widgets(session)
        self._add_widgets()

    def _init_widgets(self, session: Session) -> None:
        self.head = ShelfHead(self._words)
        self.parcels = ParcelModel(session)
        self.list = QListView()
        self.list.setModel(self.parcels)
        self.list.setItemDelegate(ParcelPainter(session, self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.nothing = EmptyState("empty")
        self.more = label(role="small")
        self._stack = QStackedWidget()

    def _add_widgets(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.head)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.list)
        column.addWidget(self._stack, 1)
        column.addWidget(self.more)
        self.list.selectionModel().currentChanged.connect(self.moved)
        self._words.bind(self.nothing.set_title, "ui_etageres.bare_title")
        self._words.bind(self.nothing.set_sentence, "ui_etageres.bare_text")

    @property
    def current(self) -> Parcel | None:
        """The parcel the arrows stand on."""
        found: Parcel | None = self.list.currentIndex().data(PARCEL)
        return found

    def show_shelf(self, tile: Tile, page: Page, marked: str = "") -> None:
        """Another shelf, or what has changed on it; the parcel ``marked`` is the current one."""
        current = self.current if self.tile and self.tile.shelf.id == tile.shelf.id else None
        wanted = marked or (current.id if current else "")
        self.tile = tile
        self.head.show_tile(tile)
        self.parcels.set_rows(page.rows)
        self._stack.setCurrentWidget(self.list if page.rows else self.nothing)
        left = page.total - len(page.rows)
        self.more.setText(self._words("ui_etageres.more", n=left) if left > 0 else "")
        self.more.setVisible(left > 0)
        place = next((row for row, parcel in enumerate(page.rows) if parcel.id == wanted), None)
        with staying(self.list, when=place is not None and not marked):
            self.list.setCurrentIndex(self.parcels.index(place or 0))
