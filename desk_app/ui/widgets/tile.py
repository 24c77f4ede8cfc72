"""A parcel as the clerk sees it: the shelf in huge letters, whose it is, what to mind, and whether it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desk_app.domain.zones import Zone
from desk_app.ui import painting, theme

HIGH, LOW = 104, 62  # a tile's height where there is room, and where there is not
_RING = 3  # the frame of the current tile
_COMPACT_BELOW = 88
_CHIP_GAP, _LEAST_CHIP = 7, 64


@dataclass(frozen=True, slots=True)
class TileView:
    """Everything a tile shows, in words. ``chips`` are (text, tone); ``barred``: not to be handed over."""

    parcel_id: str
    shelf: str
    zone: Zone
    zone_text: str
    shop: str
    trade: str
    order: str
    details: str
    chips: tuple[tuple[str, str], ...] = ()
    done: bool = False
    barred: bool = False
    current: bool = False

    @property
    def after_shop(self) -> str:
        """What stands beside the shop's name."""
        return " · ".join(filter(None, (self.trade, self.order)))

    @property
    def spoken(self) -> str:
        """The same for screen readers and tooltips."""
        parts = [f"{self.shelf} ({self.zone_text})", f"{self.shop} {self.after_shop}", self.details]
        return "\n".join(part for part in [*parts, *(text for text, _tone in self.chips)] if part.strip())


