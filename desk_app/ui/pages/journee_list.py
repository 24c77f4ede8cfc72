"""The journal as a list: when, what, whose parcel, where; one line where it is wide, two where it is narrow."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.domain import codes
from desk_app.domain.incidents import ABOUT_INCIDENTS
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.ui import painting, theme
from desk_app.ui.pages.journee_reading import Line
from desk_app.ui.widgets.scrolling import staying
from desk_app.ui.words import Words

LINE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
ROW, ROW_NARROW = 44, 60
_NARROW = 720
_CHIPS = {Tone.YES: "green", Tone.LOOK: "amber", Tone.NO: "red"}
_TRACED = {Verdict.COLLECTED, Verdict.SIGNED_IN, Verdict.NEEDS_MANAGER, Verdict.SAVED}  # what was seen, or how
_QUIET = {Verdict.ANNOUNCED, Verdict.ALREADY_ANNOUNCED, Verdict.MOVED, Verdict.SHELVED}


def result(words: Words, line: Line) -> tuple[str, str]:
    """What came of it in a word or two, and the tone of its chip."""
    verdict = line.entry.verdict
    if not line.is_refused and (verdict in _QUIET or tone(verdict) is Tone.NO):
        return words(f"ui_journee.verdict_{verdict}"), "plain"
    return words(f"ui_journee.verdict_{verdict}"), _CHIPS[tone(verdict)]


def subject(words: Words, line: Line) -> tuple[str, str]:
    """Whose parcel it was about, and which; a parcel that is not known any more is spelled."""
    if line.count > 1:
        return words("ui_journee.parcels", n=line.count), ""
    if line.parcel is not None:
        order = words("ui_journee.order", order=line.parcel.order)
        return line.parcel.customer, f"{order} · {line.parcel.shop}"  # the shop's name may be cut, never the number
    return (codes.spell(line.entry.parcel), "") if line.entry.parcel else (words("ui_journee.no_parcel"), "")


def detail(words: Words, line: Line) -> str:
    """What is worth knowing besides: the shelf, the reason, that no label was scanned; where something was refused."""
    entry = line.entry
    if entry.remark:
        return entry.remark
    if line.is_refused and not entry.detail:
        key = f"ui_journee.at_{entry.action}"
        return words(key) if words.texts.has(key) else ""
    if entry.verdict in _TRACED:
        known = (f"ui_journee.trace_{trace}" for trace in entry.detail.split())
        return ", ".join(words(key) for key in known if words.texts.has(key))
    if entry.verdict in ABOUT_INCIDENTS:
        return words(f"ui_journee.verdict_{entry.detail}")
    if entry.detail in ("paid_back", "changed"):
        return words(f"ui_journee.{entry.detail}")
    return _figure(words, line)


def _figure(words: Words, line: Line) -> str:
    """A detail that is an amount or a number of days; else as it is."""
    entry = line.entry
    if entry.verdict is Verdict.SETTLED:
        return words.texts.money(int(entry.detail))
    if entry.verdict is Verdict.EXTENDED:
        return words("ui_journee.more_days", n=int(entry.detail))
    return entry.detail


def place(line: Line) -> str:
    """Which counter, and who stood there."""
    return " · ".join(filter(None, (line.entry.counter, line.entry.clerk)))


def spoken(words: Words, line: Line) -> str:
    """The whole line, for those who hear it and for its tooltip."""
    parts = (words.texts.when(line.entry.at), result(words, line)[0], *subject(words, line), detail(words, line))
    return "\n".join(filter(None, (*parts, place(line))))


class JournalModel(QAbstractListModel):
    """Gives each line as a whole under the role LINE."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._rows: Sequence[Line] = ()

    def set_rows(self, rows: Sequence[Line]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Line]:
        """What it shows."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == LINE:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(self._words, self._rows[index.row()])
        return None


class JournalPainter(QStyledItemDelegate):
    """Paints a line of the journal."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.is_narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_NARROW if self.is_narrow else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, rect.adjusted(4, 2, -4, -2), theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
        else:
            painter.fillRect(QRectF(rect.left() + 16, rect.bottom(), rect.width() - 32, 1), theme.colour(theme.LINE))
        inner = rect.adjusted(18, 0, -18, 0)
        if self.is_narrow:
            self._paint_narrow(painter, inner.adjusted(0, 8, 0, -8), line)
        else:
            self._paint_wide(painter, inner, line)

    def _paint_wide(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        self._paint_time(painter, QRectF(rect.left(), rect.top(), 88, rect.height()), line)
        self._paint_result(painter, QRectF(rect.left() + 88, rect.top(), 150, rect.height()), line)
        left, width = rect.left() + 246, rect.width() - 246 - 122
        (who, which), more = subject(self._words, line), detail(self._words, line)
        bold, plain = theme.font(theme.BODY, theme.SEMIBOLD), theme.font(theme.SMALL + 1)
        ink = theme.INK if line.entry.parcel else theme.MUTED
        for_more = min(painting.width_of(more, plain) + 2, width * 0.42) if more else 0.0
        end = left + width - 14 - for_more
        name = QRectF(left, rect.top(), width * 0.31, rect.height())
        painting.words(painter, name, who, bold, ink)
        order = QRectF(left + width * 0.32, rect.top(), end - 8 - left - width * 0.32, rect.height())
        painting.words(painter, order, which, plain, theme.MUTED)
        painting.words(painter, QRectF(end, rect.top(), for_more, rect.height()), more, plain, theme.INK)
        painting.words(
            painter, QRectF(rect.right() - 120, rect.top(), 120, rect.height()), place(line), plain, theme.MUTED
        )

    def _paint_narrow(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        half = rect.height() / 2
        upper = QRectF(rect.left(), rect.top(), rect.width(), half)
        chip = painting.chip_width(result(self._words, line)[0])
        self._paint_time(painter, QRectF(rect.left(), rect.top(), 98, half), line)
        who, which = subject(self._words, line)
        name = upper.adjusted(104, 0, -chip - 10, 0)
        painting.words(painter, name, who, theme.font(theme.BODY, theme.SEMIBOLD), theme.INK)
        self._paint_result(painter, QRectF(rect.right() - chip, upper.top(), chip, half), line)
        lower = " · ".join(filter(None, (which, detail(self._words, line), place(line))))
        below = upper.translated(104, half).adjusted(0, 0, -104, 0)
        painting.words(painter, below, lower, theme.font(theme.SMALL), theme.MUTED)

    def _paint_time(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        painting.words(painter, rect, self._words.texts.when(line.entry.at), theme.font(theme.SMALL + 1), theme.MUTED)

    def _paint_result(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        text, kind = result(self._words, line)
        width = min(painting.chip_width(text), rect.width())
        box = QRectF(rect.left(), rect.center().y() - painting.CHIP_HEIGHT / 2, width, painting.CHIP_HEIGHT)
        painting.chip(painter, box, text, kind)


class JournalList(QListView):
    """Moved through by the arrows; ``moved`` when another line is the current one."""

    moved = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.journal = JournalModel(words)
        self._painter = JournalPainter(words, self)
        self.setModel(self.journal)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines; the current one stays when it is still among them, and none is until the clerk moves."""
        current = self.current
        self.journal.set_rows(lines)
        keys = [line.key for line in lines]
        if current is not None and current.key in keys:
            with staying(self):
                self.setCurrentIndex(self.journal.index(keys.index(current.key)))

    @property
    def current(self) -> Line | None:
        """The line the arrows stand on."""
        index = self.currentIndex()
        return self.journal.rows[index.row()] if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Nothing becomes the current line by itself, as Qt would have it."""
        had = self.currentIndex().isValid()
        self.blockSignals(True)
        super().focusInEvent(event)
        if not had:
            self.choose_none()
        self.blockSignals(False)

    def choose_none(self) -> None:
        """No line is the current one."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = self.viewport().width() < _NARROW
        if is_narrow != self._painter.is_narrow:
            self._painter.is_narrow = is_narrow
            self.doItemsLayout()
        super().resizeEvent(event)

    def _tell(self) -> None:
        self.moved.emit()
