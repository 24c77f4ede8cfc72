"""The counter: a code opens a customer's pickup, each label scanned hands its parcel over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.domain.checks import Needs
from desk_app.domain.lists import Handover
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.background import Ticket
from desk_app.ui.lone_keys import LoneKeys
from desk_app.ui.page import Page
from desk_app.ui.pages import comptoir_keys, comptoir_visit
from desk_app.ui.pages import comptoir_tiles as view
from desk_app.ui.pages.comptoir_cards import PickupCard, RecentCard, TodayCard
from desk_app.ui.pages.comptoir_keys import PANELS, Mode
from desk_app.ui.pages.comptoir_needs import ChecklistCard
from desk_app.ui.pages.comptoir_paper import PaperPanel
from desk_app.ui.pages.comptoir_problem import ProblemPanel
from desk_app.ui.pages.comptoir_proxy import ProxyPanel
from desk_app.ui.pages.comptoir_search import SearchPanel
from desk_app.ui.pages.comptoir_serving import Serving
from desk_app.ui.pages.comptoir_undo import Undoing
from desk_app.ui.pages.comptoir_visit import Visit
from desk_app.ui.scan_keys import Key
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.prompt import Prompt
from desk_app.ui.widgets.scrolling import Deck
from desk_app.ui.widgets.tile_list import TileList

__all__ = ["Comptoir", "Mode", "Visit"]


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence of the page's own for the band: ``ui_handover.<name>_title`` and ``_text``."""

    name: str
    args: Mapping[str, object]


