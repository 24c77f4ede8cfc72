"""A sweep of one shelf: each label scanned is ticked off the list of what should stand there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.scan import Kind, Scan
from desk_app.domain.states import State
from desk_app.domain.sweeps import Sweep
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Shelf
from desk_app.domain.verdicts import Tone, Verdict, is_refusal
from desk_app.ui import painting, theme
from desk_app.ui.background import Ticket
from desk_app.ui.pages import etageres_reading as reading
from desk_app.ui.pages.etageres_content import ROW_HEIGHT, Index, paint_ground, paint_line
from desk_app.ui.pages.etageres_sweep_lines import Line, lines
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.labels import LineLabel, label
from desk_app.ui.widgets.prompt import Prompt
from desk_app.ui.widgets.scrolling import Deck, staying

_LINE = Qt.ItemDataRole.UserRole


class LineModel(QAbstractListModel):
    """Gives each line as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Line] = ()

    def set_rows(self, rows: Sequence[Line]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == _LINE:
            return self.rows[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            line = self.rows[index.row()]
            return "\n".join((*line.texts, line.chip[0]))
        return None


class LinePainter(QStyledItemDelegate):
    """Paints a line as the shelf's own list does."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = index.data(_LINE), QRectF(option.rect)
        paint_ground(painter, rect, is_current=bool(option.state & QStyle.StateFlag.State_Selected))
        paint_line(painter, rect, line.colour, line.texts, line.chip)


class SweepPanel(QWidget):
    """Keeps every scan until the sweep has ended, whatever becomes of the database meanwhile."""

    answered = Signal(object)  # an Answer for the band, or None: nothing is to be said
    changed = Signal()  # other keys
    ended = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.words = session, session.words
        self.shelf: Shelf | None = None  # the one that is swept
        self.sweep: Sweep | None = None
        self.is_asking = False
        self._scanned: list[str] = []
        self._new: list[str] = []  # of them, what the hub has not heard of yet
        self._put: set[str] = set()  # parcels that were put here by this sweep
        self._under_way: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        session.online_changed.connect(self._on_online)

    def _init_widgets(self) -> None:
        self.title = LineLabel(size=theme.BAND_TITLE, weight=theme.BOLD)
        self.count = LineLabel(size=theme.BAND_TITLE, weight=theme.BOLD, align=painting.RIGHT)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.hint = label(role="muted", wraps=True)
        self.question = Prompt("look")
        self.table = LineModel()
        self.list = QListView()
        self.list.setModel(self.table)
        self.list.setItemDelegate(LinePainter(self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.selectionModel().currentChanged.connect(self.changed)
        self.nothing = EmptyState("scan")
        self._stack = Deck()

    def _add_widgets(self) -> None:
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addLayout(head)
        for widget in (self.bar, self.hint, self.question):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.list)
        self.words.bind(self.nothing.set_title, "ui_sweep.nothing_title")
        self.words.bind(self.nothing.set_sentence, "ui_sweep.nothing_text")

    # from outside

    def begin(self, shelf: Shelf) -> None:
        """A new sweep, of this shelf."""
        self.shelf, self.sweep, self.is_asking = shelf, None, False
        self._scanned, self._new, self._put = [], [], set()
        self.retranslate()
        self.changed.emit()
        self.read()

    def scan(self, scan: Scan) -> Ticket | None:
        """One more thing that stands here; a shelf's label is none."""
        self.is_asking = False
        if scan.kind is Kind.SHELF:
            self.session.note(self.words("ui_sweep.other_shelf"))
            self.retranslate()
            return None
        if scan.value not in self._scanned:
            self._scanned.append(scan.value)
            self._new.append(scan.value)
        return self.read(scan.value)

    def read(self, meant: str = "") -> Ticket | None:
        """Compare again; what was scanned meanwhile, and what the database was away for, is put here where it can."""
        shelf, desk = self.shelf, self.session.desk()
        if shelf is None:
            return None
        scanned, new = tuple(self._scanned), tuple(self._new)

        def show(found: tuple[Sweep | None, list[Answer]]) -> None:
            self._new = [text for text in self._new if text not in new]
            self._show(*found, meant)

        job = self.session.door.ask(lambda: reading.swept(desk, shelf.tag, scanned, new), show, self._on_failed)
        self._under_way = job
        return job

    def finish(self) -> None:
        """Enter: ask what is to be done with what was not seen, then the sweep is over."""
        if self._is_busy or self.sweep is None:
            return
        if self._new:
            self.read()
        elif self._lost and not self.is_asking:
            self.is_asking = True
            self.answered.emit(None)
            self.retranslate()
            self.changed.emit()
        else:
            self._mend()

    def back(self) -> None:
        """Escape: from the question to the list, from the list out of the sweep; nothing is marked."""
        if self.is_asking:
            self.is_asking = False
            self.retranslate()
            self.changed.emit()
        else:
            self._end()

    def forget(self) -> None:
        """The scan that the marked line tells of was none of this shelf's."""
        line = self.current
        if line is not None and line.is_scan and not self._is_busy:
            self._scanned.remove(line.key)
            self._new = [text for text in self._new if text != line.key]
            self.answered.emit(None)
            self.read()

    def keys(self) -> list[Action]:
        """What the keys do now."""
        if self.is_asking:
            args: dict[str, object] = {"n": len(self._lost)}
            return [
                Action(ENTER, "ui_sweep.mark", self.finish, primary=True, args=args),
                Action(ESCAPE, "ui_sweep.go_on", self.back),
            ]
        line = self.current
        is_scan = line is not None and line.is_scan
        return [
            Action(ENTER, "ui_sweep.finish", self.finish, primary=True, enabled=self.sweep is not None),
            Action("F4", "ui_sweep.forget", self.forget, enabled=is_scan, shown=is_scan),
            Action(ESCAPE, "ui_sweep.leave", self.back),
        ]

    def set_low(self, low: bool) -> None:
        """The list is what a low window has room for."""
        self.hint.setVisible(not low)

    @property
    def current(self) -> Line | None:
        """The line the arrows stand on."""
        line: Line | None = self.list.currentIndex().data(_LINE)
        return line

    @property
    def _lost(self) -> set[str]:
        """What would be marked missing; what goes back to its shop is looked for at the returns."""
        missing = self.sweep.missing if self.sweep is not None else ()
        return {parcel.id for parcel in missing if parcel.state is State.READY}

    @property
    def _is_busy(self) -> bool:
        return self._under_way is not None and not self._under_way.done

    # what came of it

    def _show(self, sweep: Sweep | None, answers: Sequence[Answer], meant: str) -> None:
        if self.shelf is None:
            return
        if sweep is None:
            self.answered.emit(Answer(Verdict.UNKNOWN_SHELF, {"shelf": self.shelf.code}))
            self._end()
            return
        self.sweep = sweep
        done = [answer for answer in answers if not is_refusal(answer.verdict)]
        self._put |= {parcel.id for answer in done for parcel in answer.parcels}
        self.retranslate(meant)
        self._tell(answers, meant)
        if done:
            self.session.tell_changed(Change.PARCELS)

    def _tell(self, answers: Sequence[Answer], meant: str) -> None:
        """The refusal first of all; a parcel that was only ticked off needs no words."""
        refused = [answer for answer in answers if is_refusal(answer.verdict)]
        if answers:
            self.answered.emit((refused or list(answers))[-1])
        elif meant:
            self.answered.emit(None)
            is_right = self.sweep is not None and meant in {parcel.id for parcel in self.sweep.standing}
            self.session.play(Tone.YES if is_right else Tone.NO)
        self.changed.emit()

    def _mend(self) -> None:
        shelf, desk, scanned, lost = self.shelf, self.session.desk(), tuple(self._scanned), frozenset(self._lost)
        if shelf is not None:
            self._under_way = self.session.door.ask(
                lambda: reading.mended(desk, shelf.tag, scanned, lost), self._show_mended, self._on_failed
            )

    def _show_mended(self, answer: Answer) -> None:
        self._end()
        self.answered.emit(answer)
        self.session.tell_changed(Change.PARCELS)

    def _end(self) -> None:
        self.shelf = self.sweep = None
        self.is_asking = False
        self.answered.emit(None)
        self.ended.emit()

    def _on_failed(self, error: Exception) -> None:
        """Whatever was scanned is kept; it is put here as soon as the database answers."""
        if isinstance(error, EnvironmentTrouble):
            self.answered.emit(offline_answer(error))
        self.retranslate()

    def _on_online(self, online: bool) -> None:
        if online and self._new:
            self.answered.emit(None)
            self.read()

    # words

    def retranslate(self, meant: str = "") -> None:
        """Write everything anew; the line of what was scanned is the marked one."""
        if self.shelf is None:
            return
        words, sweep = self.words, self.sweep
        self.title.setText(words("ui_sweep.title", shelf=self.shelf.code))
        seen, whole = (len(sweep.standing), len(sweep.standing) + len(sweep.missing)) if sweep else (0, 0)
        self.count.setText(f"{words.texts.count(seen)} / {words.texts.count(whole)}")
        self.bar.setRange(0, max(1, whole))
        self.bar.setValue(seen)
        self.hint.setText(words("ui_sweep.kept", n=len(self._new)) if self._new else words("ui_sweep.hint"))
        self._write_question()
        self._write_lines(meant)

    def _write_question(self) -> None:
        n = len(self._lost)
        if self.is_asking and n:
            self.question.ask(self.words("ui_sweep.ask_title", n=n), self.words("ui_sweep.ask_text", n=n))
        else:
            self.is_asking = False
            self.question.hide()

    def _write_lines(self, meant: str) -> None:
        before = self.current
        wanted = meant or (before.key if before else "")
        sweep, now = self.sweep, self.session.now()
        self.table.set_rows(lines(self.words, sweep, self._scanned, self._put, now) if sweep else ())
        self._stack.setCurrentWidget(self.list if self.table.rows else self.nothing)
        place = next((row for row, line in enumerate(self.table.rows) if line.key == wanted), None)
        with staying(self.list, when=place is not None and not meant):
            self.list.setCurrentIndex(self.table.index(place or 0))
