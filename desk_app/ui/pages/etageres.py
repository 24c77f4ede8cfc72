"""The shelves: how full each is, what stands on it, and putting parcels there by scanning."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QHideEvent

from desk_app.domain.lists import Totals
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Parcel, Shelf
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.cold_watch import ColdStrip
from desk_app.ui.page import Page
from desk_app.ui.pages import etageres_keys
from desk_app.ui.pages import etageres_reading as reading
from desk_app.ui.pages.arrivages_questions import Ask, Questions
from desk_app.ui.pages.arrivages_receive import Receiving
from desk_app.ui.pages.arrivages_strips import PrintStrip, WaitingStrip
from desk_app.ui.pages.etageres_cards import HubCard, WaitingCard
from desk_app.ui.pages.etageres_content import ShelfContent
from desk_app.ui.pages.etageres_form import Saved, ShelfForm, save
from desk_app.ui.pages.etageres_reading import Opened, Overview
from desk_app.ui.pages.etageres_sweep import SweepPanel
from desk_app.ui.pages.etageres_tiles import Tile, TileGrid, tiles
from desk_app.ui.printing import Labels
from desk_app.ui.proof_saving import save_proof
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import Action
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
        self.cold = ColdStrip(self.session, self)
        self.receiving = Receiving(self.session)
        self.questions = Questions(self.receiving, self.words)
        self.form = ShelfForm(self.words)
        self.grid = TileGrid(self.words)
        self.content = ShelfContent(self.session)
        self.sweeping = SweepPanel(self.session)
        self.nothing = EmptyState("wait")
        self._stack = Deck()
        self.hub_card = HubCard(self.words)
        self.waiting_card = WaitingCard(self.words)

    def _add_widgets(self) -> None:
        self.form.hide()
        for strip in (self.questions, self.unprinted, self.printing, self.cold, self.form):
            self.main.addWidget(strip)
        self.main.addWidget(self._stack, 1)
        for widget in (self.nothing, self.grid, self.content, self.sweeping):
            self._stack.addWidget(widget)
        self.side.addWidget(self.hub_card)
        self.side.addWidget(self.waiting_card)
        self.side.addStretch(1)

    def _connect_signals(self) -> None:
        self.grid.moved.connect(self.show_actions)
        self.grid.opened.connect(self.open_current)
        self.content.moved.connect(self.show_actions)
        self.receiving.answered.connect(self._say)
        self.questions.changed.connect(self._show_state)
        self.form.wanted.connect(self._save)
        self.sweeping.answered.connect(self._say)
        self.sweeping.changed.connect(self._show_state)
        self.sweeping.ended.connect(self._show_state)
        self.sweeping.ended.connect(self.refresh)
        self.labels.changed.connect(self.show_actions)
        self.labels.progressed.connect(self.show_actions)
        self.session.online_changed.connect(self._show_state)
        self.session.totals_changed.connect(self._on_totals)

    # scans

    def on_scan(self, scan: Scan) -> Ticket | None:
        """A shelf opens, or takes the parcel in hand; a parcel goes to the open shelf, or tells where it stands."""
        ticket = self.questions.answer(scan)
        if ticket is not None:
            return ticket
        if scan.kind is Kind.MISREAD:
            self._say(Answer(Verdict.MISREAD))
            return None
        if self.sweeping.shelf is not None:
            return self.sweeping.scan(scan)
        if scan.kind is Kind.PARCEL:
            return self._scan_parcel(scan.value)
        if self.in_hand is not None:
            return self.put_on(self.in_hand.id, scan.value)
        desk = self.session.desk()
        return self._ask(lambda: reading.named(desk, scan.value), self._show_named)

    def _scan_parcel(self, parcel_id: str) -> Ticket:
        if self.shelf is not None:
            return self.put_on(parcel_id, self.shelf.tag)
        desk = self.session.desk()
        return self._ask(lambda: reading.located(desk, parcel_id), self._show_located)

    def put_on(self, parcel_id: str, shelf: str) -> Ticket:
        """Put a parcel on a shelf, named by its tag or its code."""
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

    def _say(self, answer: Answer | None) -> None:
        if answer is None:
            self._clear_answer()
            return
        self._answer = answer
        shelf = str(answer.args.get("shelf", "")) if answer.verdict is Verdict.ALREADY_RECEIVED else ""
        self.say(answer, shelf, self.words("ui_etageres.its_place") if shelf else "")

    def _clear_answer(self) -> None:
        self._answer = None
        self.clear_band()

    def _on_failure(self, error: Exception) -> None:
        """Nothing is known to have happened: everything stays as it is shown."""
        if isinstance(error, EnvironmentTrouble):
            self._say(offline_answer(error))
        self._show_state()

    # what is shown

    def refresh(self) -> None:
        """All shelves, or the open one, as they are now."""
        if not self.session.is_open:
            return
        if self._reading is not None:
            self._reading.cancel()
        desk, shelf, ask, failed = self.session.desk(), self.shelf, self.session.door.ask, self._on_not_read
        if self.sweeping.shelf is not None:
            self.sweeping.read()
        elif shelf is None:
            self._reading = ask(lambda: reading.overview(desk), self._show_overview, failed)
        else:
            self._reading = ask(lambda: reading.opened(desk, shelf.id), self._show_opened, failed)

    def _on_not_read(self, _error: Exception) -> None:
        self._show_state()

    def _show_overview(self, seen: Overview) -> None:
        self.overview = seen
        self.grid.show_tiles(tiles(seen.shelves, seen.overdue))
        new = seen.find(self._new_code) if self._new_code else None
        if new is not None:
            self.grid.go_to(new.id)
            self._new_code = ""
        self.hub_card.show_overview(seen)
        self.waiting_card.show_page(seen.to_shelve)
        self._show_state()

    def _show_opened(self, opened: Opened | None) -> None:
        """One shelf; back to all of them when it is not there any more (another database)."""
        if opened is None:
            self.close_shelf()
            return
        self.shelf = opened.shelf
        self._show_overview(opened.overview)
        self.grid.go_to(opened.shelf.id)
        tile = Tile(opened.shelf, opened.overview.overdue.get(opened.shelf.id, 0))
        self.content.show_shelf(tile, opened.page, opened.parcel_id)
        self._show_state()

    def _open(self, shelf_id: str, parcel_id: str = "") -> None:
        desk = self.session.desk()
        self._ask(lambda: reading.opened(desk, shelf_id, parcel_id), self._show_opened)

    def open_current(self) -> None:
        """Open the shelf the arrows stand on."""
        if (current := self.grid.current) is not None:
            self._clear_answer()
            self._open(current.shelf.id)

    def close_shelf(self) -> None:
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
        elif self.sweeping.shelf is not None:
            self._stack.setCurrentWidget(self.sweeping)
        else:
            self._stack.setCurrentWidget(self.grid if self.shelf is None else self.content)
        self._stack.setVisible(not (self.is_filling() and self.low))
        self.reveal_front(self.form if self.is_filling() else self._stack.currentWidget())
        self._take_keys()
        self.invite(self._invite())
        self.show_actions()

    def _tell(self, state: str) -> None:
        self.nothing.set_icon({"none": "etageres"}.get(state, state))
        self.nothing.set_title(self.words(f"ui_etageres.{state}_title"))
        self.nothing.set_sentence(self.words(f"ui_etageres.{state}_text"))
        self._stack.setCurrentWidget(self.nothing)

    def _on_totals(self, _totals: Totals) -> None:
        """Another counter has worked: what stands where may differ."""
        if self.isVisible():
            self.refresh()

    def take_out(self) -> None:
        """The marked parcel leaves the cold."""
        parcel, desk = self.content.current, self.session.desk()
        if parcel is not None:
            self._ask(lambda: rooms.cold.take_out(desk, parcel.id), self._show_moved)

    # the form

    def is_filling(self) -> bool:
        """Whether the form is shown."""
        return self.form.isVisibleTo(self)

    def change(self) -> None:
        """Fill in the open shelf, or the one the arrows stand on."""
        if (shelf := self.meant()) is not None:
            self.begin(shelf)

    def begin(self, shelf: Shelf | None) -> None:
        """Fill in a shelf; None is new ones."""
        if not self.session.is_open:
            return
        self._clear_answer()
        self.form.show()
        self.form.begin(shelf)
        self._show_state()

    def leave_form(self) -> None:
        """Put the form away."""
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
        self.leave_form()
        key = "ui_etageres.saved_some" if saved.refused else "ui_etageres.saved"
        codes = saved.codes[0] if len(saved.codes) == 1 else f"{saved.codes[0]} … {saved.codes[-1]}"
        name = self.words(key, n=len(saved.codes), codes=codes, refused=len(saved.refused))
        self._say(Answer(Verdict.SAVED, {"name": name}))
        self._new_code = saved.codes[0]
        self.session.tell_changed(Change.SHELVES)

    # what the keys do

    def page_actions(self) -> Sequence[Action]:
        """By what is shown and what is asked."""
        return etageres_keys.actions(self)

    def put_down(self) -> None:
        """Nothing is in hand any more, and nothing is said."""
        self.in_hand = None
        self._clear_answer()
        self._show_state()

    def meant(self) -> Shelf | None:
        """The open shelf, or the one the arrows stand on."""
        current = self.grid.current
        return self.shelf or (current.shelf if current else None)

    def save_proof(self) -> None:
        """The proof of the parcel the arrows stand on."""
        parcel = self.content.current
        if parcel is not None:
            save_proof(self.session, parcel, self, self._say)

    # the page

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        for part in (self.questions, self.unprinted, self.printing):
            part.write()
        self.form.retranslate()
        self.sweeping.retranslate()
        if self.overview is not None:
            self.hub_card.show_overview(self.overview)
            self.waiting_card.show_page(self.overview.to_shelve)
        if self._answer is not None:
            self.show_band(self._answer)
        self._show_state()
        self.update()

    def resized(self) -> None:
        """Fit the head, and make room for the form."""
        self.content.head.set_low(self.low)
        self.sweeping.set_low(self.low)
        self._show_state()

    def _take_keys(self) -> None:
        """The keys that are not the window's belong to the list that is shown, or to the form's first field."""
        if self.is_filling():
            self.setFocusProxy(self.form.first.line)
            return
        front = self._stack.currentWidget()
        widget = front.list if front is self.content or front is self.sweeping else self.grid
        self.setFocusProxy(widget)
        if self.isVisible():
            widget.setFocus()

    def _invite(self) -> str:
        """What the empty scan bar invites to."""
        if self.questions.asked is Ask.KEEP:
            return "ui_arrivages.invite_keep"
        if self.in_hand is not None:
            return "ui_etageres.placeholder_hand"
        if self.sweeping.shelf is not None:
            return "ui_sweep.placeholder"
        return "ui_etageres.shelf_hint" if self.shelf is not None else ""

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is in front: a question nobody sees must not take the next scan."""
        self.questions.close_question()
        super().hideEvent(event)