class Comptoir(Page):
    """The page the clerk works with all day."""

    NAME = "comptoir"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.mode = Mode.IDLE
        self.chosen = ""  # the parcel of the tile that was clicked, or that the arrows stand on
        self.serving = Serving(session)
        self._said: Answer | Hint | None = None  # what the band says
        self._handovers: tuple[Handover, ...] | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_mode(Mode.IDLE)

    def _init_widgets(self) -> None:
        self.on_paper = Prompt("wait")
        self.idle = EmptyState("scan")
        self.tiles = TileList()
        self.search = SearchPanel(self.session)
        self.undoing = Undoing(self.session)
        self.undo = self.undoing.panel
        self.proxy = ProxyPanel(self.words)
        self.problem = ProblemPanel(self.words)
        self.paper = PaperPanel(self.session)
        self._stack = Deck()
        self.today = TodayCard(self.words)
        self.recent = RecentCard(self.words)
        self.pickup_card = PickupCard(self.words)
        self.checklist = ChecklistCard(self.words)
        self._spring = QWidget()
        self._lone = LoneKeys(self)

    def _add_widgets(self) -> None:
        self.words.bind(self.idle.set_title, "ui_comptoir.idle_title")
        self.words.bind(self.idle.set_sentence, "ui_comptoir.idle_text")
        self.main.insertWidget(0, self.on_paper)
        self.main.addWidget(self._stack, 1)
        self._widgets: dict[Mode, QWidget] = {
            Mode.IDLE: self.idle,
            Mode.OPEN: self.tiles,
            Mode.ASK: self.serving.panel,
            Mode.SEARCH: self.search,
            Mode.UNDO: self.undo,
            Mode.PROXY: self.proxy,
            Mode.PROBLEM: self.problem,
            Mode.PAPER: self.paper,
        }
        for widget in self._widgets.values():
            self._stack.addWidget(widget)
        self.side.addWidget(self.today)
        self.side.addWidget(self.recent, 1)
        self.side.addWidget(self.pickup_card)
        self.side.addWidget(self.checklist)
        self.side.addWidget(self._spring, 1)

    def _connect_signals(self) -> None:
        self.session.totals_changed.connect(self.today.show_totals)
        self.search.chosen.connect(self._open_found)
        self.undo.changed.connect(self.show_actions)
        self.undoing.asking.connect(self._begin_undo)
        self.undoing.answered.connect(self._show_undone)
        self.undoing.failed.connect(self._on_failure)
        self.tiles.clicked.connect(self.choose)
        self.proxy.named.connect(self._on_proxy)
        self.problem.picked.connect(self._on_problem)
        self.paper.begun.connect(self._on_paper)
        self._lone.picked.connect(self._on_digit)
        for key, hint in self.pickup_card.hints.items():
            hint.clicked.connect(partial(self.run_key, key))
        serving = self.serving
        serving.handed_over.connect(self._show_handed_over)
        serving.told.connect(self._show)
        serving.asking.connect(self._show_question)
        serving.changed.connect(self._fill)
        serving.failed.connect(self._on_failure)
        serving.panel.changed.connect(self.show_actions)

    @property
    def visit(self) -> Visit | None:
        """The customer at the counter."""
        return self.serving.visit

    # scans and keys

    def on_scan(self, scan: Scan) -> Ticket | None:
        """A code opens a pickup, a label hands over or tells whose it is, anything else is searched for."""
        if self.mode in PANELS:
            self.back()
        if scan.kind in (Kind.PICKUP, Kind.MISREAD):
            return self._look(scan)
        if scan.kind is Kind.PARCEL:
            return self._label(scan.value)
        if scan.kind is Kind.SHELF or self.mode is Mode.ASK:
            self._hint("shelf" if scan.kind is Kind.SHELF else "question")
        else:
            self.begin_search(scan.value, scan.alternatives)
        return None

    def on_key(self, key: Key) -> bool:
        """A digit answers what is asked; an Enter in haste confirms nothing."""
        return self._lone.take(key, is_asked=self.mode in (Mode.ASK, Mode.PROBLEM))

    def _on_digit(self, place: int) -> None:
        if self.mode is Mode.ASK:
            self.serving.panel.pick(place)
        elif self.mode is Mode.PROBLEM:
            self.problem.pick(place)

    def resized(self) -> None:
        self.serving.panel.set_low(self.low)
        self.problem.set_low(self.low)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or self.mode is not Mode.OPEN:
            super().keyPressEvent(event)
        else:
            self._step(step)

    def _look(self, scan: Scan) -> Ticket:
        if scan.kind is Kind.PICKUP:
            self._leave_customer()
        desk = self.session.desk()
        return self.session.door.ask(
            lambda: comptoir_visit.look(desk, scan.value), self._show_looked, self._on_failure
        )

    def _leave_customer(self) -> None:
        """A new customer: nothing of the last one may be handed over any more."""
        if self.serving.is_asking and self.visit is not None:
            self.session.note(self.words("ui_handover.nothing_given", customer=self.visit.pickup.customer))
        self.serving.end()

    def _label(self, parcel_id: str) -> Ticket | None:
        if self.serving.is_asking or self.serving.is_of_visit(parcel_id):
            return self.serving.label(parcel_id)
        desk = self.session.desk()
        return self.session.door.ask(
            lambda: comptoir_visit.identify(desk, parcel_id), self._show_looked, self._on_failure
        )

    # answers

    def _show_looked(self, looked: tuple[Answer, Needs | None]) -> None:
        answer, needs = looked
        pickup = answer.pickup
        if pickup is not None and pickup.closed_at is None and answer.verdict is not Verdict.MISREAD:
            self.chosen = ""
            self.serving.begin(pickup, needs)
        self._show(answer)
        self.refresh()  # where nobody is served any more, the last handovers are in sight again

    def _show_handed_over(self, answer: Answer) -> None:
        self.chosen = ""
        self._show(answer)
        self.session.tell_changed(Change.PARCELS)

    def _show(self, answer: Answer) -> None:
        """Band, tiles and keys of an answer; a question stays under it."""
        self._show_mode(self._resting())
        self._fill()
        self._say(answer)
        self.session.sound(answer)

    def _hint(self, name: str, **args: object) -> None:
        self._say(Hint(name, args))
        self.session.play(Tone.LOOK)

    def _say(self, said: Answer | Hint) -> None:
        self._said = said
        self._write_band()
        self.show_actions()

    def _write_band(self) -> None:
        said = self._said
        if isinstance(said, Answer):
            self.show_band(said, *self._figure(said))
        elif said is not None:
            title = self.words(f"ui_handover.{said.name}_title", **said.args)
            self.band.show_answer(Tone.LOOK, title, self.words(f"ui_handover.{said.name}_text", **said.args))

    def _fill(self) -> None:
        """Tiles and cards of the open visit."""
        visit = self.visit
        if visit is None:
            return
        texts, now = self.words.texts, self.session.now()
        self.tiles.set_footer(view.elsewhere(texts, visit.pickup))
        self.tiles.fill(view.tiles(texts, visit.parcels, now, self.chosen))
        self.pickup_card.show_pickup(visit.pickup, visit.seen.proxy)
        self.checklist.show_visit(visit)

    def _figure(self, answer: Answer) -> tuple[str, str]:
        """What stands large at the band's right: where a stranger's parcel belongs, or how far the visit is."""
        shelf = answer.args.get("shelf")
        if answer.verdict in (Verdict.WRONG_PARCEL, Verdict.UNDONE) and shelf:
            return str(shelf), self.words("ui_comptoir.put_back")
        if self.visit is None or answer.verdict is Verdict.DATABASE_OFFLINE:
            return "", ""
        now = self.session.now()
        given = [p for p in self.visit.parcels if not p.is_too_late(now)]
        done = len(given) - len(self.serving.left())
        return (f"{done} / {len(given)}", self.words("ui_comptoir.handed_over", n=done)) if given else ("", "")

    def _on_failure(self, error: Exception) -> None:
        """Nothing is known to have happened: visit and question stay as they are, and the band says so."""
        if isinstance(error, DatabaseOffline):
            self._show(offline_answer(error))

    # modes

    def _resting(self) -> Mode:
        """What is shown when no panel is."""
        if self.serving.is_asking:
            return Mode.ASK
        return Mode.OPEN if self.visit is not None else Mode.IDLE

    def _show_mode(self, mode: Mode) -> None:
        before, self.mode = self.mode, mode
        self._stack.setCurrentWidget(self._widgets[mode])
        is_open = self.visit is not None
        for card in (self.today, self.recent):
            card.setVisible(not is_open)
        self.pickup_card.setVisible(is_open)
        self._spring.setVisible(is_open)
        if not is_open:
            self.checklist.hide()
        if before is not mode and before not in (Mode.IDLE, Mode.OPEN):
            self.setFocus()
        self.show_actions()

    def _show_panel(self, mode: Mode) -> None:
        self.band.hide()
        self._show_mode(mode)

    def back(self) -> None:
        """From a panel to what was there before it."""
        self.search.end()
        self._show_mode(self._resting())
        self.band.setVisible(self._said is not None)

    def put_away(self) -> None:
        """The customer has gone: nothing is open any more; what stays here is said."""
        visit, left = self.visit, self.serving.left()
        self.serving.end()
        self._said = None
        self.clear_band()
        self._show_mode(Mode.IDLE)
        if visit is not None and visit.given and left:
            where = ", ".join(dict.fromkeys(p.shelf or "–" for p in left))
            self._hint("stays", n=len(left), given=len(visit.given), where=where)
        self.refresh()

    # what the keys do

    def page_actions(self) -> Sequence[Action]:
        """By mode."""
        return comptoir_keys.actions(self)

    def choose(self, parcel_id: str) -> None:
        """Make a parcel's tile the current one."""
        if self.mode is Mode.OPEN:
            self.chosen = parcel_id
            self._fill()
            self.show_actions()

    def _step(self, step: int) -> None:
        ids = [tile.view.parcel_id for tile in self.tiles.tiles if tile.view]
        current = self.current
        if current is not None:
            self.choose(ids[max(0, min(len(ids) - 1, ids.index(current.id) + step))])

    @property
    def current(self) -> Parcel | None:
        """The parcel of the tile that was chosen, or the first still to be handed over."""
        parcels = self.visit.parcels if self.visit is not None else []
        current = self.chosen or view.following(parcels, self.session.now())
        return next((p for p in parcels if p.id == current), None)

    def give_up(self) -> None:
        """What is asked for is not seen: nothing is handed over, the parcels stay where they are."""
        stays = self.serving.give_up()
        self._show_mode(self._resting())
        self._fill()
        self._hint("not_given", n=len(stays), where=", ".join(dict.fromkeys(p.shelf or "–" for p in stays)))

    def _show_question(self) -> None:
        self._show_panel(Mode.ASK)
        self._said = None
        (self.serving.panel.keys or self).setFocus()

    def print_slip(self) -> None:
        """What the customer can fetch."""
        if self.visit is not None and self.session.print_slip is not None:
            self.session.print_slip(self.visit.pickup)

    def print_handover(self) -> None:
        """What the customer was given."""
        from desk_app.ui.printing import Labels  # noqa: PLC0415 - the counter is ready before it can print

        if self.visit is not None:
            Labels.of(self.session).handover(self.visit.given)

    def begin_search(self, text: str = "", alternatives: Sequence[str] = ()) -> None:
        """A customer without a code."""
        if self.session.is_open:
            self._show_panel(Mode.SEARCH)
            self.search.begin(text, alternatives)

    def _open_found(self, code: str) -> None:
        self.back()
        self._look(Scan(Kind.PICKUP, code, code))

    def ask_proxy(self) -> None:
        """Somebody else has come."""
        if self.visit is not None:
            self._show_panel(Mode.PROXY)
            self.proxy.begin(self.visit.pickup.customer, self.visit.needs.proxy, self.visit.seen.proxy)

    def _on_proxy(self, name: str) -> None:
        self.serving.name_proxy(name)
        self.back()
        self._fill()

    def ask_problem(self) -> None:
        """Something is wrong with the current parcel."""
        if self.current is not None:
            self._show_panel(Mode.PROBLEM)
            self.problem.begin(self.current)

    def _on_problem(self, parcel: Parcel, problem: str) -> None:
        """Missing, refused, damaged."""
        self.back()

    def begin_paper(self) -> None:
        """Handovers that were written on paper are to be entered."""
        if self.session.is_open:
            self._show_panel(Mode.PAPER)
            self.paper.begin()

    def _on_paper(self, at: datetime) -> None:
        self.serving.paper_at = at
        self._write_paper()
        self.back()

    def end_paper(self) -> None:
        """What is handed over now is handed over now."""
        self.serving.paper_at = None
        self._write_paper()
        self.put_away()

    def _write_paper(self) -> None:
        at = self.serving.paper_at
        self.on_paper.setVisible(at is not None)
        if at is not None:
            self.on_paper.ask(self.words("ui_handover.on_paper_title", at=at), self.words("ui_handover.on_paper_text"))

    def _begin_undo(self, parcel: Parcel | None) -> None:
        if parcel is None:
            self.session.note(self.words("ui_comptoir.nothing_to_undo"))
            return
        self._show_panel(Mode.UNDO)

    def _show_undone(self, answer: Answer) -> None:
        if answer.pickup is not None and tone(answer.verdict) is not Tone.NO:
            self.serving.begin(answer.pickup)
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
        for panel in (self.search, self.undo, self.proxy, self.problem, self.paper, self.serving.panel):
            panel.retranslate()
        self.today.show_totals(self.session.totals)
        if self._handovers is not None:
            self.recent.show_handovers(self._handovers)
        self._fill()
        self._write_paper()
        if self._said is not None:
            self._write_band()
            self.band.setVisible(self.mode not in PANELS)
