"""Tiles one under the other: as high as there is room for, scrolling when there is none, the current one in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui import theme
from desk_app.ui.widgets.labels import label
from desk_app.ui.widgets.scrolling import plain_widget, scroll_area
from desk_app.ui.widgets.tile import HIGH, LOW, ParcelTile, TileView

_GAP_HIGH, _GAP_LOW = 14, 8


class TileList(QWidget):
    """Shows tile views; ``footer`` stands under them and is always in sight."""

    clicked = Signal(str)  # the id of a tile's parcel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[ParcelTile] = []
        self._shown = 0
        self._init_widgets()
        self._add_widgets()

    def _init_widgets(self) -> None:
        self._area = scroll_area()
        self._content = plain_widget()
        self._column = QVBoxLayout(self._content)
        self.footer = label(role="muted", wraps=True)
        self.footer.hide()
        self._reveal = QTimer(self, singleShot=True, interval=0)

    def _add_widgets(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.GAP_SMALL)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._area.setWidget(self._content)
        outer.addWidget(self._area, 1000)  # takes all the room up to the height of its tiles
        outer.addWidget(self.footer)
        outer.addStretch(1)
        self._reveal.timeout.connect(self._show_current)

    @property
    def tiles(self) -> Sequence[ParcelTile]:
        """The tiles in use."""
        return self._tiles[: self._shown]

    def fill(self, views: Sequence[TileView]) -> None:
        """Show these parcels; tiles are used again, and only those that differ are painted."""
        while len(self._tiles) < len(views):
            tile = ParcelTile(self._content)
            tile.clicked.connect(self.clicked)
            self._column.insertWidget(len(self._tiles), tile)
            self._tiles.append(tile)
        for tile, view in zip(self._tiles, views, strict=False):
            tile.fill(view)
        if len(views) != self._shown:
            self._shown = len(views)
            for place, tile in enumerate(self._tiles):
                tile.setVisible(place < self._shown)
            self._fit()
        self._reveal.start()

    def set_footer(self, text: str) -> None:
        """What is not here yet; empty for nothing."""
        if text != self.footer.text():
            self.footer.setText(text)
            self.footer.setVisible(bool(text))
            self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        """Share the room out among the tiles."""
        room = self.height() - self._footer_height()
        gap = _GAP_HIGH if (HIGH + _GAP_HIGH) * self._shown - _GAP_HIGH <= room else _GAP_LOW
        height = max(LOW, min(HIGH, (room + gap) // max(1, self._shown) - gap))
        self._column.setSpacing(gap)
        for tile in self._tiles:
            if tile.minimumHeight() != height:
                tile.setFixedHeight(height)
        self._area.setMaximumHeight(max(0, (height + gap) * self._shown - gap))

    def _footer_height(self) -> int:
        if not self.footer.text():
            return 0
        return self.footer.heightForWidth(self.width()) + theme.GAP_SMALL

    def _show_current(self) -> None:
        for tile in self.tiles:
            if tile.view is not None and tile.view.current:
                self._area.ensureWidgetVisible(tile, 0, 6)
                return
