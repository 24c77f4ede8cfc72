"""Names as big tiles, one of them marked: by a finger or by arrows."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui import painting, theme

HIGH, _LEAST_WIDTH, _GAP = 64, 190, 10


@dataclass(frozen=True, slots=True)
class NameTile:
    """A name, what is said under it, and whose it is."""

    id: str
    name: str
    detail: str = ""


class NameTiles(QWidget):
    """In as many columns as fit."""

    picked = Signal(str)  # the id of a tile that was marked by hand

    def __init__(self) -> None:
        super().__init__()
        self.tiles: Sequence[NameTile] = ()
        self.current = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("plain")

    def set_tiles(self, tiles: Sequence[NameTile], current: str = "") -> None:
        """Offer these; ``current`` is the id of the one that is marked."""
        self.tiles = tuple(tiles)
        self.current = current if any(tile.id == current for tile in tiles) else ""
        self.setAccessibleName(", ".join(tile.name for tile in tiles))
        self.updateGeometry()
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.update()

    def mark(self, tile_id: str) -> None:
        """Mark another one."""
        if tile_id != self.current:
            self.current = tile_id
            self.update()
            self.picked.emit(tile_id)

    def step(self, key: int) -> bool:
        """Mark the tile beside, above or below; whether ``key`` is an arrow."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns(self.width()),
            Qt.Key.Key_Down: self._columns(self.width()),
        }
        step = steps.get(Qt.Key(key))
        if step is not None and self.tiles:
            ids = [tile.id for tile in self.tiles]
            place = ids.index(self.current) + step if self.current else 0
            if 0 <= place < len(ids):
                self.mark(ids[place])
        return step is not None

    def rect_of(self, tile_id: str) -> QRectF:
        """Where a tile stands."""
        place = next((n for n, tile in enumerate(self.tiles) if tile.id == tile_id), 0)
        columns = self._columns(self.width())
        width = (self.width() - (columns - 1) * _GAP) / columns
        return QRectF(place % columns * (width + _GAP), place // columns * (HIGH + _GAP), width, HIGH)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(HIGH, ceil(len(self.tiles) / self._columns(width)) * (HIGH + _GAP) - _GAP)

    def sizeHint(self) -> QSize:
        return QSize(2 * _LEAST_WIDTH + _GAP, self.heightForWidth(max(self.width(), _LEAST_WIDTH)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for tile in self.tiles:
            if self.rect_of(tile.id).contains(event.position()):
                self.mark(tile.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for tile in self.tiles:
            self._paint(painter, self.rect_of(tile.id), tile)

    def _paint(self, painter: QPainter, rect: QRectF, tile: NameTile) -> None:
        is_current = tile.id == self.current
        if is_current:
            painting.box(painter, rect, theme.RADIUS, theme.SELECTED, theme.DEEP, 3)
        else:
            painting.box(painter, rect, theme.RADIUS, theme.SHELF, theme.LINE_STRONG)
        ground, ink = (theme.DEEP, theme.ON_DEEP) if is_current else theme.CHIP["plain"]
        circle = QRectF(rect.left() + 14, rect.center().y() - 18, 36, 36)
        painting.box(painter, circle, 18, ground)
        initial = theme.font(theme.LARGE, theme.BOLD)
        painting.words(painter, circle, tile.name[:1].upper(), initial, ink, painting.CENTRE)
        room = rect.adjusted(62, 0, -12, 0)
        name = room.adjusted(0, 10, 0, -26) if tile.detail else room
        painting.words(painter, name, tile.name, theme.font(theme.BODY + 2, theme.SEMIBOLD), theme.INK)
        if tile.detail:
            below = room.adjusted(0, 36, 0, -8)
            painting.words(painter, below, tile.detail, theme.font(theme.SMALL), theme.MUTED)

    def _columns(self, width: int) -> int:
        return max(1, (width + _GAP) // (_LEAST_WIDTH + _GAP))
