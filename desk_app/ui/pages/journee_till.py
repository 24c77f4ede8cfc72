"""A day's till: what was taken for each shop, how, and what was given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QHeaderView, QTableView

from desk_app.domain.till import Till, TillLine
from desk_app.i18n import Texts
from desk_app.ui import painting, rooms, theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.pages.arrivages_import import has_screen
from desk_app.ui.printing import Labels
from desk_app.ui.session import Session
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.labels import Card, LineLabel
from desk_app.ui.widgets.scrolling import Deck

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("shop", "method", "count", "taken", "back", "left")
_WORDS = 2  # columns of words; the others are figures
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_DISPLAY, _ALIGN, _FONT = (
    int(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.FontRole)
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the till in words; ``is_sum`` is all of one shop, where it has several lines."""

    cells: tuple[str, ...]
    is_sum: bool = False


def rows(till: Till, texts: Texts) -> list[Row]:
    """The till by shop, each with its sum where there is more than one line."""
    found: list[Row] = []
    by_shop = till.by_shop()
    for shop, cents in by_shop.items():
        lines = [line for line in till.lines if line.shop == shop]
        for place, line in enumerate(lines):
            count = texts.count(line.count) if line.count else ""
            back = texts.money(-line.back_cents) if line.back_cents else ""
            amounts = (texts.money(line.taken_cents), back, texts.money(line.cents))
            found.append(Row(("" if place else shop, texts.name_of(line.method), count, *amounts)))
        if len(lines) > 1:
            found.append(Row(("", texts("ui_till.sum"), "", "", "", texts.money(cents)), is_sum=True))
    return found


def save(till: Till, texts: Texts, file: Path) -> Path:
    """Write the till as a sheet that spreadsheets open, amounts as plain numbers. Raises EnvironmentTrouble."""
    from desk_app.devices.files import write_csv  # noqa: PLC0415 - only when it is asked for

    titles = [texts("ui_till.column_day"), *(texts(f"ui_till.column_{name}") for name in COLUMNS)]
    write_csv(file, [titles, *(_cells(till, line, texts) for line in till.lines)], texts.language)
    return file


def _cells(till: Till, line: TillLine, texts: Texts) -> list[str]:
    amounts = [f"{cents / 100:.2f}" for cents in (line.taken_cents, line.back_cents, line.cents)]
    if texts.language == "fr":
        amounts = [amount.replace(".", ",") for amount in amounts]
    return [till.day.isoformat(), line.shop, texts.name_of(line.method), str(line.count), *amounts]


class TillModel(QAbstractTableModel):
    """The rows of a till."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self._titles: Sequence[str] = ()

    def set_rows(self, rows: Sequence[Row], titles: Sequence[str]) -> None:
        """Other rows, and how the columns are called."""
        self.beginResetModel()
        self.rows, self._titles = rows, titles
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self.rows[index.row()]
        if role == _DISPLAY:
            return row.cells[index.column()]
        if role == _ALIGN:
            return _RIGHT if index.column() >= _WORDS else _LEFT
        return theme.font(theme.BODY, theme.BOLD) if role == _FONT and row.is_sum else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._titles):
            return None
        if role == _DISPLAY:
            return self._titles[section]
        return (_RIGHT if section >= _WORDS else _LEFT) if role == _ALIGN else None


class TillPanel(Card):
    """Arrows left and right go through the days. ``changed`` when another till is shown."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._words = session, session.words
        self.till: Till | None = None
        self.is_here = False  # this counter's alone
        self._day: date | None = None  # None is today
        self._asked: Ticket | None = None
        self._init_widgets()
        self._add_widgets()

    def _init_widgets(self) -> None:
        self.day = LineLabel(size=theme.TITLE, weight=theme.BOLD)
        self.total = LineLabel(size=theme.BAND_TITLE, weight=theme.BOLD, align=painting.RIGHT)
        self.methods = LineLabel(ink=theme.MUTED)
        self.model = TillModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setProperty("role", "flat")
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setStyleSheet("QTableView::item { padding: 0 10px; } QHeaderView::section { padding: 8px 12px; }")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.nothing = EmptyState("journee", size=80, framed=False)
        self._stack = Deck()

    def _add_widgets(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.day, 1)
        head.addWidget(self.total)
        self.body.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(head)
        self.body.addWidget(self.methods)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # which

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step(step)

    def step(self, days: int) -> None:
        """Another day, up to today."""
        today = self._session.now().astimezone().date()
        shown = self._day or today
        self._day = None if shown + timedelta(days=days) >= today else shown + timedelta(days=days)
        self.read()

    def choose_counter(self) -> None:
        """This counter alone, or all of them again."""
        self.is_here = not self.is_here
        self.read()

    def begin(self) -> None:
        """Today's."""
        self._day, self.is_here = None, False
        self.read()

    def read(self) -> None:
        """Read it anew."""
        if self._asked is not None:
            self._asked.cancel()
        desk, day = self._session.desk(), self._day
        counter = desk.counter if self.is_here else None
        self._asked = self._session.door.ask(lambda: _till(desk, day, counter), self._show)

    # what it says

    def _show(self, till: Till) -> None:
        self.till = till
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        """Write it anew."""
        till, words, texts = self.till, self._words, self._words.texts
        self.nothing.set_title(words("ui_till.nothing_title"))
        self.nothing.set_sentence(words("ui_till.nothing_text"))
        if till is None:
            return
        where = till.counter or words("ui_till.everywhere")
        weekday = texts(f"words.weekday_{till.day.weekday()}")
        self.day.setText(words("ui_till.title", day=f"{weekday} {texts.date(till.day)}", where=where))
        self.total.setText(texts.money(till.cents))
        methods = till.by_method().items()
        self.methods.setText(" · ".join(f"{texts.name_of(method)} {texts.money(cents)}" for method, cents in methods))
        self.model.set_rows(rows(till, texts), [words(f"ui_till.column_{name}") for name in COLUMNS])
        self.table.setColumnHidden(COLUMNS.index("back"), not any(line.back_cents for line in till.lines))
        self._stack.setCurrentWidget(self.table if till.lines else self.nothing)

    # on paper, and as a sheet

    def print(self) -> None:
        """Print what is shown."""
        if self.till is not None:
            Labels.of(self._session).till(self.till)

    def save(self) -> None:
        """Save it where the clerk says, or in the profile where no dialog can ask."""
        if self.till is None:
            return
        name = self._session.settings.profile / self._words("ui_till.csv_name", day=self.till.day.isoformat())
        if not has_screen():
            self._save_as(str(name))
            return
        dialog = QFileDialog(self, self._words("ui_till.save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(str(name))
        dialog.fileSelected.connect(self._save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_as(self, file: str) -> None:
        till, texts = self.till, self._words.texts
        if till is not None:
            self._session.door.ask(lambda: save(till, texts, Path(file)), self._tell_saved, lane=Lane.BULK)

    def _tell_saved(self, file: Path) -> None:
        self._session.note(self._words("ui_till.saved", file=file.name))


def _till(desk: Desk, day: date | None, counter: str | None) -> Till:
    found: Till = rooms.till.till(desk, day, counter)
    return found