class ParcelTile(QWidget):
    """Shows one :class:`TileView`; made once and filled again."""

    clicked = Signal(str)  # the parcel's id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: TileView | None = None
        self._elided = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, view: TileView) -> None:
        """Show another parcel, or the same in another state; paints only when something differs."""
        if view != self.view:
            self.view = view
            self.setAccessibleName(view.spoken)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, HIGH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.view is not None:
            self.clicked.emit(self.view.parcel_id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.view.spoken if self._elided and self.view else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.view is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().toRectF()
        compact = rect.height() < _COMPACT_BELOW
        column = min(168.0 if not compact else 132.0, rect.width() * 0.27)
        self._paint_ground(painter, rect, column, self.view)
        self._paint_shelf(painter, QRectF(rect.left(), rect.top(), column, rect.height()), compact, self.view)
        self._paint_tick(painter, QPointF(rect.right() - 37, rect.center().y()), self.view)
        text = rect.adjusted(column + 20, 0, -72, 0)
        if compact:
            self._paint_compact(painter, text, self.view)
        else:
            self._paint_high(painter, text, self.view)

    def _paint_ground(self, painter: QPainter, rect: QRectF, column: float, view: TileView) -> None:
        line = theme.DONE_LINE if view.done else theme.LINE
        left = QRectF(rect.left(), rect.top(), column, rect.height())
        halves = ((left, theme.ZONE[view.zone][0]), (rect.adjusted(column, 0, 0, 0), self._ground(view)))
        for half, ground in halves:
            painter.setClipRect(half)
            painting.box(painter, rect, theme.RADIUS, ground)
        painter.setClipping(False)
        painter.fillRect(QRectF(left.right(), rect.top(), 1, rect.height()), theme.colour(line))
        if view.current:
            painting.box(painter, rect, theme.RADIUS, None, theme.DEEP, _RING)
        else:
            painting.box(painter, rect, theme.RADIUS, None, line)

    def _ground(self, view: TileView) -> str:
        return theme.DONE if view.done else theme.CARD

    def _paint_shelf(self, painter: QPainter, rect: QRectF, compact: bool, view: TileView) -> None:
        ink = theme.ZONE[view.zone][1]
        size = shelf_size(view.shelf, rect.width() - 16, 30 if compact else theme.HUGE)
        zone_height = 14.0 if compact else 18.0
        whole = size * 0.86 + zone_height + (3 if compact else 7)
        top = rect.center().y() - whole / 2
        code = QRectF(rect.left() + 6, top - size * 0.2, rect.width() - 12, size * 1.25)
        painting.words(painter, code, view.shelf, theme.font(size, theme.BOLD), ink, painting.CENTRE)
        zone = QRectF(rect.left() + 4, top + whole - zone_height, rect.width() - 8, zone_height)
        painting.words(painter, zone, view.zone_text, theme.font(theme.TINY), theme.MUTED, painting.CENTRE)

    def _paint_high(self, painter: QPainter, rect: QRectF, view: TileView) -> None:
        lines = 1 + bool(view.details) + bool(view.chips)
        top = rect.center().y() - (28 + 25 * (lines - 1)) / 2
        self._elided = self._paint_title(painter, QRectF(rect.left(), top, rect.width(), 28), view)
        top += 28
        if view.details:
            self._paint_details(painter, QRectF(rect.left(), top, rect.width(), 22), view)
            top += 25
        self._paint_chips(painter, QRectF(rect.left(), top + 2, rect.width(), painting.CHIP_HEIGHT), view)

    def _paint_compact(self, painter: QPainter, rect: QRectF, view: TileView) -> None:
        has_second = bool(view.chips or view.details)
        top = rect.center().y() - (25 if has_second else 13)
        self._elided = self._paint_title(painter, QRectF(rect.left(), top, rect.width(), 26), view)
        second = QRectF(rect.left(), top + 28, rect.width(), painting.CHIP_HEIGHT)
        used = self._paint_chips(painter, second, view)
        self._paint_details(painter, second.adjusted(used, 0, 0, 0), view)

    def _paint_title(self, painter: QPainter, rect: QRectF, view: TileView) -> bool:
        """Shop, trade and order, the trade only where there is room; whether something had to be left out."""
        bold, plain = theme.font(theme.LARGE, theme.BOLD), theme.font(theme.BODY)
        rest, room = view.after_shop, rect.width() - painting.width_of(view.shop, bold) - 8
        is_whole = painting.width_of(rest, plain) <= room
        if not is_whole:
            rest = view.order
        for_shop = max(rect.width() * 0.5, rect.width() - painting.width_of(rest, plain) - 8)
        used = painting.words(
            painter, QRectF(rect.left(), rect.top(), for_shop, rect.height()), view.shop, bold, theme.INK
        )
        painting.words(painter, rect.adjusted(used + 8, 1.5, 0, 1.5), rest, plain, theme.MUTED)
        return not is_whole

    def _paint_details(self, painter: QPainter, rect: QRectF, view: TileView) -> None:
        if rect.width() < 40 or not view.details:
            self._elided |= bool(view.details)
            return
        font = theme.font(theme.SMALL + 1)
        self._elided |= painting.width_of(view.details, font) > rect.width()
        painting.words(painter, rect, view.details, font, theme.MUTED)

    def _paint_chips(self, painter: QPainter, rect: QRectF, view: TileView) -> float:
        """The chips side by side; the width they took."""
        left = rect.left()
        widths = chip_widths([text for text, _tone in view.chips], rect.width())
        self._elided |= len(widths) < len(view.chips)
        for (text, tone), width in zip(view.chips, widths, strict=False):
            self._elided |= width < painting.chip_width(text)
            painting.chip(painter, QRectF(left, rect.top(), width, rect.height()), text, tone)
            left += width + _CHIP_GAP
        return left - rect.left() + (3 if view.chips else 0)

    def _paint_tick(self, painter: QPainter, centre: QPointF, view: TileView) -> None:
        circle = QRectF(centre.x() - 19, centre.y() - 19, 38, 38)
        if view.done:
            painting.box(painter, circle, 19, theme.GREEN)
            painting.draw_icon(painter, "yes", 22, theme.ON_DEEP, centre)
        elif view.barred:
            painting.box(painter, circle, 19, theme.CHIP["red"][0])
            painting.draw_icon(painter, "no", 22, theme.RED_INK, centre)
        else:
            painting.box(painter, circle, 19, theme.CARD, theme.LINE_STRONG, 2)


def shelf_size(code: str, width: float, most: int) -> int:
    """The largest letters, in logical pixels, in which ``code`` fits ``width``."""
    needed = painting.width_of(code, theme.font(most, theme.BOLD))
    return most if needed <= width else max(16, int(most * width / needed))


def chip_widths(texts: Sequence[str], room: float) -> list[float]:
    """How wide each chip is painted: where there is no room for all, the longest gives way, then the last goes."""
    widths = [painting.chip_width(text) for text in texts]
    while widths and (over := sum(widths) + _CHIP_GAP * (len(widths) - 1) - room) > 0:
        longest = max(range(len(widths)), key=widths.__getitem__)
        if widths[longest] - over < _LEAST_CHIP:
            widths.pop()
        else:
            widths[longest] -= over
    return widths
