"""The rows of the returns' page: where each parcel stands in large letters, whose it is, and why it is listed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk_app.domain.lists import Missed, Worklist
from desk_app.domain.returns import ReturnReason
from desk_app.domain.values import Parcel
from desk_app.ui import painting, theme
from desk_app.ui.widgets.tile import shelf_size
from desk_app.ui.widgets.two_lines import ITEM, ROW, Index, ItemList
from desk_app.ui.words import Words

_SHELF, _CODE = 96, 26


class Section(StrEnum):
    """The parts of the worklist, in the order they are worked through."""

    FETCH = "fetch"
    GIVE_BACK = "give_back"
    MISSING = "missing"
    THROW_AWAY = "throw_away"


@dataclass(frozen=True, slots=True)
class Row:
    """A parcel in words; ``chip`` is its text and its tone."""

    parcel: Parcel
    title: str
    detail: str
    chip: tuple[str, str]

    @property
    def spoken(self) -> str:
        """For those who hear it, and for the tooltip."""
        return "\n".join((self.parcel.shelf or "–", self.title, self.detail, self.chip[0]))


def rows(words: Words, work: Worklist, section: Section, now: datetime) -> list[Row]:
    """The rows of a part of the worklist."""
    if section is Section.MISSING:
        return [_missed(words, missed) for missed in work.missing]
    if section is Section.GIVE_BACK:
        return [_waiting(words, parcel, work) for parcel in work.to_give_back]
    listed = work.to_fetch if section is Section.FETCH else work.to_throw_away
    return [_standing(words, parcel, now) for parcel in listed]


def counts(work: Worklist) -> dict[Section, int]:
    """How many parcels each part has."""
    sizes = (work.to_fetch, work.to_give_back, work.missing, work.to_throw_away)
    return {section: len(listed) for section, listed in zip(Section, sizes, strict=True)}


def _standing(words: Words, parcel: Parcel, now: datetime) -> Row:
    late = parcel.keep_until is not None and parcel.keep_until < now
    if parcel.return_reason is not None and parcel.return_reason is not ReturnReason.OVERDUE:
        chip = words.texts.name_of(parcel.return_reason), "amber"
    elif late:
        chip = words("ui_retours.since", at=parcel.keep_until), "red" if parcel.zone.is_strict else "amber"
    else:  # not late and not asked for: it was out of the cold
        chip = words("ui_retours.warm", minutes=int(parcel.warm_for(now).total_seconds() // 60)), "red"
    return Row(parcel, _which(words, parcel), _who(words, parcel), chip)


def _waiting(words: Words, parcel: Parcel, work: Worklist) -> Row:
    is_there = parcel.shelf_id in work.return_shelves or parcel.zone.is_strict
    chip = words("ui_retours.put" if is_there else "ui_retours.to_put"), "green" if is_there else "amber"
    why = words.texts.name_of(parcel.return_reason or ReturnReason.OVERDUE)
    return Row(parcel, _which(words, parcel), f"{why} · {_who(words, parcel)}", chip)


def _missed(words: Words, missed: Missed) -> Row:
    parcel, last = missed.parcel, missed.last
    seen = words("ui_retours.never_seen")
    if last is not None:
        who = " · ".join(filter(None, (last.clerk, last.counter)))
        seen = words("ui_retours.last_seen", at=last.at, who=who)
    zone = words.texts.name_of(parcel.zone), "plain"
    return Row(parcel, _which(words, parcel), f"{seen} · {_who(words, parcel)}", zone)


def _which(words: Words, parcel: Parcel) -> str:
    """The shop's name may be cut, never the number."""
    piece = f"{parcel.piece}/{parcel.pieces}" if parcel.pieces > 1 else ""
    return " · ".join(filter(None, (words("ui_etageres.order", order=parcel.order), piece, parcel.shop)))


def _who(words: Words, parcel: Parcel) -> str:
    broken = words("ui_retours.is_damaged") if parcel.is_damaged else ""
    return " · ".join(filter(None, (parcel.customer, " ".join(parcel.items.split()), broken)))


class RowPainter(QStyledItemDelegate):
    """Paints a row: its shelf on its zone's ground, the shop's colour, two lines, a chip."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ITEM)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, rect.adjusted(4, 2, -4, -2), theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
        else:
            painter.fillRect(QRectF(rect.left() + 16, rect.bottom(), rect.width() - 32, 1), theme.colour(theme.LINE))
        line = rect.adjusted(12, 8, -18, -8)
        self._paint_shelf(painter, QRectF(line.left(), line.top(), _SHELF, line.height()), row.parcel)
        bar = QRectF(line.left() + _SHELF + 12, line.top() + 2, 8, line.height() - 4)
        painting.box(painter, bar, 4, row.parcel.colour)
        self._paint_words(painter, line.adjusted(_SHELF + 32, 0, 0, 0), row)

    def _paint_shelf(self, painter: QPainter, rect: QRectF, parcel: Parcel) -> None:
        ground, ink = theme.ZONE[parcel.zone]
        painting.box(painter, rect, theme.RADIUS_SMALL, ground, theme.LINE)
        code = parcel.shelf or "–"
        font = theme.font(shelf_size(code, rect.width() - 12, _CODE), theme.BOLD)
        painting.words(painter, rect.adjusted(6, 0, -6, 0), code, font, ink, painting.CENTRE)

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        text, tone = row.chip
        width = min(painting.chip_width(text), rect.width() * 0.45)
        place = QRectF(rect.right() - width, rect.center().y() - painting.CHIP_HEIGHT / 2, width, painting.CHIP_HEIGHT)
        painting.chip(painter, place, text, tone)
        upper = QRectF(rect.left(), rect.top(), rect.width() - width - 12, rect.height() / 2)
        painting.words(painter, upper, row.title, theme.font(theme.BODY + 1, theme.SEMIBOLD), theme.INK)
        lower = upper.translated(0, upper.height())
        painting.words(painter, lower, row.detail, theme.font(theme.SMALL + 1), theme.MUTED)


class RowList(ItemList):
    """Moved through by the arrows; ``moved`` when another row is the current one."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__(lambda row: row, lambda row: str(row.parcel.id))
        self.setItemDelegate(RowPainter(self))
        self.selectionModel().currentChanged.connect(self._tell)

    def go_to(self, parcel_id: str) -> bool:
        """Make that parcel's row the current one; whether it is there."""
        place = next((place for place, row in enumerate(self.items.rows) if row.parcel.id == parcel_id), None)
        if place is not None:
            self.setCurrentIndex(self.items.index(place))
        return place is not None

    def _tell(self) -> None:
        self.moved.emit()
