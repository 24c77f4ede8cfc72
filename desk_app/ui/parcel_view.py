"""The table of parcels on the screen: paints its rows itself, and goes on to the next page at its edges."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.domain.values import Parcel
from desk_app.ui import painting, theme
from desk_app.ui.parcel_table import MARK_GAP, Column, Last, Mark, ParcelTable, Row

ROW, ROW_LOW = 40, 34
_PAD = 9
_BOLD, _PLAIN = theme.SEMIBOLD, theme.REGULAR
_AIR = _PAD + 5  # beside what a cell says
_COLOUR = 17  # the bar of a shop's colour, before its name
_BEFORE_MARKS = 8
_LEAST_NAME = 84  # a customer's name has that much before any chip
_MOST = {Column.STATE: 120, Column.ORDER: 88, Column.PIECE: 52, Column.SHELF: 70, Column.UNTIL: 88}
_MOST_SLOT = 124  # the last column, where it says day and time
_SHOP, _SHOP_SHARE = 200, 0.42
_NARROW = 700  # a narrower table leaves two columns out
_LEFT_OUT = (Column.PIECE, Column.UNTIL)


class ParcelDelegate(QStyledItemDelegate):
    """Paints a cell from the row's ready words; asks the model for nothing else."""

    marks_width = 0  # how much of the customer's column the chips have

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        table = index.model()
        assert isinstance(table, ParcelTable)
        row, column = table.rows[index.row()], index.column()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour(theme.SELECTED))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, theme.colour(theme.LINE))
        self._paint_cell(painter, rect.adjusted(_PAD, 0, -4, -1), row, column)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, ROW)

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Row, column: int) -> None:
        if column == Column.STATE:
            self._paint_marks(painter, rect, (row.state,))
        elif column == Column.CUSTOMER:
            self._paint_customer(painter, rect, row)
        elif column == Column.SHOP:
            bar = QRectF(rect.left(), rect.center().y() - 9, 8, 18)
            painting.box(painter, bar, 3, row.parcel.colour)
            self._write(painter, rect.adjusted(_COLOUR, 0, 0, 0), row.cells[column])
        elif column == Column.PIECE:
            painting.words(painter, rect.adjusted(0, 0, -6, 0), row.cells[column], _font(), theme.INK, painting.RIGHT)
        else:
            self._write(painter, rect, row.cells[column], bold=column == Column.SHELF)

    def _paint_customer(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        """The name, then the chips: below each other in all rows, unless a long name pushes them on."""
        marks = fitting(row, rect.width())
        taken = sum(mark.width for mark in marks) + MARK_GAP * max(0, len(marks) - 1)
        name = rect.adjusted(0, 0, -taken - _BEFORE_MARKS if marks else 0, 0)
        width = painting.words(painter, name, row.cells[Column.CUSTOMER], _font(), theme.INK)
        left = max(rect.right() - max(self.marks_width, taken), rect.left() + width + _BEFORE_MARKS)
        self._paint_marks(painter, rect.adjusted(left - rect.left(), 0, 0, 0), marks)

    def _write(self, painter: QPainter, rect: QRectF, text: str, *, bold: bool = False) -> None:
        painting.words(painter, rect, text, _font(_BOLD if bold else _PLAIN), theme.INK)

    def _paint_marks(self, painter: QPainter, rect: QRectF, marks: tuple[Mark, ...]) -> None:
        left = rect.left()
        for mark in marks:
            box = QRectF(left, rect.center().y() - painting.CHIP_HEIGHT / 2, mark.width, painting.CHIP_HEIGHT)
            painting.chip(painter, box, mark.text, mark.tone)
            left += mark.width + MARK_GAP


def fitting(row: Row, width: float) -> tuple[Mark, ...]:
    """The chips that are whole beside the customer's name in a cell of ``width``; the others are left out."""
    name = min(painting.width_of(row.cells[Column.CUSTOMER], _font()), _LEAST_NAME)
    room = width - name - _BEFORE_MARKS
    marks: list[Mark] = []
    for mark in row.marks:
        if mark.width <= room:
            marks.append(mark)
            room -= mark.width + MARK_GAP
    return tuple(marks)


def _font(weight: int = _PLAIN) -> QFont:
    return theme.font(theme.BODY, weight)


class ParcelView(QTableView):
    """Arrows and page keys walk through all pages; Enter and letters are never its own."""

    page_wanted = Signal(int)  # -1 or +1: the walk goes on beyond the first or the last row
    group_wanted = Signal(int)  # -1 or +1: the filter to the left or to the right
    everything_wanted = Signal()  # Ctrl+A
    walked = Signal(QRect)  # where the row is that the keys have come to
    resized = Signal(QRect)  # where rows may be
    chosen = Signal()  # the selection has changed, by hand or by select_row

    def __init__(self, table: ParcelTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.setModel(table)
        self._delegate = ParcelDelegate(self)
        self.setItemDelegate(self._delegate)
        self._init_look()
        self._init_headers()
        self.selectionModel().selectionChanged.connect(self._on_selection)

    def _init_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: none; border-radius: 0; }")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(3 * ROW_LOW)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def _init_headers(self) -> None:
        rows, titles = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_LOW)
        rows.setDefaultSectionSize(ROW)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setDefaultAlignment(painting.LEFT)
        titles.setHighlightSections(False)
        titles.setSectionsClickable(True)
        titles.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        titles.setFixedHeight(34)

    # what is selected

    def selected(self) -> tuple[Parcel, ...]:
        """The parcels of the selected rows, from the top."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self.table.rows[place].parcel for place in places)

    def select_row(self, place: int) -> None:
        """Select this row alone, and be seen."""
        index = self.table.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        self.walked.emit(self.visualRect(index))

    def select_rows(self, places: Sequence[int]) -> None:
        """Select these rows, the first being the current one."""
        selection = QItemSelection()
        for place in places:
            selection.select(self.table.index(place, 0), self.table.index(place, len(Column) - 1))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if places:
            index = self.table.index(places[0], 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self.selectionModel().select(selection, flags)

    def set_low(self, low: bool) -> None:
        """Less high rows, for low windows."""
        self.verticalHeader().setDefaultSectionSize(ROW_LOW if low else ROW)

    def fit_columns(self) -> None:
        """Share the width out: what is short has its width, when narrow no more than it needs; the rest is shared."""
        narrow = self.viewport().width() < _NARROW
        for column in _LEFT_OUT:
            self.setColumnHidden(column, narrow and not (column is Column.UNTIL and self.table.last is Last.SLOT))
        shown = [column for column in _MOST if not self.isColumnHidden(column)]
        for column in shown:
            self.setColumnWidth(column, min(_MOST[column], self._needed(column)) if narrow else _MOST[column])
        if Column.UNTIL in shown:
            least = 0 if narrow else _MOST[Column.UNTIL]
            self.setColumnWidth(Column.UNTIL, min(_MOST_SLOT, max(least, self._needed(Column.UNTIL))))
        left = max(160, self.viewport().width() - sum(map(self.columnWidth, shown)))
        shop = self._shop_width(left)
        self.setColumnWidth(Column.SHOP, shop)
        self.setColumnWidth(Column.CUSTOMER, left - shop)
        self._delegate.marks_width = min(self.table.marks_width, max(0, left - shop - _LEAST_NAME - _AIR))

    def _shop_width(self, left: int) -> int:
        """The same for all rows as long as it will do; more for a long name where no customer needs the room."""
        spare = left - self._needed(Column.CUSTOMER)
        return max(min(_SHOP, int(left * _SHOP_SHARE)), min(spare, self._needed(Column.SHOP)))

    def _needed(self, column: Column) -> int:
        """How wide a column has to be for all that it says, its title too."""
        more = {Column.PIECE: 6, Column.SHOP: _COLOUR, Column.CUSTOMER: _BEFORE_MARKS}.get(column, 0)
        return max(self.horizontalHeader().sectionSizeHint(column), self.table.needed(column) + _AIR + more)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self.resized.emit(self.viewport().rect())

    def selectAll(self) -> None:
        super().selectAll()
        self.everything_wanted.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, place, last = Qt.Key(event.key()), self.currentIndex().row(), len(self.table.rows) - 1
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and key in _SIDEWAYS:
            self.group_wanted.emit(_SIDEWAYS[key])
        elif plain and key in _ENDS and last >= 0:
            self.select_row(_ENDS[key] and last)
        elif plain and key in _DOWN and place == last:
            self.page_wanted.emit(1)
        elif plain and key in _UP and place <= 0:
            self.page_wanted.emit(-1)
        else:
            super().keyPressEvent(event)
            self.walked.emit(self.visualRect(self.currentIndex()))

    def _on_selection(self) -> None:
        self.chosen.emit()


_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: 1}
_DOWN = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown})
_UP = frozenset({Qt.Key.Key_Up, Qt.Key.Key_PageUp})
