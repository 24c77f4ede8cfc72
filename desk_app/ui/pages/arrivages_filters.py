"""What stands over the list: groups with their counts, the search, and filters by shop, shelf and zone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.domain.lists import Filter, Group, Page, Totals
from desk_app.ui import theme
from desk_app.ui.widgets.chip import ChipButton
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.words import Words

GROUPS = (
    Group.OPEN,
    Group.EXPECTED,
    Group.TO_SHELVE,
    Group.READY,
    Group.TODAY,
    Group.OVERDUE,
    Group.COLLECTED,
    Group.ALL,
)
NARROWING = ("shop", "shelf", "zone")
SEARCH_DELAY_MS = 150  # after the last letter
_LONGEST = 22  # letters of a shop's name on its chip


class FilterBar(QWidget):
    """Only shows and asks; what is wanted is the list's."""

    group_picked = Signal(object)  # Group
    asked = Signal(str)  # a chip was clicked that offers a choice: group, shop, shelf or zone
    text_changed = Signal(str)  # the search, once the typing rests
    search_left = Signal()  # Enter or an arrow: the rows have the keys

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self) -> None:
        self.groups = {group: ChipButton() for group in GROUPS}
        self.group_chip = ChipButton()  # all groups behind one chip, in narrow windows
        self.group_chip.hide()
        self.narrowing = {name: ChipButton() for name in NARROWING}
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.announce, self.load_file = KeyButton(), KeyButton()
        self._is_narrow = False
        self._shown: Sequence[Group] = ()
        self._later = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)

    def _add_widgets(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_SMALL)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for row in (self._first, self._second):
            row.setSpacing(10)
            self._column.addLayout(row)
        for chip in (*self.groups.values(), self.group_chip):
            self._first.addWidget(chip)
        self._first.addStretch(1)
        self._second.addWidget(self.search, 1)
        for chip in self.narrowing.values():
            self._second.addWidget(chip)
        for button in (self.announce, self.load_file):
            button.setSizePolicy(button.sizePolicy().Policy.Maximum, button.sizePolicy().Policy.Fixed)
            self._second.addWidget(button)

    def _connect_signals(self) -> None:
        for group, chip in self.groups.items():
            chip.clicked.connect(lambda _on, group=group: self.group_picked.emit(group))
        for name, chip in (*self.narrowing.items(), ("group", self.group_chip)):
            chip.clicked.connect(lambda _on, name=name: self.asked.emit(name))
        self.search.textEdited.connect(self._later.start)
        self.search.textChanged.connect(self._on_text)
        self.search.returnPressed.connect(self._leave_search)
        self._later.timeout.connect(self.tell_text)

    def set_narrow(self, narrow: bool) -> None:
        """One row of chips; the search only while it is used, the buttons elsewhere."""
        self._is_narrow = narrow
        self._show_groups()
        self.group_chip.setVisible(narrow)
        for chip in self.narrowing.values():
            (self._second if narrow else self._first).removeWidget(chip)
        for place, chip in enumerate(self.narrowing.values()):  # after the groups, or after the search
            row, start = (self._first, len(self.groups) + 1) if narrow else (self._second, 1)
            row.removeWidget(chip)
            row.insertWidget(start + place, chip)
        self.search.setVisible(not narrow or self.is_searching)
        for button in (self.announce, self.load_file):
            button.setVisible(not narrow)

    def write(self, wanted: Filter, totals: Totals | None, page: Page | None, names: dict[str, str]) -> None:
        """Show what is wanted; ``names`` are those of shop, shelf and zone where they narrow the list."""
        self._shown = self.shown_groups(wanted, totals)
        self._show_groups()
        for group, chip in self.groups.items():
            chip.setText(self._group_text(group, wanted, totals, page))
            chip.setChecked(group is wanted.group)
        self.group_chip.setText(f"{self._group_text(wanted.group, wanted, totals, page)} ▾")
        self.group_chip.setChecked(True)
        for name, chip in self.narrowing.items():
            text = names.get(name) or self.words(f"ui_arrivages.filter_{name}")
            chip.setText(f"{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'} ▾")
            chip.setToolTip(text if len(text) > _LONGEST else "")
            chip.setChecked(bool(names.get(name)))

    def shown_groups(self, wanted: Filter, totals: Totals | None) -> Sequence[Group]:
        """The groups to go through; that of the day's slots only where there are any."""
        has_slots = wanted.group is Group.TODAY or (totals is not None and totals.today > 0)
        return [group for group in GROUPS if has_slots or group is not Group.TODAY]

    def _show_groups(self) -> None:
        for group, chip in self.groups.items():
            chip.setVisible(not self._is_narrow and group in self._shown)

    def retranslate(self) -> None:
        """Write anew what does not depend on the list."""
        self.search.setPlaceholderText(self.words("ui_arrivages.search_placeholder"))
        self.search.setAccessibleName(self.words("ui_arrivages.search"))
        for button, text, cap in (
            (self.announce, "ui_arrivages.announce", "F7"),
            (self.load_file, "ui_arrivages.import_file", "F9"),
        ):
            button.setText(self.words(text))
            button.set_cap(cap)

    # search

    @property
    def is_searching(self) -> bool:
        """Whether the search has the keys, or something in it."""
        return self.search.hasFocus() or bool(self.search.text())

    def begin_search(self) -> None:
        """Give the search the keys."""
        self.search.show()
        self.search.setFocus()
        self.search.selectAll()

    def end_search(self) -> None:
        """Nothing is searched for any more."""
        self.search.clear()
        self.search.setVisible(not self._is_narrow)

    def tell_text(self) -> None:
        """Search now for what has been typed."""
        self._later.stop()
        self.text_changed.emit(self.search.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self._leave_search()
        else:
            super().keyPressEvent(event)

    def _leave_search(self) -> None:
        self.tell_text()
        self.search_left.emit()

    def _on_text(self, text: str) -> None:
        if not text:
            self.tell_text()

    # words

    def _group_text(self, group: Group, wanted: Filter, totals: Totals | None, page: Page | None) -> str:
        name = self.words(f"ui_arrivages.group_{group.value}")
        count = self._count(group, wanted, totals, page)
        return f"{name} {count}" if count else name

    def _count(self, group: Group, wanted: Filter, totals: Totals | None, page: Page | None) -> str:
        """How many: of the list shown exactly; of the others as the totals have it, unless a filter narrows them."""
        if group is wanted.group and page is not None and group not in _UNCOUNTED:
            return self.words.texts.count(page.total) + ("+" if page.capped else "")
        if totals is None or wanted.shop_id or wanted.shelf_id or wanted.zone or wanted.text:
            return ""
        counts = {
            Group.OPEN: totals.open,
            Group.EXPECTED: totals.expected,
            Group.TO_SHELVE: totals.to_shelve,
            Group.READY: totals.ready,
            Group.TODAY: totals.today,
            Group.OVERDUE: totals.overdue,
        }
        return self.words.texts.count(counts[group]) if group in counts else ""


_UNCOUNTED = frozenset({Group.COLLECTED, Group.ALL})
"""These only grow; their number says nothing to the clerk, and the footer has it."""
