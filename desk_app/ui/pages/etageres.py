"""The shelves: how full each is, what stands on it, and putting parcels there by scanning."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from desk_app.domain.lists import Totals
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.values import Answer, Parcel, Shelf
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages import etageres_reading as reading
from desk_app.ui.pages.arrivages_strips import PrintStrip, WaitingStrip
from desk_app.ui.pages.etageres_cards import HubCard, WaitingCard
from desk_app.ui.pages.etageres_content import ShelfContent
from desk_app.ui.pages.etageres_form import Saved, ShelfForm, save
from desk_app.ui.pages.etageres_reading import Opened, Overview
from desk_app.ui.pages.etageres_tiles import Tile, TileGrid, tiles
from desk_app.ui.printing import Labels
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.scrolling import Deck


class Etageres(Page):
    """All shelves, or one of them; a form above either."""

    NAME = "etageres"
    PLACEHOLDER = "ui_etageres.placeholder"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.overview: Overview | None = None
        self.shelf: Shelf | None = None  # the one that is open
        self.in_hand: Parcel | None = None  # scanned, and waiting for the shelf it goes to
        self._answer: Answer | None = None
        self._reading: Ticket | None = None
        self._saving: Ticket | None = None
        self._new_code = ""  # of the first shelf that was added, to be gone to once it is read
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_state()

    def _init_widgets(self) -> None:
        self.labels = Labels.of(self.session)
        self.unprinted = WaitingStrip(self.labels, self.words)
        self.printing = PrintStrip(self.labels, self.words)
        self.form = ShelfForm(self.words)
        self.grid = TileGrid(self.words)
        self.content = ShelfContent(self.session)
        self.nothing = EmptyState("wait")
        self._stack = Deck()
        self.hub_card = HubCard(self.words)
        self.waiting_card = WaitingCard(self.words)

    def _add_widgets(self) -> None:
        self.form.hide()
        for strip in (self.unprinted, self.printing, self.form):
            self.main.addWidget(strip)
        self.main.addWidget(self._stack, 1)
        for widget in (self.nothing, self.grid, self.content):
            self._stack.addWidget(widget)
        self.side.addWidget(self.hub_card)
        self.side.addWidget(self.waiting_card)
        self.side.addStretch(1)

    def _connect_signals(self) -> None:
        self.grid.moved.connect(self.show_actions)
        self.grid.opened.connect(self._open_current)
        self.form.wanted.connect(self._save)
        self.labels.changed.connect(self.show_actions)
        self.labels.progressed.connect(self.show_actions)
        self.session.online_changed.connect(self._show_state)
        self.session.totals_changed.connect(self._on_totals)

    # scans

    def on_scan(self, scan: Scan) -> Ticket | None:
        """A shelf opens, or takes the parcel in hand; a parcel goes to the open shelf, or tells where it stands."""
        if scan.kind is Kind.MISREAD:
            self._say(Answer(Verdict.MISREAD))
            return None
        if scan.kind is Kind.PARCEL:
            return self._scan_parcel(scan.value)
        if self.in_hand is not None:
            return self._move(self.in_hand.id, scan.value)
        desk = self.session.desk()
        return self._ask(lambda: reading.named(desk, scan.value), self._show_named)

    def _scan_parcel(self, parcel_id: str) -> Ticket:
        if self.shelf is not None:
            return self._move(parcel_id, self.shelf.tag)
        desk = self.session.desk()
        return self._ask(lambda: reading.located(desk, parcel_id), self._show_located)

    def _move(self, parcel_id: str, shelf: str) -> Ticket:
        desk = self.session.desk()
        return self._ask(lambda: rooms.receive.move(desk, parcel_id, shelf), self._show_moved)

    def _ask(self, job: Callable[[], Any], then: Callable[[Any], None]) -> Ticket:
        return self.session.door.ask(job, then, self._on_failure)

    # answers

    def _show_named(self, found: Opened | Answer) -> None:
        if isinstance(found, Answer):
            self._say(found)
            return
        self._clear_answer()
        self.session.play(Tone.YES)
        self._show_opened(found)

    def _show_located(self, answer: Answer) -> None:
        self._say(answer)
        if tone(answer.verdict) is Tone.NO:
            return
        parcel = answer.parcels[0]
        if answer.verdict is Verdict.FOUND:
            self.session.tell_changed(Change.PARCELS)
        if parcel.shelf_id is None:
            self.in_hand = parcel
            self.grid.go_to_room(parcel.zone)
            self._show_state()
        else:
            self._open(parcel.shelf_id, parcel.id)

    def _show_moved(self, answer: Answer) -> None:
        self._say(answer)
        if tone(answer.verdict) is Tone.NO:
            return
        self.in_hand = None
        moved = answer.parcels[0]
        self.grid.go_to(moved.shelf_id or "")
        self._show_state()
        if self.shelf is not None and moved.shelf_id == self.shelf.id:
            self._open(moved.shelf_id, moved.id)
        self.session.tell_changed(Change.PARCELS)

    def _say(self, answer: Answer) -> None:
        self._answer = answer
        shelf = str(answer.args.get("shelf", "")) if answer.verdict is Verdict.ALREADY_RECEIVED else ""
        self.say(answer, shelf, self.words("ui_etageres.its_place") if shelf else "")

    def _clear_answer(self) -> None:
        self._answer = None
        self.clear_band()

    def _on_failure(self, error: Exception) -> None:
        """Nothing is known to have happened: everything stays as it is shown."""
        if isinstance(error, DatabaseOffline):
            self._say(offline_answer(error))
        self._show_state()

    # what is shown

    def refresh(self) -> None:
        """All shelves, or the open one, as they are now."""
        if not self.session.is_open:
            return
        if self._reading is not None:
            self._reading.cancel()
        desk, shelf = self.session.desk(), self.shelf
        if shelf is None:
            self._reading = self.session.door.ask(
                lambda: reading.overview(desk), self._show_overview, self._on_not_read
            )
        else:
            self._reading = self.session.door.ask(
                lambda: reading.opened(desk, shelf.id), self._show_opened, self._on_not_read
            )

    def _on_not_read(self, _error: Exception) -> None:
        self._show_state()

    def _show_overview(self, seen: Overview) -> None:
        self.overview = seen
        self.grid.show_tiles(tiles(seen.shelves, seen.overdue))
        new = seen.find(self._new_code) if self._new_code else None
        if new is not None:
            self.grid.go_to(new.id)
            self._new_code = ""
        self.waiting_card.show_page(seen.to_shelve)
        self._write_figures()
        self._show_state()

    def _show_opened(self, opened: Opened | None) -> None:
        """One shelf; back to all of them when it is not there any more (another database)."""
        if opened is None:
            self._close()
            return
        self.shelf = opened.shelf
        self._show_overview(opened.overview)
        self.grid.go_to(opened.shelf.id)
        self.content.show_shelf(self._tile(opened.shelf), opened.page, opened.parcel_id)
        self._show_state()

    def _tile(self, shelf: Shelf) -> Tile:
        return Tile(shelf, self.overview.overdue.get(shelf.id, 0) if self.overview else 0)

    def _open(self, shelf_id: str, parcel_id: str = "") -> None:
        desk = self.session.desk()
        self._ask(lambda: reading.opened(desk, shelf_id, parcel_id), self._show_opened)

    def _open_current(self) -> None:
        if (current := self.grid.current) is not None:
            self._clear_answer()
            self._open(current.shelf.id)

    def _close(self) -> None:
        """Back to all shelves."""
        self.shelf = self.in_hand = None
        self._clear_answer()
        self._show_state()
        self.refresh()

    def _show_state(self) -> None:
        """The widget that fits what is known, and its keys."""
        if self.overview is None:
            self._tell("wait" if self.session.is_online else "offline")
        elif not self.overview.shelves:
            self._tell("none")
        else:
            self._stack.setCurrentWidget(self.grid if self.shelf is None else self.content)
        self._stack.setVisible(not (self._is_filling() and self.low))
        self._scroll.ensureVisible(0, 0)
        self._take_keys()
        self.invite(self._invite())
        self.show_actions()

    def _tell(self, state: str) -> None:
        self.nothing.set_icon({"none": "etageres"}.get(state, state))
        self.nothing.set_title(self.words(f"ui_etageres.{state}_title"))
        self.nothing.set_sentence(self.words(f"ui_etageres.{state}_text"))
        self._stack.setCurrentWidget(self.nothing)

    def _write_figures(self) -> None:
        if self.overview is not None:
            self.hub_card.show_overview(self.overview)

    def _on_totals(self, _totals: Totals) -> None:
        """Another counter has worked: what stands where may differ."""
        if self.isVisible():
            self.refresh()

    # the form

    def _is_filling(self) -> bool:
        return self.form.isVisibleTo(self)

    def _change(self) -> None:
        if (shelf := self._meant()) is not None:
            self._begin(shelf)

    def _begin(self, shelf: Shelf | None) -> None:
        if not self.session.is_open:
            return
        self._clear_answer()
        self.form.show()
        self.form.begin(shelf)
        self._show_state()

    def _leave_form(self) -> None:
        self.form.hide()
        self.setFocus()
        self._show_state()

    def _save(self, shelves: list[Shelf]) -> None:
        if self._saving is not None and not self._saving.done:
            return
        desk = self.session.desk()
        self._saving = self.session.door.ask_long(
            lambda work: save(desk, shelves, work),
            self._show_saved,
            self._on_failure,
            self.form.show_progress,
            Lane.DESK,
        )

    def _show_saved(self, saved: Saved) -> None:
        if not saved.codes:
            self.form.show_refusal(saved.refused[0])
            return
        self._leave_form()
        key = "ui_etageres.saved_some" if saved.refused else "ui_etageres.saved"
        codes = saved.codes[0] if len(saved.codes) == 1 else f"{saved.codes[0]} … {saved.codes[-1]}"
        name = self.words(key, n=len(saved.codes), codes=codes, refused=len(saved.refused))
        self._say(Answer(Verdict.SAVED, {"name": name}))
        self._new_code = saved.codes[0]
        self.session.tell_changed(Change.SHELVES)

    # what the keys do

    def page_actions(self) -> Sequence[Action]:
        """By what is shown."""
        if self._is_filling():
            return [
                Action(ENTER, "ui_etageres.save", self.form.submit, primary=True),
                Action(ESCAPE, "ui_etageres.cancel", self._leave_form),
            ]
        actions = self._shelf_actions() if self.shelf is not None else self._list_actions()
        return [*self._strip_actions(), *actions]

    def _strip_actions(self) -> list[Action]:
        """What the strips' own buttons say; these keys mean them first."""
        actions = []
        if self.printing.isVisibleTo(self):
            actions.append(Action(ESCAPE, "ui_etageres.stop_printing", self.labels.stop, shown=False))
        if self.labels.waiting:
            actions.append(Action("F5", "ui_printing.again", self.labels.retry, shown=False))
        return actions

    def _hand_actions(self, parcel_id: str) -> list[Action]:
        """A parcel is in hand: onto the shelf the arrows stand on, or down again."""
        down, shelf = Action(ESCAPE, "ui_etageres.put_down", self._put_down), self._meant()
        if shelf is None:
            return [down]
        put = partial(self._move, parcel_id, shelf.tag)
        return [Action(ENTER, "ui_etageres.put_here", put, primary=True, args={"shelf": shelf.code}), down]

    def _list_actions(self) -> list[Action]:
        if self.in_hand is not None:
            return self._hand_actions(self.in_hand.id)
        some, n = self.grid.current is not None, len(self.grid.chosen)
        has_answer, wide = self._answer is not None, not self.narrow
        return [
            Action(ENTER, "ui_etageres.open", self._open_current, primary=True, enabled=some, shown=some),
            Action(
                "F3", "ui_etageres.add", partial(self._begin, None), primary=not some, enabled=self.overview is not None
            ),
            Action("F4", "ui_etageres.change", self._change, enabled=some, shown=some),
            Action("F5", "ui_etageres.print", self._print, enabled=n > 0, shown=some, args={"n": n}),
            Action("F6", "ui_etageres.print_all", self._print_all, enabled=some, shown=some and wide),
            Action(ESCAPE, "ui_etageres.clear", self._put_down, enabled=has_answer, shown=False),
        ]

    def _shelf_actions(self) -> list[Action]:
        return [
            Action(ESCAPE, "ui_etageres.all", self._close, primary=True),
            Action("F4", "ui_etageres.change", self._change),
            Action("F5", "ui_etageres.print_label", self._print),
        ]

    def _put_down(self) -> None:
        self.in_hand = None
        self._clear_answer()
        self._show_state()

    def _meant(self) -> Shelf | None:
        """The open shelf, or the one the arrows stand on."""
        current = self.grid.current
        return self.shelf or (current.shelf if current else None)

    def _print(self) -> None:
        shelves = [self.shelf] if self.shelf is not None else [tile.shelf for tile in self.grid.chosen]
        self.labels.shelves(shelves)

    def _print_all(self) -> None:
        self.labels.shelves([tile.shelf for tile in self.grid.tiles.rows])

    # the page

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        for part in (self.unprinted, self.printing):
            part.write()
        self.form.retranslate()
        self._write_figures()
        if self.overview is not None:
            self.waiting_card.show_page(self.overview.to_shelve)
        if self._answer is not None:
            self.show_band(self._answer)
        self._show_state()
        self.update()

    def resized(self) -> None:
        """Fit the head, and make room for the form."""
        self.content.head.set_low(self.low)
        self._show_state()

    def _take_keys(self) -> None:
        """The keys that are not the window's belong to the list that is shown, or to the form's first field."""
        if self._is_filling():
            self.setFocusProxy(self.form.first.line)
            return
        widget = self.content.list if self._stack.currentWidget() is self.content else self.grid
        self.setFocusProxy(widget)
        if self.isVisible():
            widget.setFocus()

    def _invite(self) -> str:
        """What the empty scan bar invites to."""
        if self.in_hand is not None:
            return "ui_etageres.placeholder_hand"
        return "ui_etageres.shelf_hint" if self.shelf is not None else ""
