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
from desk_app.ui.parcel_table import Column, Mark, ParcelTable, Row

ROW, ROW_LOW = 40, 34
_PAD = 9
_BOLD, _PLAIN = theme.SEMIBOLD, theme.REGULAR
_FIXED = {Column.STATE: 120, Column.ORDER: 88, Column.PIECE: 52, Column.SHELF: 70, Column.UNTIL: 88}
_SHOP = 200  # at most
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
            self._write(painter, rect.adjusted(17, 0, 0, 0), row.cells[column])
        elif column == Column.PIECE:
            painting.words(painter, rect.adjusted(0, 0, -6, 0), row.cells[column], _font(), theme.INK, painting.RIGHT)
        else:
            self._write(painter, rect, row.cells[column], bold=column == Column.SHELF)

    def _paint_customer(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        """The name, then the chips: below each other in all rows, unless a long name pushes them on."""
        room = max(60.0, rect.width() - row.marks_width)
        text = row.cells[Column.CUSTOMER]
        name = QRectF(rect.left(), rect.top(), room, rect.height())
        width = painting.words(painter, name, text, _font(), theme.INK)
        left = max(rect.right() - self.marks_width, rect.left() + width + 8)
        self._paint_marks(painter, QRectF(left, rect.top(), rect.right() - left, rect.height()), row.marks)

    def _write(self, painter: QPainter, rect: QRectF, text: str, *, bold: bool = False) -> None:
        painting.words(painter, rect, text, _font(_BOLD if bold else _PLAIN), theme.INK)

    def _paint_marks(self, painter: QPainter, rect: QRectF, marks: tuple[Mark, ...]) -> None:
        left = rect.left()
        for mark in marks:
            width = min(mark.width, rect.right() - left)
            if width < 24:  # no chip is better than half a word
                return
            box = QRectF(left, rect.center().y() - painting.CHIP_HEIGHT / 2, width, painting.CHIP_HEIGHT)
            painting.chip(painter, box, mark.text, mark.tone)
            left += mark.width + 6


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
        """Share the width out: what is short has its width, shop and customer the rest."""
        narrow = self.viewport().width() < _NARROW
        for column in _LEFT_OUT:
            self.setColumnHidden(column, narrow)
        for column, size in _FIXED.items():
            self.setColumnWidth(column, size)
        fixed = sum(size for column, size in _FIXED.items() if not self.isColumnHidden(column))
        left = max(160, self.viewport().width() - fixed)
        marks = min(self.table.marks_width, left // 3)
        shop = min(_SHOP, int((left - marks) * (0.46 if narrow else 0.54)))
        self.setColumnWidth(Column.SHOP, shop)
        self.setColumnWidth(Column.CUSTOMER, left - shop)
        self._delegate.marks_width = marks

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
