"""The shelves as tiles, in walking order: the code read from afar, how full it is, what has stood there too long."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.domain.values import Shelf, shelf_sort_key
from desk_app.domain.zones import ZONE_ORDER, Zone
from desk_app.ui import painting, theme
from desk_app.ui.widgets.scrolling import staying
from desk_app.ui.widgets.tile import shelf_size
from desk_app.ui.words import Words

TILE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_LEAST_WIDTH = 164
_HEIGHT = 116
_GAP = 10


@dataclass(frozen=True, slots=True)
class Tile:
    """A shelf, and how many of its parcels are past their holding period."""

    shelf: Shelf
    overdue: int = 0


def walking(shelves: Sequence[Shelf]) -> list[Shelf]:
    """Shelves in the order a clerk walks them: cold ones last, A-2 before A-12."""
    return sorted(shelves, key=lambda s: (ZONE_ORDER[s.zone], shelf_sort_key(s.code)))


def tiles(shelves: Sequence[Shelf], overdue: Mapping[str, int]) -> list[Tile]:
    """Tiles in walking order; ``overdue`` counts by shelf id."""
    return [Tile(shelf, overdue.get(shelf.id, 0)) for shelf in walking(shelves)]


def filling(words: Words, shelf: Shelf) -> str:
    """``7 / 12``, ``plein``, ``7 colis`` or ``vide``."""
    if shelf.is_full:
        return words("ui_etageres.full", n=shelf.occupied)
    if shelf.capacity is not None:
        return f"{words.texts.count(shelf.occupied)} / {words.texts.count(shelf.capacity)}"
    return words("ui_etageres.parcels", n=shelf.occupied) if shelf.occupied else words("ui_etageres.nothing")


def kind_of(words: Words, shelf: Shelf) -> str:
    """Its zone, and that it is kept for what goes back to the shops."""
    zone = words.texts.name_of(shelf.zone)
    return f"{zone} · {words('ui_etageres.for_returns')}" if shelf.for_returns else zone


def described(words: Words, tile: Tile) -> str:
    """A tile for those who hear it, and for its tooltip."""
    late = words("ui_etageres.late", n=tile.overdue) if tile.overdue else ""
    parts = (tile.shelf.code, kind_of(words, tile.shelf), filling(words, tile.shelf), late)
    return ", ".join(filter(None, parts))


class TileModel(QAbstractListModel):
    """Gives each tile as a whole under the role TILE."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._rows: Sequence[Tile] = ()

    def set_rows(self, rows: Sequence[Tile]) -> None:
        """Other tiles."""
        if list(rows) == list(self._rows):
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Tile]:
        """What it shows."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == TILE:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return described(self._words, self._rows[index.row()])
        return None


class TilePainter(QStyledItemDelegate):
    """Paints one tile; the current one is framed."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        return view.gridSize() if isinstance(view, QListView) else QSize(_LEAST_WIDTH, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(TILE)
        state, rect = option.state, QRectF(option.rect)
        rect = rect.adjusted(0, 0, -_GAP, -_GAP)
        ground, ink = theme.ZONE[tile.shelf.zone]
        if state & QStyle.StateFlag.State_Selected:
            painting.box(painter, rect, theme.RADIUS, ground, theme.DEEP, 3)
        else:
            painting.box(painter, rect, theme.RADIUS, ground, theme.LINE)
        inner = rect.adjusted(14, 8, -14, -12)
        _paint_zone(painter, inner, kind_of(self._words, tile.shelf), ink)
        _paint_late(painter, inner, self._words("ui_etageres.late_short", n=tile.overdue) if tile.overdue else "")
        code = QRectF(inner.left(), inner.top() + 16, inner.width(), 50)
        size = shelf_size(tile.shelf.code, code.width(), theme.HUGE)
        painting.words(painter, code, tile.shelf.code, theme.font(size, theme.BOLD), ink)
        _paint_filling(painter, inner, tile.shelf, filling(self._words, tile.shelf), ink)


def _paint_zone(painter: QPainter, inner: QRectF, zone: str, ink: str) -> None:
    place = QRectF(inner.left(), inner.top(), inner.width(), 18)
    painting.words(painter, place, zone, theme.font(theme.TINY), theme.MUTED if ink == theme.INK else ink)


