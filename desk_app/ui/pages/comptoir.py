"""The counter: a code opens a customer's pickup, each label scanned hands its parcel over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from secrets import token_hex
from typing import ClassVar, Self

from PySide6.QtWidgets import QWidget

from desk_app.domain.lists import Handover
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel, Pickup
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.background import Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages import comptoir_tiles as view
from desk_app.ui.pages.comptoir_cards import DueCard, PickupCard, RecentCard, TodayCard
from desk_app.ui.pages.comptoir_search import SearchPanel
from desk_app.ui.pages.comptoir_undo import UndoPanel
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.scrolling import Deck
from desk_app.ui.widgets.tile_list import TileList


class Mode(Enum):
    """What the main part shows."""

    IDLE = auto()
    OPEN = auto()
    SEARCH = auto()
    UNDO = auto()


@dataclass(frozen=True, slots=True)
class Visit:
    """The customer at the counter: their pickup as it now stands, and which of its parcels this visit is about."""

    pickup: Pickup
    shelves: Mapping[str, str | None]  # by parcel id, in walking order

    @classmethod
    def of(cls, pickup: Pickup) -> Self:
        """A visit about what is in the house now."""
        return cls(pickup, {p.id: p.shelf for p in view.on_the_counter(pickup)})

    @property
    def parcels(self) -> list[Parcel]:
        """The parcels of the visit as they now stand; those handed over keep their places and their shelves."""
        by_id = {p.id: p for p in self.pickup.parcels}
        return [replace(by_id[i], shelf=by_id[i].shelf or shelf) for i, shelf in self.shelves.items() if i in by_id]


class Comptoir(Page):
    """The page the clerk works with all day."""

    NAME = "comptoir"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.mode = Mode.IDLE
        self.visit: Visit | None = None
        self._answer: Answer | None = None
        self._last_handed = ""
        self._handovers: tuple[Handover, ...] | None = None
        self._writing: Ticket | None = None
        self._nonces: dict[tuple[str, ...], str] = {}  # of handovers whose answer got lost
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_mode(Mode.IDLE)

    def _init_widgets(self) -> None:
        self.idle = EmptyState("scan")
        self.tiles = TileList()
        self.search = SearchPanel(self.session)
        self.undo = UndoPanel(self.words)
        self._stack = Deck()
        self.today = TodayCard(self.words)
        self.recent = RecentCard(self.words)
        self.pickup_card = PickupCard(self.words)
        self.due_card = DueCard(self.words)
        self._spring = QWidget()

    def _add_widgets(self) -> None:
        self.words.bind(self.idle.set_title, "ui_comptoir.idle_title")
        self.words.bind(self.idle.set_sentence, "ui_comptoir.idle_text")
        self.main.addWidget(self._stack, 1)
        self._widgets: dict[Mode, QWidget] = {
            Mode.IDLE: self.idle,
            Mode.OPEN: self.tiles,
            Mode.SEARCH: self.search,
            Mode.UNDO: self.undo,
        }
        for widget in self._widgets.values():
            self._stack.addWidget(widget)
        self.side.addWidget(self.today)
        self.side.addWidget(self.recent, 1)
        self.side.addWidget(self.pickup_card)
        self.side.addWidget(self.due_card)
        self.side.addWidget(self._spring, 1)

    def _connect_signals(self) -> None:
        self.session.totals_changed.connect(self.today.show_totals)
        self.search.chosen.connect(self._open_found)
        self.undo.confirmed.connect(self._undo)
        self.undo.changed.connect(self.show_actions)

    # scans

    def on_scan(self, scan: Scan) -> Ticket | None:
        """A code opens a pickup, a label hands over or tells whose it is, anything else is searched for."""
        self._leave_panels()
        if scan.kind in (Kind.PICKUP, Kind.MISREAD):
            return self._look(scan)
        if scan.kind is Kind.PARCEL:
            return self._label(scan.value)
        if scan.kind is Kind.SHELF:
            self.band.show_answer(
                Tone.LOOK, self.words("ui_comptoir.shelf_title"), self.words("ui_comptoir.shelf_text")
            )
            self.session.play(Tone.LOOK)
            return None
        self._search(scan.value, scan.alternatives)
        return None

    def _look(self, scan: Scan) -> Ticket:
        if scan.kind is Kind.PICKUP:
            self.visit = None  # a new customer: nothing of the last one may be handed over any more
        desk = self.session.desk()
        return self.session.door.ask(
            lambda: rooms.check_out.look(desk, scan.value), self._show_looked, self._on_failure
        )

    def _label(self, parcel_id: str) -> Ticket | None:
        visit = self.visit
        if visit is None or (not self._left() and parcel_id not in {p.id for p in visit.pickup.parcels}):
            desk = self.session.desk()
            return self.session.door.ask(
                lambda: rooms.returns.seen(desk, parcel_id), self._show_looked, self._on_failure
            )
        if parcel_id == self._last_handed:
            return None  # the scanner read it twice: it is ticked already
        return self._hand_over(visit, (parcel_id,))

    def _hand_over(self, visit: Visit, ids: tuple[str, ...] | None) -> Ticket:
        """Hand these over, or all that are left. The same again after a lost answer is the same action."""
        key = (visit.pickup.code, *(ids or ()))
        nonce = self._nonces.setdefault(key, token_hex(16))
        desk = self.session.desk()
        self._writing = self.session.door.ask(
            lambda: rooms.check_out.hand_over(desk, visit.pickup.code, ids, scanned=ids is not None, nonce=nonce),
            lambda answer: self._show_handed_over(key, answer),
            self._on_failure,
        )
        return self._writing

    # answers

    def _show_looked(self, answer: Answer) -> None:
        pickup = answer.pickup
        if pickup is not None and pickup.closed_at is None and answer.verdict is not Verdict.MISREAD:
            self._begin_visit(pickup)
        self._show(answer)
        self.refresh()  # where nobody is served any more, the last handovers are in sight again

    def _begin_visit(self, pickup: Pickup) -> None:
        self.visit = Visit.of(pickup)
        self._last_handed = ""

    def _show_handed_over(self, key: tuple[str, ...], answer: Answer) -> None:
        self._nonces.pop(key, None)
        if self.visit is not None and answer.pickup is not None and answer.pickup.id == self.visit.pickup.id:
            self.visit = replace(self.visit, pickup=answer.pickup)
        done = answer.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL)
        if done and answer.parcels:
            self._last_handed = answer.parcels[-1].id
        self._show(answer)
        if done:
            self.session.tell_changed(Change.PARCELS)

    def _show(self, answer: Answer) -> None:
        """Band, tiles and keys of an answer."""
        self._answer = answer
        self._show_mode(Mode.OPEN if self.visit is not None else Mode.IDLE)
        self._fill()
        self.say(answer, *self._figure(answer))

    def _fill(self) -> None:
        """Tiles and cards of the open visit."""
        visit = self.visit
        if visit is None:
            return
        texts, now = self.words.texts, self.session.now()
        self.tiles.set_footer(view.elsewhere(texts, visit.pickup))
        self.tiles.fill(view.tiles(texts, visit.parcels, now))
        self.pickup_card.show_pickup(visit.pickup)
        self.due_card.show_due(view.due(visit.parcels))

    def _figure(self, answer: Answer) -> tuple[str, str]:
        """What stands large at the band's right: where a stranger's parcel belongs, or how far the visit is."""
        shelf = answer.args.get("shelf")
        if answer.verdict in (Verdict.WRONG_PARCEL, Verdict.UNDONE) and shelf:
            return str(shelf), self.words("ui_comptoir.put_back")
        if self.visit is None or answer.verdict is Verdict.DATABASE_OFFLINE:
            return "", ""
        now = self.session.now()
        given = [p for p in self.visit.parcels if not p.is_too_late(now)]
        done = len(given) - len(self._left())
        return (f"{done} / {len(given)}", self.words("ui_comptoir.handed_over", n=done)) if given else ("", "")

    def _left(self) -> list[Parcel]:
        """What of the open visit is still to be handed over."""
        now = self.session.now()
        return [p for p in self.visit.parcels if view.is_left(p, now)] if self.visit is not None else []

    def _on_failure(self, error: Exception) -> None:
        """Nothing is known to have happened: the visit stays as it is, and the band says so."""
        if isinstance(error, DatabaseOffline):
            self._show(offline_answer(error))

    # modes

    def _show_mode(self, mode: Mode) -> None:
        before, self.mode = self.mode, mode
        self._stack.setCurrentWidget(self._widgets[mode])
        is_open = self.visit is not None
        for card in (self.today, self.recent):
            card.setVisible(not is_open)
        self.pickup_card.setVisible(is_open)
        self._spring.setVisible(is_open)
        if not is_open:
            self.due_card.hide()
        if before in (Mode.SEARCH, Mode.UNDO) and mode not in (Mode.SEARCH, Mode.UNDO):
            self.setFocus()
        self.show_actions()

    def _leave_panels(self) -> None:
        if self.mode in (Mode.SEARCH, Mode.UNDO):
            self._back()

    def _back(self) -> None:
        """From a panel to what was there before it."""
        self.search.end()
        self._show_mode(Mode.OPEN if self.visit is not None else Mode.IDLE)
        self.band.setVisible(self._answer is not None)

    def put_away(self) -> None:
        """The customer has gone: nothing is open any more."""
        self.visit = self._answer = None
        self.clear_band()
        self._show_mode(Mode.IDLE)
        self.refresh()

    # what the keys do

    def page_actions(self) -> Sequence[Action]:
        """By mode; F2 and F9 work everywhere."""
        everywhere = [
            Action("F2", "ui_comptoir.search", self._search, shown=False),
            Action("F9", "ui_comptoir.undo_last", self._ask_undo, shown=self.mode is Mode.IDLE),
        ]
        return [*self._MODE_ACTIONS[self.mode](self), *everywhere]

    def _idle_actions(self) -> list[Action]:
        return [Action(ESCAPE, "ui_comptoir.clear", self.put_away, shown=False)] if self._answer is not None else []

    def _open_actions(self) -> list[Action]:
        left = len(self._left())
        slips = self._slip_actions()
        if not left:
            return [Action(ESCAPE, "ui_comptoir.close", self.put_away, primary=True), *slips]
        hand_over = Action(ENTER, "ui_comptoir.hand_over_all", self._hand_over_all, primary=True, args={"n": left})
        return [hand_over, *slips, Action(ESCAPE, "ui_comptoir.put_away", self.put_away)]

    def _slip_actions(self) -> list[Action]:
        """The customer's slip: of what can be fetched, or of what was handed over when all of it was."""
        if self._left():
            return [Action("F5", "ui_comptoir.print_slip", self._print_slip)] if self.session.print_slip else []
        return [Action("F5", "ui_comptoir.print_handover", self._print_handover)] if self._given() else []

    def _search_actions(self) -> list[Action]:
        return [
            Action(ENTER, "ui_comptoir.open", self.search.open_chosen, primary=True),
            Action(ESCAPE, "ui_comptoir.back", self._back),
        ]

    def _undo_actions(self) -> list[Action]:
        ready = bool(self.undo.reason)
        return [
            Action(ENTER, "ui_comptoir.undo_confirm", self.undo.confirm, primary=True, enabled=ready),
            Action(ESCAPE, "ui_comptoir.back", self._back),
        ]

    _MODE_ACTIONS: ClassVar[dict[Mode, Callable[["Comptoir"], list[Action]]]] = {
        Mode.IDLE: _idle_actions,
        Mode.OPEN: _open_actions,
        Mode.SEARCH: _search_actions,
        Mode.UNDO: _undo_actions,
    }

    def _hand_over_all(self) -> Ticket | None:
        if self.visit is None or not (self._writing is None or self._writing.done):
            return None
        return self._hand_over(self.visit, None)

    def _print_slip(self) -> None:
        if self.visit is not None and self.session.print_slip is not None:
            self.session.print_slip(self.visit.pickup)

    def _given(self) -> list[Parcel]:
        """What this visit has handed over."""
        return [p for p in self.visit.parcels if p.state is State.COLLECTED] if self.visit is not None else []

    def _print_handover(self) -> None:
        from desk_app.ui.printing import Labels  # noqa: PLC0415 - the counter is ready before it can print

        Labels.of(self.session).handover(self._given())

    def _search(self, text: str = "", alternatives: Sequence[str] = ()) -> None:
        if not self.session.is_open:
            return
        self.band.hide()
        self._show_mode(Mode.SEARCH)
        self.search.begin(text, alternatives)

    def _open_found(self, code: str) -> None:
        self._back()
        self._look(Scan(Kind.PICKUP, code, code))

    def _ask_undo(self) -> Ticket | None:
        if not self.session.is_open:
            return None
        desk = self.session.desk()
        return self.session.door.ask(lambda: rooms.undo.last(desk), self._begin_undo, self._on_failure)

    def _begin_undo(self, parcel: Parcel | None) -> None:
        if parcel is None:
            self.session.note(self.words("ui_comptoir.nothing_to_undo"))
            return
        self.band.hide()
        self._show_mode(Mode.UNDO)
        self.undo.begin(parcel)

    def _undo(self, parcel_id: str, reason: str) -> None:
        desk = self.session.desk()
        self._back()
        self.session.door.ask(lambda: rooms.undo.undo(desk, parcel_id, reason), self._show_undone, self._on_failure)

    def _show_undone(self, answer: Answer) -> None:
        if answer.pickup is not None and tone(answer.verdict) is not Tone.NO:
            self._begin_visit(answer.pickup)
        self._show(answer)
        self.session.tell_changed(Change.PARCELS)

    # views

    def refresh(self) -> None:
        """The last handovers; an open visit stays as the clerk sees it."""
        if self.visit is None and self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(lambda: rooms.lists.recent_handovers(desk), self._show_recent)

    def _show_recent(self, handovers: tuple[Handover, ...]) -> None:
        self._handovers = handovers
        self.recent.show_handovers(handovers)

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.search.retranslate()
        self.undo.retranslate()
        self.today.show_totals(self.session.totals)
        if self._handovers is not None:
            self.recent.show_handovers(self._handovers)
        self._fill()
        if self._answer is not None:
            self.show_band(self._answer, *self._figure(self._answer))
            self.band.setVisible(self.mode in (Mode.IDLE, Mode.OPEN))
