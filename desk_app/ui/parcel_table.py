"""The model of a page of parcels: what each row says is written once, when the rows come, not when they are painted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from math import ceil

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desk_app.domain.lists import Sort
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.values import Parcel
from desk_app.domain.zones import Zone
from desk_app.i18n import Texts
from desk_app.ui import painting, theme
from desk_app.wording import slot

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from the left."""

    STATE = 0
    SHOP = 1
    ORDER = 2
    CUSTOMER = 3
    PIECE = 4
    SHELF = 5
    UNTIL = 6


SORTS: dict[Column, Sort] = {
    Column.STATE: Sort.RECENT,
    Column.SHOP: Sort.SHOP,
    Column.ORDER: Sort.ORDER,
    Column.CUSTOMER: Sort.CUSTOMER,
    Column.SHELF: Sort.SHELF,
    Column.UNTIL: Sort.KEEP_UNTIL,
}
"""What a click on a column's title sorts by."""


class Last(StrEnum):
    """What the last column says."""

    UNTIL = "until"  # until when it is kept
    SLOT = "slot"  # when its customer is expected
    LEFT = "left"  # when it was handed over


STATE_TONES = {
    State.RECEIVED: "amber",
    State.READY: "green",
    State.MISSING: "red",
    State.RETURNING: "amber",
}
MARK_GAP = 6  # between chips
_DISPLAY, _TOOLTIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_RECORD, _ALIGNMENT = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.TextAlignmentRole)


@dataclass(frozen=True, slots=True)
class Mark:
    """A chip: its text, its tone, and how wide it is."""

    text: str
    tone: str
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A parcel and what is painted of it: ``cells`` by column, ``marks`` behind the customer's name."""

    parcel: Parcel
    cells: tuple[str, ...]
    state: Mark
    marks: tuple[Mark, ...]
    marks_width: float