def _paint_late(painter: QPainter, inner: QRectF, text: str) -> None:
    if text:
        width = min(painting.chip_width(text), inner.width() * 0.7)
        place = QRectF(inner.right() - width + 4, inner.top() - 1, width, painting.CHIP_HEIGHT)
        painting.chip(painter, place, text, "amber")


def _paint_filling(painter: QPainter, inner: QRectF, shelf: Shelf, text: str, ink: str) -> None:
    """The words to the right of the bar; a shelf without a limit has no bar."""
    font = theme.font(theme.SMALL, theme.SEMIBOLD)
    words = QRectF(inner.left(), inner.bottom() - 17, inner.width(), 18)
    if shelf.capacity is None:
        painting.words(painter, words, text, font, theme.MUTED if ink == theme.INK else ink)
        return
    width = painting.width_of(text, font)
    painting.words(painter, words, text, font, theme.AMBER_INK if shelf.is_full else ink, painting.RIGHT)
    bar = QRectF(inner.left(), words.center().y() - 3, max(0.0, inner.width() - width - 10), 7)
    paint_bar(painter, bar, shelf)


def paint_bar(painter: QPainter, bar: QRectF, shelf: Shelf) -> None:
    """How full a shelf is."""
    painting.box(painter, bar, 3.5, theme.LINE)
    share = min(1.0, shelf.occupied / shelf.capacity) if shelf.capacity else 0.0
    if share > 0:
        full = QRectF(bar.left(), bar.top(), max(7.0, bar.width() * share), bar.height())
        painting.box(painter, full, 3.5, theme.AMBER if shelf.is_full else theme.GREEN)


class TileGrid(QListView):
    """Moved through by the arrows, several chosen with Shift or Ctrl; ``moved`` when another is current or chosen."""

    moved = Signal()
    opened = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.tiles = TileModel(words)
        self.setModel(self.tiles)
        self.setItemDelegate(TilePainter(words, self))
        self._dress()
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)
        words.bind(self.setAccessibleName, "ui.page_etageres")

    def _dress(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setDragEnabled(False)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setGridSize(QSize(_LEAST_WIDTH, _HEIGHT))

    def show_tiles(self, rows: Sequence[Tile]) -> None:
        """Other tiles; what was current and chosen stays so."""
        current, chosen = self.current, {tile.shelf.id for tile in self.chosen}
        self.tiles.set_rows(rows)
        for row, tile in enumerate(self.tiles.rows):
            if tile.shelf.id in chosen:
                self.selectionModel().select(self.tiles.index(row), _SELECT)
        with staying(self, when=current is not None):
            self.go_to(current.shelf.id if current else "")

    def go_to(self, shelf_id: str) -> None:
        """Make that shelf the current one; the first when there is none of that id."""
        if not self.tiles.rows:
            return
        row = self._row(lambda tile: tile.shelf.id == shelf_id) or 0
        index = self.tiles.index(row)
        flag = _NO_CHANGE if self.selectionModel().isSelected(index) else _ALONE
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def go_to_room(self, zone: Zone) -> None:
        """Make the first shelf of that zone with room the current one; the zone's first when all are full."""
        row = self._row(lambda tile: tile.shelf.zone is zone and not tile.shelf.is_full)
        if row is None:
            row = self._row(lambda tile: tile.shelf.zone is zone)
        if row is not None:
            self.go_to(self.tiles.rows[row].shelf.id)

    @property
    def current(self) -> Tile | None:
        """The tile the arrows stand on."""
        row = self.currentIndex().row()
        return self.tiles.rows[row] if 0 <= row < len(self.tiles.rows) else None

    @property
    def chosen(self) -> list[Tile]:
        """The tiles that are chosen, in walking order."""
        return [self.tiles.rows[row] for row in sorted(index.row() for index in self.selectedIndexes())]

    def _row(self, wanted: Callable[[Tile], bool]) -> int | None:
        return next((row for row, tile in enumerate(self.tiles.rows) if wanted(tile)), None)

    def _tell(self) -> None:
        self.moved.emit()

    def _open(self) -> None:
        self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit, and the width shared among them."""
        width = self.width() - self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) - 2
        columns = max(1, width // _LEAST_WIDTH)
        self.setGridSize(QSize(width // columns, _HEIGHT))
        super().resizeEvent(event)


_SELECT = QItemSelectionModel.SelectionFlag.Select
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_NO_CHANGE = QItemSelectionModel.SelectionFlag.NoUpdate
