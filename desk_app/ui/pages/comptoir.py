"""The counter: a code opens a customer's pickup, each label scanned hands its parcel over."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desk_app.domain.checks import Needs
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.domain.visits import Seen
from desk_app.ui import rooms
from desk_app.ui.background import Ticket
from desk_app.ui.lone_keys import LoneKeys
from desk_app.ui.pages import comptoir_keys, comptoir_visit
from desk_app.ui.pages import comptoir_tiles as view
from desk_app.ui.pages.comptoir_keys import PANELS, Mode
from desk_app.ui.pages.comptoir_view import CounterView
from desk_app.ui.scan_keys import Key
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import Action

__all__ = ["Comptoir", "Mode"]


class Comptoir(CounterView):
    """The page the clerk works with all day."""

    NAME = "comptoir"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lone = LoneKeys(self)
        self._connect_signals()
        self.show_mode(Mode.IDLE)

    def _connect_signals(self) -> None:
        self.session.totals_changed.connect(self.today.show_totals)
        self.search.chosen.connect(self._open_found)
        self.tiles.clicked.connect(self.choose)
        self.proxy.named.connect(self._on_proxy)
        self.paper.begun.connect(self._on_paper)
        self._lone.picked.connect(self._on_digit)
        for key, hint in self.pickup_card.hints.items():
            hint.clicked.connect(partial(self.run_key, key))
        self._connect_serving()
        self._connect_others()

    def _connect_serving(self) -> None:
        serving = self.serving
        serving.handed_over.connect(self._show_handed_over)
        serving.told.connect(self.show_answer)
        serving.asking.connect(self._show_question)
        serving.changed.connect(self.fill)
        serving.failed.connect(self._on_failure)
        serving.panel.changed.connect(self.show_actions)

    def _connect_others(self) -> None:
        self.others.met.connect(self.serving.meet)
        self.others.seen.connect(self._show_seen)
        self.session.visited.connect(self._look_at_others)
        self.undo.changed.connect(self.show_actions)
        self.undoing.asking.connect(self._begin_undo)
        self.undoing.answered.connect(self._show_undone)
        self.undoing.failed.connect(self._on_failure)
        self.problem.changed.connect(self._on_problem_changed)
        self.problems.answered.connect(self._show_problem)
        self.problems.failed.connect(self._on_failure)

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
            self.hint("shelf" if scan.kind is Kind.SHELF else "question")
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or self.mode is not Mode.OPEN:
            super().keyPressEvent(event)
        else:
            self._step(step)

    def page_actions(self) -> Sequence[Action]:
        """By mode."""
        return comptoir_keys.actions(self)

    def _look(self, scan: Scan) -> Ticket:
        if scan.kind is Kind.PICKUP:
            self._leave_customer()
        desk = self.session.desk()
        return self.session.door.ask(lambda: comptoir_visit.look(desk, scan.value), self._show_looked, self._on_failure)

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
        self.show_answer(answer)
        self.refresh()  # where nobody is served any more, the last handovers are in sight again

    def _show_handed_over(self, answer: Answer) -> None:
        self.chosen = ""
        self.show_answer(answer)
        self.session.tell_changed(Change.PARCELS)

    def _on_failure(self, error: Exception) -> None:
        """Nothing is known to have happened: visit and question stay as they are, and the band says so."""
        if isinstance(error, EnvironmentTrouble):
            self.show_answer(offline_answer(error))

    def refresh(self) -> None:
        """The last handovers, or what other counters have done with the open pickup."""
        if self.visit is not None:
            self.others.look()
        elif self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(lambda: rooms.lists.recent_handovers(desk), self.show_recent)

    # other counters

    def _look_at_others(self) -> None:
        if self.isVisible():
            self.others.look()

    def _show_seen(self, seen: Seen, needs: Needs | None) -> None:
        """The card as it now stands; what another counter has handed over first is said."""
        taken = self.serving.see(seen, needs)
        if self.mode not in PANELS:
            self.show_mode(self.resting)
        self.fill()
        if taken:
            first, left = seen.taken[taken[0].id], len(self.serving.left())
            where = view.place(self.words.texts, first)
            self.hint("taken" if left else "taken_all", n=len(taken), at=first.at, where=where, left=left)

    # the open visit

    def choose(self, parcel_id: str) -> None:
        """Make a parcel's tile the current one."""
        if self.mode is Mode.OPEN:
            self.chosen = parcel_id
            self.fill()

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

    def put_away(self) -> None:
        """The customer has gone: nothing is open any more; what stays here is said."""
        visit, left = self.visit, self.serving.left()
        self.serving.end()
        self.say_nothing()
        self.show_mode(Mode.IDLE)
        if visit is not None and visit.given and left:
            self.hint("stays", n=len(left), given=len(visit.given), where=view.places(left))
        self.refresh()

    def give_up(self) -> None:
        """What is asked for is not seen: nothing is handed over, the parcels stay where they are."""
        stays = self.serving.give_up()
        self.show_mode(self.resting)
        self.fill()
        self.hint("not_given", n=len(stays), where=view.places(stays))

    def _show_question(self) -> None:
        self.show_panel(Mode.ASK)
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

    # a customer without a code

    def begin_search(self, text: str = "", alternatives: Sequence[str] = ()) -> None:
        """Search a customer."""
        if self.session.is_open:
            self.show_panel(Mode.SEARCH)
            self.search.begin(text, alternatives)

    def _open_found(self, code: str) -> None:
        self.back()
        self._look(Scan(Kind.PICKUP, code, code))

    # somebody else comes

    def ask_proxy(self) -> None:
        """Who?"""
        if self.visit is not None:
            self.show_panel(Mode.PROXY)
            self.proxy.begin(self.visit.pickup.customer, self.visit.needs.proxy, self.visit.seen.proxy)

    def _on_proxy(self, name: str) -> None:
        self.serving.name_proxy(name)
        self.back()
        self.fill()

    # something is wrong with a parcel

    def ask_problem(self) -> None:
        """What is wrong with the current parcel?"""
        if self.current is not None:
            self.show_panel(Mode.PROBLEM)
            self.problems.begin(self.current)

    def _on_problem_changed(self) -> None:
        if self.mode is Mode.PROBLEM:
            (self.problem.keys or self).setFocus()
        self.show_actions()

    def _show_problem(self, answer: Answer) -> None:
        self.chosen = ""
        self.serving.keep(answer)
        self.show_answer(answer)
        self.session.tell_changed(Change.PARCELS)

    # handovers that were written on paper

    def begin_paper(self) -> None:
        """When were they?"""
        if self.session.is_open:
            self.show_panel(Mode.PAPER)
            self.paper.begin()

    def _on_paper(self, at: datetime) -> None:
        self.serving.paper_at = at
        self.write_paper()
        self.back()

    def end_paper(self) -> None:
        """What is handed over now is handed over now."""
        self.serving.paper_at = None
        self.write_paper()
        self.put_away()

    # taking back

    def _begin_undo(self, parcel: Parcel | None) -> None:
        if parcel is None:
            self.session.note(self.words("ui_comptoir.nothing_to_undo"))
        else:
            self.show_panel(Mode.UNDO)

    def _show_undone(self, answer: Answer) -> None:
        if answer.pickup is not None and tone(answer.verdict) is not Tone.NO:
            self.serving.begin(answer.pickup)
        self.show_answer(answer)
        self.session.tell_changed(Change.PARCELS)