class ParcelTable(QAbstractTableModel):
    """Some rows of the hub's parcels; the whole list is never here."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.sorted_by = Sort.RECENT
        self.descending = True
        self._texts = texts
        self._titles: list[str] = []
        self.last = Last.UNTIL
        self.retranslate(datetime.now().astimezone())

    def set_rows(self, parcels: Sequence[Parcel], now: datetime, last: Last = Last.UNTIL) -> None:
        """Show these parcels as they are at ``now``."""
        self.last = last
        self.beginResetModel()
        self.rows = [row_of(parcel, self._texts, now, last) for parcel in parcels]
        self.endResetModel()

    def set_sort(self, sort: Sort, descending: bool) -> None:
        """Say in the titles what the rows are sorted by."""
        self.sorted_by, self.descending = sort, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def retranslate(self, now: datetime) -> None:
        """Write everything anew."""
        self._titles = [self._texts(f"ui_arrivages.column_{column.name.lower()}") for column in Column]
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.set_rows([row.parcel for row in self.rows], now, self.last)

    def sort_of(self, section: int) -> Sort | None:
        """What a click on a column's title sorts by."""
        if section == Column.UNTIL and self.last is Last.SLOT:
            return Sort.SLOT
        return SORTS.get(Column(section))

    def place_of(self, parcel_id: str) -> int | None:
        """The row of a parcel, when it is among these."""
        return next((place for place, row in enumerate(self.rows) if row.parcel.id == parcel_id), None)

    @property
    def marks_width(self) -> int:
        """How wide the widest row of chips is."""
        return int(max((row.marks_width for row in self.rows), default=0))

    def needed(self, column: Column) -> int:
        """How wide the widest cell of a column is, without the air around it, in logical pixels."""
        if column is Column.STATE:
            return ceil(max((row.state.width for row in self.rows), default=0))
        font = theme.font(theme.BODY, theme.SEMIBOLD if column is Column.SHELF else theme.REGULAR)
        marked = column is Column.CUSTOMER
        cells = {(row.cells[column], row.marks_width if marked else 0.0) for row in self.rows}
        return ceil(max((painting.width_of(text, font) + more for text, more in cells), default=0))

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role not in {_DISPLAY, _TOOLTIP, _RECORD}:
            return None
        row, column = self.rows[index.row()], index.column()
        if role == _RECORD:
            return row.parcel
        if column == Column.CUSTOMER:
            return ", ".join((row.cells[column], *(mark.text for mark in row.marks)))
        return row.cells[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _ALIGNMENT and section == Column.PIECE:
            return painting.RIGHT
        if role != _DISPLAY or orientation != Qt.Orientation.Horizontal:
            return None
        title = self._titles[section]
        if section == Column.UNTIL:
            title = self._texts(f"ui_arrivages.column_{self.last}")
        arrow = (" ▾" if self.descending else " ▴") if self.sort_of(section) is self.sorted_by else ""
        return title + arrow


def row_of(parcel: Parcel, texts: Texts, now: datetime, last: Last = Last.UNTIL) -> Row:
    """What a row says of a parcel at ``now``."""
    state = state_mark(parcel, texts, now)
    chips = (*marks(parcel, texts), *(() if last is Last.SLOT else _slot_marks(parcel, texts, now)))
    cells = (
        state.text,
        parcel.shop,
        parcel.order,
        parcel.customer,
        f"{parcel.piece}/{parcel.pieces}",
        parcel.shelf or "—",
        _LAST[last](parcel, texts, now),
    )
    width = sum(mark.width + MARK_GAP for mark in chips)
    return Row(parcel, cells, state, chips, width)


def state_mark(parcel: Parcel, texts: Texts, now: datetime) -> Mark:
    """The state as a chip; late ones say so."""
    if parcel.is_overdue(now):
        return _mark(texts("words.overdue"), "red" if parcel.is_too_late(now) else "amber")
    return _mark(texts.name_of(parcel.state), STATE_TONES.get(parcel.state, "plain"))


def marks(parcel: Parcel, texts: Texts) -> tuple[Mark, ...]:
    """What the clerk must not overlook, as chips."""
    found: list[Mark] = []
    if parcel.zone is not Zone.AMBIENT:
        found.append(_mark(texts.name_of(parcel.zone), "blue"))
    if parcel.age_check:
        found.append(_mark(texts("ui_arrivages.mark_age"), "red"))
    if parcel.is_damaged:
        found.append(_mark(texts("ui_retours.is_damaged"), "amber"))
    if parcel.state not in OPEN:
        return tuple(found)
    if parcel.amount_due_cents is None:
        found.append(_mark(texts("ui_arrivages.mark_due_unknown"), "amber"))
    elif parcel.amount_due_cents:
        found.append(_mark(texts.money(parcel.amount_due_cents), "amber"))
    if parcel.unannounced:
        found.append(_mark(texts("ui_arrivages.mark_unannounced"), "plain"))
    return tuple(found)


def _slot_marks(parcel: Parcel, texts: Texts, now: datetime) -> Iterator[Mark]:
    """That the customer of a parcel which is here is expected, today or later."""
    if parcel.state in IN_HOUSE and parcel.slot_at and parcel.slot_at.astimezone().date() >= now.astimezone().date():
        yield _mark(texts("ui_arrivages.mark_slot", slot=slot(texts, parcel, now)), "plain")


def expected(parcel: Parcel, texts: Texts, now: datetime) -> str:
    """When its customer is expected."""
    return slot(texts, parcel, now) or "—"


def until(parcel: Parcel, texts: Texts, now: datetime) -> str:
    """Until when it is kept; of what will come, when its shop said."""
    if parcel.state is State.ANNOUNCED:
        return expected(parcel, texts, now)
    return near_day(parcel.keep_until, texts, now) if parcel.keep_until and parcel.state in OPEN else "—"


def left(parcel: Parcel, texts: Texts, now: datetime) -> str:
    """When it was handed over."""
    return near_day(parcel.collected_at, texts, now) if parcel.collected_at else "—"


def near_day(at: datetime, texts: Texts, now: datetime) -> str:
    """``19:00`` today, ``hier``, ``demain``, else ``30 nov.``."""
    days = (at.astimezone().date() - now.astimezone().date()) // timedelta(days=1)
    said: dict[int, Callable[[], str]] = {
        0: lambda: texts.time(at),
        -1: lambda: texts("words.yesterday"),
        1: lambda: texts("words.tomorrow"),
    }
    return said.get(days, lambda: texts.date(at))()


_LAST = {Last.UNTIL: until, Last.SLOT: expected, Last.LEFT: left}


def _mark(text: str, tone: str) -> Mark:
    return Mark(text, tone, painting.chip_width(text))
