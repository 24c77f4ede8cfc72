"""The list of parcels: its filters, the table, where it stands, and what it shows while it is empty."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.lists import Filter, Group, Page, Sort
from desk_app.domain.values import Parcel, Shelf, Shop
from desk_app.domain.zones import Zone
from desk_app.ui import rooms, theme
from desk_app.ui.background import Ticket
from desk_app.ui.pages.arrivages_filters import FilterBar
from desk_app.ui.parcel_table import Last, ParcelTable
from desk_app.ui.parcel_view import ParcelView
from desk_app.ui.session import Session
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.key_button import KeyHint
from desk_app.ui.widgets.labels import LineLabel
from desk_app.ui.widgets.scrolling import staying

LIMIT = 50
_FOOT = 36
NEWEST_FIRST = frozenset({Sort.RECENT})
LAST = {Group.COLLECTED: Last.LEFT, Group.EXPECTED: Last.SLOT, Group.TODAY: Last.SLOT}
_FIRST, _LAST = "first", "last"  # which row to select, instead of a parcel's id


class ListPanel(QWidget):
    """Shows one page of what is ``wanted``, read behind the screen; nothing of the other pages is ever here."""

    chosen = Signal()  # other rows are selected
    loaded = Signal()  # another page is shown

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.words = session, session.words
        self.wanted = Filter(limit=LIMIT)
        self.page: Page | None = None
        self.everything = False  # Ctrl+A: all that is wanted, not only these rows
        self.names: dict[str, str] = {}  # of shop and shelf, where they narrow the list
        self._select = ""  # what to select when the rows come: an id, or the first or the last row
        self._ticket: Ticket | None = None
        self._has_failed = False
        self._shown: Filter | None = None  # what the rows are of
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self) -> None:
        self.bar = FilterBar(self.words)
        self.table = ParcelTable(self.words.texts)
        self.view = ParcelView(self.table)
        self.empty = EmptyState("wait", framed=False, parent=self.view.viewport())  # the view keeps the keys
        self.empty.setMinimumSize(0, 0)
        self.footer = LineLabel(size=theme.SMALL, ink=theme.MUTED)
        self.back, self.on = KeyHint(), KeyHint()

    def _add_widgets(self) -> None:
        column, foot = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        self.frame = QFrame()
        self.frame.setObjectName("card")
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(2, 4, 2, 6)
        inside.addWidget(self.view, 1)
        for widget in (self.footer, self.back, self.on):
            widget.setFixedHeight(_FOOT)  # whether there are further pages or not
        foot.addWidget(self.footer, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        column.addWidget(self.bar)
        column.addWidget(self.frame, 1)
        column.addLayout(foot)

    def _connect_signals(self) -> None:
        self.bar.group_picked.connect(self.show_group)
        self.bar.text_changed.connect(self.search_for)
        self.bar.search_left.connect(self._walk_found)
        self.view.chosen.connect(self._on_chosen)
        self.view.resized.connect(self.empty.setGeometry)
        self.view.page_wanted.connect(self._walk)
        self.view.group_wanted.connect(self._step_group)
        self.view.everything_wanted.connect(self._choose_everything)
        self.view.horizontalHeader().sectionClicked.connect(self._on_title)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.session.totals_changed.connect(self.write)

    # what is wanted

    def show_group(self, group: Group) -> None:
        """Another group, from its first page; the day's slots are sorted by the clock."""
        order = {}
        if (group is Group.TODAY) is not (self.wanted.group is Group.TODAY):
            sort = Sort.SLOT if group is Group.TODAY else Sort.RECENT
            order = {"sort": sort, "descending": sort in NEWEST_FIRST}
        self._want(group=group, **order)

    def narrow_to_shop(self, shop: Shop | None) -> None:
        """Only this shop's parcels, or all shops'."""
        self.names["shop"] = shop.name if shop else ""
        self._want(shop_id=shop.id if shop else None)

    def narrow_to_shelf(self, shelf: Shelf | None) -> None:
        """Only what stands on this shelf, or on any and none."""
        self.names["shelf"] = shelf.code if shelf else ""
        self._want(shelf_id=shelf.id if shelf else None)

    def narrow_to_zone(self, zone: Zone | None) -> None:
        """Only parcels of this zone."""
        self._want(zone=zone)

    def search_for(self, text: str) -> None:
        """Only what mentions ``text``."""
        if text != self.wanted.text:
            self._want(text=text)

    def sort_by(self, sort: Sort) -> None:
        """Sort by this; when it is so already, the other way round."""
        is_again = sort is self.wanted.sort
        self._want(sort=sort, descending=not self.wanted.descending if is_again else sort in NEWEST_FIRST)

    def clear(self) -> None:
        """All open parcels again."""
        self.names.clear()
        self.bar.end_search()
        self._want(group=Group.OPEN, shop_id=None, shelf_id=None, zone=None, text="")

    def keep_known(self, places: set[str]) -> None:
        """Shops and shelves that are there: a filter by another one, of another database, is taken off."""
        if not {self.wanted.shop_id, self.wanted.shelf_id} <= {None, *places}:
            self.clear()

    @property
    def is_narrowed(self) -> bool:
        """Whether a shop, a shelf, a zone or a text narrows the group down."""
        wanted = self.wanted
        return bool(wanted.shop_id or wanted.shelf_id or wanted.zone or wanted.text)

    def _want(self, **values: Any) -> None:
        self.wanted = replace(self.wanted, offset=0, **values)
        self._select = ""
        self.write()
        self.load()

    # pages

    def load(self, select: str = "") -> None:
        """Read what is wanted; the rows shown stay until the others come."""
        if not self.session.is_open:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._select = select or self._select
        desk, wanted = self.session.desk(), self.wanted
        self._ticket = self.session.door.ask(lambda: rooms.lists.parcels(desk, wanted), self.show_page, self._on_failed)

    def select_when_read(self, parcel_id: str) -> None:
        """Select this parcel, if it is among the rows that come next."""
        self._select = parcel_id

    def turn(self, by: int, select: str = _FIRST) -> bool:
        """The page before or after; whether there is one."""
        offset = self.wanted.offset + by * LIMIT
        if self.page is None or not 0 <= offset < self.page.total:
            return False
        self.wanted = replace(self.wanted, offset=offset)
        self.load(select)
        return True

    def _walk(self, by: int) -> None:
        """The arrows go on beyond the rows that are here."""
        if not self.turn(by, _FIRST if by > 0 else _LAST) and self.view.currentIndex().row() < 0 and self.table.rows:
            self.view.select_row(0)

    def _walk_found(self) -> None:
        self.view.setFocus()
        self.load(_FIRST)

    def show_page(self, page: Page) -> None:
        """Show these rows of what is wanted."""
        if not page.rows and 0 < page.total <= self.wanted.offset:  # the last page has gone meanwhile
            self.wanted = replace(self.wanted, offset=(page.total - 1) // LIMIT * LIMIT)
            self.load()
            return
        is_again = self._shown == self.wanted and not self._select
        everything = self.everything and is_again
        self.page, self._has_failed, self._shown = page, False, self.wanted
        with staying(self.view, when=is_again):
            self._fill(page, [p.id for p in page.rows] if everything else self._selected_ids())
        self.everything = everything and page.total > len(page.rows)
        self.write()
        self.loaded.emit()

    def _fill(self, page: Page, selected: list[str]) -> None:
        """The rows, with the same parcels selected as before unless others are wanted."""
        select, self._select = self._select, ""
        self.table.set_sort(self.wanted.sort, self.wanted.descending)
        self.table.set_rows(page.rows, self.session.now(), LAST.get(self.wanted.group, Last.UNTIL))
        self.view.fit_columns()
        if not page.rows:
            return
        if select in {_FIRST, _LAST}:
            self.view.select_row(0 if select == _FIRST else len(page.rows) - 1)
            return
        self._select_again([select] if select else selected)

    def _select_again(self, parcel_ids: list[str]) -> None:
        places = map(self.table.place_of, parcel_ids)
        self.view.select_rows([place for place in places if place is not None])

    def _on_failed(self, _error: Exception) -> None:
        self._has_failed = True
        self.write()

    # rows

    def selected(self) -> tuple[Parcel, ...]:
        """The parcels of the selected rows."""
        return self.view.selected()

    def _selected_ids(self) -> list[str]:
        """Of the selected parcels; the one that the arrows stand on is the first."""
        current = self.view.currentIndex().row()
        return [p.id for p in sorted(self.selected(), key=lambda p: self.table.place_of(p.id) != current)]

    def _choose_everything(self) -> None:
        self.everything = self.page is not None and self.page.total > len(self.page.rows)
        self.write()
        self.chosen.emit()

    def _on_chosen(self) -> None:
        self.everything = False
        self.write()
        self.chosen.emit()

    def _on_title(self, section: int) -> None:
        sort = self.table.sort_of(section)
        if sort is not None:
            self.sort_by(sort)

    def _step_group(self, by: int) -> None:
        groups = self.bar.shown_groups(self.wanted, self.session.totals)
        place = groups.index(self.wanted.group) + by
        if 0 <= place < len(groups):
            self.show_group(groups[place])

    # words

    def write(self) -> None:
        """Chips, footer, and what stands in the place of rows."""
        zone = self.wanted.zone
        names = self.names | {"zone": self.words.texts.name_of(zone) if zone else ""}
        self.bar.write(self.wanted, self.session.totals, self.page, names)
        self._write_foot()
        self._write_empty()

    def retranslate(self) -> None:
        """Write everything anew."""
        self.bar.retranslate()
        selected = [parcel.id for parcel in self.selected()]
        self.table.retranslate(self.session.now())
        self._select_again(selected)
        self.view.fit_columns()
        self.back.setText(self.words("ui_arrivages.page_back"))
        self.on.setText(self.words("ui_arrivages.page_on"))
        self.write()

    def set_narrow(self, narrow: bool, low: bool) -> None:
        """Less of everything, for narrow or low windows."""
        self.bar.set_narrow(narrow)
        self.view.set_low(low)

    def _write_foot(self) -> None:
        page, offset = self.page, self.wanted.offset
        self.back.setVisible(offset > 0)
        self.on.setVisible(page is not None and offset + LIMIT < page.total)
        if page is None or not page.rows:
            self.footer.setText("")
            return
        total = self.words.texts.count(page.total) + ("+" if page.capped else "")
        first, last = offset + 1, offset + len(page.rows)
        self.footer.setText(self._foot(first, last, total))

    def _foot(self, first: int, last: int, total: str) -> str:
        if self.everything:
            return self.words("ui_arrivages.foot_everything", total=total)
        chosen = len(self.selected())
        if chosen > 1:
            return self.words("ui_arrivages.foot_chosen", n=chosen, total=total)
        if first == 1:
            return self.words("ui_arrivages.foot", shown=last, total=total)
        return self.words("ui_arrivages.foot_later", first=first, last=last, total=total)

    def _write_empty(self) -> None:
        is_empty = not self.table.rows
        self.empty.setVisible(is_empty)
        if is_empty:
            icon, name = self._emptiness()
            self.empty.set_icon(icon)
            self.empty.set_title(self.words(f"ui_arrivages.{name}_title"))
            self.empty.set_sentence(self.words(f"ui_arrivages.{name}_text"))

    def _emptiness(self) -> tuple[str, str]:
        if self._has_failed or (self.page is None and not self.session.is_online):
            return "offline", "empty_failed"
        if self.page is None:
            return "wait", "empty_waiting"
        if self.is_narrowed:
            return "search", "empty_found"
        return "empty", f"empty_{self.wanted.group.value}"
