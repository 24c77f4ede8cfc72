"""Searching a customer without a code: a field, and the likeliest customers under it, moved through by arrows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.domain.lists import Found
from desk_app.domain.people import masked_email, masked_phone
from desk_app.i18n import Texts
from desk_app.ui import painting, rooms, theme
from desk_app.ui.background import Ticket
from desk_app.ui.session import Session
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.labels import Card
from desk_app.ui.widgets.scrolling import Deck

DELAY_MS = 80  # between the last key and the question
ROW_HEIGHT = 62
FOUND = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class FoundModel(QAbstractListModel):
    """Customers found; gives each as a whole under the role FOUND."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._rows: Sequence[Found] = ()

    def set_rows(self, rows: Sequence[Found]) -> None:
        """Other customers."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == FOUND:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            found = self._rows[index.row()]
            return "\n".join((found.customer, contact(found), ", ".join(found.shops), standing(self._texts, found)[0]))
        return None


class FoundPainter(QStyledItemDelegate):
    """Paints a customer: name, what tells two of the same name apart, shops, and what is there."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: Found = index.data(FOUND)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, rect.adjusted(4, 2, -4, -2), theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
        line = rect.adjusted(20, 8, -20, -8)
        chip, tone = standing(self._texts, found)
        width = min(painting.chip_width(chip), line.width() / 2)
        right = QRectF(line.right() - width, rect.center().y() - 10, width, painting.CHIP_HEIGHT)
        painting.chip(painter, right, chip, tone)
        text = line.adjusted(0, 0, -width - 12, 0)
        upper = QRectF(text.left(), text.top(), text.width(), text.height() / 2)
        painting.words(painter, upper, found.customer, theme.font(theme.BODY + 2, theme.SEMIBOLD), theme.INK)
        lower = " · ".join(filter(None, (contact(found), ", ".join(found.shops))))
        font = theme.font(theme.SMALL + 1)
        painting.words(painter, upper.translated(0, upper.height()), lower, font, theme.MUTED)


def contact(found: Found) -> str:
    """Enough of phone and e-mail to tell customers apart."""
    phone = masked_phone(found.phone) if found.phone else ""
    email = masked_email(found.email) if found.email else ""
    return " · ".join(filter(None, (phone, email)))


def standing(texts: Texts, found: Found) -> tuple[str, str]:
    """What waits for a customer, and the tone of its chip."""
    if found.ready:
        return texts("ui_comptoir.found_ready", n=found.ready), "green"
    if found.waiting:
        return texts("ui_comptoir.found_waiting", n=found.waiting), "plain"
    if found.closed_at is not None:
        return texts("ui_comptoir.found_closed", at=found.closed_at), "plain"
    return texts("ui_comptoir.found_nothing"), "plain"


class SearchField(QLineEdit):
    """A field whose arrows move through the results."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        if event.key() in step:
            self.moved.emit(step[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class SearchPanel(Card):
    """``chosen`` gives the pickup code of the customer that was opened."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = session.words
        self._asked: Ticket | None = None
        self._answered_for = ""
        self._alternatives: Sequence[str] = ()
        self._open_when_found = False
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self) -> None:
        self.field = SearchField()
        self.field.setProperty("role", "large")
        self.model = FoundModel(self._words.texts)
        self.results = QListView()
        self.results.setModel(self.model)
        self.results.setItemDelegate(FoundPainter(self._words.texts, self.results))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.results.setProperty("role", "flat")
        self.results.setUniformItemSizes(True)
        self.nothing = EmptyState("person", size=80, framed=False)
        self._stack = Deck()
        self._soon = QTimer(self, singleShot=True, interval=DELAY_MS)

    def _add_widgets(self) -> None:
        self._words.bind(self.set_heading, "ui_comptoir.search")
        self.body.setSpacing(10)
        self.body.addWidget(self.field)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.results)
        self.body.addWidget(self._stack, 1)
        self.retranslate()

    def _connect_signals(self) -> None:
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self.open_chosen)
        self.field.moved.connect(self._move)
        self.results.clicked.connect(self._open_row)
        self._soon.timeout.connect(self._ask)

    def begin(self, text: str = "", alternatives: Sequence[str] = ()) -> None:
        """Take the keys, and search at once for ``text`` or what a scan says that it may have been."""
        self.field.setText(text)
        self._alternatives = alternatives
        self.field.setFocus()
        if not text:
            self._forget()
        else:
            self._soon.stop()
            self._ask()

    def end(self) -> None:
        """Nothing is searched any more."""
        self._soon.stop()
        if self._asked is not None:
            self._asked.cancel()
        self._open_when_found = False

    def open_chosen(self) -> None:
        """Open the marked customer; before the results are there, the only one that will be found."""
        if self._answered_for == self.field.text().strip() and self.model.rowCount():
            self._open_row(self.results.currentIndex())
        else:
            self._open_when_found = True

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self._words.bind(self.field.setPlaceholderText, "ui_comptoir.search_placeholder")
        self._tell_nothing()

    def _on_text(self) -> None:
        self._alternatives = ()
        self._open_when_found = False
        if self.field.text().strip():
            self._soon.start()
        else:
            self._forget()

    def _forget(self) -> None:
        self.end()
        self._answered_for = ""
        self.model.set_rows(())
        self._tell_nothing()

    def _ask(self) -> None:
        text = self.field.text().strip()
        if self._asked is not None:
            self._asked.cancel()
        desk, alternatives = self._session.desk(), self._alternatives
        self._asked = self._session.door.ask(
            lambda: rooms.find.customers(desk, text, alternatives=alternatives), lambda rows: self._show(text, rows)
        )

    def _show(self, text: str, rows: Sequence[Found]) -> None:
        self._answered_for = text
        self.model.set_rows(rows)
        self._tell_nothing()
        if rows:
            self.results.setCurrentIndex(self.model.index(0))
        if self._open_when_found and len(rows) == 1:
            self._open_row(self.model.index(0))
        self._open_when_found = False

    def _tell_nothing(self) -> None:
        """The results, or why there are none."""
        self._stack.setCurrentWidget(self.results if self.model.rowCount() else self.nothing)
        text = self._answered_for
        self.nothing.set_icon("nobody" if text else "person")
        self.nothing.set_title(self._words("ui_comptoir.found_none" if text else "ui_comptoir.search_title"))
        self.nothing.set_sentence(self._words("ui_comptoir.found_none_text" if text else "ui_comptoir.search_text"))

    def _move(self, step: int) -> None:
        rows = self.model.rowCount()
        if rows:
            row = max(0, min(rows - 1, self.results.currentIndex().row() + step))
            self.results.setCurrentIndex(self.model.index(row))

    def _open_row(self, index: Index) -> None:
        if index.isValid():
            found: Found = index.data(FOUND)
            self.chosen.emit(found.code)
